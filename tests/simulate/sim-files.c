/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a simulated zone: attached, taken off, swept; where they are, and where they have to
 * be when all is quiet. */

#include "config.h"

#include "sim.h"

#include "full-files.h"
#include "lf-store-carry.h"
#include "lf-store-files.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define FIELD "files"
#define MOST_ON_RECORD 5 /* attached by one person; a record may have ten */
#define MOST_BYTES (150 * 1024)

/* One that somebody attached. */
typedef struct
{
  char *element;
  gboolean is_lost; /* nobody had it any more when a disk was lost or the server went back, or its
                       author threw the change that attached it away */
} File;

void
sim_file_free (gpointer data)
{
  File *file = data;

  g_free (file->element);
  g_free (file);
}

/* ---- Where they are ---- */

static LfBlob
blob_of (const char *element, char *digest)
{
  g_strlcpy (digest, element, LF_DIGEST_CHARS + 1);
  return (LfBlob){ SIM_ZONE, "", digest };
}

static gboolean
is_on_server (Sim *sim, const char *element)
{
  char digest[LF_DIGEST_CHARS + 1];
  const LfBlob blob = blob_of (element, digest);
  gint64 size = lf_blob_folder_size (sim->server.blobs, &blob);
  g_autoptr (GBytes) bytes
      = size < 0 ? NULL : lf_blob_folder_read (sim->server.blobs, &blob, 0, (gsize) size);
  g_autofree char *found
      = bytes == NULL ? NULL : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strcmp0 (found, digest) == 0;
}

static gboolean
is_on_device (const SimDevice *device, const char *element)
{
  return lf_store_check_file_sync (device->store, element, NULL);
}

static gboolean
is_anywhere (Sim *sim, const char *element)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    if (is_on_device (&sim->devices[i], element))
      return TRUE;
  return is_on_server (sim, element);
}

void
sim_files_note_lost (Sim *sim)
{
  for (guint i = 0; i < sim->files->len; i++)
    {
      File *file = sim->files->pdata[i];

      file->is_lost = file->is_lost || !is_anywhere (sim, file->element);
    }
}

/* ---- What people do ---- */

static char *
write_source (SimDevice *device)
{
  Sim *sim = device->sim;
  guint kind = sim_below (sim, 4);
  gsize length = kind == 0 ? 0 : sim_below (sim, kind == 1 ? MOST_BYTES : 3000);
  g_autofree char *bytes = g_malloc (length + 1);
  g_autofree char *name = g_strdup_printf ("文件 %u.txt", sim->files->len);
  char *path = g_build_filename (sim->folder, name, NULL);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) sim_below (sim, 256);
  if (length > 0)
    snprintf (bytes, length, "%u", sim->files->len);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return path;
}

/* A full disk takes no file, and says so; without one it has to be taken. */
static char *
add_file (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autofree char *path = write_source (device);
  gboolean is_full = sim_chance (sim, 8);
  g_autoptr (GError) error = NULL;
  char *element;

  if (is_full)
    full_files_fill (sim_below (sim, 4000));
  element = lf_store_add_file_sync (device->store, path, &error);
  if (full_files_empty ())
    sim_count (sim, SIM_DEVICE_FILES_FULL);
  else
    sim_check_no_error (sim, "attaching", error);
  g_unlink (path);
  return element;
}

void
sim_files_attach (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autoptr (LfRecord) record = sim_some_project (device);
  g_autoptr (LfChange) change = lf_change_new ("attach");
  g_auto (GStrv) there = NULL;
  g_autofree char *element = NULL;
  g_autofree char *value = NULL;
  File *file;

  if (record == NULL || lf_record_is_deleted (record))
    return;
  there = lf_set_split (lf_record_get (record, FIELD));
  element = g_strv_length (there) >= MOST_ON_RECORD ? NULL : add_file (device);
  if (element == NULL || sim_chance (sim, 6)) /* and does not save */
    return;
  value = lf_set_apply (lf_record_get (record, FIELD), NULL, element);
  lf_change_edit (change, record, FIELD, value);
  sim_tell (sim, "%s attaches %.6s to %s", device->name, element,
            sim_short (lf_record_id (record)));
  if (!sim_save (device, change))
    return;
  file = g_new0 (File, 1);
  file->element = g_steal_pointer (&element);
  g_ptr_array_add (sim->files, file);
  sim_count (sim, SIM_ATTACH);
}

void
sim_files_detach (SimDevice *device)
{
  g_autoptr (LfRecord) record = sim_some_project (device);
  const char *was = record == NULL ? NULL : lf_record_get (record, FIELD);
  g_autoptr (LfChange) change = lf_change_new ("detach");
  g_auto (GStrv) there = lf_set_split (was);
  g_autofree char *value = NULL;
  const char *element;

  if (was == NULL || lf_record_is_deleted (record))
    return;
  element = there[sim_below (device->sim, g_strv_length (there))];
  value = lf_set_apply (was, element, NULL);
  lf_change_edit (change, record, FIELD, value);
  sim_tell (device->sim, "%s takes %.6s off %s", device->name, element,
            sim_short (lf_record_id (record)));
  if (sim_save (device, change))
    sim_count (device->sim, SIM_DETACH);
}

/* ---- Sweeping ---- */

static void
check_spared (SimDevice *device, const LfChange *change, GHashTable *before)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfEdit *edit = lf_op_find (change->ops->pdata[i], FIELD);
      g_auto (GStrv) elements = lf_set_split (edit == NULL ? NULL : edit->value);

      for (char **element = elements; *element != NULL; element++)
        if (g_hash_table_contains (before, *element) && !is_on_device (device, *element))
          sim_broken (device->sim, "%s threw away %.6s, to which “%s” refers", device->name,
                      *element, change->label);
    }
}

/* Neither what waits, nor what was refused, nor what is shown may miss its files. */
static void
check_all_spared (SimDevice *device, GHashTable *before)
{
  g_autoptr (GPtrArray) pending = lf_store_outbox_sync (device->store, /* limit= */ 0, NULL);
  g_autoptr (GPtrArray) waiting = lf_store_waiting_sync (device->store, NULL);
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (device->store, NULL);

  for (guint i = 0; i < pending->len; i++)
    check_spared (device, pending->pdata[i], before);
  for (guint i = 0; i < waiting->len; i++)
    check_spared (device, waiting->pdata[i], before);
  for (guint i = 0; i < refused->len; i++)
    check_spared (device, ((LfRefused *) refused->pdata[i])->change, before);
}

void
sim_files_sweep (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  int n;

  for (guint i = 0; i < sim->files->len; i++)
    {
      const File *file = sim->files->pdata[i];

      if (is_on_device (device, file->element))
        g_hash_table_add (before, file->element);
    }
  n = lf_store_sweep_files_sync (device->store, G_MAXINT64, &error);
  sim_check_no_error (sim, "a sweep", error);
  if (n > 0)
    sim_count (sim, SIM_SWEPT);
  sim_tell (sim, "%s sweeps: %d files", device->name, n);
  check_all_spared (device, before);
}

/* ---- When all is quiet ---- */

static File *
find_file (Sim *sim, const char *element)
{
  for (guint i = 0; i < sim->files->len; i++)
    {
      File *file = sim->files->pdata[i];

      if (strcmp (file->element, element) == 0)
        return file;
    }
  return NULL;
}

/* Who is told that attaching it was refused, because the record is out of his sight, and discards
 * that, does not send it. The server may have taken the record's side in, its answer lost. */
void
sim_files_give_up (Sim *sim, const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfEdit *edit = lf_op_find (change->ops->pdata[i], FIELD);
      g_auto (GStrv) elements = lf_set_split (edit == NULL ? NULL : edit->value);

      for (char **element = elements; *element != NULL; element++)
        {
          File *file = find_file (sim, *element);

          if (file != NULL)
            file->is_lost = file->is_lost || !is_on_server (sim, *element);
        }
    }
}

/* The disk that had the only copy may be lost, or the server go back to before it came and nobody
 * be left who has it. Then the record says what is missing, and attaching it again brings it. */
static void
check_file (SimDevice *device, const char *id, const char *element)
{
  const File *file = find_file (device->sim, element);

  if (is_on_device (device, element)
      || (file != NULL && file->is_lost && !is_on_server (device->sim, element)))
    return;
  sim_broken (device->sim, "the file %.6s of %s is not on %s%s", element, sim_short (id),
              device->name,
              is_on_server (device->sim, element)  ? ", but on the server"
              : is_anywhere (device->sim, element) ? ", nor on the server"
                                                   : ", nor anywhere");
}

void
sim_files_check (Sim *sim)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    for (guint j = 0; j < sim->ids->len; j++)
      {
        const char *id = sim->ids->pdata[j];
        g_autoptr (LfRecord) record
            = strcmp (id, sim->park) == 0
                  ? NULL
                  : lf_store_load_sync (sim->devices[i].store, lf_schema_find ("project"), id,
                                        NULL);
        g_auto (GStrv) elements
            = lf_set_split (record == NULL ? NULL : lf_record_get (record, FIELD));

        for (char **element = elements; *element != NULL; element++)
          check_file (&sim->devices[i], id, *element);
      }
}

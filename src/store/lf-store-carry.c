/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on their way to the server and from there. */

#include "config.h"

#include "lf-store-carry.h"

#include "lf-file-folder.h"
#include "lf-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *
path_in_files (LfStore *self, const char *name)
{
  return g_build_filename (lf_store_folder (self), "files", name, NULL);
}

static char *
part_path (LfStore *self, const char *element)
{
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  g_autofree char *name = g_strconcat (digest, ".part", NULL);

  return path_in_files (self, name);
}

/* ---- What the server has ---- */

/* A line that names the server, then one for each digest. A line that a power cut left half is
 * none; whatever is missing is asked for again. */
static GHashTable *
read_carried (LfStore *self, const char *server)
{
  GHashTable *digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = path_in_files (self, "on-server");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return digests;
  lines = g_strsplit (text, "\n", -1);
  if (g_strcmp0 (lines[0], server) != 0)
    g_unlink (path);
  else
    for (char **line = lines + 1; *line != NULL; line++)
      g_hash_table_add (digests, g_strdup (*line));
  return digests;
}

void
lf_store_note_carried_sync (LfStore *self, const char *server, const char *element)
{
  g_autofree char *path = path_in_files (self, "on-server");
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  gboolean is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *lines = g_strconcat (is_new ? server : "", "\n", digest, NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  if (fd < 0)
    return;
  lf_file_write_all (fd, lines, strlen (lines));
  close (fd);
}

/* ---- What is to be carried ---- */

static void
reference_free (gpointer data)
{
  LfFileReference *reference = data;

  g_free (reference->entity);
  g_free (reference->record);
  g_free (reference->element);
  g_free (reference);
}

GHashTable *
lf_file_reference_digests (GPtrArray *references)
{
  GHashTable *digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < references->len; i++)
    {
      const LfFileReference *reference = references->pdata[i];

      g_hash_table_add (digests, g_strndup (reference->element, LF_DIGEST_CHARS));
    }
  return digests;
}

gint64
lf_file_reference_count (GPtrArray *references)
{
  g_autoptr (GHashTable) digests = lf_file_reference_digests (references);

  return g_hash_table_size (digests);
}

typedef struct
{
  LfStore *store;
  GHashTable *carried;
  GPtrArray *send;
  GPtrArray *fetch;
  GPtrArray *settled; /* elements that were owed and are not any more */
} Sorting;

/* What a server sent is anybody's: nothing else becomes the name of a file. */
static gboolean
has_digest (const char *element)
{
  return strspn (element, "0123456789abcdef") == LF_DIGEST_CHARS && element[LF_DIGEST_CHARS] == '/';
}

static void
sort_file (LfDb *db, const LfEntity *entity, const char *id, const char *element, gpointer data)
{
  Sorting *sorting = data;
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  gboolean is_here = lf_store_has_file (sorting->store, element);
  LfFileReference *reference;

  if (!has_digest (element) || (is_here && g_hash_table_contains (sorting->carried, digest)))
    return;
  reference = g_new (LfFileReference, 1);
  *reference = (LfFileReference){ g_strdup (entity->name), g_strdup (id), g_strdup (element) };
  g_ptr_array_add (is_here ? sorting->send : sorting->fetch, reference);
}

/* What the server has by now may go with its record; what is not here any more cannot be sent. */
static void
sort_owed (LfDb *db, const LfEntity *entity, const char *id, const char *element, gpointer data)
{
  const Sorting *sorting = data;
  guint n_send = sorting->send->len;

  if (lf_store_has_file (sorting->store, element))
    sort_file (db, entity, id, element, data);
  if (sorting->send->len == n_send)
    g_ptr_array_add (sorting->settled, g_strdup (element));
}

static gboolean
forget_settled (LfStore *self, GPtrArray *settled, GError **error)
{
  for (guint i = 0; i < settled->len; i++)
    if (!lf_store_forget_owed_sync (self, settled->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gpointer
sort_files (LfDb *db, gpointer data, GError **error)
{
  return lf_files_visit (db, sort_file, data, error)
                 && lf_files_visit_owed (db, sort_owed, data, error)
             ? LF_DONE
             : NULL;
}

/* Parts of files that nothing refers to any more. */
static void
forget_parts (LfStore *self, GPtrArray *fetch)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = path_in_files (self, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < fetch->len; i++)
    g_hash_table_add (wanted,
                      part_path (self, ((const LfFileReference *) fetch->pdata[i])->element));
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".part") && !g_hash_table_contains (wanted, path))
        g_unlink (path);
    }
}

gboolean
lf_store_files_to_carry_sync (
    LfStore *self, const char *server, GPtrArray **ret_send, GPtrArray **ret_fetch, GError **error)
{
  g_autoptr (GHashTable) carried = read_carried (self, server);
  g_autoptr (GPtrArray) send = g_ptr_array_new_with_free_func (reference_free);
  g_autoptr (GPtrArray) fetch = g_ptr_array_new_with_free_func (reference_free);
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_free);
  Sorting sorting = { self, carried, send, fetch, settled };

  if (lf_store_read (self, sort_files, &sorting, error) == NULL
      || !forget_settled (self, settled, error))
    return FALSE;
  forget_parts (self, fetch);
  *ret_send = g_steal_pointer (&send);
  *ret_fetch = g_steal_pointer (&fetch);
  return TRUE;
}

/* ---- Sending ---- */

static gboolean
fail_reading (const char *element, GError **error)
{
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT,
               _ ("The file “%s” has been changed on the disk and is not what was attached. "
                  "Restore it from a backup, or attach it again."),
               lf_file_name (element));
  return FALSE;
}

GBytes *
lf_store_read_file_sync (
    LfStore *self, const char *element, gint64 offset, gsize length, GError **error)
{
  g_autofree char *path = lf_store_file_path (self, element);
  g_autofree guint8 *bytes = g_malloc (length);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gssize n = fd < 0 ? -1 : pread (fd, bytes, length, (off_t) offset);

  if (fd >= 0)
    close (fd);
  if (n > 0)
    return g_bytes_new_take (g_steal_pointer (&bytes), (gsize) n);
  fail_reading (element, error);
  return NULL;
}

gboolean
lf_store_check_file_sync (LfStore *self, const char *element, GError **error)
{
  g_autofree char *folder = path_in_files (self, NULL);

  return lf_file_folder_check (folder, element) == LF_FILE_SOUND || fail_reading (element, error);
}

/* ---- Fetching ---- */

gint64
lf_store_part_size (LfStore *self, const char *element)
{
  g_autofree char *path = part_path (self, element);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

static gboolean
fail_part (const char *path, const char *element, int cause, GError **error)
{
  if (cause == ENOSPC || cause == EDQUOT)
    g_unlink (path);
  lf_file_set_error (error, lf_file_name (element), cause);
  return FALSE;
}

gboolean
lf_store_add_to_part_sync (LfStore *self, const char *element, GBytes *piece, GError **error)
{
  g_autofree char *path = part_path (self, element);
  g_autofree char *folder = path_in_files (self, NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (piece, &length);
  gboolean is_written;
  int fd, cause;

  g_mkdir_with_parents (folder, 0700);
  fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_part (path, element, errno, error);
  is_written = lf_file_write_all (fd, bytes, length);
  cause = errno;
  close (fd);
  return is_written || fail_part (path, element, cause, error);
}

static gboolean
is_what_it_says (const char *path, const char *element)
{
  g_autofree char *digest = lf_file_digest (path);

  return digest != NULL && strncmp (digest, element, LF_DIGEST_CHARS) == 0;
}

/* On disk before it has its name, and with its name when this returns. */
static gboolean
put_in_place (const char *part, const char *whole)
{
  g_autofree char *parent = g_path_get_dirname (whole);
  int file = g_open (part, O_RDONLY | O_CLOEXEC, 0);
  int folder;
  gboolean is_done = file >= 0 && fchmod (file, 0400) == 0 && fsync (file) == 0
                     && g_mkdir_with_parents (parent, 0700) == 0 && g_rename (part, whole) == 0;

  if (file >= 0)
    close (file);
  folder = is_done ? g_open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) : -1;
  if (folder >= 0)
    {
      is_done = fsync (folder) == 0;
      close (folder);
    }
  return is_done;
}

gboolean
lf_store_finish_part_sync (LfStore *self, const char *element, GError **error)
{
  g_autofree char *part = part_path (self, element);
  g_autofree char *whole = lf_store_file_path (self, element);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  if (!lf_store_add_to_part_sync (self, element, nothing, error)) /* it may have no bytes at all */
    return FALSE;
  if (!is_what_it_says (part, element))
    {
      g_unlink (part);
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT,
                   _ ("What came as “%s” is not the file that was attached, and was thrown away. "
                      "It is fetched again with the next sync."),
                   lf_file_name (element));
      return FALSE;
    }
  return put_in_place (part, whole) || fail_part (part, element, errno, error);
}

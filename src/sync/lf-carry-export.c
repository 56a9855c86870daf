/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits goes into a bundle for the server. */

#include "config.h"

#include "lf-carry-private.h"
#include "lf-sync-private.h"

#include "lf-store-carry.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_WANTED 1000 /* files that are asked for */
#define PIECE_BYTES (1024 * 1024)

typedef struct
{
  LfStore *store;
  const LfCarryOptions *options;
  LfCarryExport *result;
  LfSyncState state;
  LfBundleWriter *writer;
  GCancellable *cancellable;
} Export;

/* ---- Changes ---- */

/* One that no request can hold would wait for ever: its author is told. TRUE: there was one */
static gboolean
refuse_large (LfStore *store, GPtrArray *changes, GError **error)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < changes->len; i++)
    if (lf_change_wire_size (changes->pdata[i]) > LF_CHANGE_WIRE_MOST)
      {
        g_autoptr (GPtrArray) answers = lf_sync_refuse_here (changes->pdata[i]);

        is_any = TRUE;
        if (!lf_store_take_answers_sync (store, answers, error))
          return FALSE;
      }
  return is_any;
}

static GPtrArray *
load_changes (LfStore *store, GError **error)
{
  GPtrArray *changes = lf_store_outbox_sync (store, LF_BUNDLE_MAX_CHANGES, error);
  g_autoptr (GError) cause = NULL;

  if (changes == NULL || !refuse_large (store, changes, &cause))
    {
      if (cause == NULL)
        return changes;
      g_propagate_error (error, g_steal_pointer (&cause));
      g_ptr_array_unref (changes);
      return NULL;
    }
  g_ptr_array_unref (changes);
  return lf_store_outbox_sync (store, LF_BUNDLE_MAX_CHANGES, error);
}

/* How many of @changes from @first make one message. */
static guint
count_batch (GPtrArray *changes, guint first)
{
  gsize size = 0;
  guint n = 0;

  while (first + n < changes->len && n < LF_SYNC_BATCH_CHANGES)
    {
      size += lf_change_wire_size (changes->pdata[first + n]);
      if (n > 0 && size > LF_SYNC_BATCH_BYTES)
        break;
      n++;
    }
  return n;
}

static gboolean
add_batch (Export *self, GPtrArray *changes, guint first, guint n, GError **error)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new ();
  g_autofree char *text = NULL;
  gsize length;

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (batch, changes->pdata[i]);
  text = lf_wire_from_push (batch, /* minor= */ 0, &length);
  return lf_bundle_writer_add_message (self->writer, LF_BUNDLE_PUSH, text, length, error);
}

static gboolean
add_changes (Export *self, GError **error)
{
  g_autoptr (GPtrArray) changes = load_changes (self->store, error);
  guint n, first = 0;
  gint64 n_waiting;

  if (changes == NULL)
    return FALSE;
  while ((n = count_batch (changes, first)) > 0
         && lf_bundle_writer_size (self->writer) < LF_BUNDLE_MAX_CHANGE_BYTES - LF_WIRE_MAX_BODY)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !add_batch (self, changes, first, n, error))
        return FALSE;
      first += n;
    }
  self->result->n_changes = first;
  n_waiting = changes->len < LF_BUNDLE_MAX_CHANGES
                  ? (gint64) changes->len
                  : lf_store_count_pending_sync (self->store, NULL);
  self->result->n_changes_left = MAX (0, n_waiting - first);
  return TRUE;
}

/* ---- Files ---- */

static LfBundleFile
file_of (const LfFileReference *reference)
{
  return (LfBundleFile){ reference->entity, reference->record, reference->element };
}

static gboolean
add_wanted (Export *self, GPtrArray *references, GError **error)
{
  for (guint i = 0; i < MIN (references->len, MOST_WANTED); i++)
    {
      LfBundleFile file = file_of (references->pdata[i]);

      if (!lf_bundle_writer_add_file (self->writer, LF_BUNDLE_WANT, &file, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_pieces (Export *self, const char *element, gint64 size, GError **error)
{
  for (gint64 offset = 0; offset < size;)
    {
      g_autoptr (GBytes) piece
          = lf_store_read_file_sync (self->store, element, offset, PIECE_BYTES, error);

      if (piece == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_bytes_get_size (piece) == 0 || offset + (gint64) g_bytes_get_size (piece) > size)
        {
          g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_FILE,
                       _ ("The file “%s” was changed while it was written into the bundle."),
                       lf_file_name (element));
          return FALSE;
        }
      if (!lf_bundle_writer_add_piece (self->writer, piece, error))
        return FALSE;
      offset += (gint64) g_bytes_get_size (piece);
    }
  return TRUE;
}

static gboolean
add_file (Export *self, const LfFileReference *reference, gint64 *left, GError **error)
{
  LfBundleFile file = file_of (reference);
  gint64 size = lf_store_file_size (self->store, reference->element);
  g_autoptr (GError) cause = NULL;

  if (size < 0 || size > *left)
    {
      self->result->n_files_left++;
      return TRUE;
    }
  if (!lf_store_check_file_sync (self->store, reference->element, &cause))
    {
      self->result->n_files_left++;
      g_ptr_array_add (self->result->problems, g_strdup (cause->message));
      return TRUE;
    }
  *left -= size;
  self->result->n_files++;
  return lf_bundle_writer_add_file (self->writer, LF_BUNDLE_ATTACHED, &file, size, error)
         && add_pieces (self, reference->element, size, error);
}

static gboolean
add_files (Export *self, GError **error)
{
  const char *server = self->state.epoch != NULL ? self->state.epoch : "";
  gint64 left = self->options->file_bytes;
  g_autoptr (GPtrArray) send = NULL;
  g_autoptr (GPtrArray) fetch = NULL;
  g_autoptr (GHashTable) waiting = NULL;

  if (!lf_store_files_to_carry_sync (self->store, server, &send, &fetch, error)
      || !add_wanted (self, fetch, error))
    return FALSE;
  waiting = lf_file_reference_digests (send);
  for (guint i = 0; i < send->len; i++)
    {
      const LfFileReference *reference = send->pdata[i];
      g_autofree char *digest = g_strndup (reference->element, LF_DIGEST_CHARS);

      if (g_hash_table_remove (waiting, digest) && !add_file (self, reference, &left, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- The bundle ---- */

static gboolean
begin (Export *self, const char *path, LfCarryKeys *keys, GError **error)
{
  g_autofree char *author = lf_store_author (self->store);
  LfBundleHeader header = { .kind = LF_BUNDLE_CHANGES,
                            .zone = keys->zone,
                            .device = (char *) lf_store_device (self->store),
                            .device_name = (char *) g_get_host_name (),
                            .account = author,
                            .number = keys->sent + 1,
                            .made_us = lf_clock_now_us (),
                            .epoch = self->state.epoch,
                            .since = self->state.since,
                            .cursor = self->state.cursor,
                            .sight = self->state.sight,
                            .answers = keys->taken };

  memcpy (header.key, keys->key.key, sizeof header.key);
  keys->sent++;
  self->result->number = header.number;
  self->result->fingerprint = lf_bundle_fingerprint (header.key);
  self->result->is_accepted = keys->taken > 0;
  if (!lf_carry_keys_save (keys, self->store, error)) /* before: no number is ever used twice */
    return FALSE;
  self->writer = lf_bundle_writer_new (path, &header, &keys->key, error);
  return self->writer != NULL;
}

static gboolean
agree (LfStore *store, GError **error)
{
  LfPendingMass mass;

  return lf_store_weigh_pending_sync (store, &mass, error)
         && (mass.newest == 0 || lf_store_agree_pending_sync (store, mass.newest, error));
}

gboolean
lf_carry_export (LfStore *store,
                 const char *path,
                 const LfCarryOptions *options,
                 LfCarryExport *ret_export,
                 GCancellable *cancellable,
                 GError **error)
{
  Export self
      = { .store = store, .options = options, .result = ret_export, .cancellable = cancellable };
  g_auto (LfCarryKeys) keys = { 0 };
  gboolean is_done;

  *ret_export = (LfCarryExport){ .problems = g_ptr_array_new_with_free_func (g_free) };
  if (!lf_store_sync_state_sync (store, &self.state, error))
    return FALSE;
  is_done = (options->sends_all ? agree (store, error) : lf_sync_check_mass (store, error))
            && lf_carry_keys_load (store, &keys, error) && begin (&self, path, &keys, error)
            && add_changes (&self, error) && add_files (&self, error)
            && lf_bundle_writer_close (self.writer, error);
  g_clear_pointer (&self.writer, lf_bundle_writer_free);
  lf_sync_state_clear (&self.state);
  return is_done;
}

/* ---- The sentence ---- */

void
lf_carry_export_clear (LfCarryExport *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->fingerprint, g_free);
}

char *
lf_carry_export_format (const LfCarryExport *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Bundle %1$d is written. Changes: %2$d, files: %3$d."),
                          (int) self->number, (int) self->n_changes, (int) self->n_files);
  if (self->n_changes_left > 0)
    g_string_append_printf (
        text, " %s", _ ("Not all changes went into it; import the answer, then export the rest."));
  if (self->n_files_left > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE,
                                         " %d file did not go into it and waits for the next one.",
                                         " %d files did not go into it and wait for the next one.",
                                         (gulong) self->n_files_left),
                            (int) self->n_files_left);
  if (!self->is_accepted)
    g_string_append_printf (
        text, _ (" Whoever runs the server accepts this device by its fingerprint: %s."),
        self->fingerprint);
  return g_string_free (text, FALSE);
}

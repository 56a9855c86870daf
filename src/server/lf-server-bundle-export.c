/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers, pages and files go into a bundle for a device. */

#include "config.h"

#include "lf-server-bundle-private.h"

#include "lf-accounts.h"

#include "lf-merge.h"
#include "lf-server-files.h"
#include "lf-server-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BATCH_ANSWERS 500
#define MOST_FILES 5000
#define DIGEST_CHARS 64

/* Pages end before the bundle is as large as a device reads, files included. */
#define MOST_PAGE_BYTES (LF_BUNDLE_MAX_EXPANDED / 2)

typedef struct
{
  const LfServerPlace *place;
  const char *device;
  LfServerBundleMade *made;
  LfServerBundleState state;
  LfServerUser *user;
  LfBundleWriter *writer;
  char *epoch;
  char *sight;          /* of the user */
  gint64 since, cursor; /* where the first page begins */
  GPtrArray *files;     /* (element-type LfServerBundleFile): to go along */
  GHashTable *digests;  /* (element-type utf8): of those */
} Export;

static void
export_clear (Export *self)
{
  lf_server_bundle_state_clear (&self->state);
  g_clear_pointer (&self->user, lf_server_user_free);
  g_clear_pointer (&self->writer, lf_bundle_writer_free);
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->sight, g_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->digests, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* ---- Answers ---- */

static GPtrArray *
load_answers (Export *self, guint first, guint n, GError **error)
{
  LfServerStorage *storage = self->place->storage;
  g_autoptr (LfServerWanted) wanted = lf_server_wanted_new ();
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (wanted->changes, self->state.changes->pdata[i]);
  if (!lf_server_storage_foresee (storage, wanted, error))
    return NULL;
  for (guint i = first; i < first + n; i++)
    {
      GError *cause = NULL;
      g_autoptr (LfServerChange) known
          = lf_server_storage_find_change (storage, self->state.changes->pdata[i], &cause);
      LfAnswer *answer = known == NULL ? NULL : lf_merge_first_answer (known, &cause);

      if (cause != NULL)
        {
          g_propagate_error (error, cause);
          return NULL;
        }
      if (answer != NULL)
        g_ptr_array_add (answers, answer);
    }
  return g_steal_pointer (&answers);
}

static gboolean
write_answers (Export *self, GPtrArray *answers, GError **error)
{
  gsize length;
  g_autofree char *text = lf_wire_from_answers (answers, lf_clock_now_us (), &length);

  self->made->n_answers += answers->len;
  return answers->len == 0
         || lf_bundle_writer_add_message (self->writer, LF_BUNDLE_JUDGED, text, length, error);
}

static gboolean
add_answers (Export *self, GError **error)
{
  for (guint first = 0; first < self->state.changes->len; first += BATCH_ANSWERS)
    {
      guint n = MIN (self->state.changes->len - first, BATCH_ANSWERS);
      g_autoptr (GPtrArray) answers = NULL;

      if (!lf_server_storage_begin_reading (self->place->storage, self->place->zone, error))
        return FALSE;
      answers = load_answers (self, first, n, error);
      lf_server_storage_rollback (self->place->storage);
      if (answers == NULL || !write_answers (self, answers, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Files that go along ---- */

static void
want_file (Export *self, const char *entity, const char *record, const char *element)
{
  g_autofree char *digest = g_strndup (element, DIGEST_CHARS);
  LfServerBundleFile *file;

  if (self->files->len >= MOST_FILES || g_hash_table_contains (self->digests, digest))
    return;
  g_hash_table_add (self->digests, g_steal_pointer (&digest));
  file = g_new0 (LfServerBundleFile, 1);
  *file = (LfServerBundleFile){ g_strdup (entity), g_strdup (record), g_strdup (element) };
  g_ptr_array_add (self->files, file);
}

static gboolean
is_element (const char *text)
{
  return strlen (text) > DIGEST_CHARS + 1 && text[DIGEST_CHARS] == '/'
         && strspn (text, "0123456789abcdef") == DIGEST_CHARS;
}

/* Files of records that are new to the device; what it wrote itself it has. */
static void
want_files_of (Export *self, const LfDelta *delta)
{
  GHashTableIter iter;
  gpointer value;

  if (delta->deleted || g_strcmp0 (delta->device, self->device) == 0)
    return;
  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_auto (GStrv) elements = lf_set_split (value);

      for (char **element = elements; *element != NULL; element++)
        if (is_element (*element))
          want_file (self, delta->entity, delta->id, *element);
    }
}

/* ---- Pages ---- */

static gboolean
add_page (Export *self, const LfPage *page, GError **error)
{
  gsize length;
  g_autofree char *text = lf_wire_from_page (page, &length);

  self->made->n_records += page->deltas->len;
  self->made->has_more = page->has_more;
  for (guint i = 0; i < page->deltas->len; i++)
    want_files_of (self, page->deltas->pdata[i]);
  return lf_bundle_writer_add_message (self->writer, LF_BUNDLE_PAGE, text, length, error);
}

static gboolean
add_pages (Export *self, GError **error)
{
  LfServerPageQuery query = { .since = self->since,
                              .cursor = self->cursor,
                              .limit = LF_SERVER_PAGE_RECORDS,
                              .role = self->user->role,
                              .sight = self->sight };

  do
    {
      g_autoptr (LfPage) page
          = lf_server_read_page (self->place->storage, self->place->zone, &query, error);

      if (page == NULL || !add_page (self, page, error))
        return FALSE;
      query.cursor = page->cursor;
    }
  while (self->made->has_more && lf_bundle_writer_size (self->writer) < MOST_PAGE_BYTES);
  return TRUE;
}

/* ---- Files ---- */

static LfBlob
blob_of (const Export *self, const char *element, char *ret_digest)
{
  g_strlcpy (ret_digest, element, DIGEST_CHARS + 1);
  return (LfBlob){ self->place->zone, self->device, ret_digest };
}

static gboolean
add_pieces (Export *self, const LfBlob *blob, gint64 size, GError **error)
{
  for (gint64 offset = 0; offset < size;)
    {
      gsize wanted = (gsize) MIN (size - offset, LF_BLOB_PIECE_BYTES);
      g_autoptr (GBytes) piece = lf_blob_folder_read (self->place->blobs, blob, offset, wanted);

      if (piece == NULL || g_bytes_get_size (piece) != wanted)
        {
          g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                       _ ("The file %s cannot be read where files are kept. Check the disk."),
                       blob->digest);
          return FALSE;
        }
      if (!lf_bundle_writer_add_piece (self->writer, piece, error))
        return FALSE;
      offset += (gint64) wanted;
    }
  return TRUE;
}

static gboolean
add_file (Export *self, const LfServerBundleFile *file, gint64 *left, GError **error)
{
  char digest[DIGEST_CHARS + 1];
  LfBlob blob = blob_of (self, file->element, digest);
  const LfServerFile reference = { file->entity, file->record, digest };
  const LfBundleFile part = { file->entity, file->record, file->element };
  gint64 size = lf_blob_folder_size (self->place->blobs, &blob);
  gboolean may = FALSE;

  if (size >= 0
      && !lf_server_may_have_file (self->place->storage, self->user, &reference, &may, error))
    return FALSE;
  if (!may)
    return TRUE;
  if (size > *left)
    {
      self->made->n_files_left++;
      return TRUE;
    }
  *left -= size;
  self->made->n_files++;
  return lf_bundle_writer_add_file (self->writer, LF_BUNDLE_ATTACHED, &part, size, error)
         && add_pieces (self, &blob, size, error);
}

/* So that the device does not send them again. */
static gboolean
add_received (Export *self, GError **error)
{
  for (guint i = 0; i < self->state.received->len; i++)
    {
      char digest[DIGEST_CHARS + 1];
      const LfBundleFile part = { .element = self->state.received->pdata[i] };
      LfBlob blob = blob_of (self, part.element, digest);

      if (lf_blob_folder_size (self->place->blobs, &blob) >= 0
          && !lf_bundle_writer_add_file (self->writer, LF_BUNDLE_HAS, &part, 0, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_files (Export *self, gint64 left, GError **error)
{
  if (self->place->blobs == NULL)
    return TRUE;
  if (!add_received (self, error))
    return FALSE;
  for (guint i = 0; i < self->state.wanted->len; i++)
    {
      const LfServerBundleFile *file = self->state.wanted->pdata[i];

      want_file (self, file->entity, file->record, file->element);
    }
  for (guint i = 0; i < self->files->len; i++)
    if (!add_file (self, self->files->pdata[i], &left, error))
      return FALSE;
  return TRUE;
}

/* ---- The bundle ---- */

/* What is to be erased is not sent more; what waits there is still taken. */
static gboolean
check_erase (const LfServerDevice *device, GError **error)
{
  if (device->erase == LF_ERASE_NONE)
    return TRUE;
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_ELSEWHERE,
               _ ("The device %1$s of %2$s is to erase what it holds: no bundle is made for it."),
               device->id, device->account);
  return FALSE;
}

static gboolean
find_user (Export *self, GError **error)
{
  GError *cause = NULL;
  g_autoptr (LfServerDevice) device = lf_accounts_find_device_by_id (
      self->place->storage, self->place->zone, self->device, &cause);

  if (device != NULL)
    {
      self->user
          = check_erase (device, error) ? lf_server_bundle_user (self->place, device, error) : NULL;
      self->sight = self->user == NULL ? NULL : lf_server_user_sight (self->user);
      return self->user != NULL;
    }
  if (cause != NULL)
    g_propagate_error (error, cause);
  else
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("There is no device with the id “%s”. “device list” shows them."),
                 self->device);
  return FALSE;
}

/* A device that knows another epoch, or sees something else than before, is told everything, as
 * over a line (G14, G10). */
static gboolean
begin (Export *self, const char *path, GError **error)
{
  gboolean goes_on = g_strcmp0 (self->state.epoch, self->epoch) == 0
                     && g_strcmp0 (self->state.sight, self->sight) == 0;
  g_auto (LfBundleKey) key = { 0 };
  LfBundleHeader header = { .kind = LF_BUNDLE_ANSWERS,
                            .zone = (char *) self->place->zone,
                            .device = (char *) self->device,
                            .account = self->user->account,
                            .number = self->state.written + 1,
                            .made_us = lf_clock_now_us (),
                            .epoch = self->epoch,
                            .answers = self->state.taken,
                            .known_epoch = self->state.epoch,
                            .sight = self->sight,
                            .known_sight = self->state.sight };

  if (!lf_server_bundle_zone_key (self->place, &key, error))
    return FALSE;
  memcpy (header.key, key.key, sizeof header.key);
  header.since = self->since = goes_on ? self->state.since : 0;
  header.cursor = self->cursor = goes_on ? self->state.cursor : 0;
  self->state.written++;
  self->made->number = header.number;
  self->made->account = g_strdup (self->user->account);
  self->made->fingerprint = lf_bundle_fingerprint (header.key);
  self->made->is_first = self->state.heard == 0;
  if (!lf_server_bundle_state_save (&self->state, self->place, self->device, error))
    return FALSE;
  self->writer = lf_bundle_writer_new (path, &header, &key, error);
  return self->writer != NULL;
}

gboolean
lf_server_bundle_export (const LfServerPlace *place,
                         const char *device,
                         const char *path,
                         gint64 file_bytes,
                         LfServerBundleMade *ret_made,
                         GError **error)
{
  g_auto (Export) self = { .place = place, .device = device, .made = ret_made };

  *ret_made = (LfServerBundleMade){ 0 };
  self.files = g_ptr_array_new_with_free_func (lf_server_bundle_file_free);
  self.digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.epoch = lf_server_bundle_epoch (place, error);
  return self.epoch != NULL && find_user (&self, error)
         && lf_server_bundle_state_load (&self.state, place, device, error)
         && begin (&self, path, error) && add_answers (&self, error) && add_pages (&self, error)
         && add_files (&self, file_bytes, error) && lf_bundle_writer_close (self.writer, error);
}

/* ---- The sentence ---- */

void
lf_server_bundle_made_clear (LfServerBundleMade *self)
{
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->fingerprint, g_free);
}

char *
lf_server_bundle_made_format (const LfServerBundleMade *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("Bundle %1$d for %2$s is written. Answers: %3$d, records: %4$d, files: %5$d."),
      (int) self->number, self->account, (int) self->n_answers, (int) self->n_records,
      (int) self->n_files);
  if (self->has_more)
    g_string_append (text, _ (" Not all records went into it; the device's next bundle asks for "
                              "the rest."));
  if (self->n_files_left > 0)
    g_string_append_printf (text,
                            _ (" Files that did not fit: %d; the device's next bundle asks "
                               "for them."),
                            (int) self->n_files_left);
  if (self->is_first)
    g_string_append_printf (text,
                            _ (" The device asks for the fingerprint of this server's key: %s."),
                            self->fingerprint);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server answered comes out of a bundle. */

#include "config.h"

#include "lf-carry-private.h"
#include "lf-sync-private.h"

#include "lf-store-carry.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE_BYTES (1024 * 1024)

typedef struct
{
  LfStore *store;
  LfBundle *bundle;
  const LfBundleHeader *header;
  LfCarryImport *result;
  GCancellable *cancellable;
  GHashTable *own_seqs;
  gint64 cursor; /* of the page before */
} Import;

static gboolean
fail (GError **error, int code, const char *message)
{
  g_set_error_literal (error, LF_BUNDLE_ERROR, code, message);
  return FALSE;
}

/* ---- Whose it is ---- */

static gboolean
check_for_us (const Import *self, const LfCarryKeys *keys, GError **error)
{
  if (self->header->kind != LF_BUNDLE_ANSWERS)
    return fail (error, LF_BUNDLE_ERROR_ELSEWHERE,
                 _ ("This bundle goes from a device to the server. Carry it there; the server "
                    "makes another one as its answer."));
  if (strcmp (self->header->device, lf_store_device (self->store)) != 0)
    return fail (error, LF_BUNDLE_ERROR_ELSEWHERE,
                 _ ("This bundle is for another device, or for this one before it was restored "
                    "from a backup. Export a new one here and carry it to the server."));
  if (self->header->epoch == NULL)
    return fail (error, LF_BUNDLE_ERROR_CONTENT, _ ("This bundle does not say its server."));
  if (keys->zone == NULL || g_strcmp0 (keys->zone, self->header->zone) == 0)
    return TRUE;
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_ELSEWHERE,
               _ ("This bundle is of the zone “%1$s”, and this store belongs to “%2$s”."),
               self->header->zone == NULL ? "" : self->header->zone, keys->zone);
  return FALSE;
}

/* A key is trusted once a person compared its fingerprint. */
static gboolean
check_key (const Import *self, const LfCarryKeys *keys, const char *fingerprint, GError **error)
{
  g_autofree char *found = lf_bundle_fingerprint (self->header->key);

  if (keys->zone != NULL && memcmp (keys->zone_key, self->header->key, LF_BUNDLE_KEY_BYTES) == 0)
    return TRUE;
  if (lf_bundle_is_fingerprint (self->header->key, fingerprint))
    return TRUE;
  g_set_error (error, LF_BUNDLE_ERROR,
               keys->zone == NULL ? LF_BUNDLE_ERROR_UNKNOWN : LF_BUNDLE_ERROR_OTHER_KEY,
               keys->zone == NULL
                   ? _ ("This bundle is signed with a key that is new here; its fingerprint is "
                        "%s. Compare it with that of the server, then import it with that "
                        "fingerprint.")
                   : _ ("This bundle is signed with another key than the server's that is known "
                        "here; its fingerprint is %s. Do not import it unless whoever runs the "
                        "server tells you that the key was changed."),
               found);
  return FALSE;
}

/* ---- Records ---- */

static gboolean
fail_content (const GError *cause, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CONTENT,
               _ ("The bundle makes no sense: %s Nothing of it was taken in."), cause->message);
  return FALSE;
}

static gboolean
read_answers (Import *self, const LfBundlePart *part, GPtrArray **ret_answers, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfJson) node = lf_json_read (part->text, part->length, &cause);

  *ret_answers = node == NULL ? NULL : lf_wire_to_answers (node, &cause);
  if (*ret_answers == NULL)
    return fail_content (cause, error);
  lf_sync_count_answers (&self->result->sync, self->own_seqs, *ret_answers);
  return TRUE;
}

static gboolean
read_page (Import *self, const LfBundlePart *part, LfPage **ret_page, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfPage) page = lf_wire_to_page (part->text, part->length, &cause);

  if (page == NULL)
    return fail_content (cause, error);
  if (!lf_sync_check_page (page, self->cursor, error))
    return FALSE;
  if (strcmp (page->epoch, self->header->epoch) != 0)
    return fail (error, LF_BUNDLE_ERROR_CONTENT,
                 _ ("The server came back from a backup while it made this bundle. Have it make "
                    "another one."));
  if (g_strcmp0 (page->sight, self->header->sight) != 0)
    return fail (error, LF_BUNDLE_ERROR_CONTENT,
                 _ ("The account was moved while the server made this bundle. Have it make another "
                    "one."));
  self->cursor = page->cursor;
  self->result->has_more = page->has_more;
  *ret_page = g_steal_pointer (&page);
  return TRUE;
}

static gboolean
next_of_records (gpointer data, GPtrArray **ret_answers, LfPage **ret_page, GError **error)
{
  Import *self = data;
  LfBundlePart part;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  do
    if (!lf_bundle_next (self->bundle, &part, error))
      return FALSE;
  while (part.kind != LF_BUNDLE_JUDGED && part.kind != LF_BUNDLE_PAGE
         && part.kind != LF_BUNDLE_END);
  if (part.kind == LF_BUNDLE_JUDGED)
    return read_answers (self, &part, ret_answers, error);
  return part.kind == LF_BUNDLE_END || read_page (self, &part, ret_page, error);
}

static void
took_page (gpointer data, const LfPage *page)
{
  Import *self = data;

  lf_sync_count_page (&self->result->sync, self->own_seqs, page);
}

static gboolean
check_fit (LfCarriedFit fit, const LfBundleHeader *header, GError **error)
{
  switch (fit)
    {
    case LF_CARRIED_AHEAD:
      g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_ORDER,
                   _ ("Bundle %1$d goes on where bundle %2$d ends: import that one first, or "
                      "export a new one here, carry it to the server and import its answer."),
                   (int) header->number, (int) header->number - 1);
      return FALSE;
    case LF_CARRIED_STALE:
      return fail (
          error, LF_BUNDLE_ERROR_ORDER,
          _ ("The server came back from a backup, or your account was moved, and this bundle "
             "does not go with what this device knows of it. Export a new one here, carry "
             "it to the server and import its answer; nothing is lost."));
    case LF_CARRIED_FOREIGN:
      return fail (error, LF_BUNDLE_ERROR_ELSEWHERE,
                   _ ("This bundle is of another server than the one this store belongs to."));
    case LF_CARRIED_FITS:
    case LF_CARRIED_KNOWN:
    default:
      return TRUE;
    }
}

static gboolean
take_records (Import *self, GError **error)
{
  const LfCarried carried = { .since = self->header->since,
                              .cursor = self->header->cursor,
                              .epoch = self->header->epoch,
                              .known_epoch = self->header->known_epoch,
                              .sight = self->header->sight,
                              .known_sight = self->header->known_sight,
                              .next = next_of_records,
                              .took = took_page,
                              .data = self };
  LfSyncOutcome *outcome = &self->result->sync;
  g_autoptr (GPtrArray) problems = NULL;
  LfCarriedFit fit;
  gint64 n_before = lf_store_count_pending_sync (self->store, error);

  if (n_before < 0 || !lf_store_take_carried_sync (self->store, &carried, &fit, &problems, error)
      || !check_fit (fit, self->header, error))
    return FALSE;
  g_ptr_array_extend_and_steal (outcome->problems, g_steal_pointer (&problems));
  self->result->is_known
      = fit == LF_CARRIED_KNOWN && lf_store_count_pending_sync (self->store, NULL) == n_before;
  if (self->result->is_known)
    outcome->n_pushed = outcome->n_refused = outcome->n_conflicts = 0;
  return TRUE;
}

/* ---- Files ---- */

static gboolean
take_pieces (Import *self, const char *element, GError **error)
{
  gint64 n_there = lf_store_part_size (self->store, element);
  gint64 offset = 0;

  while (TRUE)
    {
      g_autoptr (GBytes) piece = lf_bundle_read_piece (self->bundle, PIECE_BYTES, error);
      gint64 length = piece == NULL ? 0 : (gint64) g_bytes_get_size (piece);
      gint64 skipped = CLAMP (n_there - offset, 0, length);

      if (piece == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (length == 0)
        return TRUE;
      if (skipped < length)
        {
          g_autoptr (GBytes) rest
              = g_bytes_new_from_bytes (piece, (gsize) skipped, (gsize) (length - skipped));

          if (!lf_store_add_to_part_sync (self->store, element, rest, error))
            return FALSE;
        }
      offset += length;
    }
}

/* One that cannot be kept stops no other. */
static void
take_file (Import *self, const char *element)
{
  LfSyncOutcome *outcome = &self->result->sync;
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GError) cause = NULL;

  if (lf_store_has_file (self->store, element))
    return;
  if (take_pieces (self, element, &cause)
      && (lf_store_part_size (self->store, element) > 0
          || lf_store_add_to_part_sync (self->store, element, nothing, &cause))
      && lf_store_finish_part_sync (self->store, element, &cause))
    {
      outcome->n_files_received++;
      lf_store_note_carried_sync (self->store, self->header->epoch, element);
      self->result->is_known = FALSE;
    }
  else
    g_ptr_array_add (outcome->file_problems,
                     g_strdup_printf (_ ("The file “%1$s” waits. %2$s"), lf_file_name (element),
                                      cause->message));
}

static gboolean
take_files (Import *self, GError **error)
{
  LfBundlePart part;

  if (!lf_bundle_rewind (self->bundle, error))
    return FALSE;
  do
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !lf_bundle_next (self->bundle, &part, error))
        return FALSE;
      if (part.kind == LF_BUNDLE_ATTACHED)
        {
          g_autofree char *element = g_strdup (part.file.element);

          take_file (self, element);
        }
      if (part.kind == LF_BUNDLE_HAS)
        lf_store_note_carried_sync (self->store, self->header->epoch, part.file.element);
    }
  while (part.kind != LF_BUNDLE_END);
  return TRUE;
}

static gboolean
count_files (Import *self, GError **error)
{
  LfSyncOutcome *outcome = &self->result->sync;
  g_autoptr (GPtrArray) send = NULL;
  g_autoptr (GPtrArray) fetch = NULL;

  if (!lf_store_files_to_carry_sync (self->store, self->header->epoch, &send, &fetch, error))
    return FALSE;
  outcome->n_files_to_send = lf_file_reference_count (send);
  outcome->n_files_to_fetch = lf_file_reference_count (fetch);
  return TRUE;
}

/* ---- The import ---- */

/* Also who sits here, as the server calls them: as after signing in. */
static gboolean
note_taken (Import *self, LfCarryKeys *keys, GError **error)
{
  g_autofree char *author = lf_store_author (self->store);

  keys->taken = MAX (keys->taken, self->header->number);
  g_free (keys->zone);
  keys->zone = g_strdup (self->header->zone);
  memcpy (keys->zone_key, self->header->key, sizeof keys->zone_key);
  return lf_carry_keys_save (keys, self->store, error)
         && (self->header->account == NULL || g_strcmp0 (author, self->header->account) == 0
             || lf_store_set_author_sync (self->store, self->header->account, error));
}

gboolean
lf_carry_import (LfStore *store,
                 const char *path,
                 const char *fingerprint,
                 LfCarryImport *ret_import,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GHashTable) own_seqs
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (LfBundle) bundle = lf_bundle_open (path, NULL, error);
  g_auto (LfCarryKeys) keys = { 0 };
  Import self = { .store = store,
                  .bundle = bundle,
                  .result = ret_import,
                  .cancellable = cancellable,
                  .own_seqs = own_seqs };

  *ret_import = (LfCarryImport){ 0 };
  ret_import->sync.problems = g_ptr_array_new_with_free_func (g_free);
  ret_import->sync.file_problems = g_ptr_array_new_with_free_func (g_free);
  if (bundle == NULL)
    return FALSE;
  self.header = lf_bundle_header (bundle);
  self.cursor = self.header->cursor;
  ret_import->number = self.header->number;
  return lf_carry_keys_load (store, &keys, error) && check_for_us (&self, &keys, error)
         && check_key (&self, &keys, fingerprint, error) && take_records (&self, error)
         && note_taken (&self, &keys, error) && take_files (&self, error)
         && count_files (&self, error);
}

/* ---- The sentence ---- */

void
lf_carry_import_clear (LfCarryImport *self)
{
  lf_sync_outcome_clear (&self->sync);
}

char *
lf_carry_import_format (const LfCarryImport *self)
{
  g_autofree char *outcome = lf_sync_outcome_format (&self->sync);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Bundle %d is imported."), (int) self->number);
  g_string_append_printf (
      text, " %s",
      self->is_known ? _ ("Everything in it was here already; nothing was changed.") : outcome);
  if (self->has_more)
    g_string_append_printf (text, " %s",
                            _ ("There is more on the server: export a new bundle here, carry it "
                               "there and import its answer."));
  return g_string_free (text, FALSE);
}

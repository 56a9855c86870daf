/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A device's bundle is judged. */

#include "config.h"

#include "lf-server-bundle-private.h"

#include "lf-accounts.h"
#include "lf-merge.h"
#include "lf-server-files.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_WANTED 2000
#define DIGEST_CHARS 64

typedef struct
{
  const LfServerPlace *place;
  const LfServerBundleTrust *trust;
  LfBundle *bundle;
  const LfBundleHeader *header;
  LfServerBundleTaken *taken;
  LfServerBundleState state;
  LfServerUser *user;
  char *epoch; /* of the zone */
  GPtrArray *changes;
  gsize change_bytes;
  GPtrArray *received, *wanted; /* as in the state */
} Import;

static void
import_clear (Import *self)
{
  lf_server_bundle_state_clear (&self->state);
  g_clear_pointer (&self->user, lf_server_user_free);
  g_clear_pointer (&self->bundle, lf_bundle_free);
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->received, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
fail (GError **error, int code, const char *message)
{
  g_set_error_literal (error, LF_BUNDLE_ERROR, code, message);
  return FALSE;
}

/* ---- Whose it is ---- */

static gboolean
check_for_us (Import *self, GError **error)
{
  const LfBundleHeader *header = self->header;
  gsize length = strcspn (self->epoch, " ");

  if (header->kind != LF_BUNDLE_CHANGES)
    return fail (error, LF_BUNDLE_ERROR_ELSEWHERE,
                 _ ("This bundle goes from the server to a device; import it there."));
  if ((header->zone == NULL || strcmp (header->zone, self->place->zone) == 0)
      && (header->epoch == NULL
          || (strncmp (header->epoch, self->epoch, length) == 0
              && strcspn (header->epoch, " ") == length)))
    return TRUE;
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_ELSEWHERE,
               _ ("This bundle is for the zone “%1$s” of its own server, not for “%2$s” here. "
                  "Say --zone where this server has several."),
               header->zone == NULL ? "?" : header->zone, self->place->zone);
  return FALSE;
}

static gboolean
fail_unknown (Import *self, const char *format, GError **error)
{
  g_autofree char *fingerprint = lf_bundle_fingerprint (self->header->key);

  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_UNKNOWN, format, self->header->device,
               self->header->account == NULL ? "–" : self->header->account, fingerprint);
  return FALSE;
}

static gboolean
check_key (Import *self, gboolean has_device, GError **error)
{
  if (has_device && self->state.has_key
      && memcmp (self->state.key, self->header->key, LF_BUNDLE_KEY_BYTES) == 0)
    return TRUE;
  if (lf_bundle_is_fingerprint (self->header->key, self->trust->fingerprint))
    {
      self->state.has_key = TRUE;
      memcpy (self->state.key, self->header->key, LF_BUNDLE_KEY_BYTES);
      return TRUE;
    }
  if (has_device && self->state.has_key)
    return fail_unknown (
        self,
        _ ("This bundle of the device %1$s says it is from %2$s and is signed with another key "
           "than the one that was accepted; its fingerprint is %3$s. Accept it with --fingerprint "
           "only when that person made a new key."),
        error);
  return fail_unknown (
      self,
      _ ("The key of the device %1$s, which says it is that of %2$s, is new here; its fingerprint "
         "is %3$s. Compare it with what “landfall-cli bundle key” or the application says on that "
         "device, then import the bundle with --fingerprint, and --account NAME for a device that "
         "never signed in."),
      error);
}

/* A device that never had a line, or was signed out: from now on it is that account's. */
static LfServerDevice *
enrol (Import *self, GError **error)
{
  const char *name = self->trust->account;
  GError *cause = NULL;
  g_autoptr (LfServerAccount) account
      = name == NULL ? NULL
                     : lf_accounts_find (self->place->storage, self->place->zone, name, &cause);
  g_autofree char *token = NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return NULL;
    }
  if (account == NULL)
    {
      g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_UNKNOWN,
                   _ ("The device %s never signed in. Say with --account whose it is; “account "
                      "list” shows the names."),
                   self->header->device);
      return NULL;
    }
  token = lf_accounts_enrol (self->place->storage, account, self->header->device,
                             self->header->device_name, error);
  return token == NULL ? NULL
                       : lf_accounts_find_device_by_id (self->place->storage, self->place->zone,
                                                        self->header->device, error);
}

/* --account gives no device to somebody else. */
static gboolean
check_account (Import *self, const LfServerDevice *device, GError **error)
{
  const char *name = self->trust->account;

  if (name == NULL || device == NULL || strcmp (device->account, name) == 0)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("The device %1$s is that of %2$s, not of %3$s. Leave --account out."), device->id,
               device->account, name);
  return FALSE;
}

/* Whoever names the account says that its person has the device in hand. */
static gboolean
is_let_in_again (const Import *self, const LfServerDevice *device)
{
  return device->is_revoked && device->erase == LF_ERASE_NONE && self->trust->account != NULL;
}

static gboolean
find_user (Import *self, GError **error)
{
  GError *cause = NULL;
  g_autoptr (LfServerDevice) device = lf_accounts_find_device_by_id (
      self->place->storage, self->place->zone, self->header->device, &cause);

  if (cause != NULL
      || !lf_server_bundle_state_load (&self->state, self->place, self->header->device, &cause))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (!check_key (self, device != NULL, error) || !check_account (self, device, error))
    return FALSE;
  if (device == NULL || is_let_in_again (self, device))
    {
      g_clear_pointer (&device, lf_server_device_free);
      device = enrol (self, error);
    }
  self->user = device == NULL ? NULL : lf_server_bundle_user (self->place, device, error);
  return self->user != NULL;
}

/* ---- What is in it ---- */

static gboolean
fail_content (const char *why, GError **error)
{
  g_set_error (error, LF_BUNDLE_ERROR, LF_BUNDLE_ERROR_CONTENT,
               _ ("The bundle makes no sense: %s Nothing of it was taken in."), why);
  return FALSE;
}

static gboolean
read_push (Import *self, const LfBundlePart *part, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfJson) node = lf_json_read (part->text, part->length, &cause);
  g_autoptr (GPtrArray) changes = node == NULL ? NULL : lf_wire_to_push (node, &cause);

  if (changes == NULL)
    return fail_content (cause->message, error);
  lf_wire_doubt_changes (changes, lf_clock_now_us ());
  self->change_bytes += part->length;
  if (self->changes->len + changes->len > LF_BUNDLE_MAX_CHANGES
      || self->change_bytes > LF_BUNDLE_MAX_CHANGE_BYTES)
    return fail_content (_ ("It holds more changes than a bundle may."), error);
  g_ptr_array_extend_and_steal (self->changes, g_steal_pointer (&changes));
  return TRUE;
}

static gboolean
note_file (Import *self, const LfBundlePart *part)
{
  LfServerBundleFile *file;

  if (part->kind == LF_BUNDLE_ATTACHED)
    g_ptr_array_add (self->received, g_strdup (part->file.element));
  if (part->kind != LF_BUNDLE_WANT || self->wanted->len >= MOST_WANTED)
    return TRUE;
  file = g_new0 (LfServerBundleFile, 1);
  *file = (LfServerBundleFile){ g_strdup (part->file.entity), g_strdup (part->file.record),
                                g_strdup (part->file.element) };
  g_ptr_array_add (self->wanted, file);
  return TRUE;
}

/* All of it, before anything is done. */
static gboolean
read_parts (Import *self, GError **error)
{
  LfBundlePart part;

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  self->received = g_ptr_array_new_with_free_func (g_free);
  self->wanted = g_ptr_array_new_with_free_func (lf_server_bundle_file_free);
  do
    if (!lf_bundle_next (self->bundle, &part, error)
        || !(part.kind == LF_BUNDLE_PUSH ? read_push (self, &part, error)
                                         : note_file (self, &part)))
      return FALSE;
  while (part.kind != LF_BUNDLE_END);
  self->taken->n_changes = self->changes->len;
  return TRUE;
}

/* ---- Judging ---- */

static void
count_answers (LfServerBundleTaken *taken, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      taken->n_accepted += answer->kind == LF_ANSWER_ACCEPTED;
      taken->n_refused += answer->kind == LF_ANSWER_REFUSED;
      taken->n_conflicts += answer->conflicts->len;
    }
}

static gint64
last_seq (const LfServerPlace *place)
{
  gint64 seq = -1;

  if (lf_server_storage_begin_reading (place->storage, place->zone, NULL))
    {
      seq = lf_server_storage_last_seq (place->storage, NULL);
      lf_server_storage_rollback (place->storage);
    }
  return seq;
}

/* Numbers that the device knows are given a second time, and what it has seen is not what is here.
 */
static gboolean
fail_went_back (GError **error)
{
  return fail (error, LF_BUNDLE_ERROR_ORDER,
               _ ("The device received more than this server holds: a backup was put back. Run "
                  "“landfall-server restored”, then import this bundle again; nothing of it was "
                  "taken in."));
}

/* Over a line a device pulls before it pushes: it has to hear of the restore first, here too. */
static gboolean
judge (Import *self, GError **error)
{
  gint64 seq_before = last_seq (self->place);
  g_autoptr (GPtrArray) answers = NULL;

  self->taken->is_unjudged
      = self->header->epoch != NULL && strcmp (self->header->epoch, self->epoch) != 0;
  if (self->taken->is_unjudged)
    return TRUE;
  if (seq_before >= 0 && self->header->epoch != NULL && self->header->cursor > seq_before)
    return fail_went_back (error);
  answers = lf_merge_changes (self->place->storage, self->user, self->changes, error);
  if (answers == NULL)
    return FALSE;
  count_answers (self->taken, answers);
  self->taken->is_known
      = self->header->number <= self->state.taken && last_seq (self->place) == seq_before;
  return TRUE;
}

/* Of an old bundle that comes late, the newer one said more; but that its changes were answered,
 * nobody knows. */
static void
note_changes (Import *self, gboolean is_newest)
{
  g_autoptr (GHashTable) noted = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = self->state.changes;

  if (is_newest)
    g_ptr_array_set_size (ids, 0);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (noted, ids->pdata[i]);
  for (guint i = 0; i < self->changes->len && ids->len < LF_BUNDLE_MAX_CHANGES; i++)
    {
      const LfChange *change = self->changes->pdata[i];

      if (!self->taken->is_unjudged && !g_hash_table_contains (noted, change->id))
        g_ptr_array_add (ids, g_strdup (change->id));
    }
}

static gboolean
keep_state (Import *self, GError **error)
{
  LfServerBundleState *state = &self->state;
  const LfBundleHeader *header = self->header;
  gboolean is_newest = header->number >= state->taken;

  note_changes (self, is_newest);
  if (is_newest)
    {
      self->taken->first_missing = header->number > state->taken + 1 ? state->taken + 1 : 0;
      state->taken = header->number;
      state->heard = header->answers;
      state->since = header->since;
      state->cursor = header->cursor;
      g_free (state->epoch);
      state->epoch = g_strdup (header->epoch);
      g_free (state->sight);
      state->sight = g_strdup (header->sight);
      g_ptr_array_unref (state->wanted);
      state->wanted = g_ptr_array_ref (self->wanted);
      g_ptr_array_unref (state->received);
      state->received = g_ptr_array_ref (self->received);
    }
  return lf_server_bundle_state_save (state, self->place, header->device, error);
}

/* ---- Files ---- */

/* Each piece goes on where the part is; what is there already is passed over. */
static gboolean
take_pieces (Import *self, const LfBlob *blob, gint64 total, gboolean *ret_is_whole, GError **error)
{
  gint64 n_there = lf_blob_folder_offset (self->place->blobs, blob);
  gint64 offset = 0;
  LfBlobAnswer answer = LF_BLOB_MORE;

  do
    {
      g_autoptr (GBytes) piece = lf_bundle_read_piece (self->bundle, LF_BLOB_PIECE_BYTES, error);
      gsize length = piece == NULL ? 0 : g_bytes_get_size (piece);
      gsize skipped = (gsize) CLAMP (n_there - offset, 0, (gint64) length);
      g_autoptr (GBytes) rest = NULL;
      gint64 next;

      if (piece == NULL)
        return FALSE;
      rest = g_bytes_new_from_bytes (piece, skipped, length - skipped);
      if (skipped < length || offset + (gint64) length == total)
        answer = lf_blob_folder_append (self->place->blobs, blob, rest, offset + (gint64) skipped,
                                        total, &next);
      offset += (gint64) length;
    }
  while (offset < total && answer == LF_BLOB_MORE);
  *ret_is_whole = answer == LF_BLOB_WHOLE;
  return TRUE;
}

static gboolean
take_file (Import *self, const LfBundlePart *part, GError **error)
{
  g_autofree char *digest = g_strndup (part->file.element, DIGEST_CHARS);
  const LfServerFile reference
      = { part->file.entity, part->file.record, digest, /* is_sent= */ TRUE };
  const LfBlob blob = { self->place->zone, self->header->device, digest };
  gboolean is_new, is_whole = FALSE;

  if (!lf_server_may_have_file (self->place->storage, self->user, &reference, &is_whole, error))
    return FALSE;
  if (!is_whole || self->place->blobs == NULL)
    {
      self->taken->n_files_left++;
      return TRUE;
    }
  is_new = lf_blob_folder_size (self->place->blobs, &blob) < 0;
  if (is_new && !take_pieces (self, &blob, (gint64) part->length, &is_whole, error))
    return FALSE;
  self->taken->n_files += is_whole;
  self->taken->n_files_left += !is_whole;
  self->taken->is_known = self->taken->is_known && !is_new;
  return TRUE;
}

static gboolean
take_files (Import *self, GError **error)
{
  LfBundlePart part;

  if (self->received->len == 0)
    return TRUE;
  if (!lf_bundle_rewind (self->bundle, error))
    return FALSE;
  do
    if (!lf_bundle_next (self->bundle, &part, error)
        || (part.kind == LF_BUNDLE_ATTACHED && !take_file (self, &part, error)))
      return FALSE;
  while (part.kind != LF_BUNDLE_END);
  return TRUE;
}

/* ---- The import ---- */

gboolean
lf_server_bundle_import (const LfServerPlace *place,
                         const char *path,
                         const LfServerBundleTrust *trust,
                         LfServerBundleTaken *ret_taken,
                         GError **error)
{
  g_auto (Import) self = { .place = place, .trust = trust, .taken = ret_taken };

  *ret_taken = (LfServerBundleTaken){ 0 };
  self.bundle = lf_bundle_open (path, NULL, error);
  if (self.bundle == NULL)
    return FALSE;
  self.header = lf_bundle_header (self.bundle);
  self.epoch = lf_server_bundle_epoch (place, error);
  if (self.epoch == NULL || !check_for_us (&self, error) || !read_parts (&self, error)
      || !find_user (&self, error))
    return FALSE;
  ret_taken->device = g_strdup (self.header->device);
  ret_taken->account = g_strdup (self.user->account);
  ret_taken->number = self.header->number;
  return judge (&self, error) && keep_state (&self, error) && take_files (&self, error);
}

/* ---- The sentence ---- */

void
lf_server_bundle_taken_clear (LfServerBundleTaken *self)
{
  g_clear_pointer (&self->device, g_free);
  g_clear_pointer (&self->account, g_free);
}

static void
add_files (const LfServerBundleTaken *self, GString *text)
{
  if (self->n_files > 0)
    g_string_append_printf (text, _ (" Files taken: %d."), (int) self->n_files);
  if (self->n_files_left > 0)
    g_string_append_printf (text,
                            _ (" Files left out: %d; the device sends them again when their "
                               "records are here."),
                            (int) self->n_files_left);
}

static void
add_counts (const LfServerBundleTaken *self, GString *text)
{
  g_string_append_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, " %1$d change, %2$d of them accepted, %3$d refused;",
                   " %1$d changes, %2$d of them accepted, %3$d refused;", (gulong) self->n_changes),
      (int) self->n_changes, (int) self->n_accepted, (int) self->n_refused);
  g_string_append_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, " %d conflict.", " %d conflicts.", (gulong) self->n_conflicts),
      (int) self->n_conflicts);
}

char *
lf_server_bundle_taken_format (const LfServerBundleTaken *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Bundle %1$d of %2$s:"), (int) self->number, self->account);
  if (self->is_known)
    g_string_append_printf (text, " %s", _ ("it was imported before; nothing in it was new."));
  else if (self->is_unjudged)
    g_string_append_printf (text,
                            _ (" this server came back from a backup that the device has "
                               "not heard of. Its changes (%d) wait: carry the answer there "
                               "first, its next bundle brings them and what was lost."),
                            (int) self->n_changes);
  else
    add_counts (self, text);
  if (self->first_missing > 0 && self->first_missing == self->number - 1)
    g_string_append_printf (
        text, _ (" Bundle %d did not come; nothing is missing, this one holds what it held."),
        (int) self->first_missing);
  else if (self->first_missing > 0)
    g_string_append_printf (text,
                            _ (" Bundles %1$d to %2$d did not come; nothing is missing, this one "
                               "holds what they held."),
                            (int) self->first_missing, (int) self->number - 1);
  add_files (self, text);
  return g_string_free (text, FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles between real stores and the server's merge: in any order, any number of times, spoiled,
 * beside a line. */

#include "config.h"

#include "carried.h"

#include "lf-accounts.h"
#include "lf-store-carry.h"

#include <glib/gstdio.h>
#include <string.h>

#define MONEY "100000000.00 CNY"

typedef struct
{
  Carried *carried;
  CarriedDevice *a, *b;
} World;

static void
begin (World *self, gconstpointer data)
{
  self->carried = carried_new ();
  carried_add_account (self->carried, "a", "zone_manager");
  carried_add_account (self->carried, "b", "zone_manager");
  self->a = carried_device_new (self->carried, "a");
  self->b = carried_device_new (self->carried, "b");
}

static void
end (World *self, gconstpointer data)
{
  assert_sound (self->a->fixture.store);
  assert_sound (self->b->fixture.store);
  carried_device_free (self->a);
  carried_device_free (self->b);
  carried_free (self->carried);
}

/* ---- Helpers ---- */

static char *
add (CarriedDevice *device, const char *name)
{
  return add_project (device->fixture.store, name, MONEY, "lead");
}

static void
assert_agree (World *self)
{
  g_autofree char *a = digest_of (self->a->fixture.store);
  g_autofree char *b = digest_of (self->b->fixture.store);
  g_autofree char *server = lf_server_digest (self->carried->zone->storage, ZONE, NULL);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, server);
}

static void
judge (CarriedDevice *device, const char *path, gint64 n_accepted, gboolean is_known)
{
  g_auto (LfServerBundleTaken) taken = carried_judge (device, path);

  g_assert_cmpint (taken.n_accepted, ==, n_accepted);
  g_assert_true (taken.is_known == is_known);
}

static void
take (CarriedDevice *device, const char *path, gint64 n_pulled, gboolean is_known)
{
  g_auto (LfCarryImport) taken = carried_take (device, path);

  g_assert_cmpint (taken.sync.n_pulled, ==, n_pulled);
  g_assert_true (taken.is_known == is_known);
}

/* ---- There and back ---- */

static void
test_there_and_back (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "减速器");
  g_autofree char *out = carried_export (self->a);
  g_autofree char *back = NULL;

  g_assert_cmpint (carried_pending (self->a), ==, 1);
  judge (self->a, out, 1, FALSE);
  back = carried_answer (self->a);
  take (self->a, back, 0, FALSE);
  g_assert_cmpint (carried_pending (self->a), ==, 0);
  carried_round (self->b); /* its first download */
  assert_value (self->b->fixture.store, id, "name", "减速器");
  assert_agree (self);
}

static void
test_conflict (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "减速器");
  g_autoptr (GPtrArray) conflicts = NULL;

  carried_round (self->a);
  carried_round (self->b);
  set_field (self->a->fixture.store, id, "name", "减速器一期");
  set_field (self->b->fixture.store, id, "name", "减速器二期");
  carried_round (self->a);
  carried_round (self->b);
  carried_round (self->a);
  assert_value (self->b->fixture.store, id, "name", "减速器一期");
  conflicts = zone_conflicts (self->carried->zone, "open");
  g_assert_cmpuint (conflicts->len, ==, 1);
  assert_agree (self);
}

static void
test_refused (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "减速器");
  g_autoptr (GPtrArray) refused = NULL;

  set_field (self->a->fixture.store, id, "industry", "机器人");
  carried_add_account (self->carried, "a", "leader"); /* who brings leads and changes none */
  carried_round (self->a);
  refused = lf_store_refused_sync (self->a->fixture.store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpint (carried_pending (self->a), ==, 0);
}

/* ---- Twice, late, lost ---- */

static void
test_twice (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "减速器");
  g_autofree char *out = carried_export (self->a);
  g_autofree char *back = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *again = NULL;

  judge (self->a, out, 1, FALSE);
  judge (self->a, out, 1, TRUE);
  g_assert_cmpint (zone_last_seq (self->carried->zone), ==, 1);
  back = carried_answer (self->a);
  take (self->a, back, 0, FALSE);
  digest = digest_of (self->a->fixture.store);
  take (self->a, back, 0, TRUE);
  again = digest_of (self->a->fixture.store);
  g_assert_cmpstr (digest, ==, again);
}

/* The second holds what the first held: it waits for nobody, says who did not come, and makes the
 * first one nothing new. */
static void
test_out_of_order (World *self, gconstpointer data)
{
  g_autofree char *one = add (self->a, "一");
  g_autofree char *first = carried_export (self->a);
  g_autofree char *two = add (self->a, "二");
  g_autofree char *second = carried_export (self->a);
  g_auto (LfServerBundleTaken) taken = carried_judge (self->a, second);
  g_autofree char *sentence = lf_server_bundle_taken_format (&taken);
  g_autofree char *late = NULL;
  g_autofree char *newest = NULL;

  g_assert_cmpint (taken.n_accepted, ==, 2);
  g_assert_cmpint (taken.first_missing, ==, 1);
  g_assert_nonnull (strstr (sentence, "Bundle 1 did not come"));
  late = carried_answer (self->a);
  judge (self->a, first, 1, TRUE);
  carried_round (self->b);
  set_field (self->b->fixture.store, one, "name", "一改");
  carried_round (self->b);
  newest = carried_answer (self->a);
  take (self->a, newest, 1, FALSE); /* the one that came back as its own is no news */
  assert_value (self->a->fixture.store, one, "name", "一改");
  take (self->a, late, 0, TRUE); /* what it says is older than what is here */
  assert_value (self->a->fixture.store, one, "name", "一改");
  g_assert_cmpint (carried_pending (self->a), ==, 0);
  assert_agree (self);
}

static void
test_lost (World *self, gconstpointer data)
{
  g_autofree char *one = add (self->a, "一");
  g_autofree char *lost = carried_export (self->a);
  g_autofree char *two = add (self->a, "二");

  g_unlink (lost);
  carried_round (self->a);
  g_assert_cmpint (carried_pending (self->a), ==, 0);
  carried_round (self->b);
  assert_agree (self);
}

/* A device that was told less than the bundle takes for granted: as when a server thought that the
 * one before had arrived. */
static void
test_skips_ahead (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *body = NULL;
  g_autofree char *further = NULL;
  g_autofree char *skipping = NULL;
  g_autofree char *place = NULL;
  g_autofree char *sight = NULL;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) pieces = NULL;
  g_auto (LfSyncState) state = { 0 };
  LfServerStorage *storage = self->carried->zone->storage;
  const char *device = lf_store_device (self->b->fixture.store);

  carried_round (self->a);
  carried_round (self->b);
  set_field (self->a->fixture.store, id, "name", "一改");
  carried_round (self->a);
  body = lf_server_storage_load_bundle (storage, ZONE, device, NULL);
  pieces = g_strsplit (body, "\"since\":0,\"cursor\":0,", 2);
  g_assert_cmpuint (g_strv_length (pieces), ==, 2);
  g_assert_true (lf_store_sync_state_sync (self->b->fixture.store, &state, NULL));
  words = g_strsplit (state.sight, "\n", -1);
  sight = g_strjoinv ("\\n", words);
  place = g_strdup_printf ("\"since\":2,\"cursor\":2,\"epoch\":\"%s\",\"sight\":\"%s\",",
                           state.epoch, sight);
  further = g_strjoinv (place, pieces);
  g_assert_true (lf_server_storage_save_bundle (storage, ZONE, device, further, NULL));
  skipping = carried_answer (self->b);
  carried_fail_take (self->b, skipping, LF_BUNDLE_ERROR_ORDER);
  carried_round (self->b);
  assert_agree (self);
}

/* ---- Whose it is ---- */

static void
test_elsewhere (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *out = carried_export (self->a);
  g_autofree char *back = NULL;
  g_autoptr (Carried) other = carried_new ();
  g_autofree char *of_other = NULL;

  carried_fail_judge (self->a, out, LF_BUNDLE_ERROR_UNKNOWN); /* nobody accepted its key */
  judge (self->a, out, 1, FALSE);
  back = carried_answer (self->a);
  carried_fail_take (self->a, back, LF_BUNDLE_ERROR_UNKNOWN); /* nor the server's */
  carried_fail_take (self->b, back, LF_BUNDLE_ERROR_ELSEWHERE);
  carried_fail_take (self->a, out, LF_BUNDLE_ERROR_ELSEWHERE);
  carried_fail_judge (self->a, back, LF_BUNDLE_ERROR_ELSEWHERE);
  take (self->a, back, 0, FALSE);
  carried_add_account (other, "a", "zone_manager");
  self->a->carried = other;
  of_other = carried_export (self->a);
  carried_fail_judge (self->a, of_other, LF_BUNDLE_ERROR_ELSEWHERE);
  self->a->carried = self->carried;
}

/* As when somebody else says to be the server: a line in a file of the store holds its key. */
static void
test_other_key (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *other = NULL;
  g_autofree char *seed = g_strnfill (2 * LF_BUNDLE_SEED_BYTES, 'a');

  carried_round (self->a);
  g_assert_true (
      lf_server_storage_save_bundle (self->carried->zone->storage, ZONE, "", seed, NULL));
  other = carried_answer (self->a);
  carried_fail_take (self->a, other, LF_BUNDLE_ERROR_OTHER_KEY);
}

static void
test_revoked (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *out = NULL;

  carried_round (self->a);
  out = carried_export (self->a);
  g_assert_true (lf_accounts_revoke (self->carried->zone->storage,
                                     lf_store_device (self->a->fixture.store), NULL));
  carried_fail_judge (self->a, out, LF_BUNDLE_ERROR_ELSEWHERE);
}

/* The refusal says what to do: whoever names its person lets it in again. An account that was
 * removed and is somebody else's now lets in nothing by itself. */
static void
test_let_in_again (World *self, gconstpointer data)
{
  LfServerPlace *place = &self->carried->place;
  g_autofree char *id = add (self->a, "一");
  g_autofree char *out = NULL;
  const LfServerBundleTrust nobody = { 0 };
  const LfServerBundleTrust person = { .account = self->a->name };
  g_autoptr (LfServerAccount) account = NULL;
  g_auto (LfServerBundleTaken) refused = { 0 };
  g_auto (LfServerBundleTaken) gone = { 0 };
  g_auto (LfServerBundleTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;

  carried_round (self->a);
  set_field (self->a->fixture.store, id, "name", "二");
  out = carried_export (self->a);
  account = lf_accounts_find (place->storage, ZONE, self->a->name, NULL);
  g_assert_true (lf_accounts_set_state (place->storage, account, LF_ACCOUNT_REMOVED, NULL));
  g_assert_false (lf_server_bundle_import (place, out, &person, &gone, NULL));
  carried_add_account (self->carried, self->a->name, "zone_manager");
  g_assert_false (lf_server_bundle_import (place, out, &nobody, &refused, &error));
  g_assert_nonnull (strstr (error->message, "--account"));
  g_clear_error (&error);
  lf_server_bundle_import (place, out, &person, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.n_accepted, ==, 1);
}

/* ---- Spoiled ---- */

/* Without waiting for the disk. */
static void
put_bytes (const char *path, const char *bytes, gsize length)
{
  FILE *file = g_fopen (path, "wb");

  g_assert_nonnull (file);
  if (length > 0)
    g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  fclose (file);
}

static void
test_spoiled (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "减速器");
  g_autofree char *mine = add (self->b, "别的");
  g_autofree char *out = carried_export (self->b);
  g_autofree char *back = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  carried_round (self->a);
  judge (self->b, out, 1, FALSE);
  back = carried_answer (self->b);
  g_assert_true (g_file_get_contents (back, &whole, &length, NULL));
  for (gsize n = 0; n < length; n += 13)
    {
      g_autofree char *copy = g_memdup2 (whole, length);

      put_bytes (back, whole, n);
      carried_fail_take (self->b, back, LF_BUNDLE_ERROR_CUT);
      copy[n] ^= 0x10;
      put_bytes (back, copy, length);
      if (n >= 18 && n < length - 14)
        carried_fail_take (self->b, back, LF_BUNDLE_ERROR_CHANGED);
    }
  g_assert_true (g_file_set_contents (back, whole, (gssize) length, NULL));
  take (self->b, back, 1, FALSE);
  assert_value (self->b->fixture.store, id, "name", "减速器");
}

/* ---- Beside a line ---- */

static void
test_line_between (World *self, gconstpointer data)
{
  g_autofree char *one = add (self->a, "一");
  g_autofree char *out = carried_export (self->a);
  g_autofree char *back = NULL;

  judge (self->a, out, 1, FALSE);
  back = carried_answer (self->a);
  carried_line (self->a); /* what the answer says is known before it comes */
  set_field (self->a->fixture.store, one, "name", "一改");
  carried_line (self->a);
  carried_line (self->b);
  set_field (self->b->fixture.store, one, "name", "一再改");
  carried_line (self->b);
  carried_line (self->a);
  take (self->a, back, 0, TRUE);
  judge (self->a, out, 1, TRUE);
  assert_value (self->a->fixture.store, one, "name", "一再改");
  carried_round (self->a);
  carried_round (self->b);
  assert_agree (self);
}

/* A file is imported while a pull is under way: the pull's next page says a cursor before that. */
static void
test_during_a_pull (World *self, gconstpointer data)
{
  LfStore *store = self->b->fixture.store;
  LfServerPageQuery query = { .limit = 1 };
  g_autoptr (LfPage) page = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_auto (LfSyncState) state = { 0 };

  for (guint i = 0; i < 3; i++)
    g_free (add (self->a, "项目"));
  carried_round (self->a);
  page = lf_server_read_page (self->carried->zone->storage, ZONE, &query, NULL);
  g_assert_true (page->has_more);
  carried_round (self->b);
  g_assert_true (lf_store_take_page_sync (store, page, &problems, NULL));
  g_assert_true (lf_store_sync_state_sync (store, &state, NULL));
  g_assert_cmpint (state.cursor, >=, state.since);
  carried_line (self->b);
  assert_agree (self);
}

/* ---- Restored ---- */

static char *
copy_zone (Carried *carried)
{
  char *copy = g_build_filename (carried->folder, "zone.copy", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (carried->zone->path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  return copy;
}

static void
put_back_zone (Carried *carried, const char *copy)
{
  g_autoptr (GFile) from = g_file_new_for_path (copy);
  g_autoptr (GFile) to = NULL;
  g_autofree char *path = g_strdup (carried->zone->path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  g_clear_object (&carried->zone->storage);
  g_unlink (wal);
  to = g_file_new_for_path (path);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
  carried->zone->storage = zone_connect (carried->zone);
  carried_reopen (carried);
}

static void
restore_zone (Carried *carried, const char *copy)
{
  put_back_zone (carried, copy);
  g_assert_true (lf_server_storage_renew (carried->zone->storage, ZONE, NULL));
  carried_reopen (carried);
}

static void
test_server_restored (World *self, gconstpointer data)
{
  g_autofree char *kept = add (self->a, "留");
  g_autofree char *lost = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *old_answer = NULL;
  g_autofree char *out = NULL;
  g_autofree char *back = NULL;

  if (zone_is_postgres ())
    {
      g_test_skip ("a copy of a file");
      return;
    }
  carried_round (self->a);
  zone_reopen (self->carried->zone); /* all of it is in the file */
  carried_reopen (self->carried);
  copy = copy_zone (self->carried);
  lost = add (self->a, "丢");
  carried_round (self->a);
  old_answer = carried_answer (self->a);
  set_field (self->a->fixture.store, lost, "name", "丢而复得");
  restore_zone (self->carried, copy);
  out = carried_export (self->a);
  {
    g_auto (LfServerBundleTaken) taken = carried_judge (self->a, out);

    g_assert_true (taken.is_unjudged); /* it would refuse an edit of a record it lost */
  }
  back = carried_answer (self->a);
  take (self->a, back, 1, FALSE);
  carried_fail_take (self->a, old_answer, LF_BUNDLE_ERROR_ORDER);
  carried_round (self->a);
  carried_round (self->b);
  assert_value (self->b->fixture.store, lost, "name", "丢而复得");
  assert_agree (self);
}

/* Nobody ran “restored”: what a device saw is not what the numbers stand for now, so nothing is
 * judged until somebody does. */
static void
test_went_back_untold (World *self, gconstpointer data)
{
  g_autofree char *kept = add (self->a, "留");
  g_autofree char *copy = NULL;
  g_autofree char *out = NULL;

  if (zone_is_postgres ())
    {
      g_test_skip ("a copy of a file");
      return;
    }
  carried_round (self->a);
  zone_reopen (self->carried->zone);
  carried_reopen (self->carried);
  copy = copy_zone (self->carried);
  set_field (self->a->fixture.store, kept, "name", "一");
  carried_round (self->a);
  put_back_zone (self->carried, copy);
  set_field (self->a->fixture.store, kept, "name", "二");
  out = carried_export (self->a);
  carried_fail_judge (self->a, out, LF_BUNDLE_ERROR_ORDER);
  g_assert_cmpint (carried_pending (self->a), ==, 1);

  g_assert_true (lf_server_storage_renew (self->carried->zone->storage, ZONE, NULL));
  carried_reopen (self->carried);
  carried_round (self->a);
  carried_round (self->a);
  carried_round (self->b);
  assert_value (self->b->fixture.store, kept, "name", "二");
  assert_agree (self);
}

static void
test_device_restored (World *self, gconstpointer data)
{
  Fixture *fixture = &self->a->fixture;
  g_autofree char *backup = g_build_filename (self->carried->folder, "a.backup", NULL);
  g_autofree char *id = add (self->a, "一");
  g_autofree char *old_key = lf_carry_fingerprint (fixture->store, NULL);
  g_autofree char *answer = NULL;
  g_autofree char *out = NULL;
  g_autofree char *key = NULL;

  g_assert_true (lf_store_backup_sync (fixture->store, backup, NULL));
  out = carried_export (self->a);
  judge (self->a, out, 1, FALSE);
  answer = carried_answer (self->a);
  close_store (fixture);
  g_assert_true (lf_store_restore_sync (backup, fixture->folder, NULL));
  open_store (fixture);
  key = lf_carry_fingerprint (fixture->store, NULL);
  g_assert_cmpstr (key, !=, old_key);
  carried_fail_take (self->a, answer, LF_BUNDLE_ERROR_ELSEWHERE);
  carried_round (self->a); /* what had not been answered goes again, under its old id */
  g_assert_cmpint (carried_pending (self->a), ==, 0);
  g_assert_cmpint (zone_last_seq (self->carried->zone), ==, 1);
  carried_round (self->b);
  assert_agree (self);
}

/* ---- Many at once ---- */

static void
test_mass (World *self, gconstpointer data)
{
  const LfCarryOptions asks = { FALSE, 0 };
  g_autofree char *path = g_build_filename (self->carried->folder, "mass.bundle", NULL);
  g_auto (LfCarryExport) made = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 25; i++)
    {
      g_autofree char *name = g_strdup_printf ("项目%u", i);

      g_ptr_array_add (ids, add (self->a, name));
    }
  carried_round (self->a);
  for (guint i = 0; i < ids->len; i++)
    delete_project (self->a->fixture.store, ids->pdata[i]);
  g_assert_false (lf_carry_export (self->a->fixture.store, path, &asks, &made, NULL, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  carried_round (self->a); /* which agrees */
  g_assert_cmpint (carried_pending (self->a), ==, 0);
}

/* ---- Files ---- */

static char *
attach (World *self, CarriedDevice *device, const char *project, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename (self->carried->folder, name, NULL);
  g_autofree char *bytes = g_strnfill (size, *name);
  g_autoptr (GError) error = NULL;
  char *element;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  element = lf_store_add_file_sync (device->fixture.store, path, &error);
  g_assert_no_error (error);
  set_field (device->fixture.store, project, "files", element);
  return element;
}

static void
test_files (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *element = attach (self, self->a, id, "contract", 2500 * 1000);
  g_autofree char *out = carried_export (self->a);
  g_auto (LfServerBundleTaken) judged = carried_judge (self->a, out);
  g_auto (LfServerBundleTaken) again = carried_judge (self->a, out);
  g_autofree char *back = carried_answer (self->a);
  g_auto (LfCarryImport) taken = carried_take (self->a, back);
  g_autofree char *to_b = NULL;
  g_autofree char *from_b = NULL;

  g_assert_cmpint (judged.n_files, ==, 1);
  g_assert_true (again.is_known);
  g_assert_cmpint (taken.sync.n_files_to_send, ==, 0); /* the server said that it has it */
  from_b = carried_export (self->b);
  judge (self->b, from_b, 0, FALSE);
  to_b = carried_answer (self->b);
  {
    g_auto (LfCarryImport) received = carried_take (self->b, to_b);
    g_auto (LfCarryImport) twice = carried_take (self->b, to_b);

    g_assert_cmpint (received.sync.n_files_received, ==, 1);
    g_assert_cmpint (twice.sync.n_files_received, ==, 0);
    g_assert_true (twice.is_known);
  }
  g_assert_true (lf_store_check_file_sync (self->b->fixture.store, element, NULL));
}

static void
test_empty_file (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *element = attach (self, self->a, id, "nothing", 0);

  carried_round (self->a);
  carried_round (self->b);
  g_assert_cmpint (lf_store_file_size (self->b->fixture.store, element), ==, 0);
  g_assert_true (lf_store_check_file_sync (self->b->fixture.store, element, NULL));
}

/* What does not fit follows with the next one. */
static void
test_files_that_do_not_fit (World *self, gconstpointer data)
{
  const LfCarryOptions small = { TRUE, 1000 };
  g_autofree char *path = g_build_filename (self->carried->folder, "small.bundle", NULL);
  g_autofree char *id = add (self->a, "一");
  g_autofree char *element = attach (self, self->a, id, "contract", 5000);
  g_auto (LfCarryExport) made = { 0 };
  g_auto (LfServerBundleMade) answer = { 0 };
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_carry_export (self->a->fixture.store, path, &small, &made, NULL, &error));
  g_assert_cmpint (made.n_files, ==, 0);
  g_assert_cmpint (made.n_files_left, ==, 1);
  sentence = lf_carry_export_format (&made);
  g_assert_nonnull (strstr (sentence, "1 file did not go into it"));
  carried_round (self->a);
  carried_round (self->b);
  g_assert_true (lf_store_has_file (self->b->fixture.store, element));
  g_assert_true (lf_server_bundle_export (
      &self->carried->place, lf_store_device (self->b->fixture.store), path, 10, &answer, &error));
  g_assert_cmpint (answer.n_files_left, ==, 1);
}

/* A file that no record of the device's refers to is not for it. */
static void
test_files_of_others (World *self, gconstpointer data)
{
  g_autofree char *id = add (self->a, "一");
  g_autofree char *element = attach (self, self->a, id, "contract", 5000);
  g_autofree char *body = NULL;
  g_autofree char *asking = NULL;
  g_autofree char *answer = NULL;
  g_auto (GStrv) halves = NULL;
  g_autofree char *wanted = g_strdup_printf (
      "\"wanted\":[{\"entity\":\"project\",\"record\":\"%s\",\"element\":\"%s\"}]", id, element);
  const char *device = lf_store_device (self->b->fixture.store);

  carried_round (self->a);
  carried_round (self->b);
  set_field (self->a->fixture.store, id, "files", NULL);
  carried_round (self->a);
  body = lf_server_storage_load_bundle (self->carried->zone->storage, ZONE, device, NULL);
  halves = g_strsplit (body, "\"wanted\":[]", 2);
  g_assert_cmpuint (g_strv_length (halves), ==, 2);
  asking = g_strjoinv (wanted, halves);
  g_assert_true (
      lf_server_storage_save_bundle (self->carried->zone->storage, ZONE, device, asking, NULL));
  answer = carried_answer (self->b);
  {
    g_autoptr (LfBundle) bundle = lf_bundle_open (answer, NULL, NULL);
    LfBundlePart part;

    do
      {
        g_assert_true (lf_bundle_next (bundle, &part, NULL));
        g_assert_cmpint (part.kind, !=, LF_BUNDLE_ATTACHED);
      }
    while (part.kind != LF_BUNDLE_END);
  }
}

/* ---- At random ---- */

typedef struct
{
  CarriedDevice *device;
  char *path;
  gboolean is_answer;
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_free (letter->path);
  g_free (letter);
}

static void
post (GPtrArray *letters, CarriedDevice *device, char *path, gboolean is_answer)
{
  Letter *letter = g_new0 (Letter, 1);

  *letter = (Letter){ device, path, is_answer };
  g_ptr_array_add (letters, letter);
}

/* Some old one or other arrives, and may do so again. */
static void
deliver (const Letter *letter)
{
  if (letter->is_answer)
    {
      g_auto (LfCarryImport) taken = carried_take (letter->device, letter->path);

      g_assert_cmpint (taken.number, >, 0);
    }
  else
    {
      g_auto (LfServerBundleTaken) taken = carried_judge (letter->device, letter->path);

      g_assert_cmpint (taken.number, >, 0);
    }
}

static void
act (World *self, GRand *random, GPtrArray *letters, GPtrArray *ids)
{
  CarriedDevice *device = g_rand_boolean (random) ? self->a : self->b;
  g_autofree char *value = g_strdup_printf ("值%d", g_rand_int_range (random, 0, 1000));
  const char *id = ids->pdata[g_rand_int_range (random, 0, (gint32) ids->len)];
  g_autoptr (LfRecord) record = NULL;

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      g_ptr_array_add (ids, add (device, value));
      break;
    case 1:
      record = lf_store_load_sync (device->fixture.store, project_entity (), id, NULL);
      if (record != NULL)
        set_field (device->fixture.store, id, "name", value);
      break;
    case 2:
      post (letters, device, carried_export (device), FALSE);
      break;
    case 3:
      post (letters, device, carried_answer (device), TRUE);
      break;
    case 4:
      if (g_rand_int_range (random, 0, 4) == 0)
        carried_line (device);
      break;
    default:
      if (letters->len > 0)
        deliver (letters->pdata[g_rand_int_range (random, 0, (gint32) letters->len)]);
    }
}

static void
test_at_random (World *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GPtrArray) letters = g_ptr_array_new_with_free_func (letter_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, add (self->a, "一"));
  carried_round (self->a);
  carried_round (self->b);
  for (guint i = 0; i < 60; i++)
    act (self, random, letters, ids);
  for (guint i = 0; i < 2; i++)
    {
      carried_round (self->a);
      carried_round (self->b);
    }
  for (guint i = 0; i < letters->len; i++) /* the whole year's post, once more */
    deliver (letters->pdata[i]);
  carried_round (self->a);
  carried_round (self->b);
  g_assert_cmpint (carried_pending (self->a) + carried_pending (self->b), ==, 0);
  assert_agree (self);
}

#define ADD(path, func) g_test_add ("/server-bundle/" path, World, NULL, begin, func, end)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("there-and-back", test_there_and_back);
  ADD ("conflict", test_conflict);
  ADD ("G2-refused", test_refused);
  ADD ("G4-twice", test_twice);
  ADD ("G4-out-of-order", test_out_of_order);
  ADD ("G2-lost", test_lost);
  ADD ("G5-skips-ahead", test_skips_ahead);
  ADD ("elsewhere", test_elsewhere);
  ADD ("other-key", test_other_key);
  ADD ("revoked", test_revoked);
  ADD ("let-in-again", test_let_in_again);
  ADD ("G5-spoiled", test_spoiled);
  ADD ("G4-line-between", test_line_between);
  ADD ("G5-during-a-pull", test_during_a_pull);
  ADD ("G14-server-restored", test_server_restored);
  ADD ("G14-went-back-untold", test_went_back_untold);
  ADD ("G12-device-restored", test_device_restored);
  ADD ("G13-mass", test_mass);
  ADD ("files", test_files);
  ADD ("empty-file", test_empty_file);
  ADD ("files-that-do-not-fit", test_files_that_do_not_fit);
  ADD ("G10-files-of-others", test_files_of_others);
  for (guint seed = 1; seed <= 5; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/server-bundle/G3-at-random/%u", seed);

      g_test_add (path, World, GUINT_TO_POINTER (seed), begin, test_at_random, end);
    }
  return g_test_run ();
}

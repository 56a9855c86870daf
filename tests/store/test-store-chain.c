/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chain over the journal: whatever is done to it by other means than Landfall is noticed, and
 * what Landfall does is not. */

#include "config.h"

#include "server-words.h"

#include <sqlite3.h>
#include <glib/gstdio.h>
#include <string.h>

/* As somebody does who knows of the seal too, which notices a journal that was cut by itself. */
static void
execute (Fixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);
  g_autofree char *seal = g_build_filename (self->folder, "landfall.seal", NULL);
  sqlite3 *handle;
  char *message = NULL;

  close_store (self);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
  g_assert_cmpint (g_unlink (seal), ==, 0);
  open_store (self);
}

static GPtrArray *
problems_of (LfStore *store)
{
  GPtrArray *problems = NULL;
  g_autoptr (GError) error = NULL;

  lf_store_verify_sync (store, &problems, &error);
  g_assert_no_error (error);
  return problems;
}

static void
assert_noticed (LfStore *store, const char *words)
{
  g_autoptr (GPtrArray) problems = problems_of (store);

  for (guint i = 0; i < problems->len; i++)
    {
      g_test_message ("%s", (char *) problems->pdata[i]);
      if (strstr (problems->pdata[i], words) != NULL)
        return;
    }
  g_error ("not noticed: %s", words);
}

/* ---- What is done by hand ---- */

/* Ten changes: 1 to 3 add, 4 and 5 edit, 6 edits two records, 7 deletes, 8 undoes that, 9 came from
 * the server, 10 edits. */
static void
make_journal (LfStore *store)
{
  g_autofree char *first = add_project (store, "甲", "1.00 CNY", "lead");
  g_autofree char *second = add_project (store, "乙", NULL, "lead");
  g_autofree char *third = add_project (store, "丙", NULL, "lead");
  g_autoptr (LfRecord) one = NULL;
  g_autoptr (LfRecord) other = load_project (store, second);
  g_autoptr (LfChange) both = lf_change_new ("both");
  g_autofree char *label = NULL;

  set_field (store, first, "name", "甲一");
  set_field (store, first, "name", "甲二");
  one = load_project (store, first);
  lf_change_edit (both, one, "note", "one");
  lf_change_edit (both, other, "note", "other");
  commit_change (store, both);
  delete_project (store, third);
  label = lf_store_undo_sync (store, NULL);
  pull_field (store, third, 3, "name", "丙三");
  set_field (store, second, "name", "乙一");
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *noticed; /* what verify says of it */
} Deed;

static const Deed deeds[] = {
  { "value",
    "UPDATE change_record SET edits = (SELECT edits FROM change_record WHERE change = 5)"
    " WHERE change = 4",
    "Change number 4 of the journal" },
  { "author", "UPDATE change SET author = '别人' WHERE n = 5", "by 别人" },
  { "author-blank", "UPDATE change SET author = NULL WHERE n = 5", "Change number 5 of" },
  { "device", "UPDATE change SET device = device || '0' WHERE n = 2", "Change number 2 of" },
  { "time", "UPDATE change SET time_us = time_us + 1 WHERE n = 10", "Change number 10 of" },
  { "time-noted", "UPDATE change SET noted_us = noted_us - 1 WHERE n = 9", "Change number 9 of" },
  { "label", "UPDATE change SET label = '' WHERE n = 6", "Change number 6 of" },
  { "label-and-author-run-together",
    "UPDATE change SET device = device || substr (label, 1, 1), label = substr (label, 2)"
    " WHERE n = 6",
    "Change number 6 of" },
  { "came-from-elsewhere", "UPDATE change SET is_remote = 1 WHERE n = 4", "Change number 4 of" },
  { "undoes-nothing", "UPDATE change SET undoes = NULL WHERE n = 8", "Change number 8 of" },
  { "undoes-another", "UPDATE change SET undoes = (SELECT id FROM change WHERE n = 6) WHERE n = 8",
    "Change number 8 of" },
  { "seen", "UPDATE change_record SET seen = seen + 1 WHERE change = 7", "Change number 7 of" },
  { "edit-for-creation", "UPDATE change_record SET is_new = 0 WHERE change = 3",
    "Change number 3 of" },
  { "restored-for-deleted", "UPDATE change_record SET kind = 2 WHERE change = 7",
    "Change number 7 of" },
  { "record",
    "UPDATE change_record SET id = (SELECT id FROM change_record WHERE change = 2)"
    " WHERE change = 4",
    "Change number 4 of" },
  { "entity", "UPDATE change_record SET entity = 'park' WHERE change = 1", "Change number 1 of" },
  { "edit-removed",
    "DELETE FROM change_record WHERE rowid = (SELECT max (rowid) FROM change_record"
    " WHERE change = 6)",
    "Change number 6 of" },
  { "edit-added",
    "INSERT INTO change_record SELECT 4, kind, entity, id, is_new, seen, edits FROM change_record"
    " WHERE change = 5",
    "Change number 4 of" },
  { "edits-swapped-within",
    "UPDATE change_record SET rowid = -rowid WHERE change = 6;"
    "UPDATE change_record SET rowid = 100 + rowid WHERE change = 6",
    "Change number 6 of" },
  { "edit-moved", "UPDATE change_record SET change = 5 WHERE change = 4", "Change number 4 of" },
  { "removed", "DELETE FROM change WHERE n = 4; DELETE FROM change_record WHERE change = 4",
    "Changes before number 5 of" },
  { "first-removed", "DELETE FROM change WHERE n = 1; DELETE FROM change_record WHERE change = 1",
    "Changes before number 2 of" },
  { "removed-and-closed-up",
    "DELETE FROM change WHERE n = 4; DELETE FROM change_record WHERE change = 4;"
    "UPDATE change SET n = n - 1 WHERE n > 4;"
    "UPDATE change_record SET change = change - 1 WHERE change > 4",
    "Change number 4 of" },
  { "swapped",
    "UPDATE change SET n = 0 WHERE n = 4; UPDATE change SET n = 4 WHERE n = 5;"
    "UPDATE change SET n = 5 WHERE n = 0; UPDATE change_record SET change = 0 WHERE change = 4;"
    "UPDATE change_record SET change = 4 WHERE change = 5;"
    "UPDATE change_record SET change = 5 WHERE change = 0",
    "Change number 4 of" },
  { "tail-cut", "DELETE FROM change WHERE n > 8; DELETE FROM change_record WHERE change > 8",
    "it ends with number 8, and number 10 was saved" },
  { "all-cut", "DELETE FROM change; DELETE FROM change_record",
    "it ends with number 0, and number 10 was saved" },
  { "head-removed", "DELETE FROM setting WHERE key = 'journal-head'", "ends with number 10" },
  { "head-garbled", "UPDATE setting SET value = '10 x' WHERE key = 'journal-head'",
    "ends with number 10" },
  { "added",
    "INSERT INTO change SELECT 11, randomblob (16), author, device, time_us, label, NULL, 0, 0,"
    " hash, NULL, NULL, NULL FROM change WHERE n = 10",
    "Change number 11 of" },
  { "hash", "UPDATE change SET hash = randomblob (32) WHERE n = 3", "Change number 3 of" },
  { "hash-short", "UPDATE change SET hash = x'00' WHERE n = 3", "Change number 3 of" },
  { "hash-none", "UPDATE change SET hash = NULL WHERE n = 3", "Change number 3 of" },
};

/* Going on does not cover it up. */
static void
test_deed (Fixture *self, gconstpointer data)
{
  const Deed *deed = data;

  make_journal (self->store);
  assert_sound (self->store);
  execute (self, deed->sql);
  assert_noticed (self->store, deed->noticed);
  execute (self, "DELETE FROM outbox; DELETE FROM outbox_record; DELETE FROM pending_base");
  g_free (add_project (self->store, "丁", NULL, "lead"));
  assert_noticed (self->store, "of the journal");
}

/* ---- What Landfall does ---- */

static void
test_sentence (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) problems = NULL;

  make_journal (self->store);
  execute (self, "UPDATE change SET author = '别人', time_us = 1700000000000000 WHERE n = 5");
  problems = problems_of (self->store);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (
      g_str_has_prefix (problems->pdata[0], "Change number 5 of the journal (2023-11-1"));
  g_assert_nonnull (strstr (problems->pdata[0], "by 别人) is not what was saved"));
  g_assert_nonnull (strstr (problems->pdata[0], "Restore the newest backup"));
}

/* A change that is sent again has a new id, and what undid it follows. */
static void
test_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_accepted (self->store, "甲", 1);
  g_autoptr (LfChange) refused = NULL;
  g_autofree char *label = NULL;

  set_field (self->store, id, "name", "乙");
  refused = first_pending (self->store);
  label = lf_store_undo_sync (self->store, NULL);
  answer_change (self->store, refused, LF_ANSWER_REFUSED, 0, NULL, NULL);
  assert_sound (self->store);
  g_assert_true (lf_store_resend_sync (self->store, refused->id, NULL));
  assert_sound (self->store);
  g_clear_pointer (&refused, lf_change_unref);
  refused = first_pending (self->store);
  answer_change (self->store, refused, LF_ANSWER_REFUSED, 0, NULL, NULL);
  g_assert_true (lf_store_discard_sync (self->store, refused->id, NULL));
  assert_sound (self->store);
}

static void
test_restored_store_goes_on (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->folder, "backup.db", NULL);
  g_autoptr (GError) error = NULL;

  make_journal (self->store);
  lf_store_backup_sync (self->store, backup, &error);
  g_assert_no_error (error);
  g_free (add_project (self->store, "丁", NULL, "lead"));
  close_store (self);
  lf_store_restore_sync (backup, self->folder, &error);
  g_assert_no_error (error);
  open_store (self);
  assert_sound (self->store);
  g_free (add_project (self->store, "戊", NULL, "lead"));
  assert_sound (self->store);
  execute (self, "UPDATE change SET label = 'x' WHERE n = 11");
  assert_noticed (self->store, "Change number 11 of");
}

/* A store from before the chain gets one over what is there. */
static void
test_begun_by_upgrade (Fixture *self, gconstpointer data)
{
  make_journal (self->store);
  execute (self, "DROP INDEX change_record_deleted; ALTER TABLE change DROP COLUMN hash;"
                 "ALTER TABLE change DROP COLUMN noted_us; ALTER TABLE change DROP COLUMN late_us;"
                 "DROP TABLE known_again; DROP TABLE seen_limit;"
                 "ALTER TABLE outbox DROP COLUMN again;"
                 "ALTER TABLE outbox DROP COLUMN offers; ALTER TABLE change DROP COLUMN doubtful;"
                 "DELETE FROM setting WHERE key = 'journal-head'; PRAGMA user_version = 4");
  assert_sound (self->store);
  g_free (add_project (self->store, "丁", NULL, "lead"));
  assert_sound (self->store);
  execute (self, "UPDATE change SET author = '别人' WHERE n = 7");
  assert_noticed (self->store, "Change number 7 of");
}

static void
change_at_random (LfStore *store, GPtrArray *ids)
{
  const char *id = ids->pdata[g_test_rand_int_range (0, (int) ids->len)];
  g_autofree char *value = g_strdup_printf ("%d", g_test_rand_int_range (1, 1000));
  g_autofree char *label = NULL;

  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      g_ptr_array_add (ids, add_project (store, value, NULL, "lead"));
      break;
    case 1:
      label = lf_store_undo_sync (store, NULL);
      break;
    case 2:
      label = lf_store_redo_sync (store, NULL);
      break;
    case 3:
      pull_field (store, id, g_test_rand_int_range (1, 1000), "note", value);
      break;
    default:
      set_field (store, id, "name", value);
      break;
    }
}

/* Whatever people did, it is sound; whichever change is then altered, that one is named. */
static void
test_random (Fixture *self, gconstpointer data)
{
  static const char *const columns[] = { "author", "device", "label" };

  for (guint round = 0; round < 6; round++)
    {
      g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
      int n_changes = g_test_rand_int_range (5, 40);
      int n = g_test_rand_int_range (1, n_changes);
      g_autofree char *sql = g_strdup_printf ("UPDATE change SET %s = '改' WHERE n = %d",
                                              columns[g_test_rand_int_range (0, 3)], n);
      g_autofree char *words = g_strdup_printf ("Change number %d of", n);

      g_ptr_array_add (ids, add_project (self->store, "甲", NULL, "lead"));
      for (int i = 0; i < 3 * n_changes; i++)
        change_at_random (self->store, ids);
      assert_sound (self->store);
      execute (self, sql);
      assert_noticed (self->store, words);
      tear_down (self, NULL);
      set_up (self, NULL);
    }
}

#define ADD(path, func) g_test_add ("/store/chain/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *path = g_strconcat ("/store/chain/noticed/", deeds[i].name, NULL);

      g_test_add (path, Fixture, &deeds[i], set_up, test_deed, tear_down);
    }
  ADD ("sentence", test_sentence);
  ADD ("answers", test_answers);
  ADD ("restored-store-goes-on", test_restored_store_goes_on);
  ADD ("begun-by-upgrade", test_begun_by_upgrade);
  ADD ("random", test_random);
  return g_test_run ();
}

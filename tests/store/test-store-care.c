/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Care: backups that are whole or not there, restoring that loses nothing, verify that sees damage,
 * and the digest. */

#include "config.h"

#include "server-words.h"

#include "lf-db.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
in_folder (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
back_up (LfStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;

  lf_store_backup_sync (store, path, &error);
  g_assert_no_error (error);
}

static void
restore (const char *backup, const char *folder)
{
  g_autoptr (GError) error = NULL;

  lf_store_restore_sync (backup, folder, &error);
  g_assert_no_error (error);
}

static void
write_file (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

static void
execute (Fixture *self, const char *sql)
{
  g_autofree char *path = in_folder (self, "landfall.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_WRITE, &error);

  g_assert_no_error (error);
  lf_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* ---- Backup ---- */

static void
test_backup_replaces (Fixture *self, gconstpointer data)
{
  g_autofree char *path = in_folder (self, "backup.db");
  g_autofree char *other = in_folder (self, "other");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *id = NULL;
  g_autoptr (LfStore) restored = NULL;
  GStatBuf info;

  write_file (path, "what was there before", -1);
  id = add_project (self->store, "甲", NULL, "lead");
  back_up (self->store, path);
  set_field (self->store, id, "name", "乙");
  back_up (self->store, path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  before = digest_of (self->store);
  restore (path, other);
  restored = lf_store_open_sync (other, LF_STORE_OPEN_EXISTING, NULL);
  after = digest_of (restored);
  g_assert_cmpstr (before, ==, after);
  lf_store_close_sync (restored);
}

static void
test_backup_fails (Fixture *self, gconstpointer data)
{
  g_autofree char *path = in_folder (self, "nowhere/backup.db");
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_store_backup_sync (self->store, path, &error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpuint (count_files (self->folder, ".part"), ==, 0);
}

static gpointer
write_many (gpointer data)
{
  for (guint i = 0; i < 60; i++)
    g_free (add_project (data, "项目", "1.00 CNY", "lead"));
  return NULL;
}

/* A backup taken while others save is of one moment. */
static void
test_backup_while_writing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = in_folder (self, "backup.db");
  GThread *thread = g_thread_new ("writer", write_many, self->store);

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/copy-%u", self->folder, i);
      g_autoptr (LfStore) copy = NULL;

      back_up (self->store, path);
      restore (path, folder);
      copy = lf_store_open_sync (folder, LF_STORE_OPEN_EXISTING, NULL);
      assert_sound (copy);
      g_assert_cmpint (count_projects (copy, ""), ==, lf_store_count_pending_sync (copy, NULL));
      lf_store_close_sync (copy);
    }
  g_thread_join (thread);
}

/* ---- Restore ---- */

static void
assert_not_restored (Fixture *self, const char *backup, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = in_folder (self, "landfall.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  g_assert_false (lf_store_restore_sync (backup, self->folder, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, LF_STORE_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, (int) length_before, after, (int) length_after);
}

/* What is no backup changes nothing. */
static void
test_restore_refuses (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = in_folder (self, "backup.db");
  g_autofree char *note = in_folder (self, "note.txt");
  g_autofree char *half = in_folder (self, "half.db");
  g_autofree char *foreign = in_folder (self, "foreign.db");
  g_autofree char *missing = in_folder (self, "missing.db");
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *bytes = NULL;
  g_autoptr (LfDb) db = NULL;
  gsize length;

  back_up (self->store, backup);
  close_store (self);
  write_file (note, "a list of things to do, and not a database at all", -1);
  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  write_file (half, bytes, (gssize) length / 2);
  write_file (foreign, "", 0);
  db = lf_db_open (foreign, LF_DB_WRITE, NULL);
  g_assert_true (lf_db_exec (db, "CREATE TABLE bookmark (url TEXT)", NULL));
  assert_not_restored (self, note, LF_STORE_ERROR_NOT_OURS);
  assert_not_restored (self, half, LF_STORE_ERROR_CORRUPT);
  assert_not_restored (self, foreign, LF_STORE_ERROR_NOT_OURS);
  assert_not_restored (self, missing, LF_STORE_ERROR_IO);
  open_store (self);
  assert_value (self->store, id, "name", "甲");
}

static void
test_restore_needs_a_closed_store (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = in_folder (self, "backup.db");
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GError) error = NULL;

  back_up (self->store, backup);
  set_field (self->store, id, "name", "乙");
  g_assert_false (lf_store_restore_sync (backup, self->folder, &error));
  g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_BUSY);
  assert_value (self->store, id, "name", "乙");
}

/* G12: another device, not signed in, that still has to send what was not sent. */
static void
test_restore_is_another_device_g12 (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = in_folder (self, "backup.db");
  g_autofree char *sign_in = in_folder (self, "server.ini");
  g_autofree char *device = g_strdup (lf_store_device (self->store));
  g_autofree char *accepted = add_accepted (self->store, "甲", 1);
  g_autofree char *pending = add_project (self->store, "乙", NULL, "lead");
  gint64 n_pending = lf_store_count_pending_sync (self->store, NULL);

  back_up (self->store, backup);
  write_file (sign_in, "[server]\n", -1);
  close_store (self);
  restore (backup, self->folder);
  open_store (self);
  g_assert_cmpstr (lf_store_device (self->store), !=, device);
  g_assert_false (g_file_test (sign_in, G_FILE_TEST_EXISTS));
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, n_pending);
  assert_value (self->store, pending, "name", "乙");
  assert_sound (self->store);
}

/* Restoring twice within a second keeps both stores that were replaced. */
static void
test_replaced_stores_are_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = in_folder (self, "backup.db");
  g_autofree char *kept = in_folder (self, "backups");

  back_up (self->store, backup);
  for (guint i = 1; i <= 4; i++)
    {
      g_free (add_project (self->store, "甲", NULL, "lead"));
      close_store (self);
      restore (backup, self->folder);
      g_assert_cmpuint (count_files (kept, ".db"), ==, i);
      open_store (self);
      g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
    }
}

static gpointer
restore_from (gpointer data)
{
  const char *const *paths = data;
  g_autoptr (GError) error = NULL;

  lf_store_restore_sync (paths[0], paths[1], &error);
  return g_steal_pointer (&error);
}

/* One of two who restore at once does, and the other is told that the store is in use. */
static void
test_restore_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = in_folder (self, "backup.db");
  const char *paths[] = { backup, self->folder };

  g_free (add_project (self->store, "甲", NULL, "lead"));
  back_up (self->store, backup);
  close_store (self);
  for (guint i = 0; i < 20; i++)
    {
      GThread *thread = g_thread_new ("other", restore_from, paths);
      g_autoptr (GError) here = restore_from (paths);
      g_autoptr (GError) there = g_thread_join (thread);

      g_assert_true (here == NULL || there == NULL);
      if (here != NULL)
        g_assert_error (here, LF_STORE_ERROR, LF_STORE_ERROR_BUSY);
      if (there != NULL)
        g_assert_error (there, LF_STORE_ERROR, LF_STORE_ERROR_BUSY);
      g_assert_cmpuint (count_files (self->folder, ".restored"), ==, 0);
    }
  open_store (self);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 1);
  assert_sound (self->store);
}

/* ---- Verify ---- */

static void
test_verify_sees_damage (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *damage, *repair, *said;
  } cases[] = {
    { "INSERT INTO outbox (change) VALUES (999)", "DELETE FROM outbox WHERE change = 999",
      "1 pending changes are missing" },
    { "INSERT INTO refused VALUES (999, NULL, NULL, 0)", "DELETE FROM refused",
      "1 refused changes are missing" },
    { "INSERT INTO outbox_record VALUES (x'00', 998), (x'01', 998)",
      "DELETE FROM outbox_record WHERE change = 998", "2 records are marked as pending" },
    { "INSERT INTO change_record VALUES (997, 0, 'project', x'00', 0, 0, NULL)",
      "DELETE FROM change_record WHERE change = 997", "1 edits belong to no change" },
    { "INSERT INTO pending_base VALUES (x'00', 'name', NULL, 0)",
      "DELETE FROM pending_base WHERE id = x'00'", "1 fields keep a base" },
    { "INSERT INTO project_search (rowid, words, pinyin) VALUES (996, 'x', '')",
      "INSERT INTO project_search (project_search, rowid, words, pinyin)"
      " VALUES ('delete', 996, 'x', '')",
      "The search index of Projects differs from the records by 1." },
  };

  g_free (add_project (self->store, "甲", NULL, "lead"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = NULL;

      assert_sound (self->store);
      execute (self, cases[i].damage);
      g_assert_true (lf_store_verify_sync (self->store, &problems, NULL));
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_nonnull (strstr (problems->pdata[0], cases[i].said));
      execute (self, cases[i].repair);
    }
  assert_sound (self->store);
}

/* ---- Digest ---- */

static void
test_digest_is_of_the_contents (Fixture *self, gconstpointer data)
{
  g_autofree char *empty = digest_of (self->store);
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *one = digest_of (self->store);
  g_autofree char *edited = NULL;
  g_autofree char *back = NULL;
  g_autofree char *deleted = NULL;

  g_assert_cmpuint (strlen (empty), ==, 64);
  g_assert_cmpstr (one, !=, empty);
  set_field (self->store, id, "name", "乙");
  edited = digest_of (self->store);
  g_assert_cmpstr (edited, !=, one);
  set_field (self->store, id, "name", "甲");
  back = digest_of (self->store);
  g_assert_cmpstr (back, ==, one);
  delete_project (self->store, id);
  deleted = digest_of (self->store);
  g_assert_cmpstr (deleted, !=, one);
  g_assert_cmpstr (deleted, !=, empty);
}

/* G3: whatever order things came in, with a field and an entity that nobody here knows (G11). */
static void
test_digest_whatever_the_order_g3 (Fixture *self, gconstpointer data)
{
  static const char *const ids[]
      = { "01a1fcd5-3f42-7002-a05e-ac0f8cfbf8f4", "01a1fcd5-3f42-7002-a05e-ac0f8cfbf8f5",
          "01a1fcd5-3f42-7002-a05e-ac0f8cfbf8f6" };
  g_autofree char *folder = in_folder (self, "other");
  g_autoptr (LfStore) other = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, NULL);
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (ids); i++)
    {
      guint n = i % G_N_ELEMENTS (ids);
      g_autoptr (LfPage) page = lf_page_new ();
      const char *id = i < G_N_ELEMENTS (ids) ? ids[n] : ids[G_N_ELEMENTS (ids) - 1 - n];
      LfDelta *delta
          = add_delta (page, strcmp (id, ids[0]) == 0 ? "balloon" : "project", id, (gint64) i + 1);

      put_field (delta, "name", id);
      put_field (delta, "stage", "lead");
      put_field (delta, "colour", "red");
      page->cursor = (gint64) i + 1;
      g_assert_cmpuint (take_page (i < G_N_ELEMENTS (ids) ? self->store : other, page), ==, 0);
    }
  here = digest_of (self->store);
  there = digest_of (other);
  g_assert_cmpstr (here, ==, there);
  lf_store_close_sync (other);
}

#define ADD(path, func) g_test_add ("/store/care/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("backup-replaces", test_backup_replaces);
  ADD ("backup-fails", test_backup_fails);
  ADD ("backup-while-writing", test_backup_while_writing);
  ADD ("restore-refuses", test_restore_refuses);
  ADD ("restore-needs-a-closed-store", test_restore_needs_a_closed_store);
  ADD ("G12-restore-is-another-device", test_restore_is_another_device_g12);
  ADD ("restore-at-once", test_restore_at_once);
  ADD ("replaced-stores-are-kept", test_replaced_stores_are_kept);
  ADD ("verify-sees-damage", test_verify_sees_damage);
  ADD ("digest-is-of-the-contents", test_digest_is_of_the_contents);
  ADD ("G3-digest-whatever-the-order", test_digest_whatever_the_order_g3);
  return g_test_run ();
}

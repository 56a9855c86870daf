/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the file of a storage in SQLite must be like. */

#include "config.h"

#include "lf-storage-sqlite.h"
#include "store-folder.h"
#include "zone.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
create (Zone *zone, const char *name)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfChange) change = change_create ("park", id, name);
  g_autoptr (LfAnswer) answer = zone_push (zone, "a", change);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
}

static void
test_file_mode (void)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr (Zone) zone = zone_new ();

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (zone->path, suffixes[i], NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    }
}

static void
assert_unusable (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_storage_sqlite_new (path, &error));
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, path));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_other_files (void)
{
  char *folder = store_folder_make ();
  g_autofree char *text = g_build_filename (folder, "text", NULL);
  g_autofree char *foreign = g_build_filename (folder, "foreign.db", NULL);
  g_autofree char *newer = g_build_filename (folder, "newer.db", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "where.db", NULL);

  g_assert_true (g_file_set_contents (
      text, "This is a letter and no database at all, however long one reads.\n", -1, NULL));
  run_sql (foreign, "CREATE TABLE t (a)");
  g_clear_object (&(LfServerStorage *){ lf_storage_sqlite_new (newer, NULL) });
  run_sql (newer, "PRAGMA user_version = 99");
  assert_unusable (text);
  assert_unusable (foreign);
  assert_unusable (newer);
  assert_unusable (nowhere);
  assert_unusable (folder);
  store_folder_remove (folder);
}

/* One of the version before gets what it lacks, and keeps what it has. */
static void
test_version_1 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  LfServerChange change
      = { (char *) "c1",          7, (char *) "d", (char *) "林舒然", -5, (char *) "{}",
          (char *) "{\"ops\":[]}" };
  g_autoptr (LfServerStorage) again = NULL;
  g_autoptr (LfServerChange) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  g_assert_true (lf_server_storage_add_change (zone->storage, &change, NULL));
  g_assert_true (lf_server_storage_commit (zone->storage, NULL));
  run_sql (zone->path, "ALTER TABLE change DROP COLUMN late_us; DROP TABLE attempt;"
                       "ALTER TABLE change DROP COLUMN doubtful;"
                       "DROP TABLE bundle; DROP TABLE record_change; DROP TABLE audit;"
                       "DROP TABLE digest; DROP INDEX record_bucket;"
                       "ALTER TABLE record DROP COLUMN digest_high;"
                       "ALTER TABLE record DROP COLUMN digest_low;"
                       "DROP INDEX record_root; ALTER TABLE record DROP COLUMN root;"
                       "ALTER TABLE account DROP COLUMN park; ALTER TABLE account DROP COLUMN team;"
                       "ALTER TABLE account DROP COLUMN state;"
                       "ALTER TABLE account DROP COLUMN one_time_until_us;"
                       "ALTER TABLE account DROP COLUMN since_seq;"
                       "ALTER TABLE zone DROP COLUMN is_backup;"
                       "ALTER TABLE device DROP COLUMN erase;"
                       "PRAGMA user_version = 1");
  again = lf_storage_sqlite_new (zone->path, &error);
  g_assert_no_error (error);
  g_assert_true (lf_server_storage_begin_reading (again, ZONE, NULL));
  kept = lf_server_storage_find_change_at (again, 7, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->author, ==, "林舒然");
  g_assert_cmpint (kept->late_us, ==, 0);
  lf_server_storage_rollback (again);
}

/* A record whose text is damaged is an error, not an empty record that goes out to all. */
static void
test_damaged_record (void)
{
  static const char *const damages[]
      = { "UPDATE record SET body = '{\"name\":'", "UPDATE record SET body = '[]'",
          "UPDATE record SET clock = '{\"a\":{}}'" };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (Zone) zone = zone_new ();
      g_autoptr (GError) error = NULL;

      create (zone, "a");
      run_sql (zone->path, damages[i]);
      g_assert_null (
          lf_server_read_page (zone->storage, ZONE, &(LfServerPageQuery){ 0, 0, 10 }, &error));
      g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_DAMAGED);
    }
}

/* No query of every day reads a whole table. */
static void
test_query_plans (void)
{
  static const char *const queries[] = {
    "SELECT body FROM record WHERE zone = ? AND seq > ? ORDER BY seq",
    "SELECT body FROM record WHERE zone = ? AND entity = ? AND id = ?",
    ("SELECT body FROM record WHERE zone = ? AND entity = 'conflict' AND deleted = 0"
     " AND body ->> '$.record' = ? AND body ->> '$.field' = ? ORDER BY +seq DESC LIMIT 1"),
    "SELECT body FROM change WHERE zone = ? AND id = ?",
    "SELECT author FROM change WHERE zone = ? AND seq = ? AND seq > 0",
    "SELECT id FROM device WHERE token_hash = ?",
    "SELECT name FROM account WHERE name = ?",
    "SELECT entity FROM record WHERE zone = ? AND root = ?",
  };
  g_autoptr (Zone) zone = zone_new ();
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (zone->path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", queries[i], NULL);
      sqlite3_stmt *statement;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          const char *detail = (const char *) sqlite3_column_text (statement, 3);

          if (g_str_has_prefix (detail, "USE TEMP B-TREE"))
            continue;
          g_assert_true (g_str_has_prefix (detail, "SEARCH"));
          g_assert_true (i != 2 || strstr (detail, "record_conflict") != NULL);
        }
      sqlite3_finalize (statement);
    }
  sqlite3_close (handle);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/sqlite/file-mode", test_file_mode);
  g_test_add_func ("/server/sqlite/other-files", test_other_files);
  g_test_add_func ("/server/sqlite/version-1", test_version_1);
  g_test_add_func ("/server/sqlite/damaged-record", test_damaged_record);
  g_test_add_func ("/server/sqlite/query-plans", test_query_plans);
  return g_test_run ();
}

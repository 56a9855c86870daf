/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening: an older store is upgraded, anything else gets a sentence that says what to do. */

#include "config.h"

#include "store-fixture.h"

#include "lf-db.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define CURRENT_VERSION 9

static char *
database (const Fixture *self)
{
  return g_build_filename (self->folder, "landfall.db", NULL);
}

static void
execute (const Fixture *self, const char *sql)
{
  g_autofree char *path = database (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfDb) db = NULL;

  g_assert_true (g_close (g_open (path, O_RDWR | O_CREAT, 0600), NULL));
  db = lf_db_open (path, LF_DB_WRITE, &error);
  g_assert_no_error (error);
  lf_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static gint64
read_number (const Fixture *self, const char *sql)
{
  g_autofree char *path = database (self);
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_READ, NULL);
  sqlite3_stmt *statement = lf_db_prepare (db, sql, NULL);
  gboolean has_row = FALSE;

  g_assert_true (lf_db_step (db, statement, &has_row, NULL));
  g_assert_true (has_row);
  return sqlite3_column_int64 (statement, 0);
}

static void
assert_fails (const Fixture *self, LfStoreOpenMode mode, LfStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (self->folder, mode, &error);

  g_assert_null (store);
  g_assert_error (error, LF_STORE_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, self->folder));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strstr (error->message, "SQLITE"));
}

static guint
count_backups (const Fixture *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* ---- Upgrades ---- */

static void
write_version (const Fixture *self, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &sql, NULL, &error);
  g_assert_no_error (error);
  execute (self, sql);
}

static void
test_upgrade_from_version_1 (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) first = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  g_auto (LfSyncState) state = { 0 };

  write_version (self, "store-v1.sql");
  g_assert_cmpint (read_number (self, "PRAGMA user_version"), ==, 1);
  open_store (self);
  g_assert_cmpint (read_number (self, "PRAGMA user_version"), ==, CURRENT_VERSION);
  g_assert_cmpuint (count_backups (self), ==, 1);
  assert_sound (self->store);

  g_assert_cmpuint (count_projects (self->store, ""), ==, 3);
  g_assert_cmpuint (count_projects (self->store, "park=上虞"), ==, 3);
  g_assert_cmpuint (count_projects (self->store, "signed_date=2023"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "cqca"), ==, 1);
  first = lf_store_find_title_sync (self->store, project_entity (), "储能电池项目", NULL);
  g_assert_cmpstr (lf_record_get (first, "total_investment"), ==, "560000000.00 CNY");
  g_assert_cmpstr (lf_record_get (first, "tags"), ==, "市级\n重点");
  g_assert_cmpstr (lf_store_device (self->store), ==, "01a1fcd5-3f3d-7000-96b6-ed5791be1ed0");
  g_assert_true (lf_store_sync_state_sync (self->store, &state, NULL));
  g_assert_cmpint (state.cursor, ==, 9);
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 1);
}

/* G11: the old version had no column for the industry, and kept it. Neither version knows the field
 * of tomorrow, nor how many jobs "many" are. */
static void
test_upgrade_places_what_was_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = NULL;

  write_version (self, "store-v1.sql");
  open_store (self);
  record = lf_store_find_title_sync (self->store, project_entity (), "储能电池项目", NULL);
  g_assert_cmpstr (lf_record_get (record, "industry"), ==, "新能源");
  g_assert_cmpuint (count_projects (self->store, "新能源"), ==, 1);
  g_assert_null (lf_record_get (record, "jobs"));
  g_assert_cmpint (read_number (self, "SELECT count (*) FROM project WHERE extra IS NOT NULL"), ==,
                   1);
}

static void
test_upgraded_store_works (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) renamed = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, "name");

  write_version (self, "store-v1.sql");
  open_store (self);
  renamed = lf_store_find_title_sync (self->store, project_entity (), "车灯总成二期项目", NULL);
  g_assert_cmpint (lf_record_state (renamed), ==, LF_RECORD_PENDING);
  label = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpstr (label, ==, "Rename");
  assert_value (self->store, lf_record_id (renamed), "name", "车灯总成项目");
  sorted = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpstr (lf_record_get (sorted->pdata[0], "name"), ==, "车灯总成项目");
  assert_sound (self->store);
}

/* What was there stays, and what came while nobody here knew it gets its table. */
static void
test_upgrade_from_version_2 (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfRecord) handover = NULL;
  g_autoptr (LfRecord) arrival = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  g_autofree char *shown = NULL;

  write_version (self, "store-v2.sql");
  g_assert_cmpint (read_number (self, "PRAGMA user_version"), ==, 2);
  open_store (self);
  g_assert_cmpint (read_number (self, "PRAGMA user_version"), ==, CURRENT_VERSION);
  g_assert_cmpuint (count_backups (self), ==, 1);
  assert_sound (self->store);
  project = lf_store_find_title_sync (self->store, project_entity (), "杜仲叶项目", NULL);
  g_assert_cmpstr (lf_record_get (project, "total_investment"), ==, "560000000.00 CNY");
  g_assert_cmpuint (count_projects (self->store, "dzy"), ==, 1);
  set_field (self->store, lf_record_id (project), "industry_code", "C2761");
  arrival = lf_store_find_title_sync (self->store, lf_schema_find ("funds_arrival"), "YZ-2023-07",
                                      NULL);
  shown = lf_record_format (arrival, "project");
  g_assert_cmpstr (shown, ==, "杜仲叶项目");
  g_assert_cmpstr (lf_record_get (arrival, "amount"), ==, "30000000.00 USD");
  g_assert_cmpint (read_number (self, "SELECT count (*) FROM unknown_record"), ==, 0);
  g_assert_cmpint (read_number (self, "SELECT extra IS NOT NULL FROM funds_arrival"), ==, 1);
  handover = lf_store_find_title_sync (self->store, lf_schema_find ("handover"), "移交", NULL);
  g_assert_cmpstr (lf_record_get (handover, "state"), ==, "accepted");
  outbox = lf_store_outbox_sync (self->store, 0, NULL);
  g_assert_cmpuint (outbox->len, ==, 5);
}

/* Every entity of the schema has its table, its search index and its columns. */
static void
test_every_entity_has_its_table (Fixture *self, gconstpointer data)
{
  write_version (self, "store-v2.sql");
  open_store (self);
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (LfQuery) query = lf_query_new (*entity, NULL, NULL);
      g_autoptr (GPtrArray) hits = NULL;
      g_autoptr (GError) error = NULL;
      LfSummary summary;

      g_test_message ("%s", (*entity)->name);
      g_assert_true (lf_store_summary_sync (self->store, query, &summary, &error));
      g_assert_no_error (error);
      hits = lf_store_search_sync (self->store, "没有", *entity, 1, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, 0);
    }
}

static void
test_current_store_is_left_alone (Fixture *self, gconstpointer data)
{
  open_store (self);
  close_store (self);
  open_store (self);
  g_assert_cmpuint (count_backups (self), ==, 0);
}

/* A schema with another fingerprint: columns and indexes that are missing come by themselves. */
static void
test_missing_columns_are_added (Fixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_store (self);
  id = add_project (self->store, "重庆项目", "100.00 CNY", "lead");
  before = digest_of (self->store);
  close_store (self);
  execute (self, "DROP INDEX project_stage_date_live; ALTER TABLE project DROP COLUMN stage_date;"
                 "UPDATE project SET name_key = x'00';"
                 "UPDATE setting SET value = 'another' WHERE key = 'fingerprint'");
  open_store (self);
  after = digest_of (self->store);
  g_assert_cmpstr (before, ==, after);
  set_field (self->store, id, "stage_date", "2024-05");
  g_assert_cmpuint (count_projects (self->store, "stage_date=2024-05"), ==, 1);
  g_assert_cmpint (read_number (self, "SELECT length (name_key) FROM project"), >, 1);
  g_assert_cmpuint (count_backups (self), ==, 1);
}

/* An entity that came while nobody here knew it is there after the upgrade. */
static void
test_kept_records_get_their_table (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = NULL;

  open_store (self);
  close_store (self);
  execute (self,
           "INSERT INTO unknown_record VALUES (x'01a1fcd53f427002a05eac0f8cfbf8f4', 'project',"
           " NULL, NULL);"
           "UPDATE setting SET value = 'another' WHERE key = 'fingerprint'");
  open_store (self);
  record = lf_store_load_sync (self->store, project_entity (),
                               "01a1fcd5-3f42-7002-a05e-ac0f8cfbf8f4", NULL);
  g_assert_nonnull (record);
  g_assert_cmpint (read_number (self, "SELECT count (*) FROM unknown_record"), ==, 0);
  assert_sound (self->store);
}

/* ---- What is not a store, or not one for us ---- */

static void
test_missing (Fixture *self, gconstpointer data)
{
  assert_fails (self, LF_STORE_OPEN_EXISTING, LF_STORE_ERROR_MISSING);
}

static void
test_not_a_database (Fixture *self, gconstpointer data)
{
  g_autofree char *path = database (self);
  g_autofree char *after = NULL;
  const char *text = "This is a shopping list and not a database at all: milk, bread, two lemons. "
                     "It is long enough for a header of a hundred bytes.";

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  assert_fails (self, LF_STORE_OPEN_CREATE, LF_STORE_ERROR_NOT_OURS);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

static void
test_not_ours (Fixture *self, gconstpointer data)
{
  execute (self, "CREATE TABLE bookmark (url TEXT)");
  assert_fails (self, LF_STORE_OPEN_CREATE, LF_STORE_ERROR_NOT_OURS);
  g_assert_cmpint (read_number (self, "SELECT count (*) FROM sqlite_master"), ==, 1);
}

static void
test_too_new (Fixture *self, gconstpointer data)
{
  open_store (self);
  close_store (self);
  execute (self, "PRAGMA user_version = 99");
  assert_fails (self, LF_STORE_OPEN_EXISTING, LF_STORE_ERROR_TOO_NEW);
  g_assert_cmpint (read_number (self, "PRAGMA user_version"), ==, 99);
}

static void
test_corrupt (Fixture *self, gconstpointer data)
{
  g_autofree char *path = database (self);
  g_autofree char *bytes = NULL;
  gsize length;

  open_store (self);
  close_store (self);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 4096, 0xa5, length - 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  assert_fails (self, LF_STORE_OPEN_EXISTING, LF_STORE_ERROR_CORRUPT);
}

static void
test_folder_that_is_a_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "note.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_null (lf_store_open_sync (path, LF_STORE_OPEN_CREATE, &error));
  g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO);
}

/* Runs in a process of its own, for a right once given up does not come back. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autofree char *path = database (self);

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  open_store (self);
  close_store (self);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (self->folder, 0555), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_fails (self, LF_STORE_OPEN_EXISTING, LF_STORE_ERROR_READ_ONLY);
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (self->folder, 0700), ==, 0);
}

static void
test_modes (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "landfall.db", "landfall.db-wal", "landfall.db-shm" };
  g_autofree char *folder = g_build_filename (self->folder, "new", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static gboolean
is_alive (LfDb *db, const sqlite3_stmt *statement)
{
  sqlite3_stmt *other = sqlite3_next_stmt (lf_db_handle (db), NULL);

  while (other != NULL && other != statement)
    other = sqlite3_next_stmt (lf_db_handle (db), other);
  return other != NULL;
}

/* Room for another statement is not made at the cost of the one that is about to be used. */
static void
test_many_statements (Fixture *self, gconstpointer data)
{
  g_autofree char *path = database (self);
  g_autoptr (LfDb) db = NULL;

  execute (self, "SELECT 1");
  db = lf_db_open (path, LF_DB_WRITE, NULL);
  g_assert_nonnull (lf_db_prepare (db, "SELECT 'an odd number of statements'", NULL));
  for (int i = 0; i < 1000; i++)
    {
      sqlite3_stmt *first = lf_db_preparef (db, NULL, "SELECT %d", i);
      sqlite3_stmt *second = lf_db_preparef (db, NULL, "SELECT -%d", i);

      g_assert_true (is_alive (db, first));
      g_assert_true (is_alive (db, second));
    }
}

static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_store (self);
  lf_store_close_sync (self->store);
  g_assert_null (lf_store_digest_sync (self->store, &error));
  g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_CLOSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/open/" path, Fixture, NULL, set_up_folder, func, tear_down)
  ADD ("upgrade-from-version-1", test_upgrade_from_version_1);
  ADD ("upgrade-from-version-2", test_upgrade_from_version_2);
  ADD ("every-entity-has-its-table", test_every_entity_has_its_table);
  ADD ("G11-upgrade-places-what-was-kept", test_upgrade_places_what_was_kept);
  ADD ("upgraded-store-works", test_upgraded_store_works);
  ADD ("current-store-is-left-alone", test_current_store_is_left_alone);
  ADD ("missing-columns-are-added", test_missing_columns_are_added);
  ADD ("G11-kept-records-get-their-table", test_kept_records_get_their_table);
  ADD ("missing", test_missing);
  ADD ("not-a-database", test_not_a_database);
  ADD ("not-ours", test_not_ours);
  ADD ("too-new", test_too_new);
  ADD ("corrupt", test_corrupt);
  ADD ("folder-that-is-a-file", test_folder_that_is_a_file);
  ADD ("read-only", test_read_only);
  ADD ("modes", test_modes);
  ADD ("many-statements", test_many_statements);
  ADD ("closed", test_closed);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every storage must do, and what the file of this one must be like. */

#include "config.h"

#include "zone.h"

#include "lf-accounts.h"
#include "lf-storage-sqlite.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static void
begin (Zone *zone)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, &error));
  g_assert_no_error (error);
}

static void
commit (Zone *zone)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_commit (zone->storage, &error));
  g_assert_no_error (error);
}

static gint64
next_seq (Zone *zone)
{
  g_autoptr (GError) error = NULL;
  gint64 seq = lf_server_storage_next_seq (zone->storage, &error);

  g_assert_no_error (error);
  return seq;
}

static void
save (Zone *zone, const char *name, gint64 seq)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfServerRecord) record = lf_server_record_new ("node", id);
  g_autoptr (GError) error = NULL;

  record->created_seq = record->seq = seq;
  lf_server_record_set (record, "name", name);
  g_assert_true (lf_server_storage_save (zone->storage, record, &error));
  g_assert_no_error (error);
}

/* ---- Records ---- */

static void
test_record (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("n");
  g_autoptr (LfServerRecord) record = lf_server_record_new ("node", id);
  g_autoptr (LfServerRecord) found = NULL;
  g_autoptr (LfServerRecord) none = NULL;

  record->created_seq = 3;
  record->deleted = TRUE;
  lf_server_record_set (record, "name", "“落地”\n\x1f 🚀");
  lf_server_record_set (record, "note", "gone");
  lf_server_record_set (record, "note", NULL);
  lf_server_record_stamp (record, "name", G_MAXINT64);
  begin (zone);
  g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
  g_assert_true (lf_server_storage_save (zone->storage, record, NULL));
  commit (zone);
  zone_reopen (zone);
  found = zone_load (zone, "node", id);
  g_assert_cmpstr (found->scope, ==, "zone");
  g_assert_cmpint (found->seq, ==, G_MAXINT64);
  g_assert_cmpint (found->created_seq, ==, 3);
  g_assert_true (found->deleted);
  g_assert_cmpstr (lf_server_record_get (found, "name"), ==, "“落地”\n\x1f 🚀");
  g_assert_null (lf_server_record_get (found, "note"));
  g_assert_cmpint (lf_server_record_seq_of (found, "name"), ==, G_MAXINT64);
  g_assert_cmpint (lf_server_record_seq_of (found, "note"), ==, 3);
  none = zone_load (zone, "project", id);
  g_assert_null (none);
}

static gboolean
note_record (const LfServerRecord *record, gpointer text)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT " ", record->seq);
  return record->seq < 4;
}

static void
test_each_since (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GString) seqs = g_string_new (NULL);

  begin (zone);
  save (zone, "c", 3);
  save (zone, "a", 1);
  save (zone, "d", 4);
  save (zone, "e", 5);
  save (zone, "b", 2);
  commit (zone);
  begin (zone);
  g_assert_true (lf_server_storage_each_since (zone->storage, 1, note_record, seqs, NULL));
  g_assert_true (lf_server_storage_each_since (zone->storage, 5, note_record, seqs, NULL));
  lf_server_storage_rollback (zone->storage);
  g_assert_cmpstr (seqs->str, ==, "2 3 4 ");
}

/* ---- Transactions ---- */

static void
test_rollback (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a");
  g_autoptr (LfServerRecord) none = NULL;

  begin (zone);
  save (zone, "a", next_seq (zone));
  lf_server_storage_rollback (zone->storage);
  lf_server_storage_rollback (zone->storage);
  none = zone_load (zone, "node", id);
  g_assert_null (none);
  g_assert_cmpint (zone_last_seq (zone), ==, 0);
}

static void
test_rewind (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *a = zone_id ("a");
  g_autofree char *b = zone_id ("b");
  g_autofree char *c = zone_id ("c");
  g_autoptr (LfServerRecord) first = NULL;
  g_autoptr (LfServerRecord) second = NULL;
  g_autoptr (LfServerRecord) third = NULL;

  begin (zone);
  g_assert_true (lf_server_storage_mark (zone->storage, NULL));
  save (zone, "a", next_seq (zone));
  g_assert_true (lf_server_storage_mark (zone->storage, NULL));
  save (zone, "b", next_seq (zone));
  g_assert_true (lf_server_storage_rewind (zone->storage, NULL));
  save (zone, "c", next_seq (zone));
  commit (zone);
  first = zone_load (zone, "node", a);
  second = zone_load (zone, "node", b);
  third = zone_load (zone, "node", c);
  g_assert_nonnull (first);
  g_assert_null (second);
  g_assert_cmpint (third->seq, ==, 2);
  g_assert_cmpint (zone_last_seq (zone), ==, 2);
}

/* G9: who reads sees one state of the zone, whatever is written meanwhile. */
static void
test_reading_beside_writing_g9 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerStorage) reader = zone_connect (zone);

  g_assert_true (lf_server_storage_begin_reading (reader, ZONE, &error));
  g_assert_cmpint (lf_server_storage_last_seq (reader, &error), ==, 0);
  begin (zone);
  save (zone, "a", next_seq (zone));
  commit (zone);
  g_assert_cmpint (lf_server_storage_last_seq (reader, &error), ==, 0);
  lf_server_storage_rollback (reader);
  g_assert_true (lf_server_storage_begin_reading (reader, ZONE, &error));
  g_assert_cmpint (lf_server_storage_last_seq (reader, &error), ==, 1);
  lf_server_storage_rollback (reader);
}

static void
test_no_zone (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, "nowhere", &error));
  g_assert_cmpint (lf_server_storage_next_seq (zone->storage, &error), ==, 0);
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
  lf_server_storage_rollback (zone->storage);
}

/* Zones are strangers to each other. */
static void
test_two_zones (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a");
  g_auto (GStrv) zones = NULL;

  g_assert_true (lf_server_storage_add_zone (zone->storage, "harbour", NULL));
  g_assert_true (lf_server_storage_add_zone (zone->storage, "harbour", NULL));
  zones = lf_server_storage_list_zones (zone->storage, NULL);
  g_assert_cmpstrv (zones, ((const char *[]){ "harbour", ZONE, NULL }));
  begin (zone);
  save (zone, "a", next_seq (zone));
  commit (zone);
  g_assert_true (lf_server_storage_begin (zone->storage, "harbour", NULL));
  g_assert_null (lf_server_storage_load (zone->storage, "node", id, NULL));
  g_assert_cmpint (next_seq (zone), ==, 1);
  lf_server_storage_rollback (zone->storage);
}

/* ---- Changes and conflicts ---- */

static void
test_changes (void)
{
  g_autoptr (Zone) zone = zone_new ();
  LfServerChange accepted = { (char *) "c1",  7, (char *) "d", (char *) "林舒然", -5, (char *) "{}",
                              (char *) "{1}", 90 };
  LfServerChange refused
      = { (char *) "c2", 0, (char *) "d", (char *) "a", 0, (char *) "{}", (char *) "{}" };
  LfServerChange refused_too = refused;
  g_autoptr (LfServerChange) by_id = NULL;
  g_autoptr (LfServerChange) by_seq = NULL;

  refused_too.id = (char *) "c3";
  begin (zone);
  g_assert_true (lf_server_storage_add_change (zone->storage, &accepted, NULL));
  g_assert_true (lf_server_storage_add_change (zone->storage, &refused, NULL));
  g_assert_true (lf_server_storage_add_change (zone->storage, &refused_too, NULL));
  g_assert_false (lf_server_storage_add_change (zone->storage, &accepted, NULL));
  by_id = lf_server_storage_find_change (zone->storage, "c1", NULL);
  by_seq = lf_server_storage_find_change_at (zone->storage, 7, NULL);
  g_assert_cmpstr (by_id->body, ==, "{1}");
  g_assert_cmpstr (by_seq->id, ==, "c1");
  g_assert_cmpstr (by_seq->author, ==, "林舒然");
  g_assert_cmpint (by_seq->time_us, ==, -5);
  g_assert_cmpint (by_seq->late_us, ==, 90);
  g_assert_null (by_seq->body);
  g_assert_null (lf_server_storage_find_change_at (zone->storage, 0, NULL));
  g_assert_null (lf_server_storage_find_change (zone->storage, "c9", NULL));
  lf_server_storage_rollback (zone->storage);
}

static void
save_conflict (
    Zone *zone, const char *name, const char *device, const char *state, gboolean deleted)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfServerRecord) conflict = lf_server_record_new ("conflict", id);

  lf_server_record_set (conflict, "record", "r");
  lf_server_record_set (conflict, "field", "f");
  lf_server_record_set (conflict, "offered_device", device);
  lf_server_record_set (conflict, "state", state);
  conflict->deleted = deleted;
  g_assert_true (lf_server_storage_save (zone->storage, conflict, NULL));
}

static void
test_find_conflict (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("open");
  g_autoptr (LfServerRecord) found = NULL;

  begin (zone);
  save_conflict (zone, "settled", "d", "settled", FALSE);
  save_conflict (zone, "deleted", "d", "open", TRUE);
  save_conflict (zone, "another", "e", "open", FALSE);
  g_assert_null (lf_server_storage_find_conflict (zone->storage, "r", "f", "d", NULL));
  save_conflict (zone, "open", "d", "open", FALSE);
  found = lf_server_storage_find_conflict (zone->storage, "r", "f", "d", NULL);
  g_assert_cmpstr (found->id, ==, id);
  g_assert_null (lf_server_storage_find_conflict (zone->storage, "r", "g", "d", NULL));
  lf_server_storage_rollback (zone->storage);
}

/* ---- Accounts ---- */

static void
add_account (Zone *zone, const char *name, const char *role, const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_accounts_save (zone->storage, ZONE, name, role, password, &error));
  g_assert_no_error (error);
}

static void
assert_password (Zone *zone, const char *name, const char *password, gboolean expected)
{
  g_autoptr (LfServerAccount) account
      = lf_server_storage_find_account (zone->storage, NULL, name, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_right = !expected;

  g_assert_true (lf_accounts_verify (account, password, &is_right, &error));
  g_assert_no_error (error);
  g_assert_cmpint (is_right, ==, expected);
}

static void
test_accounts (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServerAccount) account = NULL;
  g_autoptr (GPtrArray) all = NULL;

  add_account (zone, "周砚秋", "recruiter", "correct horse");
  account = lf_server_storage_find_account (zone->storage, NULL, "周砚秋", NULL);
  g_assert_cmpstr (account->role, ==, "recruiter");
  g_assert_true (g_str_has_prefix (account->password_hash, "$argon2id$"));
  assert_password (zone, "周砚秋", "correct horse", TRUE);
  assert_password (zone, "周砚秋", "correct hors", FALSE);
  assert_password (zone, "nobody", "correct horse", FALSE);
  add_account (zone, "周砚秋", "leader", "battery staple");
  assert_password (zone, "周砚秋", "correct horse", FALSE);
  assert_password (zone, "周砚秋", "battery staple", TRUE);
  all = lf_server_storage_list_accounts (zone->storage, NULL);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_account_refused (void)
{
  static const struct
  {
    const char *zone, *name, *role, *password;
  } cases[] = {
    { ZONE, "a", "emperor", "long enough" },
    { ZONE, "a", "recruiter", "short" },
    { ZONE, "a", "recruiter", "\xff\xff\xff\xff\xff\xff\xff\xff\xff" },
    { ZONE, "", "recruiter", "long enough" },
    { "harbour", "taken", "recruiter", "long enough" },
  };
  g_autoptr (Zone) zone = zone_new ();

  add_account (zone, "taken", "recruiter", "long enough");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lf_accounts_save (zone->storage, cases[i].zone, cases[i].name, cases[i].role,
                                        cases[i].password, &error));
      g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL);
    }
}

static void
test_devices (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServerAccount) account = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (LfServerUser) user = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GError) error = NULL;

  add_account (zone, "a", "steward", "long enough");
  account = lf_server_storage_find_account (zone->storage, NULL, "a", NULL);
  first = lf_accounts_enrol (zone->storage, account, "laptop", "Lin's laptop", &error);
  second = lf_accounts_enrol (zone->storage, account, "laptop", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (first), ==, 43);
  g_assert_cmpstr (first, !=, second);
  g_assert_null (lf_accounts_find_user (zone->storage, first, &error));
  g_assert_null (lf_accounts_find_user (zone->storage, "", &error));
  user = lf_accounts_find_user (zone->storage, second, &error);
  g_assert_cmpstr (user->account, ==, "a");
  g_assert_cmpstr (user->role, ==, "steward");
  g_assert_cmpstr (user->device, ==, "laptop");
  devices = lf_server_storage_list_devices (zone->storage, &error);
  g_assert_cmpuint (devices->len, ==, 1);
  g_assert_null (strstr (((LfServerDevice *) devices->pdata[0])->token_hash, second));
  g_assert_true (lf_accounts_revoke (zone->storage, "laptop", &error));
  g_assert_null (lf_accounts_find_user (zone->storage, second, &error));
  g_assert_no_error (error);
  g_assert_false (lf_accounts_revoke (zone->storage, "another", &error));
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
}

/* A storage on which somebody revokes the device between looking it up and noting its contact, as
 * an administrator's program can at any time. */
typedef struct
{
  GObject parent_instance;
  LfServerStorage *storage; /* unowned */
} Meddler;

typedef struct
{
  GObjectClass parent_class;
} MeddlerClass;

static GType meddler_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Meddler, g_object_unref)
static void meddler_iface_init (LfServerStorageInterface *iface);

G_DEFINE_TYPE_WITH_CODE (Meddler,
                         meddler,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_SERVER_STORAGE, meddler_iface_init))

static LfServerStorage *
inner (LfServerStorage *storage)
{
  return ((Meddler *) storage)->storage;
}

static LfServerDevice *
meddler_find_device (LfServerStorage *storage, const char *token_hash, GError **error)
{
  return lf_server_storage_find_device (inner (storage), token_hash, error);
}

static LfServerAccount *
meddler_find_account (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  g_assert_true (lf_accounts_revoke (inner (storage), "laptop", error));
  return lf_server_storage_find_account (inner (storage), zone, name, error);
}

static gboolean
meddler_note_contact (LfServerStorage *storage,
                      const LfServerDevice *device,
                      gint64 seen_us,
                      GError **error)
{
  return lf_server_storage_note_contact (inner (storage), device, seen_us, error);
}

static void
meddler_iface_init (LfServerStorageInterface *iface)
{
  iface->find_device = meddler_find_device;
  iface->find_account = meddler_find_account;
  iface->note_contact = meddler_note_contact;
}

static void
meddler_class_init (MeddlerClass *klass)
{
}

static void
meddler_init (Meddler *self)
{
}

static LfServerDevice *
only_device (Zone *zone)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (zone->storage, NULL);

  g_assert_cmpuint (devices->len, ==, 1);
  return g_ptr_array_steal_index (devices, 0);
}

/* A device that was revoked while its request came in is not let in again by that request. */
static void
test_revoked_meanwhile (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (Meddler) meddler = g_object_new (meddler_get_type (), NULL);
  g_autoptr (LfServerAccount) account = NULL;
  g_autoptr (LfServerDevice) before = NULL;
  g_autoptr (LfServerDevice) after = NULL;
  g_autoptr (LfServerUser) user = NULL;
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  add_account (zone, "a", "steward", "long enough");
  account = lf_server_storage_find_account (zone->storage, NULL, "a", NULL);
  token = lf_accounts_enrol (zone->storage, account, "laptop", NULL, &error);
  before = only_device (zone);
  before->seen_us = 0;
  g_assert_true (lf_server_storage_save_device (zone->storage, before, &error));
  meddler->storage = zone->storage;
  user = lf_accounts_find_user ((LfServerStorage *) meddler, token, &error);
  g_assert_no_error (error);
  after = only_device (zone);
  g_assert_true (after->is_revoked);
  g_assert_cmpint (after->seen_us, >, 0);
  g_assert_null (lf_accounts_find_user (zone->storage, token, &error));
}

/* ---- The file ---- */

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
      = { (char *) "c1", 7, (char *) "d", (char *) "林舒然", -5, (char *) "{}", (char *) "{1}" };
  g_autoptr (LfServerStorage) again = NULL;
  g_autoptr (LfServerChange) kept = NULL;
  g_autoptr (GError) error = NULL;

  begin (zone);
  g_assert_true (lf_server_storage_add_change (zone->storage, &change, NULL));
  commit (zone);
  run_sql (zone->path, "ALTER TABLE change DROP COLUMN late_us; DROP TABLE attempt;"
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

      begin (zone);
      save (zone, "a", next_seq (zone));
      commit (zone);
      run_sql (zone->path, damages[i]);
      g_assert_null (
          lf_server_read_page (zone->storage, ZONE, &(LfServerPageQuery){ 0, 0, 10 }, &error));
      g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
    }
}

/* No query of every day reads a whole table. */
static void
test_query_plans (void)
{
  static const char *const queries[] = {
    "SELECT body FROM record WHERE zone = ? AND seq > ? ORDER BY seq",
    "SELECT body FROM record WHERE zone = ? AND entity = ? AND id = ?",
    "SELECT body FROM record WHERE zone = ? AND entity = 'conflict' AND deleted = 0"
    " AND body ->> '$.record' = ? AND body ->> '$.field' = ? ORDER BY +seq DESC LIMIT 1",
    "SELECT body FROM change WHERE zone = ? AND id = ?",
    "SELECT author FROM change WHERE zone = ? AND seq = ? AND seq > 0",
    "SELECT id FROM device WHERE token_hash = ?",
    "SELECT name FROM account WHERE name = ?",
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
  g_test_add_func ("/server/storage/record", test_record);
  g_test_add_func ("/server/storage/each-since", test_each_since);
  g_test_add_func ("/server/storage/rollback", test_rollback);
  g_test_add_func ("/server/storage/rewind", test_rewind);
  g_test_add_func ("/server/storage/G9-reading-beside-writing", test_reading_beside_writing_g9);
  g_test_add_func ("/server/storage/no-zone", test_no_zone);
  g_test_add_func ("/server/storage/two-zones", test_two_zones);
  g_test_add_func ("/server/storage/changes", test_changes);
  g_test_add_func ("/server/storage/find-conflict", test_find_conflict);
  g_test_add_func ("/server/storage/accounts", test_accounts);
  g_test_add_func ("/server/storage/account-refused", test_account_refused);
  g_test_add_func ("/server/storage/devices", test_devices);
  g_test_add_func ("/server/storage/revoked-meanwhile", test_revoked_meanwhile);
  if (!zone_is_postgres ())
    {
      g_test_add_func ("/server/storage/file-mode", test_file_mode);
      g_test_add_func ("/server/storage/other-files", test_other_files);
      g_test_add_func ("/server/storage/version-1", test_version_1);
      g_test_add_func ("/server/storage/damaged-record", test_damaged_record);
      g_test_add_func ("/server/storage/query-plans", test_query_plans);
    }
  return g_test_run ();
}

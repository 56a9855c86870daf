/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of a zone in one SQLite file. */

#include "config.h"

#include "lf-storage-sqlite.h"

#include "lf-storage-resources.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#define APPLICATION_ID 0x4c6e6453 /* "LndS" */
#define VERSION 1
#define BUSY_TIMEOUT_MS 10000

struct _LfStorageSqlite {
  GObject parent_instance;
  char *path;
  sqlite3 *handle;
  GHashTable *statements;
  char *zone; /* of the transaction */
};

static void iface_init (LfServerStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfStorageSqlite, lf_storage_sqlite, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_SERVER_STORAGE, iface_init))

/* ---- Statements ---- */

static gboolean
fail (LfStorageSqlite *self, GError **error)
{
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE, _ ("The database “%1$s” could not be used: %2$s."), self->path, sqlite3_errmsg (self->handle));
  return FALSE;
}

static gboolean
exec (LfStorageSqlite *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

/* @types: a letter a value: s text, i gint64. */
static sqlite3_stmt *
prepare (LfStorageSqlite *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  va_list values;

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        {
          fail (self, error);
          return NULL;
        }
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  sqlite3_reset (statement);
  va_start (values, types);
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 's')
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
    else
      sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
  va_end (values);
  return statement;
}

static gboolean
step (LfStorageSqlite *self, sqlite3_stmt *statement, gboolean *ret_has_row, GError **error)
{
  int code = sqlite3_step (statement);

  *ret_has_row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;
  sqlite3_reset (statement);
  return code == SQLITE_DONE || fail (self, error);
}

static gboolean
run (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;

  return statement != NULL && step (self, statement, &has_row, error);
}

static char *
text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

/* ---- Bodies and clocks as JSON ---- */

static char *
print_object (JsonObject *object /* (transfer full) */)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);
  json_object_unref (object);
  return json_to_string (node, FALSE);
}

static char *
print_fields (GHashTable *fields)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (value != NULL)
      json_object_set_string_member (object, name, value);
  return print_object (object);
}

static char *
print_clock (GHashTable *clock)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer bundle, seq;

  g_hash_table_iter_init (&iter, clock);
  while (g_hash_table_iter_next (&iter, &bundle, &seq))
    json_object_set_int_member (object, bundle, *(gint64 *) seq);
  return print_object (object);
}

static void
read_object (const char *json, gboolean is_clock, GHashTable *table)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL)
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      gint64 seq = is_clock ? json_node_get_int (value) : 0;
      g_hash_table_insert (table, g_strdup (name), is_clock ? g_memdup2 (&seq, sizeof seq) : g_strdup (json_node_get_string (value)));
    }
}

/* ---- Transactions ---- */

static gboolean
storage_begin (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  g_free (self->zone);
  self->zone = g_strdup (zone);
  return exec (self, "BEGIN IMMEDIATE", error);
}

static void
storage_rollback (LfServerStorage *storage)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
storage_commit (LfServerStorage *storage, GError **error)
{
  if (exec (LF_STORAGE_SQLITE (storage), "COMMIT", error))
    return TRUE;
  storage_rollback (storage);
  return FALSE;
}

static gint64
read_integer (LfStorageSqlite *self, sqlite3_stmt *statement, gint64 otherwise, GError **error)
{
  gboolean has_row;
  gint64 number;

  if (statement == NULL || !step (self, statement, &has_row, error))
    return otherwise;
  number = has_row ? sqlite3_column_int64 (statement, 0) : otherwise;
  sqlite3_reset (statement);
  return number;
}

static gint64
storage_next_seq (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_integer (self, prepare (self, error, "UPDATE zone SET seq = seq + 1 WHERE zone = ? RETURNING seq", "s", self->zone), 0, error);
}

/* ---- Records ---- */

#define RECORD_COLUMNS "entity, id, scope, seq, created_seq, deleted, body, clock"

static LfServerRecord *
read_record (sqlite3_stmt *statement)
{
  LfServerRecord *record = lf_server_record_new ((const char *) sqlite3_column_text (statement, 0), (const char *) sqlite3_column_text (statement, 1));

  g_free (record->scope);
  record->scope = text (statement, 2);
  record->seq = sqlite3_column_int64 (statement, 3);
  record->created_seq = sqlite3_column_int64 (statement, 4);
  record->deleted = sqlite3_column_int (statement, 5) != 0;
  read_object ((const char *) sqlite3_column_text (statement, 6), FALSE, record->fields);
  read_object ((const char *) sqlite3_column_text (statement, 7), TRUE, record->clock);
  return record;
}

static LfServerRecord *
storage_load (LfServerStorage *storage, const char *entity, const char *id, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = prepare (self, error, "SELECT " RECORD_COLUMNS " FROM record WHERE zone = ? AND entity = ? AND id = ?", "sss", self->zone, entity, id);
  LfServerRecord *record = NULL;
  gboolean has_row;

  if (statement == NULL || !step (self, statement, &has_row, error) || !has_row)
    return NULL;
  record = read_record (statement);
  sqlite3_reset (statement);
  return record;
}

/* Conflicts are few: they are looked through. */
static LfServerRecord *
storage_find_conflict (LfServerStorage *storage, const char *record, const char *field, const char *device, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = prepare (self, error,
                                     "SELECT " RECORD_COLUMNS " FROM record WHERE zone = ? AND entity = 'conflict' AND body ->> '$.record' = ?"
                                     " AND body ->> '$.field' = ? AND body ->> '$.offered_device' = ? AND body ->> '$.state' = 'open'",
                                     "ssss", self->zone, record, field, device);
  LfServerRecord *found;
  gboolean has_row;

  if (statement == NULL || !step (self, statement, &has_row, error) || !has_row)
    return NULL;
  found = read_record (statement);
  sqlite3_reset (statement);
  return found;
}

static gboolean
storage_save (LfServerStorage *storage, const LfServerRecord *record, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  g_autofree char *body = print_fields (record->fields);
  g_autofree char *clock = print_clock (record->clock);

  return run (self, prepare (self, error, "INSERT OR REPLACE INTO record (zone, " RECORD_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssssiiiss", self->zone,
                             record->entity, record->id, record->scope, record->seq, record->created_seq, (gint64) record->deleted, body, clock), error);
}

static gboolean
storage_each_since (LfServerStorage *storage, const char *zone, gint64 cursor, LfServerRecordFunc func, gpointer user_data, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = prepare (self, error, "SELECT " RECORD_COLUMNS " FROM record WHERE zone = ? AND seq > ? ORDER BY seq, entity, id", "si", zone, cursor);
  gboolean has_row = TRUE;

  while (statement != NULL && has_row)
    {
      g_autoptr (LfServerRecord) record = NULL;

      if (!step (self, statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      record = read_record (statement);
      if (!func (record, user_data))
        break;
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  return statement != NULL;
}

/* ---- Changes ---- */

static LfServerChange *
read_change (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  LfServerChange *change;
  gboolean has_row;

  if (statement == NULL || !step (self, statement, &has_row, error) || !has_row)
    return NULL;
  change = g_new0 (LfServerChange, 1);
  *change = (LfServerChange){ text (statement, 0), sqlite3_column_int64 (statement, 1), text (statement, 2), text (statement, 3),
                              sqlite3_column_int64 (statement, 4), text (statement, 5), text (statement, 6) };
  sqlite3_reset (statement);
  return change;
}

#define CHANGE_COLUMNS "id, seq, device, author, time_us, answer, body"

static LfServerChange *
storage_find_change (LfServerStorage *storage, const char *id, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_change (self, prepare (self, error, "SELECT " CHANGE_COLUMNS " FROM change WHERE zone = ? AND id = ?", "ss", self->zone, id), error);
}

static LfServerChange *
storage_find_change_at (LfServerStorage *storage, gint64 seq, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_change (self, prepare (self, error, "SELECT " CHANGE_COLUMNS " FROM change WHERE zone = ? AND seq = ? AND seq > 0", "si", self->zone, seq), error);
}

static gboolean
storage_add_change (LfServerStorage *storage, const LfServerChange *change, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return run (self, prepare (self, error, "INSERT INTO change (zone, " CHANGE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "ssississ", self->zone, change->id,
                             change->seq, change->device, change->author, change->time_us, change->answer, change->body), error);
}

/* ---- Zones ---- */

static gint64
storage_last_seq (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_integer (self, prepare (self, error, "SELECT seq FROM zone WHERE zone = ?", "s", zone), -1, error);
}

static char *
storage_epoch (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = prepare (self, error, "SELECT epoch FROM zone WHERE zone = ?", "s", zone);
  gboolean has_row;
  char *epoch;

  if (statement == NULL || !step (self, statement, &has_row, error) || !has_row)
    return NULL;
  epoch = text (statement, 0);
  sqlite3_reset (statement);
  return epoch;
}

static gboolean
storage_add_zone (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  g_autofree char *epoch = g_uuid_string_random ();

  return run (self, prepare (self, error, "INSERT OR IGNORE INTO zone (zone, seq, epoch) VALUES (?, 0, ?)", "ss", zone, epoch), error);
}

/* ---- Accounts and devices ---- */

static gboolean
storage_save_account (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return run (self, prepare (self, error, "INSERT OR REPLACE INTO account (zone, name, role, password_hash) VALUES (?, ?, ?, ?)", "ssss", account->zone,
                             account->name, account->role, account->password_hash), error);
}

static LfServerAccount *
read_account (sqlite3_stmt *statement)
{
  LfServerAccount *account = g_new0 (LfServerAccount, 1);

  *account = (LfServerAccount){ text (statement, 0), text (statement, 1), text (statement, 2), text (statement, 3) };
  return account;
}

static LfServerAccount *
storage_find_account (LfServerStorage *storage, const char *name, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = prepare (self, error, "SELECT zone, name, role, password_hash FROM account WHERE name = ?", "s", name);
  LfServerAccount *account;
  gboolean has_row;

  if (statement == NULL || !step (self, statement, &has_row, error) || !has_row)
    return NULL;
  account = read_account (statement);
  sqlite3_reset (statement);
  return account;
}

static GPtrArray *
read_all (LfStorageSqlite *self, const char *sql, gpointer (*read) (sqlite3_stmt *statement), GDestroyNotify free_item, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_item);
  sqlite3_stmt *statement = prepare (self, error, sql, "");
  gboolean has_row = TRUE;

  while (statement != NULL && step (self, statement, &has_row, error) && has_row)
    g_ptr_array_add (all, read (statement));
  return statement == NULL || has_row ? NULL : g_steal_pointer (&all);
}

static gpointer
read_account_item (sqlite3_stmt *statement)
{
  return read_account (statement);
}

static GPtrArray *
storage_list_accounts (LfServerStorage *storage, GError **error)
{
  return read_all (LF_STORAGE_SQLITE (storage), "SELECT zone, name, role, password_hash FROM account ORDER BY name", read_account_item,
                   (GDestroyNotify) lf_server_account_free, error);
}

#define DEVICE_COLUMNS "zone, id, account, name, token_hash, seen_us, is_revoked"

static gboolean
storage_save_device (LfServerStorage *storage, const LfServerDevice *device, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return run (self, prepare (self, error, "INSERT OR REPLACE INTO device (" DEVICE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?)", "sssssii", device->zone, device->id,
                             device->account, device->name, device->token_hash, device->seen_us, (gint64) device->is_revoked), error);
}

static gpointer
read_device (sqlite3_stmt *statement)
{
  LfServerDevice *device = g_new0 (LfServerDevice, 1);

  *device = (LfServerDevice){ text (statement, 0), text (statement, 1), text (statement, 2), text (statement, 3), text (statement, 4),
                              sqlite3_column_int64 (statement, 5), sqlite3_column_int (statement, 6) != 0 };
  return device;
}

static LfServerDevice *
storage_find_device (LfServerStorage *storage, const char *token_hash, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = prepare (self, error, "SELECT " DEVICE_COLUMNS " FROM device WHERE token_hash = ?", "s", token_hash);
  LfServerDevice *device;
  gboolean has_row;

  if (statement == NULL || !step (self, statement, &has_row, error) || !has_row)
    return NULL;
  device = read_device (statement);
  sqlite3_reset (statement);
  return device;
}

static GPtrArray *
storage_list_devices (LfServerStorage *storage, GError **error)
{
  return read_all (LF_STORAGE_SQLITE (storage), "SELECT " DEVICE_COLUMNS " FROM device ORDER BY account, name", read_device,
                   (GDestroyNotify) lf_server_device_free, error);
}

static void
iface_init (LfServerStorageInterface *iface)
{
  iface->begin = storage_begin;
  iface->commit = storage_commit;
  iface->rollback = storage_rollback;
  iface->next_seq = storage_next_seq;
  iface->load = storage_load;
  iface->save = storage_save;
  iface->find_change = storage_find_change;
  iface->find_change_at = storage_find_change_at;
  iface->add_change = storage_add_change;
  iface->find_conflict = storage_find_conflict;
  iface->each_since = storage_each_since;
  iface->last_seq = storage_last_seq;
  iface->epoch = storage_epoch;
  iface->add_zone = storage_add_zone;
  iface->save_account = storage_save_account;
  iface->find_account = storage_find_account;
  iface->list_accounts = storage_list_accounts;
  iface->save_device = storage_save_device;
  iface->find_device = storage_find_device;
  iface->list_devices = storage_list_devices;
}

/* ---- The object ---- */

static void
lf_storage_sqlite_finalize (GObject *object)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (object);

  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self->zone);
  G_OBJECT_CLASS (lf_storage_sqlite_parent_class)->finalize (object);
}

static void
lf_storage_sqlite_class_init (LfStorageSqliteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_storage_sqlite_finalize;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
lf_storage_sqlite_init (LfStorageSqlite *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);
}

static gboolean
create_tables (LfStorageSqlite *self, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (lf_storage_get_resource (), "/io/github/landfall/server/schema.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, VERSION);

  if (sql == NULL || !exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (exec (self, g_bytes_get_data (sql, NULL), error) && exec (self, stamp, error) && exec (self, "COMMIT", error))
    return TRUE;
  storage_rollback (LF_SERVER_STORAGE (self));
  return FALSE;
}

static gboolean
check_file (LfStorageSqlite *self, GError **error)
{
  gint64 application = read_integer (self, prepare (self, error, "PRAGMA application_id", ""), -1, error);
  gint64 version = application < 0 ? -1 : read_integer (self, prepare (self, error, "PRAGMA user_version", ""), -1, error);
  gint64 n_tables = version < 0 ? -1 : read_integer (self, prepare (self, error, "SELECT count (*) FROM sqlite_master", ""), -1, error);

  if (n_tables < 0)
    return FALSE;
  if (n_tables == 0)
    return create_tables (self, error);
  if (application == APPLICATION_ID && version <= VERSION)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               application == APPLICATION_ID ? _ ("“%s” was written by a newer landfall-server. Install the current version; nothing was changed.")
                                             : _ ("“%s” is not a database of landfall-server. Choose another file; it was not touched."),
               self->path);
  return FALSE;
}

LfServerStorage *
lf_storage_sqlite_new (const char *path, GError **error)
{
  g_autoptr (LfStorageSqlite) self = g_object_new (LF_TYPE_STORAGE_SQLITE, NULL);
  mode_t mask = umask (0077);
  int code;

  self->path = g_strdup (path);
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  umask (mask);
  if (code != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (!check_file (self, error) || !exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error))
    return NULL;
  return LF_SERVER_STORAGE (g_steal_pointer (&self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones, accounts and devices in SQLite. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

#include "lf-server-audit.h"

/* ---- Lists and single rows ---- */

typedef gpointer (*ReadRow) (sqlite3_stmt *statement);

static GPtrArray *
read_all (LfStorageSqlite *self,
          sqlite3_stmt *statement,
          ReadRow read,
          GDestroyNotify free_row,
          GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_row);
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&all);
      g_ptr_array_add (all, read (statement));
    }
  return NULL;
}

static gpointer
read_one (LfStorageSqlite *self, sqlite3_stmt *statement, ReadRow read, GError **error)
{
  gboolean has_row;
  gpointer row;

  if (!lf_sqlite_step (self, statement, &has_row, error) || !has_row)
    return NULL;
  row = read (statement);
  sqlite3_reset (statement);
  return row;
}

/* ---- Zones ---- */

static gboolean
storage_add_zone (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  g_autofree char *epoch = g_uuid_string_random ();

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "INSERT INTO zone (zone, seq, epoch) VALUES (?, 0, ?)"
                                           " ON CONFLICT (zone) DO NOTHING",
                                           "ss", zone, epoch),
                        error);
}

static gboolean
storage_each_zone (LfServerStorage *storage,
                   LfServerSeqFunc func,
                   gpointer user_data,
                   GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = lf_sqlite_prepare (self, error, "SELECT zone, seq FROM zone", "");
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      func ((const char *) sqlite3_column_text (statement, 0), sqlite3_column_int64 (statement, 1),
            user_data);
    }
  return FALSE;
}

static gpointer
read_name (sqlite3_stmt *statement)
{
  return lf_sqlite_text (statement, 0);
}

static GStrv
storage_list_zones (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  GPtrArray *names
      = read_all (self, lf_sqlite_prepare (self, error, "SELECT zone FROM zone ORDER BY zone", ""),
                  read_name, NULL, error);

  if (names == NULL)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

/* ---- Accounts ---- */

#define ACCOUNT_COLUMNS "zone, name, role, password_hash, park, team"
#define ACCOUNT_MARKS ", state, one_time_until_us, since_seq"

static gboolean
storage_save_account (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (self, error,
                         "INSERT INTO account (" ACCOUNT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (zone, name) DO UPDATE"
                         " SET role = excluded.role, password_hash = excluded.password_hash,"
                         " park = excluded.park, team = excluded.team",
                         "ssssss", account->zone, account->name, account->role,
                         account->password_hash, account->park, account->team),
      error);
}

static gpointer
read_account (sqlite3_stmt *statement)
{
  LfServerAccount *account = g_new0 (LfServerAccount, 1);

  *account = (LfServerAccount){ lf_sqlite_text (statement, 0), lf_sqlite_text (statement, 1),
                                lf_sqlite_text (statement, 2), lf_sqlite_text (statement, 3),
                                lf_sqlite_text (statement, 4), lf_sqlite_text (statement, 5) };
  account->state = (LfAccountState) sqlite3_column_int (statement, 6);
  account->one_time_until_us = sqlite3_column_int64 (statement, 7);
  account->since_seq = sqlite3_column_int64 (statement, 8);
  return account;
}

static LfServerAccount *
storage_find_account (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_one (
      self,
      lf_sqlite_prepare (self, error,
                         "SELECT " ACCOUNT_COLUMNS ACCOUNT_MARKS
                         " FROM account WHERE name = ?1 AND zone = coalesce (?2, zone)",
                         "ss", name, zone),
      read_account, error);
}

static GPtrArray *
storage_list_accounts (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_all (self,
                   lf_sqlite_prepare (self, error,
                                      "SELECT " ACCOUNT_COLUMNS ACCOUNT_MARKS
                                      " FROM account ORDER BY zone, name",
                                      ""),
                   read_account, (GDestroyNotify) lf_server_account_free, error);
}

/* Of one that is damaged nothing is known here, which hinders nobody. */
static GHashTable *
storage_park_parents (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement
      = lf_sqlite_prepare (self, error,
                           "SELECT id, iif (json_valid (body), body ->> '$.parent', NULL) AS parent"
                           " FROM record WHERE zone = ? AND entity = 'park' AND deleted = 0"
                           " AND parent IS NOT NULL",
                           "s", zone);
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&parents);
      g_hash_table_insert (parents, lf_sqlite_text (statement, 0), lf_sqlite_text (statement, 1));
    }
  return NULL;
}

static gboolean
storage_mark_account (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "UPDATE account SET state = ?, one_time_until_us = ?,"
                                           " since_seq = ? WHERE zone = ? AND name = ?",
                                           "iiiss", (gint64) account->state,
                                           account->one_time_until_us, account->since_seq,
                                           account->zone, account->name),
                        error);
}

/* ---- Devices ---- */

#define DEVICE_COLUMNS "zone, id, account, name, token_hash, seen_us, is_revoked"

static gboolean
storage_save_device (LfServerStorage *storage, const LfServerDevice *device, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (self, error,
                         "INSERT INTO device (" DEVICE_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (zone, id) DO UPDATE"
                         " SET account = excluded.account, name = excluded.name,"
                         " token_hash = excluded.token_hash, seen_us = excluded.seen_us,"
                         " is_revoked = excluded.is_revoked",
                         "sssssii", device->zone, device->id, device->account, device->name,
                         device->token_hash, device->seen_us, (gint64) device->is_revoked),
      error);
}

static gboolean
storage_note_contact (LfServerStorage *storage,
                      const LfServerDevice *device,
                      gint64 seen_us,
                      GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (self, error, "UPDATE device SET seen_us = ? WHERE zone = ? AND id = ?",
                         "iss", seen_us, device->zone, device->id),
      error);
}

static gpointer
read_device (sqlite3_stmt *statement)
{
  LfServerDevice *device = g_new0 (LfServerDevice, 1);

  *device = (LfServerDevice){ .zone = lf_sqlite_text (statement, 0),
                              .id = lf_sqlite_text (statement, 1),
                              .account = lf_sqlite_text (statement, 2),
                              .name = lf_sqlite_text (statement, 3),
                              .token_hash = lf_sqlite_text (statement, 4),
                              .seen_us = sqlite3_column_int64 (statement, 5),
                              .is_revoked = sqlite3_column_int (statement, 6) != 0,
                              .erase = (LfErase) sqlite3_column_int (statement, 7) };
  return device;
}

static LfServerDevice *
storage_find_device (LfServerStorage *storage, const char *token_hash, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_one (self,
                   lf_sqlite_prepare (self, error,
                                      "SELECT " DEVICE_COLUMNS
                                      ", erase FROM device WHERE token_hash = ?",
                                      "s", token_hash),
                   read_device, error);
}

static GPtrArray *
storage_list_devices (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_all (self,
                   lf_sqlite_prepare (self, error,
                                      "SELECT " DEVICE_COLUMNS
                                      ", erase FROM device ORDER BY zone, account, name, id",
                                      ""),
                   read_device, (GDestroyNotify) lf_server_device_free, error);
}

static gboolean
storage_mark_device (LfServerStorage *storage, const LfServerDevice *device, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (
          self, error, "UPDATE device SET is_revoked = ?, erase = ? WHERE zone = ? AND id = ?",
          "iiss", (gint64) device->is_revoked, (gint64) device->erase, device->zone, device->id),
      error);
}

/* ---- Attempts to sign in ---- */

/* Who is that long silent is forgotten here, too; most calls find nobody. Index: attempt_last */
static gboolean
storage_count_attempt (
    LfServerStorage *storage, const char *name, gint64 now_us, guint *ret_n, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  gint64 n;

  if (!lf_sqlite_run (
          self,
          lf_sqlite_prepare (self, error, "DELETE FROM attempt WHERE last_us <= ? OR last_us >= ?",
                             "ii", now_us - LF_ATTEMPTS_WAIT_US, now_us + LF_ATTEMPTS_WAIT_US),
          error)
      || !lf_sqlite_read_integer (
          self,
          lf_sqlite_prepare (self, error,
                             "INSERT INTO attempt (name, n, last_us) VALUES (?1, 1, ?2)"
                             " ON CONFLICT (name) DO UPDATE SET n = min (n, ?3) + 1,"
                             " last_us = iif (n < ?3, ?2, last_us) RETURNING n",
                             "sii", name, now_us, (gint64) LF_ATTEMPTS_MAX),
          &n, error))
    return FALSE;
  *ret_n = (guint) n;
  return TRUE;
}

static gboolean
storage_forget_attempts (LfServerStorage *storage, const char *name, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
      self, lf_sqlite_prepare (self, error, "DELETE FROM attempt WHERE name = ?", "s", name),
      error);
}

/* ---- The audit log ---- */

static gboolean
storage_add_audit (LfServerStorage *storage, const LfServerAudit *audit, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "INSERT INTO audit (" LF_AUDIT_COLUMNS ")"
                                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                           "ssissssss", audit->zone, audit->id, audit->time_us,
                                           audit->account, audit->device, audit->address,
                                           audit->act, audit->about, audit->detail),
                        error);
}

static gpointer
read_audit (sqlite3_stmt *statement)
{
  LfServerAudit *audit = g_new0 (LfServerAudit, 1);

  *audit = (LfServerAudit){ .zone = lf_sqlite_text (statement, 0),
                            .id = lf_sqlite_text (statement, 1),
                            .time_us = sqlite3_column_int64 (statement, 2),
                            .account = lf_sqlite_text (statement, 3),
                            .device = lf_sqlite_text (statement, 4),
                            .address = lf_sqlite_text (statement, 5),
                            .act = lf_sqlite_text (statement, 6),
                            .about = lf_sqlite_text (statement, 7),
                            .detail = lf_sqlite_text (statement, 8) };
  return audit;
}

static GPtrArray *
storage_list_audit (LfServerStorage *storage, const LfServerAuditQuery *query, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_all (self,
                   lf_sqlite_prepare (
                       self, error,
                       "SELECT " LF_AUDIT_COLUMNS " FROM audit WHERE zone = ?1"
                       " AND (?2 IS NULL OR id < ?2) AND time_us >= ?3"
                       " AND (?4 IS NULL OR account = ?4 OR about = ?4) ORDER BY id DESC LIMIT ?5",
                       "ssisi", query->zone, query->before, query->since_us, query->account,
                       (gint64) query->limit),
                   read_audit, (GDestroyNotify) lf_server_audit_free, error);
}

static gboolean
storage_trim_audit (LfServerStorage *storage, const char *zone, gint64 before_us, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "DELETE FROM audit WHERE zone = ? AND time_us < ?", "si",
                                           zone, before_us),
                        error);
}

void
lf_storage_sqlite_init_accounts (LfServerStorageInterface *iface)
{
  iface->add_zone = storage_add_zone;
  iface->list_zones = storage_list_zones;
  iface->each_zone = storage_each_zone;
  iface->save_account = storage_save_account;
  iface->find_account = storage_find_account;
  iface->list_accounts = storage_list_accounts;
  iface->park_parents = storage_park_parents;
  iface->save_device = storage_save_device;
  iface->note_contact = storage_note_contact;
  iface->find_device = storage_find_device;
  iface->list_devices = storage_list_devices;
  iface->count_attempt = storage_count_attempt;
  iface->forget_attempts = storage_forget_attempts;
  iface->mark_account = storage_mark_account;
  iface->mark_device = storage_mark_device;
  iface->add_audit = storage_add_audit;
  iface->list_audit = storage_list_audit;
  iface->trim_audit = storage_trim_audit;
}

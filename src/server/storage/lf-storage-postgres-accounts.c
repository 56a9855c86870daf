/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zones, accounts and devices in PostgreSQL.
 *
 * Whose name or token it is, and so in which zone to look, is asked first of a table of its own;
 * every other statement names one zone. Only lists go through all of them. */

#include "config.h"

#include "lf-storage-postgres-private.h"

#include "lf-server-audit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Rows ---- */

typedef gpointer (*ReadRow) (const PGresult *result, int row);

static GPtrArray *
read_all (const PGresult *result, ReadRow read, GDestroyNotify free_row)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (free_row);

  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (all, read (result, i));
  return all;
}

/* (nullable): (transfer full): the zone of a name or a token */
static char *
find_zone (LfStoragePostgres *self, const char *sql, const char *key, GError **error)
{
  g_autoptr (PGresult) result = lf_pg_query (self, error, sql, "s", key);

  return result == NULL || PQntuples (result) == 0 ? NULL : lf_pg_text (result, 0, 0);
}

/* ---- Transactions of several statements ---- */

typedef gboolean (*Work) (LfStoragePostgres *self, gconstpointer data, GError **error);

static gboolean
work_once (LfStoragePostgres *self, Work work, gconstpointer data, GError **error)
{
  gboolean is_done;

  if (!lf_pg_connect (self, error))
    return FALSE;
  lf_pg_queue (self, "BEGIN", "");
  is_done = work (self, data, error);
  if (is_done)
    {
      g_autoptr (PGresult) result = NULL;

      lf_pg_queue (self, "COMMIT", "");
      result = lf_pg_run (self, error);
      is_done = result != NULL;
    }
  if (is_done)
    return TRUE;
  lf_pg_queue (self, "ROLLBACK", "");
  lf_pg_post (self);
  return FALSE;
}

static gboolean
do_work (LfStoragePostgres *self, Work work, gconstpointer data, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_done;

  do
    is_done = work_once (self, work, data, &local_error);
  while (!is_done && lf_server_storage_try_again (LF_SERVER_STORAGE (self), &local_error));
  if (is_done)
    lf_pg_note_success (self);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return is_done;
}

/* ---- Zones ---- */

static gboolean
storage_add_zone (LfServerStorage *storage, const char *zone, GError **error)
{
  g_autofree char *epoch = g_uuid_string_random ();

  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "INSERT INTO zone (zone, seq, epoch) VALUES ($1, 0, $2)"
                   " ON CONFLICT (zone) DO NOTHING",
                   "ss", zone, epoch);
}

static gpointer
read_name (const PGresult *result, int row)
{
  return lf_pg_text (result, row, 0);
}

static GStrv
storage_list_zones (LfServerStorage *storage, GError **error)
{
  g_autoptr (PGresult) result = lf_pg_query (LF_STORAGE_POSTGRES (storage), error,
                                             "SELECT zone FROM zone ORDER BY zone", "");
  GPtrArray *names = result == NULL ? NULL : read_all (result, read_name, NULL);

  if (names == NULL)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

/* ---- Accounts ---- */

#define ACCOUNT_COLUMNS "zone, name, role, password_hash, park, team"
#define ACCOUNT_MARKS ", state, one_time_until_us, since_seq"

static gboolean
save_account (LfStoragePostgres *self, gconstpointer data, GError **error)
{
  const LfServerAccount *account = data;
  g_autoptr (PGresult) owner = NULL;

  lf_pg_queue (self,
               "INSERT INTO account_zone (name, zone) VALUES ($1, $2)"
               " ON CONFLICT (name) DO NOTHING",
               "ss", account->name, account->zone);
  lf_pg_queue (self, "SELECT zone FROM account_zone WHERE name = $1", "s", account->name);
  owner = lf_pg_run (self, error);
  if (owner == NULL)
    return FALSE;
  if (PQntuples (owner) == 0 || strcmp (lf_pg_peek (owner, 0, 0), account->zone) != 0)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("The name “%s” belongs to another zone. Take another one."), account->name);
      return FALSE;
    }
  lf_pg_queue (self,
               "INSERT INTO account (" ACCOUNT_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6)"
               " ON CONFLICT (zone, name) DO UPDATE"
               " SET role = excluded.role, password_hash = excluded.password_hash,"
               " park = excluded.park, team = excluded.team",
               "ssssss", account->zone, account->name, account->role, account->password_hash,
               account->park, account->team);
  return TRUE;
}

static gboolean
storage_save_account (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  return do_work (LF_STORAGE_POSTGRES (storage), save_account, account, error);
}

static gpointer
read_account (const PGresult *result, int row)
{
  LfServerAccount *account = g_new0 (LfServerAccount, 1);

  *account = (LfServerAccount){ lf_pg_text (result, row, 0), lf_pg_text (result, row, 1),
                                lf_pg_text (result, row, 2), lf_pg_text (result, row, 3),
                                lf_pg_text (result, row, 4), lf_pg_text (result, row, 5) };
  account->state = (LfAccountState) lf_pg_integer (result, row, 6);
  account->one_time_until_us = lf_pg_integer (result, row, 7);
  account->since_seq = lf_pg_integer (result, row, 8);
  return account;
}

static LfServerAccount *
storage_find_account (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autofree char *found
      = zone != NULL
            ? g_strdup (zone)
            : find_zone (self, "SELECT zone FROM account_zone WHERE name = $1", name, error);
  g_autoptr (PGresult) result = found == NULL
                                    ? NULL
                                    : lf_pg_query (self, error,
                                                   "SELECT " ACCOUNT_COLUMNS ACCOUNT_MARKS
                                                   " FROM account WHERE zone = $1 AND name = $2",
                                                   "ss", found, name);

  return result == NULL || PQntuples (result) == 0 ? NULL : read_account (result, 0);
}

static GPtrArray *
storage_list_accounts (LfServerStorage *storage, GError **error)
{
  g_autoptr (PGresult) result = lf_pg_query (
      LF_STORAGE_POSTGRES (storage), error,
      "SELECT " ACCOUNT_COLUMNS ACCOUNT_MARKS " FROM account ORDER BY zone, name", "");

  return result == NULL ? NULL
                        : read_all (result, read_account, (GDestroyNotify) lf_server_account_free);
}

static GHashTable *
storage_park_parents (LfServerStorage *storage, const char *zone, GError **error)
{
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (PGresult) result
      = lf_pg_query (LF_STORAGE_POSTGRES (storage), error,
                     "SELECT id, body ->> 'parent' FROM record WHERE zone = $1"
                     " AND entity = 'park' AND NOT deleted AND body ->> 'parent' IS NOT NULL",
                     "s", zone);

  for (int row = 0; result != NULL && row < PQntuples (result); row++)
    g_hash_table_insert (parents, lf_pg_text (result, row, 0), lf_pg_text (result, row, 1));
  return result == NULL ? NULL : g_steal_pointer (&parents);
}

static gboolean
storage_mark_account (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "UPDATE account SET state = $3, one_time_until_us = $4, since_seq = $5"
                   " WHERE zone = $1 AND name = $2",
                   "ssiii", account->zone, account->name, (gint64) account->state,
                   account->one_time_until_us, account->since_seq);
}

/* ---- Devices ---- */

#define DEVICE_COLUMNS "zone, id, account, name, token_hash, seen_us, is_revoked"

/* The token before is of no zone any more. */
static gboolean
save_device (LfStoragePostgres *self, gconstpointer data, GError **error)
{
  const LfServerDevice *device = data;
  g_autoptr (PGresult) before = NULL;

  lf_pg_queue (self, "SELECT token_hash FROM device WHERE zone = $1 AND id = $2 FOR UPDATE", "ss",
               device->zone, device->id);
  before = lf_pg_run (self, error);
  if (before == NULL)
    return FALSE;
  if (PQntuples (before) > 0 && strcmp (lf_pg_peek (before, 0, 0), device->token_hash) != 0)
    lf_pg_queue (self, "DELETE FROM device_zone WHERE token_hash = $1", "s",
                 lf_pg_peek (before, 0, 0));
  lf_pg_queue (self,
               "INSERT INTO device_zone (token_hash, zone) VALUES ($1, $2)"
               " ON CONFLICT (token_hash) DO NOTHING",
               "ss", device->token_hash, device->zone);
  lf_pg_queue (self,
               "INSERT INTO device (" DEVICE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7)"
               " ON CONFLICT (zone, id) DO UPDATE"
               " SET account = excluded.account, name = excluded.name,"
               " token_hash = excluded.token_hash, seen_us = excluded.seen_us,"
               " is_revoked = excluded.is_revoked",
               "sssssis", device->zone, device->id, device->account, device->name,
               device->token_hash, device->seen_us, device->is_revoked ? "t" : "f");
  return TRUE;
}

static gboolean
storage_save_device (LfServerStorage *storage, const LfServerDevice *device, GError **error)
{
  return do_work (LF_STORAGE_POSTGRES (storage), save_device, device, error);
}

static gboolean
storage_note_contact (LfServerStorage *storage,
                      const LfServerDevice *device,
                      gint64 seen_us,
                      GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "UPDATE device SET seen_us = $3 WHERE zone = $1 AND id = $2", "ssi",
                   device->zone, device->id, seen_us);
}

static gpointer
read_device (const PGresult *result, int row)
{
  LfServerDevice *device = g_new0 (LfServerDevice, 1);

  *device = (LfServerDevice){ .zone = lf_pg_text (result, row, 0),
                              .id = lf_pg_text (result, row, 1),
                              .account = lf_pg_text (result, row, 2),
                              .name = lf_pg_text (result, row, 3),
                              .token_hash = lf_pg_text (result, row, 4),
                              .seen_us = lf_pg_integer (result, row, 5),
                              .is_revoked = lf_pg_flag (result, row, 6),
                              .erase = (LfErase) lf_pg_integer (result, row, 7) };
  return device;
}

/* Index: device_token */
static LfServerDevice *
storage_find_device (LfServerStorage *storage, const char *token_hash, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autofree char *zone
      = find_zone (self, "SELECT zone FROM device_zone WHERE token_hash = $1", token_hash, error);
  g_autoptr (PGresult) result
      = zone == NULL ? NULL
                     : lf_pg_query (self, error,
                                    "SELECT " DEVICE_COLUMNS
                                    ", erase FROM device WHERE zone = $1 AND token_hash = $2",
                                    "ss", zone, token_hash);

  return result == NULL || PQntuples (result) == 0 ? NULL : read_device (result, 0);
}

static GPtrArray *
storage_list_devices (LfServerStorage *storage, GError **error)
{
  g_autoptr (PGresult) result = lf_pg_query (
      LF_STORAGE_POSTGRES (storage), error,
      "SELECT " DEVICE_COLUMNS ", erase FROM device ORDER BY zone, account, name, id", "");

  return result == NULL ? NULL
                        : read_all (result, read_device, (GDestroyNotify) lf_server_device_free);
}

static gboolean
storage_mark_device (LfServerStorage *storage, const LfServerDevice *device, GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "UPDATE device SET is_revoked = $3, erase = $4 WHERE zone = $1 AND id = $2",
                   "sssi", device->zone, device->id, device->is_revoked ? "t" : "f",
                   (gint64) device->erase);
}

/* ---- Attempts to sign in ---- */

#define SWEEP_EVERY 100 /* attempts, about */

/* Whoever is long silent is forgotten. Index: attempt_last */
static gboolean
sweep (LfStoragePostgres *self, gint64 now_us, GError **error)
{
  return g_random_int_range (0, SWEEP_EVERY) != 0
         || lf_pg_do (self, error, "DELETE FROM attempt WHERE last_us <= $1 OR last_us >= $2", "ii",
                      now_us - LF_ATTEMPTS_WAIT_US, now_us + LF_ATTEMPTS_WAIT_US);
}

static gboolean
storage_count_attempt (
    LfServerStorage *storage, const char *name, gint64 now_us, guint *ret_n, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autoptr (PGresult) result
      = sweep (self, now_us, error)
            ? lf_pg_query (self, error,
                           "INSERT INTO attempt AS a (name, n, last_us) VALUES ($1, 1, $2)"
                           " ON CONFLICT (name) DO UPDATE"
                           " SET n = CASE WHEN abs (a.last_us - $2) >= $3 THEN 1"
                           " ELSE least (a.n, $4) + 1 END,"
                           " last_us = CASE WHEN abs (a.last_us - $2) >= $3 OR a.n < $4 THEN $2"
                           " ELSE a.last_us END"
                           " RETURNING n",
                           "siii", name, now_us, (gint64) LF_ATTEMPTS_WAIT_US,
                           (gint64) LF_ATTEMPTS_MAX)
            : NULL;

  if (result == NULL)
    return FALSE;
  *ret_n = (guint) lf_pg_integer (result, 0, 0);
  return TRUE;
}

static gboolean
storage_forget_attempts (LfServerStorage *storage, const char *name, GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error, "DELETE FROM attempt WHERE name = $1", "s",
                   name);
}

/* ---- The audit log ---- */

/* Added once: a second try after a commit that got no answer finds it there. */
static gboolean
storage_add_audit (LfServerStorage *storage, const LfServerAudit *audit, GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "INSERT INTO audit (" LF_AUDIT_COLUMNS ")"
                   " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (zone, id) DO NOTHING",
                   "ssissssss", audit->zone, audit->id, audit->time_us, audit->account,
                   audit->device, audit->address, audit->act, audit->about, audit->detail);
}

static gpointer
read_audit (const PGresult *result, int row)
{
  LfServerAudit *audit = g_new0 (LfServerAudit, 1);

  *audit = (LfServerAudit){ .zone = lf_pg_text (result, row, 0),
                            .id = lf_pg_text (result, row, 1),
                            .time_us = lf_pg_integer (result, row, 2),
                            .account = lf_pg_text (result, row, 3),
                            .device = lf_pg_text (result, row, 4),
                            .address = lf_pg_text (result, row, 5),
                            .act = lf_pg_text (result, row, 6),
                            .about = lf_pg_text (result, row, 7),
                            .detail = lf_pg_text (result, row, 8) };
  return audit;
}

static GPtrArray *
storage_list_audit (LfServerStorage *storage, const LfServerAuditQuery *query, GError **error)
{
  g_autoptr (PGresult) result = lf_pg_query (
      LF_STORAGE_POSTGRES (storage), error,
      "SELECT " LF_AUDIT_COLUMNS " FROM audit WHERE zone = $1"
      " AND ($2::text IS NULL OR id < $2) AND time_us >= $3"
      " AND ($4::text IS NULL OR account = $4 OR about = $4)"
      " ORDER BY id DESC LIMIT $5",
      "ssisi", query->zone, query->before, query->since_us, query->account, (gint64) query->limit);

  return result == NULL ? NULL
                        : read_all (result, read_audit, (GDestroyNotify) lf_server_audit_free);
}

static gboolean
storage_trim_audit (LfServerStorage *storage, const char *zone, gint64 before_us, GError **error)
{
  return lf_pg_do (LF_STORAGE_POSTGRES (storage), error,
                   "DELETE FROM audit WHERE zone = $1 AND time_us < $2", "si", zone, before_us);
}

/* ---- Soundness ---- */

/* Whatever is in @rows, as its zone, its key and its name for people, leads to its zone in
 * @directory. Two lists and no join, for the tables may be sharded differently. */
static gboolean
compare (LfStoragePostgres *self,
         const char *directory,
         const char *rows,
         const char *sentence,
         GPtrArray *problems,
         GError **error)
{
  g_autoptr (GHashTable) zones = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (PGresult) keys = lf_pg_query (self, error, directory, "");
  g_autoptr (PGresult) all = keys == NULL ? NULL : lf_pg_query (self, error, rows, "");

  if (all == NULL)
    return FALSE;
  for (int i = 0; i < PQntuples (keys); i++)
    g_hash_table_insert (zones, PQgetvalue (keys, i, 0), PQgetvalue (keys, i, 1));
  for (int i = 0; i < PQntuples (all); i++)
    if (g_strcmp0 (g_hash_table_lookup (zones, PQgetvalue (all, i, 1)), PQgetvalue (all, i, 0))
        != 0)
      g_ptr_array_add (problems, g_strdup_printf (sentence, PQgetvalue (all, i, 2)));
  return TRUE;
}

/* A token's zone that is left over is harmless: two sign-ins of a new device at once leave one. */
static gboolean
storage_verify (LfServerStorage *storage, GPtrArray *problems, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  return compare (
             self, "SELECT name, zone FROM account_zone", "SELECT zone, name, name FROM account",
             _ ("The account “%s” cannot sign in: its name leads to no zone."), problems, error)
         && compare (self, "SELECT token_hash, zone FROM device_zone",
                     "SELECT zone, token_hash, id FROM device",
                     _ ("The device “%s” cannot sync: its token leads to no zone."), problems,
                     error);
}

void
lf_storage_postgres_init_accounts (LfServerStorageInterface *iface)
{
  iface->add_zone = storage_add_zone;
  iface->list_zones = storage_list_zones;
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
  iface->verify = storage_verify;
}

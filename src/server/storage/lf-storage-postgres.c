/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of zones in PostgreSQL: its tables, transactions and the sequence counter. */

#include "config.h"

#include "lf-storage-postgres-private.h"

#include "lf-migrations.h"
#include "lf-postgres-foresight.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void iface_init (LfServerStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfStoragePostgres,
                               lf_storage_postgres,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_SERVER_STORAGE, iface_init))

/* ---- Transactions ---- */

static void
leave (LfStoragePostgres *self)
{
  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->epoch, g_free);
  lf_pg_writes_clear (self);
  lf_pg_foresight_forget (self->foresight);
}

static void
storage_rollback (LfServerStorage *storage)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  if (self->zone == NULL)
    return;
  lf_pg_queue (self, "ROLLBACK", "");
  lf_pg_post (self);
  leave (self);
}

static gboolean
take_zone (LfStoragePostgres *self, GError **error)
{
  g_autoptr (PGresult) row = lf_pg_run (self, error);

  if (row == NULL)
    {
      storage_rollback (LF_SERVER_STORAGE (self));
      return FALSE;
    }
  self->has_zone = PQntuples (row) > 0;
  self->seq = self->kept_seq = self->has_zone ? lf_pg_integer (row, 0, 0) : 0;
  self->epoch = self->has_zone ? lf_pg_text (row, 0, 1) : g_strdup ("");
  if (!self->is_writing)
    lf_pg_note_success (self);
  return TRUE;
}

/* The row's lock is held to the commit, so writers of a zone come one after the other and see what
 * those before did, and no reader sees a later number before an earlier one (G9). Who waits longer
 * than a push can take, or holds it so long, is sent away. */
static gboolean
storage_begin (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  storage_rollback (storage);
  if (!lf_pg_connect (self, error))
    return FALSE;
  self->zone = g_strdup (zone);
  self->is_writing = TRUE;
  lf_pg_queue (self, "BEGIN", "");
  lf_pg_queue (self,
               "SELECT set_config ('lock_timeout', '5s', TRUE),"
               " set_config ('idle_in_transaction_session_timeout', '60s', TRUE)",
               "");
  lf_pg_queue (self, "SELECT seq, epoch FROM zone WHERE zone = $1 FOR UPDATE", "s", zone);
  return take_zone (self, error);
}

/* Pages come in the order of an index; without a true picture of the table the planner may think
 * that all of the zone were sorted sooner. */
static gboolean
storage_begin_reading (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  storage_rollback (storage);
  if (!lf_pg_connect (self, error))
    return FALSE;
  self->zone = g_strdup (zone);
  self->is_writing = FALSE;
  lf_pg_queue (self, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "");
  lf_pg_queue (self, "SELECT set_config ('enable_sort', 'off', TRUE)", "");
  lf_pg_queue (self, "SELECT seq, epoch FROM zone WHERE zone = $1", "s", zone);
  return take_zone (self, error);
}

static gboolean
write_all (LfStoragePostgres *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!lf_pg_writes_send (self, error))
    return FALSE;
  if (self->seq != self->kept_seq)
    lf_pg_queue (self, "UPDATE zone SET seq = $2 WHERE zone = $1", "si", self->zone, self->seq);
  lf_pg_queue (self, "COMMIT", "");
  result = lf_pg_run (self, error);
  return result != NULL;
}

static gboolean
storage_commit (LfServerStorage *storage, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  gboolean is_news = self->seq != self->kept_seq;

  if (!write_all (self, error))
    {
      storage_rollback (storage);
      return FALSE;
    }
  lf_pg_note_success (self);
  if (is_news)
    lf_pg_tell_news (self);
  leave (self);
  return TRUE;
}

/* ---- The counter ---- */

static gboolean
check_zone (LfStoragePostgres *self, GError **error)
{
  if (self->has_zone)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("The database “%1$s” has no zone “%2$s”. Make it with “zone add”."),
               self->address, self->zone);
  return FALSE;
}

static gint64
storage_next_seq (LfServerStorage *storage, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  return check_zone (self, error) ? ++self->seq : 0;
}

static gint64
storage_last_seq (LfServerStorage *storage, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  return check_zone (self, error) ? self->seq : -1;
}

static gboolean
storage_count_changes (
    LfServerStorage *storage, const char *device, const LfSpan *span, gint64 *ret_n, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autoptr (PGresult) result = lf_pg_query (self, error,
                                             "SELECT count (*) FROM change WHERE zone = $1"
                                             " AND seq > 0 AND seq BETWEEN $2 AND $3"
                                             " AND device = $4",
                                             "siis", self->zone, span->from, span->to, device);

  if (result == NULL)
    return FALSE;
  *ret_n = lf_pg_integer (result, 0, 0);
  return TRUE;
}

static char *
storage_epoch (LfServerStorage *storage, GError **error)
{
  return g_strdup (LF_STORAGE_POSTGRES (storage)->epoch);
}

static gboolean
storage_set_zone (LfServerStorage *storage, gint64 seq, const char *epoch, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);

  self->seq = seq;
  return lf_pg_do (self, error, "UPDATE zone SET epoch = $2 WHERE zone = $1", "ss", self->zone,
                   epoch);
}

static void
iface_init (LfServerStorageInterface *iface)
{
  iface->begin = storage_begin;
  iface->begin_reading = storage_begin_reading;
  iface->commit = storage_commit;
  iface->rollback = storage_rollback;
  iface->try_again = lf_pg_try_again;
  iface->next_seq = storage_next_seq;
  iface->last_seq = storage_last_seq;
  iface->count_changes = storage_count_changes;
  iface->epoch = storage_epoch;
  iface->set_zone = storage_set_zone;
  lf_storage_postgres_init_records (iface);
  lf_storage_postgres_init_accounts (iface);
  lf_storage_postgres_init_bundles (iface);
  lf_storage_postgres_init_news (iface);
}

/* ---- The tables ---- */

static gboolean
read_version (LfStoragePostgres *self, int *ret_version, GError **error)
{
  g_autoptr (PGresult) there
      = lf_pg_query (self, error, "SELECT to_regclass ('landfall_version') IS NOT NULL", "");
  g_autoptr (PGresult) row = NULL;

  *ret_version = 0;
  if (there == NULL || !lf_pg_flag (there, 0, 0))
    return there != NULL;
  row = lf_pg_query (self, error, "SELECT version FROM landfall_version", "");
  if (row == NULL || PQntuples (row) == 0)
    return row != NULL;
  *ret_version = (int) lf_pg_integer (row, 0, 0);
  if (*ret_version <= lf_migrations_newest (LF_POSTGRES_KIND))
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("“%s” was written by a newer landfall-server. Install the current version; "
                  "nothing was changed."),
               self->address);
  return FALSE;
}

static gboolean
run_migrations (LfStoragePostgres *self, GPtrArray *migrations, GError **error)
{
  const LfMigration *last = migrations->pdata[migrations->len - 1];
  g_autoptr (PGresult) result = NULL;

  for (guint i = 0; i < migrations->len; i++)
    if (!lf_pg_exec_script (self, ((LfMigration *) migrations->pdata[i])->sql, error))
      return FALSE;
  lf_pg_queue (self, "UPDATE landfall_version SET version = $1", "i", (gint64) last->version);
  lf_pg_queue (self, "COMMIT", "");
  result = lf_pg_run (self, error);
  return result != NULL;
}

/* In a transaction that has the version to itself: who does the same at once waits for its row, or
 * for the table's name, and then finds it done. */
static gboolean
migrate_from (LfStoragePostgres *self, int version, GError **error)
{
  g_autoptr (GPtrArray) migrations = lf_migrations_after (LF_POSTGRES_KIND, version);
  g_autoptr (PGresult) row = NULL;

  if (!lf_pg_exec_script (self, "BEGIN", error)
      || (version == 0
          && !lf_pg_exec_script (self,
                                 "CREATE TABLE landfall_version (version integer NOT NULL);"
                                 "INSERT INTO landfall_version VALUES (0)",
                                 error)))
    return FALSE;
  lf_pg_queue (self, "SELECT version FROM landfall_version FOR UPDATE", "");
  row = lf_pg_run (self, error);
  if (row == NULL)
    return FALSE;
  if (PQntuples (row) > 0 && lf_pg_integer (row, 0, 0) == version)
    return run_migrations (self, migrations, error);
  return lf_pg_exec_script (self, "ROLLBACK", error);
}

static gboolean
migrate (LfStoragePostgres *self, int version, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  int now = 0;

  if (migrate_from (self, version, &local_error))
    return TRUE;
  if (self->connection != NULL)
    lf_pg_exec_script (self, "ROLLBACK", NULL);
  if (read_version (self, &now, NULL) && now == lf_migrations_newest (LF_POSTGRES_KIND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
open_tables (LfStoragePostgres *self, gboolean makes, GError **error)
{
  int version;

  if (!read_version (self, &version, error))
    return FALSE;
  if (version == lf_migrations_newest (LF_POSTGRES_KIND))
    return TRUE;
  if (version > 0 || makes)
    return migrate (self, version, error);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("There are no zones in “%s”. Check the address; “serve” makes the first one."),
               self->address);
  return FALSE;
}

/* ---- The address ---- */

/* It stands on a command line and in messages. */
static gboolean
check_address (const char *address, GError **error)
{
  g_autofree char *line = NULL;
  char *message = NULL;
  PQconninfoOption *options = PQconninfoParse (address, &message);
  gboolean has_secret = FALSE;

  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    if (option->val != NULL && g_str_has_suffix (option->keyword, "password"))
      has_secret = TRUE;
  if (options != NULL && !has_secret)
    {
      PQconninfoFree (options);
      return TRUE;
    }
  if (has_secret)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("Everybody on this machine can read a password in an address. Put it into "
                    "~/.pgpass or PGPASSWORD."));
  else
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("This is not the address of a PostgreSQL database: %s"),
                 message == NULL ? "" : g_strchomp (message));
  PQconninfoFree (options);
  PQfreemem (message);
  return FALSE;
}

static LfStoragePostgres *
make_storage (const char *address, GError **error)
{
  LfStoragePostgres *self = NULL;

  if (!check_address (address, error))
    return NULL;
  self = g_object_new (LF_TYPE_STORAGE_POSTGRES, NULL);
  self->address = g_strdup (address);
  return self;
}

LfServerStorage *
lf_storage_postgres_new (const char *address, gboolean makes, GError **error)
{
  g_autoptr (LfStoragePostgres) self = make_storage (address, error);

  if (self == NULL || !open_tables (self, makes, error))
    return NULL;
  return LF_SERVER_STORAGE (g_steal_pointer (&self));
}

gboolean
lf_storage_postgres_read_version (const char *address, int *ret_version, GError **error)
{
  g_autoptr (LfStoragePostgres) self = make_storage (address, error);

  return self != NULL && read_version (self, ret_version, error);
}

/* ---- The object ---- */

static void
lf_storage_postgres_finalize (GObject *object)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (object);

  storage_rollback (LF_SERVER_STORAGE (self));
  lf_pg_disconnect (self);
  lf_pg_writes_free (self);
  lf_pg_foresight_free (self->foresight);
  g_hash_table_unref (self->names);
  g_array_unref (self->queued);
  g_free (self->address);
  G_OBJECT_CLASS (lf_storage_postgres_parent_class)->finalize (object);
}

static void
lf_storage_postgres_class_init (LfStoragePostgresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_storage_postgres_finalize;
}

static void
lf_storage_postgres_init (LfStoragePostgres *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->queued = lf_pg_queued_new ();
  lf_pg_writes_init (self);
  self->foresight = lf_pg_foresight_new ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of zones in one SQLite file: the file, transactions and the sequence counter. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

#include "lf-storage-resources.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define APPLICATION_ID 0x4c6e6453 /* "LndS" */
#define VERSION 2
#define LATE_VERSION 2 /* from here on it is noted how late a change came */
#define BUSY_TIMEOUT_MS 10000
#define SCHEMA "/io/github/landfall/server/schema.sql"

static void iface_init (LfServerStorageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfStorageSqlite,
                               lf_storage_sqlite,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_SERVER_STORAGE, iface_init))

/* ---- Transactions ---- */

static gboolean
begin (LfServerStorage *storage, const char *zone, const char *sql, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  g_free (self->zone);
  self->zone = g_strdup (zone);
  return lf_sqlite_exec (self, sql, error);
}

static gboolean
storage_begin (LfServerStorage *storage, const char *zone, GError **error)
{
  return begin (storage, zone, "BEGIN IMMEDIATE", error);
}

static gboolean
storage_begin_reading (LfServerStorage *storage, const char *zone, GError **error)
{
  return begin (storage, zone, "BEGIN", error);
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
  if (lf_sqlite_exec (LF_STORAGE_SQLITE (storage), "COMMIT", error))
    return TRUE;
  storage_rollback (storage);
  return FALSE;
}

/* A mark takes the place of the one before it: RELEASE fails where there is none yet. */
static gboolean
storage_mark (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  sqlite3_exec (self->handle, "RELEASE mark", NULL, NULL, NULL);
  return lf_sqlite_exec (self, "SAVEPOINT mark", error);
}

static gboolean
storage_rewind (LfServerStorage *storage, GError **error)
{
  return lf_sqlite_exec (LF_STORAGE_SQLITE (storage), "ROLLBACK TO mark", error);
}

/* ---- The counter ---- */

static gint64
storage_next_seq (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  gint64 seq = 0;

  lf_sqlite_read_integer (
      self,
      lf_sqlite_prepare (self, error, "UPDATE zone SET seq = seq + 1 WHERE zone = ? RETURNING seq",
                         "s", self->zone),
      &seq, error);
  return seq;
}

static gint64
storage_last_seq (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  gint64 seq = -1;

  lf_sqlite_read_integer (
      self, lf_sqlite_prepare (self, error, "SELECT seq FROM zone WHERE zone = ?", "s", self->zone),
      &seq, error);
  return seq;
}

static char *
storage_epoch (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement
      = lf_sqlite_prepare (self, error, "SELECT epoch FROM zone WHERE zone = ?", "s", self->zone);
  gboolean has_row;
  char *epoch;

  if (!lf_sqlite_step (self, statement, &has_row, error))
    return NULL;
  epoch = has_row ? lf_sqlite_text (statement, 0) : g_strdup ("");
  sqlite3_reset (statement);
  return epoch;
}

static gboolean
storage_renew (LfServerStorage *storage, const char *zone, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "UPDATE zone SET seq = seq + ?,"
                                           " epoch = epoch || printf (' %08x@%d', ?, seq)"
                                           " WHERE zone = ?",
                                           "iis", lf_server_epoch_gap (), (gint64) g_random_int (),
                                           zone),
                        error);
}

static void
iface_init (LfServerStorageInterface *iface)
{
  iface->begin = storage_begin;
  iface->begin_reading = storage_begin_reading;
  iface->commit = storage_commit;
  iface->rollback = storage_rollback;
  iface->mark = storage_mark;
  iface->rewind = storage_rewind;
  iface->next_seq = storage_next_seq;
  iface->last_seq = storage_last_seq;
  iface->epoch = storage_epoch;
  iface->renew = storage_renew;
  lf_storage_sqlite_init_records (iface);
  lf_storage_sqlite_init_accounts (iface);
}

/* ---- The file ---- */

static gboolean
create_tables (LfStorageSqlite *self, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (lf_storage_get_resource (), SCHEMA,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            APPLICATION_ID, VERSION);

  if (sql == NULL || !lf_sqlite_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (lf_sqlite_exec (self, g_bytes_get_data (sql, NULL), error)
      && lf_sqlite_exec (self, stamp, error) && lf_sqlite_exec (self, "COMMIT", error))
    return TRUE;
  storage_rollback (LF_SERVER_STORAGE (self));
  return FALSE;
}

static gboolean
read_pragma (LfStorageSqlite *self, const char *sql, gint64 *ret_number, GError **error)
{
  return lf_sqlite_read_integer (self, lf_sqlite_prepare (self, error, sql, ""), ret_number, error);
}

/* Looked at once more inside the transaction: another process may have done it meanwhile. */
static gboolean
add_lateness (LfStorageSqlite *self, GError **error)
{
  gint64 version;

  if (!lf_sqlite_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (read_pragma (self, "PRAGMA user_version", &version, error)
      && (version >= LATE_VERSION
          || lf_sqlite_exec (self,
                             "ALTER TABLE change ADD COLUMN late_us INTEGER;"
                             "PRAGMA user_version = 2",
                             error))
      && lf_sqlite_exec (self, "COMMIT", error))
    return TRUE;
  storage_rollback (LF_SERVER_STORAGE (self));
  return FALSE;
}

static gboolean
check_file (LfStorageSqlite *self, GError **error)
{
  gint64 application, version, n_tables;

  if (!read_pragma (self, "PRAGMA application_id", &application, error)
      || !read_pragma (self, "PRAGMA user_version", &version, error)
      || !read_pragma (self, "SELECT count (*) FROM sqlite_master", &n_tables, error))
    return FALSE;
  if (n_tables == 0)
    return create_tables (self, error);
  if (application == APPLICATION_ID && version <= VERSION)
    return version >= LATE_VERSION || add_lateness (self, error);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               application == APPLICATION_ID
                   ? _ ("“%s” was written by a newer landfall-server. Install the current version; "
                        "nothing was changed.")
                   : _ ("“%s” is not a database of landfall-server. Choose another file; it was "
                        "not touched."),
               self->path);
  return FALSE;
}

/* Made before SQLite sees it, so that nobody else can open it in between; SQLite gives its other
 * files the same mode. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  g_set_error (
      error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
      _ ("The database “%1$s” cannot be opened: %2$s. Check the path and its permissions."), path,
      g_strerror (errno));
  return FALSE;
}

LfServerStorage *
lf_storage_sqlite_new (const char *path, GError **error)
{
  g_autoptr (LfStorageSqlite) self = g_object_new (LF_TYPE_STORAGE_SQLITE, NULL);

  self->path = g_strdup (path);
  if (!make_file (path, error))
    return NULL;
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      lf_sqlite_fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (!check_file (self, error)
      || !lf_sqlite_exec (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", error))
    return NULL;
  return LF_SERVER_STORAGE (g_steal_pointer (&self));
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of zones in one SQLite file: the file, transactions and the sequence counter. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

#include "lf-migrations.h"
#include "lf-server-digest.h"
#include "lf-storage-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define APPLICATION_ID 0x4c6e6453 /* "LndS" */
#define BUSY_TIMEOUT_MS 10000
#define SETTINGS                                                                                   \
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"                                          \
  " PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000"
#define LOOK_MS 200 /* how often the file is looked at for news */

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
  self->seq = self->kept_seq = -1;
  lf_sqlite_forget_digests (self);
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
write_seq (LfStorageSqlite *self, GError **error)
{
  return self->seq == self->kept_seq
         || lf_sqlite_run (self,
                           lf_sqlite_prepare (self, error, "UPDATE zone SET seq = ? WHERE zone = ?",
                                              "is", self->seq, self->zone),
                           error);
}

static gboolean
storage_commit (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  if (write_seq (self, error) && lf_sqlite_write_digests (self, error)
      && lf_sqlite_exec (self, "COMMIT", error))
    return TRUE;
  storage_rollback (storage);
  return FALSE;
}

/* ---- The counter ---- */

/* Read once in a transaction, and written with its commit. */
static gint64
storage_last_seq (LfServerStorage *storage, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  if (self->seq < 0
      && lf_sqlite_read_integer (
          self,
          lf_sqlite_prepare (self, error, "SELECT seq FROM zone WHERE zone = ?", "s", self->zone),
          &self->seq, error))
    self->kept_seq = self->seq;
  return self->seq;
}

static gint64
storage_next_seq (LfServerStorage *storage, GError **error)
{
  return storage_last_seq (storage, error) < 0 ? 0 : ++LF_STORAGE_SQLITE (storage)->seq;
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
storage_set_zone (LfServerStorage *storage, gint64 seq, const char *epoch, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  self->seq = self->kept_seq = seq;
  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (self, error,
                         "UPDATE zone SET seq = ?, epoch = ?, is_backup = 0 WHERE zone = ?", "iss",
                         seq, epoch, self->zone),
      error);
}

static gboolean
storage_read_is_backup (LfServerStorage *storage, gboolean *ret_is_backup, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  gint64 is_backup;

  if (!lf_sqlite_read_integer (self,
                               lf_sqlite_prepare (self, error,
                                                  "SELECT is_backup FROM zone WHERE zone = ?", "s",
                                                  self->zone),
                               &is_backup, error))
    return FALSE;
  *ret_is_backup = is_backup != 0;
  return TRUE;
}

/* ---- News ---- */

static gboolean
read_pragma (LfStorageSqlite *self, const char *sql, gint64 *ret_number, GError **error)
{
  return lf_sqlite_read_integer (self, lf_sqlite_prepare (self, error, sql, ""), ret_number, error);
}

/* There is nothing to wait on in a file but the number that changes with it. */
static gboolean
storage_wait_news (LfServerStorage *storage, int stop_fd, int timeout_ms, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  gint64 end = g_get_monotonic_time () + timeout_ms * G_GINT64_CONSTANT (1000);

  for (;;)
    {
      GPollFD stop = { stop_fd, G_IO_IN, 0 };
      gint64 left_ms = (end - g_get_monotonic_time ()) / 1000;
      gint64 version;

      if (!read_pragma (self, "PRAGMA data_version", &version, error))
        return FALSE;
      if (version != self->data_version || left_ms <= 0)
        {
          self->data_version = version;
          return TRUE;
        }
      if (g_poll (&stop, 1, (int) MIN (left_ms, LOOK_MS)) > 0)
        return TRUE;
    }
}

/* ---- Soundness ---- */

static gboolean
storage_verify (LfServerStorage *storage, GPtrArray *problems, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = lf_sqlite_prepare (self, error, "PRAGMA integrity_check", "");
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      g_autofree char *text = has_row ? lf_sqlite_text (statement, 0) : NULL;

      if (!has_row)
        return TRUE;
      if (strcmp (text, "ok") != 0)
        g_ptr_array_add (problems, g_strdup_printf (_ ("The file is damaged: %s."), text));
    }
  return FALSE;
}

/* ---- The interface ---- */

static void
iface_init (LfServerStorageInterface *iface)
{
  iface->begin = storage_begin;
  iface->begin_reading = storage_begin_reading;
  iface->commit = storage_commit;
  iface->rollback = storage_rollback;
  iface->next_seq = storage_next_seq;
  iface->last_seq = storage_last_seq;
  iface->epoch = storage_epoch;
  iface->set_zone = storage_set_zone;
  iface->read_is_backup = storage_read_is_backup;
  iface->wait_news = storage_wait_news;
  iface->verify = storage_verify;
  lf_storage_sqlite_init_records (iface);
  lf_storage_sqlite_init_digests (iface);
  lf_storage_sqlite_init_accounts (iface);
  lf_storage_sqlite_init_bundles (iface);
}

/* ---- The file ---- */

/* record_digest (entity, id, deleted, body, half): what a migration needs of lf-digest.h. Of a
 * record that cannot be read it is 0. */
static void
digest_record (sqlite3_context *context, int n, sqlite3_value **values)
{
  g_autoptr (LfServerRecord) record = lf_server_record_new (
      (const char *) sqlite3_value_text (values[0]), (const char *) sqlite3_value_text (values[1]));
  LfDigestSum sum = { 0, 0 };

  record->deleted = sqlite3_value_int (values[2]) != 0;
  if (lf_storage_read_texts (record, (const char *) sqlite3_value_text (values[3]), "{}", "",
                             /* error= */ NULL))
    lf_server_digest_record (record, &sum);
  sqlite3_result_int64 (context,
                        (gint64) (sqlite3_value_int (values[4]) == 0 ? sum.high : sum.low));
}

static gboolean
run_migration (LfStorageSqlite *self, const LfMigration *migration, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            APPLICATION_ID, migration->version);

  return lf_sqlite_exec (self, migration->sql, error) && lf_sqlite_exec (self, stamp, error);
}

/* The version is looked at once more inside the transaction: another process may have done it
 * meanwhile. */
static gboolean
migrate (LfStorageSqlite *self, GError **error)
{
  g_autoptr (GPtrArray) migrations = NULL;
  gint64 version;
  gboolean is_done;

  if (!lf_sqlite_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  is_done = read_pragma (self, "PRAGMA user_version", &version, error);
  migrations = is_done ? lf_migrations_after (LF_SQLITE_KIND, (int) version) : NULL;
  for (guint i = 0; is_done && i < migrations->len; i++)
    is_done = run_migration (self, migrations->pdata[i], error);
  if (is_done && lf_sqlite_exec (self, "COMMIT", error))
    return TRUE;
  storage_rollback (LF_SERVER_STORAGE (self));
  return FALSE;
}

/* 0: an empty file */
static gboolean
read_version (LfStorageSqlite *self, int *ret_version, GError **error)
{
  gint64 application, version, n_tables;
  int newest = lf_migrations_newest (LF_SQLITE_KIND);

  if (!read_pragma (self, "PRAGMA application_id", &application, error)
      || !read_pragma (self, "PRAGMA user_version", &version, error)
      || !read_pragma (self, "SELECT count (*) FROM sqlite_master", &n_tables, error))
    return FALSE;
  *ret_version = (int) version;
  if (n_tables == 0 || (application == APPLICATION_ID && version <= newest))
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               application == APPLICATION_ID
                   ? _ ("“%s” was written by a newer landfall-server. Install the current version; "
                        "nothing was changed.")
                   : _ ("“%s” is not a database of landfall-server. Choose another file; it was "
                        "not touched."),
               self->path);
  return FALSE;
}

static gboolean
check_file (LfStorageSqlite *self, GError **error)
{
  int version;

  return read_version (self, &version, error)
         && (version == lf_migrations_newest (LF_SQLITE_KIND) || migrate (self, error));
}

/* Made before SQLite sees it, so that nobody else can open it in between; SQLite gives its other
 * files the same mode. One that is there is not opened: closing it would end the locks that another
 * storage of this process has on it. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  if (errno == EEXIST && g_access (path, R_OK | W_OK) == 0)
    return TRUE;
  g_set_error (
      error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
      _ ("The database “%1$s” cannot be opened: %2$s. Check the path and its permissions."), path,
      g_strerror (errno));
  return FALSE;
}

static LfStorageSqlite *
open_file (const char *path, GError **error)
{
  g_autoptr (LfStorageSqlite) self = g_object_new (LF_TYPE_STORAGE_SQLITE, NULL);

  self->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    {
      lf_sqlite_fail (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_create_function_v2 (self->handle, "record_digest", 5, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                              NULL, digest_record, NULL, NULL, NULL);
  return g_steal_pointer (&self);
}

LfServerStorage *
lf_storage_sqlite_new (const char *path, GError **error)
{
  g_autoptr (LfStorageSqlite) self = make_file (path, error) ? open_file (path, error) : NULL;

  if (self == NULL || !check_file (self, error) || !lf_sqlite_exec (self, SETTINGS, error))
    return NULL;
  return LF_SERVER_STORAGE (g_steal_pointer (&self));
}

gboolean
lf_storage_sqlite_read_version (const char *path, int *ret_version, GError **error)
{
  g_autoptr (LfStorageSqlite) self = open_file (path, error);

  return self != NULL && read_version (self, ret_version, error);
}

/* ---- The object ---- */

static void
lf_storage_sqlite_finalize (GObject *object)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (object);

  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->digests);
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
  self->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a database to this version: fixed tables by numbered files, the schema's tables by what
 * they lack. */

#include "config.h"

#include "lf-store-standing.h"

#include "lf-store-resources.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define APPLICATION_ID 0x4c6e6446 /* "LndF" */

/* A released file is never edited; a new one is added at the end. */
static const char *const migrations[]
    = { "0001-journal", "0002-refused", "0003-whole-zone", "0004-duplicate", "0005-history",
        "0006-packed",  "0007-epoch",   "0008-offers",     "0009-doubtful" };

/* Of new stores: records of a kilobyte leave less of it empty than of 4096. */
#define LOG_RETRY_US 5000
#define PAGE_SIZE "8192"

#define CHAIN_VERSION 5 /* from here on the journal is a chain */

static gboolean
read_pragma (LfDb *db, const char *name, gint64 *ret_value, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (db, error, "PRAGMA %s", name);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_value = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
is_empty (LfDb *db, gboolean *ret_is_empty, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT count(*) FROM sqlite_master", error);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_is_empty = sqlite3_column_int64 (statement, 0) == 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
check_ours (LfDb *db, const char *folder, gint64 *ret_version, gboolean *ret_is_new, GError **error)
{
  gint64 application;

  if (!read_pragma (db, "application_id", &application, error)
      || !read_pragma (db, "user_version", ret_version, error) || !is_empty (db, ret_is_new, error))
    return FALSE;
  if (application != APPLICATION_ID && !*ret_is_new)
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_NOT_OURS,
                   _ ("The database in “%s” is not a Landfall store. Choose another folder; the "
                      "file was not touched."),
                   folder);
      return FALSE;
    }
  if (*ret_version > (gint64) G_N_ELEMENTS (migrations))
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_TOO_NEW,
                   _ ("The store in “%s” was written by a newer Landfall. Install the current "
                      "version; nothing was changed."),
                   folder);
      return FALSE;
    }
  return TRUE;
}

static gboolean
back_up (LfDb *db, const char *folder, gint64 version, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *name
      = g_strdup_printf ("before-upgrade-%" G_GINT64_FORMAT "-%s.db", version, stamp);
  g_autofree char *path = g_build_filename (folder, "backups", name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  return lf_store_copy_database (lf_db_handle (db), folder, path, error);
}

static gboolean
run_migrations (LfDb *db, gint64 version, GError **error)
{
  for (gint64 i = version; i < (gint64) G_N_ELEMENTS (migrations); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/io/github/landfall/store/sql/%s.sql", migrations[i]);
      g_autoptr (GBytes) sql = g_resource_lookup_data (lf_store_get_resource (), path,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (sql == NULL || !lf_db_exec (db, g_bytes_get_data (sql, NULL), error))
        return FALSE;
    }
  return version >= CHAIN_VERSION || lf_chain_begin (db, error);
}

static gboolean
ensure_device (LfDb *db, GError **error)
{
  g_autofree char *device = NULL;
  g_autofree char *fresh = lf_id_new ();

  if (!lf_setting_get (db, "device", &device, error))
    return FALSE;
  return device != NULL || lf_setting_set (db, "device", fresh, error);
}

/* The schema's tables first, then what only makes sense once they are there. */
static gboolean
upgrade (LfDb *db, gint64 version, const char *fingerprint, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                                            APPLICATION_ID, (guint) G_N_ELEMENTS (migrations));

  return run_migrations (db, version, error) && lf_sql_upgrade_tables (db, error)
         && lf_db_exec (db,
                        "CREATE INDEX IF NOT EXISTS conflict_record ON conflict (record)"
                        " WHERE state = 'open'",
                        error)
         && lf_aside_place (db, error) && lf_index_rebuild (db, error)
         && lf_keys_rebuild (db, error) && lf_standing_forget_day (db, error)
         && ensure_device (db, error) && lf_setting_set (db, "fingerprint", fingerprint, error)
         && lf_db_exec (db, stamp, error);
}

/* What a database is like, as far as an upgrade is concerned. */
typedef struct
{
  gint64 version;
  gboolean is_new;
  gboolean is_current;
} Standing;

static gboolean
look_at (
    LfDb *db, const char *folder, const char *fingerprint, Standing *ret_standing, GError **error)
{
  Standing standing = { 0 };
  g_autofree char *present = NULL;

  if (!check_ours (db, folder, &standing.version, &standing.is_new, error))
    return FALSE;
  if (!standing.is_new && !lf_setting_get (db, "fingerprint", &present, error))
    return FALSE;
  standing.is_current = standing.version == (gint64) G_N_ELEMENTS (migrations)
                        && g_strcmp0 (present, fingerprint) == 0;
  *ret_standing = standing;
  return TRUE;
}

/* Looked at once more inside the transaction: another program may have upgraded it meanwhile. */
static gboolean
upgrade_or_roll_back (LfDb *db, const char *folder, const char *fingerprint, GError **error)
{
  Standing standing;

  if (!lf_db_begin (db, error))
    return FALSE;
  if (look_at (db, folder, fingerprint, &standing, error)
      && (standing.is_current || upgrade (db, standing.version, fingerprint, error)))
    return lf_db_commit (db, error);
  lf_db_rollback (db);
  return FALSE;
}

/* SQLite does not wait here for another program that does the same at the same moment. */
static gboolean
begin_log (LfDb *db, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + LF_DB_BUSY_MS * 1000;

  for (;;)
    {
      g_autoptr (GError) cause = NULL;

      if (lf_db_exec (db, "PRAGMA journal_mode = WAL", &cause))
        return TRUE;
      if (!g_error_matches (cause, LF_STORE_ERROR, LF_STORE_ERROR_BUSY)
          || g_get_monotonic_time () > deadline)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      g_usleep (LOG_RETRY_US);
    }
}

gboolean
lf_store_migrate (LfDb *db, const char *folder, GError **error)
{
  g_autofree char *fingerprint = lf_sql_fingerprint ();
  Standing standing;

  if (!look_at (db, folder, fingerprint, &standing, error)
      || (standing.is_new
          && !lf_db_exec (db, "PRAGMA page_size = " PAGE_SIZE "; PRAGMA auto_vacuum = INCREMENTAL",
                          error))
      || !begin_log (db, error))
    return FALSE;
  if (standing.is_current)
    return TRUE;
  if (!standing.is_new && !back_up (db, folder, standing.version, error))
    return FALSE;
  return upgrade_or_roll_back (db, folder, fingerprint, error);
}

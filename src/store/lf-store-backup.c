/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backup and restore: a copy is checked before it counts, and what is replaced is kept. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-search-text.h"
#include "lf-store-errors.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- Backup ---- */

/* What cannot be read is told among the faults of the database, and is none. */
static int
code_of_fault (const char *fault)
{
  static const char unread[] = "error code=";
  const char *code = fault == NULL ? NULL : strstr (fault, unread);

  return code == NULL ? SQLITE_CORRUPT : (int) g_ascii_strtoll (code + strlen (unread), NULL, 10);
}

int
lf_store_check_soundness (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, "PRAGMA integrity_check (1)", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      const char *found = (const char *) sqlite3_column_text (statement, 0);
      code = g_strcmp0 (found, "ok") == 0 ? SQLITE_OK : code_of_fault (found);
    }
  sqlite3_finalize (statement);
  return code;
}

static int
copy_pages (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  if (backup == NULL)
    return sqlite3_errcode (to);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup);
}

static int
open_private (const char *path, sqlite3 **ret_handle)
{
  int descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int code;

  if (descriptor >= 0)
    close (descriptor);
  code = sqlite3_open_v2 (path, ret_handle, SQLITE_OPEN_READWRITE, NULL);
  sqlite3_extended_result_codes (*ret_handle, 1);
  return code == SQLITE_OK ? lf_search_register (*ret_handle) : code;
}

/* Written beside its place, checked, and only then put there. */
gboolean
lf_store_copy_database (sqlite3 *from, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  sqlite3 *to = NULL;
  int code;

  g_unlink (temporary);
  code = open_private (temporary, &to);
  if (code == SQLITE_OK)
    code = copy_pages (from, to);
  if (code == SQLITE_OK)
    code = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = lf_store_check_soundness (to);
  if (code != SQLITE_OK)
    lf_store_errors_set (error, code, sqlite3_errmsg (to), path);
  sqlite3_close (to);
  if (code == SQLITE_OK && g_rename (temporary, path) == 0)
    return TRUE;
  if (code == SQLITE_OK)
    g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                 _ ("The backup “%s” could not be put in its place. Check the folder's rights."),
                 path);
  g_unlink (temporary);
  return FALSE;
}

gboolean
lf_store_is_database (const char *path)
{
  static const char mark[] = "SQLite format 3";
  char start[sizeof mark] = "";
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "rbe") : NULL;
  gboolean is_database = file != NULL && fread (start, 1, sizeof start, file) == sizeof start
                         && memcmp (start, mark, sizeof mark) == 0;

  if (file != NULL)
    fclose (file);
  return is_database;
}

/* An older backup may be replaced, a store never: who has it open would go on writing into a file
 * that is no longer there. */
static gboolean
check_target (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                 _ ("“%s” is a folder. Give the backup a name in it."), path);
  else if (strcmp (name, "landfall.db") == 0 && lf_store_is_database (path))
    g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                 _ ("“%s” is a store itself. Give the backup another name; nothing was changed."),
                 path);
  else
    return TRUE;
  return FALSE;
}

static gpointer
back_up (LfDb *db, gpointer data, GError **error)
{
  return lf_store_copy_database (lf_db_handle (db), data, error) ? LF_DONE : NULL;
}

gboolean
lf_store_backup_sync (LfStore *self, const char *path, GError **error)
{
  return check_target (path, error)
         && lf_store_read (self, back_up, (gpointer) path, error) != NULL;
}

/* ---- Restore ---- */

static gboolean
put_new_device (const char *path, GError **error)
{
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_WRITE, error);
  g_autofree char *device = lf_id_new ();

  return db != NULL && lf_setting_set (db, "device", device, error);
}

/* SQLITE_ERROR for a database that is no store. */
static int
look_at_backup (LfDb *db)
{
  g_autofree char *device = NULL;

  if (!lf_setting_get (db, "device", &device, NULL))
    return sqlite3_errcode (lf_db_handle (db));
  return device == NULL ? SQLITE_ERROR : lf_store_check_soundness (lf_db_handle (db));
}

static gboolean
check_backup (const char *backup, GError **error)
{
  gboolean is_odd
      = g_file_test (backup, G_FILE_TEST_EXISTS) && !g_file_test (backup, G_FILE_TEST_IS_REGULAR);
  g_autoptr (LfDb) db = is_odd ? NULL : lf_db_open (backup, LF_DB_READ, error);
  int code;

  if (db == NULL && !is_odd)
    return FALSE;
  code = is_odd ? SQLITE_ERROR : look_at_backup (db) & 0xff;
  if (code == SQLITE_ERROR || code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_NOT_OURS,
                 _ ("“%s” is not a sound backup of a Landfall store. Choose another file; nothing "
                    "was changed."),
                 backup);
  else if (code != SQLITE_OK)
    lf_db_set_error (db, code, error);
  return code == SQLITE_OK;
}

static gboolean
copy_backup (const char *backup, const char *path, GError **error)
{
  g_autoptr (LfDb) db = lf_db_open (backup, LF_DB_READ, error);

  return db != NULL && lf_store_copy_database (lf_db_handle (db), path, error);
}

/* Leaving WAL mode takes a store for oneself and folds its log into it. One that is damaged cannot
 * do that, and is moved away as it is. */
static gboolean
check_unused (const char *folder, const char *path, GError **error)
{
  sqlite3 *handle = NULL;
  int code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close (handle);
  if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_BUSY,
               _ ("The store in “%s” is open. Close Landfall, then restore; nothing was changed."),
               folder);
  return FALSE;
}

/* (transfer full): a name that is free also for the second one within a second */
static char *
name_replaced (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *path = g_strdup_printf ("%s/backups/replaced-%s.db", folder, stamp);

  for (guint n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++)
    {
      g_free (path);
      path = g_strdup_printf ("%s/backups/replaced-%s-%u.db", folder, stamp, n);
    }
  return path;
}

/* What is replaced is kept among the backups, with its log when it still has one. */
static gboolean
keep_replaced (const char *folder, const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };
  g_autofree char *kept = name_replaced (folder);
  g_autofree char *parent = g_path_get_dirname (kept);

  g_mkdir_with_parents (parent, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (kept, suffixes[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The sign-in belongs to the device that the replaced store was: under it the server would take the
 * restored one's old edits for news (G12). */
static void
forget_sign_in (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.ini", NULL);

  g_unlink (path);
}

gboolean
lf_store_restore_sync (const char *backup, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  g_autofree char *fresh = g_strconcat (path, ".restored", NULL);

  if (!check_backup (backup, error))
    return FALSE;
  g_mkdir_with_parents (folder, 0700);
  if ((g_file_test (path, G_FILE_TEST_EXISTS) && !check_unused (folder, path, error))
      || !copy_backup (backup, fresh, error) || !put_new_device (fresh, error))
    return FALSE;
  forget_sign_in (folder);
  if (keep_replaced (folder, path) && g_rename (fresh, path) == 0)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("The restored store could not be put into “%s”. Check the folder's rights."),
               folder);
  return FALSE;
}

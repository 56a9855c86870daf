/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backup: the database and the files beside it. A copy is checked before it counts. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-file-folder.h"
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
lf_store_check_soundness (sqlite3 *handle, LfCheckDepth depth)
{
  const char *pragma
      = depth == LF_CHECK_ALL ? "PRAGMA integrity_check (1)" : "PRAGMA quick_check (1)";
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, pragma, -1, &statement, NULL);

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

/* ---- Files ---- */

char *
lf_backup_files_folder (const char *backup)
{
  g_autofree char *folder = g_path_get_dirname (backup);

  return g_build_filename (folder, "landfall-files", NULL);
}

/* One that is missing or was changed cannot be backed up: verify names it. */
static gboolean
share_file (
    const char *from, const char *to, const char *digest, gboolean *ret_done, GError **error)
{
  *ret_done = lf_file_folder_share (from, to, digest);
  if (*ret_done || lf_file_folder_check (from, digest) != LF_FILE_SOUND)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_FULL,
               _ ("The attached files could not be written into “%s”. Free some space there or "
                  "choose another folder; there is no new backup."),
               to);
  return FALSE;
}

static int
note_file (sqlite3 *handle, const char *digest)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, "INSERT OR IGNORE INTO backup_file VALUES (?)", -1,
                                 &statement, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, digest, -1, SQLITE_TRANSIENT);
      code = sqlite3_step (statement) == SQLITE_DONE ? SQLITE_OK : sqlite3_errcode (handle);
    }
  sqlite3_finalize (statement);
  return code;
}

/* The list goes into the backup itself, the files beside it. */
gboolean
lf_backup_add_files (sqlite3 *handle, const char *folder, const char *path, GError **error)
{
  g_autofree char *from = g_build_filename (folder, "files", NULL);
  g_autofree char *to = lf_backup_files_folder (path);
  g_autoptr (GHashTable) digests = lf_file_folder_list (from);
  int code = sqlite3_exec (handle,
                           "BEGIN; DROP TABLE IF EXISTS backup_file;"
                           " CREATE TABLE backup_file (digest TEXT PRIMARY KEY) WITHOUT ROWID",
                           NULL, NULL, NULL);
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_iter_init (&iter, digests);
  while (code == SQLITE_OK && g_hash_table_iter_next (&iter, &digest, NULL))
    {
      gboolean is_shared;

      if (!share_file (from, to, digest, &is_shared, error))
        return FALSE;
      if (is_shared)
        code = note_file (handle, digest);
    }
  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    lf_store_errors_set (error, code, sqlite3_errmsg (handle), path);
  return code == SQLITE_OK;
}

/* ---- Copying ---- */

static int
fill_copy (sqlite3 *from, sqlite3 *to, const char *folder, const char *path, GError **error)
{
  int code = copy_pages (from, to);

  if (code == SQLITE_OK)
    code = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = lf_store_check_soundness (to, LF_CHECK_ALL);
  if (code != SQLITE_OK)
    lf_store_errors_set (error, code, sqlite3_errmsg (to), path);
  else if (folder != NULL && !lf_backup_add_files (to, folder, path, error))
    code = SQLITE_ERROR;
  return code;
}

/* Written beside its place, checked, and only then put there. */
gboolean
lf_store_copy_database (sqlite3 *from, const char *folder, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  sqlite3 *to = NULL;
  int code;

  g_unlink (temporary);
  code = open_private (temporary, &to);
  if (code == SQLITE_OK)
    code = fill_copy (from, to, folder, path, error);
  else
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

gboolean
lf_store_may_replace (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("“%s” is no file that can be replaced, but a folder, a device or a pipe. Choose "
                  "another name; nothing was changed."),
               path);
  return FALSE;
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
    return lf_store_may_replace (path, error);
  return FALSE;
}

typedef struct
{
  LfStore *store;
  const char *path;
} Backup;

static gpointer
back_up (LfDb *db, gpointer data, GError **error)
{
  const Backup *backup = data;

  if (lf_store_copy_database (lf_db_handle (db), lf_store_folder (backup->store), backup->path,
                              error))
    return LF_DONE;
  if (g_error_matches (*error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT))
    lf_db_set_error (db, SQLITE_CORRUPT, NULL); /* what was copied is damaged */
  return NULL;
}

/* A large one takes a while, in which the readers have other things to do. */
gboolean
lf_store_backup_sync (LfStore *self, const char *path, GError **error)
{
  Backup backup = { self, path };

  return check_target (path, error) && lf_store_read_apart (self, back_up, &backup, error) != NULL;
}

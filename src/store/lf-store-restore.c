/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Restore: a backup is checked before it is put in the place of a store, and what is replaced is
 * kept. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-backups-private.h"
#include "lf-file-folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static gboolean
put_new_device (const char *path, GError **error)
{
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_WRITE, error);
  g_autofree char *device = lf_id_new ();

  return db != NULL && lf_setting_set (db, "device", device, error)
         && lf_db_exec (db, "DROP TABLE IF EXISTS backup_file", error);
}

/* SQLITE_ERROR for a database that is no store. */
static int
look_at_backup (LfDb *db)
{
  g_autofree char *device = NULL;

  if (!lf_setting_get (db, "device", &device, NULL))
    return sqlite3_errcode (lf_db_handle (db));
  return device == NULL ? SQLITE_ERROR : lf_store_check_soundness (lf_db_handle (db), LF_CHECK_ALL);
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

  return db != NULL && lf_store_copy_database (lf_db_handle (db), /* folder= */ NULL, path, error);
}

/* Leaving WAL mode takes a store for oneself and folds its log into it. One that is damaged cannot
 * do that, and is moved away as it is. */
static gboolean
is_used (const char *path)
{
  sqlite3 *handle = NULL;
  int code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_exec (handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close (handle);
  return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}

/* Nobody opens the store, and nobody else restores it, until the seal is freed. */
static LfSeal *
take_seal (const char *folder, const char *path, GError **error)
{
  g_autoptr (LfSeal) seal = lf_seal_take (folder);

  if (seal != NULL && !(g_file_test (path, G_FILE_TEST_EXISTS) && is_used (path)))
    return g_steal_pointer (&seal);
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_BUSY,
               _ ("The store in “%s” is open. Close Landfall, then restore; nothing was changed."),
               folder);
  return NULL;
}

/* A manifest of its files makes it a backup like the others. */
static void
make_backup (const char *folder, const char *kept)
{
  g_autoptr (LfDb) db = lf_db_open (kept, LF_DB_WRITE, NULL);

  if (db != NULL)
    lf_backup_add_files (lf_db_handle (db), folder, kept, NULL);
}

static gboolean
move_aside (const char *path, const char *kept)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (kept, suffixes[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        return FALSE;
    }
  return TRUE;
}

/* What is replaced is kept among the backups, with its log when it still has one. */
static gboolean
keep_replaced (const char *folder, const char *path)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  gboolean sound = lf_backup_is_good (path);
  g_autofree char *kept = lf_backup_name (backups, sound ? LF_BACKUP_REPLACED : LF_BACKUP_DAMAGED);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (backups, 0700);
  if (!move_aside (path, kept))
    return FALSE;
  if (sound)
    make_backup (folder, kept);
  return TRUE;
}

/* ---- Files ---- */

/* One that was changed makes way for the one that was attached, and stays beside it. */
static void
bring_file (const char *from, const char *to, const char *digest)
{
  g_autofree char *path = lf_file_folder_path (to, digest);
  g_autofree char *aside = g_strconcat (path, ".changed", NULL);

  if (lf_file_folder_check (to, digest) == LF_FILE_CHANGED)
    g_rename (path, aside);
  lf_file_folder_share (from, to, digest);
}

/* What a backup could not take in, for it was missing then, may lie beside it from an earlier one.
 */
static void
bring_missed (LfDb *db, const char *from, const char *to)
{
  g_autoptr (GHashTable) missed = lf_file_folder_list (from);
  g_autoptr (GHashTable) there = lf_file_folder_list (to);
  g_autoptr (GHashTable) unused = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_iter_init (&iter, missed);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (g_hash_table_contains (there, digest))
      g_hash_table_iter_remove (&iter);
    else
      g_hash_table_add (unused, digest);
  if (g_hash_table_size (missed) == 0 || lf_files_spare_used (db, unused, NULL) == NULL)
    return;
  g_hash_table_iter_init (&iter, missed);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (!g_hash_table_contains (unused, digest))
      lf_file_folder_share (from, to, digest);
}

static void
bring_files (const char *backup, const char *folder)
{
  g_autofree char *from = lf_backup_files_folder (backup);
  g_autofree char *to = g_build_filename (folder, "files", NULL);
  g_autoptr (LfDb) db = lf_db_open (backup, LF_DB_READ, NULL);
  sqlite3_stmt *statement
      = db == NULL ? NULL : lf_db_prepare (db, "SELECT digest FROM backup_file", NULL);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, NULL) && has_row)
    bring_file (from, to, (const char *) sqlite3_column_text (statement, 0));
  if (db != NULL)
    bring_missed (db, from, to);
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
  g_autoptr (LfSeal) seal = NULL;

  if (!check_backup (backup, error))
    return FALSE;
  g_mkdir_with_parents (folder, 0700);
  seal = take_seal (folder, path, error);
  if (seal == NULL || !copy_backup (backup, fresh, error) || !put_new_device (fresh, error))
    return FALSE;
  bring_files (backup, folder);
  forget_sign_in (folder);
  if (keep_replaced (folder, path))
    {
      lf_seal_forget (seal);
      if (g_rename (fresh, path) == 0)
        return TRUE;
    }
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("The restored store could not be put into “%s”. Check the folder's rights."),
               folder);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Care: backup, restore, verify and the digest that two agreeing devices share. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-digest.h"
#include "lf-store-errors.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* ---- Backup ---- */

static gboolean
is_sound (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  gboolean is_ok
      = sqlite3_prepare_v2 (handle, "PRAGMA integrity_check (1)", -1, &statement, NULL) == SQLITE_OK
        && sqlite3_step (statement) == SQLITE_ROW
        && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);
  return is_ok;
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

/* Written beside its place, checked, and only then put there. */
gboolean
lf_store_copy_database (sqlite3 *from, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);
  sqlite3 *to = NULL;
  int code;

  g_unlink (temporary);
  code = sqlite3_open_v2 (temporary, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (code == SQLITE_OK)
    code = copy_pages (from, to);
  if (code == SQLITE_OK)
    code = sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code == SQLITE_OK && !is_sound (to))
    code = SQLITE_CORRUPT;
  if (code != SQLITE_OK)
    lf_store_errors_set (error, code, sqlite3_errmsg (to), path);
  sqlite3_close (to);
  if (code == SQLITE_OK && g_chmod (temporary, 0600) == 0 && g_rename (temporary, path) == 0)
    return TRUE;
  if (code == SQLITE_OK)
    g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
                 _ ("The backup “%s” could not be put in its place. Check the folder's rights."),
                 path);
  g_unlink (temporary);
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
  return lf_store_read (self, back_up, (gpointer) path, error) != NULL;
}

/* ---- Restore ---- */

static gboolean
put_new_device (const char *path, GError **error)
{
  g_autoptr (LfDb) db = lf_db_open (path, LF_DB_WRITE, error);
  g_autofree char *device = lf_id_new ();

  return db != NULL && lf_setting_set (db, "device", device, error);
}

static gboolean
check_backup (const char *backup, GError **error)
{
  g_autoptr (LfDb) db = lf_db_open (backup, LF_DB_READ, error);
  g_autofree char *device = db == NULL ? NULL : lf_setting_get (db, "device");

  if (db == NULL)
    return FALSE;
  if (device != NULL && is_sound (lf_db_handle (db)))
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_NOT_OURS,
               _ ("“%s” is not a sound backup of a Landfall store. Choose another file; nothing "
                  "was changed."),
               backup);
  return FALSE;
}

static gboolean
copy_backup (const char *backup, const char *path, GError **error)
{
  g_autoptr (LfDb) db = lf_db_open (backup, LF_DB_READ, error);

  return db != NULL && lf_store_copy_database (lf_db_handle (db), path, error);
}

gboolean
lf_store_restore_sync (const char *backup, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  g_autofree char *fresh = g_strconcat (path, ".restored", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_mkdir_with_parents (folder, 0700);
  if (!check_backup (backup, error) || !copy_backup (backup, fresh, error)
      || !put_new_device (fresh, error))
    return FALSE;
  g_unlink (wal);
  g_unlink (shm);
  if (g_rename (fresh, path) == 0)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_IO,
               _ ("The restored store could not be put into “%s”. Check the folder's rights."),
               folder);
  return FALSE;
}

/* ---- Digest ---- */

static GHashTable *
fields_of (const LfRecord *record, sqlite3_stmt *extra)
{
  const LfEntity *entity = lf_record_entity (record);
  GHashTable *fields = lf_journal_decode_fields (extra, 0);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL)
      g_hash_table_insert (fields, g_strdup (entity->fields[i].name),
                           g_strdup (lf_record_get_at (record, i)));
  return fields;
}

/* A record whose creation the server refused is on this device only, out of sight until it is sent
 * again. */
static gboolean
digest_entity (LfDb *db, const LfEntity *entity, LfDigest *digest, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error,
      "%s WHERE NOT EXISTS (SELECT 1 FROM refused f JOIN change_record c ON c.change = f.change"
      " WHERE c.id = t.id AND c.is_new)",
      lf_sql_select (entity));
  gboolean has_row = TRUE, has_extra;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);
      sqlite3_stmt *extra
          = lf_db_preparef (db, error, "SELECT extra FROM \"%s\" WHERE row = ?", entity->name);
      g_autoptr (GHashTable) fields = NULL;

      if (extra == NULL)
        return FALSE;
      sqlite3_bind_int64 (extra, 1, lf_record_row (record));
      if (!lf_db_step (db, extra, &has_extra, error))
        return FALSE;
      fields = fields_of (record, extra);
      sqlite3_reset (extra);
      lf_digest_add (digest, entity->name, lf_record_id (record), lf_record_is_deleted (record),
                     fields);
    }
  return !has_row;
}

static gboolean
digest_unknown (LfDb *db, LfDigest *digest, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT entity, id, deleted, fields FROM unknown_record", error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *entity = lf_db_text (statement, 0);
      g_autofree char *id = lf_db_id (statement, 1);
      g_autoptr (GHashTable) fields = lf_journal_decode_fields (statement, 3);

      lf_digest_add (digest, entity, id, sqlite3_column_int (statement, 2) != 0, fields);
    }
  return !has_row;
}

static gpointer
compute_digest (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (LfDigest) digest = lf_digest_new ();

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (!digest_entity (db, *entities, digest, error))
      return NULL;
  return digest_unknown (db, digest, error) ? lf_digest_finish (digest) : NULL;
}

char *
lf_store_digest_sync (LfStore *self, GError **error)
{
  return lf_store_read (self, compute_digest, NULL, error);
}

/* ---- Verify ---- */

/* Each counts what must not be there. */
static const struct
{
  const char *sql;
  const char *sentence; /* with the number */
} checks[] = {
  { "SELECT count (*) FROM outbox WHERE change NOT IN (SELECT n FROM change)",
    N_ ("%d pending changes are missing from the journal.") },
  { "SELECT count (*) FROM refused WHERE change NOT IN (SELECT n FROM change)",
    N_ ("%d refused changes are missing from the journal.") },
  { "SELECT count (*) FROM outbox_record WHERE change NOT IN (SELECT change FROM outbox)",
    N_ ("%d records are marked as pending without a change.") },
  { "SELECT count (*) FROM change_record WHERE change NOT IN (SELECT n FROM change)",
    N_ ("%d edits belong to no change.") },
  { "SELECT count (*) FROM pending_base WHERE id NOT IN (SELECT id FROM outbox_record) AND id NOT "
    "IN (SELECT id FROM refused_record)",
    N_ ("%d fields keep a base without a pending edit.") },
};

static gboolean
count (LfDb *db, const char *sql, int *ret_n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_n = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gpointer
verify (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!is_sound (lf_db_handle (db)))
    g_ptr_array_add (
        problems, g_strdup (_ ("The database is damaged: restore the newest backup, then sync.")));
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      int n;

      if (!count (db, checks[i].sql, &n, error))
        return NULL;
      if (n > 0)
        g_ptr_array_add (problems,
                         g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, checks[i].sentence), n));
    }
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    {
      g_autofree char *sql
          = g_strdup_printf ("SELECT (SELECT count (*) FROM \"%1$s_search_docsize\") - (SELECT "
                             "count (*) FROM \"%1$s\")",
                             (*entities)->name);
      int n;

      if (!count (db, sql, &n, error))
        return NULL;
      if (n != 0)
        g_ptr_array_add (
            problems,
            g_strdup_printf (_ ("The search index of %1$s differs from the records by %2$d."),
                             lf_entity_plural (*entities), n));
    }
  return g_steal_pointer (&problems);
}

gboolean
lf_store_verify_sync (LfStore *self, GPtrArray **ret_problems, GError **error)
{
  GPtrArray *problems = lf_store_read (self, verify, NULL, error);

  if (problems != NULL)
    *ret_problems = problems;
  return problems != NULL;
}

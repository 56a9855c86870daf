/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements of the SQLite storage: prepared once, always bound. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

#include <glib/gi18n-lib.h>

gboolean
lf_sqlite_fail (LfStorageSqlite *self, GError **error)
{
  int cause = sqlite3_errcode (self->handle);
  int code = cause == SQLITE_BUSY   ? LF_SERVER_ERROR_BUSY
             : cause == SQLITE_FULL ? LF_SERVER_ERROR_FULL
                                    : LF_SERVER_ERROR_STORAGE;

  g_set_error (error, LF_SERVER_ERROR, code, _ ("The database “%1$s” cannot be used: %2$s."),
               self->path, sqlite3_errmsg (self->handle));
  return FALSE;
}

gboolean
lf_sqlite_exec (LfStorageSqlite *self, const char *sql, GError **error)
{
  return sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK
         || lf_sqlite_fail (self, error);
}

static sqlite3_stmt *
find_statement (LfStorageSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    {
      lf_sqlite_fail (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

sqlite3_stmt *
lf_sqlite_prepare (LfStorageSqlite *self, GError **error, const char *sql, const char *types, ...)
{
  sqlite3_stmt *statement = find_statement (self, sql, error);
  va_list values;

  if (statement == NULL)
    return NULL;
  sqlite3_reset (statement);
  va_start (values, types);
  for (int i = 0; types[i] != '\0'; i++)
    if (types[i] == 's')
      sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
    else
      sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
  va_end (values);
  return statement;
}

gboolean
lf_sqlite_step (LfStorageSqlite *self,
                sqlite3_stmt *statement,
                gboolean *ret_has_row,
                GError **error)
{
  int code = statement == NULL ? SQLITE_ERROR : sqlite3_step (statement);

  *ret_has_row = code == SQLITE_ROW;
  if (statement == NULL)
    return FALSE;
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    lf_sqlite_fail (self, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
lf_sqlite_run (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row;

  if (!lf_sqlite_step (self, statement, &has_row, error))
    return FALSE;
  if (has_row)
    sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_sqlite_read_integer (LfStorageSqlite *self,
                        sqlite3_stmt *statement,
                        gint64 *ret_number,
                        GError **error)
{
  gboolean has_row;

  if (!lf_sqlite_step (self, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                   _ ("The database “%1$s” has no zone “%2$s”. Make it with “zone add”."),
                   self->path, self->zone);
      return FALSE;
    }
  *ret_number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

char *
lf_sqlite_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

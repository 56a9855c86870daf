/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to SQLite. */

#include "config.h"

#include "lf-db.h"

#include "lf-packed.h"
#include "lf-collation.h"
#include "lf-search-text.h"
#include "lf-store-errors.h"
#include "lf-was.h"

#include <errno.h>
#include <string.h>

#define MAX_STATEMENTS 400
#define FEW_PAGES 100
#define FUNCTION (SQLITE_UTF8 | SQLITE_DETERMINISTIC)

/* A statement by where its text stands: most texts are constant and long, and asked for by the
 * hundred thousand. */
typedef struct
{
  const char *sql;
  const char *kept; /* the key of LfDb.statements; tells whether the same still stands at @sql */
  sqlite3_stmt *statement;
} Recent;

#define N_RECENT 64

struct _LfDb
{
  sqlite3 *handle;
  GThread *owner;
  GHashTable *statements; /* sql → sqlite3_stmt */
  Recent recent[N_RECENT];
  sqlite3_stmt *latest; /* handed out last, and perhaps not used yet */
  char *path;
  LfDamageFunc on_damaged; /* (nullable) */
  gpointer damage_data;
};

/* A quota or a limit on a file's size is as good as a full disk; SQLite calls only the latter one.
 */
static gboolean
is_full (int code, int system_code)
{
  return (code & 0xff) == SQLITE_IOERR
         && (system_code == ENOSPC || system_code == EDQUOT || system_code == EFBIG);
}

void
lf_db_set_error (LfDb *self, int code, GError **error)
{
  if (is_full (code, sqlite3_system_errno (self->handle)))
    code = SQLITE_FULL;
  if (self->on_damaged != NULL
      && ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB))
    self->on_damaged (self->damage_data);
  lf_store_errors_set (error, code, sqlite3_errmsg (self->handle), self->path);
}

void
lf_db_watch_damage (LfDb *self, LfDamageFunc func, gpointer data)
{
  self->on_damaged = func;
  self->damage_data = data;
}

static void
sql_id_text (sqlite3_context *context, int n, sqlite3_value **values)
{
  if (sqlite3_value_bytes (values[0]) != LF_ID_BYTES)
    return;
  sqlite3_result_text (context, lf_id_from_bytes (sqlite3_value_blob (values[0])), -1, g_free);
}

/* What is no id is equal to none. */
static void
sql_id_of (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  guint8 bytes[LF_ID_BYTES];

  if (text == NULL || !lf_id_is_valid (text))
    {
      sqlite3_result_zeroblob (context, 0);
      return;
    }
  lf_id_to_bytes (text, bytes);
  sqlite3_result_blob (context, bytes, sizeof bytes, SQLITE_TRANSIENT);
}

static void
sql_key (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);
  g_autoptr (GBytes) key = text == NULL ? NULL : lf_collation_key (text);

  if (key != NULL)
    sqlite3_result_blob64 (context, g_bytes_get_data (key, NULL), g_bytes_get_size (key),
                           SQLITE_TRANSIENT);
}

/* Of pages kept: those a writer comes back to; of a reader, of which there are several, the upper
 * ones of the trees it walks, for the system keeps the others. */
#define WRITER_CACHE "PRAGMA cache_size = -16000"
#define READER_CACHE "PRAGMA cache_size = -6000"

static int
prepare_connection (LfDb *self, LfDbMode mode)
{
  int code;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, LF_DB_BUSY_MS);
  code = lf_search_register (self->handle);
  if (code == SQLITE_OK)
    code = lf_packed_register (self->handle);
  if (code == SQLITE_OK)
    code = lf_was_register (self);
  if (code == SQLITE_OK)
    code = sqlite3_create_function (self->handle, "lf_id", 1, FUNCTION, NULL, sql_id_text, NULL,
                                    NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function (self->handle, "lf_id_of", 1, FUNCTION, NULL, sql_id_of, NULL,
                                    NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function (self->handle, "lf_key", 1, FUNCTION, NULL, sql_key, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->handle, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY",
                         NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (self->handle, mode == LF_DB_READ ? READER_CACHE : WRITER_CACHE, NULL, NULL,
                         NULL);
  if (code == SQLITE_OK && mode != LF_DB_READ)
    code
        = sqlite3_exec (self->handle, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000",
                        NULL, NULL, NULL);
  return code;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

LfDb *
lf_db_open (const char *path, LfDbMode mode, GError **error)
{
  g_autoptr (LfDb) self = g_new0 (LfDb, 1);
  int flags
      = SQLITE_OPEN_NOMUTEX | (mode == LF_DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  int code;

  self->owner = g_thread_self ();
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (code == SQLITE_OK)
    code = prepare_connection (self, mode);
  if (code != SQLITE_OK)
    {
      lf_db_set_error (self, code, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lf_db_close (LfDb *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->handle);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
lf_db_handle (LfDb *self)
{
  g_assert (self->owner == g_thread_self ());
  return self->handle;
}

gboolean
lf_db_exec (LfDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (lf_db_handle (self), sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  lf_db_set_error (self, code, error);
  return FALSE;
}

static gboolean
is_unused (gpointer sql, gpointer statement, gpointer latest)
{
  return statement != latest && !sqlite3_stmt_busy (statement);
}

static Recent *
recent_of (LfDb *self, const char *sql)
{
  return &self->recent[(GPOINTER_TO_SIZE (sql) >> 4) % N_RECENT];
}

/* (nullable) */
static sqlite3_stmt *
find_statement (LfDb *self, const char *sql)
{
  Recent *recent = recent_of (self, sql);
  gpointer kept, statement;

  if (recent->sql == sql && strcmp (recent->kept, sql) == 0)
    return recent->statement;
  if (!g_hash_table_lookup_extended (self->statements, sql, &kept, &statement))
    return NULL;
  *recent = (Recent){ sql, kept, statement };
  return statement;
}

static void
keep_statement (LfDb *self, const char *sql, sqlite3_stmt *statement)
{
  if (g_hash_table_size (self->statements) >= MAX_STATEMENTS)
    {
      memset (self->recent, 0, sizeof self->recent);
      g_hash_table_foreach_remove (self->statements, is_unused, self->latest);
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
}

sqlite3_stmt *
lf_db_prepare (LfDb *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = find_statement (self, sql);
  int code;

  g_assert (self->owner == g_thread_self ());
  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      self->latest = statement;
      return statement;
    }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      lf_db_set_error (self, code, error);
      return NULL;
    }
  keep_statement (self, sql, statement);
  self->latest = statement;
  return statement;
}

sqlite3_stmt *
lf_db_preparef (LfDb *self, GError **error, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return lf_db_prepare (self, sql, error);
}

gboolean
lf_db_step (LfDb *self, sqlite3_stmt *statement, gboolean *ret_has_row, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      lf_db_set_error (self, code, error);
      sqlite3_reset (statement);
      return FALSE;
    }
  if (code == SQLITE_DONE)
    sqlite3_reset (statement);
  *ret_has_row = code == SQLITE_ROW;
  return TRUE;
}

gboolean
lf_db_run (LfDb *self, sqlite3_stmt *statement, GError **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    if (!lf_db_step (self, statement, &has_row, error))
      return FALSE;
  return TRUE;
}

GArray *
lf_db_read_numbers (LfDb *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (lf_db_step (self, statement, &has_row, error) && has_row)
    {
      gint64 n = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, n);
    }
  return has_row ? NULL : g_steal_pointer (&numbers);
}

gboolean
lf_db_run_for (LfDb *self, const char *sql, gint64 n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  return lf_db_run (self, statement, error);
}

static gint64
read_number (LfDb *self, const char *sql)
{
  sqlite3_stmt *statement = lf_db_prepare (self, sql, NULL);
  gboolean has_row = FALSE;
  gint64 n = 0;

  if (statement != NULL && lf_db_step (self, statement, &has_row, NULL) && has_row)
    {
      n = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return n;
}

/* Few are soon used again; and files of earlier versions cannot give any back. */
gboolean
lf_db_shrink (LfDb *self)
{
  gint64 n_free = read_number (self, "PRAGMA freelist_count");

  if (n_free < FEW_PAGES || n_free < read_number (self, "PRAGMA page_count") / 64
      || read_number (self, "PRAGMA auto_vacuum") == 0)
    return FALSE;
  return lf_db_exec (self, "PRAGMA incremental_vacuum (1000)", NULL);
}

/* A roll-back can fail for want of memory; what it should have ended would stand in the way for
 * ever. */
gboolean
lf_db_begin (LfDb *self, GError **error)
{
  lf_db_rollback (self);
  return lf_db_exec (self, "BEGIN IMMEDIATE", error);
}

gboolean
lf_db_begin_read (LfDb *self, GError **error)
{
  lf_db_rollback (self);
  return lf_db_exec (self, "BEGIN", error);
}

gboolean
lf_db_commit (LfDb *self, GError **error)
{
  if (lf_db_exec (self, "COMMIT", error))
    return TRUE;
  lf_db_rollback (self);
  return FALSE;
}

void
lf_db_rollback (LfDb *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

void
lf_db_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

void
lf_db_bind_id (sqlite3_stmt *statement, int index, const char *id)
{
  guint8 bytes[LF_ID_BYTES];

  if (id != NULL && lf_id_to_bytes (id, bytes))
    sqlite3_bind_blob (statement, index, bytes, LF_ID_BYTES, SQLITE_TRANSIENT);
  else
    sqlite3_bind_null (statement, index);
}

void
lf_db_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize length = 0;
  const void *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);

  sqlite3_bind_blob64 (statement, index, data, length, SQLITE_TRANSIENT);
}

char *
lf_db_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

char *
lf_db_id (sqlite3_stmt *statement, int column)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  return sqlite3_column_bytes (statement, column) == LF_ID_BYTES ? lf_id_from_bytes (bytes) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQL that follows from the schema tables: columns, reading and writing of records. The tables are
 * made in lf-sql-tables.c. */

#include "config.h"

#include "lf-sql.h"

#include "lf-packed.h"
#include "lf-collation.h"

#include <string.h>

#define LEAST_PACKED 200 /* bytes of a long text */

gboolean
lf_sql_has_key (const LfField *field)
{
  return (field->flags & LF_FIELD_SORTED) && field->type == LF_VALUE_TEXT;
}

char *
lf_sql_column (const LfField *field, const char *table)
{
  gboolean may_be_packed = field->type == LF_VALUE_LONG_TEXT;

  return g_strdup_printf (may_be_packed ? "lf_text (%s\"%s\")" : "%s\"%s\"", table, field->name);
}

static const char *
column_type (const LfField *field)
{
  switch (field->type)
    {
    case LF_VALUE_INTEGER:
    case LF_VALUE_TIMESTAMP:
    case LF_VALUE_FLAG:
    case LF_VALUE_MONEY:
      return "INTEGER";
    case LF_VALUE_DECIMAL:
    case LF_VALUE_QUANTITY:
      return "REAL";
    case LF_VALUE_REFERENCE:
      return "BLOB";
    case LF_VALUE_TEXT:
    case LF_VALUE_LONG_TEXT:
    case LF_VALUE_CHOICE:
    case LF_VALUE_DATE:
    case LF_VALUE_REFERENCE_SET:
    case LF_VALUE_TEXT_SET:
    case LF_VALUE_ATTACHMENT_SET:
    case LF_VALUE_CODE:
    case LF_N_VALUE_TYPES:
    default:
      return "TEXT";
    }
}

void
lf_sql_each_column (const LfField *field, LfSqlColumnFunc func, gpointer data)
{
  func (field->name, column_type (field), data);
  if (field->type == LF_VALUE_MONEY)
    {
      g_autofree char *currency = g_strconcat (field->name, "_currency", NULL);
      g_autofree char *qualifier = g_strconcat (field->name, "_qualifier", NULL);

      func (currency, "TEXT", data);
      func (qualifier, "INTEGER", data);
    }
  if (lf_sql_has_key (field))
    {
      g_autofree char *key = g_strconcat (field->name, "_key", NULL);
      func (key, "BLOB", data);
    }
}

guint
lf_sql_n_columns (const LfField *field)
{
  return field->type == LF_VALUE_MONEY ? 3 : 1;
}

/* ---- Texts, made once for each entity ---- */

typedef struct
{
  GMutex mutex;
  GHashTable *made; /* entity → SQL */
} Texts;

static const char *
text_of (Texts *texts, const LfEntity *entity, char *(*make) (const LfEntity *entity))
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&texts->mutex);
  char *text;

  if (texts->made == NULL)
    texts->made = g_hash_table_new (NULL, NULL);
  text = g_hash_table_lookup (texts->made, entity);
  if (text == NULL)
    {
      text = make (entity);
      g_hash_table_insert (texts->made, (gpointer) entity, text);
    }
  return text;
}

/* ---- Reading ---- */

static char *
make_select (const LfEntity *entity)
{
  GString *sql = g_string_new (
      "SELECT t.row, t.id, t.deleted,"
      " CASE WHEN EXISTS (SELECT 1 FROM conflict c"
      " WHERE c.record = lf_id (t.id) AND c.state = 'open' AND c.deleted IS NULL) THEN 3"
      " WHEN EXISTS (SELECT 1 FROM refused_record r WHERE r.id = t.id) THEN 2"
      " WHEN EXISTS (SELECT 1 FROM outbox_record o WHERE o.id = t.id) THEN 1 ELSE 0 END");

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_string_append_printf (sql, ", t.\"%s\"", field->name);
      if (field->type == LF_VALUE_MONEY)
        g_string_append_printf (sql, ", t.\"%1$s_currency\", t.\"%1$s_qualifier\"", field->name);
    }
  g_string_append_printf (sql, " FROM \"%s\" t", entity->name);
  return g_string_free (sql, FALSE);
}

const char *
lf_sql_select (const LfEntity *entity)
{
  static Texts texts;

  return text_of (&texts, entity, make_select);
}

static char *
make_select_one (const LfEntity *entity)
{
  return g_strconcat (lf_sql_select (entity), " WHERE t.id = ?1", NULL);
}

const char *
lf_sql_select_one (const LfEntity *entity)
{
  static Texts texts;

  return text_of (&texts, entity, make_select_one);
}

static char *
read_money (sqlite3_stmt *statement, int column)
{
  LfMoney money = { .minor = sqlite3_column_int64 (statement, column),
                    .qualifier = (LfQualifier) sqlite3_column_int (statement, column + 2) };

  g_strlcpy (money.currency, (const char *) sqlite3_column_text (statement, column + 1),
             sizeof money.currency);
  return lf_money_to_canonical (&money);
}

static char *
read_real (sqlite3_stmt *statement, int column)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", sqlite3_column_double (statement, column)));
}

char *
lf_sql_read_value (sqlite3_stmt *statement, int *column, const LfField *field)
{
  int at = *column;

  *column += (int) lf_sql_n_columns (field);
  if (sqlite3_column_type (statement, at) == SQLITE_NULL)
    return NULL;
  if (field->type == LF_VALUE_MONEY)
    return read_money (statement, at);
  if (field->type == LF_VALUE_REFERENCE)
    return lf_db_id (statement, at);
  if (field->type == LF_VALUE_DECIMAL || field->type == LF_VALUE_QUANTITY)
    return read_real (statement, at);
  if (field->type == LF_VALUE_LONG_TEXT)
    return lf_unpack_text (statement, at);
  return lf_db_text (statement, at);
}

LfRecord *
lf_sql_read_record (sqlite3_stmt *statement, const LfEntity *entity, gint64 cursor)
{
  g_autofree char *id = lf_db_id (statement, 1);
  LfRecord *record = lf_record_new (entity, id);
  int column = 4;

  lf_record_set_stored (record, sqlite3_column_int64 (statement, 0), cursor,
                        sqlite3_column_int (statement, 2) != 0,
                        (LfRecordState) sqlite3_column_int (statement, 3));
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    lf_record_take_at (record, i, lf_sql_read_value (statement, &column, &entity->fields[i]));
  return record;
}

/* ---- Writing ---- */

static void
bind_money (sqlite3_stmt *statement, int index, const char *value)
{
  LfMoney money;

  if (!lf_money_from_canonical (value, &money))
    return;
  sqlite3_bind_int64 (statement, index, money.minor);
  lf_db_bind_text (statement, index + 1, money.currency);
  sqlite3_bind_int (statement, index + 2, (int) money.qualifier);
}

/* Short texts are left as they are, for those who look with other programs. */
static void
bind_long_text (sqlite3_stmt *statement, int index, const char *value)
{
  gsize length = strlen (value);
  g_autoptr (GBytes) packed = length < LEAST_PACKED ? NULL : lf_pack (value, length);

  if (packed != NULL)
    lf_db_bind_bytes (statement, index, packed);
  else
    lf_db_bind_text (statement, index, value);
}

GPtrArray *
lf_sql_sort_keys (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_sql_has_key (&entity->fields[i]))
      {
        const char *value = lf_record_get_at (record, i);

        g_ptr_array_add (keys, value == NULL ? NULL : lf_collation_key (value));
      }
  return keys;
}

/* Binds the columns of @field from @index on but for the sort key, and moves @index behind them.
 * NULL leaves them unbound. @value must live until the statement has run. */
static void
bind_columns (sqlite3_stmt *statement, int *index, const LfField *field, const char *value)
{
  int at = *index;

  *index += (int) lf_sql_n_columns (field);
  if (value == NULL)
    return;
  if (field->type == LF_VALUE_MONEY)
    bind_money (statement, at, value);
  else if (field->type == LF_VALUE_REFERENCE)
    lf_db_bind_id (statement, at, value);
  else if (field->type == LF_VALUE_DECIMAL || field->type == LF_VALUE_QUANTITY)
    sqlite3_bind_double (statement, at, g_ascii_strtod (value, NULL));
  else if (field->type == LF_VALUE_LONG_TEXT)
    bind_long_text (statement, at, value);
  else
    sqlite3_bind_text (statement, at, value, -1, SQLITE_STATIC);
}

/* The same with the sort key, which comes last. */
static void
bind_value (sqlite3_stmt *statement, int *index, const LfField *field, const char *value)
{
  g_autoptr (GBytes) key = NULL;

  bind_columns (statement, index, field, value);
  if (!lf_sql_has_key (field))
    return;
  key = value == NULL ? NULL : lf_collation_key (value);
  lf_db_bind_bytes (statement, *index, key);
  ++*index;
}

static void
append_name (const char *name, const char *type, gpointer data)
{
  g_string_append_printf (data, ", \"%s\"", name);
}

static void
append_mark (const char *name, const char *type, gpointer data)
{
  g_string_append (data, ", ?");
}

static void
append_assignment (const char *name, const char *type, gpointer data)
{
  GString *sql = data;

  g_string_append_printf (sql, "%s\"%s\" = ?", g_str_has_suffix (sql->str, "SET ") ? "" : ", ",
                          name);
}

static char *
make_insert (const LfEntity *entity)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" (id, deleted", entity->name);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    lf_sql_each_column (field, append_name, sql);
  g_string_append (sql, ") VALUES (?, ?");
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    lf_sql_each_column (field, append_mark, sql);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

gboolean
lf_sql_insert (LfDb *db,
               const LfRecord *record,
               const GPtrArray *sort_keys,
               gboolean is_deleted,
               gint64 *ret_row,
               GError **error)
{
  static Texts texts;
  const LfEntity *entity = lf_record_entity (record);
  sqlite3_stmt *statement = lf_db_prepare (db, text_of (&texts, entity, make_insert), error);
  int index = 3;
  guint n_keys = 0;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, lf_record_id (record));
  if (is_deleted)
    sqlite3_bind_int (statement, 2, 1);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      bind_columns (statement, &index, &entity->fields[i], lf_record_get_at (record, i));
      if (lf_sql_has_key (&entity->fields[i]))
        lf_db_bind_bytes (statement, index++, sort_keys->pdata[n_keys++]);
    }
  if (!lf_db_run (db, statement, error))
    return FALSE;
  *ret_row = sqlite3_last_insert_rowid (lf_db_handle (db));
  return TRUE;
}

gboolean
lf_sql_update (LfDb *db,
               const LfEntity *entity,
               gint64 row,
               const LfField *field,
               const char *value,
               GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement;
  int index = 1;

  g_string_printf (sql, "UPDATE \"%s\" SET ", entity->name);
  lf_sql_each_column (field, append_assignment, sql);
  g_string_append (sql, " WHERE row = ?");
  statement = lf_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  bind_value (statement, &index, field, value);
  sqlite3_bind_int64 (statement, index, row);
  return lf_db_run (db, statement, error);
}

gboolean
lf_sql_update_table (LfDb *db,
                     const LfEntity *entity,
                     const char *table,
                     gint64 row,
                     GHashTable *values,
                     GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement;
  int index = 1;

  g_string_printf (sql, "UPDATE \"%s\" SET ", table);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (g_hash_table_contains (values, field->name))
      lf_sql_each_column (field, append_assignment, sql);
  if (g_str_has_suffix (sql->str, "SET "))
    return TRUE;
  g_string_append (sql, " WHERE row = ?");
  statement = lf_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (g_hash_table_contains (values, field->name))
      bind_value (statement, &index, field, g_hash_table_lookup (values, field->name));
  sqlite3_bind_int64 (statement, index, row);
  return lf_db_run (db, statement, error);
}

gboolean
lf_sql_set_deleted (
    LfDb *db, const LfEntity *entity, gint64 row, gboolean is_deleted, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "UPDATE \"%s\" SET deleted = ? WHERE row = ?", entity->name);

  if (statement == NULL)
    return FALSE;
  if (is_deleted)
    sqlite3_bind_int (statement, 1, 1);
  sqlite3_bind_int64 (statement, 2, row);
  return lf_db_run (db, statement, error);
}

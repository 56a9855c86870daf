/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fields were: the first edit since a moment says what its field held before. */

#include "config.h"

#include "lf-was.h"

#include "lf-edits.h"
#include "lf-store-private.h"

#include <string.h>

gint64
lf_was_end_of (const LfDate *day)
{
  LfDate last = lf_date_last_day (day);
  LfDate next = lf_date_add_days (&last, 1);
  g_autoptr (GDateTime) midnight = g_date_time_new_local (next.year, next.month, next.day, 0, 0, 0);

  return midnight == NULL ? G_MAXINT64 / 2 : g_date_time_to_unix (midnight) * G_USEC_PER_SEC;
}

/* ---- One record ---- */

/* A UUIDv7 begins with the milliseconds it was made at. */
static gboolean
has_younger_id (const char *id, gint64 end_us)
{
  guint8 bytes[LF_ID_BYTES];
  guint64 made_at = 0;

  lf_id_to_bytes (id, bytes);
  for (guint i = 0; i < 6; i++)
    made_at = made_at << 8 | bytes[i];
  return bytes[6] >> 4 == 7 && made_at >= (guint64) (end_us / 1000);
}

static gboolean
is_known_to_be_made (LfDb *db, const char *id, gboolean *ret_is, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT 1 FROM change_record WHERE id = ? AND is_new LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, ret_is, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

static GArray *
changes_since (LfDb *db, const char *id, gint64 end_us, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "SELECT DISTINCT c.n FROM change_record r CROSS JOIN change c ON c.n = r.change"
      " WHERE r.id = ?1 AND c.time_us >= ?2 ORDER BY c.time_us, c.n",
      error);

  if (statement != NULL)
    {
      lf_db_bind_id (statement, 1, id);
      sqlite3_bind_int64 (statement, 2, end_us);
    }
  return lf_db_read_numbers (db, statement, error);
}

/* What is found out, operation by operation in the order of their time. */
typedef struct
{
  const char *field;
  gboolean is_absent; /* made since, or deleted then */
  gboolean knows_deleted;
  gboolean is_found; /* an edit of the field */
  char *value;
} Search;

static void
take_op (Search *self, const LfOp *op)
{
  if (op->kind == LF_OP_PUT && op->is_new)
    self->is_absent = TRUE;
  if (op->kind != LF_OP_PUT && !self->knows_deleted)
    {
      self->knows_deleted = TRUE;
      self->is_absent = self->is_absent || op->kind == LF_OP_RESTORE;
    }
  for (guint i = 0; !self->is_found && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (strcmp (edit->field, self->field) != 0)
        continue;
      self->is_found = TRUE;
      self->value = g_strdup (edit->was);
    }
}

static gboolean
search (LfDb *db, const char *id, gint64 end_us, Search *search, GError **error)
{
  g_autoptr (GArray) changes = changes_since (db, id, end_us, error);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      g_autoptr (LfChange) change
          = lf_journal_load (db, g_array_index (changes, gint64, i), id, error);

      if (change == NULL)
        return FALSE;
      for (guint op = 0; op < change->ops->len; op++)
        take_op (search, change->ops->pdata[op]);
    }
  return changes != NULL;
}

gboolean
lf_was_read (LfDb *db,
             const char *id,
             const LfField *field,
             gint64 end_us,
             char **ret_value,
             gboolean *ret_is_another,
             GError **error)
{
  Search found = { field->name };
  gboolean is_made = TRUE;

  *ret_value = NULL;
  *ret_is_another = FALSE;
  if (has_younger_id (id, end_us) && !is_known_to_be_made (db, id, &is_made, error))
    return FALSE;
  if (!is_made)
    return TRUE;
  if (!search (db, id, end_us, &found, error))
    {
      g_free (found.value);
      return FALSE;
    }
  *ret_is_another = found.is_found && !found.is_absent;
  if (*ret_is_another)
    *ret_value = g_steal_pointer (&found.value);
  g_free (found.value);
  return TRUE;
}

/* ---- Conditions ---- */

/* What else than being made was recorded of records of an entity since a moment. */
#define WRITTEN_SINCE                                                                              \
  "SELECT r.id FROM change c CROSS JOIN change_record r ON r.change = c.n AND NOT r.is_new"        \
  " AND r.entity = ? WHERE c.time_us >= ?"

void
lf_sql_add_was (LfSql *self, const LfEntity *entity, const LfFilter *filter)
{
  LfDate day = { 0 };
  gint64 end_us;

  lf_date_from_canonical (filter->value, &day);
  end_us = lf_was_end_of (&day);
  g_string_append_c (self->text, '(');
  if (!self->is_of_one)
    {
      g_string_append (self->text, "t.id IN (" WRITTEN_SINCE ") AND ");
      lf_sql_bind (self, g_variant_new_string (entity->name));
      lf_sql_bind (self, g_variant_new_int64 (end_us));
    }
  g_string_append_printf (self->text, "lf_is_another (t.id, ?, ?, ?, ?, t.\"%s\"",
                          filter->field->name);
  if (filter->field->type == LF_VALUE_MONEY)
    g_string_append_printf (self->text, ", t.\"%1$s_currency\", t.\"%1$s_qualifier\"",
                            filter->field->name);
  g_string_append (self->text, "))");
  lf_sql_bind (self, g_variant_new_string (entity->name));
  lf_sql_bind (self, g_variant_new_string (filter->field->name));
  lf_sql_bind (self, g_variant_new_int64 (end_us));
  lf_sql_bind (self, g_variant_new_int64 (filter->op));
}

/* (transfer full) (nullable): canonical; of amounts the three columns that they take */
static char *
value_of (const LfField *field, sqlite3_value **values)
{
  LfMoney money = { 0 };

  if (sqlite3_value_type (values[0]) == SQLITE_NULL)
    return NULL;
  if (field->type != LF_VALUE_MONEY)
    return g_strdup ((const char *) sqlite3_value_text (values[0]));
  money.minor = sqlite3_value_int64 (values[0]);
  g_strlcpy (money.currency, (const char *) sqlite3_value_text (values[1]), sizeof money.currency);
  money.qualifier = (LfQualifier) sqlite3_value_int (values[2]);
  return lf_money_to_canonical (&money);
}

/* Numbers may be written in two ways. */
static gboolean
differs (const LfField *field, const char *now, const char *was)
{
  if (now == NULL || was == NULL)
    return now != was;
  if (field->type == LF_VALUE_MONEY)
    return strcmp (now, was) != 0;
  return lf_field_compare (field, now, was) != 0;
}

/* Of two currencies neither is more; of a month and a day in it neither is later. */
static gboolean
is_comparable (const LfField *field, const char *now, const char *was)
{
  LfMoney first, second;

  if (now == NULL || was == NULL)
    return FALSE;
  if (field->type == LF_VALUE_MONEY)
    return lf_money_from_canonical (now, &first) && lf_money_from_canonical (was, &second)
           && strcmp (first.currency, second.currency) == 0;
  return field->type != LF_VALUE_DATE
         || (!g_str_has_prefix (now, was) && !g_str_has_prefix (was, now));
}

static gboolean
is_so (const LfField *field, LfFilterOp op, const char *now, const char *was)
{
  if (op == LF_OP_NE)
    return differs (field, now, was);
  if (!is_comparable (field, now, was))
    return FALSE;
  return op == LF_OP_LT ? lf_field_compare (field, now, was) < 0
                        : lf_field_compare (field, now, was) > 0;
}

/* lf_is_another (id, entity, field, end, operator, what it is now…) */
static void
sql_is_another (sqlite3_context *context, int n, sqlite3_value **values)
{
  LfDb *db = sqlite3_user_data (context);
  const LfEntity *entity = lf_schema_find ((const char *) sqlite3_value_text (values[1]));
  const LfField *field = lf_entity_field (entity, (const char *) sqlite3_value_text (values[2]));
  LfFilterOp op = (LfFilterOp) sqlite3_value_int (values[4]);
  g_autofree char *id = lf_id_from_bytes (sqlite3_value_blob (values[0]));
  g_autofree char *now = value_of (field, values + 5);
  g_autofree char *was = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_another;

  if (lf_was_read (db, id, field, sqlite3_value_int64 (values[3]), &was, &is_another, &error))
    sqlite3_result_int (context, is_another && is_so (field, op, now, was));
  else
    sqlite3_result_error (context, error->message, -1);
}

int
lf_was_register (LfDb *db)
{
  return sqlite3_create_function (lf_db_handle (db), "lf_is_another", -1, SQLITE_UTF8, db,
                                  sql_is_another, NULL, NULL);
}

/* ---- Amounts ---- */

typedef struct
{
  gint64 row;
  char *id;
} Written;

static void
written_clear (gpointer written)
{
  g_free (((Written *) written)->id);
}

/* (transfer full) (element-type Written) */
static GArray *
list_written (LfDb *db, const LfEntity *entity, gint64 end_us, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error, "SELECT e.row, e.id FROM main.\"%s\" e WHERE e.id IN (" WRITTEN_SINCE ")",
      entity->name);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Written));
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  g_array_set_clear_func (all, written_clear);
  lf_db_bind_text (statement, 1, entity->name);
  sqlite3_bind_int64 (statement, 2, end_us);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      const Written one = { sqlite3_column_int64 (statement, 0), lf_db_id (statement, 1) };

      g_array_append_val (all, one);
    }
  return has_row ? NULL : g_steal_pointer (&all);
}

static gboolean
add_amount (GHashTable *amounts,
            LfDb *db,
            const Written *of,
            const LfField *field,
            gint64 end_us,
            GError **error)
{
  g_autofree char *was = NULL;
  gboolean is_another;
  LfMoney money;

  if (!lf_was_read (db, of->id, field, end_us, &was, &is_another, error))
    return FALSE;
  if (was != NULL && lf_money_from_canonical (was, &money))
    g_hash_table_insert (amounts, g_memdup2 (&of->row, sizeof of->row),
                         g_memdup2 (&money, sizeof money));
  return TRUE;
}

GHashTable *
lf_was_amounts (
    LfDb *db, const LfEntity *entity, const LfField *field, const LfDate *day, GError **error)
{
  gint64 end_us = lf_was_end_of (day);
  g_autoptr (GArray) written = list_written (db, entity, end_us, error);
  g_autoptr (GHashTable) amounts
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; written != NULL && i < written->len; i++)
    if (!add_amount (amounts, db, &g_array_index (written, Written, i), field, end_us, error))
      return NULL;
  return written == NULL ? NULL : g_steal_pointer (&amounts);
}

gboolean
lf_was_read_amount_again (GHashTable *amounts,
                          LfDb *db,
                          const LfEntity *entity,
                          const LfField *field,
                          const LfDate *day,
                          gint64 row,
                          GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "SELECT id FROM main.\"%s\" WHERE row = ?", entity->name);
  g_autofree char *id = NULL;
  gboolean has_row;

  g_hash_table_remove (amounts, &row);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  id = has_row ? lf_db_id (statement, 0) : NULL;
  sqlite3_reset (statement);
  return id == NULL
         || add_amount (amounts, db, &(Written){ row, id }, field, lf_was_end_of (day), error);
}

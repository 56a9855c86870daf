/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions on columns. A comparison is made once for each distinct value, by the rules of
 * lf-sql-where.c; what columns do not hold SQLite is asked for, once for a moment of the store. */

#include "config.h"

#include "lf-column-set-private.h"

#include <math.h>
#include <string.h>

/* ---- What columns hold ---- */

/* Titles are many, and the index finds them. */
static gboolean
is_of_column (const LfFilter *filter, LfHeldAs *ret_held_as)
{
  const LfField *field = filter->field;

  *ret_held_as = LF_HELD_CODES;
  if (filter->op == LF_OP_CONTAINS)
    return FALSE;
  switch (field->type)
    {
    case LF_VALUE_MONEY:
      *ret_held_as = LF_HELD_MONEY;
      return TRUE;
    case LF_VALUE_INTEGER:
    case LF_VALUE_FLAG:
    case LF_VALUE_DECIMAL:
    case LF_VALUE_QUANTITY:
      *ret_held_as = LF_HELD_NUMBERS;
      return TRUE;
    case LF_VALUE_CHOICE:
    case LF_VALUE_DATE:
      return TRUE;
    case LF_VALUE_REFERENCE:
      return filter->value == NULL || lf_id_is_valid (filter->value);
    case LF_VALUE_TEXT:
      return !(field->flags & LF_FIELD_TITLE);
    default:
      return FALSE;
    }
}

void
lf_column_set_want_filter (GArray *wanted, const LfFilter *filter)
{
  LfFieldColumnOf of = { NULL };

  if (filter == NULL || filter->kind == LF_FILTER_RELATED)
    return;
  if (filter->kind == LF_FILTER_COMPARE && is_of_column (filter, &of.held_as))
    {
      of.field = filter->field;
      lf_column_set_want (wanted, &of);
    }
  lf_column_set_want_filter (wanted, filter->left);
  lf_column_set_want_filter (wanted, filter->right);
}

/* ---- Comparing ---- */

static gboolean
is_so (LfFilterOp op, int order)
{
  switch (op)
    {
    case LF_OP_NE:
      return order != 0;
    case LF_OP_LT:
      return order < 0;
    case LF_OP_LE:
      return order <= 0;
    case LF_OP_GT:
      return order > 0;
    case LF_OP_GE:
      return order >= 0;
    default:
      return order == 0;
    }
}

/* By the precision that @value is given in: what begins with it is equal to it. */
static gboolean
is_date_so (LfFilterOp op, const char *date, const char *value)
{
  int order = g_str_has_prefix (date, value) ? 0 : strcmp (date, value);

  return is_so (op, order);
}

static gboolean
is_choice_so (const LfFilter *filter, const char *key)
{
  const LfOption *option = lf_field_option (filter->field, key),
                 *other = lf_field_option (filter->field, filter->value);

  return option != NULL && is_so (filter->op, (option > other) - (option < other));
}

/* Whatever the operator says, a reference is or is not the one. */
static gboolean
is_id_so (const LfFilter *filter, const char *bytes, gsize size)
{
  guint8 id[LF_ID_BYTES];
  gboolean is_it;

  lf_id_to_bytes (filter->value, id);
  is_it = size == sizeof id && memcmp (bytes, id, sizeof id) == 0;
  return is_it != (filter->op == LF_OP_NE);
}

static gboolean
is_value_so (const LfFilter *filter, const char *data, gsize size)
{
  switch (filter->field->type)
    {
    case LF_VALUE_DATE:
      return is_date_so (filter->op, data, filter->value);
    case LF_VALUE_CHOICE:
      return filter->op == LF_OP_NE ? strcmp (data, filter->value) != 0
                                    : is_choice_so (filter, data);
    case LF_VALUE_REFERENCE:
      return is_id_so (filter, data, size);
    default:
      return is_so (filter->op, strcmp (data, filter->value));
    }
}

/* What is blank is equal to blank and unequal to all else. */
static gboolean
is_blank_so (const LfFilter *filter)
{
  return filter->value == NULL ? filter->op == LF_OP_EQ : filter->op == LF_OP_NE;
}

static void
match_codes (const LfFieldColumn *column,
             const LfFilter *filter,
             const GArray *rows,
             guint8 *ret_is)
{
  guint32 last = lf_values_last (column->values);
  g_autofree guint8 *of_code = g_new0 (guint8, last + 1);

  of_code[0] = (guint8) is_blank_so (filter);
  for (guint32 code = 1; code <= last; code++)
    {
      gsize size;
      const char *data = lf_values_get (column->values, code, &size);

      of_code[code] = (guint8) (filter->value == NULL ? filter->op == LF_OP_NE
                                                      : is_value_so (filter, data, size));
    }
  for (guint i = 0; i < rows->len; i++)
    ret_is[i] = of_code[column->codes[g_array_index (rows, guint32, i)]];
}

static void
match_numbers (const LfFieldColumn *column,
               const LfFilter *filter,
               const GArray *rows,
               guint8 *ret_is)
{
  double value = filter->value == NULL ? 0 : g_ascii_strtod (filter->value, NULL);
  gboolean is_blank_too = is_blank_so (filter);

  for (guint i = 0; i < rows->len; i++)
    {
      double number = column->numbers[g_array_index (rows, guint32, i)];

      ret_is[i] = (guint8) (isnan (number) ? is_blank_too
                            : filter->value == NULL
                                ? filter->op == LF_OP_NE
                                : is_so (filter->op, (number > value) - (number < value)));
    }
}

/* Amounts in one currency are no more, no less and not as much as those in another. */
static void
match_money (const LfFieldColumn *column,
             const LfFilter *filter,
             const GArray *rows,
             guint8 *ret_is)
{
  LfMoney money = { 0 };
  gboolean is_blank_too = is_blank_so (filter);
  guint32 currency;

  if (filter->value != NULL)
    lf_money_from_canonical (filter->value, &money);
  currency = lf_values_find (column->currencies, money.currency, strlen (money.currency));
  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      guint16 mark = column->marks[row];
      gint64 minor = column->minors[row];

      if (mark == 0)
        ret_is[i] = (guint8) is_blank_too;
      else if (filter->value == NULL || currency == 0 || mark / 2 != currency)
        ret_is[i] = filter->op == LF_OP_NE;
      else
        ret_is[i] = (guint8) is_so (filter->op, (minor > money.minor) - (minor < money.minor));
    }
}

static void
match_comparison (const LfColumnSet *self,
                  const LfFilter *filter,
                  LfHeldAs held_as,
                  const GArray *rows,
                  guint8 *ret_is)
{
  const LfFieldColumn *column
      = lf_column_set_get (self, &(LfFieldColumnOf){ NULL, filter->field, held_as });

  if (held_as == LF_HELD_MONEY)
    match_money (column, filter, rows, ret_is);
  else if (held_as == LF_HELD_NUMBERS)
    match_numbers (column, filter, rows, ret_is);
  else
    match_codes (column, filter, rows, ret_is);
}

/* ---- What SQLite knows ---- */

/* (transfer full): a statement with what is bound to it */
static char *
name_of (const LfSql *sql)
{
  GString *name = g_string_new (sql->text->str);

  for (guint i = 0; i < sql->values->len; i++)
    {
      g_autofree char *value = g_variant_print (sql->values->pdata[i], /* type_annotate= */ TRUE);

      g_string_append_printf (name, "\n%s", value);
    }
  return g_string_free (name, FALSE);
}

static gboolean
read_set (const LfColumnSet *self, LfDb *db, LfSql *sql, GByteArray *set, GError **error)
{
  sqlite3_stmt *statement = lf_sql_prepare (sql, db, error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    set->data[sqlite3_column_int64 (statement, 0)] = TRUE;
  return !has_row;
}

/* (transfer none): by row */
static const guint8 *
find_set (LfColumnSet *self, LfDb *db, const LfFilter *filter, GError **error)
{
  g_autofree char *select = g_strdup_printf (
      "SELECT t.row FROM \"%s\" t WHERE t.deleted IS NULL AND ", self->entity->name);
  g_autoptr (LfSql) sql = lf_sql_new (select);
  g_autoptr (GByteArray) set = NULL;
  GByteArray *known;
  g_autofree char *name = NULL;

  sql->is_past = self->is_past;
  lf_sql_add_filter (sql, self->entity, filter);
  name = name_of (sql);
  known = g_hash_table_lookup (self->sets, name);
  if (known != NULL)
    return known->data;
  set = g_byte_array_new ();
  g_byte_array_set_size (set, self->n_rows);
  memset (set->data, 0, set->len);
  if (!read_set (self, db, sql, set, error))
    return NULL;
  if (g_hash_table_size (self->sets) >= LF_COLUMN_SET_MOST_SETS)
    g_hash_table_remove_all (self->sets);
  known = g_steal_pointer (&set);
  g_hash_table_insert (self->sets, g_steal_pointer (&name), known);
  return known->data;
}

static gboolean
match_by_sql (LfColumnSet *self,
              LfDb *db,
              const LfFilter *filter,
              const GArray *rows,
              guint8 *ret_is,
              GError **error)
{
  const guint8 *set = find_set (self, db, filter, error);

  for (guint i = 0; set != NULL && i < rows->len; i++)
    ret_is[i] = set[g_array_index (rows, guint32, i)];
  return set != NULL;
}

/* ---- All of it ---- */

static gboolean match (LfColumnSet *self,
                       LfDb *db,
                       const LfFilter *filter,
                       const GArray *rows,
                       guint8 *ret_is,
                       GError **error);

static gboolean
match_both (LfColumnSet *self,
            LfDb *db,
            const LfFilter *filter,
            const GArray *rows,
            guint8 *ret_is,
            GError **error)
{
  g_autofree guint8 *right = g_new (guint8, MAX (rows->len, 1));

  if (!match (self, db, filter->left, rows, ret_is, error)
      || !match (self, db, filter->right, rows, right, error))
    return FALSE;
  if (filter->kind == LF_FILTER_AND)
    for (guint i = 0; i < rows->len; i++)
      ret_is[i] &= right[i];
  else
    for (guint i = 0; i < rows->len; i++)
      ret_is[i] |= right[i];
  return TRUE;
}

static gboolean
match (LfColumnSet *self,
       LfDb *db,
       const LfFilter *filter,
       const GArray *rows,
       guint8 *ret_is,
       GError **error)
{
  LfHeldAs held_as;

  switch (filter->kind)
    {
    case LF_FILTER_AND:
    case LF_FILTER_OR:
      return match_both (self, db, filter, rows, ret_is, error);
    case LF_FILTER_NOT:
      if (!match (self, db, filter->left, rows, ret_is, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        ret_is[i] ^= TRUE;
      return TRUE;
    case LF_FILTER_COMPARE:
      if (!is_of_column (filter, &held_as))
        return match_by_sql (self, db, filter, rows, ret_is, error);
      match_comparison (self, filter, held_as, rows, ret_is);
      return TRUE;
    case LF_FILTER_ALL:
      memset (ret_is, TRUE, rows->len);
      return TRUE;
    case LF_FILTER_SEARCH:
    case LF_FILTER_RELATED:
    default:
      return match_by_sql (self, db, filter, rows, ret_is, error);
    }
}

guint8 *
lf_column_set_match (
    LfColumnSet *self, LfDb *db, const LfFilter *filter, const GArray *rows, GError **error)
{
  g_autofree guint8 *is = g_new0 (guint8, MAX (rows->len, 1));

  return match (self, db, filter, rows, is, error) ? g_steal_pointer (&is) : NULL;
}

static GArray *
live_rows (const LfColumnSet *self)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint32), self->n_rows);

  for (guint32 row = 0; row < self->n_rows; row++)
    if (self->is_live[row])
      g_array_append_val (rows, row);
  return rows;
}

static GArray *
keep (const GArray *rows, const guint8 *is)
{
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (guint32), rows->len);

  for (guint i = 0; i < rows->len; i++)
    if (is[i])
      g_array_append_val (kept, g_array_index (rows, guint32, i));
  return kept;
}

/* Those of a query of chosen rows. */
static GArray *
chosen_rows (const LfColumnSet *self, const GArray *chosen)
{
  g_autofree guint8 *is = g_new0 (guint8, MAX (self->n_rows, 1));
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < chosen->len; i++)
    if (g_array_index (chosen, gint64, i) < self->n_rows)
      is[g_array_index (chosen, gint64, i)] = TRUE;
  for (guint32 row = 0; row < self->n_rows; row++)
    if (is[row] && self->is_live[row])
      g_array_append_val (rows, row);
  return rows;
}

GArray *
lf_column_set_rows (LfColumnSet *self, LfDb *db, const LfQuery *query, GError **error)
{
  const GArray *chosen = lf_query_rows (query);
  const LfFilter *filter = lf_query_filter (query);
  g_autoptr (GArray) rows = chosen == NULL ? live_rows (self) : chosen_rows (self, chosen);
  g_autofree guint8 *is = NULL;

  if (filter == NULL || filter->kind == LF_FILTER_ALL)
    return g_steal_pointer (&rows);
  is = lf_column_set_match (self, db, filter, rows, error);
  return is == NULL ? NULL : keep (rows, is);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions on columns. A comparison is made once for each distinct value, by the rules of
 * lf-sql-where.c; what columns do not hold SQLite is asked for, once for a moment of the store. */

#include "config.h"

#include "lf-column-set-private.h"

#include <math.h>
#include <string.h>

/* ---- What columns hold ---- */

/* Titles are many, and the index finds them; what lies in what, park<=X, only the table tells. */
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
      return filter->op != LF_OP_LE && (filter->value == NULL || lf_id_is_valid (filter->value));
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

static gboolean
is_code_so (const LfFieldColumn *column, const LfFilter *filter, guint32 code)
{
  gsize size;
  const char *data;

  switch (filter->kind)
    {
    case LF_FILTER_AND:
      return is_code_so (column, filter->left, code) && is_code_so (column, filter->right, code);
    case LF_FILTER_OR:
      return is_code_so (column, filter->left, code) || is_code_so (column, filter->right, code);
    case LF_FILTER_NOT:
      return !is_code_so (column, filter->left, code);
    default:
      break;
    }
  if (code == 0)
    return is_blank_so (filter);
  if (filter->value == NULL)
    return filter->op == LF_OP_NE;
  data = lf_values_get (column->values, code, &size);
  return is_value_so (filter, data, size);
}

static void
match_codes (const LfFieldColumn *column,
             const LfFilter *filter,
             const GArray *rows,
             guint8 *ret_is)
{
  guint32 last = lf_values_last (column->values);
  g_autofree guint8 *of_code = g_new0 (guint8, last + 1);
  const guint32 *row = (const guint32 *) (gconstpointer) rows->data, *codes = column->codes;
  guint n_rows = rows->len;

  for (guint32 code = 0; code <= last; code++)
    of_code[code] = (guint8) is_code_so (column, filter, code);
  for (guint i = 0; i < n_rows; i++)
    ret_is[i] = of_code[codes[row[i]]];
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

/* (nullable): the field whose values alone decide on @filter, and that is held in codes */
static const LfField *
only_field (const LfFilter *filter)
{
  LfHeldAs held_as;
  const LfField *field;

  switch (filter->kind)
    {
    case LF_FILTER_COMPARE:
      return is_of_column (filter, &held_as) && held_as == LF_HELD_CODES ? filter->field : NULL;
    case LF_FILTER_NOT:
      return only_field (filter->left);
    case LF_FILTER_AND:
    case LF_FILTER_OR:
      field = only_field (filter->left);
      return field != NULL && only_field (filter->right) == field ? field : NULL;
    default:
      return NULL;
    }
}

/* ---- What SQLite knows ---- */

/* What is asked about: @is is to say of each of @rows whether it is so. */
typedef struct
{
  const GArray *rows; /* (element-type guint32) */
  guint8 *is;
} Match;

static gboolean
match_by_sql (LfColumnSet *self, LfDb *db, const LfFilter *filter, const Match *of, GError **error)
{
  const guint8 *set = lf_column_set_ask (self, db, filter, error);
  const guint32 *rows = (const guint32 *) (gconstpointer) of->rows->data;
  guint n_rows = set == NULL ? 0 : of->rows->len;
  guint8 *is = of->is;

  for (guint i = 0; i < n_rows; i++)
    is[i] = set[rows[i]];
  return set != NULL;
}

/* ---- All of it ---- */

static gboolean
match (LfColumnSet *self, LfDb *db, const LfFilter *filter, const Match *of, GError **error);

/* (transfer full): the rows that are @undecided. No branches, here and below: which way they go
 * cannot be foretold. */
static GArray *
list_undecided (const Match *of, guint8 undecided)
{
  GArray *few = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 *rows = (const guint32 *) (gconstpointer) of->rows->data;
  const guint8 *is = of->is;
  guint n_rows = of->rows->len, n = 0;
  guint32 *at;

  g_array_set_size (few, n_rows + 1);
  at = (guint32 *) (gpointer) few->data;
  for (guint i = 0; i < n_rows; i++)
    {
      at[n] = rows[i];
      n += is[i] == undecided;
    }
  g_array_set_size (few, n);
  return few;
}

/* What the left condition leaves open, where that is little: the right one is asked about it alone.
 */
static gboolean
match_few (LfColumnSet *self, LfDb *db, const LfFilter *filter, const Match *of, GError **error)
{
  guint8 undecided = filter->kind == LF_FILTER_AND, *is = of->is;
  g_autoptr (GArray) few = list_undecided (of, undecided);
  g_autofree guint8 *right = lf_column_set_match (self, db, filter->right, few, error);
  guint n_rows = right == NULL ? 0 : of->rows->len, n = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      guint8 is_open = is[i] == undecided;

      is[i] = (guint8) ((is_open & right[n]) | ((is_open ^ TRUE) & is[i]));
      n += is_open;
    }
  return right != NULL;
}

static guint
count_so (const Match *of)
{
  const guint8 *is = of->is;
  guint n_rows = of->rows->len, n = 0;

  for (guint i = 0; i < n_rows; i++)
    n += is[i];
  return n;
}

static gboolean
match_both (LfColumnSet *self, LfDb *db, const LfFilter *filter, const Match *of, GError **error)
{
  gboolean is_and = filter->kind == LF_FILTER_AND;
  guint n_rows = of->rows->len, n_so;
  g_autofree guint8 *right = NULL;
  guint8 *is = of->is;

  if (!match (self, db, filter->left, of, error))
    return FALSE;
  n_so = count_so (of);
  if ((is_and ? n_so : n_rows - n_so) < n_rows / 2)
    return match_few (self, db, filter, of, error);
  right = lf_column_set_match (self, db, filter->right, of->rows, error);
  if (right == NULL)
    return FALSE;
  if (is_and)
    for (guint i = 0; i < n_rows; i++)
      is[i] &= right[i];
  else
    for (guint i = 0; i < n_rows; i++)
      is[i] |= right[i];
  return TRUE;
}

static void
match_comparison (const LfColumnSet *self, const LfFilter *filter, LfHeldAs as, const Match *of)
{
  const LfFieldColumn *column
      = lf_column_set_get (self, &(LfFieldColumnOf){ NULL, filter->field, as });

  if (as == LF_HELD_MONEY)
    match_money (column, filter, of->rows, of->is);
  else
    match_numbers (column, filter, of->rows, of->is);
}

static gboolean
match (LfColumnSet *self, LfDb *db, const LfFilter *filter, const Match *of, GError **error)
{
  const LfField *field = only_field (filter);
  LfHeldAs as;

  if (field != NULL)
    {
      LfFieldColumnOf column = { NULL, field, LF_HELD_CODES };

      match_codes (lf_column_set_get (self, &column), filter, of->rows, of->is);
      return TRUE;
    }
  switch (filter->kind)
    {
    case LF_FILTER_AND:
    case LF_FILTER_OR:
      return match_both (self, db, filter, of, error);
    case LF_FILTER_NOT:
      if (!match (self, db, filter->left, of, error))
        return FALSE;
      for (guint i = 0; i < of->rows->len; i++)
        of->is[i] ^= TRUE;
      return TRUE;
    case LF_FILTER_COMPARE:
      if (!is_of_column (filter, &as))
        return match_by_sql (self, db, filter, of, error);
      match_comparison (self, filter, as, of);
      return TRUE;
    case LF_FILTER_ALL:
      memset (of->is, TRUE, of->rows->len);
      return TRUE;
    case LF_FILTER_SEARCH:
    case LF_FILTER_RELATED:
    case LF_FILTER_WAS:
    default:
      return match_by_sql (self, db, filter, of, error);
    }
}

guint8 *
lf_column_set_match (
    LfColumnSet *self, LfDb *db, const LfFilter *filter, const GArray *rows, GError **error)
{
  g_autofree guint8 *is = g_new0 (guint8, rows->len + 1);
  const Match of = { rows, is };

  return match (self, db, filter, &of, error) ? g_steal_pointer (&is) : NULL;
}

/* (transfer full): those of the first @n_rows rows that are so */
static GArray *
rows_that_are (const guint8 *is, guint n_rows)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 *at;

  g_array_set_size (rows, n_rows);
  at = (guint32 *) (gpointer) rows->data;
  for (guint32 row = 0; row < n_rows; row++)
    {
      *at = row;
      at += is[row] != 0;
    }
  g_array_set_size (rows, (guint) (at - (guint32 *) (gpointer) rows->data));
  return rows;
}

static void
keep (GArray *rows, const guint8 *is)
{
  guint32 *at = (guint32 *) (gpointer) rows->data, *kept = at;
  guint n_rows = rows->len;

  for (guint i = 0; i < n_rows; i++)
    {
      *kept = at[i];
      kept += is[i] != 0;
    }
  g_array_set_size (rows, (guint) (kept - at));
}

/* Those of a query of chosen rows. */
static GArray *
chosen_rows (const LfColumnSet *self, const GArray *chosen)
{
  g_autofree guint8 *is = g_new0 (guint8, MAX (self->n_rows, 1));

  for (guint i = 0; i < chosen->len; i++)
    {
      gint64 row = g_array_index (chosen, gint64, i);

      if (row >= 0 && row < self->n_rows)
        is[row] = self->is_live[row];
    }
  return rows_that_are (is, self->n_rows);
}

GArray *
lf_column_set_rows (LfColumnSet *self, LfDb *db, const LfQuery *query, GError **error)
{
  const GArray *chosen = lf_query_rows (query);
  const LfFilter *filter = lf_query_filter (query);
  g_autoptr (GArray) rows
      = chosen == NULL ? rows_that_are (self->is_live, self->n_rows) : chosen_rows (self, chosen);
  g_autofree guint8 *is = NULL;

  if (filter == NULL || filter->kind == LF_FILTER_ALL)
    return g_steal_pointer (&rows);
  is = lf_column_set_match (self, db, filter, rows, error);
  if (is == NULL)
    return NULL;
  keep (rows, is);
  return g_steal_pointer (&rows);
}

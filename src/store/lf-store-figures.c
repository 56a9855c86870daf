/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of records: one statement for all that can be added up, one more for each that needs its
 * values themselves. */

#include "config.h"

#include "lf-store-figures.h"

#include "lf-store-private.h"

#include <string.h>

typedef struct
{
  LfQuery *query;
  const LfGrouping *groupings;
  guint n_groupings;
  const LfFigure *figures;
  guint n_figures;
} Request;

/* What is known so far: groups in the order they were met. */
typedef struct
{
  const Request *request;
  GPtrArray *groups;  /* (element-type LfFigureGroup) */
  GHashTable *by_key; /* (element-type utf8 LfFigureGroup) */
} Tally;

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

void
lf_figure_value_clear (LfFigureValue *self)
{
  g_clear_pointer (&self->days, g_array_unref);
}

void
lf_figure_value_add (LfFigureValue *self, const LfFigureValue *other)
{
  self->n += other->n;
  self->sum += other->sum;
  if (!lf_totals_merge (&self->totals, &other->totals))
    g_warning ("a sum does not fit");
  if (other->days == NULL)
    return;
  if (self->days == NULL)
    self->days = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_vals (self->days, other->days->data, other->days->len);
  g_array_sort (self->days, compare_days);
}

void
lf_figure_group_free (LfFigureGroup *self)
{
  for (guint i = 0; i < LF_GROUPINGS_MOST; i++)
    g_free (self->keys[i]);
  for (guint i = 0; i < self->n_values; i++)
    lf_figure_value_clear (&self->values[i]);
  g_free (self->values);
  g_free (self);
}

static LfFigureGroup *
add_group (Tally *self, char **keys /* (transfer full) */)
{
  LfFigureGroup *group = g_new0 (LfFigureGroup, 1);

  memcpy (group->keys, keys, sizeof group->keys);
  group->n_values = self->request->n_figures;
  group->values = g_new0 (LfFigureValue, group->n_values);
  for (guint i = 0; i < group->n_values; i++)
    if (self->request->figures[i].kind == LF_FIGURE_DAYS)
      group->values[i].days = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (self->groups, group);
  return group;
}

/* ---- Groups ---- */

static void
add_key_column (LfSql *sql, const LfGrouping *grouping)
{
  g_autofree char *own = lf_sql_column (grouping->field, grouping->via == NULL ? "t." : "r.");
  g_autofree char *column
      = grouping->via == NULL ? g_strdup (own)
                              : g_strdup_printf ("(SELECT %s FROM \"%s\" r WHERE r.id = t.\"%s\")",
                                                 own, grouping->via->target, grouping->via->name);

  switch (grouping->cut)
    {
    case LF_CUT_YEAR:
      g_string_append_printf (sql->text, "substr (%s, 1, 4)", column);
      break;
    case LF_CUT_MONTH:
      g_string_append_printf (sql->text, "substr (%s, 1, 7)", column);
      break;
    case LF_CUT_QUARTER:
      g_string_append_printf (sql->text,
                              "substr (%1$s, 1, 4) || CASE WHEN length (%1$s) > 4 THEN '-Q' ||"
                              " ((substr (%1$s, 6, 2) + 2) / 3) ELSE '' END",
                              column);
      break;
    case LF_CUT_NONE:
    default:
      g_string_append (sql->text, column);
      break;
    }
}

static LfSql *
begin (const Request *request)
{
  LfSql *sql = lf_sql_new ("SELECT ");

  for (guint i = 0; i < request->n_groupings; i++)
    {
      add_key_column (sql, &request->groupings[i]);
      g_string_append (sql->text, ", ");
    }
  return sql;
}

/* @n_more: columns behind the groupings' that make groups, too */
static void
end (LfSql *sql, const Request *request, guint n_more)
{
  guint n = request->n_groupings + n_more;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql->text, "%s%u", i == 0 ? " GROUP BY " : ", ", i + 1);
}

static LfFigureGroup *
find_group (Tally *self, sqlite3_stmt *statement)
{
  char *keys[LF_GROUPINGS_MOST] = { NULL };
  g_autofree char *joined = NULL;
  LfFigureGroup *group;

  for (guint i = 0; i < self->request->n_groupings; i++)
    if (sqlite3_column_type (statement, (int) i) != SQLITE_NULL)
      keys[i] = self->request->groupings[i].field->type == LF_VALUE_REFERENCE
                    ? lf_db_id (statement, (int) i)
                    : lf_db_text (statement, (int) i);
  joined
      = g_strdup_printf ("%s\n%s", keys[0] == NULL ? "" : keys[0], keys[1] == NULL ? "" : keys[1]);
  group = g_hash_table_lookup (self->by_key, joined);
  if (group == NULL)
    {
      group = add_group (self, keys);
      g_hash_table_insert (self->by_key, g_steal_pointer (&joined), group);
      return group;
    }
  for (guint i = 0; i < LF_GROUPINGS_MOST; i++)
    g_free (keys[i]);
  return group;
}

static void
add_within (LfSql *sql, const LfFigure *figure, const char *before, const char *behind)
{
  const LfFilter *filter = figure->within == NULL ? NULL : lf_query_filter (figure->within);

  if (filter == NULL || filter->kind == LF_FILTER_ALL)
    return;
  g_string_append (sql->text, before);
  lf_sql_add_filter (sql, lf_query_entity (figure->within), filter);
  g_string_append (sql->text, behind);
}

/* ---- Counts and sums ---- */

static gboolean
is_money (const LfFigure *figure)
{
  return figure->kind == LF_FIGURE_SUM && figure->field->type == LF_VALUE_MONEY;
}

static void
add_figure_columns (LfSql *sql, const LfFigure *figure)
{
  if (figure->kind == LF_FIGURE_DAYS)
    return;
  if (figure->kind == LF_FIGURE_SUM)
    {
      g_string_append_printf (sql->text, ", sum (t.\"%s\")", figure->field->name);
      add_within (sql, figure, " FILTER (WHERE ", ")");
      g_string_append_printf (sql->text, ", count (t.\"%s\")", figure->field->name);
    }
  else
    g_string_append (sql->text, ", count (*)");
  add_within (sql, figure, " FILTER (WHERE ", ")");
}

/* The fields of money that are added up, each once: what they are told in makes groups. */
static guint
find_currencies (const Request *request, const LfField **ret_fields)
{
  guint n = 0;

  for (guint i = 0; i < request->n_figures; i++)
    {
      const LfField *field = request->figures[i].field;
      guint k = 0;

      while (k < n && ret_fields[k] != field)
        k++;
      if (is_money (&request->figures[i]) && k == n)
        ret_fields[n++] = field;
    }
  return n;
}

static LfSql *
sums_sql (const Request *request, const LfField **currencies, guint n_currencies)
{
  LfSql *sql = begin (request);

  sql->is_past = lf_query_as_of (request->query) != NULL;
  for (guint i = 0; i < n_currencies; i++)
    g_string_append_printf (sql->text, "t.\"%1$s_currency\", t.\"%1$s_qualifier\" <> 0, ",
                            currencies[i]->name);
  g_string_append (sql->text, "count (*)");
  for (guint i = 0; i < request->n_figures; i++)
    add_figure_columns (sql, &request->figures[i]);
  g_string_append_printf (sql->text, " FROM \"%s\" t", lf_query_entity (request->query)->name);
  lf_sql_add_where (sql, request->query);
  end (sql, request, 2 * n_currencies);
  return sql;
}

static void
add_money (LfFigureValue *value,
           const LfFigure *figure,
           sqlite3_stmt *statement,
           int currency_column,
           int column)
{
  LfTotals part = { .n = 1 };
  gint64 n = sqlite3_column_int64 (statement, column + 1);

  if (n == 0)
    return;
  g_strlcpy (part.totals[0].currency,
             (const char *) sqlite3_column_text (statement, currency_column),
             sizeof part.totals[0].currency);
  part.totals[0].minor = sqlite3_column_int64 (statement, column);
  if (sqlite3_column_int (statement, currency_column + 1))
    part.totals[0].n_qualified = n;
  else
    part.totals[0].n_exact = n;
  value->n += n;
  if (!lf_totals_merge (&value->totals, &part))
    g_warning ("the sum of %s does not fit", figure->field->name);
}

static void
add_sums (Tally *self, sqlite3_stmt *statement, const LfField **currencies, guint n_currencies)
{
  const Request *request = self->request;
  LfFigureGroup *group = find_group (self, statement);
  int column = (int) (request->n_groupings + 2 * n_currencies + 1);

  for (guint i = 0; i < request->n_figures; i++)
    {
      const LfFigure *figure = &request->figures[i];
      LfFigureValue *value = &group->values[i];
      guint k = 0;

      if (figure->kind == LF_FIGURE_DAYS)
        continue;
      while (is_money (figure) && currencies[k] != figure->field)
        k++;
      if (is_money (figure))
        add_money (value, figure, statement, (int) (request->n_groupings + 2 * k), column);
      else if (figure->kind == LF_FIGURE_SUM)
        {
          value->sum += sqlite3_column_double (statement, column);
          value->n += sqlite3_column_int64 (statement, column + 1);
        }
      else
        value->n += sqlite3_column_int64 (statement, column);
      column += figure->kind == LF_FIGURE_SUM ? 2 : 1;
    }
}

static gboolean
read_sums (Tally *self, LfDb *db, GError **error)
{
  g_autofree const LfField **currencies = g_new0 (const LfField *, self->request->n_figures);
  guint n_currencies = find_currencies (self->request, currencies);
  g_autoptr (LfSql) sql = sums_sql (self->request, currencies, n_currencies);
  sqlite3_stmt *statement = lf_sql_prepare (sql, db, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    add_sums (self, statement, currencies, n_currencies);
  return !has_row;
}

/* ---- Days ---- */

static LfSql *
days_sql (const Request *request, const LfFigure *figure)
{
  LfSql *sql = begin (request);
  const char *since = figure->since->name;
  g_autofree char *until = lf_date_to_canonical (&figure->until);
  g_autofree char *last = figure->field == NULL ? g_strdup_printf ("'%s'", until)
                                                : g_strdup_printf ("t.\"%s\"", figure->field->name);

  g_string_append_printf (sql->text, "julianday (%1$s) - julianday (t.\"%2$s\") FROM \"%3$s\" t",
                          last, since, lf_query_entity (request->query)->name);
  lf_sql_add_where (sql, request->query);
  add_within (sql, figure, " AND ", "");
  g_string_append_printf (
      sql->text, " AND length (t.\"%1$s\") = 10 AND length (%2$s) = 10 AND %2$s >= t.\"%1$s\"",
      since, last);
  return sql;
}

static gboolean
read_days (Tally *self, LfDb *db, guint index, GError **error)
{
  g_autoptr (LfSql) sql = days_sql (self->request, &self->request->figures[index]);
  sqlite3_stmt *statement = lf_sql_prepare (sql, db, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      LfFigureValue *value = &find_group (self, statement)->values[index];
      int days = sqlite3_column_int (statement, (int) self->request->n_groupings);

      g_array_append_val (value->days, days);
      value->n++;
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      LfFigureGroup *group = self->groups->pdata[i];

      g_array_sort (group->values[index].days, compare_days);
    }
  return !has_row;
}

/* ---- All of it ---- */

/* By the keys as they are written, blank last. */
static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const LfFigureGroup *first = *(LfFigureGroup *const *) a, *second = *(LfFigureGroup *const *) b;

  for (guint i = 0; i < LF_GROUPINGS_MOST; i++)
    {
      int order = first->keys[i] == NULL || second->keys[i] == NULL
                      ? (first->keys[i] == NULL) - (second->keys[i] == NULL)
                      : strcmp (first->keys[i], second->keys[i]);

      if (order != 0)
        return order;
    }
  return 0;
}

static gpointer
read_figures (LfDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (GPtrArray) groups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_figure_group_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Tally tally = { request, groups, by_key };

  if (!read_sums (&tally, db, error))
    return NULL;
  for (guint i = 0; i < request->n_figures; i++)
    if (request->figures[i].kind == LF_FIGURE_DAYS && !read_days (&tally, db, i, error))
      return NULL;
  if (request->n_groupings == 0 && groups->len == 0)
    add_group (&tally, (char *[LF_GROUPINGS_MOST]){ NULL });
  g_ptr_array_sort (groups, compare_keys);
  return g_steal_pointer (&groups);
}

GPtrArray *
lf_store_figures_sync (LfStore *self,
                       LfQuery *query,
                       const LfGrouping *groupings,
                       guint n_groupings,
                       const LfFigure *figures,
                       guint n_figures,
                       GError **error)
{
  Request request = { query, groupings, n_groupings, figures, n_figures };
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();

  g_return_val_if_fail (n_groupings <= LF_GROUPINGS_MOST, NULL);
  g_ptr_array_add (queries, query);
  for (guint i = 0; i < n_figures; i++)
    if (figures[i].within != NULL)
      g_ptr_array_add (queries, figures[i].within);
  return lf_store_read_queries (self, (LfQuery *const *) queries->pdata, queries->len, read_figures,
                                &request, error);
}

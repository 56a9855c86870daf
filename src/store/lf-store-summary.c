/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many records a list holds and what they add up to. */

#include "config.h"

#include "lf-store-figures.h"
#include "lf-store-private.h"

#include <math.h>
#include <string.h>

static const LfField *
summed_field (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_SUMMED) && field->type == LF_VALUE_MONEY)
      return field;
  return NULL;
}

static gboolean
is_quantity (const LfField *field)
{
  return (field->flags & LF_FIELD_SUMMED)
         && (field->type == LF_VALUE_QUANTITY || field->type == LF_VALUE_INTEGER
             || field->type == LF_VALUE_DECIMAL);
}

static void
find_quantities (LfSummary *summary, const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (is_quantity (field) && summary->n_quantities < LF_SUMMARY_MOST_QUANTITIES)
      summary->quantities[summary->n_quantities++].field = field;
}

/* Money first, in groups of one currency each; then a sum and a count of each quantity. */
static LfSql *
summary_sql (const LfQuery *query, const LfSummary *summary)
{
  const LfField *field = summary->field;
  LfSql *sql = lf_sql_new ("SELECT count (*)");

  if (field == NULL)
    g_string_append (sql->text, ", NULL, NULL, NULL");
  else
    g_string_append_printf (sql->text,
                            ", t.\"%1$s_currency\", t.\"%1$s_qualifier\" <> 0, sum (t.\"%1$s\")",
                            field->name);
  for (guint i = 0; i < summary->n_quantities; i++)
    g_string_append_printf (sql->text, ", sum (t.\"%1$s\"), count (t.\"%1$s\")",
                            summary->quantities[i].field->name);
  g_string_append_printf (sql->text, " FROM \"%s\" t", lf_query_entity (query)->name);
  lf_sql_add_where (sql, query);
  if (field != NULL)
    g_string_append (sql->text, " GROUP BY 2, 3");
  return sql;
}

static void
add_quantities (LfSummary *summary, sqlite3_stmt *statement)
{
  for (guint i = 0; i < summary->n_quantities; i++)
    {
      summary->quantities[i].sum += sqlite3_column_double (statement, 4 + 2 * (int) i);
      summary->quantities[i].n += sqlite3_column_int64 (statement, 5 + 2 * (int) i);
    }
}

static void
add_group (LfSummary *summary, sqlite3_stmt *statement)
{
  gint64 n = sqlite3_column_int64 (statement, 0);
  LfTotals part = { .n = 1 };

  summary->n += n;
  add_quantities (summary, statement);
  if (summary->field == NULL)
    return;
  if (sqlite3_column_type (statement, 1) == SQLITE_NULL)
    {
      summary->n_blank += n;
      return;
    }
  g_strlcpy (part.totals[0].currency, (const char *) sqlite3_column_text (statement, 1),
             sizeof part.totals[0].currency);
  part.totals[0].minor = sqlite3_column_int64 (statement, 3);
  if (sqlite3_column_int (statement, 2))
    part.totals[0].n_qualified = n;
  else
    part.totals[0].n_exact = n;
  if (!lf_totals_merge (&summary->totals, &part))
    g_warning ("the sum of %s does not fit", summary->field->name);
}

static gpointer
read_summary (LfDb *db, gpointer data, GError **error)
{
  const LfQuery *query = data;
  g_autofree LfSummary *summary = g_new0 (LfSummary, 1);
  g_autoptr (LfSql) sql = NULL;
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  summary->field = summed_field (lf_query_entity (query));
  find_quantities (summary, lf_query_entity (query));
  sql = summary_sql (query, summary);
  statement = lf_sql_prepare (sql, db, error);
  if (statement == NULL)
    return NULL;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    add_group (summary, statement);
  return has_row ? NULL : g_steal_pointer (&summary);
}

gboolean
lf_store_summary_sync (LfStore *self, const LfQuery *query, LfSummary *ret_summary, GError **error)
{
  g_autofree LfSummary *summary
      = lf_store_read_query (self, query, read_summary, (gpointer) query, error);

  if (summary != NULL)
    *ret_summary = *summary;
  return summary != NULL;
}

void
lf_store_summary_async (LfStore *self,
                        const LfQuery *query,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  lf_store_read_query_async (self, query, read_summary, lf_query_ref ((LfQuery *) query),
                             (GDestroyNotify) lf_query_unref, g_free, cancellable, callback,
                             user_data);
}

gboolean
lf_store_summary_finish (LfStore *self,
                         GAsyncResult *result,
                         LfSummary *ret_summary,
                         GError **error)
{
  g_autofree LfSummary *summary = g_task_propagate_pointer (G_TASK (result), error);

  if (summary != NULL)
    *ret_summary = *summary;
  return summary != NULL;
}

/* All records first, then the money, then each quantity. */
gboolean
lf_store_figures_summary_sync (LfStore *self,
                               LfQuery *query,
                               LfSummary *ret_summary,
                               GError **error)
{
  LfSummary summary = { .field = summed_field (lf_query_entity (query)) };
  LfFigure figures[2 + LF_SUMMARY_MOST_QUANTITIES] = { { .kind = LF_FIGURE_COUNT } };
  g_autoptr (GPtrArray) groups = NULL;
  const LfFigureValue *values;
  guint n = 1;

  find_quantities (&summary, lf_query_entity (query));
  if (summary.field != NULL)
    figures[n++] = (LfFigure){ .kind = LF_FIGURE_SUM, .field = summary.field };
  for (guint i = 0; i < summary.n_quantities; i++)
    figures[n++] = (LfFigure){ .kind = LF_FIGURE_SUM, .field = summary.quantities[i].field };
  groups = lf_store_figures_sync (self, query, NULL, 0, figures, n, error);
  if (groups == NULL)
    return FALSE;
  values = ((const LfFigureGroup *) groups->pdata[0])->values;
  summary.n = values[0].n;
  if (summary.field != NULL)
    {
      summary.totals = values[1].totals;
      summary.n_blank = summary.n - values[1].n;
    }
  for (guint i = 0; i < summary.n_quantities; i++)
    {
      const LfFigureValue *value = &values[n - summary.n_quantities + i];

      summary.quantities[i].sum = value->sum;
      summary.quantities[i].n = value->n;
    }
  *ret_summary = summary;
  return TRUE;
}

/* ---- For people ---- */

/* As money is written: 12,500. */
static void
group_digits (GString *number)
{
  gsize sign = *number->str == '-' ? 1 : 0;
  gssize first = (gssize) sign, whole = (gssize) strspn (number->str + sign, "0123456789");

  for (gssize at = first + whole - 3; at > first; at -= 3)
    g_string_insert_c (number, at, ',');
}

/* Two decimals at most: adding leaves more behind. */
static char *
format_quantity (const LfQuantityTotal *quantity)
{
  double rounded = round (quantity->sum * 100) / 100;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) number = NULL;

  g_ascii_formatd (digits, sizeof digits, "%.12g", rounded);
  number = g_string_new (digits);
  group_digits (number);
  return lf_field_format (quantity->field, number->str);
}

char *
lf_summary_format (const LfSummary *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->field != NULL)
    {
      g_autofree char *totals = lf_totals_format (&self->totals);

      g_string_append_printf (text, "%s %s", lf_field_label (self->field), totals);
    }
  for (guint i = 0; i < self->n_quantities; i++)
    if (self->quantities[i].n > 0)
      {
        g_autofree char *sum = format_quantity (&self->quantities[i]);

        g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                                lf_field_label (self->quantities[i].field), sum);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report beside what plain SQL says: asks for each figure of its rows, and compares each cell. */

#include "config.h"

#include "plain-sql.h"
#include "report-fixture.h"

#include <math.h>
#include <string.h>

#define TOTAL "Total"

typedef struct
{
  sqlite3 *db;
  const PlainReport *plain;
  const LfReportOptions *options;
  const LfReport *report;
  char *row;         /* SQL of what a row is of */
  GHashTable *found; /* (element-type utf8 utf8): "row\ncolumn" → what SQL says */
  GHashTable *rows;  /* (element-type utf8): that SQL has */
} Check;

/* ---- What rows are of ---- */

/* (transfer full): the name of what the record @of holds in @by */
static char *
name_of (const PlainReport *plain, const char *of, const char *by, const char *entity)
{
  const LfField *field = lf_entity_field (lf_schema_find (entity), by);

  if (field != NULL && field->target != NULL)
    return g_strdup_printf ("(SELECT %s FROM %s x WHERE x.id = %s.%s)",
                            lf_entity_title (lf_schema_find (field->target))->name, field->target,
                            of, by);
  return field != NULL && field->options != NULL
             ? g_strdup_printf ("label ('%s', '%s', %s.%s)", entity, by, of, by)
             : g_strdup_printf ("%s.%s", of, by);
}

static char *
value_of (const PlainReport *plain, const char *by)
{
  g_autofree char *listed = g_strdup_printf ("|%s|", by);
  g_autofree char *of_other = NULL;

  if (strcmp (by, "all") == 0)
    return g_strdup_printf ("'%s'", plain->whole == NULL ? "All together" : plain->whole);
  if (strcmp (by, "year") == 0)
    return g_strdup_printf ("substr (p.%s, 1, 4)", plain->date);
  if (strcmp (by, "month") == 0)
    return g_strdup_printf ("substr (p.%s, 1, 7)", plain->date);
  if (strcmp (by, "day") == 0)
    return g_strdup_printf ("p.%s", plain->date);
  if (strcmp (by, "quarter") == 0)
    return g_strdup_printf ("CASE WHEN length (p.%1$s) = 4 THEN p.%1$s ELSE substr (p.%1$s, 1, 4)"
                            " || '-Q' || ((substr (p.%1$s, 6, 2) + 2) / 3) END",
                            plain->date);
  if (plain->via == NULL || strstr (plain->own, listed) != NULL)
    return name_of (plain, "p", by, plain->entity);
  of_other = name_of (plain, "q", by, plain->via);
  return g_strdup_printf ("(SELECT %s FROM %s q WHERE q.id = p.%s)", of_other, plain->via,
                          plain->via);
}

static char *
row_of (const PlainReport *plain, const char *by)
{
  const char *blank = plain->blank == NULL ? "Not known" : plain->blank;
  g_autofree char *value = plain->row == NULL || strstr (plain->row, "%s") != NULL
                               ? value_of (plain, by == NULL ? "all" : by)
                               : g_strdup (plain->row);
  char *named = g_strdup_printf ("coalesce (%s, '%s')", value, blank);

  if (plain->row != NULL && strstr (plain->row, "%s") != NULL)
    {
      GString *row = g_string_new (plain->row);

      g_string_replace (row, "%s", named, 0);
      g_free (named);
      return g_string_free (row, FALSE);
    }
  return named;
}

static gboolean
is_cut (const char *by)
{
  return by != NULL
         && g_strv_contains ((const char *const[]){ "year", "month", "quarter", "day", NULL }, by);
}

/* ---- Asking ---- */

static void
bind_text (sqlite3_stmt *statement, const char *name, const char *value)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  if (index > 0)
    sqlite3_bind_text (statement, index, value, -1, SQLITE_TRANSIENT);
}

static void
bind_days (const Check *self, sqlite3_stmt *statement, gboolean is_total)
{
  gboolean has_period = self->options->from.year != 0;
  int index = sqlite3_bind_parameter_index (statement, ":is_total");

  bind_text (statement, ":from", has_period ? "2023-02" : "2026-03-01");
  bind_text (statement, ":until", has_period ? "2026-03~" : "~");
  bind_text (statement, ":year_from", has_period ? "2023-02" : "2026");
  bind_text (statement, ":year_until", has_period ? "2026-03~" : "2026~");
  bind_text (statement, ":year", has_period ? "2023" : "2026");
  bind_text (statement, ":to_date_from", has_period ? "2023-02" : "2026");
  bind_text (statement, ":to_date_until", has_period ? "2026-03~" : "2026-03-15~");
  bind_text (statement, ":earlier_from", has_period ? "2022-02" : "2025");
  bind_text (statement, ":earlier_until", has_period ? "2025-03~" : "2025-03-15~");
  bind_text (statement, ":today", "2026-03-15");
  if (index > 0)
    sqlite3_bind_int (statement, index, is_total);
}

/* (transfer full): all but what is selected. @join: (nullable) */
static char *
from_and_where (const Check *self, const char *join, const char *where)
{
  const PlainReport *plain = self->plain;
  GString *sql = g_string_new (NULL);
  gboolean has_period = self->options->from.year != 0;

  g_string_printf (sql, " FROM %s%s%s WHERE p.deleted IS NULL", plain->from,
                   join == NULL ? "" : " JOIN ", join == NULL ? "" : join);
  if (plain->where != NULL)
    g_string_append_printf (sql, " AND (%s)", plain->where);
  if (plain->date != NULL && has_period)
    g_string_append_printf (sql, " AND p.%1$s >= :from AND p.%1$s < :until", plain->date);
  else if (plain->date != NULL && is_cut (self->options->by))
    g_string_append_printf (sql, " AND p.%s IS NOT NULL", plain->date);
  if (where != NULL)
    g_string_append_printf (sql, " AND (%s)", where);
  return g_string_free (sql, FALSE);
}

/* Rows of "row, values…", of all rows and of the total. @format: %1$s: the row, %2$s: from where */
static sqlite3_stmt *
ask (const Check *self,
     const char *join,
     const char *select,
     const char *where,
     const char *more,
     gboolean is_total)
{
  g_autofree char *from = from_and_where (self, join, where);
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s, %s%s GROUP BY %s%s", is_total ? "'" TOTAL "' AS r" : self->row,
                         select, from, is_total ? "r" : self->row, more);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (self->db), sql);
  bind_days (self, statement, is_total);
  return statement;
}

static void
keep (Check *self, const char *row, const char *column, char *value /* (transfer full) */)
{
  char *key = g_strconcat (row, "\n", column, NULL);
  char *before = g_hash_table_lookup (self->found, key);

  g_hash_table_insert (self->found, key,
                       before == NULL ? value : g_strconcat (before, "; ", value, NULL));
  if (before != NULL)
    g_free (value);
}

static const char *
text_at (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

/* ---- Figures ---- */

static void
ask_number (Check *self,
            const PlainFigure *figure,
            const char *column,
            const char *select,
            const char *where,
            gboolean is_total)
{
  sqlite3_stmt *statement = ask (self, figure->join, select, where, "", is_total);

  while (sqlite3_step (statement) == SQLITE_ROW)
    keep (self, text_at (statement, 0), column,
          sqlite3_column_type (statement, 1) == SQLITE_NULL ? g_strdup ("nan")
          : figure->kind == PLAIN_COUNT || figure->kind == PLAIN_SUM
              ? g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) sqlite3_column_int64 (statement, 1))
          : figure->kind == PLAIN_DAY
              ? g_strdup (text_at (statement, 1))
              : g_strdup_printf ("%.6f", sqlite3_column_double (statement, 1)));
  sqlite3_finalize (statement);
}

/* Of each currency: what it comes to, how many of it are exact, how many are not. */
static void
ask_money (
    Check *self, const PlainFigure *figure, const char *column, const char *also, gboolean is_total)
{
  g_autofree char *field
      = g_strdup_printf ("%s.%s", figure->join == NULL ? "p" : "o", figure->what);
  g_autofree char *where = g_strdup_printf ("%s IS NOT NULL AND (%s) AND (%s)", field,
                                            figure->where == NULL ? "1" : figure->where, also);
  g_autofree char *more = g_strdup_printf (", %1$s_currency ORDER BY %1$s_currency", field);
  g_autofree char *sum = g_strdup_printf (
      figure->kind == PLAIN_AWARD ? "CAST (round (sum (%s) * 2 / 1000.0) AS INTEGER)" : "sum (%s)",
      field);
  g_autofree char *select = g_strdup_printf (
      "%1$s_currency, %2$s, sum (%1$s_qualifier = 0), sum (%1$s_qualifier > 0)", field, sum);
  sqlite3_stmt *statement = ask (self, figure->join, select, where, more, is_total);

  while (sqlite3_step (statement) == SQLITE_ROW)
    keep (self, text_at (statement, 0), column,
          g_strdup_printf ("%s %s %s=%s", text_at (statement, 1), text_at (statement, 2),
                           text_at (statement, 3), text_at (statement, 4)));
  sqlite3_finalize (statement);
}

/* The whole statement is written out: "row, currency, minor, how many". */
static void
ask_expected (Check *self, const PlainFigure *figure)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, figure->what, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (self->db), figure->what);
  while (sqlite3_step (statement) == SQLITE_ROW)
    keep (self, text_at (statement, 0), figure->column,
          g_strdup_printf ("%s %s 0=%s", text_at (statement, 1), text_at (statement, 2),
                           text_at (statement, 3)));
  sqlite3_finalize (statement);
}

/* Told only where both are in one currency, the same. */
static void
ask_part (Check *self, const PlainFigure *figure, gboolean is_total)
{
  gboolean is_part = figure->kind == PLAIN_PART;
  const char *part = figure->what, *whole = is_part ? figure->what : figure->where;
  g_autofree char *all = from_and_where (self, NULL, NULL);
  g_autofree char *outer
      = is_part ? g_strdup_printf ("(SELECT sum (p.%1$s)%2$s), (SELECT count (DISTINCT"
                                   " p.%1$s_currency)%2$s), (SELECT min (p.%1$s_currency)%2$s)",
                                   whole, all)
                : g_strdup_printf ("sum (p.%1$s), count (DISTINCT p.%1$s_currency),"
                                   " min (p.%1$s_currency)",
                                   whole);
  g_autofree char *select
      = g_strdup_printf ("coalesce (sum (p.%1$s), 0), count (DISTINCT p.%1$s_currency),"
                         " min (p.%1$s_currency), %2$s",
                         part, outer);
  sqlite3_stmt *statement = ask (self, NULL, select, NULL, "", is_total);

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *own = text_at (statement, 3), *of = text_at (statement, 6);
      gboolean is_told
          = sqlite3_column_int (statement, 2) <= 1 && sqlite3_column_int (statement, 5) == 1
            && (own == NULL || strcmp (own, of) == 0) && sqlite3_column_int64 (statement, 4) != 0;

      keep (self, text_at (statement, 0), figure->column,
            is_told ? g_strdup_printf ("%.6f", 100 * sqlite3_column_double (statement, 1)
                                                   / sqlite3_column_double (statement, 4))
                    : g_strdup ("nan"));
    }
  sqlite3_finalize (statement);
}

/* Between two values as far as the quantile lies between them; half a day is one. */
static int
days_of (const GArray *days, PlainKind kind)
{
  static const double shares[] = { [PLAIN_LEAST] = 0,   [PLAIN_LOWER] = .25, [PLAIN_MEDIAN] = .5,
                                   [PLAIN_UPPER] = .75, [PLAIN_MOST] = 1,    [PLAIN_MEAN] = 0 };
  double place = shares[kind] * (days->len - 1), sum = 0;
  guint below = (guint) place;
  int low = g_array_index (days, int, below),
      high = g_array_index (days, int, MIN (below + 1, days->len - 1));

  for (guint i = 0; i < days->len; i++)
    sum += g_array_index (days, int, i);
  return (int) floor (
      0.5 + (kind == PLAIN_MEAN ? sum / days->len : low + (place - below) * (high - low)));
}

static void
ask_days (Check *self, const PlainFigure *figure, gboolean is_total)
{
  g_autofree char *known = g_strdup_printf ("(%s) IS NOT NULL AND (%s)", figure->what,
                                            figure->where == NULL ? "1" : figure->where);
  g_autofree char *select = g_strdup_printf ("(%s) AS days", figure->what);
  sqlite3_stmt *statement = ask (self, NULL, select, known, ", days, p.id ORDER BY 1, 2", is_total);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *row = NULL;
  gboolean is_more = TRUE;

  while (is_more)
    {
      const char *next;
      int taken;

      is_more = sqlite3_step (statement) == SQLITE_ROW;
      next = is_more ? text_at (statement, 0) : NULL;
      if (row != NULL && g_strcmp0 (next, row) != 0)
        {
          keep (self, row, figure->column, g_strdup_printf ("%d", days_of (days, figure->kind)));
          g_array_set_size (days, 0);
        }
      if (!is_more)
        break;
      g_free (row);
      row = g_strdup (next);
      taken = sqlite3_column_int (statement, 1);
      g_array_append_val (days, taken);
    }
  sqlite3_finalize (statement);
}

static void
ask_figure (
    Check *self, const PlainFigure *figure, const char *column, const char *also, gboolean is_total)
{
  const char *id = figure->what == NULL ? "p.id" : figure->what;
  const char *where = figure->where == NULL ? "1" : figure->where;
  g_autofree char *within = also == NULL ? g_strdup ("1") : g_strdup (also);
  g_autofree char *all = from_and_where (self, NULL, NULL);
  g_autofree char *select = NULL;

  switch (figure->kind)
    {
    case PLAIN_COUNT:
      select = g_strdup_printf ("count (%sCASE WHEN (%s) AND (%s) THEN %s END)",
                                figure->what == NULL ? "" : "DISTINCT ", where, within, id);
      break;
    case PLAIN_SUM:
      select = g_strdup_printf ("coalesce (sum (%s), 0)", figure->what);
      break;
    case PLAIN_RATE:
      select = g_strdup_printf ("100.0 * count (CASE WHEN %s THEN 1 END)"
                                " / nullif (count (CASE WHEN %s THEN 1 END), 0)",
                                figure->what, figure->where);
      break;
    case PLAIN_SHARE:
      select = g_strdup_printf ("100.0 * count (*) / nullif ((SELECT count (*)%s), 0)", all);
      break;
    case PLAIN_PERCENT:
      select = g_strdup (figure->what);
      break;
    case PLAIN_DAY:
      select = g_strdup_printf ("min (%s)", figure->what);
      break;
    case PLAIN_MONEY:
    case PLAIN_AWARD:
      ask_money (self, figure, column, within, is_total);
      return;
    case PLAIN_EXPECTED:
      ask_expected (self, figure);
      return;
    case PLAIN_PART:
    case PLAIN_DIVIDED:
      ask_part (self, figure, is_total);
      return;
    case PLAIN_NOT_SAID:
      return;
    default:
      ask_days (self, figure, is_total);
      return;
    }
  ask_number (self, figure, column, select, NULL, is_total);
}

static const PlainFigure *
find_figure (const PlainReport *plain, const char *column)
{
  const PlainFigure *figure = plain->figures;

  while (figure->column != NULL && strcmp (figure->column, column) != 0)
    figure++;
  return figure->column == NULL ? NULL : figure;
}

static void
ask_column (Check *self, const char *column, gboolean is_total)
{
  const PlainFigure *figure = find_figure (self->plain, column);
  g_autofree char *also = NULL;

  if (figure != NULL)
    {
      ask_figure (self, figure, column, NULL, is_total);
      return;
    }
  g_assert_nonnull (self->plain->across);
  also = strcmp (column, "blank") == 0 ? g_strdup_printf ("%s IS NULL", self->plain->across)
                                       : g_strdup_printf ("%s = '%s'", self->plain->across, column);
  ask_figure (self, &self->plain->figures[0], column, also, is_total);
}

/* ---- The report's side ---- */

static char *
money_text (const LfTotals *totals)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < totals->n; i++)
    g_ptr_array_add (
        parts, g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "=%" G_GINT64_FORMAT,
                                totals->totals[i].currency, totals->totals[i].minor,
                                totals->totals[i].n_exact, totals->totals[i].n_qualified));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("; ", (char **) parts->pdata);
}

static char *
cell_text (const LfReportColumn *column, const LfReportCell *cell)
{
  switch (column->type)
    {
    case LF_COLUMN_MONEY:
      return money_text (&cell->totals);
    case LF_COLUMN_PERCENT:
      return isnan (cell->percent) ? g_strdup ("nan") : g_strdup_printf ("%.6f", cell->percent);
    case LF_COLUMN_TEXT:
    case LF_COLUMN_DATE:
      return g_strdup (cell->text);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->count);
    }
}

/* What a row says where SQL found nothing in it: it has no share of what is something. */
static const char *
nothing_of (const Check *self, const LfReportColumn *column, const PlainFigure *figure)
{
  g_autofree char *of_all = g_strconcat (TOTAL "\n", column->name, NULL);
  const char *whole = g_hash_table_lookup (self->found, of_all);
  gboolean is_share = figure != NULL && (figure->kind == PLAIN_SHARE || figure->kind == PLAIN_PART);

  if (column->type == LF_COLUMN_MONEY)
    return "";
  if (column->type != LF_COLUMN_PERCENT)
    return "0";
  return is_share && whole != NULL && strcmp (whole, "nan") != 0 ? "0.000000" : "nan";
}

static char *
as_shown (const PlainFigure *figure, const char *text)
{
  LfDate day;

  if (figure == NULL || figure->kind != PLAIN_DAY)
    return g_strdup (text);
  return lf_date_from_canonical (text, &day) ? lf_date_format (&day) : g_strdup ("–");
}

/* Money in the order of its codes, CNY first. */
static char *
in_order (const char *money)
{
  g_auto (GStrv) parts = g_strsplit (money, "; ", -1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (char **part = parts; *part != NULL; part++)
    g_ptr_array_insert (sorted, g_str_has_prefix (*part, "CNY") ? 0 : -1, *part);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv ("; ", (char **) sorted->pdata);
}

static void
compare_cell (Check *self, const char *row, guint c, const LfReportCell *cell)
{
  const LfReportColumn *column = self->report->columns->pdata[c];
  const PlainFigure *figure = find_figure (self->plain, column->name);
  g_autofree char *key = g_strconcat (row, "\n", column->name, NULL);
  const char *found = g_hash_table_lookup (self->found, key);
  g_autofree char *told = cell_text (column, cell);
  g_autofree char *said = NULL;
  g_autofree char *ordered = NULL;

  if (figure != NULL && figure->kind == PLAIN_NOT_SAID)
    return;
  if (cell->is_blank && (found == NULL || strcmp (row, TOTAL) == 0))
    return;
  said = as_shown (figure, found == NULL ? nothing_of (self, column, figure) : found);
  ordered = column->type == LF_COLUMN_MONEY ? in_order (said) : g_strdup (said);
  if (g_strcmp0 (ordered, told) != 0)
    g_error ("%s by %s, %s in %s: SQL says %s, the report %s", self->report->name,
             self->options->by == NULL ? "itself" : self->options->by, column->name, row, ordered,
             told);
}

/* Both texts where a row is told by two. */
static char *
label_of (const Check *self, const GPtrArray *row)
{
  const LfReportColumn *second = self->report->columns->pdata[1];

  return second->type == LF_COLUMN_TEXT
             ? g_strconcat (report_cell ((GPtrArray *) row, 0)->text, "|",
                            report_cell ((GPtrArray *) row, 1)->text, NULL)
             : g_strdup (report_cell ((GPtrArray *) row, 0)->text);
}

static void
compare_row (Check *self, const GPtrArray *row)
{
  g_autofree char *label = label_of (self, row);
  guint first = strchr (label, '|') != NULL ? 2 : 1;

  for (guint c = first; c < row->len; c++)
    compare_cell (self, label, c, row->pdata[c]);
  g_hash_table_remove (self->rows, label);
}

static void
list_rows (Check *self)
{
  sqlite3_stmt *statement = ask (self, NULL, "1", NULL, "", FALSE);

  while (sqlite3_step (statement) == SQLITE_ROW)
    g_hash_table_add (self->rows, g_strdup (text_at (statement, 0)));
  sqlite3_finalize (statement);
}

void
plain_check (LfStore *store, sqlite3 *db, const PlainReport *plain, const LfReportOptions *options)
{
  g_autoptr (LfReport) report = run_report (store, plain->report, options);
  Check self = { db, plain, options, report };

  self.row = row_of (plain, options->by);
  self.found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list_rows (&self);
  for (guint c = 1; c < report->columns->len; c++)
    {
      const LfReportColumn *column = report->columns->pdata[c];

      if (column->type == LF_COLUMN_TEXT && find_figure (plain, column->name) == NULL)
        continue;
      ask_column (&self, column->name, FALSE);
      if (!plain->has_total)
        ask_column (&self, column->name, TRUE);
    }
  for (guint i = 0; i < report->rows->len; i++)
    compare_row (&self, report->rows->pdata[i]);
  if (report->total != NULL)
    compare_row (&self, report->total);
  g_hash_table_remove (self.rows, TOTAL);
  if (g_hash_table_size (self.rows) > 0)
    g_error ("%s by %s: the report has no row of %s", report->name, options->by,
             (char *) g_hash_table_get_keys (self.rows)->data);
  g_hash_table_unref (self.found);
  g_hash_table_unref (self.rows);
  g_free (self.row);
}

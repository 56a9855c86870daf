/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores to report on, and reports as lines of text. */

#include "config.h"

#include "report-fixture.h"

#include "lf-import.h"

#include <string.h>

const LfReportOptions no_options = { .today = { 2026, 3, 15 } };

char *
add_given (LfStore *store, const char *entity, ...)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  const char *assignment;
  va_list args;

  va_start (args, entity);
  while ((assignment = va_arg (args, const char *)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (assignment, "=", 2);

      lf_record_set (record, parts[0], *parts[1] == '\0' ? NULL : parts[1]);
    }
  va_end (args);
  lf_change_create (change, record);
  commit_change (store, change);
  return g_strdup (lf_record_id (record));
}

void
import_zone (LfStore *store)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
  const LfImportOptions options = { .entity = project_entity () };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import = lf_import_plan_sync (store, path, &options, NULL, &error);

  g_assert_no_error (error);
  lf_import_commit_sync (import, store, &error);
  g_assert_no_error (error);
}

LfReport *
run_report (LfStore *store, const char *name, const LfReportOptions *options)
{
  g_autoptr (GError) error = NULL;
  LfReport *report = lf_report_run_sync (store, name, options, &error);

  g_assert_no_error (error);
  return report;
}

const LfReportCell *
report_cell (GPtrArray *row, guint column)
{
  g_assert_cmpuint (column, <, row->len);
  return row->pdata[column];
}

static void
assert_line (const LfReport *report, GPtrArray *row, const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (row->len, ==, report->columns->len);
  for (guint c = 0; c < row->len; c++)
    {
      g_autofree char *cell = lf_report_cell_format (report->columns->pdata[c], row->pdata[c]);

      g_string_append_printf (text, "%s%s", c > 0 ? "|" : "", cell);
    }
  g_assert_cmpstr (text->str, ==, line);
}

void
assert_lines (const LfReport *report, const char *const *lines)
{
  guint n = report->rows->len;

  g_assert_cmpuint (g_strv_length ((char **) lines), ==, n + (report->total == NULL ? 0 : 1));
  for (guint i = 0; i < n; i++)
    assert_line (report, report->rows->pdata[i], lines[i]);
  if (report->total != NULL)
    assert_line (report, report->total, lines[n]);
}

/* What the records of @list hold in @field, added up without any of the reports' code. */
static LfTotals
add_up_money (GPtrArray *list, const char *field)
{
  LfTotals totals = { 0 };

  for (guint i = 0; i < list->len; i++)
    {
      const char *amount = lf_record_get (list->pdata[i], field);
      LfMoney money;

      if (amount == NULL)
        continue;
      g_assert_true (lf_money_from_canonical (amount, &money));
      g_assert_true (lf_totals_add (&totals, &money));
    }
  return totals;
}

static gint64
add_up_numbers (GPtrArray *list, const char *field)
{
  gint64 sum = 0;

  for (guint i = 0; i < list->len; i++)
    if (lf_record_get (list->pdata[i], field) != NULL)
      sum += g_ascii_strtoll (lf_record_get (list->pdata[i], field), NULL, 10);
  return sum;
}

static GPtrArray *
list_behind (LfStore *store, const LfReport *report, const LfReportCell *cell)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (cell->entity == NULL ? report->entity : cell->entity,
                                              cell->filter, NULL, &no_options.today, &error);
  GPtrArray *list;

  g_assert_no_error (error);
  list = lf_store_list_sync (store, query, 0, &error);
  g_assert_no_error (error);
  return list;
}

static void
assert_told (const LfReportColumn *heading, const LfReportCell *cell, GPtrArray *list)
{
  if (heading->type == LF_COLUMN_COUNT)
    g_assert_cmpint (cell->count, ==,
                     heading->sums == NULL ? list->len
                                           : add_up_numbers (list, heading->sums->name));
  if (heading->type == LF_COLUMN_MONEY && !heading->is_worked_out)
    {
      LfTotals totals
          = add_up_money (list, heading->sums == NULL ? "total_investment" : heading->sums->name);

      g_assert_cmpuint (cell->totals.n, ==, totals.n);
      for (guint i = 0; i < totals.n; i++)
        g_assert_true (memcmp (&cell->totals.totals[i], &totals.totals[i], sizeof (LfTotal)) == 0);
    }
}

void
assert_drills_down (LfStore *store, const LfReport *report, GPtrArray *row, guint column)
{
  const LfReportCell *cell = report_cell (row, column);
  g_autoptr (GPtrArray) list = list_behind (store, report, cell);

  assert_told (report->columns->pdata[column], cell, list);
}

void
assert_row_drills_down (LfStore *store, const LfReport *report, GPtrArray *row)
{
  g_autoptr (GHashTable) lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint c = 1; c < row->len; c++)
    {
      const LfReportCell *cell = report_cell (row, c);
      g_autofree char *key = NULL;
      GPtrArray *list;

      if (cell->filter == NULL)
        continue;
      key = g_strconcat (cell->entity == NULL ? "" : cell->entity->name, "\n", cell->filter, NULL);
      list = g_hash_table_lookup (lists, key);
      if (list == NULL)
        {
          list = list_behind (store, report, cell);
          g_hash_table_insert (lists, g_steal_pointer (&key), list);
        }
      assert_told (report->columns->pdata[c], cell, list);
    }
}

void
assert_rows_add_up (const LfReport *report)
{
  for (guint c = 1; c < report->columns->len; c++)
    {
      const LfReportColumn *column = report->columns->pdata[c];
      LfTotals totals = { 0 };
      gint64 n = 0;

      for (guint i = 0; i < report->rows->len; i++)
        {
          const LfReportCell *cell = report_cell (report->rows->pdata[i], c);

          n += cell->count;
          g_assert_true (lf_totals_merge (&totals, &cell->totals));
        }
      /* Others that several rows have count once. */
      if (column->type == LF_COLUMN_COUNT && report_cell (report->total, c)->entity == NULL
          && !report_cell (report->total, c)->is_blank)
        g_assert_cmpint (report_cell (report->total, c)->count, ==, n);
      if (column->type == LF_COLUMN_MONEY && !column->is_worked_out)
        g_assert_true (memcmp (&report_cell (report->total, c)->totals, &totals, sizeof totals)
                       == 0);
    }
}

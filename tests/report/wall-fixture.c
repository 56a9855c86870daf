/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stores to make wall charts of, and looking at what they say. */

#include "config.h"

#include "wall-fixture.h"

#include "report-fixture.h"

#include <string.h>

static LfRecord *
new_project (const char *name, const char *field, const char *value, const char *amount)
{
  LfRecord *project = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (project, "name", name);
  lf_record_set (project, "stage", "signed");
  lf_record_set (project, "signed_date", "2026-01-05");
  lf_record_set (project, field, value);
  lf_record_set (project, "total_investment", amount);
  return project;
}

void
add_many (LfStore *store, guint n, const char *field, const char *value, const char *amount)
{
  g_autoptr (LfChange) change = lf_change_new ("many");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u 高端装备智能制造产业园一期项目", amount, i);
      g_autoptr (LfRecord) project = new_project (name, field, value, amount);

      lf_change_create (change, project);
    }
  commit_change (store, change);
}

static void
plan_year (LfChange *change, const LfRecord *project, const char *plan)
{
  g_autoptr (LfRecord) report = lf_record_new (lf_schema_find ("progress"), NULL);

  lf_record_set (report, "project", lf_record_id (project));
  lf_record_set (report, "period", "2026-03");
  lf_record_set (report, "year_plan", plan);
  lf_change_create (change, report);
}

void
add_build_plan (LfStore *store)
{
  static const char *const parks[] = { "东部产业园", "科创园", "临港片区", "生命健康园" };
  g_autoptr (LfChange) change = lf_change_new ("plan");
  char *ids[G_N_ELEMENTS (parks)];

  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    ids[i] = add_titled (store, "park", parks[i]);
  for (guint i = 0; i < 346; i++)
    {
      g_autofree char *name = g_strdup_printf ("杭州湾高端精密制造产业化基地第%u期", i + 1);
      /* 345 of 4.1亿 and one of 7.5亿; of this year's plan 345 of 0.7亿 and one of 14.5亿 */
      g_autoptr (LfRecord) project = new_project (name, "park", ids[i % 4],
                                                  i == 0 ? "750000000.00 CNY" : "410000000.00 CNY");

      lf_change_create (change, project);
      plan_year (change, project, i == 0 ? "1450000000.00 CNY" : "70000000.00 CNY");
    }
  commit_change (store, change);
  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    g_free (ids[i]);
}

LfWall *
read_wall (LfStore *store, const char *name, const LfWallOptions *options)
{
  g_autoptr (GError) error = NULL;
  LfWall *wall = lf_wall_read_sync (store, name, options, &error);

  g_assert_no_error (error);
  return wall;
}

guint
column_of (const LfReport *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (strcmp (((const LfReportColumn *) table->columns->pdata[i])->name, name) == 0)
      return i;
  g_error ("there is no column %s", name);
}

void
assert_cell (const LfWall *wall, GPtrArray *row, const char *column, const char *expected)
{
  const LfReport *table = lf_wall_table (wall);
  guint i = column_of (table, column);
  g_autofree char *text = lf_report_cell_format (table->columns->pdata[i], report_cell (row, i));

  g_assert_cmpstr (text, ==, expected);
}

void
assert_figure (const LfWall *wall, const char *name, const char *expected)
{
  const LfReport *figures = lf_wall_figures (wall);
  guint i = column_of (figures, name);
  g_autofree char *text = lf_report_cell_format (figures->columns->pdata[i],
                                                 report_cell (figures->rows->pdata[0], i));

  g_assert_cmpstr (text, ==, expected);
}

void
assert_section (LfStore *store,
                const LfWall *wall,
                guint index,
                const char *title,
                const char *count,
                const char *sum)
{
  g_autofree char *expected = g_strdup_printf ("%s: %s · %s", title, count, sum);
  g_autofree char *inside = g_strdup_printf ("%u projects", 0);
  g_autoptr (GPtrArray) marks = NULL;
  LfWallSheet sheet;
  guint found = 0;

  g_assert_true (lf_wall_sheet_paper ("A0", FALSE, &sheet));
  lf_wall_draw (wall, &sheet, 0, NULL, -1, &marks);
  for (guint i = 0; i < marks->len; i++)
    {
      const LfWallMark *mark = marks->pdata[i];

      if (mark->filter == NULL || strstr (mark->tip, " · ") == NULL || found++ != index)
        continue;
      g_assert_cmpstr (mark->tip, ==, expected);
      g_free (inside);
      inside = g_strdup_printf ("%u projects", count_projects (store, mark->filter));
    }
  g_assert_cmpstr (inside, ==, count);
}

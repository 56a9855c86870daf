/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress of a project by month (V7): which report a month goes by, how far it is ahead of the
 * time, what the plan asks for by then, and the reports behind each figure. */

#include "config.h"

#include "report-fixture.h"

#include "lf-chart.h"
#include "lf-progress-report.h"

#define PROJECT_COLUMN "project="

static char *
add_report (LfStore *store, const char *project, const char *period, const char *more)
{
  g_autofree char *of = g_strconcat (PROJECT_COLUMN, project, NULL);
  g_autofree char *when = g_strconcat ("period=", period, NULL);

  return add_given (store, "progress", of, when, "year_plan=20000000.00 CNY", more, NULL);
}

/* A site that reports by month, by the half month, not at all, and of another year. */
static char *
add_site (LfStore *store)
{
  g_autofree char *project
      = add_given (store, "project", "name=智能传感器基地", "stage=started", NULL);
  static const struct
  {
    const char *period, *more;
  } reports[] = {
    { "2025-12", "work_percent=99" },        { "2026-01", "work_percent=10" },
    { "2026-02-15", "work_percent=15" },     { "2026-02", "invested_this_year=3000000.00 CNY" },
    { "2026-05-20", "physical_percent=50" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    g_free (add_report (store, project, reports[i].period, reports[i].more));
  return g_steal_pointer (&project);
}

static LfProgressYear *
read_year (LfStore *store, const char *project, int year, const LfDate *today)
{
  g_autoptr (GError) error = NULL;
  LfProgressYear *self = lf_store_progress_year_sync (store, project, year, today, &error);

  g_assert_no_error (error);
  return self;
}

static void
test_months (Fixture *self, gconstpointer data)
{
  static const LfDate today = { 2026, 5, 20 };
  static const char *const lines[] = {
    "2026-01|1|8.3%|–|10.0%|–|1.7 points ahead|–|CNY 1.67 million|0|",
    "2026-02|2|16.7%|15.0%|–|–|1.7 points behind|CNY 3 million|CNY 3.33 million|0|",
    "2026-03|0|25.0%|15.0%|–|–|10.0 points behind|CNY 3 million|CNY 5 million|0|",
    "2026-04|0|33.3%|15.0%|–|–|18.3 points behind|CNY 3 million|CNY 6.67 million|0|",
    "2026-05|1|37.5%|–|–|50.0%|12.5 points ahead|–|CNY 7.5 million|0|",
    NULL,
  };
  g_autofree char *project = add_site (self->store);
  g_autoptr (LfProgressYear) year = read_year (self->store, project, 2026, &today);
  g_autoptr (LfReport) report = lf_progress_report (year);

  g_assert_cmpuint (year->n_months, ==, 5);
  assert_lines (report, lines);
  for (guint row = 0; row < report->rows->len; row++)
    assert_drills_down (self->store, report, report->rows->pdata[row], 1);
}

static void
test_years (Fixture *self, gconstpointer data)
{
  static const LfDate today = { 2026, 5, 20 };
  g_autofree char *project = add_site (self->store);
  g_autoptr (LfProgressYear) before = read_year (self->store, project, 2025, &today);
  g_autoptr (LfProgressYear) after = read_year (self->store, project, 2027, &today);
  LfProgressYear *nobody
      = read_year (self->store, "0190a2b4-0000-7000-8000-000000000000", 2026, &today);

  g_assert_cmpuint (before->n_months, ==, LF_YEAR_MONTHS);
  g_assert_cmpfloat (before->months[11].progress.done[LF_QUANTITY_WORK], ==, 99);
  g_assert_false (before->months[10].progress.is_reported);
  g_assert_cmpuint (after->n_months, ==, 0);
  g_assert_null (nobody);
}

/* Each month can be pointed at, and a year without a report says so. */
static void
test_chart (Fixture *self, gconstpointer data)
{
  static const LfDate today = { 2026, 5, 20 };
  g_autofree char *project = add_site (self->store);
  g_autoptr (LfProgressYear) year = read_year (self->store, project, 2026, &today);
  g_autoptr (LfReport) report = lf_progress_report (year);
  g_autoptr (GPtrArray) marks = NULL;
  LfChartStyle style;

  lf_chart_style_paper (&style);
  lf_chart_draw (report, &style, NULL, 800, 400, -1, &marks);
  g_assert_cmpuint (marks->len, ==, 5);
  for (guint i = 0; i < marks->len; i++)
    {
      const LfChartMark *mark = marks->pdata[i];
      const LfChartMark *last = i == 0 ? NULL : marks->pdata[i - 1];

      g_assert_cmpuint (mark->row, ==, i);
      g_assert_cmpfloat (mark->x + mark->width, <=, 800);
      g_assert_true (last == NULL || mark->x >= last->x + last->width - 0.01);
    }
  g_assert_cmpstr (((LfChartMark *) marks->pdata[1])->tip, ==,
                   "2026-02: Time passed 16.7%, Investment 15.0%; 1.7 points behind");
}

int
main (int argc, char *argv[])
{
#define ADD(path, test)                                                                            \
  g_test_add ("/report/progress/" path, Fixture, NULL, set_up, test, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("V7-months", test_months);
  ADD ("V7-years", test_years);
  ADD ("V7-chart", test_chart);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of problems (I1, I2, I5, A2, A3): figures worked out by hand, each with its list, and
 * their charts. */

#include "config.h"

#include "report-fixture.h"

#include "lf-chart.h"

#include <string.h>

/* @n problems in one change, the first @n_closed of them closed. */
static void
add_many (LfStore *store, guint n, guint n_closed)
{
  g_autoptr (LfChange) change = lf_change_new ("add");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("problem"), NULL);

      lf_record_set (record, "subject", "问题");
      lf_record_set (record, "kind", "energy");
      lf_record_set (record, "state", i < n_closed ? "closed" : "handling");
      lf_record_set (record, "collected_on", "2020-03-01");
      lf_record_set (record, "dispatched_on", "2020-03-02");
      lf_record_set (record, "closed_on", i < n_closed ? "2020-03-10" : NULL);
      lf_change_create (change, record);
    }
  commit_change (store, change);
}

static char *
total_cell (const LfReport *report, const char *name)
{
  for (guint c = 0; c < report->columns->len; c++)
    {
      const LfReportColumn *column = report->columns->pdata[c];

      if (strcmp (column->name, name) == 0)
        return lf_report_cell_format (column, report->total->pdata[c]);
    }
  g_assert_not_reached ();
}

/* A2 is printed without a decimal, A3 with one: precision is a setting of the display. */
static void
test_rates (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint n, n_closed;
    gboolean is_rounded;
    const char *closing, *dispatch, *open;
  } cases[] = {
    { "A2 Zhuzhou", 279, 272, TRUE, "97%", "100%", "7" },
    { "A2 Zhuzhou", 279, 272, FALSE, "97.5%", "100.0%", "7" },
    { "A3 Qianjiang", 410, 395, FALSE, "96.3%", "100.0%", "15" },
    { "nothing", 0, 0, FALSE, "–", "–", "0" },
  };
  const char *const given = data;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfReportOptions options
          = { .today = { 2020, 4, 1 }, .is_rounded = cases[i].is_rounded };
      g_autoptr (LfReport) report = NULL;
      g_autofree char *closing = NULL;
      g_autofree char *dispatch = NULL;
      g_autofree char *open = NULL;

      if (!g_str_has_prefix (cases[i].name, given))
        continue;
      if (i == 0 || strcmp (cases[i - 1].name, cases[i].name) != 0)
        add_many (self->store, cases[i].n, cases[i].n_closed);
      report = run_report (self->store, "problems", &options);
      closing = total_cell (report, "closing_rate");
      dispatch = total_cell (report, "dispatch_rate");
      open = total_cell (report, "open");
      g_assert_cmpstr (closing, ==, cases[i].closing);
      g_assert_cmpstr (dispatch, ==, cases[i].dispatch);
      g_assert_cmpstr (open, ==, cases[i].open);
    }
}

/* As of Wednesday 15 March 2023: 1 is not dispatched; 2 is overdue since the 10th; 3 was extended
 * beyond today; 4 is closed in 7 days and rated well; 5 closed in 2, badly; 6 closed in 3, not
 * called back; 7 is refused. */
static void
add_seven (LfStore *store)
{
#define ADD(...) g_free (add_given (store, "problem", "subject=p", __VA_ARGS__, NULL))
  ADD ("kind=land", "state=collected", "collected_on=2023-03-14");
  ADD ("kind=land", "state=handling", "collected_on=2023-03-01", "dispatched_on=2023-03-01",
       "due_on=2023-03-10", "lead_department=自然资源局");
  ADD ("kind=energy", "state=dispatched", "collected_on=2023-03-02", "dispatched_on=2023-03-03",
       "due_on=2023-03-14", "extended_to=2023-03-31", "lead_department=供电局");
  ADD ("kind=energy", "state=closed", "collected_on=2023-02-01", "dispatched_on=2023-02-01",
       "closed_on=2023-02-10", "lead_department=供电局", "satisfaction=very");
  ADD ("kind=energy", "state=closed", "collected_on=2023-02-06", "dispatched_on=2023-02-06",
       "closed_on=2023-02-08", "lead_department=供电局", "satisfaction=dissatisfied");
  ADD ("kind=labour", "state=closed", "collected_on=2023-02", "dispatched_on=2023-02-15",
       "closed_on=2023-02-20", "lead_department=人社局");
  ADD ("kind=other", "state=refused", "collected_on=2023");
#undef ADD
}

static const LfReportOptions mid_march = { .today = { 2023, 3, 15 } };

static void
test_kinds (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "Land|2|1|0|2|1|50.0%|0.0%|–",         "Labour|1|1|1|0|0|100.0%|100.0%|–",
    "Energy|3|3|2|1|0|100.0%|66.7%|50.0%", "Other|1|0|0|0|0|0.0%|–|–",
    "Total|7|5|3|3|1|71.4%|60.0%|50.0%",   NULL,
  };
  g_autoptr (LfReport) report = NULL;

  add_seven (self->store);
  report = run_report (self->store, "problems", &mid_march);
  assert_lines (report, lines);
}

static void
test_months (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "2023-02|3|3|3|0|0|100.0%|100.0%|50.0%",
    "2023-03|3|2|0|3|1|66.7%|0.0%|–",
    "Total|6|5|3|3|1|83.3%|60.0%|50.0%",
    NULL,
  };
  const LfReportOptions options = { .from = { 2023, 2, 0 }, .to = { 2023, 3, 0 }, { 2023, 3, 15 } };
  g_autoptr (LfReport) report = NULL;

  add_seven (self->store);
  report = run_report (self->store, "problems-by-month", &options);
  assert_lines (report, lines);
}

static void
test_departments (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "供电局|1|0|3 Mar 2023|3|2|4.5|66.7%|50.0%",
    "自然资源局|1|1|1 Mar 2023|1|0|–|0.0%|–",
    "人社局|0|0|–|1|1|3|100.0%|–",
    "With no department|1|0|14 Mar 2023|0|0|–|–|–",
    "Total|3|1|1 Mar 2023|5|3|3|60.0%|50.0%",
    NULL,
  };
  g_autoptr (LfReport) report = NULL;

  add_seven (self->store);
  report = run_report (self->store, "problem-departments", &mid_march);
  assert_lines (report, lines);
}

/* Every figure lists what it counts, every bar says its own and opens its list. */
static void
test_lists (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "problems", "problems-by-month", "problem-departments" };
  LfChartStyle style;

  add_seven (self->store);
  lf_chart_style_paper (&style);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LfReport) report = run_report (self->store, names[i], &mid_march);
      g_autoptr (GPtrArray) marks = NULL;

      g_assert_true (lf_report_entity (names[i]) == report->entity);
      for (guint r = 0; r <= report->rows->len; r++)
        {
          GPtrArray *row = r < report->rows->len ? report->rows->pdata[r] : report->total;

          for (guint c = 1; c < row->len; c++)
            assert_drills_down (self->store, report, row, c);
        }
      lf_chart_draw (report, &style, NULL, 800, lf_chart_height (report, 14), -1, &marks);
      g_assert_cmpuint (marks->len, ==, report->rows->len);
      for (guint m = 0; m < marks->len; m++)
        {
          const LfChartMark *mark = marks->pdata[m];
          g_autofree char *figure
              = lf_report_cell_format (report->columns->pdata[mark->column],
                                       report_cell (report->rows->pdata[mark->row], mark->column));

          g_assert_cmpuint (mark->column, ==, 1);
          g_assert_nonnull (strstr (mark->tip, figure));
        }
    }
}

#define TEST(path, data, func)                                                                     \
  g_test_add ("/report/problems/" path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("rates-A2", "A2", test_rates);
  TEST ("rates-A3", "A3", test_rates);
  TEST ("rates-of-nothing", "nothing", test_rates);
  TEST ("kinds-I1", NULL, test_kinds);
  TEST ("months-I1", NULL, test_months);
  TEST ("departments-I5", NULL, test_departments);
  TEST ("lists-behind", NULL, test_lists);
  return g_test_run ();
}

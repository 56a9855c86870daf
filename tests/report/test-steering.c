/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of steering: coverage of visits (I2, I3, A3), half time (V10, R1), days of clocks (A6),
 * and their charts. Each figure with a filter is what that lists. */

#include "config.h"

#include "report-fixture.h"

#include "lf-chart.h"

#include <string.h>

static const LfReportOptions june = { .today = { 2023, 6, 30 } };

static void
assert_figures_listed (LfStore *store, const LfReport *report)
{
  for (guint r = 0; r <= report->rows->len; r++)
    {
      GPtrArray *row = r < report->rows->len ? report->rows->pdata[r] : report->total;

      for (guint c = 0; row != NULL && c < row->len; c++)
        if (report_cell (row, c)->filter != NULL)
          assert_drills_down (store, report, row, c);
    }
}

static void
assert_rows (const LfReport *report, const char *const *lines)
{
  for (guint r = 0; r < report->rows->len; r++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint c = 0; c < report->columns->len; c++)
        {
          g_autofree char *cell = lf_report_cell_format (report->columns->pdata[c],
                                                         report_cell (report->rows->pdata[r], c));
          g_string_append_printf (text, "%s%s", c > 0 ? "|" : "", cell);
        }
      g_assert_cmpstr (text->str, ==, lines[r]);
    }
  g_assert_null (lines[report->rows->len]);
}

static void
assert_marks_lead_on (LfStore *store, const LfReport *report)
{
  const LfChartStyle style = { .font = "Sans", .font_px = 14 };
  g_autoptr (GPtrArray) marks = NULL;

  lf_chart_draw (report, &style, /* cr= */ NULL, 900, lf_chart_height (report, 14), -1, &marks);
  g_assert_cmpuint (marks->len, ==, report->rows->len);
  for (guint i = 0; i < marks->len; i++)
    {
      const LfChartMark *mark = marks->pdata[i];

      g_assert_nonnull (strstr (mark->tip, report_cell (report->rows->pdata[i], 0)->text));
      assert_drills_down (store, report, report->rows->pdata[mark->row], mark->column);
    }
}

/* ---- Visits ---- */

static char *
add_firm (LfStore *store, const char *name, const char *first, const char *second)
{
  g_autofree char *text = g_strconcat ("name=", name, NULL);

  return add_given (store, "enterprise", text, first, second, NULL);
}

static void
add_visit (LfStore *store, const char *firm, const char *day)
{
  g_autofree char *enterprise = g_strconcat ("enterprise=", firm, NULL);
  g_autofree char *held_on = g_strconcat ("held_on=", day, NULL);

  g_free (add_given (store, "visit", "subject=走访", enterprise, held_on, NULL));
}

/* Above scale: two in 甲园, of which one was visited twice this year, and one of no park, visited
 * last year. A trader of 甲园 above quota was visited this year, and so was one above both. A seed
 * firm of 甲园 that is neither was visited. */
static void
add_firms (LfStore *store)
{
  g_autofree char *park = add_given (store, "park", "name=甲园", NULL);
  g_autofree char *in_park = g_strconcat ("park=", park, NULL);
  g_autofree char *often = add_firm (store, "甲", "is_above_scale=1", in_park);
  g_autofree char *never = add_firm (store, "乙", "is_above_scale=1", in_park);
  g_autofree char *before = add_firm (store, "丙", "is_above_scale=1", NULL);
  g_autofree char *trader = add_firm (store, "戊", "is_above_quota=1", in_park);
  g_autofree char *both = add_given (store, "enterprise", "name=己", "is_above_scale=1",
                                     "is_above_quota=1", in_park, NULL);
  g_autofree char *seed = add_firm (store, "丁", in_park, NULL);
  g_autofree char *of_seed = g_strconcat ("enterprise=", seed, NULL);

  add_visit (store, often, "2023-02-01");
  add_visit (store, often, "2023-05-01");
  add_visit (store, before, "2022-12-31");
  add_visit (store, trader, "2023-04-01");
  add_visit (store, both, "2023-04-02");
  add_visit (store, seed, "2023-03-01");
  g_free (
      add_given (store, "cultivation", "title=种子", of_seed, "tier=seed", "state=running", NULL));
}

static void
test_coverage (Fixture *self, gconstpointer data)
{
  static const char *const by_park[]
      = { "甲园|4|3|1|75.0%", "Not known|1|0|1|0.0%", "Total|5|3|2|60.0%", NULL };
  static const char *const last_year[]
      = { "甲园|4|0|4|0.0%", "Not known|1|1|0|100.0%", "Total|5|1|4|20.0%", NULL };
  static const char *const by_tier[] = { "Above scale|4|2|2|50.0%", "Above quota|2|2|0|100.0%",
                                         "Seed|1|1|0|100.0%", "Total|6|4|2|66.7%", NULL };
  static const char *const by_steward[] = { "Not known|5|3|2|60.0%", "Total|5|3|2|60.0%", NULL };
  const LfReportOptions options[] = {
    june,
    { .today = { 2023, 6, 30 }, .from = { 2022, 0, 0 }, .to = { 2022, 0, 0 } },
    { .today = { 2023, 6, 30 }, .by = "tier" },
    { .today = { 2023, 6, 30 }, .by = "steward" },
  };
  const char *const *const lines[] = { by_park, last_year, by_tier, by_steward };
  static const char *const periods[]
      = { "Visits of 2023. ", "Visits of 2022. ", "Visits of 2023. ", "Visits of 2023. " };

  add_firms (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (LfReport) report = run_report (self->store, "visit-coverage", &options[i]);

      assert_lines (report, lines[i]);
      g_assert_true (g_str_has_prefix (report->note, periods[i]));
      assert_figures_listed (self->store, report);
      assert_marks_lead_on (self->store, report);
    }
}

/* A3: 395 of 410 problems that came out of visits; those that came otherwise do not count. */
static void
test_problems_from_visits (Fixture *self, gconstpointer data)
{
  const LfReportOptions options = { .today = { 2023, 6, 30 }, .where = "visit(held_on=2023)" };
  g_autofree char *firm = add_firm (self->store, "甲", NULL, NULL);
  g_autofree char *of_firm = g_strconcat ("enterprise=", firm, NULL);
  g_autofree char *visit
      = add_given (self->store, "visit", "subject=走访", of_firm, "held_on=2023-03-01", NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (LfReport) report = NULL;
  g_autofree char *rate = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("problem"), NULL);

      lf_record_set (record, "subject", "问题");
      lf_record_set (record, "kind", "energy");
      lf_record_set (record, "state", i < 395 ? "closed" : "handling");
      lf_record_set (record, "collected_on", "2023-03-01");
      lf_record_set (record, "dispatched_on", "2023-03-02");
      lf_record_set (record, "closed_on", i < 395 ? "2023-03-10" : NULL);
      lf_record_set (record, "visit", i < 410 ? visit : NULL);
      lf_change_create (change, record);
    }
  commit_change (self->store, change);
  report = run_report (self->store, "problems", &options);
  g_assert_cmpint (report_cell (report->total, 1)->count, ==, 410);
  rate = lf_report_cell_format (report->columns->pdata[7], report_cell (report->total, 7));
  g_assert_cmpstr (rate, ==, "96.3%");
  assert_figures_listed (self->store, report);
}

/* ---- Half time ---- */

static void
add_goal (LfStore *store, const char *whose, const char *indicator, const char *target)
{
  g_autofree char *of = g_strconcat ("indicator=", indicator, NULL);

  g_free (add_given (store, "goal", "name=目标", whose, of, target, "end_date=2023", NULL));
}

static void
add_goals (LfStore *store, const char *park, const char *owner)
{
  g_autofree char *in_park = g_strconcat ("park=", park, NULL);
  g_autofree char *of_owner = g_strconcat ("owner=", owner, NULL);
  g_autofree char *account = g_strconcat ("account=", owner, NULL);
  g_autofree char *project = add_given (
      store, "project", "name=a", "stage=started", in_park, of_owner, "signed_date=2023-02-06",
      "started_date=2023-05-01", "total_investment=500000000.00 CNY", NULL);
  g_autofree char *of_project = g_strconcat ("project=", project, NULL);

  g_free (add_given (store, "project", "name=dropped", "stage=dropped", in_park,
                     "signed_date=2023-02-06", "total_investment=900000000.00 CNY", NULL));
  g_free (add_given (store, "progress", "period=2023-03", of_project, "invested=400000000.00 CNY",
                     NULL));
  g_free (add_given (store, "progress", "period=2023-06", of_project, "invested=200000000.00 CNY",
                     NULL));
  g_free (add_given (store, "progress", "period=2023-07", of_project, "invested=100000000.00 CNY",
                     NULL));
  g_free (add_given (store, "progress", "period=2022-12", of_project, "invested=900000000.00 CNY",
                     NULL));
  add_goal (store, in_park, "fixed_investment", "target_amount=1200000000.00 CNY");
  add_goal (store, in_park, "signed_investment", "target_amount=800000000.00 CNY");
  add_goal (store, in_park, "visits", "target_count=10");
  add_goal (store, in_park, "tax", "target_amount=100000000.00 CNY");
  add_goal (store, account, "started_projects", "target_count=4");
}

/* R1: of CNY 1,200 million 600 by the end of June; V10: half year, and the whole one. */
static void
test_half_year (Fixture *self, gconstpointer data)
{
  static const char *const by_park[] = {
    "甲园|Investment signed|1|CNY 800 million|CNY 400 million|CNY 500 million|62.5%|50.0%|"
    "Yes, ahead of time",
    "甲园|Fixed-asset investment|2|CNY 1,200 million|CNY 600 million|CNY 600 million|50.0%|50.0%|"
    "Yes",
    "甲园|Service visits|0|10|5|0|0.0%|50.0%|No",
    NULL,
  };
  static const char *const by_owner[] = { "周砚秋|Projects started|1|4|2|1|25.0%|50.0%|No", NULL };
  static const char *const whole[] = {
    "甲园|Investment signed|1|CNY 800 million|CNY 800 million|CNY 500 million|62.5%|100.0%|No",
    "甲园|Fixed-asset investment|3|CNY 1,200 million|CNY 1,200 million|CNY 700 million|58.3%|"
    "100.0%|No",
    "甲园|Service visits|0|10|10|0|0.0%|100.0%|No",
    NULL,
  };
  const LfReportOptions options[] = {
    june,
    { .today = { 2023, 6, 30 }, .by = "owner" },
    { .today = { 2023, 12, 31 } },
  };
  const char *const *const lines[] = { by_park, by_owner, whole };
  g_autofree char *park = add_given (self->store, "park", "name=甲园", NULL);
  g_autofree char *owner = add_given (self->store, "account", "name=周砚秋", NULL);

  add_goals (self->store, park, owner);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (LfReport) report = run_report (self->store, "half-year", &options[i]);

      assert_rows (report, lines[i]);
      assert_figures_listed (self->store, report);
      assert_marks_lead_on (self->store, report);
    }
}

/* K6, R1: each month as the goal stood with its end; of the year before and what was dropped
 * nothing, of the months to come nothing yet, of what nothing tells no line. */
static void
test_goal_course (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "2023-01|0.0%|0.0%|0.0%|8.3%",
    "2023-02|62.5%|0.0%|0.0%|16.7%",
    "2023-03|62.5%|33.3%|0.0%|25.0%",
    "2023-04|62.5%|33.3%|0.0%|33.3%",
    "2023-05|62.5%|33.3%|0.0%|41.7%",
    "2023-06|62.5%|50.0%|0.0%|50.0%",
    "2023-07|–|–|–|58.3%",
    "2023-08|–|–|–|66.7%",
    "2023-09|–|–|–|75.0%",
    "2023-10|–|–|–|83.3%",
    "2023-11|–|–|–|91.7%",
    "2023-12|–|–|–|100.0%",
    NULL,
  };
  const LfReportOptions by_park = { .today = { 2023, 6, 30 }, .by = "park" };
  g_autofree char *park = add_given (self->store, "park", "name=甲园", NULL);
  g_autofree char *owner = add_given (self->store, "account", "name=周砚秋", NULL);
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfReport) none = run_report (self->store, "goal-course", &june);

  g_assert_cmpuint (none->rows->len, ==, 0);
  add_goals (self->store, park, owner);
  report = run_report (self->store, "goal-course", &by_park);
  assert_rows (report, lines);
  assert_figures_listed (self->store, report);
  g_assert_cmpint (lf_chart_kind (report), ==, LF_CHART_LINES);
  g_assert_cmpuint (report->expected, ==, 4);
}

/* ---- Clocks ---- */

static void
test_clocks (Fixture *self, gconstpointer data)
{
  const char *const *groups = lf_report_groups ("clocks");

  for (guint i = 0; i < 3; i++)
    g_free (add_given (self->store, "project", "name=a", "stage=started",
                       i == 0 ? "industry=新材料" : "industry=装备", "land_date=2023-03-01",
                       i == 1 ? "started_date=2023-04" : "started_date=2023-05-22", NULL));
  g_assert_cmpuint (g_strv_length ((char **) groups), ==, 5);
  for (; *groups != NULL; groups++)
    {
      const LfReportOptions options = { .today = { 2023, 6, 30 }, .by = *groups };
      g_autoptr (LfReport) report = run_report (self->store, "clocks", &options);

      g_assert_cmpuint (report->rows->len, >, 0);
      g_assert_cmpstr (lf_report_group_label (*groups), !=, *groups);
      assert_figures_listed (self->store, report);
      assert_marks_lead_on (self->store, report);
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/report/steering/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("I3-coverage", test_coverage);
  ADD ("A3-problems-from-visits", test_problems_from_visits);
  ADD ("V10-half-year", test_half_year);
  ADD ("R1-goal-course", test_goal_course);
  ADD ("A6-clocks", test_clocks);
  return g_test_run ();
}

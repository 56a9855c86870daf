/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of goals (domain.md K6, K7, K8, O8): size bands, lists, growth, lateness, the year's plan
 * beside them, and pledges on paper. */

#include "config.h"

#include "report-fixture.h"

#include "lf-goal-paper.h"

#include <string.h>

static const LfDate today = { 2023, 9, 20 };

static const LfReportOptions september = { .today = { 2023, 9, 20 } };

static void
add_signing (LfStore *store, const char *park, int yi, const char *list)
{
  g_autofree char *in_park = g_strconcat ("park=", park, NULL);
  g_autofree char *amount = g_strdup_printf ("total_investment=%d00000000.00 CNY", yi);
  g_autofree char *of = g_strconcat ("top_list=", list, NULL);

  g_free (add_given (store, "project", "name=项目", "stage=signed", "signed_date=2023-03-01",
                     in_park, amount, of, NULL));
}

static void
add_counted_goal (LfStore *store,
                  const char *name,
                  const char *whose,
                  const char *indicator,
                  const char *target,
                  const char *least)
{
  g_autofree char *title = g_strconcat ("name=", name, NULL);
  g_autofree char *of = g_strconcat ("indicator=", indicator, NULL);

  g_free (add_given (store, "goal", title, of, target, "end_date=2023", whose, least, NULL));
}

#define OF_ZONE "park="
#define ALL "least_investment="

/* K6 (S2): so many of a billion and more; K7 (S3): one of the three lists. A project that counts
 * for the zone, its park and the whole that the park is a part of is in each of them once. */
static void
test_bands (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "乙园 · 乙|Projects signed|2|8|5.7|2|25.0%|70.8%|−45.8|Behind schedule|2023|",
    "The whole zone · 大|Projects signed, from CNY 5,000 million|1|2|1.4|1|50.0%|70.8%|−20.8|"
    "Behind schedule|2023|",
    "The whole zone · 中|Projects signed, from CNY 1,000 million|3|4|2.8|3|75.0%|70.8%|+4.2|"
    "On course|2023|",
    "The whole zone · 强|Projects of the top 500 signed|1|1|0.7|1|100.0%|70.8%|+29.2|Reached|"
    "2023|",
    "甲园 · 甲|Projects signed|4|3|2.1|4|133.3%|70.8%|+62.5|Reached|2023|",
    NULL,
  };
  g_autofree char *whole = add_given (self->store, "park", "name=甲园", NULL);
  g_autofree char *parent = g_strconcat ("parent=", whole, NULL);
  g_autofree char *part = add_given (self->store, "park", "name=乙园", parent, NULL);
  g_autofree char *in_whole = g_strconcat ("park=", whole, NULL);
  g_autofree char *in_part = g_strconcat ("park=", part, NULL);
  g_autoptr (LfReport) report = NULL;

  add_signing (self->store, whole, 50, "china");
  add_signing (self->store, whole, 9, "");
  add_signing (self->store, part, 10, "");
  add_signing (self->store, part, 12, "");
  add_counted_goal (self->store, "中", OF_ZONE, "signed_projects", "target_count=4",
                    "least_investment=1000000000.00 CNY");
  add_counted_goal (self->store, "大", OF_ZONE, "signed_projects", "target_count=2",
                    "least_investment=5000000000.00 CNY");
  add_counted_goal (self->store, "强", OF_ZONE, "top_500_projects", "target_count=1", ALL);
  add_counted_goal (self->store, "甲", in_whole, "signed_projects", "target_count=3", ALL);
  add_counted_goal (self->store, "乙", in_part, "signed_projects", "target_count=8", ALL);
  report = run_report (self->store, "goals", &september);
  assert_lines (report, lines);
}

static void
add_figure (LfStore *store, const char *indicator, const char *period, int yi, const char *firm)
{
  g_autofree char *of = g_strconcat ("indicator=", indicator, NULL);
  g_autofree char *in = g_strconcat ("period=", period, NULL);
  g_autofree char *amount = g_strdup_printf ("amount=%d00000000.00 CNY", yi);
  g_autofree char *enterprise = g_strconcat ("enterprise=", firm, NULL);

  g_free (add_given (store, "figure", "name=指标", of, in, amount, enterprise, NULL));
}

/* S0, K8: 15 % more than was reported of the year before, quarter by quarter; one firm's figure is
 * a part of it. What nobody reported of the year before is counted. */
static void
test_growth (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "The whole zone · 产值|Output|2|CNY 2,300 million (+15%)|CNY 1,629.17 million|"
    "CNY 1,500 million|65.2%|70.8%|−5.6|Behind schedule|2023|",
    "The whole zone · 签约|Investment signed|1|CNY 1,000 million (+25%)|CNY 708.33 million|"
    "CNY 5,000 million|500.0%|70.8%|+429.2|Reached|2023|",
    NULL,
  };
  g_autofree char *firm = add_given (self->store, "enterprise", "name=甲", NULL);
  g_autofree char *park = add_given (self->store, "park", "name=甲园", NULL);
  g_autoptr (LfReport) report = NULL;

  add_figure (self->store, "output", "2022", 20, "");
  add_figure (self->store, "output", "2022", 3, firm);
  add_figure (self->store, "output", "2023-03", 7, "");
  add_figure (self->store, "output", "2023-06", 8, "");
  add_figure (self->store, "output", "2023-12", 9, "");
  add_signing (self->store, park, 50, "");
  g_free (add_given (self->store, "project", "name=前", "stage=signed", "signed_date=2022-05-01",
                     "total_investment=800000000.00 CNY", NULL));
  add_counted_goal (self->store, "产值", OF_ZONE, "output", "growth_percent=15", ALL);
  add_counted_goal (self->store, "签约", OF_ZONE, "signed_investment", "growth_percent=25", ALL);
  report = run_report (self->store, "goals", &september);
  assert_lines (report, lines);
  assert_drills_down (self->store, report, report->rows->pdata[0], 2);
}

/* K8: what is told both by the year and by months counts once: the year's own figure where the
 * months do not cover it, as in 2023, else the months, as in 2022. */
static void
test_told_twice (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "The whole zone · 产值|Output|1|CNY 1,800 million (+50%)|CNY 1,275 million|"
    "CNY 1,600 million|88.9%|70.8%|+18.1|On course|2023|",
    NULL,
  };
  g_autoptr (LfReport) report = NULL;

  add_figure (self->store, "output", "2022", 11, "");
  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *period = g_strdup_printf ("2022-%02d", month);

      add_figure (self->store, "output", period, 1, "");
    }
  add_figure (self->store, "output", "2023", 16, "");
  add_figure (self->store, "output", "2023-01", 7, "");
  add_figure (self->store, "output", "2023-02", 8, "");
  add_counted_goal (self->store, "产值", OF_ZONE, "output", "growth_percent=50", ALL);
  report = run_report (self->store, "goals", &september);
  assert_lines (report, lines);
  assert_drills_down (self->store, report, report->rows->pdata[0], 2);
}

/* O8: who signed for it, how late it is and what came of it. As of a day before its end nobody was
 * late. */
static void
test_late (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "The whole zone · 目标|Projects signed|0|263|5|0|0.0%|31 Dec 2022|招商局|1 Jan 2022|通报批评",
    NULL,
  };
  const LfReportOptions december = { .today = { 2022, 12, 31 } };
  g_autoptr (LfReport) late = NULL;
  g_autoptr (LfReport) before = NULL;
  g_autoptr (GPtrArray) now = NULL;
  g_autofree char *id = add_given (self->store, "goal", "name=目标", "indicator=signed_projects",
                                   "target_count=5", "end_date=2022-12-31", "signed_by=招商局",
                                   "state=pledged", "pledged_on=2022-01-01", NULL);
  g_autoptr (LfRecord) goal = lf_store_load_sync (self->store, lf_schema_find ("goal"), id, NULL);
  g_autoptr (LfChange) change = lf_change_new ("结果");

  now = lf_store_goals_now_sync (self->store, &today, NULL);
  g_assert_cmpuint (now->len, ==, 1);
  lf_change_edit (change, goal, "result", "通报批评");
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  g_clear_pointer (&now, g_ptr_array_unref);
  now = lf_store_goals_now_sync (self->store, &today, NULL);
  g_assert_cmpuint (now->len, ==, 0);
  late = run_report (self->store, "goals-late", &september);
  assert_lines (late, lines);
  before = run_report (self->store, "goals-late", &december);
  g_assert_cmpuint (before->rows->len, ==, 0);
}

/* ---- The plan of the year ---- */

/* Where every site reports month by month, what is invested in the year is one figure. */
static void
test_year_plan (Fixture *self, gconstpointer data)
{
  const LfReportOptions by_park = { .today = { 2023, 9, 20 }, .by = "park" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (LfReport) plan = NULL, goals = NULL;

  for (guint p = 0; p < 3; p++)
    {
      g_autofree char *name = g_strdup_printf ("name=园%u", p);
      g_autofree char *park = add_given (self->store, "park", name, NULL);
      g_autofree char *in_park = g_strconcat ("park=", park, NULL);

      add_counted_goal (self->store, "固投", in_park, "fixed_investment",
                        "target_amount=2000000000.00 CNY", ALL);
      for (guint i = 0; i < 3; i++)
        {
          g_autofree char *project
              = add_given (self->store, "project", "name=项目", "stage=started", in_park, NULL);
          g_autofree char *of = g_strconcat ("project=", project, NULL);
          int sum = 0;

          for (int month = 1; month <= 8; month++)
            {
              int yi = g_rand_int_range (rand, 1, 4);
              g_autofree char *period = g_strdup_printf ("period=2023-%02d", month);
              g_autofree char *invested = g_strdup_printf ("invested=%d00000000.00 CNY", yi);
              g_autofree char *all
                  = g_strdup_printf ("invested_this_year=%d00000000.00 CNY", sum += yi);

              g_free (add_given (self->store, "progress", of, period, invested, all,
                                 "year_plan=1200000000.00 CNY", NULL));
            }
        }
    }
  plan = run_report (self->store, "year-plan", &by_park);
  goals = run_report (self->store, "goals", &by_park);
  g_assert_cmpuint (goals->rows->len, ==, 3);
  for (guint p = 0; p < 3; p++)
    for (guint r = 0; r < 3; r++)
      {
        const char *whose = report_cell (goals->rows->pdata[p], 0)->text;
        const char *park = report_cell (plan->rows->pdata[r], 0)->text;
        g_autofree char *invested
            = lf_totals_format (&report_cell (plan->rows->pdata[r], 5)->totals);

        if (g_str_has_prefix (whose, park))
          g_assert_cmpstr (report_cell (goals->rows->pdata[p], 5)->text, ==, invested);
      }
}

/* ---- Paper ---- */

/* O8: who pledges what by when, where it is signed, on one page. */
static void
test_pledge (Fixture *self, gconstpointer data)
{
  static const char *const said[] = { "Letter of Pledge",
                                      "招商局 pledges to reach by 31 Dec 2023",
                                      "Investment signed, from CNY 1,000 million",
                                      "31 Mar 2023\t25%\tCNY 300 million",
                                      "30 Jun 2023\t50%\tCNY 600 million",
                                      "31 Dec 2023\t100%\tCNY 1,200 million",
                                      "CNY 0 of CNY 1,200 million",
                                      "70.8 points behind",
                                      "通报批评",
                                      "Pledged by" };
  g_autofree char *id
      = add_given (self->store, "goal", "name=目标", "indicator=signed_investment", "end_date=2023",
                   "target_amount=1200000000.00 CNY", "least_investment=1000000000.00 CNY",
                   "signed_by=招商局", "result=通报批评", NULL);
  g_autoptr (LfGoalReading) reading = lf_store_goal_sync (self->store, id, &today, NULL);
  g_autoptr (LfPaper) paper = lf_goal_paper_new (reading, &today);
  g_autofree char *text = lf_paper_to_text (paper);

  g_test_message ("%s", text);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_test_message ("looked for: %s", said[i]);
      g_assert_nonnull (strstr (text, said[i]));
    }
  g_assert_cmpuint (lf_paper_n_pages (paper), ==, 1);
}

#define ADD(path, func) g_test_add ("/report/goals/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("K6-K7-bands", test_bands);
  ADD ("S0-K8-growth", test_growth);
  ADD ("K8-told-twice", test_told_twice);
  ADD ("O8-late", test_late);
  ADD ("A8-year-plan", test_year_plan);
  ADD ("O8-pledge", test_pledge);
  return g_test_run ();
}

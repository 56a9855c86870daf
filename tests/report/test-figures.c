/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of each report over small stores, worked out by hand (domain.md §3), and over random
 * ones by what must hold of them. */

#include "config.h"

#include "report-fixture.h"

#include <math.h>
#include <string.h>

#define IN_CNY "total_investment="

/* Twelve projects: some jumped a stage, some stopped, one is deleted, amounts are blank, about and
 * foreign. In 亿元:
 *   1 lead 1 · 2 lead blank · 3 negotiation about 2 · 4 signed 3 (jumped) · 5 land 10 · 6
 * production 5 7 dropped after signing 4 · 8 dropped as a lead 6 · 9 suspended after approval 7 10
 * land 1 million USD · 11 deleted 100 · 12 full capacity nearly 8 */
static void
add_twelve (LfStore *store)
{
  g_autofree char *shangyu = add_given (store, "park", "name=上虞", NULL);
  g_autofree char *hightech = add_given (store, "park", "name=高新区（西）", NULL);
  g_autofree char *in_shangyu = g_strconcat ("park=", shangyu, NULL);
  g_autofree char *in_hightech = g_strconcat ("park=", hightech, NULL);
  g_autofree char *deleted = NULL;

#define ADD(...) g_free (add_given (store, "project", __VA_ARGS__, NULL))
  ADD ("name=1", "stage=lead", IN_CNY "100000000.00 CNY");
  ADD ("name=2", "stage=lead");
  ADD ("name=3", "stage=negotiation", IN_CNY "about 200000000.00 CNY");
  ADD ("name=4", "stage=signed", IN_CNY "300000000.00 CNY", "signed_date=2023-02", in_shangyu,
       "industry=新材料（电子）");
  ADD ("name=5", "stage=land", IN_CNY "1000000000.00 CNY", "signed_date=2023-02-05",
       "land_date=2023-04", in_shangyu, "industry=“双碳”");
  ADD ("name=6", "stage=production", IN_CNY "500000000.00 CNY", "signed_date=2022", in_hightech,
       "industry=the \"new\" economy");
  ADD ("name=7", "stage=dropped", IN_CNY "400000000.00 CNY", "signed_date=2023-01", in_hightech,
       "industry=“双碳”");
  ADD ("name=8", "stage=dropped", IN_CNY "600000000.00 CNY");
  ADD ("name=9", "stage=suspended", IN_CNY "700000000.00 CNY", "approved_date=2023-03");
  ADD ("name=10", "stage=land", IN_CNY "1000000.00 USD", "signed_date=2023");
  ADD ("name=12", "stage=full_capacity", IN_CNY "nearly 800000000.00 CNY",
       "signed_date=2023-12-31");
  deleted = add_given (store, "project", "name=11", "stage=lead", IN_CNY "10000000000.00 CNY",
                       "signed_date=2023-02", in_shangyu, NULL);
  delete_project (store, deleted);
#undef ADD
}

static void
test_pipeline (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "Lead|11|about CNY 4,600 million + USD 1 million|–|1|2|CNY 100 million",
    "Negotiation|8|about CNY 3,900 million + USD 1 million|72.7%|0|1|about CNY 200 million",
    "Approved|7|about CNY 3,700 million + USD 1 million|87.5%|0|0|CNY 0",
    "Signed|6|about CNY 3,000 million + USD 1 million|85.7%|1|1|CNY 300 million",
    "Land handover|4|about CNY 2,300 million + USD 1 million|66.7%|0|2|"
    "CNY 1,000 million + USD 1 million",
    "Under construction|2|about CNY 1,300 million|50.0%|0|0|CNY 0",
    "Completed|2|about CNY 1,300 million|100.0%|0|0|CNY 0",
    "In production|2|about CNY 1,300 million|100.0%|0|1|CNY 500 million",
    "Full capacity|1|about CNY 800 million|50.0%|0|1|about CNY 800 million",
    "All projects|11|about CNY 4,600 million + USD 1 million|–|2|8|"
    "about CNY 2,900 million + USD 1 million",
    NULL,
  };
  g_autoptr (LfReport) report = NULL;

  add_twelve (self->store);
  report = run_report (self->store, "pipeline", &no_options);
  assert_lines (report, lines);
}

static void
test_pipeline_of_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = run_report (self->store, "pipeline", &no_options);

  g_assert_cmpuint (report->rows->len, ==, LF_N_LIVE_STAGES);
  for (guint i = 0; i < report->rows->len; i++)
    {
      g_assert_cmpint (report_cell (report->rows->pdata[i], 1)->count, ==, 0);
      g_assert_true (isnan (report_cell (report->rows->pdata[i], 3)->percent));
    }
}

static void
test_signed_by_month (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "2022|1|CNY 500 million|1|100.0%|0|0",
    "2023|1|USD 1 million|0|0.0%|0|0",
    "2023-02|2|CNY 1,300 million|2|100.0%|0|0",
    "2023-12|1|about CNY 800 million|1|100.0%|0|0",
    "Total|5|about CNY 2,600 million + USD 1 million|4|80.0%|0|0",
    NULL,
  };
  static const char *const spring[] = { "2023-02|2|CNY 1,300 million|2|100.0%|0|0",
                                        "Total|2|CNY 1,300 million|2|100.0%|0|0", NULL };
  static const char *const days[] = { "2023-02|1|CNY 1,000 million|1|100.0%|0|0",
                                      "Total|1|CNY 1,000 million|1|100.0%|0|0", NULL };
  static const char *const none[] = { "Total|0|CNY 0|0|–|0|0", NULL };
  static const struct
  {
    LfReportOptions options;
    const char *const *lines;
  } cases[] = {
    { { .today = { 2026, 3, 15 } }, lines },
    { { { 2023, 2, 0 }, { 2023, 6, 0 }, { 2026, 3, 15 }, NULL }, spring },
    { { { 2023, 2, 3 }, { 2023, 2, 28 }, { 2026, 3, 15 }, NULL }, days },
    { { { 2023, 2, 0 }, { 0 }, { 2026, 3, 15 }, "stage=land|signed" }, spring },
    { { { 2024, 1, 1 }, { 0 }, { 2026, 3, 15 }, NULL }, none },
  };

  add_twelve (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfReport) report = run_report (self->store, "signed-by-month", &cases[i].options);

      assert_lines (report, cases[i].lines);
    }
}

static void
test_by_park (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "上虞|2|CNY 1,300 million",
    "高新区（西）|1|CNY 500 million",
    "Not known|6|about CNY 1,800 million + USD 1 million",
    "Total|9|about CNY 3,600 million + USD 1 million",
    NULL,
  };
  static const char *const of_one_park[]
      = { "上虞|2|CNY 1,300 million", "Total|2|CNY 1,300 million", NULL };
  const LfReportOptions one_park = { .today = { 2026, 3, 15 }, .where = "park=上虞" };
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfReport) of_one = NULL;

  add_twelve (self->store);
  report = run_report (self->store, "by-park", &no_options);
  assert_lines (report, lines);
  of_one = run_report (self->store, "by-park", &one_park);
  assert_lines (of_one, of_one_park);
}

/* Names with quotes and full-width brackets, as they are written. */
static void
test_by_industry (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "“双碳”|1|CNY 1,000 million",
    "the \"new\" economy|1|CNY 500 million",
    "新材料（电子）|1|CNY 300 million",
    "Not known|6|about CNY 1,800 million + USD 1 million",
    "Total|9|about CNY 3,600 million + USD 1 million",
    NULL,
  };
  g_autoptr (LfReport) report = NULL;

  add_twelve (self->store);
  report = run_report (self->store, "by-industry", &no_options);
  assert_lines (report, lines);
}

static void
test_wrong_calls (Fixture *self, gconstpointer data)
{
  const LfReportOptions bad = { .today = { 2026, 3, 15 }, .where = "nothing=1" };
  g_autoptr (GError) unknown = NULL;

  g_assert_null (lf_report_run_sync (self->store, "weather", &no_options, &unknown));
  g_assert_error (unknown, LF_ERROR, LF_ERROR_SYNTAX);
  g_assert_nonnull (strstr (unknown->message, "weather"));
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (lf_report_title (*name));
      g_assert_null (lf_report_run_sync (self->store, *name, &bad, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
    }
}

/* A6: 66 days from agreement to start; the mean of land to start is whole days, half a day up. */
static void
test_clocks (Fixture *self, gconstpointer data)
{
  static const char *const rows[][5]
      = { { "1", "1", "66", "66", "66" },   /* signing to start, 甲园 */
          { "2", "1", "23", "23", "23" } }; /* land to start, 甲园: one is known to its month */
  g_autofree char *park = add_given (self->store, "park", "name=甲园", NULL);
  g_autofree char *in_park = g_strconcat ("park=", park, NULL);
  g_autoptr (LfReport) report = NULL;
  const LfReportOptions by_park = { .today = { 2026, 3, 15 }, .by = "park" },
                        by_colour = { .today = { 2026, 3, 15 }, .by = "colour" };
  g_autoptr (LfReport) wrong = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_free (add_given (self->store, "project", "name=a", "stage=started", in_park,
                     "signed_date=2023-02-06", "land_date=2023-03-21", "started_date=2023-04-13",
                     NULL));
  g_free (add_given (self->store, "project", "name=b", "stage=started", in_park,
                     "land_date=2023-03", "started_date=2023-04-13", NULL));
  g_free (add_given (self->store, "project", "name=c", "stage=dropped", in_park,
                     "signed_date=2023-02-06", "started_date=2023-04-13", NULL));
  report = run_report (self->store, "clocks", &by_park);
  for (guint i = 0; i < report->rows->len; i++)
    {
      GPtrArray *row = report->rows->pdata[i];
      const char *leg = report_cell (row, 0)->text;
      const char *const *expected = g_str_equal (leg, "Signing to start") ? rows[0]
                                    : g_str_equal (leg, "Land to start")  ? rows[1]
                                                                          : NULL;

      g_assert_cmpstr (report_cell (row, 1)->text, ==, "甲园");
      assert_drills_down (self->store, report, row, 2);
      for (guint c = 0; expected != NULL && c < 5; c++, n++)
        g_assert_cmpint (report_cell (row, c + 2)->count, ==,
                         g_ascii_strtoll (expected[c], NULL, 10));
    }
  g_assert_cmpuint (n, ==, 10);
  wrong = lf_report_run_sync (self->store, "clocks", &by_colour, &error);
  g_assert_null (wrong);
  g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
}

/* ---- Random stores ---- */

static const char *
one_of (const char *const *texts, guint n)
{
  return texts[g_test_rand_int_range (0, (int) n)];
}

static void
add_at_random (LfStore *store, const char *park)
{
  static const char *const amounts[]
      = { "", "100000000.00 CNY", "about 7.31 CNY", "over 2000000.00 USD" };
  static const char *const dates[] = { "", "", "2023", "2023-01", "2023-02-28", "2019-07", "1998" };
  static const char *const industries[] = { "", "新能源", "IC", "ic", "“双碳”", "光（电）" };
  g_autofree char *stage = g_strconcat (
      "stage=", lf_stage_key ((LfStage) g_test_rand_int_range (0, LF_N_STAGES)), NULL);
  g_autofree char *amount = g_strconcat (IN_CNY, one_of (amounts, G_N_ELEMENTS (amounts)), NULL);
  g_autofree char *industry
      = g_strconcat ("industry=", one_of (industries, G_N_ELEMENTS (industries)), NULL);
  g_autofree char *in_park = g_strconcat ("park=", g_test_rand_bit () ? park : "", NULL);
  g_autofree char *signed_on
      = g_strconcat ("signed_date=", one_of (dates, G_N_ELEMENTS (dates)), NULL);
  g_autofree char *land_on = g_strconcat ("land_date=", one_of (dates, G_N_ELEMENTS (dates)), NULL);

  g_free (add_given (store, "project", "name=p", stage, amount, industry, in_park, signed_on,
                     land_on, NULL));
}

static void
add_problem_at_random (LfStore *store)
{
  static const char *const kinds[] = { "land", "energy", "labour" };
  static const char *const states[] = { "collected", "handling", "closed", "refused" };
  static const char *const departments[] = { "", "供电局", "A “B” (C)" };
  static const char *const dates[] = { "", "2023", "2023-01", "2023-02-28", "2026-03-13" };
  g_autofree char *kind = g_strconcat ("kind=", one_of (kinds, G_N_ELEMENTS (kinds)), NULL);
  g_autofree char *state = g_strconcat ("state=", one_of (states, G_N_ELEMENTS (states)), NULL);
  g_autofree char *department
      = g_strconcat ("lead_department=", one_of (departments, G_N_ELEMENTS (departments)), NULL);
  g_autofree char *dispatched
      = g_strconcat ("dispatched_on=", one_of (dates, G_N_ELEMENTS (dates)), NULL);
  g_autofree char *due = g_strconcat ("due_on=", one_of (dates, G_N_ELEMENTS (dates)), NULL);

  g_free (add_given (store, "problem", "subject=p", "collected_on=2023-01", kind, state, department,
                     dispatched, due, "closed_on=2026-03-14", NULL));
}

/* A funnel narrows, by those who are still there and those who stopped. */
static void
assert_narrows (const LfReport *report)
{
  for (guint i = 0; i + 1 < report->rows->len; i++)
    {
      GPtrArray *row = report->rows->pdata[i];
      gint64 left
          = report_cell (row, 1)->count - report_cell (report->rows->pdata[i + 1], 1)->count;

      g_assert_cmpint (left, >=, report_cell (row, 4)->count + report_cell (row, 5)->count);
    }
}

static const char *
where_of (const LfEntity *entity)
{
  return entity == project_entity ()                ? "stage!=lead or jobs>3"
         : strcmp (entity->name, "problem") == 0    ? "kind!=land or level=zone"
         : strcmp (entity->name, "enterprise") == 0 ? "jobs>3 or jobs="
         : strcmp (entity->name, "goal") == 0       ? "indicator!=tax"
                                                    : "";
}

static void
test_drill_down_property (Fixture *self, gconstpointer data)
{
  LfReportOptions within = { .today = { 2026, 3, 15 } };
  g_autofree char *park = add_given (self->store, "park", "name=上虞", NULL);

  for (guint round = 0; round < 6; round++)
    {
      for (guint i = 0; i < 12; i++)
        {
          add_at_random (self->store, park);
          add_problem_at_random (self->store);
        }
      for (const char *const *name = lf_report_names (); *name != NULL; name++)
        {
          within.where = where_of (lf_report_entity (*name));
          g_autoptr (LfReport) report = NULL;

          report = run_report (self->store, *name, round % 2 == 0 ? &no_options : &within);
          for (guint i = 0; i < report->rows->len; i++)
            assert_row_drills_down (self->store, report, report->rows->pdata[i]);
          if (report->total != NULL)
            assert_row_drills_down (self->store, report, report->total);
          if (strcmp (*name, "pipeline") == 0)
            assert_narrows (report);
          else if (report->total != NULL)
            assert_rows_add_up (report);
        }
    }
}

#define ADD(path, func) g_test_add ("/report/figures/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pipeline", test_pipeline);
  ADD ("pipeline-of-nothing", test_pipeline_of_nothing);
  ADD ("signed-by-month", test_signed_by_month);
  ADD ("by-park", test_by_park);
  ADD ("by-industry", test_by_industry);
  ADD ("A6-clocks", test_clocks);
  ADD ("wrong-calls", test_wrong_calls);
  ADD ("drill-down-property", test_drill_down_property);
  return g_test_run ();
}

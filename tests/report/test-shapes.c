/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports made by shapes: each of them, told by each of its groups, over zones made at random. What
 * a cell says is what its filter lists; parts add up to the whole; and acceptance figures as they
 * were printed. */

#include "config.h"

#include "lf-chart.h"
#include "report-fixture.h"
#include "zone-fixture.h"

#include <math.h>
#include <string.h>

#define IN_CNY "total_investment="

/* ---- What must hold of each ---- */

static void
check (LfStore *store, const char *name, const LfReportOptions *options)
{
  g_autoptr (LfReport) report = run_report (store, name, options);

  for (guint i = 0; i < report->rows->len; i++)
    assert_row_drills_down (store, report, report->rows->pdata[i]);
  if (report->total != NULL)
    assert_row_drills_down (store, report, report->total);
  if (report->total != NULL && strcmp (name, "pipeline") != 0
      && strcmp (name, "visit-coverage") != 0)
    assert_rows_add_up (report);
}

static void
test_each_by_each (Fixture *self, gconstpointer data)
{
  static const char *const all[] = { NULL, NULL };

  make_zone (self->store, 12);
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      const char *const *groups = lf_report_groups (*name);

      for (const char *const *by = groups == NULL ? all : groups; by == all || *by != NULL; by++)
        {
          LfReportOptions options = no_options, spring = no_options;

          options.by = spring.by = *by;
          spring.from = (LfDate){ 2023, 2, 0 };
          spring.to = (LfDate){ 2026, 3, 0 };
          check (self->store, *name, &options);
          check (self->store, *name, &spring);
          if (by == all)
            break;
        }
    }
}

/* A report outlives what it was asked with. */
static void
test_keeps_nothing_of_the_options (Fixture *self, gconstpointer data)
{
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    for (const char *const *by = lf_report_groups (*name); by != NULL && *by != NULL; by++)
      {
        LfReportOptions options = no_options;
        char *asked = g_strdup (*by);
        g_autoptr (LfReport) report = NULL;
        const LfReportColumn *column;

        options.by = asked;
        report = lf_report_run_sync (self->store, *name, &options, NULL);
        g_free (asked);
        for (guint i = 0; i < report->columns->len; i++)
          {
            column = report->columns->pdata[i];
            g_assert_cmpuint (strlen (column->name), >, 0);
          }
      }
}

/* ---- Acceptance figures ---- */

/* 44 signed in the quarter, 9 of them from 1亿 on, one of the three lists. */
static void
test_a12_large_share (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "2020-Q1|44|CNY 935 million|9|20.5%|1|0", "Total|44|CNY 935 million|9|20.5%|1|0", NULL };
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < 44; i++)
    {
      g_autofree char *day = g_strdup_printf ("signed_date=2020-%02u-15", 1 + i % 3);

      g_free (add_given (self->store, "project", "name=p", "stage=signed", day,
                         i < 9 ? IN_CNY "100000000.00 CNY" : IN_CNY "1000000.00 CNY",
                         i == 3 ? "top_list=china" : "top_list=", NULL));
    }
  options.by = "quarter";
  report = run_report (self->store, "signed-by-month", &options);
  assert_lines (report, lines);
}

/* W8, DK: a framework agreement is no signing; a capital increase adds its amount and no project.
 */
static void
test_w8_counted_once (Fixture *self, gconstpointer data)
{
  static const char *const signed_lines[] = { "2023-05|1|CNY 1,300 million|1|100.0%|0|1",
                                              "Total|1|CNY 1,300 million|1|100.0%|0|1", NULL };
  static const char *const framework_lines[]
      = { "2023-05|1|CNY 700 million", "Total|1|CNY 700 million", NULL };
  LfReportOptions options = no_options;
  g_autofree char *first = NULL, *phase_of = NULL, *spoken = NULL, *of_spoken = NULL;
  g_autofree char *of_first = NULL;
  g_autoptr (LfReport) signings = NULL;
  g_autoptr (LfReport) frameworks = NULL;

#define SIGNED "stage=signed", "signed_date=2023-05-04"
  first = add_given (self->store, "project", "name=1", SIGNED, IN_CNY "1000000000.00 CNY", NULL);
  phase_of = g_strconcat ("parent_project=", first, NULL);
  g_free (add_given (self->store, "project", "name=1b", SIGNED, IN_CNY "300000000.00 CNY", phase_of,
                     NULL));
  spoken = add_given (self->store, "project", "name=2", SIGNED, IN_CNY "700000000.00 CNY", NULL);
  of_spoken = g_strconcat ("project=", spoken, NULL);
  of_first = g_strconcat ("project=", first, NULL);
  g_free (add_given (self->store, "agreement", "title=框架", "kind=framework", of_spoken, NULL));
  g_free (add_given (self->store, "agreement", "title=框架", "kind=framework", of_first, NULL));
  g_free (add_given (self->store, "agreement", "title=投资", "kind=investment", of_first, NULL));
#undef SIGNED
  signings = run_report (self->store, "signed-by-month", &options);
  assert_lines (signings, signed_lines);
  options.by = "month";
  frameworks = run_report (self->store, "frameworks", &options);
  assert_lines (frameworks, framework_lines);
}

/* A7: growth on the same days of the year before, and the places then; who signed nothing then is
 * new. */
static void
test_a7_year_on_year (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *industry, *now, *before;
  } cases[] = { { "industry=A", "3050000000.00 CNY", "2000000000.00 CNY" },
                { "industry=B", "1370000000.00 CNY", "890000000.00 CNY" },
                { "industry=C", "7502000000.00 CNY", "6933000000.00 CNY" },
                { "industry=D", "10000000.00 CNY", NULL } };
  static const char *const lines[] = { "C|1|1|CNY 7,502 million|CNY 6,933 million|8.2%",
                                       "A|1|1|CNY 3,050 million|CNY 2,000 million|52.5%",
                                       "B|1|1|CNY 1,370 million|CNY 890 million|53.9%",
                                       "D|1|0|CNY 10 million|CNY 0|–",
                                       "Total|4|3|CNY 11,932 million|CNY 9,823 million|21.5%",
                                       NULL };
  static const char *const places[] = { "C|CNY 7,502 million|1|1|1|CNY 6,933 million",
                                        "A|CNY 3,050 million|1|2|2|CNY 2,000 million",
                                        "B|CNY 1,370 million|1|3|3|CNY 890 million",
                                        "D|CNY 10 million|1|4|–|CNY 0",
                                        "Total|CNY 11,932 million|4|–|–|CNY 9,823 million",
                                        NULL };
  LfReportOptions options = no_options;
  g_autoptr (LfReport) years = NULL;
  g_autoptr (LfReport) ranking = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *now = g_strconcat ("total_investment=", cases[i].now, NULL);
      g_autofree char *before = g_strconcat ("total_investment=", cases[i].before, NULL);

      g_free (add_given (self->store, "project", "name=n", "stage=signed", "signed_date=2026-03-15",
                         now, cases[i].industry, NULL));
      if (cases[i].before != NULL)
        g_free (add_given (self->store, "project", "name=b", "stage=signed",
                           "signed_date=2025-03-15", before, cases[i].industry, NULL));
    }
  /* behind the same day of the year before, and two years ago */
  g_free (add_given (self->store, "project", "name=o", "stage=signed", "signed_date=2025-03-16",
                     "total_investment=1.00 CNY", "industry=A", NULL));
  g_free (add_given (self->store, "project", "name=o", "stage=signed", "signed_date=2024-03-01",
                     "total_investment=1.00 CNY", "industry=E", NULL));
  options.by = "industry";
  years = run_report (self->store, "year-on-year", &options);
  assert_lines (years, lines);
  ranking = run_report (self->store, "signing-places", &options);
  assert_lines (ranking, places);
}

/* A day that is not known stands under its month, and a day under itself alone. */
static void
test_days_stand_alone (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "2026-03|1|0|0|0.0%", "2026-03-02|2|0|0|0.0%", "Total|3|0|0|0.0%", NULL };
  LfReportOptions options = no_options;
  static const char *const days[]
      = { "held_on=2026-03-02", "held_on=2026-03-02", "held_on=2026-03" };
  g_autofree char *firm = add_given (self->store, "enterprise", "name=f", NULL);
  g_autofree char *enterprise = g_strconcat ("enterprise=", firm, NULL);
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_free (add_given (self->store, "visit", days[i], "subject=s", enterprise, NULL));
  options.by = "day";
  report = run_report (self->store, "visits", &options);
  assert_lines (report, lines);
  g_assert_cmpstr (report_cell (report->rows->pdata[0], 1)->filter, ==,
                   "(held_on!=) and (held_on=2026-03 and held_on<2026-03-01)");
  g_assert_cmpint (lf_chart_kind (report), ==, LF_CHART_CALENDAR);
}

/* For people in groups of three, for programs without. */
static void
test_thousands_are_grouped (void)
{
  static const struct
  {
    gint64 count;
    const char *shown;
  } cases[] = { { 0, "0" },       { 999, "999" },      { 1000, "1,000" },
                { -999, "-999" }, { -1000, "-1,000" }, { 1234567, "1,234,567" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfReportColumn column = { .type = LF_COLUMN_COUNT };
      const LfReportCell cell = { .count = cases[i].count };
      g_autofree char *shown = lf_report_cell_format (&column, &cell);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* W9: what the government builds is held and is built, and is no signing; what comes of a signing
 * does not count it, either. */
static void
test_w9_public_works (Fixture *self, gconstpointer data)
{
  static const char *const signed_lines[] = { "2023-05|1|CNY 1,000 million|1|100.0%|0|0",
                                              "Total|1|CNY 1,000 million|1|100.0%|0|0", NULL };
  static const char *const held_lines[]
      = { "Not known|2|CNY 1,340 million", "Total|2|CNY 1,340 million", NULL };
  static const char *const cohort_lines[]
      = { "2023-Q2|1|CNY 1,000 million|0|0.0%|0|0.0%|0|0.0%|–",
          "Total|1|CNY 1,000 million|0|0.0%|0|0.0%|0|0.0%|–", NULL };
  g_autoptr (LfReport) signings = NULL;
  g_autoptr (LfReport) held = NULL;
  g_autoptr (LfReport) cohorts = NULL;

#define SIGNED "name=1", "stage=signed", "signed_date=2023-05-04"
  g_free (add_given (self->store, "project", SIGNED, IN_CNY "1000000000.00 CNY", NULL));
  g_free (add_given (self->store, "project", SIGNED, IN_CNY "340000000.00 CNY", "kind=public_works",
                     "started_date=2023-06", NULL));
#undef SIGNED
  signings = run_report (self->store, "signed-by-month", &no_options);
  assert_lines (signings, signed_lines);
  held = run_report (self->store, "by-park", &no_options);
  assert_lines (held, held_lines);
  cohorts = run_report (self->store, "cohorts", &no_options);
  assert_lines (cohorts, cohort_lines);
}

/* A13: foreign capital stays in USD beside what is in CNY. */
static void
test_a13_currencies_apart (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "2022-12|2|CNY 100 million + USD 257 million|USD 257 million|CNY 0|0|0.0%|0",
          "Total|2|CNY 100 million + USD 257 million|USD 257 million|CNY 0|0|0.0%|0", NULL };
  g_autofree char *project = add_given (self->store, "project", "name=1", "stage=signed", NULL);
  g_autofree char *of = g_strconcat ("project=", project, NULL);
  g_autoptr (LfReport) report = NULL;

#define ADD(...)                                                                                   \
  g_free (add_given (self->store, "funds_arrival", "arrived_on=2022-12-20", "evidence=bank_slip",  \
                     "number=1", of, __VA_ARGS__, NULL))
  ADD ("kind=foreign", "amount=257000000.00 USD");
  ADD ("kind=domestic", "amount=100000000.00 CNY");
#undef ADD
  report = run_report (self->store, "funds", &no_options);
  assert_lines (report, lines);
}

static void
add_rate (LfStore *store, const char *currency, const char *day, const char *rate)
{
  g_autofree char *of = g_strconcat ("currency=", currency, NULL);
  g_autofree char *on = g_strconcat ("day=", day, NULL);
  g_autofree char *per_unit = g_strconcat ("cny_per_unit=", rate, NULL);

  g_free (add_given (store, "exchange_rate", of, on, per_unit, NULL));
}

/* A13: in CNY only at a rate with a date, both told; where a currency has none there is no sum. */
static void
test_a13_in_cny (Fixture *self, gconstpointer data)
{
  static const char *const without[]
      = { "乙|1|CNY 100 million|CNY 100 million", "甲|1|USD 2.57 million|–",
          "Total|2|CNY 100 million + USD 2.57 million|–", NULL };
  static const char *const with[]
      = { "乙|1|CNY 100 million|CNY 100 million", "甲|1|USD 2.57 million|CNY 18,202,539",
          "Total|2|CNY 100 million + USD 2.57 million|CNY 118,202,539", NULL };
  static const struct
  {
    const char *name;
    const char *amount;
  } projects[]
      = { { "name=甲", IN_CNY "2570000.00 USD" }, { "name=乙", IN_CNY "100000000.00 CNY" } };
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      g_autofree char *park = add_given (self->store, "park", projects[i].name, NULL);
      g_autofree char *in_park = g_strconcat ("park=", park, NULL);

      g_free (add_given (self->store, "project", "name=p", "stage=signed", in_park,
                         projects[i].amount, NULL));
    }
  options.is_in_cny = TRUE;
  add_rate (self->store, "USD", "2026-03-16", "9");
  report = run_report (self->store, "by-park", &options);
  assert_lines (report, without);
  g_assert_nonnull (strstr (report->note, "There is no exchange rate up to this day for USD."));
  add_rate (self->store, "USD", "2026-03-10", "7.0827");
  lf_report_free (report);
  report = run_report (self->store, "by-park", &options);
  assert_lines (report, with);
  g_assert_nonnull (strstr (report->note, "In CNY at USD 1 = CNY 7.0827 (10 Mar 2026)."));
  g_assert_cmpuint (report->measure, ==, 3);
}

static void
add_year_plan (LfChange *change, const LfRecord *project, const char *period, const char *plan)
{
  g_autoptr (LfRecord) progress = lf_record_new (lf_schema_find ("progress"), NULL);

  lf_record_set (progress, "project", lf_record_id (project));
  lf_record_set (progress, "period", period);
  lf_record_set (progress, "year_plan", plan);
  lf_change_create (change, progress);
}

/* 346 projects, 1422亿 in all, 256亿 this year: 18.0 %, 4.11亿 a project; of two reports of one
 * year the last counts. */
static void
test_a8_year_plan (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "All projects|346|CNY 142,200 million|CNY 25,600 million|18.0%|CNY 0|0.0%|CNY 410.98 million",
    "Total|346|CNY 142,200 million|CNY 25,600 million|18.0%|CNY 0|0.0%|CNY 410.98 million", NULL
  };
  LfReportOptions options = { .today = { 2020, 4, 1 }, .by = "all" };
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfChange) change = lf_change_new ("a building plan");

  for (guint i = 0; i < 346; i++)
    {
      g_autoptr (LfRecord) project = lf_record_new (project_entity (), NULL);

      lf_record_set (project, "name", "p");
      lf_record_set (project, "stage", "started");
      lf_record_set (project, "total_investment",
                     i == 0 ? "38250000002.10 CNY" : "301304347.82 CNY");
      lf_change_create (change, project);
      add_year_plan (change, project, "2020-01", "50000000.00 CNY");
      if (i == 0)
        add_year_plan (change, project, "2020-02", "8350000000.00 CNY");
    }
  commit_change (self->store, change);
  report = run_report (self->store, "year-plan", &options);
  assert_lines (report, lines);
}

/* Half of the projects between the quarters; a date of a month only is not known to the day. */
static void
test_time_in_stage (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "Lead|6|5|8|10|13|73", "Signed|1|–|–|–|–|–", "Total|7|5|8|10|13|73", NULL };
  static const char *const days[]
      = { "2026-03-10", "2026-03-07", "2026-03-05", "2026-03-02", "2026-01-01" };
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *since = g_strconcat ("stage_date=", days[i], NULL);

      g_free (add_given (self->store, "project", "name=p", "stage=lead", since, NULL));
    }
  g_free (add_given (self->store, "project", "name=p", "stage=lead", "stage_date=2026-02", NULL));
  g_free (add_given (self->store, "project", "name=p", "stage=signed", "stage_date=2026-02", NULL));
  report = run_report (self->store, "time-in-stage", &no_options);
  assert_lines (report, lines);
}

#define ADD(path, func) g_test_add ("/report/shapes/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-by-each", test_each_by_each);
  ADD ("keeps-nothing-of-the-options", test_keeps_nothing_of_the_options);
  ADD ("A12-large-share", test_a12_large_share);
  ADD ("W8-counted-once", test_w8_counted_once);
  ADD ("W9-public-works", test_w9_public_works);
  ADD ("A13-currencies-apart", test_a13_currencies_apart);
  ADD ("A13-in-cny", test_a13_in_cny);
  ADD ("A7-year-on-year", test_a7_year_on_year);
  ADD ("days-stand-alone", test_days_stand_alone);
  g_test_add_func ("/report/shapes/thousands-are-grouped", test_thousands_are_grouped);
  ADD ("A8-year-plan", test_a8_year_plan);
  ADD ("time-in-stage", test_time_in_stage);
  return g_test_run ();
}

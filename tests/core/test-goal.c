/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals (domain.md K6, K7, O8, V10, R1): what counts towards them, and how they stand against time.
 */

#include "config.h"

#include "lf-filter.h"
#include "lf-goal.h"

#include <math.h>
#include <string.h>

#define YI 10000000000.0 /* 1/100 yuan */

static LfRecord *
new_record (const char *entity, const char *id, const char *text)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), id);
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      char *value = strchr (parts[i], '=');

      *value++ = '\0';
      lf_record_set (record, parts[i], value);
    }
  return record;
}

static LfDate
day (const char *text)
{
  LfDate date;

  g_assert_true (lf_date_from_canonical (text, &date));
  return date;
}

/* ---- Time ---- */

/* R1: months ÷ 12, half a month from the 15th on; of less than that days. */
static void
test_time (void)
{
  static const struct
  {
    const char *days, *today;
    double percent;
  } cases[] = {
    { "end_date=2026", "2026-06-30", 50 },
    { "end_date=2026", "2026-01-14", 0 },
    { "end_date=2026", "2026-01-15", 50.0 / 12 },
    { "end_date=2026", "2026-12-31", 100 },
    { "end_date=2026", "2025-12-31", 0 },
    { "end_date=2026", "2027-05-01", 100 },
    { "end_date=2026-12-31", "2026-09-30", 75 },
    { "start_date=2026-07-01|end_date=2026-12-31", "2026-09-30", 50 },
    { "start_date=2026-07|end_date=2026-12", "2026-06-30", 0 },
    { "start_date=2026-01-01|end_date=2026-03-31", "2026-02-28", 200.0 / 3 },
    { "start_date=2025-01-01|end_date=2026-12-31", "2025-12-31", 50 },
    { "start_date=2025-07-01|end_date=2026-06-30", "2026-03-31", 75 },
    { "start_date=2026-03-01|end_date=2026-03-10", "2026-03-05", 50 },
    { "start_date=2026-03-05|end_date=2026-03-05", "2026-03-05", 100 },
    { "start_date=2026-03-05|end_date=2026-03-05", "2026-03-04", 0 },
    { "end_date=2024-02-29", "2024-02-29", 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = new_record ("goal", NULL, cases[i].days);
      const LfDate today = day (cases[i].today);
      const LfGoal goal = lf_goal_of (record, &today);

      g_test_message ("%s on %s", cases[i].days, cases[i].today);
      g_assert_cmpfloat_with_epsilon (100 * lf_goal_time (&goal, &today), cases[i].percent, 1e-9);
    }
}

/* ---- How it stands ---- */

#define YEAR "indicator=signed_investment|end_date=2026"
#define OF_12 YEAR "|target_amount=1200000000.00 CNY"
#define RATE "indicator=closing_rate|end_date=2026|target_count=96"
#define GROWTH "indicator=output|end_date=2026|growth_percent=15"

static void
test_standing (void)
{
  static const struct
  {
    const char *row, *goal, *today;
    double reached, base;
    LfGoalCourse course;
    double expected, percent, lead;
    int days_late;
  } cases[] = {
    { "R1", OF_12, "2026-06-30", 6 * YI, NAN, LF_GOAL_ON_COURSE, 6 * YI, 50, 0, 0 },
    { "V10", OF_12, "2026-06-30", 5 * YI, NAN, LF_GOAL_BEHIND, 6 * YI, 500.0 / 12, -100.0 / 12, 0 },
    { "V10", OF_12, "2026-06-30", 9 * YI, NAN, LF_GOAL_ON_COURSE, 6 * YI, 75, 25, 0 },
    { "V10", OF_12, "2026-06-30", 12 * YI, NAN, LF_GOAL_REACHED, 6 * YI, 100, 50, 0 },
    { "V10", OF_12, "2026-12-31", 11 * YI, NAN, LF_GOAL_BEHIND, 12 * YI, 1100.0 / 12, -100.0 / 12,
      0 },
    { "O8", OF_12, "2027-01-01", 11 * YI, NAN, LF_GOAL_LATE, 12 * YI, 1100.0 / 12, -100.0 / 12, 1 },
    { "O8", OF_12, "2027-01-31", 0, NAN, LF_GOAL_LATE, 12 * YI, 0, -100, 31 },
    { "O8", OF_12, "2027-01-31", 12 * YI, NAN, LF_GOAL_REACHED, 12 * YI, 100, 0, 0 },
    { "O8", OF_12, "2025-06-30", 0, NAN, LF_GOAL_TO_COME, 0, 0, 0, 0 },
    { "O8 what it says does not go before what is counted", OF_12 "|state=done", "2027-01-01",
      6 * YI, NAN, LF_GOAL_LATE, 12 * YI, 50, -50, 1 },
    { "K6 count", "indicator=signed_projects|end_date=2026|target_count=53", "2026-06-30", 26, NAN,
      LF_GOAL_BEHIND, 26.5, 2600.0 / 53, 2600.0 / 53 - 50, 0 },
    { "I1 rate", RATE, "2026-06-30", 95, NAN, LF_GOAL_BEHIND, 96, 9500.0 / 96, 9500.0 / 96 - 100,
      0 },
    { "I1 rate", RATE, "2026-06-30", 96, NAN, LF_GOAL_ON_COURSE, 96, 100, 0, 0 },
    { "I1 rate", RATE, "2027-06-30", 96, NAN, LF_GOAL_REACHED, 96, 100, 0, 0 },
    { "S0 growth", GROWTH, "2026-06-30", 11.5 * YI, 20 * YI, LF_GOAL_ON_COURSE, 11.5 * YI, 50, 0,
      0 },
    { "S0 growth", GROWTH, "2026-06-30", 11.4 * YI, 20 * YI, LF_GOAL_BEHIND, 11.5 * YI, 1140.0 / 23,
      1140.0 / 23 - 50, 0 },
    { "S0 growth of nothing known", GROWTH, "2026-06-30", 5 * YI, NAN, LF_GOAL_UNKNOWN, NAN, NAN,
      NAN, 0 },
    { "S0 growth of nothing", GROWTH, "2026-06-30", 5 * YI, 0, LF_GOAL_UNKNOWN, NAN, NAN, NAN, 0 },
    { "O8 no target", YEAR, "2026-06-30", YI, NAN, LF_GOAL_UNKNOWN, NAN, NAN, NAN, 0 },
    { "O8 not counted", "indicator=other|end_date=2026|target_count=5", "2027-06-30", NAN, NAN,
      LF_GOAL_UNKNOWN, 5, NAN, NAN, 0 },
    { "O8 not counted, done", "indicator=other|end_date=2026|target_count=5|state=done",
      "2027-06-30", NAN, NAN, LF_GOAL_REACHED, 5, NAN, NAN, 0 },
    { "O8 not counted, missed", "indicator=other|end_date=2026|target_count=5|state=missed",
      "2027-01-02", NAN, NAN, LF_GOAL_LATE, 5, NAN, NAN, 2 },
    { "O8 not counted, missed before its end",
      "indicator=other|end_date=2026|target_count=5|state=missed", "2026-12-31", NAN, NAN,
      LF_GOAL_UNKNOWN, 5, NAN, NAN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = new_record ("goal", NULL, cases[i].goal);
      const LfDate today = day (cases[i].today);
      const LfGoal goal = lf_goal_of (record, &today);
      const LfGoalProgress progress
          = lf_goal_judge (&goal, cases[i].reached, cases[i].base, &today);
      const double found[] = { progress.expected, progress.percent, progress.lead };
      const double wanted[] = { cases[i].expected, cases[i].percent, cases[i].lead };

      g_test_message ("%u %s", i, cases[i].row);
      g_assert_cmpstr (lf_goal_course_key (progress.course), ==,
                       lf_goal_course_key (cases[i].course));
      g_assert_cmpint (progress.days_late, ==, cases[i].days_late);
      for (guint k = 0; k < G_N_ELEMENTS (found); k++)
        if (isnan (wanted[k]))
          g_assert_true (isnan (found[k]));
        else
          g_assert_cmpfloat_with_epsilon (found[k], wanted[k], MAX (fabs (wanted[k]), 1) * 1e-12);
    }
}

static void
test_order (void)
{
  static const LfGoalProgress ordered[] = {
    { .course = LF_GOAL_LATE, .days_late = 90, .lead = -1 },
    { .course = LF_GOAL_LATE, .days_late = 2, .lead = -80 },
    { .course = LF_GOAL_LATE, .days_late = 2, .lead = -3 },
    { .course = LF_GOAL_BEHIND, .lead = -40 },
    { .course = LF_GOAL_BEHIND, .lead = -0.5 },
    { .course = LF_GOAL_ON_COURSE, .lead = 0 },
    { .course = LF_GOAL_ON_COURSE, .lead = 12 },
    { .course = LF_GOAL_TO_COME, .lead = 0 },
    { .course = LF_GOAL_UNKNOWN, .lead = NAN },
    { .course = LF_GOAL_REACHED, .lead = 0 },
    { .course = LF_GOAL_REACHED, .lead = NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (guint k = 0; k < G_N_ELEMENTS (ordered); k++)
      {
        int order = lf_goal_progress_compare (&ordered[i], &ordered[k]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > k) - (i < k));
      }
}

/* ---- What counts ---- */

#define ID(n) "01900000-0000-7000-8000-00000000000" n

static GPtrArray *
new_parks (void)
{
  GPtrArray *parks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  g_ptr_array_add (parks, new_record ("park", ID ("1"), "name=甲"));
  g_ptr_array_add (parks, new_record ("park", ID ("2"), "name=乙|parent=" ID ("1")));
  g_ptr_array_add (parks, new_record ("park", ID ("3"), "name=丙|parent=" ID ("2")));
  g_ptr_array_add (parks, new_record ("park", ID ("4"), "name=丁|parent=" ID ("5")));
  g_ptr_array_add (parks, new_record ("park", ID ("5"), "name=戊|parent=" ID ("4")));
  return parks;
}

static void
test_filters (void)
{
  static const struct
  {
    const char *row, *goal;
    int years_back;
    const char *has, *lacks; /* (nullable) */
  } cases[] = {
    { "K6 zone", OF_12, 0, "signed_date>=2026 and signed_date<=2026 and signed_date<=2026-06-30",
      "park" },
    { "K6 park", OF_12 "|park=" ID ("3"), 0, " and park=\"" ID ("3") "\"", "|" },
    { "K6 park and its parts", OF_12 "|park=" ID ("1"), 0,
      "park=" ID ("1") "|" ID ("2") "|" ID ("3"), ID ("4") },
    { "K6 parks in a circle", OF_12 "|park=" ID ("4"), 0, "park=" ID ("4") "|" ID ("5"), ID ("1") },
    { "K6 person and industry", OF_12 "|account=" ID ("7") "|industry=新材料", 0,
      " and owner=\"" ID ("7") "\" and industry=\"新材料\"", "park" },
    { "K6 team", "indicator=visits|end_date=2026|target_count=9|team=" ID ("8"), 0,
      "visitors(team=\"" ID ("8") "\")", NULL },
    { "K6 band", YEAR "|least_investment=1000000000.00 CNY", 0,
      " and total_investment>=\"1000000000.00 CNY\"", NULL },
    { "K6 band of funds", "indicator=funds_in_place|end_date=2026|least_investment=1.00 CNY", 0,
      " and project(total_investment>=\"1.00 CNY\")", NULL },
    { "K7", "indicator=top_500_projects|end_date=2026|target_count=3", 0, "top_list!=", NULL },
    { "S0 year before", OF_12, 1, "signed_date>=2025 and signed_date<=2025", "2026" },
    { "S0 leap day before", "indicator=signed_projects|start_date=2024-01-01|end_date=2024-02-29",
      1, "signed_date>=2023 and signed_date<=2023-02", NULL },
    { "K8 days within months", "indicator=output|start_date=2024-02-02|end_date=2024-06-29", 0,
      "period>=2024-02-02 and period<=2024-06-29", NULL },
    { "K8 whole months", "indicator=output|start_date=2024-07-01|end_date=2024-12-31", 1,
      "period>=2023-07 and period<=2023", NULL },
    { "K8 zone's figures", "indicator=output|end_date=2026", 0,
      "indicator=output and enterprise= and period>=2026", NULL },
    { "K8 zone's own", "indicator=output|end_date=2026", 0, " and park=", "park=\"" },
    { "K8 park's", "indicator=output|end_date=2026|park=" ID ("3"), 0, "park=\"" ID ("3") "\"",
      NULL },
  };
  g_autoptr (GPtrArray) parks = new_parks ();
  const LfDate today = { 2026, 6, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = new_record ("goal", NULL, cases[i].goal);
      const LfGoal goal = lf_goal_of (record, &today);
      g_autofree char *filter
          = lf_goal_filter (&goal, goal.source, cases[i].years_back, &today, parks);
      g_autoptr (GError) error = NULL;
      LfFilter *parsed;

      g_test_message ("%s: %s", cases[i].row, filter);
      g_assert_nonnull (strstr (filter, cases[i].has));
      g_assert_true (cases[i].lacks == NULL || strstr (filter, cases[i].lacks) == NULL);
      parsed = lf_filter_parse (lf_schema_find (goal.source->entity), filter, &today, NULL, &error);
      g_assert_no_error (error);
      lf_filter_free (parsed);
    }
}

/* Nobody reports the output of a colleague: what counts for him is not known. */
static void
test_not_told (void)
{
  g_autoptr (LfRecord) record
      = new_record ("goal", NULL, "indicator=output|end_date=2026|account=" ID ("7"));
  g_autoptr (GPtrArray) parks = new_parks ();
  const LfDate today = { 2026, 6, 30 };
  const LfGoal goal = lf_goal_of (record, &today);

  g_assert_null (lf_goal_filter (&goal, goal.source, 0, &today, parks));
}

/* Each indicator a goal may be of is counted or reported, save those that are no figures. */
static void
test_indicators (void)
{
  const LfOption *options = lf_entity_field (lf_schema_find ("goal"), "indicator")->options;

  for (; options->key != NULL; options++)
    {
      gboolean is_known = lf_indicator_source (options->key) != NULL
                          || lf_indicator_reported (options->key) != NULL;

      g_test_message ("%s", options->key);
      g_assert_true (is_known == !g_str_equal (options->key, "other"));
    }
}

/* ---- For people ---- */

static void
test_words (void)
{
  static const struct
  {
    const char *goal;
    double reached, base;
    const char *told;
  } cases[] = {
    { OF_12, 6 * YI, NAN, "CNY 600 million of CNY 1,200 million" },
    { "indicator=visits|end_date=2026|target_count=10", 2.5, NAN, "2.5 of 10" },
    { RATE, 97.4910394, NAN, "97.5% of 96.0%" },
    { GROWTH, 11.5 * YI, 20 * YI, "CNY 1,150 million of CNY 2,300 million (+15%)" },
    { GROWTH, 11.5 * YI, NAN, "CNY 1,150 million of +15%" },
    { "indicator=other|end_date=2026|target_count=5", NAN, NAN,
      "Target 5; nothing tells what was reached" },
    { YEAR, 1, NAN, "No target told" },
  };
  const LfDate today = { 2026, 6, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = new_record ("goal", NULL, cases[i].goal);
      const LfGoal goal = lf_goal_of (record, &today);
      const LfGoalProgress progress
          = lf_goal_judge (&goal, cases[i].reached, cases[i].base, &today);
      g_autofree char *told = lf_goal_tell (&goal, &progress);

      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/goal/R1-time", test_time);
  g_test_add_func ("/goal/V10-standing", test_standing);
  g_test_add_func ("/goal/O8-laggards-first", test_order);
  g_test_add_func ("/goal/K6-what-counts", test_filters);
  g_test_add_func ("/goal/K8-not-told", test_not_told);
  g_test_add_func ("/goal/K6-indicators", test_indicators);
  g_test_add_func ("/goal/O8-words", test_words);
  return g_test_run ();
}

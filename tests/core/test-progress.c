/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-way progress (domain.md V7): what is done of a year's plan, against the time gone by. */

#include "lf-core.h"

#include <math.h>

/* R1: months elapsed ÷ 12; half a month from the 15th on */
static void
test_time (void)
{
  static const struct
  {
    LfDate day;
    double months;
  } cases[] = {
    { { 2026, 1, 1 }, 0 },    { { 2026, 1, 14 }, 0 }, { { 2026, 1, 15 }, 0.5 },
    { { 2026, 1, 31 }, 1 },   { { 2026, 2, 28 }, 2 }, { { 2028, 2, 28 }, 1.5 },
    { { 2028, 2, 29 }, 2 },   { { 2026, 6, 30 }, 6 }, { { 2026, 12, 30 }, 11.5 },
    { { 2026, 12, 31 }, 12 }, { { 2026, 6, 0 }, 6 },  { { 2026, 0, 0 }, 12 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpfloat_with_epsilon (lf_progress_time (&cases[i].day), cases[i].months / 12 * 100,
                                      1e-9);
    }
}

static LfRecord *
make_report (const char *period, const char *investment, const char *work, const char *physical)
{
  LfRecord *report = lf_record_new (lf_schema_find ("progress"), NULL);

  lf_record_set (report, "period", period);
  lf_record_set (report, "investment_percent", investment);
  lf_record_set (report, "work_percent", work);
  lf_record_set (report, "physical_percent", physical);
  return report;
}

/* V7: ahead (超序) and behind (滞后) as points against time */
static void
test_lead (void)
{
  static const struct
  {
    const char *period, *investment, *work, *physical;
    LfDate on;
    double time, lead;
    gboolean is_reported;
  } cases[] = {
    { "2026-06", "60", "55", "50", { 2026, 6, 30 }, 50, 5, TRUE },
    { "2026-06", "60", NULL, NULL, { 2026, 6, 30 }, 50, 10, TRUE },
    { "2026-06", "40", "30", NULL, { 2026, 6, 30 }, 50, -15, TRUE },
    { "2026-06-20", "50", NULL, NULL, { 2026, 6, 30 }, 50, 0, TRUE }, /* late: June is over */
    /* in the middle of a month the last one that is over is asked for */
    { "2026-05", "45", NULL, NULL, { 2026, 6, 15 }, 500.0 / 12, 45 - 500.0 / 12, TRUE },
    { "2026-06-15", "45", NULL, NULL, { 2026, 6, 15 }, 550.0 / 12, 45 - 550.0 / 12, TRUE },
    { "2026-03", "45", NULL, NULL, { 2026, 6, 15 }, 500.0 / 12, 45 - 500.0 / 12, TRUE },
    /* a month that is not over stands for the day it is judged on */
    { "2026-06", "45", NULL, NULL, { 2026, 6, 15 }, 550.0 / 12, 45 - 550.0 / 12, TRUE },
    /* nothing said, or of another year: nothing is done */
    { "2026-06", NULL, NULL, NULL, { 2026, 6, 30 }, 50, -50, FALSE },
    { "2025-12", "100", NULL, NULL, { 2026, 1, 15 }, 0, 0, FALSE },
    { "2025-12", "100", NULL, NULL, { 2026, 2, 15 }, 100.0 / 12, -100.0 / 12, FALSE },
    { NULL, NULL, NULL, NULL, { 2026, 6, 30 }, 50, -50, FALSE },
    { "2026-06", "0", "0", "0", { 2026, 6, 30 }, 50, -50, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) report
          = make_report (cases[i].period, cases[i].investment, cases[i].work, cases[i].physical);
      LfProgress progress = lf_progress_read (report, &cases[i].on);

      g_test_message ("case %u", i);
      g_assert_cmpfloat_with_epsilon (progress.time, cases[i].time, 1e-9);
      g_assert_cmpfloat_with_epsilon (progress.lead, cases[i].lead, 1e-9);
      g_assert_cmpint (progress.is_reported, ==, cases[i].is_reported);
    }
}

static void
test_no_report (void)
{
  const LfDate on = { 2026, 9, 30 };
  LfProgress progress = lf_progress_read (NULL, &on);

  g_assert_false (progress.is_reported);
  g_assert_cmpfloat_with_epsilon (progress.lead, -75, 1e-9);
}

/* 12亿 a year is 6亿 by the end of June (domain.md §5) */
static void
test_amounts (void)
{
  static const struct
  {
    const char *invested, *plan, *percent;
    double done; /* NaN: not known */
  } cases[] = {
    { "600000000.00 CNY", "1200000000.00 CNY", NULL, 50 },
    { "600000000.00 CNY", "1200000000.00 CNY", "48", 48 },
    { "600000000.00 USD", "1200000000.00 CNY", NULL, NAN },
    { "600000000.00 CNY", "0.00 CNY", NULL, NAN },
    { NULL, "1200000000.00 CNY", NULL, NAN },
    { "about 300000000.00 CNY", "1200000000.00 CNY", NULL, 25 },
  };
  const LfDate on = { 2026, 6, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) report = make_report ("2026-06", cases[i].percent, NULL, NULL);
      LfProgress progress;

      lf_record_set (report, "invested_this_year", cases[i].invested);
      lf_record_set (report, "year_plan", cases[i].plan);
      progress = lf_progress_read (report, &on);
      g_test_message ("case %u", i);
      if (isnan (cases[i].done))
        g_assert_true (isnan (progress.done[LF_QUANTITY_INVESTMENT]));
      else
        g_assert_cmpfloat_with_epsilon (progress.done[LF_QUANTITY_INVESTMENT], cases[i].done, 1e-9);
    }
}

/* A zone may count time otherwise, and say so in the report. */
static void
test_time_said (void)
{
  const LfDate on = { 2026, 6, 30 };
  g_autoptr (LfRecord) report = make_report ("2026-06", "60", NULL, NULL);

  lf_record_set (report, "time_percent", "44");
  g_assert_cmpfloat_with_epsilon (lf_progress_read (report, &on).lead, 16, 1e-9);
}

static void
test_words (void)
{
  const LfDate on = { 2026, 6, 30 };
  g_autoptr (LfRecord) report = make_report ("2026-06", "40", "30", NULL);
  LfProgress said = lf_progress_read (report, &on), none = lf_progress_read (NULL, &on);
  g_autofree char *behind = lf_progress_tell (&said);
  g_autofree char *nothing = lf_progress_tell (&none);

  g_assert_cmpstr (behind, ==,
                   "Investment 40.0%, Work 30.0%; 50.0% of the year is over: 15.0 points "
                   "behind");
  g_assert_cmpstr (nothing, ==,
                   "Nothing is reported; 50.0% of the year is over: 50.0 points behind");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/V10-R1-time", test_time);
  g_test_add_func ("/progress/V7-lead", test_lead);
  g_test_add_func ("/progress/V7-no-report", test_no_report);
  g_test_add_func ("/progress/V7-amounts", test_amounts);
  g_test_add_func ("/progress/V7-time-said", test_time_said);
  g_test_add_func ("/progress/V7-words", test_words);
  return g_test_run ();
}

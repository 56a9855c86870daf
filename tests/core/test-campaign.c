/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a campaign won against its days (domain.md L14, V11). */

#include "lf-core.h"

#include <math.h>

#define YI G_GINT64_CONSTANT (10000000000) /* in 1/100 */

typedef struct
{
  const char *name;
  const char *first, *last, *projects, *amount; /* (nullable) */
  gint64 n_signed, signed_yi;
  LfDate today;
  LfCampaignPhase phase;
  LfGoalCourse course;
  double percent;         /* NaN: not known */
  const char *told, *won; /* projects, amount */
  const char *time;       /* (nullable) */
} Case;

/* clang-format off */
static const Case cases[] = {
  { "L14-on-course", "2026-01-01", "2026-12-31", "10", NULL, 5, 3, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_ON_COURSE, 50, "5 of 10 (50%)", "CNY 300 million", "181 of 365 days gone by (50%)" },
  { "L14-behind", "2026-01-01", "2026-12-31", "10", NULL, 4, 3, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_BEHIND, 40, "4 of 10 (40%)", "CNY 300 million", "181 of 365 days gone by (50%)" },
  { "L14-the-one-behind-counts", "2026-01-01", "2026-12-31", "10", "10000000000.00 CNY", 9, 20, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_BEHIND, 20, "9 of 10 (90%)", "CNY 2,000 million of CNY 10,000 million", "181 of 365 days gone by (50%)" },
  { "V11-haishu", "2023-01-01", "2023-12-31", "25", "11150000000.00 CNY", 25, 112, { 2023, 2, 1 }, LF_CAMPAIGN_RUNNING, LF_GOAL_REACHED, 100, "25 of 25 (100%)", "CNY 11,200 million of CNY 11,150 million", "32 of 365 days gone by (9%)" },
  { "L14-late", "2026-01-01", "2026-06-30", "2", NULL, 1, 0, { 2026, 7, 1 }, LF_CAMPAIGN_OVER, LF_GOAL_LATE, 50, "1 of 2 (50%)", NULL, "181 of 181 days gone by (100%)" },
  { "L14-its-last-day", "2026-01-01", "2026-06-30", "2", NULL, 1, 0, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_BEHIND, 50, "1 of 2 (50%)", NULL, "181 of 181 days gone by (100%)" },
  { "L14-its-last-month", "2026-01", "2026-06", "2", NULL, 1, 0, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_BEHIND, 50, "1 of 2 (50%)", NULL, "181 of 181 days gone by (100%)" },
  { "L14-to-come", "2026-08-01", "2026-12-31", "2", NULL, 0, 0, { 2026, 7, 31 }, LF_CAMPAIGN_TO_COME, LF_GOAL_TO_COME, 0, "0 of 2 (0%)", NULL, "0 of 153 days gone by (0%)" },
  { "L14-no-end", "2026-01-01", NULL, "4", NULL, 1, 0, { 2026, 7, 1 }, LF_CAMPAIGN_RUNNING, LF_GOAL_ON_COURSE, 25, "1 of 4 (25%)", NULL, NULL },
  { "L14-no-end-reached", NULL, NULL, "4", NULL, 4, 0, { 2026, 7, 1 }, LF_CAMPAIGN_RUNNING, LF_GOAL_REACHED, 100, "4 of 4 (100%)", NULL, NULL },
  { "L14-no-target", "2026-01-01", "2026-12-31", NULL, NULL, 3, 1, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_UNKNOWN, NAN, "3", "CNY 100 million", "181 of 365 days gone by (50%)" },
  { "L14-other-currency", "2026-01-01", "2026-12-31", NULL, "100000000.00 USD", 3, 1, { 2026, 6, 30 }, LF_CAMPAIGN_RUNNING, LF_GOAL_BEHIND, 0, "3", "CNY 100 million of USD 100 million", "181 of 365 days gone by (50%)" },
};
/* clang-format on */

static LfCampaignScore *
score_of (const Case *each)
{
  const LfMoney won = { .minor = each->signed_yi * YI, .currency = "CNY" };
  LfCampaignScore *score = g_new0 (LfCampaignScore, 1);

  score->record = lf_record_new (lf_schema_find ("campaign"), each->name);
  lf_record_set (score->record, "start_date", each->first);
  lf_record_set (score->record, "end_date", each->last);
  lf_record_set (score->record, "target_projects", each->projects);
  lf_record_set (score->record, "target_amount", each->amount);
  score->n_signed = score->n_projects = each->n_signed;
  if (each->signed_yi > 0)
    g_assert_true (lf_totals_add (&score->signed_amount, &won));
  return score;
}

static void
test_case (gconstpointer data)
{
  const Case *each = data;
  g_autoptr (LfCampaignScore) score = score_of (each);
  const LfGoalProgress progress = lf_campaign_judge (score, &each->today);
  g_autofree char *told = lf_campaign_tell_projects (score);
  g_autofree char *won = lf_campaign_tell_amount (score);
  g_autofree char *time = lf_campaign_tell_time (score, &each->today);

  g_assert_cmpint (lf_campaign_phase (score, &each->today), ==, each->phase);
  g_assert_cmpint (progress.course, ==, each->course);
  if (isnan (each->percent))
    g_assert_true (isnan (progress.percent));
  else
    g_assert_cmpfloat_with_epsilon (progress.percent, each->percent, 1e-6);
  g_assert_cmpstr (told, ==, each->told);
  if (each->won != NULL)
    g_assert_cmpstr (won, ==, each->won);
  g_assert_cmpstr (time, ==, each->time);
}

/* What runs comes before what is to come and what is over; of what runs, what is behind. */
static void
test_order (void)
{
  const LfDate today = { 2026, 6, 30 };
  g_autoptr (LfCampaignScore) behind = score_of (&cases[1]);
  g_autoptr (LfCampaignScore) ahead = score_of (&cases[0]);
  g_autoptr (LfCampaignScore) over = score_of (&cases[3]);
  g_autoptr (LfCampaignScore) to_come = score_of (&cases[7]);

  g_assert_cmpint (lf_campaign_compare (behind, ahead, &today), <, 0);
  g_assert_cmpint (lf_campaign_compare (ahead, to_come, &today), <, 0);
  g_assert_cmpint (lf_campaign_compare (to_come, over, &today), <, 0);
  g_assert_cmpint (lf_campaign_compare (over, behind, &today), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/campaign/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/campaign/L14-order", test_order);
  return g_test_run ();
}

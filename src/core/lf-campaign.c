/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What campaigns won of what they set out to win. */

#include "config.h"

#include "lf-campaign.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
lf_campaign_score_free (LfCampaignScore *self)
{
  lf_record_unref (self->record);
  g_free (self);
}

static gint64
projects_to_win (const LfCampaignScore *self)
{
  const char *told = lf_record_get (self->record, "target_projects");

  return told == NULL ? 0 : g_ascii_strtoll (told, NULL, 10);
}

/* FALSE: it is to win no investment */
static gboolean
amount_to_win (const LfCampaignScore *self, LfMoney *ret_amount)
{
  const char *told = lf_record_get (self->record, "target_amount");

  return told != NULL && lf_money_from_canonical (told, ret_amount) && ret_amount->minor > 0;
}

static gboolean
read_date (const LfCampaignScore *self, const char *field, LfDate *ret_date)
{
  const char *told = lf_record_get (self->record, field);

  return told != NULL && lf_date_from_canonical (told, ret_date);
}

static gboolean
first_day (const LfCampaignScore *self, LfDate *ret_day)
{
  LfDate date;

  if (!read_date (self, "start_date", &date))
    return FALSE;
  *ret_day = lf_date_first_day (&date);
  return TRUE;
}

static gboolean
last_day (const LfCampaignScore *self, LfDate *ret_day)
{
  LfDate date;

  if (!read_date (self, "end_date", &date))
    return FALSE;
  *ret_day = lf_date_last_day (&date);
  return TRUE;
}

/* ---- Judging ---- */

static double
signed_in (const LfCampaignScore *self, const char *currency)
{
  for (guint i = 0; i < self->signed_amount.n; i++)
    if (g_str_equal (self->signed_amount.totals[i].currency, currency))
      return (double) self->signed_amount.totals[i].minor;
  return 0;
}

static LfGoalProgress
judge (const LfGoal *goal, gboolean has_end, double reached, const LfDate *today)
{
  LfGoalProgress progress = { .target = goal->target, .reached = reached };

  if (has_end)
    return lf_goal_judge (goal, reached, NAN, today);
  progress.percent = 100 * reached / goal->target;
  progress.expected = progress.time = progress.lead = NAN;
  progress.course = reached >= goal->target ? LF_GOAL_REACHED : LF_GOAL_ON_COURSE;
  return progress;
}

LfGoalProgress
lf_campaign_judge (const LfCampaignScore *self, const LfDate *today)
{
  LfGoal goal = { .record = self->record, .growth = NAN };
  LfGoalProgress unknown = { .course = LF_GOAL_UNKNOWN }, of_projects, of_amount;
  gboolean has_end = last_day (self, &goal.last);
  gboolean has_amount = amount_to_win (self, &goal.amount);

  unknown.target = unknown.reached = unknown.expected = NAN;
  unknown.percent = unknown.time = unknown.lead = NAN;
  if (!first_day (self, &goal.first))
    goal.first = (LfDate){ goal.last.year, 1, 1 };
  of_projects = of_amount = unknown;
  if (has_amount)
    {
      goal.target = (double) goal.amount.minor;
      of_amount = judge (&goal, has_end, signed_in (self, goal.amount.currency), today);
    }
  goal.amount = (LfMoney){ 0 };
  goal.target = (double) projects_to_win (self);
  if (goal.target > 0)
    of_projects = judge (&goal, has_end, (double) self->n_signed, today);
  if (!has_amount)
    return of_projects;
  return goal.target > 0 && lf_goal_progress_compare (&of_projects, &of_amount) <= 0 ? of_projects
                                                                                     : of_amount;
}

LfCampaignPhase
lf_campaign_phase (const LfCampaignScore *self, const LfDate *today)
{
  LfDate day;

  if (first_day (self, &day) && lf_date_compare (today, &day) < 0)
    return LF_CAMPAIGN_TO_COME;
  return last_day (self, &day) && lf_date_compare (today, &day) > 0 ? LF_CAMPAIGN_OVER
                                                                    : LF_CAMPAIGN_RUNNING;
}

int
lf_campaign_compare (const LfCampaignScore *a, const LfCampaignScore *b, const LfDate *today)
{
  LfCampaignPhase first = lf_campaign_phase (a, today), second = lf_campaign_phase (b, today);
  LfGoalProgress of_first = lf_campaign_judge (a, today), of_second = lf_campaign_judge (b, today);

  return first != second ? (int) first - (int) second
                         : lf_goal_progress_compare (&of_first, &of_second);
}

/* ---- For people ---- */

const char *
lf_campaign_phase_label (LfCampaignPhase phase)
{
  return phase == LF_CAMPAIGN_TO_COME ? _ ("To come")
         : phase == LF_CAMPAIGN_OVER  ? C_ ("campaign", "Over")
                                      : C_ ("campaign", "Running");
}

char *
lf_campaign_tell_projects (const LfCampaignScore *self)
{
  gint64 whole = projects_to_win (self);

  return whole <= 0
             ? g_strdup_printf ("%d", (int) self->n_signed)
             : g_strdup_printf (_ ("%1$d of %2$d (%3$.0f%%)"), (int) self->n_signed, (int) whole,
                                100.0 * (double) self->n_signed / (double) whole);
}

char *
lf_campaign_tell_amount (const LfCampaignScore *self)
{
  g_autofree char *won = lf_totals_format (&self->signed_amount);
  g_autofree char *target = lf_record_format (self->record, "target_amount");

  return *target == '\0' ? g_steal_pointer (&won)
                         : g_strdup_printf (_ ("%1$s of %2$s"), won, target);
}

char *
lf_campaign_tell_time (const LfCampaignScore *self, const LfDate *today)
{
  LfDate start, end;
  int whole, gone;

  if (!first_day (self, &start) || !last_day (self, &end))
    return NULL;
  whole = lf_date_days_between (&start, &end) + 1;
  gone = CLAMP (lf_date_days_between (&start, today) + 1, 0, MAX (whole, 0));
  return whole <= 0 ? NULL
                    : g_strdup_printf (_ ("%1$d of %2$d days gone by (%3$.0f%%)"), gone, whole,
                                       100.0 * gone / whole);
}

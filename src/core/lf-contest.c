/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flags, snails and what they ask for. */

#include "config.h"

#include "lf-contest.h"

#include "lf-error.h"
#include "lf-id.h"
#include "lf-rules.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MIDDLE 15

/* ---- Half months ---- */

LfHalfMonth
lf_half_month_of (const LfDate *day)
{
  LfDate last = lf_date_last_day (day);
  LfHalfMonth self = { last, last };

  self.first.day = last.day <= MIDDLE ? 1 : MIDDLE + 1;
  if (last.day <= MIDDLE)
    self.last.day = MIDDLE;
  else
    {
      LfDate month = { last.year, last.month, 0 };

      self.last = lf_date_last_day (&month);
    }
  return self;
}

LfHalfMonth
lf_half_month_before (const LfHalfMonth *self)
{
  LfDate day = lf_date_add_days (&self->first, -1);

  return lf_half_month_of (&day);
}

LfHalfMonth
lf_half_month_over (const LfDate *today)
{
  LfHalfMonth running = lf_half_month_of (today);

  return lf_half_month_before (&running);
}

char *
lf_half_month_format (const LfHalfMonth *self)
{
  g_autofree char *last = lf_date_format (&self->last);
  g_autofree char *first = lf_date_format (&self->first);

  /* TRANSLATORS: from day to day */
  return g_strdup_printf (C_ ("half month", "%1$s – %2$s"), first, last);
}

/* The first or the last day that the contest says, or no day. */
static LfDate
day_of (const LfRecord *contest, const char *field, LfDate (*day) (const LfDate *date))
{
  const char *text = lf_record_get (contest, field);
  LfDate date;

  return text != NULL && lf_date_from_canonical (text, &date) ? day (&date) : (LfDate){ 0 };
}

gboolean
lf_contest_covers (const LfRecord *contest, const LfHalfMonth *half)
{
  const LfDate start = day_of (contest, "start_date", lf_date_first_day);
  const LfDate end = day_of (contest, "end_date", lf_date_last_day);

  return (start.year == 0 || lf_date_compare (&start, &half->last) <= 0)
         && (end.year == 0 || lf_date_compare (&end, &half->first) >= 0);
}

char *
lf_contest_tell_outside (const LfRecord *contest, const LfHalfMonth *half)
{
  g_autofree char *title = lf_record_title (contest);
  g_autofree char *days = lf_half_month_format (half);
  g_autofree char *start = lf_record_format (contest, "start_date");
  g_autofree char *end = lf_record_format (contest, "end_date");

  if (*start == '\0')
    return g_strdup_printf (_ ("“%1$s” ends on %2$s: it gives no flags for %3$s."), title, end,
                            days);
  if (*end == '\0')
    return g_strdup_printf (_ ("“%1$s” starts on %2$s: it gives no flags for %3$s."), title, start,
                            days);
  return g_strdup_printf (_ ("“%1$s” runs from %2$s to %3$s: it gives no flags for %4$s."), title,
                          start, end, days);
}

/* ---- Flags ---- */

/* clang-format off */
static const struct { const char *key, *icon, *style; LfFollowUp follow_up; } flags[LF_N_FLAGS] = {
  [LF_FLAG_RED] = { "red", "lf-flag-red-symbolic", "lf-flag-red", LF_FOLLOW_UP_COMMENDATION },
  [LF_FLAG_BLUE] = { "blue", "lf-flag-blue-symbolic", "lf-flag-blue", LF_FOLLOW_UP_NONE },
  [LF_FLAG_YELLOW] = { "yellow", "lf-flag-yellow-symbolic", "lf-flag-yellow", LF_FOLLOW_UP_NONE },
  [LF_FLAG_SNAIL] = { "snail", "lf-flag-snail-symbolic", "lf-flag-snail", LF_FOLLOW_UP_INTERVIEW },
};
/* clang-format on */

static const char *const follow_up_keys[] = { "none", "commendation", "interview" };

const char *
lf_flag_key (LfFlag flag)
{
  return flags[flag].key;
}

const char *
lf_flag_label (LfFlag flag)
{
  const LfField *field = lf_entity_field (lf_schema_find ("award"), "flag");

  return lf_option_label (lf_field_option (field, flags[flag].key));
}

const char *
lf_flag_icon (LfFlag flag)
{
  return flags[flag].icon;
}

const char *
lf_flag_style (LfFlag flag)
{
  return flags[flag].style;
}

gboolean
lf_flag_from_key (const char *key, LfFlag *ret_flag)
{
  for (guint i = 0; key != NULL && i < LF_N_FLAGS; i++)
    if (strcmp (flags[i].key, key) == 0)
      {
        *ret_flag = (LfFlag) i;
        return TRUE;
      }
  return FALSE;
}

LfFlagRule
lf_flag_rule (const LfRulebook *book, const LfRecord *contest, const char *park, const LfDate *on)
{
  static const struct
  {
    const char *field;
    LfRuleKey key;
  } thresholds[] = { { "ahead_percent", LF_RULE_FLAG_RED_POINTS },
                     { "yellow_percent", LF_RULE_FLAG_YELLOW_POINTS },
                     { "behind_percent", LF_RULE_FLAG_SNAIL_POINTS } };
  double points[G_N_ELEMENTS (thresholds)];

  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      const char *text = contest == NULL ? NULL : lf_record_get (contest, thresholds[i].field);

      points[i] = text != NULL ? g_ascii_strtod (text, NULL)
                               : lf_rulebook_value (book, thresholds[i].key, park, on);
    }
  return (LfFlagRule){ .ahead = points[0], .yellow = points[1], .snail = points[2] };
}

/* To a tenth of a point, as it is shown: what reads “30.0 points behind” is 30 points behind. */
static double
shown (double lead)
{
  return round (lead * 10) / 10;
}

LfFlag
lf_flag_judge (const LfFlagRule *rule, double lead)
{
  double points = shown (lead);

  return points <= -rule->snail    ? LF_FLAG_SNAIL
         : points <= -rule->yellow ? LF_FLAG_YELLOW
         : points >= rule->ahead   ? LF_FLAG_RED
                                   : LF_FLAG_BLUE;
}

static char *
tell_rule (const LfFlagRule *rule, LfFlag flag)
{
  switch (flag)
    {
    case LF_FLAG_RED:
      return g_strdup_printf (_ ("red flag from %g points ahead"), rule->ahead);
    case LF_FLAG_YELLOW:
      return g_strdup_printf (_ ("yellow flag from %g points behind"), rule->yellow);
    case LF_FLAG_SNAIL:
      return g_strdup_printf (_ ("snail from %g points behind"), rule->snail);
    case LF_FLAG_BLUE:
    case LF_N_FLAGS:
    default:
      return g_strdup_printf (_ ("blue flag up to %1$g points ahead, and less than %2$g behind"),
                              rule->ahead, rule->yellow);
    }
}

char *
lf_flag_tell (const LfFlagRule *rule, const LfProgress *progress)
{
  g_autofree char *facts = lf_progress_tell (progress);
  g_autofree char *why = tell_rule (rule, lf_flag_judge (rule, progress->lead));

  /* TRANSLATORS: %1$s: what is done, %2$s: the rule: “snail from 30 points behind” */
  return g_strdup_printf (_ ("%1$s (%2$s)"), facts, why);
}

/* ---- Awards ---- */

LfRecord *
lf_contest_award (const LfRulebook *book,
                  const LfRecord *contest,
                  const LfRecord *project,
                  const LfRecord *report,
                  const LfHalfMonth *half)
{
  LfProgress progress = lf_progress_read (report, &half->last);
  LfFlagRule rule = lf_flag_rule (book, contest, lf_record_get (project, "park"), &half->last);
  LfFlag flag = lf_flag_judge (&rule, progress.lead);
  g_autofree char *period = lf_date_to_canonical (&half->last);
  g_autofree char *id
      = lf_id_derive ("award", lf_record_id (contest), lf_record_id (project), period, NULL);
  g_autofree char *name = lf_record_title (project);
  g_autofree char *title = g_strdup_printf (C_ ("award", "%1$s: %2$s"), lf_flag_label (flag), name);
  g_autofree char *reason = lf_flag_tell (&rule, &progress);
  g_autofree char *lead = g_strdup_printf ("%.1f", progress.lead);
  g_autofree char *canonical = NULL;
  LfRecord *award = lf_record_new (lf_schema_find ("award"), id);

  lf_field_parse (lf_entity_field (lf_record_entity (award), "lead_percent"), lead, &canonical,
                  NULL);
  lf_record_set (award, "title", title);
  lf_record_set (award, "contest", lf_record_id (contest));
  lf_record_set (award, "project", lf_record_id (project));
  lf_record_set (award, "period", period);
  lf_record_set (award, "flag", lf_flag_key (flag));
  lf_record_set (award, "lead_percent", canonical);
  lf_record_set (award, "reason", reason);
  lf_record_set (award, "follow_up", follow_up_keys[flags[flag].follow_up]);
  return award;
}

LfFollowUp
lf_award_follow_up (const LfRecord *award)
{
  const char *key = lf_record_get (award, "follow_up");

  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (follow_up_keys); i++)
    if (strcmp (key, follow_up_keys[i]) == 0)
      return (LfFollowUp) i;
  return LF_FOLLOW_UP_NONE;
}

gboolean
lf_award_is_followed_up (const LfRecord *award)
{
  return lf_record_get (award, "follow_up_on") != NULL;
}

char *
lf_award_text (const LfRecord *award)
{
  g_autofree char *project = lf_record_format (award, "project");
  const char *reason = lf_record_get (award, "reason");
  const char *period = lf_record_get (award, "period");
  g_autofree char *days = NULL;
  LfDate day;

  if (period != NULL && lf_date_from_canonical (period, &day))
    {
      LfHalfMonth half = lf_half_month_of (&day);

      days = lf_half_month_format (&half);
    }
  switch (lf_award_follow_up (award))
    {
    case LF_FOLLOW_UP_COMMENDATION:
      return g_strdup_printf (_ ("Commended: “%1$s” was given the red flag for %2$s. %3$s. May "
                                 "others follow its example."),
                              project, days == NULL ? "" : days, reason == NULL ? "" : reason);
    case LF_FOLLOW_UP_INTERVIEW:
      return g_strdup_printf (_ ("Interview: “%1$s” was given the snail for %2$s. %3$s. Say what "
                                 "holds it up, what is done about it, and until when."),
                              project, days == NULL ? "" : days, reason == NULL ? "" : reason);
    case LF_FOLLOW_UP_NONE:
    default:
      return NULL;
    }
}

LfChange *
lf_award_record_follow_up (const LfRecord *award,
                           const char *note,
                           const LfDate *today,
                           GError **error)
{
  g_autofree char *title = lf_record_title (award);
  g_autofree char *label = g_strdup_printf (_ ("Follow-up: %s"), title);
  g_autofree char *day = lf_date_to_canonical (today);
  LfFollowUp asked = lf_award_follow_up (award);
  LfChange *change;

  if (asked == LF_FOLLOW_UP_NONE || note == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   asked == LF_FOLLOW_UP_NONE
                       ? _ ("“%s” asks for no follow-up: only a red flag and a snail do.")
                       : _ ("Say what was said about “%s”."),
                   title);
      return NULL;
    }
  change = lf_change_new (label);
  lf_change_edit (change, award, "follow_up_on", day);
  lf_change_edit (change, award, "follow_up_note", note);
  return change;
}

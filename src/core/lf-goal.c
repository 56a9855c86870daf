/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals. */

#include "config.h"

#include "lf-goal.h"

#include "lf-filter.h"
#include "lf-progress.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const struct
{
  const char *key, *label;
} courses[LF_N_GOAL_COURSES] = {
  [LF_GOAL_LATE] = { "late", NC_ ("goal", "Not reached in time") },
  [LF_GOAL_BEHIND] = { "behind", NC_ ("goal", "Behind schedule") },
  [LF_GOAL_ON_COURSE] = { "on-course", NC_ ("goal", "On course") },
  [LF_GOAL_TO_COME] = { "to-come", NC_ ("goal", "Not begun") },
  [LF_GOAL_UNKNOWN] = { "unknown", NC_ ("goal", "Nothing to count") },
  [LF_GOAL_REACHED] = { "reached", NC_ ("goal", "Reached") },
};

const char *
lf_goal_course_key (LfGoalCourse course)
{
  return courses[course].key;
}

const char *
lf_goal_course_label (LfGoalCourse course)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "goal", courses[course].label);
}

/* ---- What it says ---- */

static LfDate
day_of (const LfRecord *record, const char *field, const LfDate *otherwise)
{
  const char *text = lf_record_get (record, field);
  LfDate day;

  return text != NULL && lf_date_from_canonical (text, &day) ? day : *otherwise;
}

LfGoal
lf_goal_of (const LfRecord *record, const LfDate *today)
{
  const char *amount = lf_record_get (record, "target_amount");
  const char *count = lf_record_get (record, "target_count");
  const char *growth = lf_record_get (record, "growth_percent");
  const char *key = lf_record_get (record, "indicator");
  const LfDate year = { today->year, 0, 0 };
  const LfDate end = day_of (record, "end_date", &year), begin = { end.year, 1, 1 },
               start = day_of (record, "start_date", &begin);
  LfGoal self = { .record = record, .growth = NAN };

  self.first = lf_date_first_day (&start);
  self.last = lf_date_last_day (&end);
  self.source = lf_indicator_source (key);
  if (self.source == NULL)
    self.source = lf_indicator_reported (key);
  self.is_rate = self.source != NULL && self.source->part != NULL;
  if (amount != NULL && lf_money_from_canonical (amount, &self.amount))
    self.target = (double) self.amount.minor;
  else if (count != NULL)
    self.target = g_ascii_strtod (count, NULL);
  else if (growth != NULL)
    self.growth = g_ascii_strtod (growth, NULL);
  if (!isnan (self.growth) && self.source != NULL && self.source->amount != NULL)
    self.amount = (LfMoney){ .currency = "CNY" };
  return self;
}

const LfField *
lf_goal_unit (const LfRecord *record)
{
  static const char *const units[] = { "industry", "account", "team", "park" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (lf_record_get (record, units[i]) != NULL)
      return lf_entity_field (lf_record_entity (record), units[i]);
  return NULL;
}

/* ---- What counts ---- */

static gboolean
is_in (const GPtrArray *parks, const LfRecord *park, const char *whole)
{
  const char *id = lf_record_id (park);

  for (guint depth = 0; id != NULL && depth <= parks->len; depth++)
    {
      const char *parent = NULL;

      if (g_str_equal (id, whole))
        return TRUE;
      for (guint i = 0; parent == NULL && i < parks->len; i++)
        if (g_str_equal (lf_record_id (parks->pdata[i]), id))
          parent = lf_record_get (parks->pdata[i], "parent");
      id = parent;
    }
  return FALSE;
}

/* (transfer full): the park and its parts, as a filter takes them: what is quoted is one value */
static char *
park_value (const GPtrArray *parks, const char *id)
{
  g_autoptr (GString) value = g_string_new (id);

  for (guint i = 0; i < parks->len; i++)
    if (!g_str_equal (lf_record_id (parks->pdata[i]), id) && is_in (parks, parks->pdata[i], id))
      g_string_append_printf (value, "|%s", lf_record_id (parks->pdata[i]));
  return strchr (value->str, '|') == NULL ? lf_filter_quote (id) : g_strdup (value->str);
}

static gboolean
add_whose (GString *filter,
           const LfGoal *self,
           const LfIndicatorSource *source,
           const GPtrArray *parks)
{
  static const struct
  {
    const char *field, *unit;
  } units[] = {
    { "park", "park" }, { "team", "team" }, { "account", "owner" }, { "industry", "industry" }
  };
  gboolean is_told = TRUE;

  if (lf_goal_unit (self->record) == NULL && source->zone != NULL)
    g_string_append_printf (filter, " and %s", source->zone);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const char *value = lf_record_get (self->record, units[i].field);
      g_autofree char *quoted = value == NULL ? NULL
                                : i == 0      ? park_value (parks, value)
                                              : lf_filter_quote (value);
      g_autofree char *whose
          = value == NULL ? NULL : lf_indicator_source_whose (source, units[i].unit, quoted);

      is_told = is_told && (value == NULL || whose != NULL);
      if (whose != NULL)
        g_string_append_printf (filter, " and %s", whose);
    }
  return is_told;
}

static void
add_least (GString *filter, const LfGoal *self, const LfIndicatorSource *source)
{
  const char *least = lf_record_get (self->record, "least_investment");
  g_autofree char *quoted = least == NULL ? NULL : lf_filter_quote (least);

  if (least != NULL && strcmp (source->entity, "project") == 0)
    g_string_append_printf (filter, " and total_investment>=%s", quoted);
  else if (least != NULL && source->project != NULL)
    g_string_append_printf (filter, " and %s(total_investment>=%s)", source->project, quoted);
}

/* (transfer full): a day its period begins or ends with, so many years before: of whole months and
 * years without the days, so that it holds for what is dated to a month or a year, too. */
static char *
bound_text (const LfDate *day, gboolean is_first, int years_back)
{
  const LfDate edge = is_first ? *day : lf_date_add_days (day, 1);
  LfDate bound = { (gint16) (day->year - years_back), day->month, day->day };

  if (edge.day == 1)
    bound.day = 0;
  if (edge.day == 1 && edge.month == 1)
    bound.month = 0;
  if (years_back > 0 && bound.month == 2 && bound.day == 29)
    bound.day = 28;
  return lf_date_to_canonical (&bound);
}

char *
lf_goal_filter (const LfGoal *self,
                const LfIndicatorSource *source,
                int years_back,
                const LfDate *today,
                const GPtrArray *parks)
{
  g_autofree char *start = bound_text (&self->first, TRUE, years_back);
  g_autofree char *end = bound_text (&self->last, FALSE, years_back);
  g_autofree char *now = lf_date_to_canonical (today);
  g_autofree char *counted = lf_indicator_source_filter (source, start, end);
  g_autoptr (GString) filter = g_string_new (counted);

  if (years_back == 0)
    g_string_append_printf (filter, " and %s<=%s", source->date, now);
  if (!add_whose (filter, self, source, parks))
    return NULL;
  add_least (filter, self, source);
  return g_string_free (g_steal_pointer (&filter), FALSE);
}

/* ---- Time ---- */

/* Percent of a year that is over with @day, on a scale that goes on from year to year. */
static double
months_until (const LfDate *day)
{
  return 100.0 * day->year + lf_progress_time (day);
}

double
lf_goal_time (const LfGoal *self, const LfDate *today)
{
  const LfDate now = lf_date_last_day (today), before = lf_date_add_days (&self->first, -1);
  double start = months_until (&before), end = months_until (&self->last);
  int days = lf_date_days_between (&before, &self->last);

  if (lf_date_compare (&now, &self->last) >= 0)
    return 1;
  if (lf_date_compare (&now, &self->first) < 0)
    return 0;
  if (end <= start)
    return days <= 0 ? 1 : (double) lf_date_days_between (&before, &now) / days;
  return CLAMP ((months_until (&now) - start) / (end - start), 0, 1);
}

/* ---- How it stands ---- */

static LfGoalCourse
course_untold (const LfGoal *self, gboolean is_over)
{
  const char *state = lf_record_get (self->record, "state");

  return g_strcmp0 (state, "done") == 0                ? LF_GOAL_REACHED
         : g_strcmp0 (state, "missed") == 0 && is_over ? LF_GOAL_LATE
                                                       : LF_GOAL_UNKNOWN;
}

LfGoalProgress
lf_goal_judge (const LfGoal *self, double reached, double base, const LfDate *today)
{
  const LfDate now = lf_date_first_day (today);
  gboolean is_over = lf_date_compare (&now, &self->last) > 0;
  double time = lf_goal_time (self, today);
  LfGoalProgress progress = { .reached = reached, .time = 100 * time };

  progress.target = isnan (self->growth) ? self->target : base * (1 + self->growth / 100);
  if (!isnan (self->growth) && self->amount.currency[0] != '\0')
    progress.target = round (progress.target);
  if (!(progress.target > 0))
    progress.target = NAN;
  progress.expected = self->is_rate ? progress.target : progress.target * time;
  progress.percent = 100 * reached / progress.target;
  progress.lead = progress.percent - (self->is_rate ? 100 : progress.time);
  if (isnan (progress.percent))
    progress.course = course_untold (self, is_over);
  else if (reached >= progress.target && (is_over || !self->is_rate))
    progress.course = LF_GOAL_REACHED;
  else if (is_over)
    progress.course = LF_GOAL_LATE;
  else if (lf_date_compare (&now, &self->first) < 0)
    progress.course = LF_GOAL_TO_COME;
  else
    progress.course = reached < progress.expected ? LF_GOAL_BEHIND : LF_GOAL_ON_COURSE;
  if (progress.course == LF_GOAL_LATE)
    progress.days_late = lf_date_days_between (&self->last, &now);
  return progress;
}

int
lf_goal_progress_compare (const LfGoalProgress *a, const LfGoalProgress *b)
{
  if (a->course != b->course)
    return (int) a->course - (int) b->course;
  if (a->days_late != b->days_late)
    return b->days_late - a->days_late;
  if (isnan (a->lead) || isnan (b->lead))
    return !!isnan (a->lead) - !!isnan (b->lead);
  return (a->lead > b->lead) - (a->lead < b->lead);
}

/* ---- For people ---- */

char *
lf_goal_format (const LfGoal *self, double value)
{
  LfMoney money = self->amount;

  if (isnan (value))
    return g_strdup ("");
  if (self->is_rate)
    return g_strdup_printf ("%.1f%%", value);
  if (money.currency[0] == '\0')
    return g_strdup_printf ("%.10g", round (value * 10) / 10);
  money.minor = (gint64) round (value);
  money.qualifier = LF_QUALIFIER_EXACT;
  return lf_money_format (&money);
}

char *
lf_goal_format_expected (const LfGoal *self, double value)
{
  gboolean is_money = self->amount.currency[0] != '\0';

  return lf_goal_format (self, is_money ? round (value / LF_MONEY_WAN) * LF_MONEY_WAN : value);
}

char *
lf_goal_format_target (const LfGoal *self, const LfGoalProgress *progress)
{
  g_autofree char *target = lf_goal_format (self, progress->target);

  if (isnan (self->growth))
    return g_steal_pointer (&target);
  if (isnan (progress->target))
    return g_strdup_printf ("%+.10g%%", self->growth);
  /* TRANSLATORS: what is to be reached, and the growth on the year before that it is */
  return g_strdup_printf (_ ("%1$s (%2$+.10g%%)"), target, self->growth);
}

char *
lf_goal_tell (const LfGoal *self, const LfGoalProgress *progress)
{
  g_autofree char *target = lf_goal_format_target (self, progress);
  g_autofree char *reached = lf_goal_format (self, progress->reached);

  if (*target == '\0')
    return g_strdup (_ ("No target told"));
  if (isnan (progress->reached))
    return g_strdup_printf (_ ("Target %s; nothing tells what was reached"), target);
  return g_strdup_printf (C_ ("goal", "%1$s of %2$s"), reached, target);
}

char *
lf_goal_tell_indicator (const LfRecord *record)
{
  g_autofree char *indicator = lf_record_format (record, "indicator");
  g_autofree char *least = lf_record_format (record, "least_investment");

  if (lf_record_get (record, "least_investment") == NULL)
    return g_steal_pointer (&indicator);
  return g_strdup_printf (_ ("%1$s, from %2$s"), indicator, least);
}

char *
lf_goal_tell_unit (const LfRecord *record)
{
  const LfField *unit = lf_goal_unit (record);

  return unit == NULL ? g_strdup (_ ("The whole zone")) : lf_record_format (record, unit->name);
}

char *
lf_goal_format_lead (double lead)
{
  if (isnan (lead))
    return g_strdup ("");
  /* TRANSLATORS: points behind the plan: a minus, not a hyphen */
  return lead < 0 ? g_strdup_printf (C_ ("points", "−%.1f"), -lead)
                  : g_strdup_printf (C_ ("points", "+%.1f"), lead);
}

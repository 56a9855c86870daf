/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks once more, plainly. */

#include "config.h"

#include "slow-clocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Random histories ---- */

static const char *const stages[]
    = { "lead",      "negotiation", "approved",      "signed",    "land",   "started",
        "completed", "production",  "full_capacity", "suspended", "dropped" };

LfDate
random_day (GRand *rand)
{
  static const LfDate first = { 2022, 1, 1 };

  return lf_date_add_days (&first, g_rand_int_range (rand, 0, 1100));
}

/* Ends of months, leap days and coarse dates more often than chance would. */
static char *
random_date (GRand *rand)
{
  static const char *const odd[] = { "2023-01-31", "2024-02-29", "2022-12-31", "2023-02-28",
                                     "2023-02",    "2024-02",    "2023",       "2022-11-30" };
  LfDate day = random_day (rand);

  if (g_rand_int_range (rand, 0, 4) == 0)
    return g_strdup (odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))]);
  return lf_date_to_canonical (&day);
}

static void
set_some (GRand *rand, LfRecord *record, const char *field, int of_three)
{
  g_autofree char *date = g_rand_int_range (rand, 0, 3) < of_three ? random_date (rand) : NULL;

  lf_record_set (record, field, date);
}

LfRecord *
random_project (GRand *rand)
{
  static const char *const fields[]
      = { "approved_date",  "signed_date",     "land_date",   "started_date",
          "completed_date", "production_date", "listed_date", "planned_start_date" };
  LfRecord *project = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (project, "stage", stages[g_rand_int_range (rand, 0, G_N_ELEMENTS (stages))]);
  lf_record_set (project, "park", g_rand_boolean (rand) ? "harbour" : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_some (rand, project, fields[i], 2);
  return project;
}

LfRecord *
random_land (GRand *rand, const LfRecord *project)
{
  static const char *const fields[]
      = { "notice_date", "listing_date",      "listing_end_date",        "won_date",
          "result_date", "agreed_start_date", "construction_permit_date" };
  LfRecord *land = lf_record_new (lf_schema_find ("land_case"), NULL);
  g_autofree char *extensions = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 4));

  lf_record_set (land, "project", lf_record_id (project));
  lf_record_set (land, "permit_extensions", g_rand_boolean (rand) ? extensions : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_some (rand, land, fields[i], 2);
  return land;
}

LfRulebook *
random_book (GRand *rand)
{
  LfRulebook *book = lf_rulebook_new ();
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), "harbour");

  lf_record_set (park, "parent", "city");
  lf_rulebook_take (book, park);
  for (int n = g_rand_int_range (rand, 0, 12); n > 0; n--)
    {
      g_autoptr (LfRecord) rule = lf_record_new (lf_schema_find ("rule"), NULL);
      g_autofree char *date = random_date (rand);
      g_autofree char *value = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 20));
      int park_index = g_rand_int_range (rand, 0, 3);

      lf_record_set (rule, "rule", lf_rule_options[g_rand_int_range (rand, 0, LF_N_RULES)].key);
      lf_record_set (rule, "park", park_index == 0 ? NULL : park_index == 1 ? "city" : "harbour");
      lf_record_set (rule, "valid_from", date);
      lf_record_set (rule, "value", value);
      lf_rulebook_take (book, rule);
    }
  return book;
}

/* ---- Days as GDate, one step at a time ---- */

/* The first and the last day a text may mean. */
static gboolean
span_of (const LfRecord *record, const char *field, GDate *ret_first, GDate *ret_last)
{
  const char *text = lf_record_get (record, field);
  int year, month, day;
  int n = text == NULL ? 0 : sscanf (text, "%d-%d-%d", &year, &month, &day);

  if (n < 1)
    return FALSE;
  g_date_clear (ret_first, 1);
  g_date_clear (ret_last, 1);
  g_date_set_dmy (ret_first, n < 3 ? 1 : (GDateDay) day, n < 2 ? 1 : (GDateMonth) month,
                  (GDateYear) year);
  *ret_last = *ret_first;
  while (n < 3)
    {
      GDate next = *ret_last;

      g_date_add_days (&next, 1);
      if (g_date_get_year (&next) != year || (n == 2 && (int) g_date_get_month (&next) != month))
        break;
      *ret_last = next;
    }
  return TRUE;
}

static GDate
gdate_of (const LfDate *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
  return day;
}

static LfDate
date_of (const GDate *day)
{
  return (LfDate){ (gint16) g_date_get_year (day), (gint8) g_date_get_month (day),
                   (gint8) g_date_get_day (day) };
}

static int
stage_of (const LfRecord *project)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (stages[i], lf_record_get (project, "stage")) == 0)
      return i;
  return 0;
}

static gboolean
has_come (
    const LfBasis *basis, const LfRecord *record, const char *field, GDate *first, GDate *last)
{
  GDate today = gdate_of (&basis->today);

  return span_of (record, field, first, last) && g_date_compare (first, &today) <= 0;
}

/* 2: approved … 8: full capacity */
static gboolean
milestone (const LfBasis *basis, const LfRecord *project, int at, GDate *first, GDate *last)
{
  g_autofree char *field = g_strconcat (stages[at], "_date", NULL);

  return (stage_of (project) > 8 || stage_of (project) >= at)
         && has_come (basis, project, field, first, last);
}

static gboolean
is_passed (const LfBasis *basis, const LfRecord *project, int at)
{
  GDate first, last;

  if (stage_of (project) <= 8)
    return stage_of (project) >= at;
  for (int later = at + 1; later <= 8; later++)
    if (milestone (basis, project, later, &first, &last))
      return TRUE;
  return FALSE;
}

/* The day of the same number that many months on, or the last one there is; of a month or a year
 * the last day of all. */
static GDate
months_on (const GDate *first, const GDate *last, int months)
{
  gboolean is_coarse = g_date_compare (first, last) != 0;
  int year = g_date_get_year (last), month = g_date_get_month (last), day = g_date_get_day (last);
  GDate result;

  for (; months > 0; months--)
    if (++month > 12)
      {
        month = 1;
        year++;
      }
  if (is_coarse)
    day = 31;
  while (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    day--;
  g_date_clear (&result, 1);
  g_date_set_dmy (&result, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return result;
}

static int
value_of (const LfBasis *basis, const LfRecord *project, LfRuleKey key, const GDate *on)
{
  LfDate day = date_of (on);

  return lf_rulebook_value (basis->book, key, lf_record_get (project, "park"), &day);
}

static SlowDeadline
stand (const LfBasis *basis, const GDate *due, const GDate *done, gboolean is_open, int warning)
{
  GDate today = gdate_of (&basis->today);
  int left = g_date_days_between (&today, due);
  SlowDeadline result = { LF_DEADLINE_NONE, date_of (due), 0 };

  if (done != NULL)
    {
      result.days = MAX (g_date_days_between (due, done), 0);
      result.state = result.days > 0 ? LF_DEADLINE_MET_LATE : LF_DEADLINE_MET;
    }
  else if (is_open)
    {
      result.days = left < 0 ? -left : left;
      result.state = left < 0          ? LF_DEADLINE_LATE
                     : left <= warning ? LF_DEADLINE_WARNED
                                       : LF_DEADLINE_RUNNING;
    }
  return result;
}

SlowDeadline
slow_leg (const LfBasis *basis, LfLeg leg, const LfRecord *project)
{
  static const int from[] = { 2, 3, 4, 6, 3, 2 }, to[] = { 3, 4, 5, 7, 5, 5 };
  static const LfRuleKey keys[] = { 0,
                                    0,
                                    0,
                                    LF_RULE_SIGN_MONTHS,
                                    LF_RULE_LAND_MONTHS,
                                    LF_RULE_START_MONTHS,
                                    0,
                                    LF_RULE_PRODUCTION_MONTHS };
  gboolean may_go_back = leg == LF_LEG_LAND || leg == LF_LEG_START;
  GDate first, last, done, done_last, due, today = gdate_of (&basis->today);
  int at = from[leg], months = 0;
  gboolean is_done = milestone (basis, project, to[leg], &done, &done_last);

  while (!milestone (basis, project, at, &first, &last))
    if (!may_go_back || --at < 2)
      return (SlowDeadline){ LF_DEADLINE_NONE };
  for (int i = at + 1; i <= to[leg]; i++)
    months += value_of (basis, project, keys[i], &first);
  due = months_on (&first, &last, months);
  return stand (basis, &due, is_done ? &done : NULL,
                stage_of (project) <= 8 && !is_passed (basis, project, to[leg]),
                value_of (basis, project, LF_RULE_CLOCK_WARNING_DAYS, &today));
}

/* ---- The law ---- */

static SlowDeadline
slow_wait (const LfBasis *basis,
           const LfRecord *project,
           const LfRecord *land,
           const char *from,
           const char *to,
           LfRuleKey key)
{
  GDate first, last, done, done_last, today = gdate_of (&basis->today);
  SlowDeadline result = { LF_DEADLINE_NONE };
  int early;

  if (!has_come (basis, land, from, &first, &last))
    return result;
  g_date_add_days (&first, (guint) value_of (basis, project, key, &first));
  result.due = date_of (&first);
  if (has_come (basis, land, to, &done, &done_last))
    {
      early = g_date_days_between (&done_last, &first);
      result.state = early > 0 ? LF_DEADLINE_TOO_EARLY : LF_DEADLINE_MET;
    }
  else
    {
      early = g_date_days_between (&today, &first);
      if (early > 0 && stage_of (project) != 10)
        result.state = LF_DEADLINE_RUNNING;
      else if (stage_of (project) == 10)
        early = 0;
    }
  result.days = MAX (early, 0);
  return result;
}

static SlowDeadline
slow_result (const LfBasis *basis, const LfRecord *project, const LfRecord *land, int warning)
{
  GDate first, last, done, done_last;

  if (!has_come (basis, land, "won_date", &first, &last))
    return (SlowDeadline){ LF_DEADLINE_NONE };
  for (int n = value_of (basis, project, LF_RULE_RESULT_WORKING_DAYS, &first); n > 0;)
    {
      LfDate day;

      g_date_add_days (&last, 1);
      day = date_of (&last);
      n -= lf_calendar_is_working_day (basis->calendar, &day);
    }
  return stand (basis, &last,
                has_come (basis, land, "result_date", &done, &done_last) ? &done : NULL,
                stage_of (project) != 10, warning);
}

static SlowDeadline
slow_until (const LfBasis *basis,
            const LfRecord *project,
            const LfRecord *land,
            const char *from,
            LfRuleKey key)
{
  GDate first, last, done, done_last, due, today = gdate_of (&basis->today);
  int warning = value_of (basis, project, LF_RULE_LAW_WARNING_DAYS, &today), months;
  gboolean is_listing = from == NULL;
  gboolean is_done;

  if (is_listing ? !milestone (basis, project, 5, &first, &last)
                 : !has_come (basis, land, from, &first, &last))
    return (SlowDeadline){ LF_DEADLINE_NONE };
  months = value_of (basis, project, key, &first);
  if (key == LF_RULE_PERMIT_MONTHS && lf_record_get (land, "permit_extensions") != NULL)
    months += MIN (atoi (lf_record_get (land, "permit_extensions")),
                   value_of (basis, project, LF_RULE_PERMIT_EXTENSIONS, &first))
              * value_of (basis, project, LF_RULE_EXTENSION_MONTHS, &first);
  due = months_on (&first, &last, months);
  is_done = is_listing ? has_come (basis, project, "listed_date", &done, &done_last)
                       : milestone (basis, project, 5, &done, &done_last);
  return stand (basis, &due, is_done ? &done : NULL,
                stage_of (project) != 10 && (is_listing || !is_passed (basis, project, 5)),
                warning);
}

SlowDeadline
slow_statute (const LfBasis *basis, const char *key, const LfRecord *project, const LfRecord *land)
{
  GDate today = gdate_of (&basis->today);

  if (strcmp (key, "notice") == 0)
    return slow_wait (basis, project, land, "notice_date", "listing_date", LF_RULE_NOTICE_DAYS);
  if (strcmp (key, "listing") == 0)
    return slow_wait (basis, project, land, "listing_date", "listing_end_date",
                      LF_RULE_LISTING_DAYS);
  if (strcmp (key, "result") == 0)
    return slow_result (basis, project, land,
                        value_of (basis, project, LF_RULE_LAW_WARNING_DAYS, &today));
  if (strcmp (key, "permit") == 0)
    return slow_until (basis, project, land, "construction_permit_date", LF_RULE_PERMIT_MONTHS);
  if (strcmp (key, "idle_fee") == 0)
    return slow_until (basis, project, land, "agreed_start_date", LF_RULE_IDLE_FEE_MONTHS);
  if (strcmp (key, "idle_return") == 0)
    return slow_until (basis, project, land, "agreed_start_date", LF_RULE_IDLE_RETURN_MONTHS);
  if (strcmp (key, "statistics") == 0)
    return slow_until (basis, project, NULL, NULL, LF_RULE_STATISTICS_MONTHS);
  return slow_until (basis, project, NULL, NULL, LF_RULE_STATISTICS_LATE_MONTHS);
}

/* ---- Lamps ---- */

GPtrArray *
random_parts (GRand *rand, const LfRecord *project)
{
  static const char *const percents[]
      = { "time_percent", "investment_percent", "work_percent", "physical_percent" };
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      LfRecord *report = lf_record_new (lf_schema_find ("progress"), NULL);
      g_autofree char *period = random_date (rand);

      lf_record_set (report, "project", lf_record_id (project));
      lf_record_set (report, "period", period);
      for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
        {
          g_autofree char *percent = g_strdup_printf ("%d.%d", 10 * g_rand_int_range (rand, 0, 9),
                                                      g_rand_int_range (rand, 0, 2));

          lf_record_set (report, percents[i], g_rand_int_range (rand, 0, 4) > 0 ? percent : NULL);
        }
      g_ptr_array_add (parts, report);
    }
  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      LfRecord *node = lf_record_new (lf_schema_find ("node"), NULL);

      lf_record_set (node, "project", lf_record_id (project));
      set_some (rand, node, "planned_date", 2);
      set_some (rand, node, "actual_date", 1);
      lf_record_set (node, "blocker", g_rand_int_range (rand, 0, 6) == 0 ? "征迁" : NULL);
      g_ptr_array_add (parts, node);
    }
  return parts;
}

static int
month_number (const GDate *day)
{
  return g_date_get_year (day) * 12 + (int) g_date_get_month (day);
}

static int
number_of (const LfBasis *basis, const LfDate *numbers, const LfRecord *project, LfRuleKey key)
{
  GDate on = gdate_of (numbers);

  return value_of (basis, project, key, &on);
}

/* It has a date that has come, or none and must have happened. */
static gboolean
happened (const LfBasis *basis, const LfRecord *project, int at)
{
  g_autofree char *field = g_strconcat (stages[at], "_date", NULL);
  GDate first, last;

  return lf_record_get (project, field) == NULL ? is_passed (basis, project, at)
                                                : milestone (basis, project, at, &first, &last);
}

static LfLamp
slow_start (const LfBasis *basis, const LfDate *numbers, const LfRecord *project)
{
  GDate first, last, today = gdate_of (&basis->today);
  int behind;

  if (!span_of (project, "planned_start_date", &first, &last))
    return LF_LAMP_NONE;
  behind = month_number (&today) - month_number (&last);
  if (happened (basis, project, 5) || behind <= 0)
    return LF_LAMP_GREEN;
  return behind >= number_of (basis, numbers, project, LF_RULE_LAMP_START_MONTHS) ? LF_LAMP_RED
                                                                                  : LF_LAMP_YELLOW;
}

static LfLamp
slow_progress (const LfBasis *basis, const LfDate *numbers, const LfRecord *project, GPtrArray *all)
{
  int worst = G_MININT;
  GDate latest, first, last;

  g_date_clear (&latest, 1);
  if (!happened (basis, project, 5) || happened (basis, project, 6))
    return LF_LAMP_NONE;
  for (guint i = 0; i < all->len; i++)
    {
      const LfRecord *report = all->pdata[i];
      static const char *const three[]
          = { "investment_percent", "work_percent", "physical_percent" };
      gboolean is_report = strcmp (lf_record_entity (report)->name, "progress") == 0;
      const char *time = is_report ? lf_record_get (report, "time_percent") : NULL;
      int lag = G_MININT;

      for (guint k = 0; k < 3 && time != NULL; k++)
        if (lf_record_get (report, three[k]) != NULL)
          lag = MAX (lag,
                     (int) (g_strtod (time, NULL) * 10 + 0.5)
                         - (int) (g_strtod (lf_record_get (report, three[k]), NULL) * 10 + 0.5));
      if (lag == G_MININT || !has_come (basis, report, "period", &first, &last))
        continue;
      if (worst == G_MININT || g_date_compare (&first, &latest) > 0)
        worst = lag;
      else if (g_date_compare (&first, &latest) == 0)
        worst = MAX (worst, lag);
      if (!g_date_valid (&latest) || g_date_compare (&first, &latest) > 0)
        latest = first;
    }
  if (worst == G_MININT)
    return LF_LAMP_NONE;
  return worst > 10 * number_of (basis, numbers, project, LF_RULE_LAMP_FAR_POINTS) ? LF_LAMP_RED
         : worst >= 10 * number_of (basis, numbers, project, LF_RULE_LAMP_LAG_POINTS)
             ? LF_LAMP_YELLOW
             : LF_LAMP_GREEN;
}

static LfLamp
slow_statistics (const LfBasis *basis, const LfDate *numbers, const LfRecord *project)
{
  GDate first, last, yellow, red, today = gdate_of (&basis->today);

  if (!milestone (basis, project, 5, &first, &last))
    return LF_LAMP_NONE;
  yellow
      = months_on (&first, &last, number_of (basis, numbers, project, LF_RULE_STATISTICS_MONTHS));
  red = months_on (&first, &last,
                   number_of (basis, numbers, project, LF_RULE_STATISTICS_LATE_MONTHS));
  if (has_come (basis, project, "listed_date", &first, &last))
    return LF_LAMP_GREEN;
  return g_date_compare (&today, &red) > 0      ? LF_LAMP_RED
         : g_date_compare (&today, &yellow) > 0 ? LF_LAMP_YELLOW
                                                : LF_LAMP_GREEN;
}

static LfLamp
slow_node (const LfBasis *basis, const LfRecord *node)
{
  GDate first, last, today = gdate_of (&basis->today);
  gboolean is_planned = FALSE;

  if (lf_record_get (node, "planned_date") == NULL && lf_record_get (node, "blocker") == NULL)
    return LF_LAMP_NONE;
  if (has_come (basis, node, "actual_date", &first, &last))
    return LF_LAMP_GREEN;
  is_planned = span_of (node, "planned_date", &first, &last);
  if ((is_planned && g_date_compare (&last, &today) < 0) || lf_record_get (node, "blocker") != NULL)
    return LF_LAMP_RED;
  return is_planned && month_number (&last) <= month_number (&today) ? LF_LAMP_BLUE : LF_LAMP_GREEN;
}

static LfLamp
slow_nodes (const LfBasis *basis, const LfRecord *project, GPtrArray *all)
{
  LfLamp worst = LF_LAMP_NONE;

  for (guint i = 0; i < all->len; i++)
    if (lf_entity_index (lf_record_entity (all->pdata[i]), "planned_date") >= 0)
      worst = MAX (worst, slow_node (basis, all->pdata[i]));
  for (guint leg = 0; leg < LF_N_CHAIN_LEGS; leg++)
    {
      const SlowDeadline slow = slow_leg (basis, (LfLeg) leg, project);

      if (slow.state == LF_DEADLINE_LATE)
        return LF_LAMP_RED;
      if (slow.state == LF_DEADLINE_RUNNING || slow.state == LF_DEADLINE_WARNED)
        return MAX (worst, LF_LAMP_GREEN);
    }
  return worst;
}

LfLamp
slow_lamp (const LfBasis *basis, const LfDate *numbers, const LfRecord *project, GPtrArray *parts)
{
  if (stage_of (project) > 8 || happened (basis, project, 7))
    return LF_LAMP_NONE;
  if (number_of (basis, numbers, project, LF_RULE_LAMP_PRESET) == 2)
    return slow_nodes (basis, project, parts);
  return MAX (slow_start (basis, numbers, project),
              MAX (slow_progress (basis, numbers, project, parts),
                   slow_statistics (basis, numbers, project)));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and periods that the filter language knows by name. */

#include "config.h"

#include "lf-filter-private.h"

#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FURTHEST_DAY 36500

typedef enum
{
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  YEAR
} Period;

typedef struct
{
  LfFilterDayName name;
  Period period;
  int distance; /* from the one that today is in */
} Named;

static const Named named[] = {
  { { "today|今天", N_ ("today") }, DAY, 0 },
  { { "yesterday|昨天", N_ ("yesterday") }, DAY, -1 },
  { { "tomorrow|明天", N_ ("tomorrow") }, DAY, 1 },
  { { "this-week|本周|这周", N_ ("this-week") }, WEEK, 0 },
  { { "last-week|上周", N_ ("last-week") }, WEEK, -1 },
  { { "next-week|下周", N_ ("next-week") }, WEEK, 1 },
  { { "this-month|本月|这个月", N_ ("this-month") }, MONTH, 0 },
  { { "last-month|上月|上个月", N_ ("last-month") }, MONTH, -1 },
  { { "next-month|下月|下个月", N_ ("next-month") }, MONTH, 1 },
  { { "this-quarter|本季度|本季", N_ ("this-quarter") }, QUARTER, 0 },
  { { "last-quarter|上季度", N_ ("last-quarter") }, QUARTER, -1 },
  { { "this-year|今年|本年", N_ ("this-year") }, YEAR, 0 },
  { { "last-year|去年", N_ ("last-year") }, YEAR, -1 },
  { { "next-year|明年", N_ ("next-year") }, YEAR, 1 },
};

const LfFilterDayName *
lf_filter_day_name (guint index)
{
  return index < G_N_ELEMENTS (named) ? &named[index].name : NULL;
}

static LfDate
monday_of (const LfDate *day)
{
  GDate date;

  g_date_set_dmy (&date, (GDateDay) day->day, (GDateMonth) day->month, (GDateYear) day->year);
  return lf_date_add_days (day, 1 - (int) g_date_get_weekday (&date));
}

static LfDate
first_of (const Named *self, const LfDate *today)
{
  LfDate month = { today->year, today->month, 0 }, year = { today->year, 0, 0 };
  LfDate quarter = { today->year, (gint8) ((today->month - 1) / 3 * 3 + 1), 1 };
  LfDate monday;

  switch (self->period)
    {
    case WEEK:
      monday = monday_of (today);
      return lf_date_add_days (&monday, 7 * self->distance);
    case MONTH:
      return lf_date_add_months (&month, self->distance);
    case QUARTER:
      return lf_date_add_months (&quarter, 3 * self->distance);
    case YEAR:
      return lf_date_add_months (&year, 12 * self->distance);
    case DAY:
    default:
      return lf_date_add_days (today, self->distance);
    }
}

static LfDate
last_of (const Named *self, const LfDate *first)
{
  LfDate next;

  if (self->period == WEEK)
    return lf_date_add_days (first, 6);
  if (self->period != QUARTER)
    return *first;
  next = lf_date_add_months (first, 3);
  return lf_date_add_days (&next, -1);
}

/* today+7, today-30 */
static gboolean
read_distance (const char *folded, const LfDate *today, LfDate *ret_day)
{
  static const char *const todays[] = { "today", "今天" };
  const char *p = NULL;
  char *end;
  gint64 days;

  for (guint i = 0; i < G_N_ELEMENTS (todays); i++)
    if (g_str_has_prefix (folded, todays[i]))
      p = folded + strlen (todays[i]);
  if (p == NULL || (*p != '+' && *p != '-'))
    return FALSE;
  days = g_ascii_strtoll (p, &end, 10);
  if (*end != '\0' || days < -FURTHEST_DAY || days > FURTHEST_DAY)
    return FALSE;
  *ret_day = lf_date_add_days (today, (int) days);
  return TRUE;
}

gboolean
lf_filter_read_days (const char *word, const LfDate *today, LfDate *ret_first, LfDate *ret_last)
{
  g_autofree char *folded = lf_text_fold (word);

  if (read_distance (folded, today, ret_first))
    {
      *ret_last = *ret_first;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (lf_text_is_among (folded, named[i].name.names))
      {
        *ret_first = first_of (&named[i], today);
        *ret_last = last_of (&named[i], ret_first);
        return TRUE;
      }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days. */

#include "config.h"

#include "lf-calendar.h"

#include "lf-calendar-table.h"

#include <string.h>

struct _LfCalendar
{
  GHashTable *days;  /* number of a day → WORKING or FREE */
  GHashTable *years; /* those of which something is known */
};

enum
{
  FREE = 1,
  WORKING
};

static guint
number_of (const LfDate *day)
{
  LfDate first = lf_date_first_day (day);

  return (guint) (first.year * 10000 + first.month * 100 + first.day);
}

void
lf_calendar_set_day (LfCalendar *self, const LfDate *day, gboolean is_working)
{
  g_hash_table_insert (self->days, GUINT_TO_POINTER (number_of (day)),
                       GINT_TO_POINTER (is_working ? WORKING : FREE));
  g_hash_table_add (self->years, GINT_TO_POINTER ((int) day->year));
}

void
lf_calendar_take (LfCalendar *self, const LfRecord *day)
{
  const char *text = lf_record_get (day, "day");
  const char *kind = lf_record_get (day, "kind");
  LfDate date;

  if (!lf_record_is_deleted (day) && text != NULL && lf_date_from_canonical (text, &date)
      && date.day != 0)
    lf_calendar_set_day (self, &date, g_strcmp0 (kind, "workday") == 0);
}

LfCalendar *
lf_calendar_new (void)
{
  LfCalendar *self = g_new0 (LfCalendar, 1);

  self->days = g_hash_table_new (NULL, NULL);
  self->years = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      LfDate day;

      if (lf_date_from_canonical (days[i][0], &day))
        lf_calendar_set_day (self, &day, strcmp (days[i][1], "workday") == 0);
    }
  return self;
}

void
lf_calendar_free (LfCalendar *self)
{
  g_hash_table_unref (self->days);
  g_hash_table_unref (self->years);
  g_free (self);
}

static gboolean
is_weekend (const LfDate *day)
{
  static const LfDate monday = { 2018, 1, 1 };
  int since = lf_date_days_between (&monday, day) % 7;

  return (since + 7) % 7 >= 5;
}

gboolean
lf_calendar_is_working_day (const LfCalendar *self, const LfDate *day)
{
  LfDate first = lf_date_first_day (day);
  int said
      = GPOINTER_TO_INT (g_hash_table_lookup (self->days, GUINT_TO_POINTER (number_of (&first))));

  return said == 0 ? !is_weekend (&first) : said == WORKING;
}

gboolean
lf_calendar_knows_year (const LfCalendar *self, int year)
{
  return g_hash_table_contains (self->years, GINT_TO_POINTER (year));
}

LfDate
lf_calendar_add_working_days (const LfCalendar *self, const LfDate *from, guint n)
{
  LfDate day = lf_date_first_day (from);

  if (n == 0)
    while (!lf_calendar_is_working_day (self, &day))
      day = lf_date_add_days (&day, 1);
  while (n > 0)
    {
      day = lf_date_add_days (&day, 1);
      n -= lf_calendar_is_working_day (self, &day);
    }
  return day;
}

/* Mondays to Fridays among the @n days after @first. */
static int
count_weekdays (const LfDate *first, int n)
{
  static const LfDate monday = { 2018, 1, 1 };
  int weekday = (lf_date_days_between (&monday, first) % 7 + 7) % 7;
  int count = n / 7 * 5;

  for (int i = 1; i <= n % 7; i++)
    count += (weekday + i) % 7 < 5;
  return count;
}

/* Weekdays are reckoned; what the calendar says of days between is put right on top of that. */
int
lf_calendar_count_working_days (const LfCalendar *self, const LfDate *from, const LfDate *to)
{
  int n_days = lf_date_days_between (from, to);
  LfDate first = lf_date_first_day (n_days < 0 ? to : from);
  LfDate last = lf_date_add_days (&first, ABS (n_days));
  guint after = number_of (&first), until = number_of (&last);
  int n = count_weekdays (&first, ABS (n_days));
  GHashTableIter iter;
  gpointer key, said;

  g_hash_table_iter_init (&iter, self->days);
  while (g_hash_table_iter_next (&iter, &key, &said))
    {
      guint number = GPOINTER_TO_UINT (key);
      LfDate day
          = { (gint16) (number / 10000), (gint8) (number / 100 % 100), (gint8) (number % 100) };

      if (number > after && number <= until)
        n += (GPOINTER_TO_INT (said) == WORKING) - !is_weekend (&day);
    }
  return n_days < 0 ? -n : n;
}

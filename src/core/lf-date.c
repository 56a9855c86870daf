/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates with day, month or year precision. */

#include "config.h"

#include "lf-date.h"

#include "lf-clock.h"
#include "lf-error.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2199

static gboolean
exists (int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 0 || month > 12 || day < 0)
    return FALSE;
  if (month == 0)
    return day == 0;
  return day <= g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

static gboolean
take (LfDate *ret_date, int year, int month, int day)
{
  if (!exists (year, month, day))
    return FALSE;
  *ret_date = (LfDate){ (gint16) year, (gint8) month, (gint8) day };
  return TRUE;
}

static gboolean
read_number (const char **p, guint max_digits, int *ret_number, guint *ret_digits)
{
  int number = 0;
  guint n = 0;

  while (n < max_digits && g_ascii_isdigit (**p))
    {
      number = number * 10 + g_ascii_digit_value (**p);
      (*p)++;
      n++;
    }
  *ret_number = number;
  *ret_digits = n;
  return n > 0;
}

gboolean
lf_date_from_canonical (const char *text, LfDate *ret_date)
{
  static const guint lengths[] = { 4, 2, 2 };
  int parts[3] = { 0 };
  guint n;

  for (guint i = 0; i < 3; i++)
    {
      if (i > 0 && *text++ != '-')
        return FALSE;
      if (!read_number (&text, lengths[i], &parts[i], &n) || n != lengths[i] || parts[i] == 0)
        return FALSE;
      if (*text == '\0')
        return take (ret_date, parts[0], parts[1], parts[2]);
    }
  return FALSE;
}

static int
month_by_name (const char **p)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

  for (int month = 0; month < 12; month++)
    if (strncmp (*p, names + 3 * month, 3) == 0)
      {
        while (g_ascii_isalpha (**p))
          (*p)++;
        return month + 1;
      }
  return 0;
}

/* "5 feb 2023", "feb 2023" */
static gboolean
read_english (const char *p, LfDate *ret_date)
{
  int day = 0, month, year;
  guint n;

  if (read_number (&p, 2, &day, &n) && *p == ' ')
    p++;
  month = month_by_name (&p);
  if (month == 0 || *p++ != ' ' || !read_number (&p, 4, &year, &n) || n != 4)
    return FALSE;
  return *p == '\0' && take (ret_date, year, month, day);
}

/* 20230205 and 202302 */
static gboolean
read_digits (const char *text, LfDate *ret_date)
{
  gsize length = strspn (text, "0123456789");
  int year, month, day = 0;
  guint n;

  if ((length != 8 && length != 6) || text[length] != '\0')
    return FALSE;
  read_number (&text, 4, &year, &n);
  read_number (&text, 2, &month, &n);
  read_number (&text, 2, &day, &n);
  return month > 0 && (length == 6 || day > 0) && take (ret_date, year, month, day);
}

static gboolean
skip (const char **p, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (*p, words[i]))
      {
        *p += strlen (words[i]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_midnight_or_time (const char *p)
{
  if (*p == 't' || *p == ' ')
    p++;
  return strspn (p, "0123456789:.z") == strlen (p);
}

/* 2023-2-5, 2023/02/05, 2023.2, 2023年2月5日, with a time of day that is left out */
static gboolean
read_parts (const char *p, LfDate *ret_date)
{
  static const char *const after[3][6] = { { "-", "/", ".", "年", NULL },
                                           { "-", "/", ".", "月份", "月", NULL },
                                           { "日", "号", NULL } };
  int parts[3] = { 0 };
  guint n;

  for (guint i = 0; i < 3; i++)
    {
      if (!read_number (&p, i == 0 ? 4 : 2, &parts[i], &n) || (i == 0 && n != 4) || parts[i] == 0)
        return FALSE;
      if (!skip (&p, after[i]) && i < 2 && *p != '\0')
        return FALSE;
      if (*p == '\0')
        return take (ret_date, parts[0], parts[1], parts[2]);
    }
  return is_midnight_or_time (p) && take (ret_date, parts[0], parts[1], parts[2]);
}

gboolean
lf_date_parse (const char *text, LfDate *ret_date, GError **error)
{
  g_autofree char *folded = lf_text_fold (text);

  if (read_digits (folded, ret_date) || read_parts (folded, ret_date)
      || read_english (folded, ret_date))
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("“%s” is not a date: write it like 2023-02-05, 2023年2月5日, 2023-02 or 2023."),
               text);
  return FALSE;
}

char *
lf_date_to_canonical (const LfDate *date)
{
  if (date->month == 0)
    return g_strdup_printf ("%04d", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
}

char *
lf_date_format (const LfDate *date)
{
  LfDate first = lf_date_first_day (date);
  g_autoptr (GDateTime) time = g_date_time_new_utc (first.year, first.month, first.day, 0, 0, 0);

  /* Translators: dates as GDateTime formats: of a day, a month, a year. */
  if (date->day != 0)
    return g_date_time_format (time, C_ ("date of a day", "%-e %b %Y"));
  if (date->month != 0)
    return g_date_time_format (time, C_ ("date of a month", "%b %Y"));
  return g_date_time_format (time, C_ ("date of a year", "%Y"));
}

char *
lf_date_format_moment (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  LfDate date = { 0 };
  g_autofree char *day = NULL;

  if (time == NULL)
    return g_strdup ("");
  date.year = (gint16) g_date_time_get_year (time);
  date.month = (gint8) g_date_time_get_month (time);
  date.day = (gint8) g_date_time_get_day_of_month (time);
  day = lf_date_format (&date);
  /* Translators: a day and a time of that day. */
  return g_strdup_printf (C_ ("when", "%1$s %2$02d:%3$02d"), day, g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

int
lf_date_compare (const LfDate *a, const LfDate *b)
{
  if (a->year != b->year)
    return a->year < b->year ? -1 : 1;
  if (a->month != b->month)
    return a->month < b->month ? -1 : 1;
  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  return 0;
}

LfDate
lf_date_first_day (const LfDate *date)
{
  return (LfDate){ date->year, (gint8) MAX (date->month, 1), (gint8) MAX (date->day, 1) };
}

static void
to_gdate (const LfDate *date, GDate *ret_date)
{
  LfDate first = lf_date_first_day (date);

  g_date_clear (ret_date, 1);
  g_date_set_dmy (ret_date, (GDateDay) first.day, (GDateMonth) first.month, (GDateYear) first.year);
}

LfDate
lf_date_last_day (const LfDate *date)
{
  LfDate next;

  if (date->day != 0)
    return *date;
  next = lf_date_first_day (date);
  next = lf_date_add_months (&next, date->month == 0 ? 12 : 1);
  return lf_date_add_days (&next, -1);
}

LfDate
lf_date_add_days (const LfDate *date, int days)
{
  GDate day;

  to_gdate (date, &day);
  if (days >= 0)
    g_date_add_days (&day, (guint) days);
  else
    g_date_subtract_days (&day, (guint) -days);
  return (LfDate){ (gint16) g_date_get_year (&day), (gint8) g_date_get_month (&day),
                   (gint8) g_date_get_day (&day) };
}

LfDate
lf_date_add_months (const LfDate *date, int months)
{
  int count = date->year * 12 + MAX (date->month, 1) - 1 + months;
  int year = count / 12;
  int month = count % 12 + 1;
  int day = MIN (date->day, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));

  return (LfDate){ (gint16) year, (gint8) (date->month == 0 ? 0 : month), (gint8) day };
}

LfDate
lf_date_month (const LfDate *date)
{
  return (LfDate){ date->year, date->month, 0 };
}

LfDate
lf_date_month_end (const LfDate *date)
{
  const LfDate month = lf_date_month (date);

  return lf_date_last_day (&month);
}

gboolean
lf_date_is_month_over (const LfDate *date, const LfDate *today)
{
  const LfDate end = lf_date_month_end (date);

  return lf_date_compare (&end, today) < 0;
}

int
lf_date_days_between (const LfDate *from, const LfDate *to)
{
  GDate a, b;

  to_gdate (from, &a);
  to_gdate (to, &b);
  return g_date_days_between (&a, &b);
}

LfDate
lf_date_today (void)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (lf_clock_now_us () / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_local (utc);

  return (LfDate){ (gint16) g_date_time_get_year (now), (gint8) g_date_time_get_month (now),
                   (gint8) g_date_time_get_day_of_month (now) };
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Number formats of workbooks: which of them show a day, and how a day is counted. */

#include "config.h"

#include "lf-number-format.h"

#include <math.h>
#include <string.h>

#define DAY_SECONDS 86400
#define MAX_SERIAL 2958466 /* 1 January 10000 */
#define FALSE_LEAP_DAY 60  /* 29 February 1900, which never was */

/* Formats that have no code in the file; 27 to 36 and 50 to 58 as in Chinese workbooks. */
static const struct
{
  guint first, last;
  LfNumberKind kind;
} builtins[] = {
  { 14, 16, LF_NUMBER_DAY },    { 17, 17, LF_NUMBER_MONTH }, { 18, 21, LF_NUMBER_TIME },
  { 22, 22, LF_NUMBER_MOMENT }, { 27, 27, LF_NUMBER_MONTH }, { 28, 31, LF_NUMBER_DAY },
  { 32, 35, LF_NUMBER_TIME },   { 36, 36, LF_NUMBER_MONTH }, { 45, 47, LF_NUMBER_TIME },
  { 50, 50, LF_NUMBER_MONTH },  { 51, 51, LF_NUMBER_DAY },   { 52, 52, LF_NUMBER_MONTH },
  { 53, 54, LF_NUMBER_DAY },    { 55, 56, LF_NUMBER_TIME },  { 57, 57, LF_NUMBER_MONTH },
  { 58, 58, LF_NUMBER_DAY },
};

typedef struct
{
  gboolean has_year, has_month, has_day, has_time;
  char previous; /* the letter before, in lower case */
} Shown;

/* An m is a month, unless hours stand before it or seconds behind it. */
static void
take_letters (Shown *shown, char letter, guint n, char next)
{
  if (letter == 'y' || (letter == 'e' && next != '+' && next != '-'))
    shown->has_year = TRUE;
  else if (letter == 'd' || (letter == 'a' && n >= 3)) /* aaa is the day of the week */
    shown->has_day = TRUE;
  else if (letter == 'm' && shown->previous != 'h')
    shown->has_month = TRUE;
  else if (letter == 'h')
    shown->has_time = TRUE;
  else if (letter == 's')
    {
      shown->has_time = TRUE;
      if (shown->previous == 'm')
        shown->has_month = FALSE;
    }
  if (strchr ("ymdhs", letter) != NULL)
    shown->previous = letter;
}

/* Behind what starts at @p and shows as it stands, or is no text at all: "…", [Red], \x, _x, *x. */
static const char *
skip_literal (const char *p)
{
  const char *end = NULL;

  if (*p == '"')
    end = strchr (p + 1, '"');
  else if (*p == '[' && strchr ("hms", g_ascii_tolower (p[1])) == NULL)
    end = strchr (p, ']');
  else if (g_ascii_strncasecmp (p, "am/pm", 5) == 0)
    end = p + 4;
  else if (g_ascii_strncasecmp (p, "general", 7) == 0)
    end = p + 6;
  else if (strchr ("\\_*", *p) != NULL && p[1] != '\0')
    end = p + 1;
  return end == NULL ? p : end + 1;
}

static LfNumberKind
kind_of_code (const char *code)
{
  Shown shown = { 0 };

  for (const char *p = code; *p != '\0' && *p != ';';)
    {
      const char *behind = skip_literal (p);

      if (behind == p)
        {
          while (*behind == *p)
            behind++;
          take_letters (&shown, g_ascii_tolower (*p), (guint) (behind - p), *behind);
        }
      p = behind;
    }
  if (shown.has_time)
    return shown.has_day || shown.has_year || shown.has_month ? LF_NUMBER_MOMENT : LF_NUMBER_TIME;
  if (shown.has_day)
    return LF_NUMBER_DAY;
  if (shown.has_month)
    return LF_NUMBER_MONTH;
  return shown.has_year ? LF_NUMBER_YEAR : LF_NUMBER_PLAIN;
}

LfNumberKind
lf_number_format_kind (guint id, const char *code)
{
  if (code != NULL)
    return kind_of_code (code);
  for (guint i = 0; i < G_N_ELEMENTS (builtins); i++)
    if (id >= builtins[i].first && id <= builtins[i].last)
      return builtins[i].kind;
  return LF_NUMBER_PLAIN;
}

char *
lf_number_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (strchr (buffer, 'e') == NULL)
    return g_strdup (number == 0 ? "0" : buffer);
  if (fabs (number) < 1)
    return g_strdup_printf ("%.*f", 20, number);
  return g_strdup_printf ("%.0f", number);
}

/* A month or a year that hides a day other than its first is told in full: the day was meant. */
static char *
day_text (int serial, LfNumberKind kind, gboolean is_1904)
{
  GDate day;

  g_date_clear (&day, 1);
  if (is_1904)
    g_date_set_dmy (&day, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&day, serial < FALSE_LEAP_DAY ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&day, (guint) serial);
  if (kind == LF_NUMBER_YEAR && g_date_get_day_of_year (&day) == 1)
    return g_strdup_printf ("%04d", g_date_get_year (&day));
  if ((kind == LF_NUMBER_MONTH || kind == LF_NUMBER_YEAR) && g_date_get_day (&day) == 1)
    return g_strdup_printf ("%04d-%02d", g_date_get_year (&day), g_date_get_month (&day));
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day),
                          g_date_get_day (&day));
}

char *
lf_serial_text (double serial, LfNumberKind kind, gboolean is_1904)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  int whole, seconds;

  if (!(serial >= 0 && serial < MAX_SERIAL - 1463))
    return NULL;
  whole = (int) floor (serial);
  seconds = (int) lround ((serial - whole) * DAY_SECONDS);
  if (seconds == DAY_SECONDS)
    {
      whole++;
      seconds = 0;
    }
  time = g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (kind == LF_NUMBER_TIME && whole == 0)
    return g_steal_pointer (&time);
  if (!is_1904 && (whole == 0 || whole == FALSE_LEAP_DAY))
    return NULL;
  day = day_text (whole, kind, is_1904);
  return seconds == 0 && kind != LF_NUMBER_MOMENT && kind != LF_NUMBER_TIME
             ? g_steal_pointer (&day)
             : g_strconcat (day, " ", time, NULL);
}

double
lf_serial_from_day (int year, int month, int day)
{
  GDate first, that;

  g_date_clear (&first, 1);
  g_date_clear (&that, 1);
  g_date_set_dmy (&first, 30, G_DATE_DECEMBER, 1899);
  g_date_set_dmy (&that, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_days_between (&first, &that);
}

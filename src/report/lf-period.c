/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods that figures are of, and what they are compared with. */

#include "config.h"

#include "lf-dashboard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEPARATOR ".."

static const struct
{
  const char *name, *label;
  int n_months;
  int distance; /* from the one that today is in */
} periods[] = {
  { "this-year", N_ ("This year"), 12, 0 },      { "this-half", N_ ("This half-year"), 6, 0 },
  { "this-quarter", N_ ("This quarter"), 3, 0 }, { "this-month", N_ ("This month"), 1, 0 },
  { "last-year", N_ ("Last year"), 12, -1 },
};

const char *const *
lf_period_names (void)
{
  static const char *names[G_N_ELEMENTS (periods) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    names[i] = periods[i].name;
  return names;
}

/* FALSE for a word that is no date; "" is open. */
static gboolean
read_end (const char *text, LfDate *ret_date)
{
  *ret_date = (LfDate){ 0 };
  return *text == '\0' || lf_date_from_canonical (text, ret_date);
}

static gboolean
read_dates (const char *period, LfDate *ret_from, LfDate *ret_to)
{
  g_auto (GStrv) ends = g_strsplit (period, SEPARATOR, 2);

  if (g_strv_length (ends) != 2 || !read_end (ends[0], ret_from) || !read_end (ends[1], ret_to))
    return FALSE;
  if (ret_from->year != 0)
    *ret_from = lf_date_first_day (ret_from);
  if (ret_to->year != 0)
    *ret_to = lf_date_last_day (ret_to);
  return ret_from->year != 0 || ret_to->year != 0;
}

gboolean
lf_period_read (const char *period, const LfDate *today, LfDate *ret_from, LfDate *ret_to)
{
  *ret_from = *ret_to = (LfDate){ 0 };
  for (guint i = 0; period != NULL && i < G_N_ELEMENTS (periods); i++)
    if (strcmp (periods[i].name, period) == 0)
      {
        int n = periods[i].n_months;
        LfDate first = { today->year, (gint8) ((today->month - 1) / n * n + 1), 1 };

        *ret_from = lf_date_add_months (&first, periods[i].distance * n);
        first = lf_date_add_months (ret_from, n);
        *ret_to = lf_date_add_days (&first, -1);
        return TRUE;
      }
  if (period != NULL && read_dates (period, ret_from, ret_to))
    return TRUE;
  *ret_from = *ret_to = (LfDate){ 0 };
  return FALSE;
}

char *
lf_period_of (const LfDate *from, const LfDate *to)
{
  g_autofree char *first = from->year == 0 ? g_strdup ("") : lf_date_to_canonical (from);
  g_autofree char *last = to->year == 0 ? g_strdup ("") : lf_date_to_canonical (to);

  return g_strconcat (first, SEPARATOR, last, NULL);
}

char *
lf_period_label (const char *period)
{
  LfDate from, to;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; period != NULL && i < G_N_ELEMENTS (periods); i++)
    if (strcmp (periods[i].name, period) == 0)
      return g_strdup (g_dgettext (GETTEXT_PACKAGE, periods[i].label));
  if (period == NULL || !read_dates (period, &from, &to))
    return g_strdup (_ ("All time"));
  first = from.year == 0 ? NULL : lf_date_format (&from);
  last = to.year == 0 ? NULL : lf_date_format (&to);
  if (first == NULL)
    return g_strdup_printf (_ ("Until %s"), last);
  if (last == NULL)
    return g_strdup_printf (_ ("Since %s"), first);
  /* Translators: a period: its first day, its last day. */
  return g_strdup_printf (C_ ("period", "%1$s – %2$s"), first, last);
}

/* 0: it does not begin and end with months */
static int
count_months (const LfDate *from, const LfDate *to)
{
  LfDate after = lf_date_add_days (to, 1);

  return from->day == 1 && after.day == 1
             ? (after.year - from->year) * 12 + after.month - from->month
             : 0;
}

gboolean
lf_period_before (
    const LfDate *from, const LfDate *to, const LfDate *today, LfDate *ret_from, LfDate *ret_to)
{
  LfDate last = *to;
  int n_months, n_days;

  if (from->year == 0 || to->year == 0 || lf_date_compare (from, today) > 0
      || lf_date_compare (to, from) < 0)
    return FALSE;
  n_months = count_months (from, to);
  n_days = lf_date_days_between (from, to) + 1;
  if (lf_date_compare (today, to) < 0)
    last = *today;
  if (n_months == 0)
    {
      *ret_from = lf_date_add_days (from, -n_days);
      *ret_to = lf_date_add_days (&last, -n_days);
      return TRUE;
    }
  *ret_from = lf_date_add_months (from, -n_months);
  *ret_to = lf_date_compare (&last, to) == 0 ? lf_date_add_days (from, -1)
                                             : lf_date_add_months (&last, -n_months);
  return TRUE;
}

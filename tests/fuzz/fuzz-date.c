/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: what can be read is in the calendar, and is the same when it is read again, also as it is
 * shown; counting days forth and back ends where it began. */

#include "config.h"

#include "fuzz.h"

#include "lf-core.h"

#include <string.h>

static void
check_date (const LfDate *date)
{
  g_autofree char *canonical = lf_date_to_canonical (date);
  g_autofree char *shown = lf_date_format (date);
  g_autoptr (GError) error = NULL;
  LfDate again;

  g_assert_true (g_date_valid_dmy ((GDateDay) MAX (date->day, 1), MAX (date->month, 1),
                                   (GDateYear) date->year));
  g_assert_true (lf_date_from_canonical (canonical, &again));
  g_assert_cmpint (lf_date_compare (date, &again), ==, 0);
  lf_date_parse (canonical, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lf_date_compare (date, &again), ==, 0);
  lf_date_parse (shown, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lf_date_compare (date, &again), ==, 0);
}

static void
check_counting (const LfDate *date, int n)
{
  LfDate later = lf_date_add_days (date, n);
  LfDate month = lf_date_add_months (date, n);
  LfDate back = lf_date_add_days (&later, -n);
  LfDate first = lf_date_first_day (date);

  g_assert_cmpint (lf_date_days_between (date, &later), ==, n);
  g_assert_cmpint (lf_date_days_between (&later, date), ==, -n);
  g_assert_cmpint (lf_date_compare (&back, &first), ==, 0);
  g_assert_cmpint (lf_date_compare (date, &later), ==, n == 0 && date->day != 0 ? 0 : -1);
  g_assert_true ((month.day == 0) == (date->day == 0));
  g_assert_cmpint (month.day, <=, date->day);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = fuzz_text (data, size);
  g_autoptr (GError) error = NULL;
  LfDate date;
  gboolean is_ok = lf_date_parse (text, &date, &error);

  fuzz_assert_error (is_ok, error);
  if (is_ok)
    {
      check_date (&date);
      check_counting (&date, (int) (size % 800));
    }
  if (lf_date_from_canonical (text, &date))
    {
      g_autofree char *canonical = lf_date_to_canonical (&date);
      g_assert_cmpstr (canonical, ==, text);
    }
  return 0;
}

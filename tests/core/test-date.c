/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates of three precisions, and calendar months with the clamp of A5. */

#include "lf-core.h"

static void
assert_parses (const char *text, const char *canonical)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  LfDate date;

  lf_date_parse (text, &date, &error);
  g_assert_no_error (error);
  found = lf_date_to_canonical (&date);
  g_assert_cmpstr (found, ==, canonical);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *canonical;
  } cases[] = {
    { "2023-02-05", "2023-02-05" },
    { "2023/2/5", "2023-02-05" },
    { "2023.2", "2023-02" },
    { "2023年2月5日", "2023-02-05" },
    { "2023年2月", "2023-02" },
    { "2023年", "2023" },
    { "2023", "2023" },
    { "2023-02", "2023-02" },
    { "２０２３－０２", "2023-02" },
    { "20230205", "2023-02-05" },
    { "202302", "2023-02" },
    { "2024-02-29", "2024-02-29" },
    { "5 Feb 2023", "2023-02-05" },
    { "Feb 2023", "2023-02" },
    { "2023-02-05 00:00:00", "2023-02-05" },
    { "2023年2月份", "2023-02" },
    { " 2023-2-5 ", "2023-02-05" },
    { "2023年12月31号", "2023-12-31" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_parses (cases[i].text, cases[i].canonical);
}

static void
test_refused (void)
{
  static const char *const cases[]
      = { "",         "2023-13-40", "2023-02-30",  "2023-00",   "1899",
          "2200",     "2023-2-5-1", "today",       "23-02-05",  "2023-02-05x",
          "20231301", "2023-02-00", "31 Feb 2023", "二〇二三年" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      LfDate date;

      g_assert_false (lf_date_parse (cases[i], &date, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

static void
test_canonical_is_strict (void)
{
  static const char *const cases[] = { "2023-2-5", "2023-02-5", "2023-02-30", "2023-",
                                       "2023-02-", "20230205",  "",           "2023-02-05 " };
  LfDate date;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (lf_date_from_canonical (cases[i], &date));
}

static void
assert_months (const char *from, int months, const char *expected)
{
  g_autofree char *found = NULL;
  LfDate date, sum;

  g_assert_true (lf_date_from_canonical (from, &date));
  sum = lf_date_add_months (&date, months);
  found = lf_date_to_canonical (&sum);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_a5_fuchun (void)
{
  assert_months ("2023-01-31", 1, "2023-02-28");
  assert_months ("2023-01-31", 3, "2023-04-30");
  assert_months ("2023-01-31", 6, "2023-07-31");
  assert_months ("2024-01-31", 1, "2024-02-29");
  assert_months ("2023-11-30", 3, "2024-02-29");
  assert_months ("2023-02", 11, "2024-01");
  assert_months ("2023-03-31", -1, "2023-02-28");
}

static void
test_a6_days_between (void)
{
  LfDate agreement = { 2023, 3, 1 }, start = { 2023, 5, 6 }, later;

  g_assert_cmpint (lf_date_days_between (&agreement, &start), ==, 66);
  later = lf_date_add_days (&agreement, 66);
  g_assert_cmpint (lf_date_compare (&later, &start), ==, 0);
  later = lf_date_add_days (&start, -66);
  g_assert_cmpint (lf_date_compare (&later, &agreement), ==, 0);
}

static void
test_format_parses_back (void)
{
  static const char *const cases[] = { "2023-02-05", "2023-12", "1999", "2024-02-29" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;
      LfDate date;

      g_assert_true (lf_date_from_canonical (cases[i], &date));
      shown = lf_date_format (&date);
      assert_parses (shown, cases[i]);
    }
}

static void
test_order (void)
{
  static const char *const order[]
      = { "2022-12-31", "2023", "2023-02", "2023-02-01", "2023-02-28", "2023-03" };

  for (guint i = 1; i < G_N_ELEMENTS (order); i++)
    {
      LfDate a, b;

      g_assert_true (lf_date_from_canonical (order[i - 1], &a));
      g_assert_true (lf_date_from_canonical (order[i], &b));
      g_assert_cmpint (lf_date_compare (&a, &b), <, 0);
      g_assert_cmpint (lf_date_compare (&b, &a), >, 0);
    }
}

/* Of this computer's day; minutes and hours have two digits. */
static void
test_moment (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2023, 2, 5, 14, 5, 59);
  g_autofree char *told = lf_date_format_moment (g_date_time_to_unix (time) * G_USEC_PER_SEC);
  g_autofree char *beyond = lf_date_format_moment (G_MAXINT64);

  g_assert_cmpstr (told, ==, "5 Feb 2023 14:05");
  g_assert_cmpstr (beyond, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/date/parse", test_parse);
  g_test_add_func ("/core/date/refused", test_refused);
  g_test_add_func ("/core/date/moment", test_moment);
  g_test_add_func ("/core/date/canonical-is-strict", test_canonical_is_strict);
  g_test_add_func ("/core/date/A5-fuchun", test_a5_fuchun);
  g_test_add_func ("/core/date/A6-days-between", test_a6_days_between);
  g_test_add_func ("/core/date/format-parses-back", test_format_parses_back);
  g_test_add_func ("/core/date/order", test_order);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days: weekends, holidays and the days worked in exchange (domain.md §7). */

#include "lf-core.h"

static void
test_days (void)
{
  static const struct
  {
    LfDate day;
    gboolean is_working;
  } cases[] = {
    { { 2023, 3, 17 }, TRUE },  /* a Friday */
    { { 2023, 3, 18 }, FALSE }, /* a Saturday */
    { { 2023, 3, 19 }, FALSE },
    { { 2023, 1, 20 }, TRUE },
    { { 2023, 1, 23 }, FALSE }, /* 春节, a Monday */
    { { 2023, 1, 28 }, TRUE },  /* a Saturday worked for it */
    { { 2023, 4, 23 }, TRUE },  /* a Sunday worked for 劳动节 */
    { { 2023, 5, 1 }, FALSE },
    { { 2023, 10, 7 }, TRUE },
    { { 2020, 3, 13 }, TRUE },
    { { 2020, 6, 28 }, TRUE }, /* a Sunday worked for 端午 */
    { { 2024, 2, 4 }, TRUE },
    { { 2017, 10, 2 }, TRUE }, /* nothing is known of 2017 but its weekends */
    { { 2017, 10, 1 }, FALSE },
    { { 1999, 12, 31 }, TRUE }, /* a Friday, before the reference */
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%d-%d-%d", cases[i].day.year, cases[i].day.month, cases[i].day.day);
      g_assert_cmpint (lf_calendar_is_working_day (calendar, &cases[i].day), ==,
                       cases[i].is_working);
    }
}

/* §7: the clocks of Quanzhou (3 and 7), Xuchang (15), Changchun (1), and I7's 2 working days */
static void
test_adding (void)
{
  static const struct
  {
    LfDate from;
    guint n;
    const char *to;
  } cases[] = {
    { { 2023, 3, 15 }, 2, "2023-03-17" },
    { { 2023, 3, 16 }, 2, "2023-03-20" }, /* over a weekend */
    { { 2023, 1, 19 }, 3, "2023-01-29" }, /* over 春节, with both days worked for it */
    { { 2023, 4, 21 }, 7, "2023-05-04" }, /* a Sunday counts, five days of 劳动节 do not */
    { { 2023, 4, 28 }, 1, "2023-05-04" },
    { { 2023, 9, 28 }, 15, "2023-10-25" },
    { { 2022, 12, 30 }, 1, "2023-01-03" }, /* over the turn of the year */
    { { 2023, 3, 17 }, 0, "2023-03-17" },
    { { 2023, 3, 18 }, 0, "2023-03-20" },
    { { 2023, 3, 0 }, 1, "2023-03-02" }, /* a month counts from its first day */
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfDate day = lf_calendar_add_working_days (calendar, &cases[i].from, cases[i].n);
      g_autofree char *text = lf_date_to_canonical (&day);

      g_assert_cmpstr (text, ==, cases[i].to);
      if (cases[i].n > 0)
        g_assert_cmpint (lf_calendar_count_working_days (calendar, &cases[i].from, &day), ==,
                         (int) cases[i].n);
    }
}

/* S0: broken off on 13 March in the evening, held on 18 March */
static void
test_counting (void)
{
  static const struct
  {
    LfDate from, to;
    int n;
  } cases[] = {
    { { 2020, 3, 13 }, { 2020, 3, 18 }, 3 },   { { 2020, 3, 18 }, { 2020, 3, 13 }, -3 },
    { { 2023, 3, 17 }, { 2023, 3, 17 }, 0 },   { { 2022, 12, 31 }, { 2023, 12, 31 }, 249 },
    { { 2023, 4, 28 }, { 2023, 5, 4 }, 1 },    { { 2023, 3, 18 }, { 2023, 3, 19 }, 0 },
    { { 2022, 12, 31 }, { 2023, 1, 31 }, 18 },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lf_calendar_count_working_days (calendar, &cases[i].from, &cases[i].to), ==,
                     cases[i].n);
}

/* Reckoned or looked at day by day it is the same, whichever day is the first and however many
 * follow. */
static void
test_counting_is_looking_at_each (void)
{
  static const LfDate saturday = { 2025, 8, 16 }, tuesday = { 2025, 8, 19 };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  lf_calendar_set_day (calendar, &saturday, TRUE);
  lf_calendar_set_day (calendar, &tuesday, FALSE);
  for (int start = 0; start < 40; start++)
    {
      const LfDate new_year = { 2025, 1, 1 };
      LfDate from = lf_date_add_days (&new_year, start * 9), to = from;

      for (int n = 0, days = 0; days < 420; days++)
        {
          g_assert_cmpint (lf_calendar_count_working_days (calendar, &from, &to), ==, n);
          g_assert_cmpint (lf_calendar_count_working_days (calendar, &to, &from), ==, -n);
          to = lf_date_add_days (&to, 1);
          n += lf_calendar_is_working_day (calendar, &to);
        }
    }
}

static void
test_every_year_has_its_holidays (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (int year = 2018; year <= 2026; year++)
    {
      LfDate first = { (gint16) (year - 1), 12, 31 }, last = { (gint16) year, 12, 31 };
      int n = lf_calendar_count_working_days (calendar, &first, &last);

      g_test_message ("%d: %d", year, n);
      g_assert_true (lf_calendar_knows_year (calendar, year));
      g_assert_cmpint (n, >=, 247);
      g_assert_cmpint (n, <=, 252);
    }
  g_assert_false (lf_calendar_knows_year (calendar, 2031));
}

static void
test_a_zone_has_the_last_word (void)
{
  static const LfDate friday = { 2031, 10, 3 }, saturday = { 2031, 10, 11 },
                      holiday = { 2023, 5, 1 };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  lf_calendar_set_day (calendar, &friday, FALSE);
  lf_calendar_set_day (calendar, &saturday, TRUE);
  lf_calendar_set_day (calendar, &holiday, TRUE);
  g_assert_false (lf_calendar_is_working_day (calendar, &friday));
  g_assert_true (lf_calendar_is_working_day (calendar, &saturday));
  g_assert_true (lf_calendar_is_working_day (calendar, &holiday));
  g_assert_true (lf_calendar_knows_year (calendar, 2031));
}

static void
take (LfCalendar *calendar, const char *day, const char *kind, gboolean is_deleted)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("calendar_day"), NULL);

  lf_record_set (record, "day", day);
  lf_record_set (record, "kind", kind);
  lf_record_set_stored (record, 1, 0, is_deleted, LF_RECORD_SYNCED);
  lf_calendar_take (calendar, record);
}

/* A later year comes as records; one taken back, or a month, says nothing of a day. */
static void
test_records (void)
{
  static const LfDate friday = { 2031, 10, 3 }, saturday = { 2031, 10, 11 },
                      monday = { 2031, 10, 6 }, first = { 2032, 1, 1 };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  take (calendar, "2031-10-03", "holiday", FALSE);
  take (calendar, "2031-10-11", "workday", FALSE);
  take (calendar, "2031-10-06", "holiday", TRUE);
  take (calendar, "2032-01", "holiday", FALSE);
  g_assert_false (lf_calendar_is_working_day (calendar, &friday));
  g_assert_true (lf_calendar_is_working_day (calendar, &saturday));
  g_assert_true (lf_calendar_is_working_day (calendar, &monday));
  g_assert_true (lf_calendar_is_working_day (calendar, &first));
  g_assert_true (lf_calendar_knows_year (calendar, 2031));
  g_assert_false (lf_calendar_knows_year (calendar, 2032));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar/days", test_days);
  g_test_add_func ("/core/calendar/adding", test_adding);
  g_test_add_func ("/core/calendar/counting", test_counting);
  g_test_add_func ("/core/calendar/counting-is-looking-at-each", test_counting_is_looking_at_each);
  g_test_add_func ("/core/calendar/every-year-has-its-holidays", test_every_year_has_its_holidays);
  g_test_add_func ("/core/calendar/a-zone-has-the-last-word", test_a_zone_has_the_last_word);
  g_test_add_func ("/core/calendar/records", test_records);
  return g_test_run ();
}

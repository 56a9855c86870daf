/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the morning brief comes, and when it does not. */

#include "lf-core.h"

#define AT(hour, minute) ((hour) *60 + (minute))
#define NEVER                                                                                      \
  {                                                                                                \
    0, 0, 0                                                                                        \
  }

static void
test_judge (void)
{
  static const struct
  {
    const char *why;
    LfBrief brief;
    LfDate today;
    int minute;
    LfBriefVerdict verdict;
  } cases[] = {
    { "switched off", { FALSE, AT (8, 30), NEVER }, { 2023, 3, 15 }, AT (9, 0), LF_BRIEF_OFF },
    { "early", { TRUE, AT (8, 30), NEVER }, { 2023, 3, 15 }, AT (8, 29), LF_BRIEF_EARLY },
    { "on time", { TRUE, AT (8, 30), NEVER }, { 2023, 3, 15 }, AT (8, 30), LF_BRIEF_DUE },
    { "slept", { TRUE, AT (8, 30), { 2023, 3, 14 } }, { 2023, 3, 15 }, AT (17, 5), LF_BRIEF_DUE },
    { "slept for days",
      { TRUE, AT (8, 30), { 2023, 3, 6 } },
      { 2023, 3, 15 },
      AT (9, 0),
      LF_BRIEF_DUE },
    { "twice", { TRUE, AT (8, 30), { 2023, 3, 15 } }, { 2023, 3, 15 }, AT (8, 31), LF_BRIEF_TOLD },
    { "told, then set to later",
      { TRUE, AT (20, 0), { 2023, 3, 15 } },
      { 2023, 3, 15 },
      AT (21, 0),
      LF_BRIEF_TOLD },
    { "past midnight",
      { TRUE, AT (8, 30), { 2023, 3, 15 } },
      { 2023, 3, 16 },
      AT (0, 0),
      LF_BRIEF_EARLY },
    { "at midnight", { TRUE, 0, { 2023, 3, 15 } }, { 2023, 3, 16 }, 0, LF_BRIEF_DUE },
    { "last minute", { TRUE, AT (23, 59), NEVER }, { 2023, 3, 15 }, AT (23, 59), LF_BRIEF_DUE },
    { "Saturday", { TRUE, AT (8, 30), NEVER }, { 2023, 3, 18 }, AT (9, 0), LF_BRIEF_DAY_OFF },
    { "Saturday, early", { TRUE, AT (8, 30), NEVER }, { 2023, 3, 18 }, AT (8, 0), LF_BRIEF_EARLY },
    { "Monday after",
      { TRUE, AT (8, 30), { 2023, 3, 18 } },
      { 2023, 3, 20 },
      AT (9, 0),
      LF_BRIEF_DUE },
    { "春节", { TRUE, AT (8, 30), NEVER }, { 2023, 1, 24 }, AT (9, 0), LF_BRIEF_DAY_OFF },
    { "a Saturday worked for it",
      { TRUE, AT (8, 30), NEVER },
      { 2023, 1, 28 },
      AT (9, 0),
      LF_BRIEF_DUE },
    { "a clock that was ahead",
      { TRUE, AT (8, 30), { 2027, 1, 1 } },
      { 2023, 3, 15 },
      AT (9, 0),
      LF_BRIEF_DUE },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].why);
      g_assert_cmpint (lf_brief_judge (&cases[i].brief, calendar, &cases[i].today, cases[i].minute),
                       ==, cases[i].verdict);
    }
}

/* Of the zone's own days the calendar knows; before it is read a day is not passed over. */
static void
test_calendar (void)
{
  const LfBrief brief = { TRUE, AT (8, 30), NEVER };
  const LfDate saturday = { 2023, 3, 18 };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  g_assert_cmpint (lf_brief_judge (&brief, NULL, &saturday, AT (9, 0)), ==, LF_BRIEF_DUE);
  lf_calendar_set_day (calendar, &saturday, /* is_working= */ TRUE);
  g_assert_cmpint (lf_brief_judge (&brief, calendar, &saturday, AT (9, 0)), ==, LF_BRIEF_DUE);
}

/* Switched on in the afternoon it does not come at once, and the next morning it does. */
static void
test_pass_over (void)
{
  const LfDate today = { 2023, 3, 15 }, tomorrow = { 2023, 3, 16 };
  LfBrief late = { TRUE, AT (8, 30), NEVER }, early = late;

  lf_brief_pass_over (&late, &today, AT (15, 0));
  g_assert_cmpint (lf_brief_judge (&late, NULL, &today, AT (15, 0)), ==, LF_BRIEF_TOLD);
  g_assert_cmpint (lf_brief_judge (&late, NULL, &tomorrow, AT (8, 30)), ==, LF_BRIEF_DUE);
  lf_brief_pass_over (&early, &today, AT (7, 0));
  g_assert_cmpint (lf_brief_judge (&early, NULL, &today, AT (8, 30)), ==, LF_BRIEF_DUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/brief/judge", test_judge);
  g_test_add_func ("/core/brief/calendar", test_calendar);
  g_test_add_func ("/core/brief/pass-over", test_pass_over);
  return g_test_run ();
}

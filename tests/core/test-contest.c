/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flags and snails (domain.md V5, V6): half months, thresholds, awards, and a slow second judge. */

#include "lf-core.h"

#include <math.h>

static void
test_half_months (void)
{
  static const struct
  {
    LfDate day, first, last, before_first, over_last;
  } cases[] = {
    { { 2026, 3, 1 }, { 2026, 3, 1 }, { 2026, 3, 15 }, { 2026, 2, 16 }, { 2026, 2, 28 } },
    { { 2026, 3, 15 }, { 2026, 3, 1 }, { 2026, 3, 15 }, { 2026, 2, 16 }, { 2026, 2, 28 } },
    { { 2026, 3, 16 }, { 2026, 3, 16 }, { 2026, 3, 31 }, { 2026, 3, 1 }, { 2026, 3, 15 } },
    { { 2028, 2, 29 }, { 2028, 2, 16 }, { 2028, 2, 29 }, { 2028, 2, 1 }, { 2028, 2, 15 } },
    { { 2026, 1, 7 }, { 2026, 1, 1 }, { 2026, 1, 15 }, { 2025, 12, 16 }, { 2025, 12, 31 } },
    { { 2026, 4, 0 }, { 2026, 4, 16 }, { 2026, 4, 30 }, { 2026, 4, 1 }, { 2026, 4, 15 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfHalfMonth half = lf_half_month_of (&cases[i].day);
      LfHalfMonth before = lf_half_month_before (&half);
      LfHalfMonth over = lf_half_month_over (&half.first);

      g_test_message ("case %u", i);
      g_assert_cmpint (lf_date_compare (&half.first, &cases[i].first), ==, 0);
      g_assert_cmpint (lf_date_compare (&half.last, &cases[i].last), ==, 0);
      g_assert_cmpint (lf_date_compare (&before.first, &cases[i].before_first), ==, 0);
      g_assert_cmpint (lf_date_compare (&over.last, &cases[i].over_last), ==, 0);
    }
}

static void
test_thresholds (void)
{
  static const struct
  {
    const char *ahead, *yellow, *snail;
    double lead;
    LfFlag flag;
  } cases[] = {
    { NULL, NULL, NULL, 5, LF_FLAG_RED },
    { NULL, NULL, NULL, 4.9, LF_FLAG_BLUE },
    { NULL, NULL, NULL, 4.96, LF_FLAG_RED }, /* shown as 5.0 */
    { NULL, NULL, NULL, 0, LF_FLAG_BLUE },
    { NULL, NULL, NULL, -9.9, LF_FLAG_BLUE },
    { NULL, NULL, NULL, -10, LF_FLAG_YELLOW },
    { NULL, NULL, NULL, -29.9, LF_FLAG_YELLOW },
    { NULL, NULL, NULL, -30, LF_FLAG_SNAIL },
    { NULL, NULL, NULL, -100, LF_FLAG_SNAIL },
    { "20", "5", "8", 19, LF_FLAG_BLUE },
    { "20", "5", "8", 20, LF_FLAG_RED },
    { "20", "5", "8", -5, LF_FLAG_YELLOW },
    { "20", "5", "8", -8, LF_FLAG_SNAIL },
    { "0", NULL, NULL, 0, LF_FLAG_RED },
    { NULL, "40", "30", -35, LF_FLAG_SNAIL }, /* the worse goes first */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) contest = lf_record_new (lf_schema_find ("contest"), NULL);
      g_autoptr (LfRulebook) book = lf_rulebook_new ();
      const LfDate on = { 2026, 6, 30 };
      LfFlagRule rule;

      lf_record_set (contest, "ahead_percent", cases[i].ahead);
      lf_record_set (contest, "yellow_percent", cases[i].yellow);
      lf_record_set (contest, "behind_percent", cases[i].snail);
      rule = lf_flag_rule (book, contest, NULL, &on);
      g_test_message ("case %u", i);
      g_assert_cmpint (lf_flag_judge (&rule, cases[i].lead), ==, cases[i].flag);
    }
}

/* ---- Thresholds of the rulebook ---- */

/* The zone's from March, the harbour's from May; a contest's own go first. */
static LfRulebook *
make_book (void)
{
  static const char *const rules[][4] = {
    { "flag_red_points", NULL, "8", "2026-03-01" },
    { "flag_red_points", "harbour", "12", "2026-05-16" },
    { "flag_yellow_points", NULL, "15", "2026-03-16" },
    { "flag_snail_points", "harbour", "20", "2026-05-01" },
    { "flag_snail_points", NULL, "40", "2026-06" },
  };
  LfRulebook *book = lf_rulebook_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (LfRecord) rule = lf_record_new (lf_schema_find ("rule"), NULL);

      lf_record_set (rule, "rule", rules[i][0]);
      lf_record_set (rule, "park", rules[i][1]);
      lf_record_set (rule, "value", rules[i][2]);
      lf_record_set (rule, "valid_from", rules[i][3]);
      lf_rulebook_take (book, rule);
    }
  return book;
}

static void
test_rulebook (void)
{
  static const struct
  {
    LfDate on;
    const char *park, *own; /* the contest's own for a red flag */
    double ahead, yellow, snail;
  } cases[] = {
    { { 2026, 2, 28 }, NULL, NULL, 5, 10, 30 }, /* the presets */
    { { 2026, 3, 15 }, NULL, NULL, 8, 10, 30 },
    { { 2026, 3, 31 }, NULL, NULL, 8, 15, 30 },
    { { 2026, 3, 31 }, "harbour", NULL, 8, 15, 30 },
    { { 2026, 5, 15 }, "harbour", NULL, 8, 15, 20 },
    { { 2026, 5, 31 }, "harbour", NULL, 12, 15, 20 },
    { { 2026, 5, 31 }, "south", NULL, 8, 15, 30 },
    { { 2026, 6, 15 }, "south", NULL, 8, 15, 40 },
    { { 2026, 6, 15 }, "harbour", NULL, 12, 15, 20 }, /* its own stay */
    { { 2026, 6, 15 }, "harbour", "3", 3, 15, 20 },   /* the contest goes first */
    { { 2026, 2, 28 }, NULL, "0", 0, 10, 30 },
  };
  g_autoptr (LfRulebook) book = make_book ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) contest = lf_record_new (lf_schema_find ("contest"), NULL);
      LfFlagRule rule;

      lf_record_set (contest, "ahead_percent", cases[i].own);
      rule = lf_flag_rule (book, contest, cases[i].park, &cases[i].on);
      g_test_message ("case %u", i);
      g_assert_cmpfloat (rule.ahead, ==, cases[i].ahead);
      g_assert_cmpfloat (rule.yellow, ==, cases[i].yellow);
      g_assert_cmpfloat (rule.snail, ==, cases[i].snail);
    }
}

/* ---- A second judge, as one would do it with a pencil ---- */

typedef struct
{
  int month, day; /* the day the report stands for, of 2026; month 0: none */
  int percent;    /* of investment; the others are not reported */
} Site;

static const int month_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

/* Half months of the year that are over, 24 to a year. */
static int
halves_over (int month, int day)
{
  int n = 0;

  for (int m = 1; m <= 12; m++)
    for (int d = 1; d <= month_days[m - 1]; d++)
      if ((m < month || (m == month && d <= day)) && (d == 15 || d == month_days[m - 1]))
        n++;
  return n;
}

static LfFlag
judge_by_pencil (const Site *site, int month, int day)
{
  int asked_month = day == month_days[month - 1] ? month : month - 1;
  int asked_day = asked_month == 0 ? 0 : month_days[asked_month - 1];
  int by_month = site->month, by_day = site->day;
  int percent = site->month == 0 ? 0 : site->percent;
  long tenths;

  if (by_month < asked_month || (by_month == asked_month && by_day < asked_day))
    {
      by_month = asked_month;
      by_day = asked_day;
    }
  tenths
      = lround ((percent - (by_month == 0 ? 0 : halves_over (by_month, by_day)) * 100.0 / 24) * 10);
  if (tenths <= -300)
    return LF_FLAG_SNAIL;
  if (tenths <= -100)
    return LF_FLAG_YELLOW;
  return tenths >= 50 ? LF_FLAG_RED : LF_FLAG_BLUE;
}

static void
test_second_judge (void)
{
  guint n = g_test_slow () ? 100000 : 5000;
  g_autoptr (LfRulebook) book = lf_rulebook_new ();
  const LfDate end = { 2026, 12, 31 };
  const LfFlagRule rule = lf_flag_rule (book, NULL, NULL, &end);
  guint seen[LF_N_FLAGS] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      int month = g_test_rand_int_range (1, 13);
      int day = g_test_rand_bit () ? 15 : month_days[month - 1];
      const LfDate on = { 2026, (gint8) month, (gint8) day };
      Site site = { .month = g_test_rand_int_range (0, month + 1),
                    .percent = g_test_rand_int_range (0, 130) };
      g_autoptr (LfRecord) report = NULL;
      LfFlag flag;

      if (site.month != 0)
        {
          int most = site.month == month ? day : month_days[site.month - 1];
          g_autofree char *period = NULL;
          g_autofree char *percent = g_strdup_printf ("%d", site.percent);

          site.day = g_test_rand_int_range (1, most + 1);
          period = g_strdup_printf ("2026-%02d-%02d", site.month, site.day);
          report = lf_record_new (lf_schema_find ("progress"), NULL);
          lf_record_set (report, "period", period);
          lf_record_set (report, "investment_percent", percent);
        }
      flag = lf_flag_judge (&rule, lf_progress_read (report, &on).lead);
      seen[flag]++;
      if (flag != judge_by_pencil (&site, month, day))
        g_error ("on %d-%d: report of %d-%d with %d %%: %s", month, day, site.month, site.day,
                 site.percent, lf_flag_key (flag));
    }
  for (guint i = 0; i < LF_N_FLAGS; i++)
    g_assert_cmpuint (seen[i], >, 0);
}

/* ---- Awards ---- */

static LfRecord *
make (const char *entity, const char *id, const char *field, const char *value)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), id);

  lf_record_set (record, field, value);
  return record;
}

static LfRecord *
award_of (const char *percent, const LfDate *day)
{
  g_autoptr (LfRecord) contest
      = make ("contest", "00000000-0000-8000-8000-000000000001", "name", "形象竞赛");
  g_autoptr (LfRecord) project
      = make ("project", "00000000-0000-8000-8000-000000000002", "name", "轻量化部件");
  g_autoptr (LfRecord) report = make ("progress", NULL, "investment_percent", percent);
  g_autoptr (LfRulebook) book = lf_rulebook_new ();
  LfHalfMonth half = lf_half_month_of (day);

  lf_record_set (report, "period", "2026-06");
  return lf_contest_award (book, contest, project, report, &half);
}

static void
test_award (void)
{
  static const struct
  {
    const char *percent, *flag, *lead, *follow_up;
  } cases[] = {
    { "62.5", "red", "12.5", "commendation" },
    { "50", "blue", "0", "none" },
    { "40", "yellow", "-10", "none" },
    { "12", "snail", "-38", "interview" },
  };
  const LfDate day = { 2026, 6, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) award = award_of (cases[i].percent, &day);
      g_autoptr (GPtrArray) problems = lf_rules_check (NULL, award, /* undoing= */ FALSE);
      g_autofree char *text = lf_award_text (award);

      g_test_message ("case %u", i);
      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (lf_record_get (award, "flag"), ==, cases[i].flag);
      g_assert_cmpstr (lf_record_get (award, "lead_percent"), ==, cases[i].lead);
      g_assert_cmpstr (lf_record_get (award, "follow_up"), ==, cases[i].follow_up);
      g_assert_cmpstr (lf_record_get (award, "period"), ==, "2026-06-30");
      g_assert_cmpint (text != NULL, ==, !g_str_equal (cases[i].follow_up, "none"));
    }
}

/* Two who judge the same half month make one award; another half month is another. */
static void
test_award_is_one (void)
{
  const LfDate day = { 2026, 6, 30 }, same = { 2026, 6, 17 }, other = { 2026, 6, 15 };
  g_autoptr (LfRecord) award = award_of ("50", &day);
  g_autoptr (LfRecord) again = award_of ("12", &same);
  g_autoptr (LfRecord) another = award_of ("50", &other);

  g_assert_cmpstr (lf_record_id (award), ==, lf_record_id (again));
  g_assert_cmpstr (lf_record_id (award), !=, lf_record_id (another));
}

/* V6 */
static void
test_follow_up (void)
{
  const LfDate day = { 2026, 6, 30 }, today = { 2026, 7, 3 };
  g_autoptr (LfRecord) snail = award_of ("12", &day);
  g_autoptr (LfRecord) blue = award_of ("50", &day);
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) silent = NULL;

  g_assert_false (lf_award_is_followed_up (snail));
  change = lf_award_record_follow_up (snail, "约谈项目负责人，月底前补齐施工许可", &today, NULL);
  g_assert_nonnull (change);
  g_assert_cmpuint (((LfOp *) change->ops->pdata[0])->edits->len, ==, 2);
  g_assert_null (lf_award_record_follow_up (blue, "x", &today, &none));
  g_assert_error (none, LF_ERROR, LF_ERROR_INVALID);
  g_assert_null (lf_award_record_follow_up (snail, NULL, &today, &silent));
  g_assert_error (silent, LF_ERROR, LF_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contest/V5-half-months", test_half_months);
  g_test_add_func ("/contest/V5-thresholds", test_thresholds);
  g_test_add_func ("/contest/V5-second-judge", test_second_judge);
  g_test_add_func ("/contest/V5-thresholds-of-the-rulebook", test_rulebook);
  g_test_add_func ("/contest/V5-award", test_award);
  g_test_add_func ("/contest/V5-award-is-one", test_award_is_one);
  g_test_add_func ("/contest/V6-follow-up", test_follow_up);
  return g_test_run ();
}

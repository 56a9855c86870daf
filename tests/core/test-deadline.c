/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks from the decision meeting to production and those of the law: A5 and A6 as printed,
 * tables of cases, and the plain implementation over random histories. */

#include "config.h"

#include "slow-clocks.h"

#include <string.h>

#define N_HISTORIES 8000

/* ---- One project on one day ---- */

typedef struct
{
  LfRulebook *book;
  LfCalendar *calendar;
  LfRecord *project;
} Fixture;

static void
fixture_set_up (Fixture *self, gconstpointer unused)
{
  self->book = lf_rulebook_new ();
  self->calendar = lf_calendar_new ();
}

static void
fixture_tear_down (Fixture *self, gconstpointer unused)
{
  lf_rulebook_free (self->book);
  lf_calendar_free (self->calendar);
}

static LfBasis
basis_on (Fixture *self, const char *today)
{
  LfBasis basis = { self->book, self->calendar, { 0 } };

  g_assert_true (lf_date_from_canonical (today, &basis.today));
  return basis;
}

/* "stage=signed approved_date=2023-01-31" */
static LfRecord *
record_of (const char *entity, const char *fields)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_auto (GStrv) words = g_strsplit (fields, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      if (pair[0] != NULL && pair[1] != NULL)
        lf_record_set (record, pair[0], pair[1]);
    }
  return record;
}

typedef struct
{
  const char *project, *today;
  LfLeg leg;
  const char *sentence;
} LegCase;

static void
check_legs (Fixture *self, const LegCase *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) project = record_of ("project", cases[i].project);
      const LfBasis basis = basis_on (self, cases[i].today);
      const LfDeadline deadline = lf_leg_judge (&basis, cases[i].leg, project);
      g_autofree char *sentence = lf_deadline_tell (&deadline);

      g_test_message ("%u: %s on %s", i, cases[i].project, cases[i].today);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* The article's meeting of 31 January: counted from the meeting, not from clamped dates. */
static void
test_a5 (Fixture *self, gconstpointer unused)
{
#define MET "stage=approved approved_date=2023-01-31"
  static const LegCase cases[] = {
    { MET, "2023-01-31", LF_LEG_SIGN, "Signing by 28 Feb 2023, 28 days left" },
    { MET, "2023-01-31", LF_LEG_LAND, "Land by 30 Apr 2023, 89 days left" },
    { MET, "2023-01-31", LF_LEG_START, "Start by 31 Jul 2023, 181 days left" },
    { MET, "2023-01-31", LF_LEG_TOTAL,
      "Start, counted from the meeting by 31 Jul 2023, 181 days left" },
    { MET, "2023-02-27", LF_LEG_SIGN, "Signing by 28 Feb 2023, 1 day left" },
    { MET, "2023-02-28", LF_LEG_SIGN, "Signing by 28 Feb 2023, today" },
    { MET, "2023-03-05", LF_LEG_SIGN, "Signing by 28 Feb 2023, 5 days late" },
    { MET, "2023-04-18", LF_LEG_LAND, "Land by 30 Apr 2023, 12 days left" },
    { MET, "2023-05-01", LF_LEG_LAND, "Land by 30 Apr 2023, 1 day late" },
    /* each actual date restarts what follows */
    { "stage=signed approved_date=2023-01-31 signed_date=2023-02-15", "2023-02-20", LF_LEG_SIGN,
      "Signing on 15 Feb 2023, in time: due by 28 Feb 2023" },
    { "stage=signed approved_date=2023-01-31 signed_date=2023-02-15", "2023-02-20", LF_LEG_LAND,
      "Land by 15 Apr 2023, 54 days left" },
    { "stage=signed approved_date=2023-01-31 signed_date=2023-02-15", "2023-02-20", LF_LEG_START,
      "Start by 15 Jul 2023, 145 days left" },
    { "stage=signed approved_date=2023-01-31 signed_date=2023-03-03", "2023-03-04", LF_LEG_SIGN,
      "Signing on 3 Mar 2023, 3 days late: due by 28 Feb 2023" },
    { "stage=completed completed_date=2023-01-31", "2023-02-01", LF_LEG_PRODUCTION,
      "Production by 28 Feb 2023, 27 days left" },
    { "stage=started approved_date=2023-01-31 signed_date=2023-02-15 land_date=2023-04-10 "
      "started_date=2023-08-02",
      "2023-08-03", LF_LEG_TOTAL,
      "Start, counted from the meeting on 2 Aug 2023, 2 days late: due by 31 Jul 2023" },
  };
#undef MET

  check_legs (self, cases, G_N_ELEMENTS (cases));
}

static void
test_odd_dates (Fixture *self, gconstpointer unused)
{
  static const LegCase cases[] = {
    /* leap days and ends of months */
    { "stage=signed signed_date=2023-12-31", "2024-01-01", LF_LEG_LAND,
      "Land by 29 Feb 2024, 59 days left" },
    { "stage=signed signed_date=2022-12-30", "2023-01-01", LF_LEG_LAND,
      "Land by 28 Feb 2023, 58 days left" },
    { "stage=land land_date=2024-02-29", "2024-03-01", LF_LEG_START,
      "Start by 29 May 2024, 89 days left" },
    /* a month or a year: the best for the project */
    { "stage=signed signed_date=2023-02", "2023-03-01", LF_LEG_LAND,
      "Land by 30 Apr 2023, 60 days left" },
    { "stage=signed signed_date=2023", "2024-02-20", LF_LEG_LAND,
      "Land by 29 Feb 2024, 9 days left" },
    { "stage=land signed_date=2023-02-15 land_date=2023-04", "2023-05-01", LF_LEG_LAND,
      "Land on Apr 2023, in time: due by 15 Apr 2023" },
    /* what is dated later has not happened yet, nor what the stage has not come to */
    { "stage=land signed_date=2023-02-15 land_date=2023-04-10", "2023-04-09", LF_LEG_LAND, "" },
    { "stage=signed signed_date=2023-06-01 land_date=2023-04-10", "2023-06-02", LF_LEG_LAND,
      "Land by 1 Aug 2023, 60 days left" }, /* moved back, or revived */
    /* a milestone that nobody dated runs no clock, and the chain goes on without it */
    { "stage=land approved_date=2023-01-31 land_date=2023-03-01", "2023-03-02", LF_LEG_SIGN, "" },
    { "stage=land approved_date=2023-01-31 land_date=2023-03-01", "2023-03-02", LF_LEG_LAND,
      "Land on 1 Mar 2023, in time: due by 30 Apr 2023" },
    { "stage=signed", "2023-03-02", LF_LEG_LAND, "" },
    { "stage=negotiation approved_date=2023-01-31", "2023-03-02", LF_LEG_SIGN, "" },
    /* who has stopped is not late */
    { "stage=suspended signed_date=2023-02-15", "2024-01-01", LF_LEG_LAND, "" },
    { "stage=dropped signed_date=2023-02-15 land_date=2023-03-01", "2024-01-01", LF_LEG_LAND,
      "Land on 1 Mar 2023, in time: due by 15 Apr 2023" },
  };

  check_legs (self, cases, G_N_ELEMENTS (cases));
}

/* The number that was in force when the clock began, in the park where the project is. */
static void
test_rules (Fixture *self, gconstpointer unused)
{
  static const char *const rules[]
      = { "rule=land_months value=4 valid_from=2023-03-01",
          "rule=land_months value=6 valid_from=2023-03-01 park=harbour" };
  static const LegCase cases[] = {
    { "stage=signed signed_date=2023-02-28", "2023-03-05", LF_LEG_LAND,
      "Land by 28 Apr 2023, 54 days left" },
    { "stage=signed signed_date=2023-03-01", "2023-03-05", LF_LEG_LAND,
      "Land by 1 Jul 2023, 118 days left" },
    { "stage=signed signed_date=2023-03-01 park=harbour", "2023-03-05", LF_LEG_LAND,
      "Land by 1 Sep 2023, 180 days left" },
    { "stage=approved approved_date=2023-03-01 park=harbour", "2023-03-05", LF_LEG_TOTAL,
      "Start, counted from the meeting by 1 Jan 2024, 302 days left" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (LfRecord) rule = record_of ("rule", rules[i]);

      lf_rulebook_take (self->book, rule);
    }
  check_legs (self, cases, G_N_ELEMENTS (cases));
}

/* The clock that stands in lists. */
static void
test_current (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *project, *today;
    LfDeadlineState state;
    LfLeg leg;
  } cases[] = {
    { "stage=lead", "2023-02-01", LF_DEADLINE_NONE, 0 },
    { "stage=approved approved_date=2023-01-31", "2023-02-01", LF_DEADLINE_RUNNING, LF_LEG_SIGN },
    { "stage=approved approved_date=2023-01-31", "2023-02-14", LF_DEADLINE_WARNED, LF_LEG_SIGN },
    { "stage=approved approved_date=2023-01-31", "2023-03-01", LF_DEADLINE_LATE, LF_LEG_SIGN },
    { "stage=signed signed_date=2023-02-20", "2023-03-01", LF_DEADLINE_RUNNING, LF_LEG_LAND },
    { "stage=started land_date=2023-02-20 started_date=2023-03-01", "2023-12-01", LF_DEADLINE_MET,
      LF_LEG_START },
    { "stage=started land_date=2023-02-20 started_date=2023-06-01", "2023-12-01",
      LF_DEADLINE_MET_LATE, LF_LEG_START },
    { "stage=completed land_date=2023-02-20 started_date=2023-06-01 completed_date=2024-01-01",
      "2024-03-01", LF_DEADLINE_LATE, LF_LEG_PRODUCTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) project = record_of ("project", cases[i].project);
      const LfBasis basis = basis_on (self, cases[i].today);
      LfLeg leg = 0;
      g_auto (LfFacts) facts = lf_facts_of (project);

      g_test_message ("%u", i);
      g_assert_cmpint (lf_leg_judge_current (&basis, &facts, &leg).state, ==, cases[i].state);
      g_assert_cmpint (leg, ==, cases[i].leg);
    }
}

/* ---- The law ---- */

static const LfStatute *
find_statute (const char *key)
{
  guint n;

  lf_statutes (&n);
  for (guint i = 0; i < n; i++)
    if (strcmp (lf_statute_key (lf_statute_at (i)), key) == 0)
      return lf_statute_at (i);
  g_assert_not_reached ();
}

static void
test_law (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *key, *land, *project, *today, *sentence;
  } cases[] = {
    { "notice", "notice_date=2023-02-08", "stage=signed", "2023-02-10",
      "Listing after the notice not before 28 Feb 2023, in 18 days" },
    { "notice", "notice_date=2023-02-08", "stage=signed", "2023-02-28", "" },
    { "notice", "notice_date=2023-02-08 listing_date=2023-02-28", "stage=signed", "2023-03-28",
      "Listing after the notice on 28 Feb 2023, not before 28 Feb 2023" },
    { "notice", "notice_date=2023-02-08 listing_date=2023-02-27", "stage=signed", "2023-03-28",
      "Listing after the notice on 27 Feb 2023, 1 day too early: not before 28 Feb 2023" },
    { "listing", "listing_date=2023-03-01 listing_end_date=2023-03-10", "stage=signed",
      "2023-03-28", "End of the listing on 10 Mar 2023, 1 day too early: not before 11 Mar 2023" },
    /* over the Spring Festival, with the Saturday and the Sunday worked in exchange */
    { "result", "won_date=2023-01-18", "stage=signed", "2023-02-01",
      "Result of the sale published by 6 Feb 2023, 5 days left" },
    { "result", "won_date=2023-01-18 result_date=2023-02-07", "stage=signed", "2023-03-01",
      "Result of the sale published on 7 Feb 2023, 1 day late: due by 6 Feb 2023" },
    { "permit", "construction_permit_date=2023-03-31", "stage=land", "2023-05-01",
      "Start under the construction permit by 30 Jun 2023, 60 days left" },
    { "permit", "construction_permit_date=2023-03-31", "stage=land", "2023-07-01",
      "Start under the construction permit by 30 Jun 2023, 1 day late; after that the permit is "
      "void unless it is extended" },
    { "permit", "construction_permit_date=2023-03-31 permit_extensions=2", "stage=land",
      "2023-07-01", "Start under the construction permit by 31 Dec 2023, 183 days left" },
    { "permit", "construction_permit_date=2023-03-31 permit_extensions=5", "stage=land",
      "2023-07-01", "Start under the construction permit by 31 Dec 2023, 183 days left" },
    { "idle_fee", "agreed_start_date=2023-02-28", "stage=land", "2024-02-10",
      "Start before the land counts as idle by 28 Feb 2024, 18 days left; after that a fee of "
      "a fifth of the land price is due" },
    { "idle_fee", "agreed_start_date=2023-02-28", "stage=suspended", "2024-03-01",
      "Start before the land counts as idle by 28 Feb 2024, 2 days late; after that a fee of "
      "a fifth of the land price is due" },
    { "idle_fee", "agreed_start_date=2023-02-28", "stage=dropped", "2024-03-01", "" },
    { "idle_return", "agreed_start_date=2024-02-29", "stage=land", "2024-03-01",
      "Start before the land is taken back by 28 Feb 2026, 729 days left" },
    { "idle_fee", "agreed_start_date=2023-02-28", "stage=started", "2024-03-01", "" },
    { "statistics", "", "stage=started started_date=2023-05-31", "2023-06-29",
      "In the statistics after the start by 30 Jun 2023, 1 day left" },
    { "statistics_late", "", "stage=started started_date=2023-05-31 listed_date=2023-08-01",
      "2023-09-01",
      "In the statistics at the latest on 1 Aug 2023, 1 day late: due by 31 Jul 2023" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) project = record_of ("project", cases[i].project);
      g_autoptr (LfRecord) land = record_of ("land_case", cases[i].land);
      const LfBasis basis = basis_on (self, cases[i].today);
      const LfDeadline deadline
          = lf_statute_judge (&basis, find_statute (cases[i].key), project, land);
      g_autofree char *sentence = lf_deadline_tell (&deadline);

      g_test_message ("%u: %s", i, cases[i].key);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* ---- How long legs took ---- */

static void
test_a6 (void)
{
  static const LfDate today = { 2023, 12, 31 };
  static const int samples[][6] = { { 66 }, { 80, 82, 84 }, { 81, 82 }, { 10, 300, 20, 30 } };
  static const LfLegFigures expected[]
      = { { 1, 66, 66, 66 }, { 3, 82, 82, 80 }, { 2, 82, 82, 81 }, { 4, 25, 90, 10 } };
  g_autoptr (LfRecord) project
      = record_of ("project", "stage=started signed_date=2023-02-06 started_date=2023-04-13");
  g_autoptr (LfRecord) coarse
      = record_of ("project", "stage=started signed_date=2023-02 started_date=2023-04-13");
  int days = 0;

  g_assert_true (lf_leg_days (LF_LEG_SIGNED_TO_START, project, &today, &days));
  g_assert_cmpint (days, ==, 66);
  g_assert_false (lf_leg_days (LF_LEG_SIGNED_TO_START, coarse, &today, &days));
  g_assert_false (lf_leg_days (LF_LEG_LAND, project, &today, &days));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (int));
      LfLegFigures figures;

      g_array_append_vals (all, samples[i], expected[i].n);
      figures = lf_leg_figures (all);
      g_assert_cmpuint (figures.n, ==, expected[i].n);
      g_assert_cmpint (figures.median, ==, expected[i].median);
      g_assert_cmpint (figures.mean, ==, expected[i].mean);
      g_assert_cmpint (figures.best, ==, expected[i].best);
    }
}

/* ---- Random histories ---- */

static void
assert_same (const LfDeadline *deadline, const SlowDeadline *slow, const char *what)
{
  g_autofree char *sentence = lf_deadline_tell (deadline);

  if (deadline->state != slow->state || deadline->days != slow->days)
    g_test_message ("%s: %s", what, sentence);
  g_assert_cmpint (deadline->state, ==, slow->state);
  if (slow->state == LF_DEADLINE_NONE)
    return;
  g_assert_cmpint (deadline->days, ==, slow->days);
  g_assert_cmpint (lf_date_compare (&deadline->due, &slow->due), ==, 0);
}

static void
compare_one (GRand *rand, const LfCalendar *calendar)
{
  g_autoptr (LfRulebook) book = random_book (rand);
  g_autoptr (LfRecord) project = random_project (rand);
  g_autoptr (LfRecord) land = random_land (rand, project);
  const LfBasis basis = { book, calendar, random_day (rand) };
  guint n;

  for (guint leg = 0; leg < LF_N_LEGS; leg++)
    {
      const LfDeadline deadline = lf_leg_judge (&basis, (LfLeg) leg, project);
      const SlowDeadline slow = slow_leg (&basis, (LfLeg) leg, project);

      assert_same (&deadline, &slow, lf_leg_options[leg].key);
    }
  lf_statutes (&n);
  for (guint i = 0; i < n; i++)
    {
      const LfStatute *statute = lf_statute_at (i);
      const LfDeadline deadline = lf_statute_judge (&basis, statute, project, land);
      const SlowDeadline slow = slow_statute (&basis, lf_statute_key (statute), project, land);

      assert_same (&deadline, &slow, lf_statute_key (statute));
    }
}

static void
test_histories (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < (g_test_slow () ? 100000 : N_HISTORIES); i++)
    compare_one (rand, calendar);
}

int
main (int argc, char *argv[])
{
#define ADD(path, test)                                                                            \
  g_test_add ("/core/deadline/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("A5", test_a5);
  ADD ("C2-C6-odd-dates", test_odd_dates);
  ADD ("C2-C6-rules", test_rules);
  ADD ("C2-C6-current", test_current);
  ADD ("W5-W6-W21-W22-law", test_law);
  g_test_add_func ("/core/deadline/A6", test_a6);
  g_test_add_func ("/core/deadline/random-histories", test_histories);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* V3: what lights a lamp by the rules of Yinchuan (W6) and of Guiyang (W2), why, and since when;
 * and the plain implementation over random histories, walked day by day. */

#include "config.h"

#include "slow-clocks.h"

#include <string.h>

#define N_HISTORIES 2500
#define WALKED                                                                                     \
  50 /* one of so many is walked back day by day, the others are tried on some days                \
      */
#define DAYS_TRIED 10
#define DAYS_BACK 2000

typedef struct
{
  LfRulebook *book;
  LfCalendar *calendar;
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
  const char *project, *parts; /* "node name=施工 planned_date=2023-05|progress period=2023-05 …" */
  const char *today;
  const char *lamp, *since, *why; /* lamp, since: (nullable) */
} LampCase;

static void
check_case (Fixture *self, const LampCase *one)
{
  g_autoptr (LfRecord) project = record_of ("project", one->project);
  g_auto (LfFacts) facts = lf_facts_of (project);
  g_auto (LfLampFacts) lamp_facts = { &facts };
  g_auto (GStrv) parts = g_strsplit (one->parts, "|", -1);
  LfBasis basis = { self->book, self->calendar, { 0 } };
  LfLampVerdict verdict;
  g_autofree char *why = NULL;
  g_autofree char *since = NULL;

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_autofree char *entity = g_strndup (parts[i], strcspn (parts[i], " "));
      g_autoptr (LfRecord) part = record_of (entity, parts[i] + strlen (entity) + 1);

      lf_lamp_facts_take_record (&lamp_facts, part);
    }
  g_assert_true (lf_date_from_canonical (one->today, &basis.today));
  verdict = lf_lamp_judge (&basis, &lamp_facts);
  why = lf_lamp_tell (&verdict);
  since = verdict.since.year == 0 ? NULL : lf_date_to_canonical (&verdict.since);
  g_assert_cmpstr (lf_lamp_key (verdict.lamp), ==, one->lamp);
  g_assert_cmpstr (why, ==, one->why);
  g_assert_cmpstr (since, ==, one->since);
}

static void
check_cases (Fixture *self, const LampCase *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%u: %s, %s", i, cases[i].project, cases[i].today);
      check_case (self, &cases[i]);
    }
}

#define PLANNED "stage=land planned_start_date=2023-05-15"
#define STARTED "stage=started started_date=2023-03-31 listed_date=2023-04-10"

static void
test_start (Fixture *self, gconstpointer unused)
{
  static const LampCase cases[] = {
    { "stage=lead", "", "2023-05-01", NULL, NULL, "Nothing is planned that a lamp could go by." },
    { PLANNED, "", "2023-05-31", "green", NULL, "The start is planned for 15 May 2023." },
    { PLANNED, "", "2023-06-01", "yellow", "2023-06-01",
      "The start was planned for 15 May 2023 and is 1 month behind." },
    { PLANNED, "", "2023-07-31", "yellow", "2023-06-01",
      "The start was planned for 15 May 2023 and is 2 months behind." },
    { PLANNED, "", "2023-09-10", "red", "2023-08-01",
      "The start was planned for 15 May 2023 and is 4 months behind." },
    { "stage=land planned_start_date=2023", "", "2023-12-31", "green", NULL,
      "The start is planned for 2023." },
    { "stage=suspended planned_start_date=2023-05-15", "", "2023-09-10", NULL, NULL,
      "Nothing is planned that a lamp could go by." },
    { "stage=production planned_start_date=2023-05-15", "", "2023-09-10", NULL, NULL,
      "Nothing is planned that a lamp could go by." },
    { "stage=started planned_start_date=2023-05-15 started_date=2023-07-02", "", "2023-07-20",
      "green", "2023-07-02", "Started on 2 Jul 2023; the plan was 15 May 2023." },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_progress (Fixture *self, gconstpointer unused)
{
#define REPORT "progress period=2023-06 time_percent=50 "
  static const LampCase cases[] = {
    { STARTED, REPORT "work_percent=40.1 investment_percent=45", "2023-07-01", "green",
      "2023-03-31", "The progress reported for Jun 2023 keeps up with the time passed." },
    { STARTED, REPORT "work_percent=40 investment_percent=45", "2023-07-01", "yellow", "2023-06-01",
      "The progress reported for Jun 2023 is 10 points behind the time passed." },
    { STARTED, REPORT "work_percent=20", "2023-07-01", "yellow", "2023-06-01",
      "The progress reported for Jun 2023 is 30 points behind the time passed." },
    { STARTED, REPORT "work_percent=19.9", "2023-07-01", "red", "2023-06-01",
      "The progress reported for Jun 2023 is 30.1 points behind the time passed." },
    { STARTED, REPORT "work_percent=19.9", "2023-05-31", "green", "2023-03-31",
      "In the statistics since 10 Apr 2023." },
    { STARTED,
      REPORT "work_percent=19.9|progress period=2023-07 time_percent=60 work_percent=29|"
             "progress period=2023-05 time_percent=40 work_percent=29",
      "2023-08-01", "red", "2023-06-01",
      "The progress reported for Jul 2023 is 31 points behind the time passed." },
    { STARTED, "progress period=2023-06 work_percent=3", "2023-07-01", "green", "2023-03-31",
      "In the statistics since 10 Apr 2023." },
    { "stage=completed started_date=2023-03-31 listed_date=2023-04-10 completed_date=2023-06-20",
      REPORT "work_percent=1", "2023-07-01", "green", "2023-06-20",
      "In the statistics since 10 Apr 2023." },
  };
#undef REPORT

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_statistics (Fixture *self, gconstpointer unused)
{
#define MISSING "stage=started started_date=2023-01-31"
  static const LampCase cases[] = {
    { MISSING, "", "2023-02-28", "green", "2023-01-31",
      "Started on 31 Jan 2023; the statistics have time yet." },
    { MISSING, "", "2023-03-01", "yellow", "2023-03-01",
      "Started on 31 Jan 2023 and not in the statistics 1 month later." },
    { MISSING, "", "2023-03-31", "yellow", "2023-03-01",
      "Started on 31 Jan 2023 and not in the statistics 1 month later." },
    { MISSING, "", "2023-06-01", "red", "2023-04-01",
      "Started on 31 Jan 2023 and not in the statistics 2 months later." },
    { MISSING " listed_date=2023-05-30", "", "2023-06-01", "green", "2023-05-30",
      "In the statistics since 30 May 2023." },
  };

  check_cases (self, cases, G_N_ELEMENTS (cases));
}

static void
test_nodes (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) rule = record_of ("rule", "rule=lamp_preset value=2 valid_from=2020");
  static const LampCase cases[] = {
    { "stage=land", "", "2023-05-01", NULL, NULL, "Nothing is planned that a lamp could go by." },
    { "stage=land", "node name=工规 planned_date=2023-06-10", "2023-05-31", "green", NULL,
      "No node is overdue or blocked." },
    { "stage=land", "node name=工规 planned_date=2023-06-10", "2023-06-10", "blue", "2023-06-01",
      "The node “工规” is in process; it is planned for 10 Jun 2023." },
    { "stage=land", "node name=工规 planned_date=2023-06-10", "2023-06-12", "red", "2023-06-11",
      "The node “工规” was planned for 10 Jun 2023 and is not done." },
    { "stage=land", "node name=工规 planned_date=2023-06", "2023-06-30", "blue", "2023-06-01",
      "The node “工规” is in process; it is planned for Jun 2023." },
    { "stage=land", "node name=工规 planned_date=2023-06-10 actual_date=2023-06-20", "2023-06-30",
      "green", "2023-06-20", "No node is overdue or blocked." },
    { "stage=land", "node name=清表 planned_date=2023-09 blocker=坟墓", "2023-06-30", "red", NULL,
      "The node “清表” is blocked: 坟墓" },
    { "stage=signed signed_date=2023-01-31", "node name=工规 planned_date=2023-09", "2023-04-10",
      "red", "2023-04-01", "Land by 31 Mar 2023, 10 days late" },
  };

  lf_rulebook_take (self->book, rule);
  check_cases (self, cases, G_N_ELEMENTS (cases));
}

/* Month by month and quarter by quarter: as it stood on the last day of each. */
static void
test_periods (Fixture *self, gconstpointer unused)
{
  static const char *const months[] = { "green", "yellow", "yellow", "red" };
  g_autoptr (LfRecord) project = record_of ("project", PLANNED);
  g_auto (LfFacts) facts = lf_facts_of (project);
  g_auto (LfLampFacts) lamp_facts = { &facts };
  const LfDate second = lf_lamp_quarter_end (2023, 2), fourth = lf_lamp_quarter_end (2023, 4);

  for (gint8 i = 0; i < 4; i++)
    {
      const LfDate month = { 2023, (gint8) (5 + i), 0 };
      const LfBasis basis = { self->book, self->calendar, lf_date_last_day (&month) };

      g_assert_cmpstr (lf_lamp_key (lf_lamp_judge (&basis, &lamp_facts).lamp), ==, months[i]);
    }
  g_assert_cmpint (second.month * 100 + second.day, ==, 630);
  g_assert_cmpint (fourth.month * 100 + fourth.day, ==, 1231);
}

/* ---- Random histories ---- */

/* What is kept of a month tells the same. */
static void
compare_kept (const LfBasis *basis,
              const LfRecord *project,
              const LfFacts *facts,
              const LfLampVerdict *verdict)
{
  g_autoptr (LfRecord) kept
      = lf_lamp_month_record (project, &basis->today, verdict, lf_lamp_is_by_nodes (basis, facts));
  const LfLampVerdict read = lf_lamp_month_verdict (kept, &basis->today);
  g_autofree char *why = lf_lamp_tell (verdict);
  g_autofree char *since = lf_lamp_tell_since (verdict);
  g_autofree char *why_kept = lf_lamp_tell (&read);
  g_autofree char *since_kept = lf_lamp_tell_since (&read);

  g_assert_cmpint (read.lamp, ==, verdict->lamp);
  g_assert_cmpstr (why_kept, ==, why);
  g_assert_cmpstr (since_kept, ==, since);
}

static LfLamp
lamp_before (const LfBasis *basis, int days, const LfRecord *project, GPtrArray *parts)
{
  const LfBasis then = { basis->book, basis->calendar, lf_date_add_days (&basis->today, -days) };

  return slow_lamp (&then, &basis->today, project, parts);
}

static void
walk_back (const LfBasis *basis,
           const LfLampVerdict *verdict,
           const LfRecord *project,
           GPtrArray *parts)
{
  int n = 0;

  while (n < DAYS_BACK && lamp_before (basis, n, project, parts) == verdict->lamp)
    n++;
  if (n == DAYS_BACK)
    g_assert_cmpint (verdict->since.year, ==, 0);
  else
    {
      const LfDate since = lf_date_add_days (&basis->today, 1 - n);

      g_assert_cmpint (lf_date_compare (&since, &verdict->since), ==, 0);
    }
}

/* The same colour from that day on, and another one the day before. */
static void
try_days (GRand *rand,
          const LfBasis *basis,
          const LfLampVerdict *verdict,
          const LfRecord *project,
          GPtrArray *parts)
{
  int n = verdict->since.year == 0 ? DAYS_BACK
                                   : lf_date_days_between (&verdict->since, &basis->today);

  g_assert_cmpint (n, >=, 0);
  for (int i = 0; i < DAYS_TRIED; i++)
    g_assert_cmpint (lamp_before (basis, g_rand_int_range (rand, 0, n + 1), project, parts), ==,
                     verdict->lamp);
  g_assert_cmpint (lamp_before (basis, n, project, parts), ==, verdict->lamp);
  if (verdict->since.year != 0)
    g_assert_cmpint (lamp_before (basis, n + 1, project, parts), !=, verdict->lamp);
}

static void
compare_one (GRand *rand, const LfCalendar *calendar)
{
  g_autoptr (LfRulebook) book = random_book (rand);
  g_autoptr (LfRecord) project = random_project (rand);
  g_autoptr (GPtrArray) parts = random_parts (rand, project);
  g_auto (LfFacts) facts = lf_facts_of (project);
  g_auto (LfLampFacts) lamp_facts = { &facts };
  const LfDate today = random_day (rand);
  const LfBasis basis = { book, calendar, today };
  LfLampVerdict verdict;

  for (guint i = 0; i < parts->len; i++)
    lf_lamp_facts_take_record (&lamp_facts, parts->pdata[i]);
  verdict = lf_lamp_judge (&basis, &lamp_facts);
  g_assert_cmpint (verdict.lamp, ==, slow_lamp (&basis, &today, project, parts));
  if (verdict.lamp == LF_LAMP_NONE)
    return;
  if (basis.today.day == lf_date_month_end (&basis.today).day)
    compare_kept (&basis, project, &facts, &verdict);
  if (g_rand_int_range (rand, 0, WALKED) == 0)
    walk_back (&basis, &verdict, project, parts);
  else
    try_days (rand, &basis, &verdict, project, parts);
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
  g_test_add ("/core/lamp/" path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("V3-W6-start", test_start);
  ADD ("V3-W6-progress", test_progress);
  ADD ("V3-W6-statistics", test_statistics);
  ADD ("V3-W2-nodes", test_nodes);
  ADD ("V3-months-and-quarters", test_periods);
  g_test_add_func ("/core/lamp/random-histories", test_histories);
  return g_test_run ();
}

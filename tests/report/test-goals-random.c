/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals (domain.md K6, K7, O8, R1) counted from the records of random zones, against a second
 * implementation that goes through them one by one; and the reports of goals, which agree. */

#include "config.h"

#include "report-fixture.h"

#include "goal-zone.h"
#include "lf-store-goals.h"

#include <math.h>
#include <string.h>

#define N_GOALS 24
#define N_ZONES 4

static const LfDate today = { 2023, 9, 20 };

/* ---- Goals ---- */

typedef struct
{
  char *id;
  int of[N_UNITS];
  const char *indicator;
  gboolean is_money, is_growth;
  int target, least; /* yi, numbers or percent; @least 0: none */
  LfDate first, last;
} Goal;

/* clang-format off */
static const struct { const char *name; gboolean is_money, is_rate; } indicators[] = {
  { "signed_projects" }, { "signed_investment", TRUE }, { "top_500_projects" }, { "started_projects" },
  { "funds_in_place", TRUE }, { "foreign_capital", TRUE }, { "fixed_investment", TRUE }, { "visits" },
  { "closing_rate", FALSE, TRUE },
};
static const struct { LfDate first, last; } periods[] = {
  { { 2023, 1, 1 }, { 2023, 12, 31 } }, { { 2022, 1, 1 }, { 2022, 12, 31 } },
  { { 2023, 7, 1 }, { 2023, 12, 31 } }, { { 2024, 1, 1 }, { 2024, 12, 31 } },
};
/* clang-format on */

static void
set_target (LfRecord *record, const Goal *goal)
{
  g_autofree char *number = g_strdup_printf ("%d", goal->target);

  if (goal->is_growth)
    lf_record_set (record, "growth_percent", number);
  else if (goal->is_money)
    goal_zone_set_yi (record, "target_amount", goal->target, FALSE);
  else
    lf_record_set (record, "target_count", number);
}

static Goal
add_goal (Zone *self, guint i)
{
  const guint which = i % G_N_ELEMENTS (indicators), when = (guint) goal_zone_below (self, 8);
  LfRecord *record;
  Goal goal = { .of = { -1, -1, -1, -1 },
                .indicator = indicators[which].name,
                .is_money = indicators[which].is_money,
                .is_growth = !indicators[which].is_rate && goal_zone_below (self, 5) == 0,
                .target = 1 + goal_zone_below (self, indicators[which].is_rate ? 100 : 40),
                .least = goal_zone_below (self, 3) == 0 ? 10 : 0,
                .first = periods[when % G_N_ELEMENTS (periods)].first,
                .last = periods[when % G_N_ELEMENTS (periods)].last };

  for (guint unit = 0; unit < N_UNITS; unit++)
    if (goal_zone_below (self, 3) == 0)
      goal.of[unit] = goal_zone_below (self, N_EACH);
  goal.id = goal_zone_create (self, "goal", "name", "目标", &record);
  lf_record_set (record, "indicator", goal.indicator);
  goal_zone_set_units (self, record, goal.of, "account");
  goal_zone_set_day (record, "start_date", &goal.first);
  goal_zone_set_day (record, "end_date", &goal.last);
  if (goal.least > 0)
    goal_zone_set_yi (record, "least_investment", goal.least, FALSE);
  set_target (record, &goal);
  lf_change_create (self->change, record);
  lf_record_unref (record);
  return goal;
}

/* ---- The second implementation ---- */

typedef struct
{
  gint64 n;
  double value; /* NaN: nothing tells of it */
} Slow;

static gboolean
is_within (const Goal *goal, const LfDate *day, int years_back)
{
  LfDate shifted = *day;

  shifted.year = (gint16) (shifted.year + years_back);
  return lf_date_compare (&shifted, &goal->first) >= 0
         && lf_date_compare (&shifted, &goal->last) <= 0
         && (years_back > 0 || lf_date_compare (day, &today) <= 0);
}

static gboolean
is_in_unit (const Goal *goal, guint unit, int of)
{
  return goal->of[unit] < 0 || goal->of[unit] == of
         || (unit == PARK && goal->of[unit] == 0 && of == N_EACH - 1);
}

static gboolean
is_in_units (const Goal *goal, const Project *project)
{
  for (guint unit = 0; unit < N_UNITS; unit++)
    if (!is_in_unit (goal, unit, project->of[unit]))
      return FALSE;
  return TRUE;
}

static gboolean
is_large (const Goal *goal, const Project *project)
{
  return goal->least == 0 || (!project->is_usd && project->yi >= goal->least);
}

static Slow
count_projects_of (const Zone *self, const Goal *goal, int years_back)
{
  gboolean is_started = strcmp (goal->indicator, "started_projects") == 0;
  Slow slow = { 0 };

  for (guint i = 0; i < N_PROJECTS; i++)
    {
      const Project *project = &self->projects[i];

      if (project->is_dropped || !is_in_units (goal, project) || !is_large (goal, project)
          || !is_within (goal, is_started ? &project->started_on : &project->signed_on, years_back)
          || (!is_started && project->is_framework)
          || (!is_started && !goal->is_money && project->is_part)
          || (strcmp (goal->indicator, "top_500_projects") == 0 && !project->is_top))
        continue;
      slow.n++;
      slow.value += !goal->is_money ? 1 : project->is_usd ? 0 : (double) (project->yi * YI);
    }
  return slow;
}

static gboolean
counts (const Goal *goal, guint kind, const Event *event)
{
  if (kind == VISIT)
    {
      gboolean is_account = goal->of[ACCOUNT] < 0, is_team = goal->of[TEAM] < 0;

      for (guint i = 0; i < 2; i++)
        {
          is_account = is_account || event->visitors[i] == goal->of[ACCOUNT];
          is_team = is_team || event->visitors[i] == goal->of[TEAM];
        }
      return is_account && is_team && is_in_unit (goal, PARK, event->project->of[PARK])
             && is_in_unit (goal, INDUSTRY, event->project->of[INDUSTRY]);
    }
  return is_in_units (goal, event->project) && is_large (goal, event->project)
         && (kind == REPORT ? !event->project->is_dropped : !event->is_out)
         && (strcmp (goal->indicator, "foreign_capital") != 0 || event->is_foreign);
}

static Slow
count_events (const Zone *self, const Goal *goal, guint kind, int years_back)
{
  Slow slow = { 0 };
  gint64 closed = 0;

  for (guint i = 0; i < N_EVENTS; i++)
    {
      const Event *event = &self->events[kind][i];

      if (!is_within (goal, &event->day, years_back) || !counts (goal, kind, event))
        continue;
      slow.n++;
      closed += event->is_closed;
      slow.value += kind == VISIT ? 1 : event->is_usd ? 0 : (double) (event->yi * YI);
    }
  if (kind == PROBLEM)
    slow.value = slow.n == 0 ? NAN : 100.0 * (double) closed / (double) slow.n;
  return slow;
}

static Slow
count_slowly (const Zone *self, const Goal *goal, int years_back)
{
  static const char *const names[]
      = { "funds_in_place", "foreign_capital", "fixed_investment", "visits", "closing_rate" };
  static const guint kinds[] = { ARRIVAL, ARRIVAL, REPORT, VISIT, PROBLEM };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (goal->indicator, names[i]) == 0)
      return count_events (self, goal, kinds[i], years_back);
  return count_projects_of (self, goal, years_back);
}

/* R1, by counting half months: from the 15th on half of one is over. */
static double
slow_time (const Goal *goal)
{
  int halves = 2 * (goal->last.month - goal->first.month + 1);
  int gone = 2 * ((today.year - goal->first.year) * 12 + today.month - goal->first.month) + 1;

  return gone <= 0 ? 0 : gone >= halves ? 1 : (double) gone / halves;
}

static double
slow_target (const Zone *self, const Goal *goal)
{
  double base;

  if (!goal->is_growth)
    return goal->is_money ? (double) (goal->target * YI) : goal->target;
  base = count_slowly (self, goal, 1).value;
  return !(base > 0) ? NAN : base * (100 + goal->target) / 100;
}

static LfGoalCourse
slow_course (const Goal *goal, double reached, double target)
{
  gboolean is_over = goal->last.year < today.year;
  gboolean is_rate = strcmp (goal->indicator, "closing_rate") == 0;

  if (isnan (reached) || isnan (target))
    return LF_GOAL_UNKNOWN;
  if (is_over || (!is_rate && reached >= target))
    return reached >= target ? LF_GOAL_REACHED : LF_GOAL_LATE;
  if (goal->first.year > today.year)
    return LF_GOAL_TO_COME;
  return reached >= target * (is_rate ? 1 : slow_time (goal)) ? LF_GOAL_ON_COURSE : LF_GOAL_BEHIND;
}

static const LfGoalReading *
find_reading (GPtrArray *readings, const char *id)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const LfGoalReading *reading = readings->pdata[i];

      if (g_str_equal (lf_record_id (reading->record), id))
        return reading;
    }
  g_assert_not_reached ();
}

static void
assert_goal (const Zone *self, const Goal *goal, const LfGoalReading *reading)
{
  const Slow slow = count_slowly (self, goal, 0);
  double target = slow_target (self, goal);

  g_test_message ("%s: %s", goal->indicator, reading->filter);
  g_assert_cmpint (reading->n, ==, slow.n);
  g_assert_true (isnan (reading->progress.reached) == isnan (slow.value));
  if (!isnan (slow.value))
    g_assert_cmpfloat_with_epsilon (reading->progress.reached, slow.value, 1e-9);
  g_assert_true (isnan (reading->progress.target) == isnan (target));
  if (!isnan (target))
    g_assert_cmpfloat_with_epsilon (reading->progress.target, target, 1);
  g_assert_cmpfloat_with_epsilon (reading->progress.time, 100 * slow_time (goal), 1e-9);
  g_assert_cmpstr (lf_goal_course_key (reading->progress.course), ==,
                   lf_goal_course_key (slow_course (goal, slow.value, target)));
}

/* Each row of a report of goals, against its reading; each figure opens what is behind it. */
static void
assert_reports (LfStore *store, guint n_late)
{
  static const char *const groups[] = { "all", "zone", "park", "team", "owner", "industry" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const LfReportOptions options = { .today = today, .by = groups[i] };
      g_autoptr (LfReport) report = run_report (store, "goals", &options);
      g_autoptr (LfReport) late = run_report (store, "goals-late", &options);

      if (i == 0)
        g_assert_cmpuint (late->rows->len, ==, n_late);
      for (guint r = 0; r < report->rows->len; r++)
        if (report_cell (report->rows->pdata[r], 2)->filter != NULL)
          assert_drills_down (store, report, report->rows->pdata[r], 2);
      for (guint r = 0; r < late->rows->len; r++)
        assert_drills_down (store, late, late->rows->pdata[r], 2);
    }
}

/* A row of half time that is a row of the goals, too, in every figure they share. */
static gboolean
has_row (const LfReport *goals, GPtrArray *half)
{
  static const guint shared[][2] = { { 3, 3 }, { 4, 4 }, { 5, 5 } };

  for (guint r = 0; r < goals->rows->len; r++)
    {
      GPtrArray *row = goals->rows->pdata[r];
      gboolean is_same
          = g_strcmp0 (report_cell (row, 2)->filter, report_cell (half, 2)->filter) == 0
            && report_cell (row, 2)->count == report_cell (half, 2)->count
            && report_cell (row, 6)->percent == report_cell (half, 6)->percent
            && report_cell (row, 7)->percent == report_cell (half, 7)->percent;

      for (guint i = 0; is_same && i < G_N_ELEMENTS (shared); i++)
        is_same = g_str_has_prefix (report_cell (row, shared[i][0])->text,
                                    report_cell (half, shared[i][1])->text);
      if (is_same)
        return TRUE;
    }
  return FALSE;
}

static void
assert_half_year_agrees (LfStore *store)
{
  static const char *const groups[] = { "park", "owner" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      const LfReportOptions options = { .today = today, .by = groups[i] };
      g_autoptr (LfReport) goals = run_report (store, "goals", &options);
      g_autoptr (LfReport) half = run_report (store, "half-year", &options);

      for (guint r = 0; r < half->rows->len; r++)
        g_assert_true (has_row (goals, half->rows->pdata[r]));
    }
}

static void
check_zone (Fixture *self, guint32 seed)
{
  Zone zone;
  Goal goals[N_GOALS];
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GError) error = NULL;
  guint n_late = 0;

  goal_zone_make (&zone, self->store, seed);
  zone.change = lf_change_new ("goals");
  for (guint i = 0; i < N_GOALS; i++)
    goals[i] = add_goal (&zone, i);
  commit_change (self->store, zone.change);
  g_clear_pointer (&zone.change, lf_change_unref);
  readings = lf_store_goals_sync (self->store, NULL, NULL, &today, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (readings->len, ==, N_GOALS);
  for (guint i = 0; i < N_GOALS; i++)
    {
      const LfGoalReading *reading = find_reading (readings, goals[i].id);

      assert_goal (&zone, &goals[i], reading);
      n_late += reading->progress.course == LF_GOAL_LATE;
      g_free (goals[i].id);
    }
  for (guint i = 1; i < readings->len; i++)
    g_assert_cmpint (
        lf_goal_progress_compare (&((LfGoalReading *) readings->pdata[i - 1])->progress,
                                  &((LfGoalReading *) readings->pdata[i])->progress),
        <=, 0);
  assert_reports (self->store, n_late);
  assert_half_year_agrees (self->store);
  goal_zone_clear (&zone);
}

static void
test_random (Fixture *self, gconstpointer data)
{
  for (guint32 seed = 1; seed <= N_ZONES; seed++)
    {
      check_zone (self, seed);
      tear_down (self, NULL);
      set_up (self, NULL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/goals/K6-random-zones", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}

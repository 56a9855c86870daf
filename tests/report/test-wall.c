/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What wall charts say (domain.md V1–V4, V8, A4, A8). */

#include "config.h"

#include "report-fixture.h"
#include "wall-fixture.h"

#include "lf-clock.h"
#include "lf-lamp.h"
#include "lf-store-lamps-closing.h"

#include <math.h>
#include <string.h>

static void
stop (Fixture *self, gconstpointer data)
{
  lf_clock_pretend (0);
  tear_down (self, data);
}

/* V1, A8: 346 projects, 1422亿, of which 256亿 this year: 18.0 %, 4.11亿 each. */
static void
test_figures (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 11, 22 } };
  g_autoptr (LfWall) wall = NULL;
  g_autofree char *text = NULL;
  g_autofree char *last_year = NULL;

  add_build_plan (self->store);
  wall = read_wall (self->store, "projects", &options);
  g_assert_cmpuint (lf_wall_table (wall)->rows->len, ==, 346);
  assert_figure (wall, "count", "346");
  assert_figure (wall, "total", "CNY 142,200 million");
  assert_figure (wall, "year_plan", "CNY 25,600 million");
  assert_figure (wall, "share", "18.0%");
  assert_figure (wall, "mean", "CNY 411 million");
  text = lf_wall_spoken (wall);
  g_assert_nonnull (strstr (text, "Projects 346"));
  lf_wall_unref (g_steal_pointer (&wall));
  wall = read_wall (self->store, "projects",
                    &(LfWallOptions){ .today = { 2026, 11, 22 }, .year = 2025 });
  assert_figure (wall, "year_plan", "–");
  g_assert_cmpstr (lf_wall_heading (wall), ==, "Project chart 2025");
}

/* V7: the report of a month stands for its end, after one of a day in it. */
static void
test_last_report (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 11, 22 } };
  g_autofree char *project = add_given (self->store, "project", "name=甲", "stage=started",
                                        "total_investment=1000000000.00 CNY", NULL);
  g_autofree char *of = g_strconcat ("project=", project, NULL);
  g_autoptr (LfWall) wall = NULL;

  g_free (add_given (self->store, "progress", of, "period=2026-10", "year_plan=300000000.00 CNY",
                     NULL));
  g_free (add_given (self->store, "progress", of, "period=2026-10-15", "year_plan=200000000.00 CNY",
                     NULL));
  wall = read_wall (self->store, "projects", &options);
  assert_figure (wall, "year_plan", "CNY 300 million");
}

/* The report of the year's plan and the wall say the same of a plan in two currencies: there is no
 * share of it. */
static void
test_shares_of_two_currencies (Fixture *self, gconstpointer unused)
{
  static const char *const amounts[][2]
      = { { "total_investment=1000000000.00 CNY", "year_plan=300000000.00 CNY" },
          { "total_investment=1000000.00 USD", "year_plan=300000.00 USD" } };
  const LfWallOptions options = { .today = { 2026, 11, 22 } };
  const LfReportOptions asked = { .today = { 2026, 11, 22 }, .by = "all" };
  g_autoptr (LfWall) wall = NULL;
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *project
          = add_given (self->store, "project", "name=甲", "stage=started", amounts[i][0], NULL);
      g_autofree char *of = g_strconcat ("project=", project, NULL);

      g_free (add_given (self->store, "progress", of, "period=2026-10", amounts[i][1], NULL));
    }
  wall = read_wall (self->store, "projects", &options);
  assert_figure (wall, "year_plan", "CNY 300 million + USD 300,000");
  assert_figure (wall, "share", "–");
  report = run_report (self->store, "year-plan", &asked);
  g_assert_true (isnan (report_cell (report->total, 4)->percent));
}

/* V4, A4: 185 industrial projects of 1668亿 and 35 government-funded builds of 117.7亿. */
static void
test_battle (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 11, 22 } };
  g_autofree char *park = add_titled (self->store, "park", "上虞");
  g_autoptr (LfWall) industrial = NULL;
  g_autoptr (LfWall) government = NULL;

  /* 184 of 9亿 and one of 12亿; 34 of 3.4亿 and one of 2.1亿 */
  add_many (self->store, 184, "park", park, "900000000.00 CNY");
  add_many (self->store, 1, "park", park, "1200000000.00 CNY");
  add_many (self->store, 34, "kind", "public_works", "340000000.00 CNY");
  add_many (self->store, 1, "kind", "public_works", "210000000.00 CNY");
  industrial = read_wall (self->store, "industrial", &options);
  government = read_wall (self->store, "government", &options);
  assert_figure (industrial, "count", "185");
  assert_figure (industrial, "total", "CNY 166,800 million");
  assert_figure (government, "count", "35");
  assert_figure (government, "total", "CNY 11,770 million");
  assert_figure (industrial, "both_count", "220");
  assert_figure (government, "both_total", "CNY 178,570 million");
  assert_section (self->store, industrial, 0, "上虞", "185 projects", "CNY 166,800 million");
  assert_section (self->store, government, 0, "No park", "35 projects", "CNY 11,770 million");
}

/* Currencies never mix, and what was only about so much says so. */
static void
test_currencies (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 11, 22 } };
  g_autoptr (LfWall) wall = NULL;

  add_many (self->store, 1, "industry", "光电", "about 5000000000.00 CNY");
  add_many (self->store, 2, "industry", "光电", "1000000000.00 CNY");
  add_many (self->store, 1, "industry", "光电", "257000000.00 USD");
  wall = read_wall (self->store, "industrial", &options);
  assert_figure (wall, "total", "about CNY 7,000 million + USD 257 million");
  assert_cell (wall, lf_wall_table (wall)->total, "amount",
               "about CNY 7,000 million + USD 257 million");
  assert_cell (wall, lf_wall_table (wall)->total, "group", "Total");
}

/* ---- V1: nodes ---- */

static void
test_nodes (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2023, 4, 10 } };
  g_autoptr (LfWall) wall = NULL;
  GPtrArray *row;

  /* A5: the meeting on 31 January: signed by 28 February, land by 30 April */
  g_free (add_given (self->store, "project", "name=甲", "stage=signed", "approved_date=2023-01-31",
                     "signed_date=2023-03-03", "planned_completion_date=2024-05", NULL));
  g_free (add_given (self->store, "project", "name=乙", "stage=negotiation", NULL));
  g_free (add_given (self->store, "project", "name=丙", "stage=production", NULL));
  wall = read_wall (self->store, "projects", &options);
  g_assert_cmpuint (lf_wall_table (wall)->rows->len, ==, 1);
  row = lf_wall_table (wall)->rows->pdata[0];
  assert_cell (wall, row, "project", "甲");
  assert_cell (wall, row, "signed", "3 Mar 2023");
  assert_cell (wall, row, "signed_due", "28 Feb 2023");
  assert_cell (wall, row, "land", "–");
  assert_cell (wall, row, "land_due", "3 May 2023");
  assert_cell (wall, row, "completed_due", "May 2024");
  assert_cell (wall, row, "production_due", "–");
}

/* ---- V2 ---- */

static void
test_problems (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 3, 16 } }; /* a Monday */
  g_autoptr (LfWall) wall = NULL;
  const LfReport *table;

  g_free (add_given (self->store, "problem", "subject=later", "kind=land", "state=dispatched",
                     "collected_on=2026-03-02", "dispatched_on=2026-03-03", "due_on=2026-03-20",
                     "lead_department=自然资源局", NULL));
  g_free (add_given (self->store, "problem", "subject=late", "kind=land", "state=handling",
                     "collected_on=2026-03-02", "dispatched_on=2026-03-03", "due_on=2026-03-11",
                     NULL));
  g_free (add_given (self->store, "problem", "subject=closed", "kind=land", "state=closed",
                     "collected_on=2026-03-02", "dispatched_on=2026-03-03", "closed_on=2026-03-05",
                     NULL));
  wall = read_wall (self->store, "problems", &options);
  table = lf_wall_table (wall);
  g_assert_cmpuint (table->rows->len, ==, 2);
  assert_cell (wall, table->rows->pdata[0], "subject", "late");
  assert_cell (wall, table->rows->pdata[0], "overdue_days", "3");
  assert_cell (wall, table->rows->pdata[1], "due", "20 Mar 2026");
  assert_cell (wall, table->rows->pdata[1], "overdue_days", "–");
  assert_cell (wall, table->rows->pdata[1], "department", "自然资源局");
  assert_figure (wall, "open", "2");
  assert_figure (wall, "overdue", "1");
  assert_figure (wall, "dispatched", "3");
  assert_figure (wall, "closing_rate", "33.3%");
}

/* ---- V3 ---- */

static void
set_now (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T12:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  lf_clock_pretend (g_date_time_to_unix (time) * G_USEC_PER_SEC);
}

static void
close_months (LfStore *store, int first, int last)
{
  const LfDate today = lf_date_today ();

  for (int month = first; month <= last; month++)
    {
      const LfDate of = { 2023, (gint8) month, 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) closing = lf_store_lamps_closing_sync (store, &of, &today, &error);

      g_assert_no_error (error);
      commit_change (store, closing);
    }
}

/* What a person would judge at the end of each month: the start planned for May is missed, made up
 * for in August, and never told to the statistics. */
static void
test_months (Fixture *self, gconstpointer unused)
{
  static const char *const by_hand[12] = { "Green",  "Green", "Green",  "Green", "Green", "Yellow",
                                           "Yellow", "Green", "Yellow", "Red",   "Red",   "" };
  static const char *const by_quarter[4] = { "Green", "Yellow", "Yellow", "Red" };
  LfWallOptions options = { .today = { 2023, 11, 15 } };
  g_autofree char *id = NULL;
  g_autoptr (LfWall) wall = NULL;

  set_now ("2023-03-20");
  id = add_given (self->store, "project", "name=甲", "stage=signed", "signed_date=2023-01-31",
                  "planned_start_date=2023-05-10", NULL);
  set_now ("2023-08-01");
  close_months (self->store, 1, 7);
  set_now ("2023-08-21");
  set_field (self->store, id, "stage", "started");
  set_field (self->store, id, "started_date", "2023-08-20");
  set_now ("2023-10-10"); /* whoever mends the plan later changes no month that is closed */
  close_months (self->store, 8, 9);
  set_field (self->store, id, "planned_start_date", "2023-10");
  set_now ("2023-11-15");
  wall = read_wall (self->store, "lamps", &options);
  for (guint month = 0; month < 12; month++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", month + 1);

      assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], name, by_hand[month]);
    }
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "reason",
               "Started on 20 Aug 2023 and not in the statistics 2 months later.");
  assert_figure (wall, "red", "1");
  lf_wall_unref (g_steal_pointer (&wall));
  options.by = "quarter";
  wall = read_wall (self->store, "lamps", &options);
  for (guint quarter = 0; quarter < 4; quarter++)
    {
      g_autofree char *name = g_strdup_printf ("q%u", quarter + 1);

      assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], name, by_quarter[quarter]);
    }
}

/* A year that is over shows who was under way in it: those who produce since, those who have been
 * deleted since, and nobody who came later. */
static void
test_past_year (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2024, 3, 15 }, .year = 2023 };
  g_autofree char *produces = NULL;
  g_autofree char *deleted = NULL;
  g_autoptr (LfWall) wall = NULL;
  const LfReport *table;

  set_now ("2023-03-20");
  produces = add_given (self->store, "project", "name=甲", "stage=signed", "signed_date=2023-01-31",
                        "planned_start_date=2023-05-10", NULL);
  deleted = add_given (self->store, "project", "name=乙", "stage=signed", "signed_date=2023-03-01",
                       "planned_start_date=2023-12-10", NULL);
  set_now ("2024-02-01");
  close_months (self->store, 12, 12);
  set_now ("2024-03-15");
  set_field (self->store, produces, "stage", "production");
  set_field (self->store, produces, "started_date", "2024-01-20");
  set_field (self->store, produces, "production_date", "2024-03-01");
  delete_project (self->store, deleted);
  g_free (add_given (self->store, "project", "name=丙", "stage=signed", "signed_date=2024-01-31",
                     "planned_start_date=2024-05-10", NULL));
  wall = read_wall (self->store, "lamps", &options);
  table = lf_wall_table (wall);
  g_assert_cmpuint (table->rows->len, ==, 2);
  assert_cell (wall, table->rows->pdata[0], "project", "甲");
  assert_cell (wall, table->rows->pdata[0], "m6", "Yellow");
  assert_cell (wall, table->rows->pdata[0], "m12", "Red");
  assert_cell (wall, table->rows->pdata[1], "project", "乙");
  assert_cell (wall, table->rows->pdata[1], "m2", "");
  assert_cell (wall, table->rows->pdata[1], "m12", "Green");
  assert_figure (wall, "count", "2");
  assert_figure (wall, "red", "1");
}

/* What is wrong with a filter is told at the column where the user typed it. */
static void
test_where (Fixture *self, gconstpointer unused)
{
  for (const char *const *name = lf_wall_names (); *name != NULL; name++)
    {
      const LfWallOptions options = { .today = { 2024, 3, 15 }, .where = "colour=red" };
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_wall_read_sync (self->store, *name, &options, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
      g_assert_true (g_str_has_prefix (error->message, "Column 1: “colour” is not a field"));
    }
}

/* As of a day that is over: neither the project's later state nor later months. */
static void
test_as_of (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2023, 11, 15 }, .as_of = { 2023, 6, 30 } };
  g_autofree char *id = NULL;
  g_autoptr (LfWall) lamps = NULL;
  g_autoptr (LfWall) projects = NULL;

  set_now ("2023-03-20");
  id = add_given (self->store, "project", "name=甲", "stage=signed", "signed_date=2023-01-31",
                  "planned_start_date=2023-05-10", NULL);
  set_now ("2023-09-01");
  set_field (self->store, id, "stage", "production");
  set_now ("2023-11-15");
  lamps = read_wall (self->store, "lamps", &options);
  assert_cell (lamps, lf_wall_table (lamps)->rows->pdata[0], "m6", "Yellow");
  assert_cell (lamps, lf_wall_table (lamps)->rows->pdata[0], "m7", "");
  projects = read_wall (self->store, "projects", &options);
  g_assert_cmpuint (lf_wall_table (projects)->rows->len, ==, 1);
  assert_cell (projects, lf_wall_table (projects)->rows->pdata[0], "stage", "Signed");
  assert_figure (projects, "yellow", "1");
}

/* ---- V8 ---- */

static void
add_signed (LfStore *store, const char *park, const char *day, const char *amount)
{
  g_autofree char *of = g_strconcat ("park=", park, NULL);
  g_autofree char *on = g_strconcat ("signed_date=", day, NULL);
  g_autofree char *money = g_strconcat ("total_investment=", amount, NULL);

  g_free (add_given (store, "project", "name=p", "stage=signed", of, on, money, NULL));
}

/* What has no park is nobody's merit. */
static void
test_ranking_of_nobody (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 3, 22 } };
  g_autofree char *park = add_titled (self->store, "park", "东区");
  g_autoptr (LfWall) wall = NULL;

  add_signed (self->store, park, "2026-02-10", "500000000.00 CNY");
  g_free (add_given (self->store, "project", "name=p", "stage=signed", "signed_date=2026-02-11",
                     "total_investment=90000000000.00 CNY", NULL));
  wall = read_wall (self->store, "ranking", &options);
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "unit", "东区");
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "points", "100.0");
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[1], "unit", "None");
}

/* Until 15 March the first park led; on the 20th the second one signed more. */
static void
test_ranking (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options = { .today = { 2026, 3, 22 } };
  g_autofree char *first = add_titled (self->store, "park", "东区");
  g_autofree char *second = add_titled (self->store, "park", "西区");
  g_autofree char *of = g_strconcat ("park=", second, NULL);
  g_autofree char *of_first = g_strconcat ("park=", first, NULL);
  g_autoptr (LfWall) wall = NULL;
  const LfReport *table;

  add_signed (self->store, first, "2026-02-10", "500000000.00 CNY");
  add_signed (self->store, second, "2026-02-20", "300000000.00 CNY");
  add_signed (self->store, second, "2026-03-20", "500000000.00 CNY");
  add_signed (self->store, first, "2025-12-20", "900000000.00 CNY");
  wall = read_wall (self->store, "ranking", &options);
  table = lf_wall_table (wall);
  g_assert_cmpuint (table->rows->len, ==, 2);
  assert_cell (wall, table->rows->pdata[0], "unit", "西区");
  assert_cell (wall, table->rows->pdata[0], "before", "2");
  assert_cell (wall, table->rows->pdata[0], "points", "100.0");
  assert_cell (wall, table->rows->pdata[0], "amount", "CNY 800 million");
  assert_cell (wall, table->rows->pdata[1], "points", "60.0");
  assert_drills_down (self->store, table, table->rows->pdata[0], column_of (table, "projects"));
  lf_wall_unref (g_steal_pointer (&wall));
  /* O8: where all have a goal it is what was reached of it */
  g_free (add_given (self->store, "goal", "name=g", "indicator=signed_investment",
                     "end_date=2026-12-31", "target_amount=1600000000.00 CNY", of, NULL));
  wall = read_wall (self->store, "ranking", &options);
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "unit", "西区");
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "goal", "50.0%");
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[1], "goal", "–");
  g_free (add_given (self->store, "goal", "name=h", "indicator=signed_investment",
                     "end_date=2026-12-31", "target_amount=500000000.00 CNY", of_first, NULL));
  lf_wall_unref (g_steal_pointer (&wall));
  wall = read_wall (self->store, "ranking", &options);
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "unit", "东区");
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[0], "goal", "100.0%");
}

/* V9: the groups of a contest, by its own indicators. */
static void
test_contest (Fixture *self, gconstpointer unused)
{
  g_autofree char *contest = add_given (self->store, "contest", "name=奋战一百天",
                                        "kind=hundred_days", "start_date=2026-04-01", NULL);
  g_autofree char *of = g_strconcat ("contest=", contest, NULL);
  const LfWallOptions options = { .today = { 2026, 6, 20 }, .contest = contest };
  g_autoptr (LfWall) wall = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  LfWallSheet sheet;

  g_free (add_given (self->store, "contest_group", "name=第一组", of, NULL));
  g_free (add_given (self->store, "contest_group", "name=第二组", of, NULL));
  wall = read_wall (self->store, "ranking", &options);
  g_assert_cmpstr (lf_wall_heading (wall), ==, "Ranking: 奋战一百天");
  g_assert_cmpuint (lf_wall_table (wall)->rows->len, ==, 2);
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[1], "place", "1");
  assert_cell (wall, lf_wall_table (wall)->rows->pdata[1], "before", "1");
  g_assert_true (lf_wall_sheet_paper ("A3", FALSE, &sheet));
  lf_wall_draw (wall, &sheet, 0, NULL, -1, &marks);
  g_assert_cmpuint (marks->len, ==, 2);
  g_assert_cmpstr (((LfWallMark *) marks->pdata[0])->entity->name, ==, "contest_group");
  g_assert_nonnull (((LfWallMark *) marks->pdata[0])->id);
}

/* ---- Calls ---- */

static void
test_bad_calls (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *name, *by, *where, *said;
  } calls[] = {
    { "nothing", NULL, NULL, "There is no wall chart “nothing”." },
    { "projects", "owner", NULL, "can be made by park, chain, industry, not by “owner”" },
    { "problems", "park", NULL, "has one order only" },
    { "projects", NULL, "nonsense=1", "nonsense" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const LfWallOptions options
          = { .today = { 2026, 3, 15 }, .by = calls[i].by, .where = calls[i].where };
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_wall_read_sync (self->store, calls[i].name, &options, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, calls[i].said));
    }
}

/* V12: the battle chart of a chain's workbook: a section for each chain, and a filter behind it. */
static void
test_by_chain (Fixture *self, gconstpointer unused)
{
  const LfWallOptions options
      = { .today = { 2026, 11, 22 }, .by = "chain", .where = "stage=signed" };
  g_autofree char *chain = add_titled (self->store, "chain", "光电信息");
  g_autoptr (LfWall) wall = NULL;

  add_many (self->store, 3, "chain", chain, "100000000.00 CNY");
  add_many (self->store, 2, "chain", NULL, "100000000.00 CNY");
  wall = read_wall (self->store, "industrial", &options);
  assert_section (self->store, wall, 0, "光电信息", "3 projects", "CNY 300 million");
  assert_section (self->store, wall, 1, "No chain", "2 projects", "CNY 200 million");
}

int
main (int argc, char *argv[])
{
#define ADD(path, test) g_test_add ("/report/wall/" path, Fixture, NULL, set_up, test, stop)

  g_test_init (&argc, &argv, NULL);
  ADD ("V1-A8-figures", test_figures);
  ADD ("V1-A5-nodes", test_nodes);
  ADD ("A13-shares-of-two-currencies", test_shares_of_two_currencies);
  ADD ("V7-last-report", test_last_report);
  ADD ("V4-A4-battle", test_battle);
  ADD ("V12-by-chain", test_by_chain);
  ADD ("currencies", test_currencies);
  ADD ("V2-problems", test_problems);
  ADD ("V3-months", test_months);
  ADD ("V3-as-of", test_as_of);
  ADD ("V3-past-year", test_past_year);
  ADD ("where", test_where);
  ADD ("V8-ranking", test_ranking);
  ADD ("V8-ranking-of-nobody", test_ranking_of_nobody);
  ADD ("V9-contest", test_contest);
  ADD ("bad-calls", test_bad_calls);
  return g_test_run ();
}

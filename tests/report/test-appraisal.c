/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appraisal sheets of small zones made by hand: points as worked out on paper, and behind each the
 * events it comes of. */

#include "config.h"

#include "lf-appraisal.h"
#include "report-fixture.h"

#include <string.h>

/* (transfer full): what @report's cells list, in one row: "2|0|–" */
static char *
listed (LfStore *store, const LfReport *report, GPtrArray *row)
{
  GString *text = g_string_new (NULL);

  for (guint c = 1; c + 1 < row->len; c++)
    {
      const LfReportCell *cell = report_cell (row, c);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfQuery) query = NULL;
      g_autoptr (GPtrArray) list = NULL;

      if (cell->filter == NULL)
        {
          g_string_append (text, c == 1 ? "–" : "|–");
          continue;
        }
      query = lf_query_parse (cell->entity, cell->filter, NULL, &no_options.today, &error);
      g_assert_no_error (error);
      list = lf_store_list_sync (store, query, 0, &error);
      g_assert_no_error (error);
      g_string_append_printf (text, "%s%u", c == 1 ? "" : "|", list->len);
    }
  return g_string_free (text, FALSE);
}

static void
assert_sheet (LfStore *store,
              const char *by,
              const char *where,
              const char *const *lines,
              const char *const *events)
{
  LfReportOptions options = { .today = { 2026, 11, 22 }, .by = by, .where = where };
  g_autoptr (LfReport) report = run_report (store, "appraisal", &options);

  assert_lines (report, lines);
  for (guint i = 0; i < report->rows->len; i++)
    {
      g_autofree char *text = listed (store, report, report->rows->pdata[i]);

      g_assert_cmpstr (text, ==, events[i]);
    }
}

#define ADD(entity, ...) g_free (add_given (self->store, entity, __VA_ARGS__, NULL))
#define REFER(field, id) g_autofree char *field##_of_##id = g_strconcat (#field "=", id, NULL)

/* ---- R2 ---- */

static void
add_talks (Fixture *self, const char *kind, const char *whose, guint n)
{
  for (guint i = 0; i < n; i++)
    ADD ("interaction", "subject=t", kind, "state=held", "held_on=2026-10-12", whose);
}

/* Zhao and Qian; Sun is stationed nowhere. */
static void
make_residents (Fixture *self)
{
  g_autofree char *qian = add_given (self->store, "account", "name=Qian", NULL);
  REFER (members, qian);
  g_autofree char *resident
      = add_given (self->store, "team", "name=上海", "kind=resident", members_of_qian, NULL);
  REFER (team, resident);
  g_autofree char *zhao = add_given (self->store, "account", "name=Zhao", team_of_resident, NULL);
  g_autofree char *sun = add_given (self->store, "account", "name=Sun", NULL);
  REFER (owner, zhao);
  REFER (owner, qian);
  REFER (reporter, qian);
  REFER (members, zhao);
  REFER (leader, zhao);
  REFER (leader, qian);
  REFER (attendees, zhao);
  REFER (attendees, qian);
  REFER (attendees, sun);
  g_autofree char *good = add_given (self->store, "project", "name=1", "stage=lead",
                                     "lead_date=2026-10-31", owner_of_zhao, NULL);
  g_autofree char *talked = add_given (self->store, "project", "name=2", "stage=lead",
                                       "lead_date=2026-10-01", owner_of_qian, NULL);
  REFER (project, good);
  REFER (project, talked);

  ADD ("trip", "name=驻点", "kind=resident", "state=returned", "start_date=2026-09-20",
       "end_date=2026-10-16", members_of_zhao);
  ADD ("trip", "name=驻点", "kind=resident", "state=returned", "start_date=2026-10-10",
       "end_date=2026-10-18", leader_of_zhao);
  ADD ("trip", "name=驻点", "kind=resident", "state=cancelled", "start_date=2026-10-20",
       "end_date=2026-10-31", leader_of_zhao);
  add_talks (self, "kind=visit", attendees_of_zhao, 3);
  add_talks (self, "kind=visit", attendees_of_qian, 1);
  add_talks (self, "kind=visit", project_of_talked, 1);
  add_talks (self, "kind=visit", attendees_of_sun, 9);
  ADD ("interaction", "subject=t", "kind=visit", "held_on=2026-11-01", attendees_of_zhao);
  ADD ("interaction", "subject=t", "kind=visit", "state=planned", "held_on=2026-10-02",
       attendees_of_zhao);
  add_talks (self, "kind=reception", attendees_of_qian, 1);
  ADD ("project", "name=3", "stage=lead", "lead_date=2026-10-20", owner_of_qian);
  ADD ("project", "name=4", "stage=dropped", "lead_date=2026-10-20", owner_of_qian);
  ADD ("evaluation", "subject=研判", "kind=screening", "verdict=approve", project_of_good);
  ADD ("trip", "name=带队", "state=returned", "start_date=2026-10-26", "end_date=2026-10-28",
       "leader_level=principal", leader_of_qian, members_of_zhao);
  ADD ("trip", "name=带队", "state=returned", "start_date=2026-10-26", "leader_level=staff",
       leader_of_qian);
#define FOREIGN "stage=signed", "lead_date=2026-01-05", "capital_nature=foreign"
  ADD ("project", "name=5", FOREIGN, "signed_date=2026-10-08", owner_of_zhao, reporter_of_qian);
  ADD ("project", "name=6", FOREIGN, "signed_date=2026-10-09", owner_of_zhao);
  ADD ("project", "name=7", FOREIGN, "signed_date=2026-09-30", owner_of_qian);
#undef FOREIGN
}

/* 18 days, of 1 to 18 October; 3 : 2 visits; 0 : 1 receptions; 1 : 2 projects; 1 : 0 good ones; the
 * same trip of a leader; one signing of foreign capital alone and one shared. */
static void
test_r2_deqing (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "Zhao|9.00|10.00|0.00|7.50|15.00|20.00|30.00|91.50",
          "Qian|no data|6.67|10.00|15.00|0.00|20.00|10.00|61.67", NULL };
  static const char *const events[] = { "2|3|0|1|1|1|2", "0|2|1|2|0|1|1" };

  make_residents (self);
  assert_sheet (self->store, "deqing", NULL, lines, events);
}

/* One is the best of a group of one; a group that has nothing has no points. */
static void
test_r2_group_of_one (Fixture *self, gconstpointer data)
{
  static const char *const nothing[] = { "Zhao|no data|0.00|0.00|0.00|0.00|0.00|0.00|0.00", NULL };
  static const char *const one[] = { "Zhao|no data|10.00|0.00|0.00|0.00|0.00|0.00|10.00", NULL };
  static const char *const no_events[] = { "0|0|0|0|0|0|0" }, *const a_talk[] = { "0|1|0|0|0|0|0" };
  g_autofree char *resident = add_given (self->store, "team", "name=上海", "kind=resident", NULL);
  REFER (team, resident);
  g_autofree char *zhao = add_given (self->store, "account", "name=Zhao", team_of_resident, NULL);
  REFER (attendees, zhao);

  assert_sheet (self->store, "deqing", NULL, nothing, no_events);
  add_talks (self, "kind=visit", attendees_of_zhao, 1);
  assert_sheet (self->store, "deqing", NULL, one, a_talk);
}

/* ---- W36 ---- */

/* Three a quarter of 12 in the year, two are signed; of 1亿 a quarter arrived 0.25; one of two is
 * of its chain; two of three firms are content, and three of four partners, of whom one rates the
 * team for a project of its; what a firm says of the team is no partner's; one investor is among
 * the top 500.
 */
static void
test_w36_task_force (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "甲|20.00|5.00|10.00|10.00|11.25|2.00|58.25",
          "乙|no data|no data|no data|no data|no data|0.00|0.00", NULL };
  static const char *const events[] = { "2|1|2|3|4|1", "1|0|1|0|0|0" };
  g_autofree char *chain = add_titled (self->store, "chain", "新材料");
  REFER (chains, chain);
  REFER (chain, chain);
  g_autofree char *first
      = add_given (self->store, "team", "name=甲", "kind=task_force", chains_of_chain, NULL);
  g_autofree char *second = add_given (self->store, "team", "name=乙", "kind=task_force", NULL);
  REFER (team, first);
  REFER (team, second);
  g_autofree char *fits
      = add_given (self->store, "project", "name=1", "stage=signed", "signed_date=2026-10-02",
                   "top_list=china", team_of_first, chain_of_chain, NULL);
  REFER (project, fits);

  ADD ("project", "name=2", "stage=signed", "signed_date=2026-11-20", team_of_first);
  ADD ("project", "name=3", "stage=signed", "signed_date=2026-09-30", team_of_first);
  ADD ("project", "name=4", "stage=signed", "signed_date=2026-11-20", team_of_second);
  ADD ("goal", "name=g", "indicator=signed_projects", "start_date=2026-01", "end_date=2026-12",
       "target_count=12", team_of_first);
  ADD ("goal", "name=g", "indicator=funds_in_place", "end_date=2026-12-31",
       "target_amount=400000000.00 CNY", team_of_first);
  ADD ("funds_arrival", "number=1", "kind=domestic", "arrived_on=2026-10-20", "evidence=bank_slip",
       "amount=25000000.00 CNY", project_of_fits);
#define RATED(says)                                                                                \
  ADD ("problem", "subject=p", "kind=approval", "state=closed", "collected_on=2026-10-01",         \
       "closed_on=2026-10-09", "called_back_on=2026-10-12", says, project_of_fits)
  RATED ("satisfaction=very");
  RATED ("satisfaction=satisfied");
  RATED ("satisfaction=fair");
#undef RATED
  g_autofree char *partner = add_titled (self->store, "enterprise", "银行");
  REFER (enterprise, partner);
#define RATED(kind, of, says)                                                                      \
  ADD ("rating", "title=r", kind, "rated_on=2026-11-02", "satisfaction=" says, of,                 \
       enterprise_of_partner)
  RATED ("kind=partner", team_of_first, "very");
  RATED ("kind=partner", team_of_first, "satisfied");
  RATED ("kind=partner", team_of_first, "dissatisfied");
  RATED ("kind=partner", project_of_fits, "very");
  RATED ("kind=firm", team_of_first, "dissatisfied");
#undef RATED
  assert_sheet (self->store, "task-force", NULL, lines, events);
}

/* Of two chains each is its own. */
static void
test_w36_two_chains (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "甲|no data|no data|20.00|no data|no data|0.00|20.00", NULL };
  static const char *const events[] = { "2|0|2|0|0|0" };
  g_autofree char *first = add_titled (self->store, "chain", "新材料");
  g_autofree char *second = add_titled (self->store, "chain", "半导体");
  REFER (chain, first);
  REFER (chain, second);
  g_autofree char *both = g_strdup_printf ("chains=%s\n%s", first, second);
  g_autofree char *force
      = add_given (self->store, "team", "name=甲", "kind=task_force", both, NULL);
  REFER (team, force);

  ADD ("project", "name=1", "stage=signed", "signed_date=2026-10-02", team_of_force,
       chain_of_first);
  ADD ("project", "name=2", "stage=signed", "signed_date=2026-10-09", team_of_force,
       chain_of_second);
  assert_sheet (self->store, "task-force", NULL, lines, events);
}

/* ---- W38 ---- */

/* 48 of 80 as the last report says, 10亿 and more, begun in the year: 36 + 10 + 5; above the plan,
 * small, carried on, in production: 60 + 3 + 2 + 20; what has no plan is not in it. */
static void
test_w38_project (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "B|60.00|3.00|0.00|2.00|20.00|85.00", "A|36.00|10.00|5.00|0.00|0.00|51.00",
          "C|no data|no data|0.00|0.00|0.00|0.00", NULL };
  static const char *const only_a[] = { "A|36.00|10.00|5.00|0.00|0.00|51.00", NULL };
  static const char *const events[] = { "1|1|0|1|1", "2|1|1|0|0", "1|1|0|0|0" };
  g_autofree char *a
      = add_given (self->store, "project", "name=A", "stage=started", "started_date=2026-03-02",
                   "total_investment=1200000000.00 CNY", NULL);
  g_autofree char *b
      = add_given (self->store, "project", "name=B", "stage=production", "started_date=2025-06",
                   "production_date=2026-08-18", "total_investment=60000000.00 CNY", NULL);
  g_autofree char *c = add_given (self->store, "project", "name=C", "stage=signed", NULL);
  REFER (project, a);
  REFER (project, b);
  REFER (project, c);

  ADD ("project", "name=D", "stage=started", "started_date=2026-03-02");
  ADD ("progress", "period=2026-09", "year_plan=80000000.00 CNY",
       "invested_this_year=48000000.00 CNY", project_of_a);
  ADD ("progress", "period=2026-05", "year_plan=80000000.00 CNY",
       "invested_this_year=20000000.00 CNY", project_of_a);
  ADD ("progress", "period=2025-12", "year_plan=70000000.00 CNY",
       "invested_this_year=70000000.00 CNY", project_of_a);
  ADD ("progress", "period=2026-10", "year_plan=10000000.00 CNY",
       "invested_this_year=12000000.00 CNY", project_of_b);
  ADD ("progress", "period=2026-10", "year_plan=10000000.00 CNY", project_of_c);
  assert_sheet (self->store, "project", NULL, lines, events);
  assert_sheet (self->store, "project", "total_investment>=10亿", only_a, &events[1]);
}

/* ---- W9 ---- */

/* East: one of two sites reports, 3 of 4亿, 1 : 2 starts, none in statistics, one each in
 * production, the only one above scale. */
static void
test_w9_units (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = { "East|5.00|15.00|7.50|0.00|20.00|20.00|67.50",
                                       "West|no data|no data|15.00|0.00|20.00|0.00|35.00", NULL };
  static const char *const events[] = { "2|1|1|0|1|1", "0|0|2|0|1|0" };
  g_autofree char *east = add_titled (self->store, "park", "East");
  g_autofree char *west = add_titled (self->store, "park", "West");
  REFER (park, east);
  REFER (park, west);
  g_autofree char *site = add_given (self->store, "project", "name=1", "stage=started",
                                     "started_date=2026-02-03", park_of_east, NULL);
  REFER (project, site);

  ADD ("progress", "period=2026-06", project_of_site);
  ADD ("project", "name=2", "stage=completed", "started_date=2024-01-01", park_of_east);
  ADD ("project", "name=3", "stage=signed", "signed_date=2026-04-01",
       "total_investment=300000000.00 CNY", park_of_east);
  ADD ("goal", "name=g", "indicator=signed_investment", "end_date=2026-12-31",
       "target_amount=400000000.00 CNY", park_of_east);
  ADD ("project", "name=4", "stage=production", "production_date=2026-05-05",
       "above_scale_date=2026-06-06", park_of_east);
  ADD ("project", "name=5", "stage=production", "started_date=2026-01-01",
       "production_date=2026-05-05", park_of_west);
  ADD ("project", "name=6", "stage=production", "started_date=2026-01-01",
       "production_date=2025-12-31", park_of_west);
  assert_sheet (self->store, "units", NULL, lines, events);
}

/* ---- W37 ---- */

/* East 3 signed of 5, 2 and 1 of the others; 4, 1 and 2亿; nobody has started, so all have all; and
 * funds are East's alone. */
static void
test_w37_min_max (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "East|25.00|25.00|25.00|25.00|100.00", "West|20.00|15.00|25.00|15.00|75.00",
          "Port|15.00|18.33|25.00|15.00|73.33", NULL };
  static const char *const events[] = { "3|3|0|1", "2|2|0|0", "1|1|0|0" };
  g_autofree char *east = add_titled (self->store, "park", "East");
  g_autofree char *west = add_titled (self->store, "park", "West");
  g_autofree char *port = add_titled (self->store, "park", "Port");
  REFER (park, east);
  REFER (park, west);
  REFER (park, port);
  g_autofree char *large
      = add_given (self->store, "project", "name=1", "stage=signed", "signed_date=2026-02-03",
                   "total_investment=200000000.00 CNY", park_of_east, NULL);
  REFER (project, large);

  for (guint i = 0; i < 2; i++)
    {
      ADD ("project", "name=2", "stage=signed", "signed_date=2026-03-03",
           "total_investment=100000000.00 CNY", park_of_east);
      ADD ("project", "name=3", "stage=signed", "signed_date=2026-03-04",
           "total_investment=50000000.00 CNY", park_of_west);
    }
  ADD ("project", "name=4", "stage=signed", "signed_date=2026-03-05",
       "total_investment=200000000.00 CNY", park_of_port);
  ADD ("project", "name=5", "stage=signed", "signed_date=2025-03-05",
       "total_investment=900000000.00 CNY", park_of_port);
  ADD ("funds_arrival", "number=1", "kind=domestic", "arrived_on=2026-05-06", "evidence=bank_slip",
       "amount=30000000.00 CNY", project_of_large);
  assert_sheet (self->store, "min-max", NULL, lines, events);
}

/* ---- Parks at random ---- */

static void
add_project_at_random (LfChange *change, char *const *parks, guint n_parks)
{
  static const char *const dates[]
      = { "started_date", "listed_date", "production_date", "above_scale_date" };
  g_autoptr (LfRecord) project = lf_record_new (project_entity (), NULL);

  lf_record_set (project, "name", "p");
  lf_record_set (project, "stage", g_test_rand_int_range (0, 5) == 0 ? "dropped" : "production");
  lf_record_set (project, "park", parks[g_test_rand_int_range (0, (int) n_parks)]);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *date
          = g_strdup_printf ("202%d-%02d-%02d", g_test_rand_int_range (5, 8),
                             g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29));

      if (g_test_rand_int_range (0, 3) > 0)
        lf_record_set (project, dates[i], date);
    }
  lf_change_create (change, project);
}

/* Own ÷ best × weight, of what the cells of a column list and of nothing else. */
static void
assert_shares (LfStore *store, const LfReport *report, guint column, guint weight)
{
  guint n_rows = report->rows->len, best = 0;
  g_autofree guint *own = g_new0 (guint, n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *text = listed (store, report, report->rows->pdata[i]);
      g_auto (GStrv) counts = g_strsplit (text, "|", -1);

      own[i] = (guint) g_ascii_strtoull (counts[column - 1], NULL, 10);
      best = MAX (best, own[i]);
    }
  for (guint i = 0; i < n_rows; i++)
    g_assert_cmpint (report_cell (report->rows->pdata[i], column)->count, ==,
                     best == 0 ? 0 : (200 * weight * own[i] + best) / (2 * best));
}

static void
test_w9_shares_at_random (Fixture *self, gconstpointer data)
{
  static const guint weights[] = { 15, 15, 20, 20 };
  LfReportOptions options = { .today = { 2026, 11, 22 }, .by = "units" };
  g_auto (GStrv) parks = g_new0 (char *, 6);
  g_autoptr (LfChange) change = lf_change_new ("parks at random");
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < 5; i++)
    parks[i] = add_titled (self->store, "park", "p");
  for (guint i = 0; i < 60; i++)
    add_project_at_random (change, parks, 5);
  commit_change (self->store, change);
  report = run_report (self->store, "appraisal", &options);
  g_assert_cmpuint (report->rows->len, ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    assert_shares (self->store, report, 3 + i, weights[i]);
  for (guint i = 0; i < 5; i++)
    {
      gint64 sum = 0;

      for (guint c = 1; c + 1 < report->columns->len; c++)
        sum += report_cell (report->rows->pdata[i], c)->count;
      g_assert_cmpint (report_cell (report->rows->pdata[i], report->columns->len - 1)->count, ==,
                       sum);
    }
}

/* ---- Elsewhere ---- */

static void
test_written (Fixture *self, gconstpointer data)
{
  LfReportOptions options = { .today = { 2026, 11, 22 }, .by = "deqing" };
  g_autoptr (LfReport) report = NULL;
  g_autofree char *path = g_build_filename (self->folder, "sheet.csv", NULL);
  g_autofree char *csv = NULL, *json = NULL;
  g_autoptr (GError) error = NULL;

  make_residents (self);
  report = run_report (self->store, "appraisal", &options);
  lf_report_write (report, path, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &csv, NULL, &error);
  g_assert_no_error (error);
  json = lf_report_to_json (report);
  g_assert_nonnull (strstr (csv, "\nZhao,9.00,10.00,0.00,7.50,15.00,20.00,30.00,91.50"));
  g_assert_nonnull (strstr (csv, "\nQian,no data,6.67,"));
  g_assert_nonnull (strstr (json, "\"visits\" : \"6.67\""));
  g_assert_nonnull (strstr (json, "\"days_on_post\" : null"));
}

#define TEST(path, func)                                                                           \
  g_test_add ("/report/appraisal/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("R2-deqing", test_r2_deqing);
  TEST ("R2-group-of-one", test_r2_group_of_one);
  TEST ("W36-task-force", test_w36_task_force);
  TEST ("W36-two-chains", test_w36_two_chains);
  TEST ("W38-project", test_w38_project);
  TEST ("W9-units", test_w9_units);
  TEST ("W37-min-max", test_w37_min_max);
  TEST ("W9-shares-at-random", test_w9_shares_at_random);
  TEST ("K1-written", test_written);
  return g_test_run ();
}

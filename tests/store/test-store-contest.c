/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests (domain.md V5, V8, V9): who is judged in a half month, by what, giving the flags, and
 * who leads. */

#include "config.h"

#include "store-fixture.h"

#include "lf-store-contest.h"

static LfRecord *
put (LfStore *store, const char *entity, const char *const *values)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new (entity);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  commit_change (store, change);
  return record;
}

#define PUT(store, entity, ...) put (store, entity, (const char *const[]){ __VA_ARGS__, NULL })

static LfRecord *
put_site (LfStore *store, const char *name, const char *started, const char *completed)
{
  return PUT (store, "project", "name", name, "stage", "started", "started_date", started,
              "completed_date", completed);
}

static void
put_report (LfStore *store, const LfRecord *project, const char *period, const char *percent)
{
  g_autoptr (LfRecord) report = PUT (store, "progress", "project", lf_record_id (project), "period",
                                     period, "investment_percent", percent);
}

static LfContestRound *
read_round (LfStore *store, const LfRecord *contest, LfDate day)
{
  g_autoptr (GError) error = NULL;
  const LfHalfMonth half = lf_half_month_of (&day);
  LfContestRound *round
      = lf_store_contest_round_sync (store, lf_record_id (contest), &half, &error);

  g_assert_no_error (error);
  return round;
}

static void
assert_place (const LfContestRound *round, guint i, const char *name, LfFlag flag)
{
  const LfContestPlace *place = round->places->pdata[i];

  g_assert_cmpstr (lf_record_get (place->project, "name"), ==, name);
  g_assert_cmpstr (lf_flag_key (place->flag), ==, lf_flag_key (flag));
}

/* V5: every site of the half month gets one of four. */
static void
test_sites (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) contest = PUT (store, "contest", "name", "形象竞赛", "kind", "flags");
  g_autoptr (LfRecord) ahead = put_site (store, "领先", "2025-09-01", NULL);
  g_autoptr (LfRecord) even = put_site (store, "平", "2025-09-01", NULL);
  g_autoptr (LfRecord) behind = put_site (store, "落后", "2025-09-01", "2026-07-01");
  g_autoptr (LfRecord) silent = put_site (store, "无报告", "2026-06-30", NULL);
  g_autoptr (LfRecord) later = put_site (store, "未开工", "2026-07-01", NULL);
  g_autoptr (LfRecord) over = put_site (store, "已竣工", "2025-09-01", "2026-06-30");
  g_autoptr (LfContestRound) round = NULL;

  put_report (store, ahead, "2026-06", "70");
  put_report (store, even, "2026-05", "10");
  put_report (store, even, "2026-06", "52");
  put_report (store, even, "2026-07", "10"); /* after the half month */
  put_report (store, behind, "2026-06", "35");
  round = read_round (store, contest, (LfDate){ 2026, 6, 30 });
  g_assert_cmpuint (round->places->len, ==, 4);
  assert_place (round, 0, "领先", LF_FLAG_RED);
  assert_place (round, 1, "平", LF_FLAG_BLUE);
  assert_place (round, 2, "落后", LF_FLAG_YELLOW);
  assert_place (round, 3, "无报告", LF_FLAG_SNAIL);
  for (guint i = 0; i < LF_N_FLAGS; i++)
    g_assert_cmpuint (round->counts[i], ==, 1);
}

/* V5: no flags outside of the contest's own days. */
static void
test_outside (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *start, *end;
    LfDate day;
    guint n;
    const char *words; /* (nullable): why none are given */
  } cases[] = {
    { NULL, NULL, { 2026, 6, 30 }, 1, NULL },
    { "2026-06-30", "2026-10-08", { 2026, 6, 30 }, 1, NULL },
    { "2026-07-01",
      "2026-10-08",
      { 2026, 6, 30 },
      0,
      "“百日会战” runs from 1 Jul 2026 to 8 Oct 2026: it gives no flags for 16 Jun 2026 – 30 Jun "
      "2026." },
    { "2026-03", "2026-06", { 2026, 6, 30 }, 1, NULL },
    { NULL,
      "2026-06-15",
      { 2026, 6, 30 },
      0,
      "“百日会战” ends on 15 Jun 2026: it gives no flags for 16 Jun 2026 – 30 Jun 2026." },
    { "2026-07",
      NULL,
      { 2026, 6, 30 },
      0,
      "“百日会战” starts on Jul 2026: it gives no flags for 16 Jun 2026 – 30 Jun 2026." },
  };
  g_autoptr (LfRecord) site = put_site (fixture->store, "平", "2025-09-01", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfDate today = { 2026, 11, 3 };
      g_autoptr (LfRecord) contest
          = PUT (fixture->store, "contest", "name", "百日会战", "kind", "flags", "start_date",
                 cases[i].start, "end_date", cases[i].end);
      g_autoptr (LfContestRound) round = read_round (fixture->store, contest, cases[i].day);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change = lf_contest_round_give (round, &today, &error);

      g_test_message ("case %u", i);
      g_assert_cmpuint (round->places->len, ==, cases[i].n);
      g_assert_cmpint (round->is_outside, ==, cases[i].words != NULL);
      g_assert_cmpint (change == NULL, ==, cases[i].words != NULL);
      g_assert_cmpstr (error == NULL ? NULL : error->message, ==, cases[i].words);
    }
}

static void
give (LfStore *store, const LfContestRound *round, LfDate today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_contest_round_give (round, &today, &error);

  g_assert_no_error (error);
  commit_change (store, change);
}

static void
assert_not_given (const LfContestRound *round, LfDate today)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_contest_round_give (round, &today, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
}

/* V5: what was given stays, and can be had again from the history; a report that comes late shows
 * that another flag would be given now. */
static void
test_given (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  const LfDate june = { 2026, 6, 30 }, july = { 2026, 7, 1 };
  g_autoptr (LfRecord) contest = PUT (store, "contest", "name", "形象竞赛", "kind", "flags");
  g_autoptr (LfRecord) site = put_site (store, "轻量化部件", "2025-09-01", NULL);
  g_autoptr (LfContestRound) open = read_round (store, contest, june);
  g_autoptr (LfContestRound) given = NULL;
  g_autoptr (LfContestRound) late = NULL;

  assert_not_given (open, june);
  give (store, open, july);
  given = read_round (store, contest, june);
  g_assert_cmpuint (given->n_given, ==, 1);
  assert_place (given, 0, "轻量化部件", LF_FLAG_SNAIL);
  g_assert_false (lf_contest_place_is_corrected (given->places->pdata[0]));
  assert_not_given (given, july);

  put_report (store, site, "2026-06", "60");
  late = read_round (store, contest, june);
  assert_place (late, 0, "轻量化部件", LF_FLAG_SNAIL);
  g_assert_true (lf_contest_place_is_corrected (late->places->pdata[0]));
}

/* Two managers give the flags of one half month: one award each. */
static void
test_given_twice (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) contest = PUT (store, "contest", "name", "形象竞赛", "kind", "flags");
  g_autoptr (LfRecord) site = put_site (store, "轻量化部件", "2025-09-01", NULL);
  g_autoptr (LfContestRound) round = read_round (store, contest, (LfDate){ 2026, 6, 30 });
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("award"), NULL, NULL);
  g_autoptr (GArray) rows = NULL;

  give (store, round, (LfDate){ 2026, 7, 1 });
  give (store, round, (LfDate){ 2026, 7, 1 });
  rows = lf_store_rows_sync (store, query, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
}

/* V5: a past half month is judged by the thresholds of then, also after new ones are in force. */
static void
test_thresholds_of_then (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  const LfDate june = { 2026, 6, 30 }, july = { 2026, 7, 15 };
  g_autoptr (LfRecord) contest = PUT (store, "contest", "name", "形象竞赛", "kind", "flags");
  g_autoptr (LfRecord) site = put_site (store, "轻量化部件", "2025-09-01", NULL);
  g_autoptr (LfRecord) rule
      = PUT (store, "rule", "rule", "flag_yellow_points", "value", "3", "valid_from", "2026-07-01");
  g_autoptr (LfContestRound) before = NULL;
  g_autoptr (LfContestRound) after = NULL;

  put_report (store, site, "2026-06", "45");
  put_report (store, site, "2026-07", "45");
  before = read_round (store, contest, june);
  after = read_round (store, contest, july);
  assert_place (before, 0, "轻量化部件", LF_FLAG_BLUE);
  assert_place (after, 0, "轻量化部件", LF_FLAG_YELLOW);
}

/* V9: groups with their projects; ranks by min–max */
static void
test_ranking (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  const LfHalfMonth half = { { 2026, 6, 16 }, { 2026, 6, 30 } };
  g_autoptr (LfRecord) contest
      = PUT (store, "contest", "name", "奋战一百天", "kind", "hundred_days", "start_date",
             "2026-04-01", "end_date", "2026-07-09", "indicators", "开工\n超序");
  g_autoptr (LfRecord) ahead = put_site (store, "甲", "2026-04-02", NULL);
  g_autoptr (LfRecord) even = put_site (store, "乙", "2025-09-01", NULL);
  g_autoptr (LfRecord) outside = put_site (store, "丙", "2026-05-01", NULL);
  g_autoptr (LfRecord) first = PUT (store, "contest_group", "name", "第一组", "contest",
                                    lf_record_id (contest), "projects", lf_record_id (ahead));
  g_autoptr (LfRecord) second = PUT (store, "contest_group", "name", "第二组", "contest",
                                     lf_record_id (contest), "projects", lf_record_id (even));
  g_autoptr (LfRecord) empty
      = PUT (store, "contest_group", "name", "第三组", "contest", lf_record_id (contest));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ranking = NULL;
  const LfStanding *leader;

  put_report (store, ahead, "2026-06", "70");
  put_report (store, even, "2026-06", "60");
  ranking = lf_store_contest_ranking_sync (store, lf_record_id (contest), &half, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ranking->len, ==, 3);
  leader = ranking->pdata[0];
  g_assert_cmpstr (leader->name, ==, "第一组");
  g_assert_cmpuint (leader->n_projects, ==, 1);
  g_assert_cmpfloat_with_epsilon (leader->values[LF_INDICATOR_LEAD], 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (leader->values[LF_INDICATOR_STARTS], 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (leader->points, 100, 1e-9);
  g_assert_cmpstr (((LfStanding *) ranking->pdata[1])->name, ==, "第二组");
  g_assert_cmpfloat_with_epsilon (((LfStanding *) ranking->pdata[1])->points, 70, 1e-9);
  g_assert_cmpstr (((LfStanding *) ranking->pdata[2])->name, ==, "第三组");
}

/* V9: what is counted from records of the contest's days, by owner; amounts in 亿元 of yuan */
static void
test_counted (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  const LfHalfMonth half = { { 2026, 6, 16 }, { 2026, 6, 30 } };
  g_autoptr (LfRecord) contest = PUT (
      store, "contest", "name", "奋战一百天", "kind", "hundred_days", "start_date", "2026-04-01",
      "indicators", "完成投资\n签约额\n到位资金\n问题办结率", "ranked_by", "owner");
  g_autoptr (LfRecord) owner = PUT (store, "account", "name", "周砚秋");
  g_autoptr (LfRecord) site
      = PUT (store, "project", "name", "甲", "stage", "started", "started_date", "2026-05-01",
             "signed_date", "2026-04-02", "total_investment", "250000000.00 CNY", "owner",
             lf_record_id (owner));
  g_autoptr (LfRecord) of_none = put_site (store, "乙", "2025-09-01", NULL);
  g_autoptr (LfRecord) dropped
      = PUT (store, "project", "name", "丁", "stage", "dropped", "owner", lf_record_id (owner));
  const char *const id = lf_record_id (site);
  LfRecord *records[] = {
    /* §3: nothing of what was dropped counts, here as in the goals. */
    PUT (store, "progress", "project", lf_record_id (dropped), "period", "2026-06", "invested",
         "700000000.00 CNY"),
    PUT (store, "progress", "project", id, "period", "2026-05", "invested", "30000000.00 CNY"),
    PUT (store, "progress", "project", id, "period", "2026-06", "invested", "20000000.00 CNY"),
    PUT (store, "progress", "project", id, "period", "2026-03", "invested", "900000000.00 CNY"),
    PUT (store, "funds_arrival", "number", "1", "project", id, "kind", "domestic", "amount",
         "10000000.00 CNY", "arrived_on", "2026-06-01", "evidence", "bank_slip"),
    PUT (store, "funds_arrival", "number", "2", "project", id, "kind", "domestic", "amount",
         "10000000.00 USD", "arrived_on", "2026-06-01", "evidence", "bank_slip"),
    PUT (store, "problem", "subject", "一", "kind", "land", "project", id, "state", "closed",
         "collected_on", "2026-05-04", "dispatched_on", "2026-05-05", "closed_on", "2026-05-08"),
    PUT (store, "problem", "subject", "二", "kind", "land", "project", id, "state", "handling",
         "collected_on", "2026-05-04", "dispatched_on", "2026-05-05"),
    PUT (store, "problem", "subject", "三", "kind", "land", "project", id, "state", "collected",
         "collected_on", "2026-05-04"),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ranking
      = lf_store_contest_ranking_sync (store, lf_record_id (contest), &half, &error);
  const LfStanding *leader;

  g_assert_no_error (error);
  g_assert_cmpuint (ranking->len, ==, 2);
  leader = ranking->pdata[0];
  g_assert_cmpstr (leader->name, ==, "周砚秋");
  g_assert_cmpstr (leader->id, ==, lf_record_id (owner));
  g_assert_cmpfloat_with_epsilon (leader->values[LF_INDICATOR_INVESTED], 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (leader->values[LF_INDICATOR_SIGNED], 2.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (leader->values[LF_INDICATOR_FUNDS], 0.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (leader->values[LF_INDICATOR_CLOSING], 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (leader->points, 100, 1e-9);
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    lf_record_unref (records[i]);
}

/* V8: a contest without groups ranks parks. */
static void
test_parks (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  const LfHalfMonth half = { { 2026, 6, 16 }, { 2026, 6, 30 } };
  g_autoptr (LfRecord) contest = PUT (store, "contest", "name", "赛马晾晒", "kind", "ranking");
  g_autoptr (LfRecord) park = PUT (store, "park", "name", "智能装备园");
  g_autoptr (LfRecord) of_park = PUT (store, "project", "name", "甲", "stage", "started",
                                      "started_date", "2026-01-01", "park", lf_record_id (park));
  g_autoptr (LfRecord) of_none = put_site (store, "乙", "2026-01-01", NULL);
  g_autoptr (GPtrArray) ranking = NULL;

  put_report (store, of_park, "2026-06", "60");
  ranking = lf_store_contest_ranking_sync (store, lf_record_id (contest), &half, NULL);
  g_assert_cmpuint (ranking->len, ==, 2);
  g_assert_cmpstr (((LfStanding *) ranking->pdata[0])->name, ==, "智能装备园");
  g_assert_null (((LfStanding *) ranking->pdata[1])->id);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const LfHalfMonth half = { { 2026, 6, 16 }, { 2026, 6, 30 } };

  g_assert_null (lf_store_contest_round_sync (
      fixture->store, "00000000-0000-8000-8000-000000000001", &half, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/contest/V5-sites", Fixture, NULL, set_up, test_sites, tear_down);
  g_test_add ("/contest/V5-outside-its-days", Fixture, NULL, set_up, test_outside, tear_down);
  g_test_add ("/contest/V5-given", Fixture, NULL, set_up, test_given, tear_down);
  g_test_add ("/contest/V5-given-twice", Fixture, NULL, set_up, test_given_twice, tear_down);
  g_test_add ("/contest/V5-thresholds-of-then", Fixture, NULL, set_up, test_thresholds_of_then,
              tear_down);
  g_test_add ("/contest/V9-ranking", Fixture, NULL, set_up, test_ranking, tear_down);
  g_test_add ("/contest/V9-counted", Fixture, NULL, set_up, test_counted, tear_down);
  g_test_add ("/contest/V8-parks", Fixture, NULL, set_up, test_parks, tear_down);
  g_test_add ("/contest/missing", Fixture, NULL, set_up, test_missing, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How projects stand (C2-C6, V3), in the columns that nobody writes: after commits, of what belongs
 * to a project too, after a change of the rules, when the day turns, as of a day that is past; and
 * never in a change, an undo, a digest. */

#include "config.h"

#include "store-fixture.h"

#include "lf-store-list.h"
#include "lf-store-screening.h"
#include "lf-store-standing.h"

#include <string.h>

/* ---- A project, and how it stands ---- */

static void
stop (Fixture *self, gconstpointer data)
{
  lf_clock_pretend (0);
  tear_down (self, data);
}

static LfRecord *
load (LfStore *store, const LfEntity *entity, const char *id, GError **error)
{
  return lf_store_load_sync (store, entity, id, error);
}

static LfRecord *
add_record (LfStore *store, const char *entity, const char *fields)
{
  g_autoptr (LfChange) change = lf_change_new ("add");
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_auto (GStrv) words = g_strsplit (fields, " ", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      lf_record_set (record, pair[0], pair[1]);
    }
  lf_change_create (change, record);
  lf_store_commit_sync (store, change, &error);
  g_assert_no_error (error);
  return record;
}

static void
edit_record (LfStore *store, const LfRecord *record, const char *field, const char *value)
{
  g_autoptr (LfChange) change = lf_change_new ("edit");
  g_autoptr (LfRecord) stored = NULL;
  g_autoptr (GError) error = NULL;

  stored = load (store, lf_record_entity (record), lf_record_id (record), &error);
  g_assert_no_error (error);
  lf_change_edit (change, stored, field, value);
  lf_store_commit_sync (store, change, &error);
  g_assert_no_error (error);
}

static void
assert_field (LfStore *store, const LfRecord *record, const char *field, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) stored
      = load (store, lf_record_entity (record), lf_record_id (record), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lf_record_get (stored, field), ==, expected);
}

static guint64
count_at (LfStore *store, const char *text, const LfDate *as_of)
{
  const LfEntity *entity = lf_schema_find ("project");
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  LfFilter *filter = lf_filter_parse (entity, text, &today, NULL, &error);
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GPtrArray) records = NULL;

  g_assert_no_error (error);
  query = lf_query_new (entity, filter, NULL);
  if (as_of != NULL)
    lf_query_set_as_of (query, as_of);
  records = lf_store_list_sync (store, query, 100, &error);
  g_assert_no_error (error);
  return records->len;
}

static void
set_now (const char *day)
{
  g_autofree char *text = g_strconcat (day, "T12:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  lf_clock_pretend (g_date_time_to_unix (time) * G_USEC_PER_SEC);
}

#define PROJECT "name=甲 stage=signed signed_date=2023-01-31 planned_start_date=2023-05-10"

static void
test_commits (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfRecord) other = NULL;
  g_autoptr (LfRecord) report = NULL;
  g_autofree char *fields = NULL;

  set_now ("2023-03-20");
  project = add_record (self->store, "project", PROJECT);
  assert_field (self->store, project, "deadline", "2023-03-31");
  assert_field (self->store, project, "deadline_leg", "land");
  assert_field (self->store, project, "deadline_state", "warned");
  assert_field (self->store, project, "lamp", "green");
  edit_record (self->store, project, "planned_start_date", "2023-01");
  assert_field (self->store, project, "lamp", "yellow");
  assert_field (self->store, project, "lamp_since", "2023-02-01");
  edit_record (self->store, project, "stage", "started");
  edit_record (self->store, project, "started_date", "2023-03-10");
  assert_field (self->store, project, "deadline", NULL);
  assert_field (self->store, project, "lamp", "green");
  fields = g_strdup_printf ("project=%s period=2023-03 time_percent=50 work_percent=10",
                            lf_record_id (project));
  report = add_record (self->store, "progress", fields);
  assert_field (self->store, project, "lamp", "red");
  edit_record (self->store, report, "work_percent", "30");
  assert_field (self->store, project, "lamp", "yellow");
  other = add_record (self->store, "project", "name=乙 stage=lead");
  edit_record (self->store, report, "project", lf_record_id (other));
  assert_field (self->store, project, "lamp", "green");
}

static void
test_rules_and_days (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfRecord) rule = NULL;
  g_autoptr (GError) error = NULL;

  set_now ("2023-03-20");
  project = add_record (self->store, "project", PROJECT);
  rule = add_record (self->store, "rule", "rule=land_months value=1 valid_from=2023-01-01");
  assert_field (self->store, project, "deadline", "2023-02-28");
  assert_field (self->store, project, "deadline_state", "late");
  edit_record (self->store, rule, "value", "6");
  assert_field (self->store, project, "deadline", "2023-07-31");
  assert_field (self->store, project, "deadline_state", "running");
  set_now ("2023-08-01");
  assert_field (self->store, project, "deadline_state", "running");
  g_assert_true (lf_store_turn_day_sync (self->store, &error));
  g_assert_no_error (error);
  assert_field (self->store, project, "deadline_state", "late");
  assert_field (self->store, project, "lamp", "red");
  g_assert_cmpuint (count_at (self->store, "lamp=red and deadline<2023-12-01", NULL), ==, 1);
  g_assert_cmpuint (count_at (self->store, "lamp=green", NULL), ==, 0);
}

/* As of a day: by what there was, and by the rules of then. */
static void
test_past (Fixture *self, gconstpointer unused)
{
  static const LfDate march = { 2023, 3, 25 }, april = { 2023, 4, 15 }, june = { 2023, 6, 15 };
  g_autoptr (LfRecord) project = NULL;

  set_now ("2023-03-20");
  project = add_record (self->store, "project", PROJECT);
  set_now ("2023-05-01");
  edit_record (self->store, project, "stage", "land");
  edit_record (self->store, project, "land_date", "2023-04-20");
  set_now ("2023-10-01");
  edit_record (self->store, project, "name", "乙");
  g_assert_cmpuint (count_at (self->store, "lamp=red and deadline=2023-07-20", NULL), ==, 1);
  g_assert_cmpuint (count_at (self->store, "lamp=green and deadline=2023-03-31", &march), ==, 1);
  g_assert_cmpuint (count_at (self->store, "deadline_state=warned", &march), ==, 1);
  g_assert_cmpuint (count_at (self->store, "deadline_state=late", &april), ==, 1);
  g_assert_cmpuint (count_at (self->store, "lamp=yellow and deadline=2023-07-20", &june), ==, 1);
}

/* Nobody writes them, and nobody is told. */
static void
test_nobody_writes (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfRecord) stored = NULL;
  g_autoptr (LfRecord) copy = NULL;
  g_autoptr (LfChange) change = lf_change_new ("write");
  g_autoptr (LfChange) again = lf_change_new ("again");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_now ("2023-03-20");
  project = add_record (self->store, "project", PROJECT);
  stored = load (self->store, lf_record_entity (project), lf_record_id (project), &error);
  lf_change_edit (change, stored, "lamp", "red");
  g_assert_false (lf_store_commit_sync (self->store, change, &error));
  g_assert_cmpstr (error->message, ==,
                   "Lamp is worked out from other fields and cannot be written: change those "
                   "instead.");
  g_clear_error (&error);
  lf_change_create (again, stored);
  for (guint i = 0; i < ((LfOp *) again->ops->pdata[0])->edits->len; i++)
    g_assert_cmpstr (((LfEdit *) ((LfOp *) again->ops->pdata[0])->edits->pdata[i])->field, !=,
                     "lamp");
  before = lf_store_digest_sync (self->store, &error);
  g_assert_no_error (error);
  set_now ("2023-12-20");
  g_assert_true (lf_store_turn_day_sync (self->store, &error));
  assert_field (self->store, project, "lamp", "red");
  after = lf_store_digest_sync (self->store, &error);
  g_assert_cmpstr (before, ==, after);
}

/* Of what a change does to a project, its undo takes back everything. */
static void
test_undo (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  set_now ("2023-03-20");
  project = add_record (self->store, "project", PROJECT);
  edit_record (self->store, project, "signed_date", "2023-01-01");
  assert_field (self->store, project, "deadline", "2023-03-01");
  assert_field (self->store, project, "deadline_state", "late");
  label = lf_store_undo_sync (self->store, &error);
  g_assert_no_error (error);
  assert_field (self->store, project, "deadline", "2023-03-31");
  assert_field (self->store, project, "deadline_state", "warned");
}

/* What becomes of a clock when its project's past is put right, when it is dropped and taken up
 * again, and when it moves to a park with rules of its own. */
static void
test_histories (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) home = NULL;
  g_autoptr (LfRecord) harbour = NULL;
  g_autoptr (LfRecord) rule = NULL;
  g_autoptr (LfRecord) project = NULL;
  g_autofree char *rule_fields = NULL;
  g_autofree char *fields = NULL;

  set_now ("2023-03-20");
  home = add_record (self->store, "park", "name=本园");
  harbour = add_record (self->store, "park", "name=港区");
  rule_fields = g_strdup_printf ("rule=land_months value=4 valid_from=2023-01-01 park=%s",
                                 lf_record_id (harbour));
  rule = add_record (self->store, "rule", rule_fields);
  fields = g_strdup_printf (PROJECT " park=%s", lf_record_id (home));
  project = add_record (self->store, "project", fields);
  assert_field (self->store, project, "deadline", "2023-03-31");
  edit_record (self->store, project, "signed_date", "2023-02-15");
  assert_field (self->store, project, "deadline", "2023-04-15");
  edit_record (self->store, project, "stage_reason", "资金断了");
  edit_record (self->store, project, "stage", "dropped");
  assert_field (self->store, project, "deadline", NULL);
  assert_field (self->store, project, "lamp", NULL);
  edit_record (self->store, project, "stage", "signed");
  assert_field (self->store, project, "deadline", "2023-04-15");
  assert_field (self->store, project, "lamp", "green");
  edit_record (self->store, project, "park", lf_record_id (harbour));
  assert_field (self->store, project, "deadline", "2023-06-15");
}

/* A day ends where its people are: at the same moment the clock has run out in Shanghai and is
 * still running in New York. */
static void
test_time_zones (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *zone, *state;
  } cases[] = { { "America/New_York", "warned" }, { "Asia/Shanghai", "late" } };
  g_autofree char *before = g_strdup (g_getenv ("TZ"));
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2023, 3, 31, 17, 0, 0);
  g_autoptr (GError) error = NULL;

  set_now ("2023-03-20");
  project = add_record (self->store, "project", PROJECT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_setenv ("TZ", cases[i].zone, TRUE);
      lf_clock_pretend (g_date_time_to_unix (moment) * G_USEC_PER_SEC);
      g_assert_true (lf_store_turn_day_sync (self->store, &error));
      g_assert_no_error (error);
      assert_field (self->store, project, "deadline_state", cases[i].state);
    }
  if (before == NULL)
    g_unsetenv ("TZ");
  else
    g_setenv ("TZ", before, TRUE);
}

/* ---- How much is read ---- */

typedef struct
{
  GHashTable *ids; /* (nullable): all */
  guint n_statements, n_rows;
  GPtrArray *sql; /* of each statement */
} Counting;

static int
on_trace_cb (unsigned event, void *data, void *statement, void *text)
{
  Counting *counting = data;

  counting->n_statements += event == SQLITE_TRACE_STMT;
  if (event == SQLITE_TRACE_STMT)
    g_ptr_array_add (counting->sql, g_strdup (sqlite3_sql (statement)));
  counting->n_rows += event == SQLITE_TRACE_ROW;
  return 0;
}

/* All projects are read in the order they lie in. */
static void
assert_plan (LfDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *plan = lf_db_preparef (db, &error, "EXPLAIN QUERY PLAN %s", sql);
  gboolean has_row = TRUE;

  g_assert_no_error (error);
  while (lf_db_step (db, plan, &has_row, &error) && has_row)
    {
      const char *step = (const char *) sqlite3_column_text (plan, 3);

      g_test_message ("%s", step);
      g_assert_false (g_str_has_prefix (step, "SCAN project") && strstr (step, "INDEX") != NULL);
    }
  g_assert_no_error (error);
}

static gpointer
judge_counted (LfDb *db, gpointer data, GError **error)
{
  Counting *counting = data;
  const LfDate today = lf_date_today ();
  g_autoptr (GArray) found = NULL;

  sqlite3_trace_v2 (lf_db_handle (db), SQLITE_TRACE_STMT | SQLITE_TRACE_ROW, on_trace_cb, counting);
  found = lf_standing_find_changed (db, &today, counting->ids, error);
  sqlite3_trace_v2 (lf_db_handle (db), 0, NULL, NULL);
  for (guint i = 0; i < counting->sql->len; i++)
    assert_plan (db, counting->sql->pdata[i]);
  return found == NULL ? NULL : LF_DONE;
}

static void
assert_reads (LfStore *store, const LfRecord *project, guint n_statements, guint n_rows)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sql = g_ptr_array_new_with_free_func (g_free);
  Counting counting = { .ids = project == NULL ? NULL : ids, .sql = sql };
  g_autoptr (GError) error = NULL;

  if (project != NULL)
    g_hash_table_add (ids, (gpointer) lf_record_id (project));
  g_assert_true (lf_store_read (store, judge_counted, &counting, &error) == LF_DONE);
  g_assert_no_error (error);
  g_assert_cmpuint (counting.n_statements, ==, n_statements);
  g_assert_cmpuint (counting.n_rows, ==, n_rows);
}

/* One project is judged by its own rows and the rules, however many others there are; of all only
 * those under construction are asked for their reports. */
static void
test_how_much_is_read (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfRecord) site = NULL;
  g_autoptr (LfRecord) rule = NULL;
  g_autoptr (LfRecord) report = NULL;
  g_autofree char *fields = NULL;

  set_now ("2023-03-20");
  site = add_record (self->store, "project", "name=甲 stage=started started_date=2023-01-31");
  rule = add_record (self->store, "rule", "rule=land_months value=1 valid_from=2023-01-01");
  fields = g_strdup_printf ("project=%s period=2023-03 time_percent=50 work_percent=10",
                            lf_record_id (site));
  report = add_record (self->store, "progress", fields);
  assert_reads (self->store, site, 4, 3); /* rules, parks, the project, its reports */
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (LfRecord) other = add_record (self->store, "project", PROJECT);
    }
  assert_reads (self->store, site, 4, 3);
  assert_reads (self->store, NULL, 4, 33);
}

/* ---- Scores (L11) ---- */

/* Each lead's column says what the screening works out from whole records; others have none. */
static void
assert_scores (LfStore *store)
{
  const LfDate today = lf_date_today ();
  const LfScreeningAsked asked = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfScreening) screening = lf_store_screening_sync (store, &asked, &today, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < screening->leads->len; i++)
    {
      const LfScreenedLead *lead = screening->leads->pdata[i];
      g_autofree char *points = g_strdup_printf ("%u", lead->score->points);

      g_assert_cmpstr (lf_record_get (lead->project, "score"), ==, points);
    }
  g_assert_cmpuint (count_at (store, "score= and stage=lead|negotiation", NULL), ==, 0);
  g_assert_cmpuint (count_at (store, "score!= and stage!=lead and stage!=negotiation", NULL), ==,
                    0);
}

/* A zone of leads in which things change. */
typedef struct
{
  LfStore *store;
  GRand *rand;
  LfRecord *zone, *industry, *firms[3], *segments[3], *leads[6];
} Scored;

static const char *const states[] = { "missing", "weak", "present" };
static const char *const cities[] = { "杭州", "宁波", "苏州" };

static void
add_scored (Scored *self)
{
  static const char *const stages[] = { "lead", "negotiation", "approved" };
  g_autoptr (LfRecord) chain = add_record (self->store, "chain", "name=链");

  self->zone = add_record (self->store, "zone", "name=区 province=浙江 city=杭州");
  self->industry = add_record (self->store, "industry", "name=电子信息 rank=leading");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *firm = g_strdup_printf ("name=企业%u city=%s", i, cities[i]);
      g_autofree char *segment
          = g_strdup_printf ("name=环节%u state=%s chain=%s", i, states[i], lf_record_id (chain));

      self->firms[i] = add_record (self->store, "enterprise", firm);
      self->segments[i] = add_record (self->store, "segment", segment);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *lead = g_strdup_printf (
          "name=线索%u stage=%s enterprise=%s %s=%s channel=referral", i, stages[i % 3],
          lf_record_id (self->firms[i % 3]), i < 3 ? "segment" : "industry",
          i < 3 ? lf_record_id (self->segments[i]) : "电子信息");

      self->leads[i] = add_record (self->store, "project", lead);
    }
}

static void
scored_clear (Scored *self)
{
  lf_record_unref (self->zone);
  lf_record_unref (self->industry);
  for (guint i = 0; i < 6; i++)
    lf_record_unref (self->leads[i]);
  for (guint i = 0; i < 3; i++)
    {
      lf_record_unref (self->firms[i]);
      lf_record_unref (self->segments[i]);
    }
}

static void
add_and_forget (LfStore *store, const char *entity, char *fields /* (transfer full) */)
{
  g_autofree char *owned = fields;

  lf_record_unref (add_record (store, entity, owned));
}

/* One of all that a score hangs on. */
static void
change_something (Scored *self, guint round)
{
  static const char *const rules[] = { "score_size_points", "score_chain_points" };
  const int at = g_rand_int_range (self->rand, 0, 3), to = g_rand_int_range (self->rand, 0, 3);
  g_autofree char *money
      = g_strdup_printf ("1%d0000000.00 CNY", g_rand_int_range (self->rand, 0, 15));

  switch (g_rand_int_range (self->rand, 0, 7))
    {
    case 0:
      edit_record (self->store, self->firms[at], "city", cities[to]);
      break;
    case 1:
      edit_record (self->store, self->segments[at], "state", states[to]);
      break;
    case 2:
      edit_record (self->store, self->leads[at + 3], "total_investment", money);
      break;
    case 3:
      add_and_forget (self->store, "figure",
                      g_strdup_printf ("name=增长 indicator=signed_projects period=20%02u "
                                       "enterprise=%s growth_percent=%d",
                                       round, lf_record_id (self->firms[at]), 20 * to));
      break;
    case 4:
      add_and_forget (self->store, "rule",
                      g_strdup_printf ("rule=%s value=%d valid_from=2026-01-01", rules[at % 2],
                                       g_rand_int_range (self->rand, 0, 100)));
      break;
    case 5:
      edit_record (self->store, self->zone, "city", cities[to]);
      break;
    default:
      edit_record (self->store, self->industry, "rank", round % 2 == 0 ? "pillar" : "leading");
    }
}

/* Random leads and what they name, changed one by one. */
static void
test_scores (Fixture *self, gconstpointer unused)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  Scored scored = { self->store, rand };

  add_scored (&scored);
  assert_scores (self->store);
  for (guint round = 0; round < 40; round++)
    {
      change_something (&scored, round);
      assert_scores (self->store);
    }
  scored_clear (&scored);
}

int
main (int argc, char *argv[])
{
#define ADD(path, test) g_test_add ("/store/standing/" path, Fixture, NULL, set_up, test, stop)

  g_test_init (&argc, &argv, NULL);
  ADD ("C2-C6-V3-commits", test_commits);
  ADD ("rules-and-days", test_rules_and_days);
  ADD ("V3-as-of-a-day", test_past);
  ADD ("nobody-writes", test_nobody_writes);
  ADD ("undo", test_undo);
  ADD ("C2-C6-O7-histories", test_histories);
  ADD ("C2-C6-time-zones", test_time_zones);
  ADD ("how-much-is-read", test_how_much_is_read);
  ADD ("L11-scores", test_scores);
  return g_test_run ();
}

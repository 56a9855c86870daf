/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trip (domain.md L6): its stops and whom they call on, whether it is ready, what it brought, and
 * the shares of a year of trips (A11). */

#include "config.h"

#include "store-fixture.h"

#include "lf-store-files.h"
#include "lf-store-trip.h"

#include <string.h>

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

static LfTrip *
read_trip (LfStore *store, const LfRecord *trip)
{
  g_autoptr (GError) error = NULL;
  LfTrip *found = lf_store_trip_sync (store, lf_record_id (trip), &error);

  g_assert_no_error (error);
  return found;
}

/* A trip that begins today, as what was made and changed since its first day is its own. */
static LfRecord *
put_trip (LfStore *store)
{
  const LfDate today = lf_date_today ();
  const LfDate last = lf_date_add_days (&today, 1);
  g_autofree char *start = lf_date_to_canonical (&today);
  g_autofree char *end = lf_date_to_canonical (&last);

  return PUT (store, "trip", "name", "长三角招商行", "start_date", start, "end_date", end, "state",
              "planned");
}

static void
test_stops (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) trip = put_trip (store);
  g_autoptr (LfRecord) firm = PUT (store, "enterprise", "name", "宁德时代", "phone", "021-5555");
  g_autoptr (LfRecord) clerk = PUT (store, "contact", "name", "李文员", "enterprise",
                                    lf_record_id (firm), "mobile", "13800000001");
  g_autoptr (LfRecord) head = PUT (store, "contact", "name", "张总", "enterprise",
                                   lf_record_id (firm), "is_decision_maker", "1");
  g_autoptr (LfRecord) other = PUT (store, "enterprise", "name", "远景能源", "phone", "021-6666");
  g_autoptr (LfRecord) last
      = PUT (store, "trip_stop", "title", "无日期", "trip", lf_record_id (trip));
  g_autoptr (LfRecord) second
      = PUT (store, "trip_stop", "title", "远景", "trip", lf_record_id (trip), "enterprise",
             lf_record_id (other), "planned_for", "2023-03-15", "number", "10");
  g_autoptr (LfRecord) first
      = PUT (store, "trip_stop", "title", "宁德", "trip", lf_record_id (trip), "enterprise",
             lf_record_id (firm), "planned_for", "2023-03-15", "number", "9");
  g_autoptr (LfRecord) named
      = PUT (store, "trip_stop", "title", "再访宁德", "trip", lf_record_id (trip), "enterprise",
             lf_record_id (firm), "contact", lf_record_id (clerk), "planned_for", "2023-03-16",
             "is_done", "1");
  const char *const titles[] = { "宁德", "远景", "再访宁德", "无日期" };
  const char *const phones[] = { "021-5555", "021-6666", "13800000001", NULL };
  g_autoptr (LfTrip) found = read_trip (store, trip);
  const LfDate day = { 2023, 3, 15 };
  g_autoptr (GPtrArray) on_day = lf_trip_stops_on (found, &day);

  g_assert_cmpuint (found->stops->len, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const LfTripStop *stop = found->stops->pdata[i];

      g_assert_cmpstr (lf_record_get (stop->record, "title"), ==, titles[i]);
      g_assert_cmpstr (lf_trip_stop_phone (stop), ==, phones[i]);
    }
  g_assert_cmpstr (lf_record_id (((LfTripStop *) found->stops->pdata[0])->contact), ==,
                   lf_record_id (head)); /* who decides, before who has a mobile */
  g_assert_cmpuint (on_day->len, ==, 2);
  g_assert_cmpuint (found->n_done, ==, 1);
  g_assert_cmpuint (found->n_firms, ==, 1);
  g_assert_cmpuint (found->ready.n_unreachable, ==, 1);
  g_assert_cmpuint (found->ready.n_undated, ==, 1);
}

static char *
add_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *element;

  g_assert_true (g_file_set_contents (path, name, -1, &error));
  element = lf_store_add_file_sync (fixture->store, path, &error);
  g_assert_no_error (error);
  return element;
}

/* What belongs to the firms and their projects is to be on board, what belongs to others is not. */
static void
test_ready (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autofree char *map = add_file (fixture, "map.pdf");
  g_autofree char *minutes = add_file (fixture, "minutes.pdf");
  g_autofree char *foreign = add_file (fixture, "foreign.pdf");
  g_autofree char *missing
      = g_strdup ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/letter.pdf");
  g_autoptr (LfRecord) trip = put_trip (store);
  g_autoptr (LfRecord) firm = PUT (store, "enterprise", "name", "宁德时代");
  g_autoptr (LfRecord) other = PUT (store, "enterprise", "name", "不去的企业");
  g_autoptr (LfRecord) stop = PUT (store, "trip_stop", "title", "宁德", "trip", lf_record_id (trip),
                                   "enterprise", lf_record_id (firm));
  g_autoptr (LfRecord) project = PUT (store, "project", "name", "电池", "stage", "negotiation",
                                      "enterprise", lf_record_id (firm), "files", map);
  g_autoptr (LfRecord) talk
      = PUT (store, "interaction", "subject", "初谈", "kind", "visit", "held_on", "2023-02-01",
             "project", lf_record_id (project), "files", minutes);
  g_autoptr (LfRecord) elsewhere = PUT (store, "project", "name", "别处", "stage", "lead",
                                        "enterprise", lf_record_id (other), "files", foreign);
  g_autoptr (LfTrip) found = read_trip (store, trip);

  g_assert_false (found->ready.has_server);
  g_assert_cmpint (found->ready.n_waiting, ==, 7);
  g_assert_cmpuint (found->ready.n_files, ==, 2);
  g_assert_cmpuint (found->ready.n_missing, ==, 0);
  g_assert_cmpint (found->ready.n_bytes, ==, strlen ("map.pdf") + strlen ("minutes.pdf"));
  g_assert_cmpint (found->ready.free_bytes, >, 0);
  g_assert_cmpuint (found->ready.n_documents, ==, 0);
  {
    g_autoptr (LfRecord) now
        = lf_store_load_sync (store, lf_record_entity (trip), lf_record_id (trip), NULL);
    g_autoptr (LfChange) change = lf_change_new ("letter");
    g_autoptr (LfTrip) again = NULL;

    lf_change_edit (change, now, "files", missing);
    commit_change (store, change);
    again = read_trip (store, trip);
    g_assert_cmpuint (again->ready.n_documents, ==, 1);
    g_assert_cmpuint (again->ready.n_files, ==, 3);
    g_assert_cmpuint (again->ready.n_missing, ==, 1);
  }
}

static LfRecord *
load (LfStore *store, const LfRecord *record)
{
  LfRecord *now
      = lf_store_load_sync (store, lf_record_entity (record), lf_record_id (record), NULL);

  g_assert_nonnull (now);
  return now;
}

static void
log_visit (LfStore *store, const LfRecord *trip, const LfRecord *stop, const LfTripVisit *visit)
{
  g_autoptr (LfRecord) trip_now = load (store, trip);
  g_autoptr (LfRecord) stop_now = load (store, stop);
  const LfDate today = lf_date_today ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_trip_log_visit (trip_now, stop_now, NULL, visit, &today, &error);

  g_assert_no_error (error);
  commit_change (store, change);
}

/* A visit is one change: one undo takes it back, lead and all. */
static void
test_brought (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) firm = PUT (store, "enterprise", "name", "宁德时代");
  g_autoptr (LfRecord) before = PUT (store, "project", "name", "储能电池材料", "stage", "lead",
                                     "enterprise", lf_record_id (firm), "lead_date", "2023-01-05");
  g_autoptr (LfRecord) trip = put_trip (store);
  g_autoptr (LfRecord) stop = PUT (store, "trip_stop", "title", "宁德", "trip", lf_record_id (trip),
                                   "enterprise", lf_record_id (firm));
  const LfTripVisit visit = { .result = "有意落户", .lead = "储能电池材料" };
  g_autofree char *undone = NULL;

  log_visit (store, trip, stop, &visit);
  {
    g_autoptr (LfTrip) found = read_trip (store, trip);
    const LfDuplicatePair *pair;

    g_assert_cmpstr (lf_record_get (found->trip, "state"), ==, "under_way");
    g_assert_cmpuint (found->n_done, ==, 1);
    g_assert_cmpuint (found->visits->len, ==, 1);
    g_assert_cmpuint (found->leads->len, ==, 1);
    g_assert_cmpuint (found->changes->len, >=, 3);
    g_assert_cmpuint (found->duplicates->len, ==, 1);
    pair = found->duplicates->pdata[0];
    g_assert_cmpint (pair->rule->level, ==, LF_DUPLICATE_L1);
  }
  undone = lf_store_undo_sync (store, NULL);
  g_assert_nonnull (undone);
  {
    g_autoptr (LfTrip) found = read_trip (store, trip);

    g_assert_cmpuint (found->n_done, ==, 0);
    g_assert_cmpuint (found->visits->len, ==, 0);
    g_assert_cmpuint (found->leads->len, ==, 0);
    g_assert_cmpstr (lf_record_get (found->trip, "state"), ==, "planned");
  }
}

/* ---- A11 ---- */

static LfTripTotals
totals_of_2023 (LfStore *store)
{
  const LfDate from = { 2023, 1, 1 }, to = { 2023, 12, 31 };
  g_autoptr (GError) error = NULL;
  LfTripTotals totals;

  lf_store_trip_totals_sync (store, &from, &to, &totals, &error);
  g_assert_no_error (error);
  return totals;
}

static LfRecord *
create (LfChange *change, const char *entity, const char *title)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);

  lf_record_set (record, lf_entity_title (lf_record_entity (record))->name, title);
  return record;
}

static void
add (LfChange *change, LfRecord *record)
{
  lf_change_create (change, record);
  lf_record_unref (record);
}

static void
add_trip_with_firms (LfChange *change, guint n)
{
  LfRecord *trip = create (change, "trip", "招商行");
  g_autofree char *day = g_strdup_printf ("2023-%02u-10", n % 12 + 1);

  lf_record_set (trip, "start_date", day);
  lf_record_set (trip, "state", "returned");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("企业%u", 2 * n + i);
      LfRecord *firm = create (change, "enterprise", name),
               *stop = create (change, "trip_stop", name);

      lf_record_set (stop, "trip", lf_record_id (trip));
      lf_record_set (stop, "enterprise", lf_record_id (firm));
      lf_record_set (stop, "is_done", "1");
      add (change, firm);
      add (change, stop);
    }
  add (change, trip);
}

static void
add_project_in_contact (LfChange *change, guint n)
{
  g_autofree char *name = g_strdup_printf ("项目%u", n);
  LfRecord *project = create (change, "project", name);

  lf_record_set (project, "stage", "negotiation");
  for (guint i = 0; i <= n % 3; i++)
    {
      LfRecord *talk = create (change, "interaction", "洽谈");

      lf_record_set (talk, "kind", "video");
      lf_record_set (talk, "held_on", "2023-05-20");
      lf_record_set (talk, "state", "held");
      lf_record_set (talk, "project", lf_record_id (project));
      add (change, talk);
    }
  add (change, project);
}

/* Neither what was called off nor what was only planned is counted. */
static void
add_what_does_not_count (LfChange *change)
{
  LfRecord *trip = create (change, "trip", "取消"), *late = create (change, "trip", "去年");
  LfRecord *talk = create (change, "interaction", "拟谈"),
           *project = create (change, "project", "拟");

  lf_record_set (trip, "start_date", "2023-04-01");
  lf_record_set (trip, "state", "cancelled");
  lf_record_set (late, "start_date", "2022-12-31");
  lf_record_set (project, "stage", "lead");
  lf_record_set (talk, "kind", "visit");
  lf_record_set (talk, "held_on", "2023-05-20");
  lf_record_set (talk, "state", "planned");
  lf_record_set (talk, "project", lf_record_id (project));
  add (change, trip);
  add (change, late);
  add (change, talk);
  add (change, project);
}

/* S4: 30 trips, 60 firms, 150 projects; 2 firms a trip, and 150 is the total in contact */
static void
test_totals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("a year");
  g_autofree char *sentence = NULL;
  LfTripTotals totals;

  for (guint n = 0; n < 30; n++)
    add_trip_with_firms (change, n);
  for (guint n = 0; n < 150; n++)
    add_project_in_contact (change, n);
  add_what_does_not_count (change);
  commit_change (fixture->store, change);
  totals = totals_of_2023 (fixture->store);
  sentence = lf_trip_totals_tell (&totals);
  g_assert_cmpuint (totals.n_trips, ==, 30);
  g_assert_cmpuint (totals.n_firms, ==, 60);
  g_assert_cmpuint (totals.n_projects, ==, 150);
  g_assert_cmpuint (totals.n_leads, ==, 0);
  g_assert_cmpstr (sentence, ==,
                   "30 trips, 60 firms called on (2.0 a trip), 0 leads; 150 projects in contact in "
                   "all");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = lf_id_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_store_trip_sync (fixture->store, id, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/trip/stops-L6", test_stops);
  ADD ("/trip/ready", test_ready);
  ADD ("/trip/brought", test_brought);
  ADD ("/trip/totals-A11", test_totals);
  ADD ("/trip/missing", test_missing);
  return g_test_run ();
}

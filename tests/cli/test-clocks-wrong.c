/* SPDX-License-Identifier: GPL-3.0-or-later */
/* G8 with the built server: a laptop a year ahead and one three years behind lose nothing, what
 * they do is dated by the server, and who sits there is told. */

#include "config.h"

#include "server-run.h"
#include "store-folder.h"

#include "lf-http-transport.h"
#include "lf-sync.h"

#include <string.h>

#define PASSWORD "a good long password"
#define YEAR (365 * G_TIME_SPAN_DAY)
#define NEAR (10 * G_TIME_SPAN_MINUTE)

typedef struct
{
  char *folder;
  LfStore *store;
  LfTransport *transport;
  gint64 off_us; /* its clock, of the right one */
} Device;

typedef struct
{
  char *folder;
  ServerRun *server;
  Device ahead, behind;
} Fixture;

/* What follows happens where the clock is that wrong. */
static void
go_to (const Device *device, gint64 later_us)
{
  lf_clock_pretend (g_get_real_time () + device->off_us + later_us);
}

static void
open_device (Fixture *fixture, Device *device, const char *name, gint64 off_us)
{
  g_autoptr (LfCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;

  device->off_us = off_us;
  go_to (device, 0);
  device->folder = g_build_filename (fixture->folder, name, NULL);
  device->store = lf_store_open_sync (device->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  server_run_add_account (fixture->server, name, "zone_manager");
  credentials = lf_http_login (server_run_url (fixture->server), name, PASSWORD,
                               lf_store_device (device->store), "laptop", NULL, NULL, &error);
  g_assert_no_error (error);
  device->transport = lf_http_transport_new (credentials);
}

static void
close_device (Device *device)
{
  g_clear_object (&device->transport);
  lf_store_close_sync (device->store);
  g_assert_finalize_object (device->store);
  g_free (device->folder);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  open_device (fixture, &fixture->ahead, "林舒然", YEAR);
  open_device (fixture, &fixture->behind, "周砚秋", -3 * YEAR);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lf_clock_pretend (0);
  close_device (&fixture->ahead);
  close_device (&fixture->behind);
  server_run_free (fixture->server);
  store_folder_remove (fixture->folder);
}

static void
sync_device (const Device *device, gint64 later_us, LfSyncOutcome *ret_outcome)
{
  const LfSyncWork work = { .store = device->store, .transport = device->transport };
  g_autoptr (GError) error = NULL;

  go_to (device, later_us);
  lf_sync_run (&work, /* cancellable= */ NULL, ret_outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ret_outcome->n_refused, ==, 0);
  g_assert_cmpuint (ret_outcome->problems->len, ==, 0);
}

/* Returns: how many new conflicts that told of */
static gint64
sync_now (const Device *device)
{
  g_auto (LfSyncOutcome) outcome = { 0 };

  sync_device (device, 0, &outcome);
  return outcome.n_conflicts;
}

static char *
add_project (const Device *device)
{
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;
  LfDate today;

  go_to (device, 0);
  today = lf_date_today ();
  lf_rules_fill_new (project, &today);
  lf_record_set (project, "name", "减速器");
  lf_change_create (change, project);
  lf_store_commit_sync (device->store, change, &error);
  g_assert_no_error (error);
  return g_strdup (lf_record_id (project));
}

static LfRecord *
load (const Device *device, const char *entity, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_load_sync (device->store, lf_schema_find (entity), id, &error);

  g_assert_no_error (error);
  return record;
}

static void
edit (const Device *device, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load (device, "project", id);
  g_autoptr (LfChange) change = lf_change_new ("edit");
  g_autoptr (GError) error = NULL;

  go_to (device, 0);
  lf_change_edit (change, record, field, value);
  lf_store_commit_sync (device->store, change, &error);
  g_assert_no_error (error);
}

static void
assert_value (const Device *device, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load (device, "project", id);

  g_assert_cmpstr (lf_record_get (record, field), ==, value);
}

static void
assert_agree (const Fixture *fixture)
{
  g_autofree char *here = lf_store_digest_sync (fixture->ahead.store, NULL);
  g_autofree char *there = lf_store_digest_sync (fixture->behind.store, NULL);

  g_assert_nonnull (here);
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpint (lf_store_count_pending_sync (fixture->ahead.store, NULL), ==, 0);
  g_assert_cmpint (lf_store_count_pending_sync (fixture->behind.store, NULL), ==, 0);
}

/* What the server says of a record: newest first. */
static LfHistoryPage *
ask_history (const Device *device, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfHistoryPage *page
      = lf_transport_history (device->transport, "project", id, 0, /* cancellable= */ NULL, &error);

  g_assert_no_error (error);
  return page;
}

static void
assert_dated (const LfHistoryPage *page, guint index, gint64 ago_us)
{
  const LfHistoryEntry *entry = page->entries->pdata[index];
  gint64 expected = g_get_real_time () - ago_us;

  g_assert_cmpint (entry->change->time_us, >, expected - NEAR);
  g_assert_cmpint (entry->change->time_us, <, expected + NEAR);
}

static void
assert_doubtful_conflict (const Device *device)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("conflict"), NULL, NULL);
  g_autoptr (GPtrArray) conflicts = lf_store_list_sync (device->store, query, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_cmpstr (lf_record_get (conflicts->pdata[0], "accepted_doubtful"), ==, "1");
  g_assert_cmpstr (lf_record_get (conflicts->pdata[0], "offered_doubtful"), ==, "1");
}

/* What the device's own history says of all that is known to have come to the server. */
static void
assert_doubtful_history (const Device *device, const char *id, gboolean is_doubtful)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = lf_store_history_sync (device->store, "project", id, /* field= */ NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 0);
  for (guint i = 0; i < items->len; i++)
    {
      const LfHistoryItem *item = items->pdata[i];
      g_autofree char *made = lf_history_item_tell_made (item);

      g_assert_cmpint (item->change->is_doubtful, ==, is_doubtful);
      g_assert_cmpint (strstr (made, "doubtful") != NULL, ==, is_doubtful);
    }
}

/* Both edit one field and each another one: a conflict, nothing lost, nothing of another year. */
static void
test_nothing_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_project (&fixture->ahead);
  g_autoptr (LfHistoryPage) page = NULL;

  g_assert_cmpint (sync_now (&fixture->ahead), ==, 0);
  g_assert_cmpint (sync_now (&fixture->behind), ==, 0);
  edit (&fixture->ahead, id, "note", "来年");
  edit (&fixture->ahead, id, "jobs", "120");
  edit (&fixture->behind, id, "note", "三年前");
  edit (&fixture->behind, id, "content", "精密减速器");
  g_assert_cmpint (sync_now (&fixture->behind), ==, 0);
  g_assert_cmpint (sync_now (&fixture->ahead), ==, 1);
  g_assert_cmpint (sync_now (&fixture->behind), ==, 0);
  assert_agree (fixture);
  assert_value (&fixture->ahead, id, "note", "三年前"); /* came first */
  assert_value (&fixture->ahead, id, "content", "精密减速器");
  assert_value (&fixture->behind, id, "jobs", "120");
  page = ask_history (&fixture->behind, id);
  g_assert_cmpuint (page->entries->len, ==, 5);
  for (guint i = 0; i < page->entries->len; i++)
    {
      const LfHistoryEntry *entry = page->entries->pdata[i];

      assert_dated (page, i, 0);
      g_assert_true (entry->change->is_doubtful);
    }
  assert_doubtful_conflict (&fixture->behind);
  assert_doubtful_history (&fixture->ahead, id, TRUE);
  assert_doubtful_history (&fixture->behind, id, TRUE);
}

/* Nobody doubts a clock that is right, nor one that is a little off. */
static void
test_not_doubted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  fixture->ahead.off_us = 5 * G_TIME_SPAN_MINUTE;
  fixture->behind.off_us = 0;
  id = add_project (&fixture->ahead);
  sync_now (&fixture->ahead);
  sync_now (&fixture->behind);
  edit (&fixture->behind, id, "note", "今天");
  sync_now (&fixture->behind);
  sync_now (&fixture->ahead);
  assert_doubtful_history (&fixture->ahead, id, FALSE);
  assert_doubtful_history (&fixture->behind, id, FALSE);
}

/* How long ago something was made is known by the clock it was made by, wrong as it is. */
static void
test_dated_by_the_server (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autofree char *id = add_project (&fixture->behind);
  g_autoptr (LfHistoryPage) page = NULL;

  sync_device (&fixture->behind, 2 * G_TIME_SPAN_DAY, &outcome);
  page = ask_history (&fixture->ahead, id);
  g_assert_cmpuint (page->entries->len, ==, 1);
  assert_dated (page, 0, 2 * G_TIME_SPAN_DAY);
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) wrong = { 0 };
  g_auto (LfSyncOutcome) right = { 0 };
  g_autofree char *sentence = NULL;
  g_autofree char *nothing = NULL;

  sync_device (&fixture->ahead, 0, &wrong);
  sentence = lf_sync_outcome_format (&wrong);
  g_assert_nonnull (strstr (sentence, "set the clock right"));
  g_assert_cmpint (ABS (wrong.here_us - wrong.there_us - YEAR), <, NEAR);
  sync_device (&fixture->ahead, -YEAR, &right);
  nothing = lf_sync_outcome_format (&right);
  g_assert_cmpint (right.here_us, ==, 0);
  g_assert_null (strstr (nothing, "clock"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/cli/clocks-wrong/G8-" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-lost", test_nothing_lost);
  ADD ("dated-by-the-server", test_dated_by_the_server);
  ADD ("told", test_told);
  ADD ("not-doubted", test_not_doubted);
#undef ADD
  return g_test_run ();
}

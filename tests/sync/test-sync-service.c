/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync service: when it runs, what it tells, how it stops. */

#include "config.h"

#include "fake-transport.h"
#include "lf-sync-private.h"
#include "store-folder.h"

#define DEADLINE_S 20

/* Everything at once, so that no test waits. */
static const LfSyncDelays quick = {
  .after_commit_us = 1000,
  .period_us = 3600 * (gint64) G_USEC_PER_SEC,
  .retry_first_us = 1000,
  .retry_most_us = 4000,
};

typedef struct
{
  char *folder;
  LfStore *store;
  FakeTransport *server;
  LfSyncService *service;
  guint n_finished;
  gboolean was_ok;
} Fixture;

static void
on_finished_cb (LfSyncService *service, gboolean is_ok, Fixture *fixture)
{
  fixture->n_finished++;
  fixture->was_ok = is_ok;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = store_folder_make ();
  fixture->store = lf_store_open_sync (fixture->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  fixture->server = fake_transport_new (100);
  fixture->service = lf_sync_service_new (fixture->store);
  lf_sync_service_set_delays (fixture->service, &quick);
  lf_sync_service_set_transport (fixture->service, LF_TRANSPORT (fixture->server));
  g_signal_connect (fixture->service, "finished", G_CALLBACK (on_finished_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lf_sync_service_stop (fixture->service);
  g_assert_finalize_object (fixture->service);
  g_assert_finalize_object (fixture->server);
  lf_store_close_sync (fixture->store);
  g_object_unref (fixture->store);
  store_folder_remove (fixture->folder);
}

static gboolean
on_deadline_cb (gpointer data)
{
  g_error ("nothing happened for %d seconds", DEADLINE_S);
  return G_SOURCE_REMOVE;
}

/* Runs the main context until @condition holds. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint deadline_id = g_timeout_add_seconds (DEADLINE_S, on_deadline_cb, NULL);                  \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (deadline_id);                                                                 \
  }                                                                                                \
  G_STMT_END

static int
phase_of (Fixture *fixture)
{
  int phase;

  g_object_get (fixture->service, "phase", &phase, NULL);
  return phase;
}

static gint64
number_of (Fixture *fixture, const char *property)
{
  gint64 n;

  g_object_get (fixture->service, property, &n, NULL);
  return n;
}

static void
add_park (LfStore *store)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("Add");
  g_autoptr (GError) error = NULL;

  lf_record_set (park, "name", "园区");
  lf_change_create (change, park);
  g_assert_true (lf_store_commit_sync (store, change, &error));
  g_assert_no_error (error);
}

static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_OFF);
  add_park (fixture->store);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished > 0);
  g_assert_true (fixture->was_ok);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_IDLE);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
  g_assert_cmpint (number_of (fixture, "last-success-us"), >, 0);
  g_assert_cmpint (number_of (fixture, "next-try-us"), >, g_get_real_time ());
  g_object_get (fixture->service, "message", &message, NULL);
  g_assert_cmpstr (message, ==, "Sent 1 change.");
}

static void
test_after_commit (Fixture *fixture, gconstpointer data)
{
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished > 0);
  add_park (fixture->store);
  WAIT_FOR (fake_transport_n_changes (fixture->server) == 1);
  WAIT_FOR (number_of (fixture, "n-pending") == 0 && phase_of (fixture) == LF_SYNC_IDLE);
}

/* A mass waits for a person, and goes out when that person says so (G13). */
static void
test_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), NULL, NULL);
  g_autoptr (LfChange) change = lf_change_new ("Many");
  g_autoptr (GPtrArray) parks = NULL;

  for (guint i = 0; i < 30; i++)
    add_park (fixture->store);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fake_transport_n_changes (fixture->server) == 30);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_IDLE && number_of (fixture, "n-pending") == 0);
  g_assert_null (lf_sync_service_get_mass (fixture->service));
  parks = lf_store_list_sync (fixture->store, query, 0, NULL);
  for (guint i = 0; i < parks->len; i++)
    lf_change_delete (change, parks->pdata[i]);
  g_assert_true (lf_store_commit_sync (fixture->store, change, NULL));
  WAIT_FOR (phase_of (fixture) == LF_SYNC_ASKING);
  g_assert_cmpint (lf_sync_service_get_mass (fixture->service)->n_deleted, ==, 30);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 30);
  lf_sync_service_send_all (fixture->service, lf_sync_service_get_mass (fixture->service)->newest);
  WAIT_FOR (fake_transport_n_changes (fixture->server) == 31);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_IDLE);
}

static void
test_offline_and_back (Fixture *fixture, gconstpointer data)
{
  add_park (fixture->store);
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 1, 3);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished > 0);
  g_assert_false (fixture->was_ok);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 1);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_IDLE);
  g_assert_cmpuint (fixture->n_finished, ==, 4);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 1);
}

/* What only a person can mend is not tried again and again. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  guint n_calls;

  fake_transport_fail (fixture->server, FAKE_SIGN_IN, 1, G_MAXINT);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished > 0);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_STOPPED);
  g_assert_cmpint (number_of (fixture, "next-try-us"), ==, 0);
  n_calls = fake_transport_n_calls (fixture->server);
  add_park (fixture->store);
  WAIT_FOR (number_of (fixture, "n-pending") == 1);
  g_assert_cmpuint (fake_transport_n_calls (fixture->server), ==, n_calls);

  fake_transport_fail (fixture->server, FAKE_WORKS, 1, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_IDLE);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
}

static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  add_park (fixture->store);
  lf_sync_service_set_transport (fixture->service, NULL);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (number_of (fixture, "n-pending") == 1);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_OFF);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
}

static void
test_stop_while_running (Fixture *fixture, gconstpointer data)
{
  fake_transport_fail (fixture->server, FAKE_HANGS, 1, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_RUNNING);
  lf_sync_service_stop (fixture->service);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
}

static void
test_delays (void)
{
  const LfSyncDelays delays
      = { .retry_first_us = 2 * G_USEC_PER_SEC, .retry_most_us = 300 * (gint64) G_USEC_PER_SEC };
  gint64 previous = 0;

  for (guint n = 1; n < 40; n++)
    {
      gint64 most = lf_sync_retry_delay (&delays, n, 0);
      gint64 least = lf_sync_retry_delay (&delays, n, 1);

      g_assert_cmpint (most, >=, previous);
      g_assert_cmpint (most, <=, delays.retry_most_us);
      g_assert_cmpint (least, ==, most - most / 4);
      previous = most;
    }
  g_assert_cmpint (lf_sync_retry_delay (&delays, 1, 0), ==, delays.retry_first_us);
  g_assert_cmpint (previous, ==, delays.retry_most_us);
}

static void
add (const char *path, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/service/delays", test_delays);
  add ("/sync/service/start", test_start);
  add ("/sync/service/after-commit", test_after_commit);
  add ("/sync/service/G13-asks", test_asks);
  add ("/sync/service/offline-and-back", test_offline_and_back);
  add ("/sync/service/stopped", test_stopped);
  add ("/sync/service/no-server", test_no_server);
  add ("/sync/service/stop-while-running", test_stop_while_running);
  return g_test_run ();
}

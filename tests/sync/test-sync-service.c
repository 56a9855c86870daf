/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync service: when it runs, what it tells, how it stops. Its clock is the test's. */

#include "config.h"

#include "fake-live.h"
#include "fake-monitor.h"
#include "fake-transport.h"
#include "lf-sync-private.h"
#include "store-folder.h"
#include "virtual-clock.h"

#include "lf-store-files.h"
#include "lf-store-news.h"

#define DEADLINE_S 20
#define S ((gint64) G_USEC_PER_SEC)
#define PERIOD_S 60
#define LARGE (LF_SYNC_SMALL_FILE + 1000)

typedef struct
{
  char *folder;
  LfStore *store;
  FakeTransport *server;
  FakeLive *live;
  FakeMonitor *monitor;
  VirtualClock *clock;
  LfSyncService *service;
  guint n_finished;
  gboolean was_ok;
  guint n_changed;
} Fixture;

static void
on_changed_cb (LfStore *store, LfStoreNews *news, Fixture *fixture)
{
  fixture->n_changed++;
}

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
  fixture->live = fake_live_new ();
  fixture->monitor = fake_monitor_new ();
  fixture->clock = virtual_clock_new ();
  fixture->service = lf_sync_service_new (fixture->store);
  lf_sync_service_set_clock (fixture->service, LF_SYNC_CLOCK (fixture->clock));
  lf_sync_service_set_transport (fixture->service, LF_TRANSPORT (fixture->server));
  lf_sync_service_set_monitor (fixture->service, G_NETWORK_MONITOR (fixture->monitor));
  g_signal_connect (fixture->store, "changed", G_CALLBACK (on_changed_cb), fixture);
  g_signal_connect (fixture->service, "finished", G_CALLBACK (on_finished_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lf_sync_service_stop (fixture->service);
  g_assert_finalize_object (fixture->service);
  g_assert_finalize_object (fixture->server);
  g_assert_finalize_object (fixture->live);
  g_assert_finalize_object (fixture->monitor);
  g_assert_finalize_object (fixture->clock);
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

static gboolean
on_look_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main context until @condition holds; what other threads do shows at the next look. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint deadline_id = g_timeout_add_seconds (DEADLINE_S, on_deadline_cb, NULL);                  \
    guint look_id = g_timeout_add (1, on_look_cb, NULL);                                           \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (look_id);                                                                     \
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

/* Returns when the service knows of it. */
static void
commit (Fixture *fixture, LfChange *change)
{
  guint n_changed = fixture->n_changed;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_store_commit_sync (fixture->store, change, &error));
  g_assert_no_error (error);
  WAIT_FOR (fixture->n_changed > n_changed);
}

static void
add_park (Fixture *fixture)
{
  g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("Add");

  lf_record_set (park, "name", "园区");
  lf_change_create (change, park);
  commit (fixture, change);
}

/* Time passes until what is next is due, which is in @seconds. */
static void
let_pass (Fixture *fixture, double seconds)
{
  gint64 due = lf_sync_clock_now (LF_SYNC_CLOCK (fixture->clock)) + (gint64) (seconds * (double) S);

  WAIT_FOR (virtual_clock_next (fixture->clock) == due);
  virtual_clock_advance (fixture->clock, (gint64) (seconds * (double) S));
}

/* The first round, in which all is well. */
static void
start_well (Fixture *fixture)
{
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  g_assert_true (fixture->was_ok);
}

/* Something another device did; the server says so. */
static void
make_news (Fixture *fixture, const char *name)
{
  fake_transport_put (fixture->server, "park", "018f0000-0000-7000-8000-00000000ffff", "name",
                      name);
  fake_live_say (fixture->live, fake_transport_seq (fixture->server));
}

static void
assert_pulled (Fixture *fixture, const char *name)
{
  g_autoptr (LfRecord) park = lf_store_load_sync (fixture->store, lf_schema_find ("park"),
                                                  "018f0000-0000-7000-8000-00000000ffff", NULL);

  g_assert_nonnull (park);
  g_assert_cmpstr (lf_record_get (park, "name"), ==, name);
}

/* ---- Rounds ---- */

static void
test_start (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_OFF);
  add_park (fixture);
  start_well (fixture);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_IDLE);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
  g_assert_cmpint (number_of (fixture, "last-success-us"), >, 0);
  g_assert_cmpint (number_of (fixture, "next-try-us"), >, g_get_real_time ());
  g_object_get (fixture->service, "message", &message, NULL);
  g_assert_cmpstr (message, ==, "Sent 1 change.");
}

/* Two seconds after an edit, and every minute. */
static void
test_when (Fixture *fixture, gconstpointer data)
{
  start_well (fixture);
  add_park (fixture);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 1);
  for (guint i = 3; i < 6; i++)
    {
      let_pass (fixture, PERIOD_S);
      WAIT_FOR (fixture->n_finished == i);
    }
}

/* A mass waits for a person, and goes out when that person says so (G13). */
static void
test_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), NULL, NULL);
  g_autoptr (LfChange) change = lf_change_new ("Many");
  g_autoptr (GPtrArray) parks = NULL;

  for (guint i = 0; i < 30; i++)
    add_park (fixture);
  start_well (fixture);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 30);
  g_assert_null (lf_sync_service_get_mass (fixture->service));
  parks = lf_store_list_sync (fixture->store, query, 0, NULL);
  for (guint i = 0; i < parks->len; i++)
    lf_change_delete (change, parks->pdata[i]);
  commit (fixture, change);
  let_pass (fixture, 2);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_ASKING);
  g_assert_cmpint (lf_sync_service_get_mass (fixture->service)->n_deleted, ==, 30);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 30);
  lf_sync_service_send_all (fixture->service, lf_sync_service_get_mass (fixture->service)->newest);
  WAIT_FOR (fake_transport_n_changes (fixture->server) == 31);
  WAIT_FOR (phase_of (fixture) == LF_SYNC_IDLE);
}

/* Each try waits twice as long as the one before; none of it is lost. */
static void
test_offline_and_back (Fixture *fixture, gconstpointer data)
{
  add_park (fixture);
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 1, 3);
  lf_sync_service_start (fixture->service);
  for (guint i = 0; i < 3; i++)
    {
      WAIT_FOR (fixture->n_finished == i + 1);
      g_assert_false (fixture->was_ok);
      g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_OFFLINE);
      g_assert_cmpint (number_of (fixture, "n-pending"), ==, 1);
      let_pass (fixture, 2 << i);
    }
  WAIT_FOR (fixture->n_finished == 4);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_IDLE);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 1);
}

/* Jitter brings a try forward, by a quarter at most. */
static void
test_jitter (Fixture *fixture, gconstpointer data)
{
  virtual_clock_set_random (fixture->clock, 1);
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 1, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  let_pass (fixture, 1.5);
  WAIT_FOR (fixture->n_finished == 2);
  let_pass (fixture, 45);
  WAIT_FOR (fixture->n_finished == 3);
}

/* Who presses the button is not made to wait, and begins the back-off anew. */
static void
test_manual (Fixture *fixture, gconstpointer data)
{
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 1, G_MAXINT);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 2);
  let_pass (fixture, 4);
  WAIT_FOR (fixture->n_finished == 3);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 4);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 5);
}

/* An edit does not knock at a door that was closed a moment ago. */
static void
test_edit_while_offline (Fixture *fixture, gconstpointer data)
{
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 1, 3);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 2);
  add_park (fixture);
  WAIT_FOR (number_of (fixture, "n-pending") == 1);
  let_pass (fixture, 4);
  WAIT_FOR (fixture->n_finished == 3);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  fake_transport_fail (fixture->server, FAKE_BUSY, 1, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  let_pass (fixture, (double) (FAKE_BUSY_US / S));
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_true (fixture->was_ok);
}

/* Others may bring it up to date at any time. */
static void
test_server_too_old (Fixture *fixture, gconstpointer data)
{
  fake_transport_fail (fixture->server, FAKE_SERVER_TOO_OLD, 1, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_OUTDATED);
  let_pass (fixture, 3600);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_IDLE);
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
  add_park (fixture);
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
  add_park (fixture);
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

/* A person ends a round: nothing is lost, and the next one is not far. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  add_park (fixture);
  fake_transport_fail (fixture->server, FAKE_HANGS, 2, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fake_transport_n_pushes (fixture->server) == 1);
  lf_sync_service_cancel (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 1);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_IDLE);
  let_pass (fixture, PERIOD_S);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
}

/* A round that was stopped does not begin again by itself because of what was said while it ran. */
static void
test_cancel_stays (Fixture *fixture, gconstpointer data)
{
  gint64 seq;

  fake_transport_put (fixture->server, "park", "018f0000-0000-7000-8000-00000000ffff", "name",
                      "一");
  seq = fake_transport_seq (fixture->server);
  lf_sync_service_set_live (fixture->service, LF_LIVE (fixture->live));
  fake_transport_fail (fixture->server, FAKE_HANGS, 1, 1);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fake_transport_n_calls (fixture->server) == 1);
  WAIT_FOR (fake_live_is_connected (fixture->live));
  fake_live_say (fixture->live, seq);
  WAIT_FOR (!fake_live_has_to_say (fixture->live));
  lf_sync_service_cancel (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  g_assert_cmpint (number_of (fixture, "next-try-us"), >, lf_clock_now_us () + 10 * G_USEC_PER_SEC);
  g_assert_cmpint (number_of (fixture, "last-success-us"), ==, 0);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 2);
  assert_pulled (fixture, "一");
}

/* ---- Live news ---- */

static void
start_live (Fixture *fixture)
{
  lf_sync_service_set_live (fixture->service, LF_LIVE (fixture->live));
  start_well (fixture);
  WAIT_FOR (fake_live_is_connected (fixture->live));
}

static void
test_news (Fixture *fixture, gconstpointer data)
{
  start_live (fixture);
  make_news (fixture, "一");
  WAIT_FOR (fixture->n_finished == 2);
  assert_pulled (fixture, "一");
  make_news (fixture, "二");
  WAIT_FOR (fixture->n_finished == 3);
  assert_pulled (fixture, "二");
  let_pass (fixture, 600);
  WAIT_FOR (fixture->n_finished == 4);
}

/* What is here already is no news: the echo of one's own change, say. */
static void
test_old_news (Fixture *fixture, gconstpointer data)
{
  guint n_calls;

  add_park (fixture);
  start_live (fixture);
  n_calls = fake_transport_n_calls (fixture->server);
  fake_live_say (fixture->live, fake_transport_seq (fixture->server));
  WAIT_FOR (!fake_live_has_to_say (fixture->live));
  make_news (fixture, "一");
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpuint (fake_transport_n_calls (fixture->server), ==, n_calls + 1);
}

/* A connection that is lost loses nothing: it is made again, and the server says first how far it
 * is. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  start_live (fixture);
  fake_live_cut (fixture->live, LF_SYNC_ERROR_UNREACHABLE);
  WAIT_FOR (!fake_live_is_connected (fixture->live));
  fake_transport_put (fixture->server, "park", "018f0000-0000-7000-8000-00000000ffff", "name",
                      "一");
  let_pass (fixture, 2);
  WAIT_FOR (fake_live_n_tries (fixture->live) == 2);
  fake_live_allow (fixture->live);
  let_pass (fixture, 4);
  WAIT_FOR (fake_live_is_connected (fixture->live));
  fake_live_say (fixture->live, fake_transport_seq (fixture->server));
  WAIT_FOR (fixture->n_finished == 2);
  assert_pulled (fixture, "一");
}

/* Without it there is a look every minute, and now and then a try to get it back. */
static void
test_absent (Fixture *fixture, gconstpointer data)
{
  guint n = 1;

  fake_live_cut (fixture->live, LF_SYNC_ERROR_PROTOCOL);
  lf_sync_service_set_live (fixture->service, LF_LIVE (fixture->live));
  start_well (fixture);
  WAIT_FOR (fake_live_n_tries (fixture->live) == 1);
  fake_transport_put (fixture->server, "park", "018f0000-0000-7000-8000-00000000ffff", "name",
                      "一");
  for (gint64 s = 0; s < 900; s += PERIOD_S)
    {
      g_assert_cmpuint (fake_live_n_tries (fixture->live), ==, 1);
      let_pass (fixture, PERIOD_S);
      n++;
      WAIT_FOR (fixture->n_finished == n);
    }
  assert_pulled (fixture, "一");
  WAIT_FOR (fake_live_n_tries (fixture->live) == 2);
}

/* A connection that is cut as soon as it stands, by what is on the way, is no reason to hurry. */
static void
test_flapping (Fixture *fixture, gconstpointer data)
{
  start_live (fixture);
  for (guint i = 0; i < 4; i++)
    {
      fake_live_cut (fixture->live, LF_SYNC_ERROR_UNREACHABLE);
      WAIT_FOR (!fake_live_is_connected (fixture->live));
      fake_live_allow (fixture->live);
      let_pass (fixture, 2 << i);
      WAIT_FOR (fake_live_is_connected (fixture->live));
    }
}

/* ---- Networks ---- */

/* It is tried at once, whatever the back-off, but not as often as networks send signals. */
static void
test_network_back (Fixture *fixture, gconstpointer data)
{
  fake_monitor_set (fixture->monitor, FALSE, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 1, 3);
  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 2);
  WAIT_FOR (virtual_clock_next (fixture->clock) != LF_SYNC_NEVER);
  virtual_clock_advance (fixture->clock, 3 * S);
  fake_monitor_set (fixture->monitor, TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);
  WAIT_FOR (fixture->n_finished == 3);
  g_assert_false (fixture->was_ok);
  for (guint i = 0; i < 5; i++)
    fake_monitor_set (fixture->monitor, TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 4);
  g_assert_true (fixture->was_ok);
}

/* A server in the same building can be reached without a network that leads anywhere. */
static void
test_no_network (Fixture *fixture, gconstpointer data)
{
  fake_monitor_set (fixture->monitor, FALSE, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  start_well (fixture);
  add_park (fixture);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_true (fixture->was_ok);
}

static void
attach (Fixture *fixture, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = g_malloc (size);
  g_autofree char *element = NULL;
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("Attach");
  g_autoptr (GError) error = NULL;
  LfDate today = lf_date_today ();

  memset (bytes, name[0], size);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  element = lf_store_add_file_sync (fixture->store, path, &error);
  g_assert_no_error (error);
  lf_rules_fill_new (project, &today);
  lf_record_set (project, "name", name);
  lf_record_set (project, "files", element);
  lf_change_create (change, project);
  commit (fixture, change);
}

static void
start_metered (Fixture *fixture)
{
  attach (fixture, "small", 1000);
  attach (fixture, "large", LARGE);
  fake_monitor_set (fixture->monitor, TRUE, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  start_well (fixture);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
  g_assert_cmpint (number_of (fixture, "n-files"), ==, 1);
  g_assert_cmpint (number_of (fixture, "n-files-held"), ==, 1);
  g_assert_cmpuint (fake_transport_n_blobs (fixture->server), ==, 1);
}

/* Records and small files go; the large one goes when a person says so, for this network only. */
static void
test_metered (Fixture *fixture, gconstpointer data)
{
  start_metered (fixture);
  lf_sync_service_send_files (fixture->service);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpuint (fake_transport_n_blobs (fixture->server), ==, 2);
  g_assert_cmpint (number_of (fixture, "n-files-held"), ==, 0);

  fake_monitor_set (fixture->monitor, TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);
  fake_monitor_set (fixture->monitor, TRUE, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  attach (fixture, "next", LARGE);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 3);
  g_assert_cmpint (number_of (fixture, "n-files-held"), ==, 1);
}

/* It goes by itself when the network costs nothing any more. */
static void
test_metered_no_more (Fixture *fixture, gconstpointer data)
{
  start_metered (fixture);
  virtual_clock_advance (fixture->clock, 5 * S);
  fake_monitor_set (fixture->monitor, TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpuint (fake_transport_n_blobs (fixture->server), ==, 2);
  g_assert_cmpint (number_of (fixture, "n-files"), ==, 0);
}

/* Whose plan always has room lets all files go. */
static void
test_files_at_cost (Fixture *fixture, gconstpointer data)
{
  start_metered (fixture);
  lf_sync_service_set_files_at_cost (fixture->service, TRUE);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpuint (fake_transport_n_blobs (fixture->server), ==, 2);
  g_assert_cmpint (number_of (fixture, "n-files-held"), ==, 0);

  fake_monitor_set (fixture->monitor, TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);
  fake_monitor_set (fixture->monitor, TRUE, TRUE, G_NETWORK_CONNECTIVITY_FULL);
  attach (fixture, "next", LARGE);
  let_pass (fixture, 2);
  WAIT_FOR (fixture->n_finished == 3);
  g_assert_cmpint (number_of (fixture, "n-files-held"), ==, 0);
}

/* By hand: what waits is counted, and goes only when a person says so. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  add_park (fixture);
  lf_sync_service_set_live (fixture->service, LF_LIVE (fixture->live));
  lf_sync_service_set_automatic (fixture->service, FALSE);
  lf_sync_service_begin (fixture->service);
  WAIT_FOR (number_of (fixture, "n-pending") == 1);
  g_assert_cmpint (phase_of (fixture), ==, LF_SYNC_IDLE);
  virtual_clock_advance (fixture->clock, 3600 * S);
  fake_monitor_set (fixture->monitor, FALSE, FALSE, G_NETWORK_CONNECTIVITY_LOCAL);
  fake_monitor_set (fixture->monitor, TRUE, FALSE, G_NETWORK_CONNECTIVITY_FULL);
  add_park (fixture);
  WAIT_FOR (number_of (fixture, "n-pending") == 2);
  virtual_clock_advance (fixture->clock, 3600 * S);
  add_park (fixture);
  WAIT_FOR (number_of (fixture, "n-pending") == 3);
  g_assert_cmpuint (fixture->n_finished, ==, 0);

  lf_sync_service_start (fixture->service);
  WAIT_FOR (fixture->n_finished == 1);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
  g_assert_cmpint (number_of (fixture, "next-try-us"), ==, 0);
  add_park (fixture);
  WAIT_FOR (number_of (fixture, "n-pending") == 1);
  virtual_clock_advance (fixture->clock, 3600 * S);
  lf_sync_service_set_automatic (fixture->service, TRUE);
  WAIT_FOR (fixture->n_finished == 2);
  g_assert_cmpint (number_of (fixture, "n-pending"), ==, 0);
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
  add ("/sync/service/start", test_start);
  add ("/sync/service/when", test_when);
  add ("/sync/service/G13-asks", test_asks);
  add ("/sync/service/offline-and-back", test_offline_and_back);
  add ("/sync/service/jitter", test_jitter);
  add ("/sync/service/manual", test_manual);
  add ("/sync/service/edit-while-offline", test_edit_while_offline);
  add ("/sync/service/busy", test_busy);
  add ("/sync/service/server-too-old", test_server_too_old);
  add ("/sync/service/stopped", test_stopped);
  add ("/sync/service/no-server", test_no_server);
  add ("/sync/service/stop-while-running", test_stop_while_running);
  add ("/sync/service/cancel", test_cancel);
  add ("/sync/service/cancel-stays", test_cancel_stays);
  add ("/sync/live/news", test_news);
  add ("/sync/live/old-news", test_old_news);
  add ("/sync/live/lost", test_lost);
  add ("/sync/live/absent", test_absent);
  add ("/sync/live/flapping", test_flapping);
  add ("/sync/network/back", test_network_back);
  add ("/sync/network/none", test_no_network);
  add ("/sync/network/metered", test_metered);
  add ("/sync/network/metered-no-more", test_metered_no_more);
  add ("/sync/network/files-at-cost", test_files_at_cost);
  add ("/sync/service/by-hand", test_by_hand);
  return g_test_run ();
}

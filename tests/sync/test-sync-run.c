/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of sync against a server that fails at every call in every way: G1 to G5. */

#include "config.h"

#include "fake-transport.h"
#include "lf-sync-private.h"
#include "store-folder.h"

#include <locale.h>

#define PAGE 3

typedef struct
{
  char *folder;
  LfStore *store;
  FakeTransport *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = store_folder_make ();
  fixture->store = lf_store_open_sync (fixture->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  fixture->server = fake_transport_new (PAGE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lf_store_close_sync (fixture->store);
  g_assert_finalize_object (fixture->store);
  g_assert_finalize_object (fixture->server);
  store_folder_remove (fixture->folder);
}

static gboolean
run (LfStore *store, FakeTransport *server, LfSyncOutcome *outcome, GError **error)
{
  const LfSyncWork work = { .store = store, .transport = LF_TRANSPORT (server) };

  return lf_sync_run (&work, NULL, outcome, error);
}

static void
run_well (LfStore *store, FakeTransport *server)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  run (store, server, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.problems->len, ==, 0);
}

static void
add_parks (LfStore *store, guint n, const char *label)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
      g_autoptr (LfChange) change = lf_change_new (label);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("园区%u", i);

      lf_record_set (park, "name", name);
      lf_change_create (change, park);
      g_assert_true (lf_store_commit_sync (store, change, &error));
      g_assert_no_error (error);
    }
}

static void
put_remote (FakeTransport *server, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("018f0000-0000-7000-8000-0000000000%02u", i);
      g_autofree char *name = g_strdup_printf ("远方园区%u", i);

      fake_transport_put (server, "park", id, "name", name);
    }
}

static gint64
count_pending (LfStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 n = lf_store_count_pending_sync (store, &error);

  g_assert_no_error (error);
  return n;
}

static void
assert_clean (LfStore *store)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_store_verify_sync (store, &problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* A device that was never there before gets the same data (G3). */
static void
assert_same_elsewhere (LfStore *store, FakeTransport *server)
{
  g_autofree char *folder = store_folder_make ();
  g_autoptr (LfStore) other = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, NULL);
  g_autofree char *here = lf_store_digest_sync (store, NULL);
  g_autofree char *there = NULL;

  run_well (other, server);
  there = lf_store_digest_sync (other, NULL);
  g_assert_cmpstr (here, ==, there);
  lf_store_close_sync (other);
  store_folder_remove (g_steal_pointer (&folder));
}

static void
test_nothing_to_do (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autofree char *sentence = NULL;

  g_assert_true (run (fixture->store, fixture->server, &outcome, NULL));
  sentence = lf_sync_outcome_format (&outcome);
  g_assert_cmpstr (sentence, ==, "Everything is up to date.");
  g_assert_cmpuint (fake_transport_n_calls (fixture->server), ==, 1);
}

/* What went from here and was taken as it is does not come back; what was refused beside it brings
 * all of it. */
static void
test_own_stays (Fixture *fixture, gconstpointer data)
{
  fake_transport_leave_out_own (fixture->server);
  put_remote (fixture->server, 1);
  add_parks (fixture->store, 20, "here");
  run_well (fixture->store, fixture->server);
  g_assert_cmpuint (fake_transport_n_deltas (fixture->server), ==, 1);
  assert_same_elsewhere (fixture->store, fixture->server);

  fake_transport_refuse (fixture->server, "refused");
  add_parks (fixture->store, 2, "here");
  add_parks (fixture->store, 1, "refused");
  run_well (fixture->store, fixture->server);
  g_assert_cmpuint (fake_transport_n_deltas (fixture->server), ==, 1 + 21 + 2);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  assert_clean (fixture->store);
}

static gboolean
run_in_batches (Fixture *fixture, LfSyncOutcome *outcome, GError **error)
{
  const LfSyncWork work
      = { .store = fixture->store, .transport = LF_TRANSPORT (fixture->server), .batch = PAGE };

  return lf_sync_run (&work, NULL, outcome, error);
}

/* While one batch is on the line the device works on those before and behind it. */
static void
test_one_beside (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  fake_transport_leave_out_own (fixture->server);
  add_parks (fixture->store, 10, "here");
  fake_transport_refuse (fixture->server, "refused");
  add_parks (fixture->store, 1, "refused");
  add_parks (fixture->store, 4, "here");
  run_in_batches (fixture, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fake_transport_largest_push (fixture->server), ==, PAGE);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 14);
  g_assert_cmpint (outcome.n_pushed, ==, 14);
  g_assert_cmpint (outcome.n_refused, ==, 1);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  assert_clean (fixture->store);
}

/* What was answered before the line broke is stored, and the rest goes on from there. */
static void
test_line_cut (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) cut = { 0 };
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  add_parks (fixture->store, 10, "here");
  fake_transport_fail (fixture->server, FAKE_LOSES_ANSWER, 4, 1);
  g_assert_false (run_in_batches (fixture, &cut, NULL));
  g_assert_cmpint (cut.n_pushed, ==, 6);
  g_assert_cmpint (count_pending (fixture->store), ==, 4);
  run_in_batches (fixture, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 10);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  assert_same_elsewhere (fixture->store, fixture->server);
}

static void
on_sent_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer server)
{
  if (unit == LF_SYNC_SENT)
    fake_transport_set_epoch (server, "second");
}

/* Of another server than the one that took them they come back with all the rest. */
static void
test_own_of_another (Fixture *fixture, gconstpointer data)
{
  const LfSyncWork work = { .store = fixture->store,
                            .transport = LF_TRANSPORT (fixture->server),
                            .progress = on_sent_cb,
                            .user_data = fixture->server };
  g_auto (LfSyncOutcome) outcome = { 0 };

  fake_transport_leave_out_own (fixture->server);
  add_parks (fixture->store, 2, "here");
  g_assert_true (lf_sync_run (&work, NULL, &outcome, NULL));
  g_assert_cmpuint (fake_transport_n_deltas (fixture->server), ==, 2);
  assert_same_elsewhere (fixture->store, fixture->server);
  assert_clean (fixture->store);
}

static void
test_both_ways (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autofree char *sentence = NULL;

  put_remote (fixture->server, 7);
  add_parks (fixture->store, 5, "Add");
  g_assert_true (run (fixture->store, fixture->server, &outcome, NULL));
  g_assert_cmpint (outcome.n_pulled, ==, 7);
  g_assert_cmpint (outcome.n_pushed, ==, 5);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  sentence = lf_sync_outcome_format (&outcome);
  g_assert_cmpstr (sentence, ==, "Received 7 records. Sent 5 changes.");
  assert_clean (fixture->store);
  assert_same_elsewhere (fixture->store, fixture->server);
}

static void
test_batches (Fixture *fixture, gconstpointer data)
{
  add_parks (fixture->store, LF_SYNC_BATCH_CHANGES + 20, "Add");
  run_well (fixture->store, fixture->server);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, LF_SYNC_BATCH_CHANGES + 20);
  g_assert_cmpuint (fake_transport_n_pushes (fixture->server), ==, 2);
  g_assert_cmpuint (fake_transport_largest_push (fixture->server), ==, LF_SYNC_BATCH_CHANGES);
}

/* G5: a failed pull never leads to a push. */
static void
test_failed_pull (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  put_remote (fixture->server, 7);
  add_parks (fixture->store, 2, "Add");
  fake_transport_fail (fixture->server, FAKE_UNREACHABLE, 2, 1);
  g_assert_false (run (fixture->store, fixture->server, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE);
  g_assert_cmpint (outcome.n_pulled, ==, PAGE);
  g_assert_cmpuint (fake_transport_n_pushes (fixture->server), ==, 0);
  g_assert_cmpint (count_pending (fixture->store), ==, 2);
}

/* Whatever goes wrong at call @k: nothing is lost, nothing doubled, and the next round makes
 * everything right. */
static gboolean
fail_at_call (FakeFailure failure, guint k)
{
  Fixture fixture;
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean has_worked;

  set_up (&fixture, NULL);
  put_remote (fixture.server, 5);
  add_parks (fixture.store, 4, "Add");
  fake_transport_fail (fixture.server, failure, k, 1);
  has_worked = run (fixture.store, fixture.server, &outcome, &error);
  if (!has_worked)
    g_assert_true (error->domain == LF_SYNC_ERROR);
  g_assert_cmpint (count_pending (fixture.store) + outcome.n_pushed, ==, 4);
  g_assert_cmpuint (fake_transport_n_pushes_after_failed_pull (fixture.server), ==, 0);
  assert_clean (fixture.store);

  fake_transport_fail (fixture.server, FAKE_WORKS, 1, 1);
  run_well (fixture.store, fixture.server);
  g_assert_cmpint (count_pending (fixture.store), ==, 0);
  g_assert_cmpuint (fake_transport_n_changes (fixture.server), ==, 4);
  assert_same_elsewhere (fixture.store, fixture.server);
  tear_down (&fixture, NULL);
  return has_worked;
}

static void
test_every_call (gconstpointer data)
{
  FakeFailure failure = (FakeFailure) GPOINTER_TO_UINT (data);
  guint n_failed = 0;

  /* two pages, one push, two pages: the sixth call is never made */
  for (guint k = 1; k <= 6; k++)
    n_failed += !fail_at_call (failure, k);
  g_assert_cmpuint (n_failed, >, 0);
  g_assert_cmpuint (n_failed, <, 6);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GPtrArray) refused = NULL;

  fake_transport_refuse (fixture->server, "Forbidden");
  add_parks (fixture->store, 1, "Forbidden");
  add_parks (fixture->store, 2, "Allowed");
  g_assert_true (run (fixture->store, fixture->server, &outcome, NULL));
  g_assert_cmpint (outcome.n_refused, ==, 1);
  g_assert_cmpint (outcome.n_pushed, ==, 2);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  refused = lf_store_refused_sync (fixture->store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpstr (((LfRefused *) refused->pdata[0])->reason, ==, "permission");
}

/* A change no request can hold is refused here and does not stop the others. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("Huge");
  g_autoptr (GPtrArray) refused = NULL;
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autofree char *note = g_strnfill (1000 * 1000, 'x');

  for (guint i = 0; i < 13; i++)
    {
      g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);

      lf_record_set (park, "name", "大园区");
      lf_record_set (park, "note", note);
      lf_change_create (change, park);
    }
  g_assert_cmpuint (lf_change_wire_size (change), >, LF_CHANGE_WIRE_MOST);
  g_assert_true (lf_store_commit_sync (fixture->store, change, NULL));
  add_parks (fixture->store, 1, "Add");
  g_assert_true (run (fixture->store, fixture->server, &outcome, NULL));
  g_assert_cmpint (outcome.n_refused, ==, 1);
  g_assert_cmpint (outcome.n_pushed, ==, 1);
  refused = lf_store_refused_sync (fixture->store, NULL);
  g_assert_cmpstr (((LfRefused *) refused->pdata[0])->reason, ==, "too-large");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LfSyncWork work = { .store = fixture->store, .transport = LF_TRANSPORT (fixture->server) };
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  add_parks (fixture->store, 1, "Add");
  g_cancellable_cancel (cancellable);
  g_assert_false (lf_sync_run (&work, cancellable, &outcome, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_transport_n_calls (fixture->server), ==, 0);
  g_assert_cmpint (count_pending (fixture->store), ==, 1);
}

/* A server that asks for the store to be erased gets what waits first, however much it is, and is
 * not asked for more than that. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  add_parks (fixture->store, 300, "park");
  fake_transport_fail (fixture->server, FAKE_ERASE, 1, 1);
  g_assert_false (run (fixture->store, fixture->server, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 300);
  g_assert_cmpint (outcome.n_pushed, ==, 300);
}

/* What cannot be sent then is told, and does not keep the store from being erased. */
static void
test_erase_cut_off (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_auto (LfSyncOutcome) second = { 0 };
  g_autoptr (GError) error = NULL;

  add_parks (fixture->store, 3, "park");
  fake_transport_fail (fixture->server, FAKE_ERASE_AT_ONCE, 1, 1);
  g_assert_false (run (fixture->store, fixture->server, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE_AT_ONCE);
  g_assert_cmpuint (fake_transport_n_pushes (fixture->server), ==, 0);
  g_clear_error (&error);
  fake_transport_fail (fixture->server, FAKE_ERASE, 2, 2);
  g_assert_false (run (fixture->store, fixture->server, &second, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE);
  g_assert_cmpint (count_pending (fixture->store), ==, 3);
  g_assert_cmpuint (second.problems->len, ==, 1);
}

static void
test_no_server (Fixture *fixture, gconstpointer data)
{
  const LfSyncWork work = { .store = fixture->store };
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_sync_run (&work, NULL, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_NOT_SIGNED_IN);
}

/* A server restored from a backup counts anew: it is read from the beginning, nothing is skipped.
 */
static void
test_other_epoch (Fixture *fixture, gconstpointer data)
{
  put_remote (fixture->server, 4);
  run_well (fixture->store, fixture->server);
  g_object_unref (fixture->server);
  fixture->server = fake_transport_new (PAGE);
  fake_transport_set_epoch (fixture->server, "second");
  put_remote (fixture->server, 2);
  fake_transport_put (fixture->server, "park", "018f0000-0000-7000-8000-00000000ffff", "name",
                      "新园区");
  run_well (fixture->store, fixture->server);
  {
    g_autoptr (LfRecord) park = lf_store_load_sync (fixture->store, lf_schema_find ("park"),
                                                    "018f0000-0000-7000-8000-00000000ffff", NULL);

    g_assert_nonnull (park);
    g_assert_cmpstr (lf_record_get (park, "name"), ==, "新园区");
  }
}

/* How far each unit got; -1: nothing was told of it. */
typedef struct
{
  gint64 done[LF_SYNC_BYTES + 1], total[LF_SYNC_BYTES + 1];
  guint n_calls;
  guint cancel_at; /* the call that cancels; 0: none does */
  GCancellable *cancellable;
} Progress;

static void
on_progress (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpint (n_done, >=, progress->done[unit]);
  g_assert_true (n_total == -1 || n_done <= n_total);
  progress->done[unit] = n_done;
  progress->total[unit] = n_total;
  if (++progress->n_calls == progress->cancel_at)
    g_cancellable_cancel (progress->cancellable);
}

/* It never falls, and ends at its total. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  Progress progress = { .done = { -1, -1, -1 } };
  const LfSyncWork work = { .store = fixture->store,
                            .transport = LF_TRANSPORT (fixture->server),
                            .progress = on_progress,
                            .user_data = &progress };
  g_auto (LfSyncOutcome) outcome = { 0 };

  put_remote (fixture->server, 5);
  add_parks (fixture->store, 5, "Add");
  g_assert_true (lf_sync_run (&work, NULL, &outcome, NULL));
  g_assert_cmpint (progress.done[LF_SYNC_RECEIVED], ==, 5);
  g_assert_cmpint (progress.done[LF_SYNC_SENT], ==, 5);
  g_assert_cmpint (progress.total[LF_SYNC_SENT], ==, 5);
  g_assert_cmpint (progress.done[LF_SYNC_BYTES], ==, -1);
}

/* FALSE: it was done before the call that would have cancelled it. */
static gboolean
cancel_at (Fixture *fixture, guint call)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { .done = { -1, -1, -1 }, .cancel_at = call, .cancellable = cancellable };
  const LfSyncWork work = { .store = fixture->store,
                            .transport = LF_TRANSPORT (fixture->server),
                            .progress = on_progress,
                            .user_data = &progress };
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  if (lf_sync_run (&work, cancellable, &outcome, &error))
    return FALSE;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return TRUE;
}

/* Wherever it is cancelled, the next round goes on and all arrives once. */
static void
test_cancelled_anywhere (Fixture *fixture, gconstpointer data)
{
  guint n_changes = 5;
  guint n_cancelled = 0;

  put_remote (fixture->server, 5);
  add_parks (fixture->store, n_changes, "Add");
  while (cancel_at (fixture, 1) && n_cancelled < 20)
    n_cancelled++;
  g_assert_cmpuint (n_cancelled, >=, 3);
  run_well (fixture->store, fixture->server);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, n_changes);
}

/* The difference of the clocks is measured at each contact, wherever they stand (G8). */
static void
test_offset (Fixture *fixture, gconstpointer data)
{
  static const gint64 offsets_s[] = { 0, 40, -3600, 86400 * 365, -86400 * 3650 };

  for (guint i = 0; i < G_N_ELEMENTS (offsets_s); i++)
    {
      g_auto (LfSyncState) state = { 0 };

      fake_transport_set_offset (fixture->server, offsets_s[i] * G_USEC_PER_SEC);
      run_well (fixture->store, fixture->server);
      g_assert_true (lf_store_sync_state_sync (fixture->store, &state, NULL));
      g_assert_cmpint (ABS (state.time_offset_us - offsets_s[i] * G_USEC_PER_SEC), <,
                       5 * G_USEC_PER_SEC);
    }
}

/* ---- A mass of changes (G13) ---- */

static const struct
{
  const char *name;
  LfPendingMass mass;
  gboolean is_mass;
} masses[] = {
  { "nothing", { 0 }, FALSE },
  { "few-in-a-small-store", { .n_edited = 20, .n_held = 30 }, FALSE },
  { "more-in-a-small-store", { .n_edited = 21, .n_held = 30 }, TRUE },
  { "edits-and-deletes-together", { .n_edited = 11, .n_deleted = 10, .n_held = 100 }, TRUE },
  { "a-twentieth", { .n_edited = 50, .n_held = 1000 }, FALSE },
  { "more-than-a-twentieth", { .n_edited = 51, .n_held = 1000 }, TRUE },
  { "a-hundred-deletes", { .n_deleted = 100, .n_held = 100000 }, FALSE },
  { "more-deletes", { .n_deleted = 101, .n_held = 100000 }, TRUE },
  { "many-edits-of-very-many", { .n_edited = 5000, .n_held = 100000 }, FALSE },
  { "more-than-a-million", { .n_edited = 60000, .n_held = 1000000 }, TRUE },
};

static void
test_is_mass (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpint (lf_sync_is_mass (&masses[i].mass), ==, masses[i].is_mass);
}

typedef enum
{
  RENAME,
  DELETE
} Deed;

static GPtrArray *
list_parks (LfStore *store)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("park"), NULL, NULL);
  GPtrArray *parks = lf_store_list_sync (store, query, 0, NULL);

  g_assert_nonnull (parks);
  return parks;
}

static void
add_at_once (LfStore *store, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("Add");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);

      lf_record_set (park, "name", "园区");
      lf_change_create (change, park);
    }
  g_assert_true (lf_store_commit_sync (store, change, NULL));
}

/* The first @n parks, in one change. */
static void
do_to_parks (LfStore *store, Deed deed, guint n)
{
  g_autoptr (GPtrArray) parks = list_parks (store);
  g_autoptr (LfChange) change = lf_change_new ("Many");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (parks->len, >=, n);
  for (guint i = 0; i < n; i++)
    if (deed == DELETE)
      lf_change_delete (change, parks->pdata[i]);
    else
      lf_change_edit (change, parks->pdata[i], "note", "改");
  g_assert_true (lf_store_commit_sync (store, change, &error));
  g_assert_no_error (error);
}

static void
assert_asks (Fixture *fixture, const char *counts)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_changes = fake_transport_n_changes (fixture->server);

  g_assert_false (run (fixture->store, fixture->server, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE);
  g_assert_true (g_str_has_prefix (error->message, counts));
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, n_changes);
}

static void
agree (LfStore *store)
{
  LfPendingMass mass;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_store_weigh_pending_sync (store, &mass, &error));
  g_assert_no_error (error);
  g_assert_cmpint (mass.newest, >, 0);
  g_assert_true (lf_store_agree_pending_sync (store, mass.newest, &error));
  g_assert_no_error (error);
}

/* What others did is received all the same, and consent is for what waited then. */
static void
test_g13_asks_before_sending (Fixture *fixture, gconstpointer data)
{
  add_at_once (fixture->store, 40);
  run_well (fixture->store, fixture->server);
  do_to_parks (fixture->store, RENAME, 30);
  put_remote (fixture->server, 2);
  assert_asks (fixture, "30 records were edited, of 42 on this device.");
  {
    g_autoptr (GPtrArray) parks = list_parks (fixture->store);

    g_assert_cmpuint (parks->len, ==, 42);
  }
  agree (fixture->store);
  do_to_parks (fixture->store, DELETE, 25);
  assert_asks (fixture, "25 records were deleted, of 42 on this device.");
  agree (fixture->store);
  run_well (fixture->store, fixture->server);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  assert_same_elsewhere (fixture->store, fixture->server);
}

/* Once the first part is on the server. */
static void
delete_many_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  Fixture *fixture = data;

  if (unit == LF_SYNC_SENT && n_done == 1)
    do_to_parks (fixture->store, DELETE, 30);
}

static void
test_g13_asks_for_what_comes_while_sending (Fixture *fixture, gconstpointer data)
{
  const LfSyncWork work = { .store = fixture->store,
                            .transport = LF_TRANSPORT (fixture->server),
                            .progress = delete_many_cb,
                            .user_data = fixture };
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  add_at_once (fixture->store, 40);
  g_assert_false (lf_sync_run (&work, NULL, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE);
  g_assert_true (g_str_has_prefix (error->message, "30 records were deleted, of 40"));
  g_assert_cmpint (count_pending (fixture->store), ==, 1);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), ==, 1);
}

static void
test_g13_making_records_is_no_mass (Fixture *fixture, gconstpointer data)
{
  add_at_once (fixture->store, 60);
  do_to_parks (fixture->store, RENAME, 60);
  do_to_parks (fixture->store, DELETE, 30);
  run_well (fixture->store, fixture->server);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
}

static void
undo (LfStore *store, gboolean redo)
{
  g_autoptr (GError) error = NULL;

  g_free (redo ? lf_store_redo_sync (store, &error) : lf_store_undo_sync (store, &error));
  g_assert_no_error (error);
}

static void
test_g13_what_was_undone_does_not_count (Fixture *fixture, gconstpointer data)
{
  add_at_once (fixture->store, 40);
  run_well (fixture->store, fixture->server);
  do_to_parks (fixture->store, DELETE, 30);
  undo (fixture->store, FALSE);
  undo (fixture->store, TRUE);
  assert_asks (fixture, "30 records were deleted, of 40 on this device.");
  undo (fixture->store, FALSE);
  run_well (fixture->store, fixture->server);
  g_assert_cmpint (count_pending (fixture->store), ==, 0);
  assert_same_elsewhere (fixture->store, fixture->server);
}

/* What is offered again to a server that came back from a backup was sent once (G14). */
static void
test_g13_sent_again_is_no_mass (Fixture *fixture, gconstpointer data)
{
  LfPendingMass mass;

  fake_transport_set_epoch (fixture->server, "first");
  put_remote (fixture->server, 1);
  add_at_once (fixture->store, 40);
  run_well (fixture->store, fixture->server);
  do_to_parks (fixture->store, RENAME, 30);
  agree (fixture->store);
  run_well (fixture->store, fixture->server);
  g_object_unref (fixture->server);
  fixture->server = fake_transport_new (PAGE);
  fake_transport_set_epoch (fixture->server, "first second@0");
  put_remote (fixture->server, 1);
  lf_store_set_setting_sync (fixture->store, "mass-agreed", "0", NULL);
  run_well (fixture->store, fixture->server);
  g_assert_cmpuint (fake_transport_n_changes (fixture->server), >, 0);
  g_assert_true (lf_store_weigh_pending_sync (fixture->store, &mass, NULL));
  g_assert_cmpint (mass.n_edited, ==, 0);
}

static void
add (const char *path, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    FakeFailure failure;
  } failures[] = {
    { "/sync/run/every-call/unreachable", FAKE_UNREACHABLE },
    { "/sync/run/every-call/loses-answer", FAKE_LOSES_ANSWER },
    { "/sync/run/every-call/garbage", FAKE_GARBAGE },
    { "/sync/run/every-call/half", FAKE_HALF },
    { "/sync/run/every-call/answers-missing", FAKE_ANSWERS_MISSING },
    { "/sync/run/every-call/stands-still", FAKE_STANDS_STILL },
    { "/sync/run/every-call/out-of-order", FAKE_OUT_OF_ORDER },
    { "/sync/run/every-call/sign-in", FAKE_SIGN_IN },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add ("/sync/run/nothing-to-do", test_nothing_to_do);
  add ("/sync/run/both-ways", test_both_ways);
  add ("/sync/run/own-stays", test_own_stays);
  add ("/sync/run/own-of-another", test_own_of_another);
  add ("/sync/run/line-beside", test_one_beside);
  add ("/sync/run/line-cut", test_line_cut);
  add ("/sync/run/batches", test_batches);
  add ("/sync/run/failed-pull", test_failed_pull);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    g_test_add_data_func (failures[i].path, GUINT_TO_POINTER (failures[i].failure),
                          test_every_call);
  add ("/sync/run/refused", test_refused);
  add ("/sync/run/too-large", test_too_large);
  add ("/sync/run/cancelled", test_cancelled);
  add ("/sync/run/erase", test_erase);
  add ("/sync/run/erase-cut-off", test_erase_cut_off);
  add ("/sync/run/no-server", test_no_server);
  add ("/sync/run/other-epoch", test_other_epoch);
  add ("/sync/run/progress", test_progress);
  add ("/sync/run/cancelled-anywhere", test_cancelled_anywhere);
  add ("/sync/run/G8-offset", test_offset);
  for (guint n = 0; n < G_N_ELEMENTS (masses); n++)
    {
      g_autofree char *path = g_strconcat ("/sync/G13-mass/", masses[n].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (n), test_is_mass);
    }
  add ("/sync/G13-asks-before-sending", test_g13_asks_before_sending);
  add ("/sync/G13-asks-for-what-comes-while-sending", test_g13_asks_for_what_comes_while_sending);
  add ("/sync/G13-making-records-is-no-mass", test_g13_making_records_is_no_mass);
  add ("/sync/G13-what-was-undone-does-not-count", test_g13_what_was_undone_does_not_count);
  add ("/sync/G13-sent-again-is-no-mass", test_g13_sent_again_is_no_mass);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparing with the server: once a day or when asked, and never in the way of a round (G3). */

#include "config.h"

#include "fake-transport.h"
#include "lf-sync-private.h"
#include "store-folder.h"

#include <sqlite3.h>
#include <string.h>

#define PAGE 3
#define DAY_US LF_SYNC_COMPARE_US

/* ---- A server of a few lines that can be compared with ---- */

#define COMPARING_TYPE_TRANSPORT (comparing_transport_get_type ())
G_DECLARE_FINAL_TYPE (ComparingTransport, comparing_transport, COMPARING, TRANSPORT, GObject)

struct _ComparingTransport
{
  GObject parent_instance;
  FakeTransport *server;
  int failure;       /* LfSyncError of whoever asks for digests; -1: none */
  gboolean is_wrong; /* its digests are not those of its records */
  guint n_asked, n_buckets;
  guint n_meanwhile; /* so many times somebody writes just before it answers */
};

static void comparing_transport_iface_init (LfTransportInterface *iface);

G_DEFINE_TYPE_WITH_CODE (ComparingTransport,
                         comparing_transport,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_TRANSPORT, comparing_transport_iface_init))

static GPtrArray *
push (LfTransport *transport, GPtrArray *changes, GCancellable *cancellable, GError **error)
{
  return lf_transport_push (LF_TRANSPORT (COMPARING_TRANSPORT (transport)->server), changes,
                            cancellable, error);
}

static LfPage *
pull (LfTransport *transport, const LfPullQuery *query, GCancellable *cancellable, GError **error)
{
  return lf_transport_pull (LF_TRANSPORT (COMPARING_TRANSPORT (transport)->server), query,
                            cancellable, error);
}

/* All that the server has. */
static LfPage *
pull_all (ComparingTransport *self)
{
  g_autoptr (LfPage) all = lf_page_new ();

  do
    {
      const LfPullQuery query = { .cursor = all->cursor };
      g_autoptr (LfPage) page = lf_transport_pull (LF_TRANSPORT (self->server), &query, NULL, NULL);

      g_assert_nonnull (page);
      while (page->deltas->len > 0)
        g_ptr_array_add (all->deltas, g_ptr_array_steal_index (page->deltas, 0));
      all->cursor = page->cursor;
      all->has_more = page->has_more;
      g_free (all->epoch);
      all->epoch = g_strdup (page->epoch);
    }
  while (all->has_more);
  return g_steal_pointer (&all);
}

static LfPage *
pull_bucket (
    LfTransport *transport, guint bucket, gint64 cursor, GCancellable *cancellable, GError **error)
{
  ComparingTransport *self = COMPARING_TRANSPORT (transport);
  LfPage *page = pull_all (self);

  g_assert_cmpint (cursor, ==, 0);
  self->n_buckets++;
  for (guint i = page->deltas->len; i > 0; i--)
    if (lf_digest_bucket (((LfDelta *) page->deltas->pdata[i - 1])->id) != bucket)
      g_ptr_array_remove_index (page->deltas, i - 1);
  return page;
}

static LfDigests *
digests (LfTransport *transport, GCancellable *cancellable, GError **error)
{
  ComparingTransport *self = COMPARING_TRANSPORT (transport);
  g_autoptr (LfPage) page = NULL;
  LfDigests *told;

  self->n_asked++;
  if (self->failure >= 0)
    {
      g_set_error_literal (error, LF_SYNC_ERROR, self->failure, "No digests.");
      return NULL;
    }
  if (self->n_meanwhile > 0)
    {
      g_autofree char *id = lf_id_new ();

      self->n_meanwhile--;
      fake_transport_put (self->server, "park", id, "name", "同时");
    }
  page = pull_all (self);
  told = lf_digests_new ();
  told->seq = page->cursor;
  told->epoch = g_strdup (page->epoch);
  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = page->deltas->pdata[i];
      LfDigestSum sum;

      lf_digest_sum_record (&sum, delta->entity, delta->id, delta->deleted, delta->fields);
      lf_digest_sum_add (&told->buckets[lf_digest_bucket (delta->id)], &sum);
      told->buckets[lf_digest_bucket (delta->id)].low ^= self->is_wrong;
    }
  return told;
}

static void
comparing_transport_iface_init (LfTransportInterface *iface)
{
  iface->push = push;
  iface->pull = pull;
  iface->pull_bucket = pull_bucket;
  iface->digests = digests;
}

static void
comparing_transport_finalize (GObject *object)
{
  g_object_unref (COMPARING_TRANSPORT (object)->server);
  G_OBJECT_CLASS (comparing_transport_parent_class)->finalize (object);
}

static void
comparing_transport_class_init (ComparingTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = comparing_transport_finalize;
}

static void
comparing_transport_init (ComparingTransport *self)
{
  self->failure = -1;
  self->server = fake_transport_new (PAGE);
}

/* ---- A device ---- */

typedef struct
{
  char *folder;
  LfStore *store;
  ComparingTransport *server;
  char *id; /* of a park that both know */
} Fixture;

static void
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->store = lf_store_open_sync (fixture->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  lf_clock_pretend (g_get_real_time ());
  fixture->folder = store_folder_make ();
  open_store (fixture);
  fixture->server = g_object_new (COMPARING_TYPE_TRANSPORT, NULL);
  fixture->id = lf_id_new ();
  fake_transport_put (fixture->server->server, "park", fixture->id, "name", "上虞");
}

static void
close_store (Fixture *fixture)
{
  lf_store_close_sync (fixture->store);
  g_assert_finalize_object (fixture->store);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_store (fixture);
  g_assert_finalize_object (fixture->server);
  store_folder_remove (fixture->folder);
  g_free (fixture->id);
  lf_clock_pretend (0);
}

static LfSyncOutcome
run (Fixture *fixture, gboolean compares)
{
  const LfSyncWork work = { .store = fixture->store,
                            .transport = LF_TRANSPORT (fixture->server),
                            .compares = compares };
  LfSyncOutcome outcome;
  g_autoptr (GError) error = NULL;

  lf_sync_run (&work, NULL, &outcome, &error);
  g_assert_no_error (error);
  return outcome;
}

/* As something else on that machine might. */
static void
damage (Fixture *fixture, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "landfall.db", NULL);
  sqlite3 *db;

  close_store (fixture);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), ==, 1);
  sqlite3_close (db);
  open_store (fixture);
}

static void
assert_park (Fixture *fixture, const char *field, const char *value)
{
  g_autoptr (LfRecord) park
      = lf_store_load_sync (fixture->store, lf_schema_find ("park"), fixture->id, NULL);

  g_assert_nonnull (park);
  g_assert_cmpstr (lf_record_get (park, field), ==, value);
}

/* ---- When ---- */

static void
test_once_a_day (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) first = run (fixture, FALSE);
  g_auto (LfSyncOutcome) second = { 0 };
  g_auto (LfSyncOutcome) third = { 0 };
  g_auto (LfSyncOutcome) fourth = { 0 };

  g_assert_false (first.is_compared);
  lf_clock_pretend (lf_clock_now_us () + DAY_US);
  second = run (fixture, FALSE);
  g_assert_true (second.is_compared);
  g_assert_cmpint (second.n_compared, ==, 1);
  third = run (fixture, FALSE);
  g_assert_false (third.is_compared);
  g_assert_cmpuint (fixture->server->n_asked, ==, 1);
  lf_clock_pretend (lf_clock_now_us () - 400 * DAY_US); /* G8: a clock that was a year ahead */
  fourth = run (fixture, FALSE);
  g_assert_true (fourth.is_compared);
  g_assert_cmpuint (fixture->server->n_buckets, ==, 0);
}

/* A server of before is asked again the next day; one that fails, with the next round. */
static void
test_failing (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int failure;
    guint n_asked;
  } cases[] = { { LF_SYNC_ERROR_REFUSED, 1 }, { LF_SYNC_ERROR_UNREACHABLE, 2 } };
  g_auto (LfSyncOutcome) first = run (fixture, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      lf_clock_pretend (lf_clock_now_us () + DAY_US);
      fixture->server->failure = cases[i].failure;
      fixture->server->n_asked = 0;
      for (guint j = 0; j < 2; j++)
        {
          g_auto (LfSyncOutcome) outcome = run (fixture, FALSE);

          g_assert_false (outcome.is_compared);
          g_assert_cmpuint (outcome.problems->len, ==, 0);
        }
      g_assert_cmpuint (fixture->server->n_asked, ==, cases[i].n_asked);
    }
}

/* Who asks for it is told why it cannot be done. */
static void
test_asked_for (Fixture *fixture, gconstpointer data)
{
  const LfSyncWork work
      = { .store = fixture->store, .transport = LF_TRANSPORT (fixture->server), .compares = TRUE };
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->server->failure = LF_SYNC_ERROR_REFUSED;
  g_assert_false (lf_sync_run (&work, NULL, &outcome, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_REFUSED);
  assert_park (fixture, "name", "上虞");
}

/* ---- What ---- */

static void
test_mended (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 n_mended, n_let_go;
  } cases[] = {
    { "UPDATE park SET name = '上虚'", 1, 0 },
    { "DELETE FROM park", 1, 0 },
    { "UPDATE park SET id = randomblob (16)", 1, 1 },
  };
  g_auto (LfSyncOutcome) first = run (fixture, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LfSyncOutcome) outcome = { 0 };
      g_auto (LfSyncOutcome) after = { 0 };
      g_autoptr (GPtrArray) problems = NULL;

      g_test_message ("%s", cases[i].sql);
      damage (fixture, cases[i].sql);
      outcome = run (fixture, TRUE);
      g_assert_true (outcome.is_compared);
      g_assert_cmpint (outcome.n_mended, ==, cases[i].n_mended);
      g_assert_cmpint (outcome.n_let_go, ==, cases[i].n_let_go);
      g_assert_cmpuint (outcome.problems->len, ==, 0);
      assert_park (fixture, "name", "上虞");
      after = run (fixture, TRUE);
      g_assert_cmpint (after.n_mended + after.n_let_go, ==, 0);
      g_assert_true (lf_store_verify_sync (fixture->store, &problems, NULL));
      g_assert_cmpuint (problems->len, ==, 0);
    }
}

static void
edit_park (Fixture *fixture, const char *value)
{
  g_autoptr (LfChange) change = lf_change_new ("改");
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "park", fixture->id);
  g_autoptr (GError) error = NULL;

  lf_op_add_edit (op, "name", NULL, value, 0);
  lf_store_commit_sync (fixture->store, change, &error);
  g_assert_no_error (error);
}

static void
count_held (const char *entity, const char *id, const LfDigestSum *sum, gpointer user_data)
{
  lf_digest_sum_add (user_data, sum);
}

/* What waits to be sent is not part of what is compared, and stays over what is mended. */
static void
test_pending (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) first = run (fixture, TRUE);
  g_autoptr (LfDigests) there = digests (LF_TRANSPORT (fixture->server), NULL, NULL);
  g_autoptr (LfPage) page = pull_all (fixture->server);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  const LfMending mending = { page->deltas, none };
  g_autoptr (LfRecord) made = lf_record_new (lf_schema_find ("park"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("新");
  LfDigestSum sum = { 0, 0 };

  edit_park (fixture, "柯桥");
  lf_record_set (made, "name", "新区");
  lf_change_create (change, made);
  g_assert_true (lf_store_commit_sync (fixture->store, change, NULL));
  g_assert_true (lf_store_each_held_sync (fixture->store, count_held, &sum, NULL, NULL));
  g_assert_true (lf_digest_sum_equal (&sum, &there->buckets[lf_digest_bucket (fixture->id)]));
  g_assert_true (lf_store_mend_sync (fixture->store, &mending, problems, NULL));
  assert_park (fixture, "name", "柯桥");
  g_assert_cmpint (lf_store_count_pending_sync (fixture->store, NULL), ==, 2);
}

/* Others write while it is compared: what came in between is received first. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) outcome = { 0 };

  fixture->server->n_meanwhile = 2;
  outcome = run (fixture, TRUE);
  g_assert_true (outcome.is_compared);
  g_assert_cmpint (outcome.n_compared, ==, 3);
  g_assert_cmpint (outcome.n_mended, ==, 0);
  fixture->server->n_meanwhile = G_MAXUINT;
  g_clear_pointer (&outcome.problems, g_ptr_array_unref);
  g_clear_pointer (&outcome.file_problems, g_ptr_array_unref);
  lf_clock_pretend (lf_clock_now_us () + DAY_US);
  outcome = run (fixture, FALSE);
  g_assert_false (outcome.is_compared);
}

/* Nothing is taken from a server whose digests are not those of what it sends, and it is told. */
static void
test_wrong_server (Fixture *fixture, gconstpointer data)
{
  g_auto (LfSyncOutcome) first = run (fixture, TRUE);
  g_auto (LfSyncOutcome) outcome = { 0 };

  damage (fixture, "UPDATE park SET name = '上虚'");
  fixture->server->is_wrong = TRUE;
  outcome = run (fixture, TRUE);
  g_assert_cmpint (outcome.n_mended + outcome.n_let_go, ==, 0);
  g_assert_cmpuint (outcome.problems->len, ==, 1);
  assert_park (fixture, "name", "上虚");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } cases[] = {
    { "/sync/digest/once-a-day", test_once_a_day },
    { "/sync/digest/failing", test_failing },
    { "/sync/digest/asked-for", test_asked_for },
    { "/sync/digest/G3-mended", test_mended },
    { "/sync/digest/G2-pending", test_pending },
    { "/sync/digest/meanwhile", test_meanwhile },
    { "/sync/digest/wrong-server", test_wrong_server },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can happen to a storage in PostgreSQL and to no other: a database that goes away, somebody
 * in the way, a pooler in between, several programs that make its tables at once. */

#include "config.h"

#include "lf-server-check.h"
#include "lf-storage-postgres.h"
#include "postgres-run.h"
#include "server-thread.h"

#include <string.h>

#define PATIENCE_US (4 * G_USEC_PER_SEC)

static void
create (Zone *zone, const char *name)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfChange) change = change_create ("park", id, name);
  g_autoptr (LfAnswer) answer = zone_push (zone, "a", change);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
}

/* (nullable) */
static GPtrArray *
try_to_create (Zone *zone, const char *name, GError **error)
{
  g_autofree char *id = zone_id (name);
  g_autoptr (LfChange) change = change_create ("park", id, name);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  LfServerUser user = { (char *) ZONE, (char *) "a", (char *) "zone_manager", (char *) "a" };

  g_ptr_array_add (changes, change);
  return lf_merge_changes (zone->storage, &user, changes, error);
}

static void
assert_sound (Zone *zone, gint64 seq)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LfServerFindings findings;

  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (findings.seq, ==, seq);
  g_assert_cmpuint (findings.n_records, ==, seq);
}

/* ---- Away ---- */

/* Whoever asks does not notice. */
static void
test_restarted (void)
{
  g_autoptr (Zone) zone = zone_new ();
  PostgresRun *postgres = postgres_run_shared ();

  create (zone, "a");
  postgres_run_stop (postgres);
  postgres_run_start (postgres);
  create (zone, "b");
  postgres_run_kill (postgres);
  postgres_run_start (postgres);
  create (zone, "c");
  assert_sound (zone, 3);
}

/* Who asks is told in words, after seconds the first time and at once from then on. */
static void
test_away (void)
{
  g_autoptr (Zone) zone = zone_new ();
  PostgresRun *postgres = postgres_run_shared ();
  gint64 start_us = 0;

  postgres_run_stop (postgres);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      LfServerPageQuery query = { .limit = 1 };

      if (i == 1)
        start_us = g_get_monotonic_time ();
      g_assert_null (try_to_create (zone, "a", &error));
      g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_BUSY);
      g_assert_null (lf_server_read_page (zone->storage, ZONE, &query, NULL));
    }
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, PATIENCE_US);
  postgres_run_start (postgres);
  while (TRUE)
    {
      g_autoptr (GPtrArray) answers = try_to_create (zone, "a", NULL);

      if (answers != NULL)
        break;
    }
  assert_sound (zone, 1);
}

/* Cut off in the middle: nothing of it is there. */
static void
test_cut (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("a");
  g_autoptr (LfServerRecord) record = lf_server_record_new ("node", id);
  g_autoptr (LfServerRecord) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, &error));
  record->created_seq = record->seq = lf_server_storage_next_seq (zone->storage, &error);
  g_assert_true (lf_server_storage_save (zone->storage, record, &error));
  g_free (postgres_run_sql (zone->address, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity"
                                           " WHERE application_name = 'landfall-server'"));
  g_assert_false (lf_server_storage_commit (zone->storage, &error));
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_BUSY);
  none = zone_load (zone, "node", id);
  g_assert_null (none);
  g_assert_cmpint (zone_last_seq (zone), ==, 0);
}

/* What the database refuses is not tried for ever, and nothing of it is there. */
static void
test_refused (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;

  create (zone, "a");
  g_free (postgres_run_sql (zone->address, "ALTER TABLE change ADD CHECK (seq < 2)"));
  g_assert_null (try_to_create (zone, "b", &error));
  g_assert_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE);
  assert_sound (zone, 1);
}

static void
note_seq (const char *zone, gint64 seq, gpointer ret_seq)
{
  *(gint64 *) ret_seq = seq;
}

/* Who waits for news gets them after the database was away, too. */
static void
test_news_after_restart (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServerStorage) watcher = zone_connect (zone);
  PostgresRun *postgres = postgres_run_shared ();
  gint64 start_us, seq = 0;

  g_assert_true (lf_server_storage_wait_news (watcher, -1, 0, NULL));
  postgres_run_stop (postgres);
  g_assert_false (lf_server_storage_wait_news (watcher, -1, 30000, NULL));
  postgres_run_start (postgres);
  start_us = g_get_monotonic_time ();
  create (zone, "a");
  for (guint n = 0; seq != 1; n++)
    {
      g_assert_cmpuint (n, <, 5);
      if (lf_server_storage_wait_news (watcher, -1, 30000, NULL))
        g_assert_true (lf_server_storage_each_zone (watcher, note_seq, &seq, NULL));
    }
  create (zone, "b");
  while (seq != 2)
    {
      g_assert_true (lf_server_storage_wait_news (watcher, -1, 30000, NULL));
      g_assert_true (lf_server_storage_each_zone (watcher, note_seq, &seq, NULL));
    }
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 25 * G_USEC_PER_SEC);
}

/* ---- In the way ---- */

/* What another transaction got in the way of is done again, and once. */
static void
test_tried_again (void)
{
  static const char *const states[] = { "40001", "40P01", "55P03" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (Zone) zone = zone_new ();
      g_autofree char *sql = g_strdup_printf (
          "CREATE SEQUENCE tries;"
          "CREATE FUNCTION trip () RETURNS trigger AS $$ BEGIN"
          "  IF nextval ('tries') < 3 THEN RAISE EXCEPTION 'trip' USING ERRCODE = '%s'; END IF;"
          "  RETURN NEW; END $$ LANGUAGE plpgsql;"
          "CREATE TRIGGER trips BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION trip ()",
          states[i]);
      g_autofree char *tries = NULL;

      g_free (postgres_run_sql (zone->address, sql));
      create (zone, "a");
      tries = postgres_run_sql (zone->address, "SELECT last_value FROM tries");
      g_assert_cmpstr (tries, ==, "3");
      assert_sound (zone, 1);
    }
}

typedef struct
{
  Zone *zone;
  int n; /* atomic: pushes that are done */
} Other;

static gpointer
create_beside (gpointer data)
{
  Other *other = data;
  Zone *own = zone_open (other->zone->address);

  create (own, "other");
  g_atomic_int_inc (&other->n);
  zone_close (own);
  return NULL;
}

/* A writer waits for the one before him, and goes on from where that one stopped. */
static void
test_writers_wait_g9 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  Other other = { zone, 0 };
  GThread *thread;
  g_autofree char *id = zone_id ("other");
  g_autoptr (LfServerRecord) record = NULL;

  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, NULL));
  g_assert_cmpint (lf_server_storage_next_seq (zone->storage, NULL), ==, 1);
  thread = g_thread_new ("other", create_beside, &other);
  while (TRUE)
    {
      g_autofree char *waits = postgres_run_sql (
          zone->address, "SELECT count (*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");

      if (strcmp (waits, "1") == 0)
        break;
    }
  g_assert_cmpint (g_atomic_int_get (&other.n), ==, 0);
  g_assert_true (lf_server_storage_commit (zone->storage, NULL));
  g_thread_join (thread);
  record = zone_load (zone, "park", id);
  g_assert_cmpint (record->seq, ==, 2);
}

/* ---- A pooler ---- */

static gpointer
create_many (gpointer data)
{
  Zone *own = zone_open (data);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%p-%u", (gpointer) own, i);

      create (own, name);
    }
  zone_close (own);
  return NULL;
}

/* Each transaction has another session: nothing that was prepared or set in one is there in the
 * next. */
static void
test_pooled (void)
{
  g_autofree char *address = postgres_run_pooled (postgres_run_shared ());
  GThread *threads[4];
  Zone *zone;

  if (address == NULL)
    {
      g_test_skip ("PgBouncer is not installed");
      return;
    }
  zone = zone_open (address);
  g_assert_true (lf_server_storage_add_zone (zone->storage, ZONE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("client", create_many, address);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  assert_sound (zone, 80);
  zone_close (zone);
}

/* ---- The tables ---- */

static gpointer
open_place (gpointer address)
{
  g_autoptr (GError) error = NULL;
  LfServerStorage *storage
      = lf_storage_postgres_new ((const char *) address + strlen ("postgres:"), TRUE, &error);

  g_assert_no_error (error);
  return storage;
}

static void
test_made_at_once (void)
{
  g_autofree char *address = postgres_run_place (postgres_run_shared ());
  GThread *threads[6];
  g_autofree char *version = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("maker", open_place, address);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_object_unref (g_thread_join (threads[i]));
  version = postgres_run_sql (address, "SELECT string_agg (version::text, ' ')"
                                       " FROM landfall_version");
  g_assert_cmpstr (version, ==, "9");
}

/* One of the version before gets what it lacks, and keeps what it has. */
static void
test_version_1 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;
  int version = 0;
  guint n;

  create (zone, "a");
  g_free (
      postgres_run_sql (zone->address, "DROP TABLE attempt, bundle, record_change, audit, digest"));
  g_free (postgres_run_sql (zone->address, "ALTER TABLE record DROP COLUMN root;"
                                           " DROP INDEX record_bucket"));
  g_free (postgres_run_sql (zone->address, "ALTER TABLE account DROP COLUMN park, DROP COLUMN team,"
                                           " DROP COLUMN state, DROP COLUMN one_time_until_us,"
                                           " DROP COLUMN since_seq"));
  g_free (postgres_run_sql (zone->address, "ALTER TABLE device DROP COLUMN erase"));
  g_free (postgres_run_sql (zone->address, "ALTER TABLE change DROP COLUMN doubtful"));
  g_free (postgres_run_sql (zone->address, "UPDATE landfall_version SET version = 1"));
  g_assert_true (
      lf_storage_postgres_read_version (zone->address + strlen ("postgres:"), &version, &error));
  g_assert_cmpint (version, ==, 1);
  zone_reopen (zone);
  g_assert_true (lf_server_storage_count_attempt (zone->storage, "a", 1, &n, &error));
  g_assert_no_error (error);
  assert_sound (zone, 1);
}

static void
assert_unusable (const char *address, gboolean makes, LfServerError code, const char *about)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_storage_postgres_new (address, makes, &error));
  g_assert_error (error, LF_SERVER_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, about));
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
test_unusable (void)
{
  g_autofree char *empty = postgres_run_place (postgres_run_shared ());
  g_autofree char *newer = postgres_run_place (postgres_run_shared ());
  g_autofree char *foreign = postgres_run_place (postgres_run_shared ());
  g_autofree char *latin = g_strconcat (empty + strlen ("postgres:"), " dbname=latin", NULL);

  g_object_unref (open_place (newer));
  g_free (postgres_run_sql (newer, "UPDATE landfall_version SET version = 99"));
  g_free (postgres_run_sql (foreign, "CREATE TABLE zone (of_somebody_else integer)"));
  g_free (
      postgres_run_sql (empty, "CREATE DATABASE latin ENCODING 'SQL_ASCII' TEMPLATE template0"));
  assert_unusable (empty + strlen ("postgres:"), FALSE, LF_SERVER_ERROR_STORAGE, "serve");
  assert_unusable (newer + strlen ("postgres:"), TRUE, LF_SERVER_ERROR_STORAGE, "newer");
  assert_unusable (foreign + strlen ("postgres:"), TRUE, LF_SERVER_ERROR_STORAGE, "zone");
  assert_unusable (latin, TRUE, LF_SERVER_ERROR_STORAGE, "SQL_ASCII");
  assert_unusable ("postgres://a:hunter2@host/zone", TRUE, LF_SERVER_ERROR_CALL, ".pgpass");
  assert_unusable ("host=h password=hunter2", TRUE, LF_SERVER_ERROR_CALL, ".pgpass");
  assert_unusable ("this is no address", TRUE, LF_SERVER_ERROR_CALL, "this");
  assert_unusable ("host=/nowhere/at/all", TRUE, LF_SERVER_ERROR_BUSY, "/nowhere/at/all");
}

/* Names and tokens that lead nowhere, or to another zone, are found. */
static void
test_verify (void)
{
  g_autoptr (Zone) zone = zone_new ();
  LfServerAccount account = { (char *) ZONE, (char *) "a", (char *) "recruiter", (char *) "-" };
  LfServerDevice device = { (char *) ZONE, (char *) "laptop", (char *) "a", NULL, (char *) "t" };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (lf_server_storage_save_account (zone->storage, &account, NULL));
  g_assert_true (lf_server_storage_save_device (zone->storage, &device, NULL));
  g_assert_true (lf_server_storage_verify (zone->storage, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  g_free (postgres_run_sql (zone->address, "UPDATE account_zone SET zone = 'harbour'"));
  g_free (postgres_run_sql (zone->address, "DELETE FROM device_zone"));
  g_assert_true (lf_server_storage_verify (zone->storage, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_nonnull (strstr (problems->pdata[0], "account “a”"));
  g_assert_nonnull (strstr (problems->pdata[1], "device “laptop”"));
}

/* ---- Plans ---- */

static void
test_query_plans (void)
{
  static const struct
  {
    const char *sql, *index;
  } queries[] = {
    { "SELECT body FROM record WHERE zone = 'z' AND entity = 'e' AND id = 'i'", "record_pkey" },
    { "SELECT body FROM record WHERE zone = 'z' AND (seq, entity, id) > (3, 'e', 'i')"
      " ORDER BY seq, entity, id LIMIT 500",
      "record_seq" },
    { "SELECT body FROM record WHERE zone = 'z' AND right (id, 2) = '3f'"
      " AND (seq, entity, id) > (3, 'e', 'i') ORDER BY seq, entity, id LIMIT 500",
      "record_bucket" },
    { "SELECT body FROM record WHERE zone = 'z' AND entity = 'conflict' AND NOT deleted"
      " AND body ->> 'record' = 'r' AND body ->> 'field' = 'f'",
      "record_conflict" },
    { "SELECT body FROM change WHERE zone = 'z' AND id = 'i'", "change_pkey" },
    { "SELECT author FROM change WHERE zone = 'z' AND seq = 7 AND seq > 0", "change_seq" },
    { "SELECT id FROM device WHERE zone = 'z' AND token_hash = 't'", "device_token" },
    { "DELETE FROM attempt WHERE last_us <= 3 OR last_us >= 9", "attempt_last" },
  };
  g_autoptr (Zone) zone = zone_new ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *sql
          = g_strconcat ("SET enable_seqscan = off; EXPLAIN (FORMAT JSON) ", queries[i].sql, NULL);
      g_autofree char *plan = postgres_run_sql (zone->address, sql);

      g_assert_null (strstr (plan, "Seq Scan"));
      g_assert_null (strstr (plan, "\"Sort\""));
      g_assert_nonnull (strstr (plan, queries[i].index));
    }
}

/* Statements that were planned when there was nothing yet find single rows in what came since: the
 * planner has no other picture of a table that grows quickly. */
static void
test_grown (void)
{
  g_autoptr (Zone) zone = zone_new ();
  const guint n = 300;
  gint64 n_read = 0, n_scans = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      create (zone, name);
    }
  zone_reopen (zone); /* what a connection did is told when it ends */
  while (n_scans < n)
    {
      g_autofree char *scans = postgres_run_sql (
          zone->address, "SELECT idx_scan FROM pg_stat_user_indexes"
                         " WHERE indexrelname = 'record_pkey' AND schemaname = current_schema");
      g_autofree char *read = postgres_run_sql (
          zone->address, "SELECT sum (idx_tup_read) FROM pg_stat_user_indexes"
                         " WHERE relname IN ('record', 'change') AND schemaname = current_schema");

      n_scans = g_ascii_strtoll (scans, NULL, 10);
      n_read = g_ascii_strtoll (read, NULL, 10);
    }
  g_assert_cmpint (n_read, <, 10 * n);
}

/* ---- Over HTTP ---- */

static Reply
push_over_http (ServerThread *server, const char *token, const char *name)
{
  g_autoptr (LfChange) change = make_project (name);
  g_autofree char *body = push_text (&change, 1);

  return server_push (server, token, body);
}

/* The server stays, says that it will be better, and goes on when it is. */
static void
test_away_over_http (void)
{
  PostgresRun *postgres = postgres_run_shared ();
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) before = push_over_http (server, token, "p1");
  g_auto (Reply) away = { 0 };
  g_auto (Reply) health = { 0 };
  guint status = 0;

  g_assert_cmpuint (before.status, ==, 200);
  postgres_run_stop (postgres);
  away = push_over_http (server, token, "p2");
  health = server_get (server, "/v1/healthz", NULL);
  assert_refused (&away, 503, "busy");
  assert_refused (&health, 503, "busy");
  g_assert_null (strstr (away.body, "postgres"));
  postgres_run_start (postgres);
  while (status != 200)
    {
      g_auto (Reply) again = push_over_http (server, token, "p2");

      status = again.status;
      g_assert_true (status == 200 || status == 503);
    }
  zone_reopen (server->zone);
  assert_sound (server->zone, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/postgres/restarted", test_restarted);
  g_test_add_func ("/server/postgres/away", test_away);
  g_test_add_func ("/server/postgres/cut", test_cut);
  g_test_add_func ("/server/postgres/refused", test_refused);
  g_test_add_func ("/server/postgres/news-after-restart", test_news_after_restart);
  g_test_add_func ("/server/postgres/tried-again", test_tried_again);
  g_test_add_func ("/server/postgres/G9-writers-wait", test_writers_wait_g9);
  g_test_add_func ("/server/postgres/pooled", test_pooled);
  g_test_add_func ("/server/postgres/made-at-once", test_made_at_once);
  g_test_add_func ("/server/postgres/version-1", test_version_1);
  g_test_add_func ("/server/postgres/unusable", test_unusable);
  g_test_add_func ("/server/postgres/verify", test_verify);
  g_test_add_func ("/server/postgres/query-plans", test_query_plans);
  g_test_add_func ("/server/postgres/grown", test_grown);
  g_test_add_func ("/server/postgres/away-over-http", test_away_over_http);
  return g_test_run ();
}

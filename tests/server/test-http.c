/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server as its good clients meet it. */

#include "config.h"

#include "server-thread.h"

#include <string.h>

/* ---- Push and pull ---- */

static void
test_push_and_pull (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfChange) first = make_project ("减速器“二期”");
  g_autoptr (LfChange) second = make_project ("q");
  LfChange *changes[] = { first, second };
  g_autofree char *body = push_text (changes, 2);
  g_auto (Reply) reply = server_push (server, token, body);
  g_auto (Reply) again = server_push (server, token, body);
  g_autoptr (GPtrArray) answers = reply_answers (&reply);
  g_autoptr (GPtrArray) answers_again = reply_answers (&again);
  g_autoptr (LfPage) page = server_pull (server, token, "cursor=0&since=0");
  g_autoptr (LfPage) half = server_pull (server, token, "cursor=0&limit=1");
  g_autoptr (LfPage) rest = server_pull (server, token, "cursor=1");
  const LfDelta *delta = page->deltas->pdata[0];

  g_assert_cmpuint (answers->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (((LfAnswer *) answers->pdata[i])->seq, ==, i + 1);
      g_assert_cmpint (((LfAnswer *) answers_again->pdata[i])->seq, ==, i + 1);
    }
  g_assert_cmpuint (page->deltas->len, ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (delta->fields, "name"), ==, "减速器“二期”");
  g_assert_cmpstr (delta->author, ==, "a");
  g_assert_cmpint (page->cursor, ==, 2);
  g_assert_cmpuint (half->deltas->len, ==, 1);
  g_assert_true (half->has_more);
  g_assert_cmpuint (rest->deltas->len, ==, 1);
}

/* The author is who signed in, whatever the change says. */
static void
test_author (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *body = NULL;
  g_auto (Reply) reply = { 0 };
  g_autoptr (LfPage) page = NULL;

  change->author = g_strdup ("somebody else");
  body = push_text (&change, 1);
  reply = server_push (server, token, body);
  g_assert_cmpuint (reply.status, ==, 200);
  page = server_pull (server, token, "cursor=0");
  g_assert_cmpstr (((LfDelta *) page->deltas->pdata[0])->author, ==, "a");
}

static void
test_packed (gconstpointer data)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *note = g_strnfill (100000, 'n');
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *body = NULL;
  g_auto (Reply) pushed = { 0 };
  g_auto (Reply) packed = { 0 };
  g_auto (Reply) plain = { 0 };

  lf_op_add_edit (change->ops->pdata[0], "note", NULL, note, 0);
  body = push_text (&change, 1);
  pushed = server_ask (
      server,
      &(Ask){
          .method = "POST", .path = "/v1/push", .token = token, .body = body, .packing = data });
  g_assert_cmpuint (pushed.status, ==, 200);
  plain = server_get (server, "/v1/pull", token);
  packed = server_ask (server, &(Ask){ .path = "/v1/pull", .token = token, .takes_packed = TRUE });
  g_assert_false (plain.is_packed);
  g_assert_true (packed.is_packed);
  g_assert_cmpuint (plain.length, >, 100000);
  g_assert_nonnull (strstr (packed.body, note));
}

static void
test_versions (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) newer = server_push (server, token, "{\"version\":2,\"changes\":[]}");
  g_auto (Reply) none = server_push (server, token, "{\"changes\":[]}");
  g_auto (Reply) odd = server_push (server, token, "{\"version\":\"one\",\"changes\":[]}");
  g_auto (Reply) right = server_push (server, token, "{\"version\":1,\"changes\":[]}");

  assert_refused (&newer, 501, "version");
  assert_refused (&none, 400, "body");
  assert_refused (&odd, 400, "body");
  g_assert_cmpuint (right.status, ==, 200);
}

/* ---- Many at once, and the end ---- */

#define N_THREADS 6
#define N_PUSHES 12

typedef struct
{
  ServerThread *server;
  char *token;
  guint n;
  guint8 *seen; /* by number */
} Pusher;

static gpointer
push_many (gpointer data)
{
  Pusher *pusher = data;

  for (guint i = 0; i < N_PUSHES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u-%u", pusher->n, i);
      g_autoptr (LfChange) change = make_project (name);
      g_autofree char *body = push_text (&change, 1);
      g_auto (Reply) reply = server_push (pusher->server, pusher->token, body);
      g_autoptr (GPtrArray) answers = reply_answers (&reply);
      g_autoptr (LfPage) page = server_pull (pusher->server, pusher->token, "cursor=0");
      gint64 seq = ((LfAnswer *) answers->pdata[0])->seq;

      pusher->seen[seq]++;
      /* who reads at a number sees all up to it */
      g_assert_cmpint (page->cursor, >=, seq);
      g_assert_cmpuint (page->deltas->len, ==, page->cursor);
    }
  return NULL;
}

static void
test_many_at_once_g9 (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  guint8 seen[N_THREADS * N_PUSHES + 1] = { 0 };
  Pusher pushers[N_THREADS];
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autofree char *name = g_strdup_printf ("device %u", i);

      pushers[i] = (Pusher){ server, server_sign_in (server, name, "recruiter"), i, seen };
    }
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("pusher", push_many, &pushers[i]);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_thread_join (threads[i]);
      g_free (pushers[i].token);
    }
  for (guint i = 1; i < G_N_ELEMENTS (seen); i++)
    g_assert_cmpuint (seen[i], ==, 1);
}

static gboolean
has_taken (ServerThread *server, guint n_requests)
{
  g_auto (Reply) metrics = server_get (server, "/v1/metrics", NULL);
  const char *count = strstr (metrics.body, "\nlandfall_requests_started_total ");

  return g_ascii_strtoull (count + strlen ("\nlandfall_requests_started_total "), NULL, 10)
         >= n_requests;
}

/* What is under way when the server is told to stop is answered. */
static void
test_stop_finishes (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *device = zone_id ("b");
  g_autofree char *body = g_strdup_printf (
      "{\"version\":1,\"name\":\"a\",\"password\":\"" PASSWORD "\",\"device\":\"%s\"}", device);
  g_autofree char *text = g_strdup_printf (
      "POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n\r\n%s", strlen (body), body);
  g_autoptr (GSocketConnection) connection = server_connect (server);
  g_autofree char *answer = NULL;

  connection_send (connection, text);
  /* one was the sign-in, one is asking: three is the raw one */
  while (!has_taken (server, 3))
    ;
  server_thread_stop (server);
  answer = connection_read (connection);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (answer, "token"));
}

static void
test_status (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *body = push_text (&change, 1);
  g_auto (Reply) pushed = server_push (server, token, body);
  g_auto (Reply) health = server_get (server, "/v1/healthz", NULL);
  g_auto (Reply) metrics = server_get (server, "/v1/metrics", NULL);
  g_auto (Reply) digest = server_get (server, "/v1/digest", token);
  g_autofree char *expected = lf_server_digest (server->zone->storage, ZONE, NULL);

  g_assert_cmpstr (health.body, ==, "ok\n");
  g_assert_nonnull (strstr (metrics.body, "\nlandfall_changes_accepted_total 1\n"));
  g_assert_cmpstr (digest.body, ==, expected);
}

/* What is well is able to save something. */
static void
test_not_well (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_auto (Reply) health = { 0 };

  zone_run_sql (server->zone, "ALTER TABLE attempt RENAME TO elsewhere");
  health = server_get (server, "/v1/healthz", NULL);
  assert_refused (&health, 500, "storage");
}

/* Every refusal is a word and a sentence, also of what libsoup refuses; nothing is cut short. */
static void
test_zero_bytes (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  static const char *const paths[] = { "/v1/pull?cursor=1%00", "/v1/pull?cursor=1&own=1%002",
                                       "/v1/history/%00", "/v1/accounts/a%00b" };
  static const char *const words[] = { "query", "query", "request", "request" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *ask = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                              "Authorization: Bearer %s\r\n\r\n",
                                              paths[i], token);
      g_autofree char *word = g_strdup_printf ("\r\n\r\n{\"error\":\"%s\",", words[i]);
      g_autoptr (GSocketConnection) connection = server_connect (server);
      g_autofree char *answer = NULL;

      connection_send (connection, ask);
      answer = connection_read (connection);
      g_test_message ("%s: %s", paths[i], answer);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400 "));
      g_assert_nonnull (strstr (answer, word));
    }
}

/* ---- Listening ---- */

static void
assert_no_listening (LfServer *server, const char *address, LfServerError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_server_listen (server, address, NULL, &error));
  g_assert_error (error, LF_SERVER_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, address));
}

static void
test_addresses_to_listen_on (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (LfServer) server = lf_server_new (zone->storage);
  g_autoptr (LfServer) second = lf_server_new (zone->storage);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  assert_no_listening (server, "0.0.0.0:0", LF_SERVER_ERROR_CALL);
  assert_no_listening (server, "192.0.2.1:80", LF_SERVER_ERROR_CALL);
  assert_no_listening (server, "nonsense", LF_SERVER_ERROR_CALL);
  assert_no_listening (server, "127.0.0.1:99999", LF_SERVER_ERROR_CALL);
  url = lf_server_listen (server, "127.0.0.1:0", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (url, "http://127.0.0.1:"));
  assert_no_listening (second, url + strlen ("http://"), LF_SERVER_ERROR_NETWORK);
  lf_server_stop (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/http/G4-push-and-pull", test_push_and_pull);
  g_test_add_func ("/server/http/author", test_author);
  g_test_add_data_func ("/server/http/packed/br", "br", test_packed);
  g_test_add_data_func ("/server/http/packed/gzip", "gzip", test_packed);
  g_test_add_func ("/server/http/versions", test_versions);
  g_test_add_func ("/server/http/G9-many-at-once", test_many_at_once_g9);
  g_test_add_func ("/server/http/stop-finishes", test_stop_finishes);
  g_test_add_func ("/server/http/status", test_status);
  g_test_add_func ("/server/http/not-well", test_not_well);
  g_test_add_func ("/server/http/zero-bytes", test_zero_bytes);
  g_test_add_func ("/server/http/addresses-to-listen-on", test_addresses_to_listen_on);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server as its clients meet it, the good ones and the others. */

#include "config.h"

#include "server-thread.h"

#include "lf-accounts.h"
#include "lf-throttle.h"

#include <string.h>

static Reply
get (ServerThread *server, const char *path, const char *token)
{
  return server_ask (server, &(Ask){ .path = path, .token = token });
}

static Reply
push (ServerThread *server, const char *token, const char *body)
{
  return server_ask (server,
                     &(Ask){ .method = "POST", .path = "/v1/push", .token = token, .body = body });
}

/* Every refusal is a word for programs and a sentence for people. */
static void
assert_error (const Reply *reply, guint status, const char *word)
{
  g_autofree char *said = NULL;
  g_autofree char *sentence = NULL;

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (reply->type, ==, "application/json");
  said = reply_member (reply, "error");
  sentence = reply_member (reply, "message");
  g_assert_cmpstr (said, ==, word);
  g_assert_true (g_str_has_suffix (sentence, "."));
}

static LfPage *
pull (ServerThread *server, const char *token, const char *query)
{
  g_autofree char *path = g_strconcat ("/v1/pull?", query, NULL);
  g_auto (Reply) reply = get (server, path, token);
  g_autoptr (GError) error = NULL;
  LfPage *page = lf_wire_to_page (reply.body, reply.length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpstr (reply.type, ==, "application/x-ndjson");
  return page;
}

/* ---- Signing in ---- */

static void
test_login (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "林舒然", "zone_manager");
  g_auto (Reply) reply = server_login (server, "林舒然", PASSWORD, "second laptop");
  g_autofree char *second = reply_member (&reply, "token");
  g_autofree char *account = reply_member (&reply, "account");
  g_autofree char *role = reply_member (&reply, "role");
  g_auto (Reply) first_pull = get (server, "/v1/pull?cursor=0", token);
  g_auto (Reply) second_pull = get (server, "/v1/pull?cursor=0", second);

  g_assert_cmpstr (account, ==, "林舒然");
  g_assert_cmpstr (role, ==, "zone_manager");
  g_assert_cmpuint (first_pull.status, ==, 200);
  g_assert_cmpuint (second_pull.status, ==, 200);
}

static void
test_login_refused (void)
{
  static const char *const bodies[] = {
    "{\"version\":1}",
    "{\"version\":1,\"name\":\"a\",\"password\":\"b\",\"device\":\"my laptop\"}",
    "{\"version\":1,\"name\":1,\"password\":\"b\",\"device\":\"01939f6e-0000-7000-8000-"
    "000000000001\"}",
    "[]",
    "{\"name\":\"a\"}",
    "",
    "name=a&password=b",
  };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) wrong = server_login (server, "a", "another password", "a");
  g_auto (Reply) unknown = server_login (server, "nobody", PASSWORD, "a");

  assert_error (&wrong, 401, "sign-in");
  assert_error (&unknown, 401, "sign-in");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (Reply) reply
          = server_ask (server, &(Ask){ .method = "POST", .path = "/v1/login", .body = bodies[i] });

      assert_error (&reply, 400, "body");
    }
}

/* Who guesses waits; others do not. */
static void
test_login_throttled (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *other = NULL;
  g_auto (Reply) closed = { 0 };

  for (guint i = 0; i < LF_THROTTLE_FAILURES; i++)
    {
      g_auto (Reply) wrong = server_login (server, "a", "another password", "b");

      assert_error (&wrong, 401, "sign-in");
    }
  closed = server_login (server, "a", PASSWORD, "b");
  assert_error (&closed, 429, "throttled");
  other = server_sign_in (server, "c", "recruiter");
  g_assert_nonnull (other);
}

static void
test_throttle (void)
{
  g_autoptr (LfThrottle) throttle = lf_throttle_new ();
  gint64 now = 5;

  for (guint i = 0; i < LF_THROTTLE_FAILURES; i++)
    {
      g_assert_false (lf_throttle_is_closed (throttle, "a", now));
      lf_throttle_fail (throttle, "a", now);
    }
  g_assert_true (lf_throttle_is_closed (throttle, "a", now));
  g_assert_false (lf_throttle_is_closed (throttle, "b", now));
  now += LF_THROTTLE_WAIT_US;
  g_assert_false (lf_throttle_is_closed (throttle, "a", now));
  lf_throttle_fail (throttle, "a", now);
  g_assert_false (lf_throttle_is_closed (throttle, "a", now));
  for (guint i = 0; i < LF_THROTTLE_FAILURES; i++)
    lf_throttle_fail (throttle, "a", now);
  g_assert_true (lf_throttle_is_closed (throttle, "a", now));
  lf_throttle_forget (throttle, "a");
  g_assert_false (lf_throttle_is_closed (throttle, "a", now));
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);

      lf_throttle_fail (throttle, name, now);
    }
  g_assert_false (lf_throttle_is_closed (throttle, "a", now));
}

/* ---- Who may ask ---- */

static void
test_unauthorized (void)
{
  static const char *const paths[] = { "/v1/pull?cursor=0", "/v1/digest" };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_auto (Reply) no_token = push (server, NULL, "{}");
  g_auto (Reply) wrong_token = push (server, "guess", "{}");

  assert_error (&no_token, 401, "token");
  assert_error (&wrong_token, 401, "token");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (Reply) none = get (server, paths[i], NULL);
      g_auto (Reply) wrong = get (server, paths[i], "guess");

      assert_error (&none, 401, "token");
      assert_error (&wrong, 401, "token");
    }
}

static void
test_revoked (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *device = zone_id ("a");
  g_autoptr (GError) error = NULL;
  g_auto (Reply) reply = { 0 };

  g_assert_true (lf_accounts_revoke (server->zone->storage, device, &error));
  g_assert_no_error (error);
  reply = push (server, token, "{\"version\":1,\"changes\":[]}");
  assert_error (&reply, 401, "token");
}

/* ---- Push and pull ---- */

static LfChange *
make_project (const char *name)
{
  g_autofree char *id = zone_id (name);
  LfChange *change = change_create ("project", id, name);

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  return change;
}

static void
test_push_and_pull (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfChange) first = make_project ("减速器“二期”");
  g_autoptr (LfChange) second = make_project ("q");
  LfChange *changes[] = { first, second };
  g_autofree char *body = push_text (changes, 2);
  g_auto (Reply) reply = push (server, token, body);
  g_auto (Reply) again = push (server, token, body);
  g_autoptr (GPtrArray) answers = reply_answers (&reply);
  g_autoptr (GPtrArray) answers_again = reply_answers (&again);
  g_autoptr (LfPage) page = pull (server, token, "cursor=0&since=0");
  g_autoptr (LfPage) half = pull (server, token, "cursor=0&limit=1");
  g_autoptr (LfPage) rest = pull (server, token, "cursor=1");
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
  reply = push (server, token, body);
  g_assert_cmpuint (reply.status, ==, 200);
  page = pull (server, token, "cursor=0");
  g_assert_cmpstr (((LfDelta *) page->deltas->pdata[0])->author, ==, "a");
}

static void
test_packed (void)
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
          .method = "POST", .path = "/v1/push", .token = token, .body = body, .is_packed = TRUE });
  g_assert_cmpuint (pushed.status, ==, 200);
  plain = get (server, "/v1/pull", token);
  packed = server_ask (server, &(Ask){ .path = "/v1/pull", .token = token, .takes_gzip = TRUE });
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
  g_auto (Reply) newer = push (server, token, "{\"version\":2,\"changes\":[]}");
  g_auto (Reply) none = push (server, token, "{\"changes\":[]}");
  g_auto (Reply) odd = push (server, token, "{\"version\":\"one\",\"changes\":[]}");
  g_auto (Reply) right = push (server, token, "{\"version\":1,\"changes\":[]}");

  assert_error (&newer, 501, "version");
  assert_error (&none, 400, "body");
  assert_error (&odd, 400, "body");
  g_assert_cmpuint (right.status, ==, 200);
}

/* ---- Nonsense ---- */

static void
test_garbage (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  const char *const bodies[] = {
    "",  "x", "{", "[]", "null", "\xff\xfe", "{\"version\":1}", "{\"version\":1,\"changes\":[{}]}",
    deep
  };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) not_packed = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (Reply) reply = push (server, token, bodies[i]);

      assert_error (&reply, 400, "body");
    }
  g_assert_cmpint (zone_last_seq (server->zone), ==, 0);
}

static void
test_addresses (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) nowhere = get (server, "/", NULL);
  g_auto (Reply) version = get (server, "/v2/pull", token);
  g_auto (Reply) method
      = server_ask (server, &(Ask){ .method = "DELETE", .path = "/v1/push", .token = token });
  g_auto (Reply) cursor = get (server, "/v1/pull?cursor=x", token);
  g_auto (Reply) negative = get (server, "/v1/pull?cursor=-1", token);
  g_auto (Reply) large = get (server, "/v1/pull?cursor=99999999999999999999", token);

  assert_error (&nowhere, 404, "path");
  assert_error (&version, 404, "path");
  assert_error (&method, 405, "method");
  g_assert_cmpstr (method.allow, ==, "POST");
  assert_error (&cursor, 400, "query");
  assert_error (&negative, 400, "query");
  assert_error (&large, 400, "query");
}

/* A small body that unpacks to a large one, and one that is not packed at all. */
static void
test_packed_nonsense (void)
{
  gsize length = LF_WIRE_MAX_BODY + 1;
  g_autofree char *spaces = g_strnfill (length, ' ');
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) bomb = server_ask (server, &(Ask){ .method = "POST",
                                                    .path = "/v1/push",
                                                    .token = token,
                                                    .body = spaces,
                                                    .length = (gssize) length,
                                                    .is_packed = TRUE });
  g_autoptr (GSocketConnection) connection = server_connect (server);
  g_autofree char *text
      = g_strdup_printf ("POST /v1/push HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                         "Bearer %s\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                         token);
  g_autofree char *answer = NULL;

  assert_error (&bomb, 400, "body");
  connection_send (connection, text);
  answer = connection_read (connection);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 400 "));
}

static GSocketConnection *
begin_push (ServerThread *server, const char *token, const char *headers)
{
  GSocketConnection *connection = server_connect (server);
  g_autofree char *text = g_strdup_printf (
      "POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n", token,
      headers);

  connection_send (connection, text);
  return connection;
}

/* Refused by what the headers say: at once for who asks first, else when the body has been thrown
 * away. */
static void
test_huge_announced (void)
{
  gsize length = LF_WIRE_MAX_BODY + 1;
  g_autofree char *spaces = g_strnfill (length, ' ');
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (GSocketConnection) polite
      = begin_push (server, token, "Expect: 100-continue\r\nContent-Length: 99999999999");
  g_autofree char *answer = connection_read (polite);
  g_auto (Reply) reply = server_ask (server, &(Ask){ .method = "POST",
                                                     .path = "/v1/push",
                                                     .token = token,
                                                     .body = spaces,
                                                     .length = (gssize) length });

  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 413 "));
  g_assert_nonnull (strstr (answer, "send it in smaller parts"));
  assert_error (&reply, 413, "size");
}

static guint
send_megabytes (GSocketConnection *connection, const char *before, const char *after, guint n)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autofree char *spaces = g_strnfill (1 << 20, ' ');
  g_autofree char *megabyte = g_strconcat (before, spaces, after, NULL);
  guint n_sent = 0;

  while (n_sent < n
         && g_output_stream_write_all (out, megabyte, strlen (megabyte), NULL, NULL, NULL))
    n_sent++;
  return n_sent;
}

/* Cut off when it grows beyond what is read of any body, announced or not. */
static void
test_endless (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (GSocketConnection) announced
      = begin_push (server, token, "Content-Length: 99999999999");
  g_autoptr (GSocketConnection) chunked = begin_push (server, token, "Transfer-Encoding: chunked");
  g_auto (Reply) health = { 0 };

  g_assert_cmpuint (send_megabytes (announced, "", "", 500), <, 500);
  g_assert_cmpuint (send_megabytes (chunked, "100000\r\n", "\r\n", 500), <, 500);
  health = get (server, "/v1/healthz", NULL);
  g_assert_cmpuint (health.status, ==, 200);
}

/* ---- Slow and vanishing clients ---- */

/* Half requests are cut off in time, and hold up nobody meanwhile. */
static void
test_half_requests (void)
{
  static const char *const halves[] = {
    "",
    "POST /v1/push HT",
    "POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthoriz",
    "POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nContent-Length: "
    "100\r\n\r\n{\"version\"",
    "POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nTransfer-Encoding: "
    "chunked\r\n\r\n5\r\n{\"v",
  };
  LfServerPatience patience = { 1, 1 };
  g_autoptr (ServerThread) server = server_thread_new (&patience);
  GSocketConnection *connections[G_N_ELEMENTS (halves)];
  g_autofree char *token = NULL;
  g_autoptr (LfPage) page = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      connections[i] = server_connect (server);
      connection_send (connections[i], halves[i]);
    }
  token = server_sign_in (server, "a", "recruiter");
  page = pull (server, token, "cursor=0");
  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    {
      g_autofree char *answer = connection_read (connections[i]);

      g_assert_false (g_str_has_prefix (answer, "HTTP/1.1 200"));
      g_object_unref (connections[i]);
    }
}

/* Who goes away before the answer has been heard all the same: sending again gets the first answer
 * (G4). */
static void
test_gone_before_answer_g4 (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *body = push_text (&change, 1);
  g_autofree char *text = g_strdup_printf ("POST /v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: "
                                           "Bearer %s\r\nContent-Length: %zu\r\n\r\n%s",
                                           token, strlen (body), body);
  GSocketConnection *connection = server_connect (server);
  g_auto (Reply) again = { 0 };
  g_autoptr (GPtrArray) answers = NULL;

  connection_send (connection, text);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_object_unref (connection);
  while (zone_last_seq (server->zone) == 0)
    g_thread_yield ();
  again = push (server, token, body);
  answers = reply_answers (&again);
  g_assert_cmpint (((LfAnswer *) answers->pdata[0])->seq, ==, 1);
  g_assert_cmpint (zone_last_seq (server->zone), ==, 1);
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
      g_auto (Reply) reply = push (pusher->server, pusher->token, body);
      g_autoptr (GPtrArray) answers = reply_answers (&reply);
      g_autoptr (LfPage) page = pull (pusher->server, pusher->token, "cursor=0");
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
  g_auto (Reply) metrics = get (server, "/v1/metrics", NULL);
  const char *count = strstr (metrics.body, "\nlandfall_requests_total ");

  return g_ascii_strtoull (count + strlen ("\nlandfall_requests_total "), NULL, 10) >= n_requests;
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
  g_auto (Reply) pushed = push (server, token, body);
  g_auto (Reply) health = get (server, "/v1/healthz", NULL);
  g_auto (Reply) metrics = get (server, "/v1/metrics", NULL);
  g_auto (Reply) digest = get (server, "/v1/digest", token);
  g_autofree char *expected = lf_server_digest (server->zone->storage, ZONE, NULL);

  g_assert_cmpstr (health.body, ==, "ok\n");
  g_assert_nonnull (strstr (metrics.body, "\nlandfall_changes_accepted_total 1\n"));
  g_assert_cmpstr (digest.body, ==, expected);
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
  g_test_add_func ("/server/http/login", test_login);
  g_test_add_func ("/server/http/login-refused", test_login_refused);
  g_test_add_func ("/server/http/login-throttled", test_login_throttled);
  g_test_add_func ("/server/http/throttle", test_throttle);
  g_test_add_func ("/server/http/unauthorized", test_unauthorized);
  g_test_add_func ("/server/http/revoked", test_revoked);
  g_test_add_func ("/server/http/G4-push-and-pull", test_push_and_pull);
  g_test_add_func ("/server/http/author", test_author);
  g_test_add_func ("/server/http/packed", test_packed);
  g_test_add_func ("/server/http/versions", test_versions);
  g_test_add_func ("/server/http/garbage", test_garbage);
  g_test_add_func ("/server/http/addresses", test_addresses);
  g_test_add_func ("/server/http/packed-nonsense", test_packed_nonsense);
  g_test_add_func ("/server/http/huge-announced", test_huge_announced);
  g_test_add_func ("/server/http/endless", test_endless);
  g_test_add_func ("/server/http/half-requests", test_half_requests);
  g_test_add_func ("/server/http/G4-gone-before-answer", test_gone_before_answer_g4);
  g_test_add_func ("/server/http/G9-many-at-once", test_many_at_once_g9);
  g_test_add_func ("/server/http/stop-finishes", test_stop_finishes);
  g_test_add_func ("/server/http/status", test_status);
  g_test_add_func ("/server/http/addresses-to-listen-on", test_addresses_to_listen_on);
  return g_test_run ();
}

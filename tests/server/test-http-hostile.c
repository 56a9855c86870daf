/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server and clients that send nonsense, too much, too slowly, or go away. */

#include "config.h"

#include "server-thread.h"

#include <string.h>

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
      g_auto (Reply) reply = server_push (server, token, bodies[i]);

      assert_refused (&reply, 400, "body");
    }
  g_assert_cmpint (zone_last_seq (server->zone), ==, 0);
}

static void
test_addresses (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) nowhere = server_get (server, "/", NULL);
  g_auto (Reply) version = server_get (server, "/v2/pull", token);
  g_auto (Reply) method
      = server_ask (server, &(Ask){ .method = "DELETE", .path = "/v1/push", .token = token });
  g_auto (Reply) cursor = server_get (server, "/v1/pull?cursor=x", token);
  g_auto (Reply) negative = server_get (server, "/v1/pull?cursor=-1", token);
  g_auto (Reply) large = server_get (server, "/v1/pull?cursor=99999999999999999999", token);

  assert_refused (&nowhere, 404, "path");
  assert_refused (&version, 404, "path");
  assert_refused (&method, 405, "method");
  g_assert_cmpstr (method.allow, ==, "POST");
  assert_refused (&cursor, 400, "query");
  assert_refused (&negative, 400, "query");
  assert_refused (&large, 400, "query");
}

/* A small body that unpacks to a large one, and one that is not packed at all. */
static void
test_packed_nonsense (gconstpointer data)
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
                                                    .packing = data });
  g_auto (Reply) small_bomb = server_ask (server, &(Ask){ .method = "POST",
                                                          .path = "/v1/login",
                                                          .body = spaces,
                                                          .length = 100000,
                                                          .packing = data });
  g_autoptr (GSocketConnection) connection = server_connect (server);
  g_autofree char *text
      = g_strdup_printf ("POST /v1/push HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: "
                         "Bearer %s\r\nContent-Encoding: %s\r\nContent-Length: 2\r\n\r\n{}",
                         token, (const char *) data);
  g_autofree char *answer = NULL;

  assert_refused (&bomb, 400, "body");
  assert_refused (&small_bomb, 400, "body");
  g_assert_nonnull (strstr (small_bomb.body, "65536"));
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
  assert_refused (&reply, 413, "size");
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
  health = server_get (server, "/v1/healthz", NULL);
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
  page = server_pull (server, token, "cursor=0");
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
  again = server_push (server, token, body);
  answers = reply_answers (&again);
  g_assert_cmpint (((LfAnswer *) answers->pdata[0])->seq, ==, 1);
  g_assert_cmpint (zone_last_seq (server->zone), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/http/garbage", test_garbage);
  g_test_add_func ("/server/http/addresses", test_addresses);
  g_test_add_data_func ("/server/http/packed-nonsense/br", "br", test_packed_nonsense);
  g_test_add_data_func ("/server/http/packed-nonsense/gzip", "gzip", test_packed_nonsense);
  g_test_add_func ("/server/http/huge-announced", test_huge_announced);
  g_test_add_func ("/server/http/endless", test_endless);
  g_test_add_func ("/server/http/half-requests", test_half_requests);
  g_test_add_func ("/server/http/G4-gone-before-answer", test_gone_before_answer_g4);
  return g_test_run ();
}

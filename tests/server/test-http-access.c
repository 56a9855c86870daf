/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may ask the server: signing in, tokens, and those who guess. */

#include "config.h"

#include "server-thread.h"

#include "lf-accounts.h"

#include <string.h>

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
  g_auto (Reply) first_pull = server_get (server, "/v1/pull?cursor=0", token);
  g_auto (Reply) second_pull = server_get (server, "/v1/pull?cursor=0", second);

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
    ("{\"version\":1,\"name\":1,\"password\":\"b\","
     "\"device\":\"01939f6e-0000-7000-8000-000000000001\"}"),
    "[]",
    "{\"name\":\"a\"}",
    "",
    "name=a&password=b",
  };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) wrong = server_login (server, "a", "another password", "a");
  g_auto (Reply) unknown = server_login (server, "nobody", PASSWORD, "a");

  assert_refused (&wrong, 401, "sign-in");
  assert_refused (&unknown, 401, "sign-in");
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto (Reply) reply
          = server_ask (server, &(Ask){ .method = "POST", .path = "/v1/login", .body = bodies[i] });

      assert_refused (&reply, 400, "body");
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

  for (guint i = 0; i < LF_ATTEMPTS_MAX; i++)
    {
      g_auto (Reply) wrong = server_login (server, "a", "another password", "b");

      assert_refused (&wrong, 401, "sign-in");
    }
  closed = server_login (server, "a", PASSWORD, "b");
  assert_refused (&closed, 429, "throttled");
  other = server_sign_in (server, "c", "recruiter");
  g_assert_nonnull (other);
}

/* Two servers on one database are one to whoever guesses, and to those who signed in. */
static void
test_two_servers (void)
{
  g_autoptr (ServerThread) one = server_thread_new (NULL);
  g_autoptr (ServerThread) other = server_thread_new_beside (one);
  g_autofree char *token = server_sign_in (one, "a", "recruiter");
  g_auto (Reply) there = server_get (other, "/v1/digest", token);
  g_auto (Reply) closed = { 0 };
  g_auto (Reply) gone = { 0 };
  g_autofree char *device = zone_id ("a");

  g_assert_cmpuint (there.status, ==, 200);
  for (guint i = 0; i < LF_ATTEMPTS_MAX; i++)
    {
      g_auto (Reply) wrong = server_login (i % 2 == 0 ? one : other, "a", "another password", "b");

      assert_refused (&wrong, 401, "sign-in");
    }
  closed = server_login (other, "a", PASSWORD, "b");
  assert_refused (&closed, 429, "throttled");
  g_assert_true (lf_accounts_revoke (one->zone->storage, device, NULL));
  gone = server_get (other, "/v1/digest", token);
  assert_refused (&gone, 401, "token");
}

/* ---- Who may ask ---- */

static void
test_unauthorized (void)
{
  static const char *const paths[] = { "/v1/pull?cursor=0", "/v1/digest" };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_auto (Reply) no_token = server_push (server, NULL, "{}");
  g_auto (Reply) wrong_token = server_push (server, "guess", "{}");

  assert_refused (&no_token, 401, "token");
  assert_refused (&wrong_token, 401, "token");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (Reply) none = server_get (server, paths[i], NULL);
      g_auto (Reply) wrong = server_get (server, paths[i], "guess");

      assert_refused (&none, 401, "token");
      assert_refused (&wrong, 401, "token");
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
  reply = server_push (server, token, "{\"version\":1,\"changes\":[]}");
  assert_refused (&reply, 401, "token");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/http/login", test_login);
  g_test_add_func ("/server/http/login-refused", test_login_refused);
  g_test_add_func ("/server/http/login-throttled", test_login_throttled);
  g_test_add_func ("/server/http/two-servers", test_two_servers);
  g_test_add_func ("/server/http/unauthorized", test_unauthorized);
  g_test_add_func ("/server/http/revoked", test_revoked);
  return g_test_run ();
}

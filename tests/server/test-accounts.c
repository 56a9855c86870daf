/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices as their people and an administrator manage them: passwords, the end of a
 * sign-in, erasing a lost laptop, and the audit log of all that. */

#include "config.h"

#include "server-thread.h"

#include "lf-accounts.h"
#include "lf-server-audit.h"

#include <string.h>

#define NEW_PASSWORD "another long password"

static Reply
ask (
    ServerThread *server, const char *method, const char *path, const char *token, const char *body)
{
  return server_ask (server,
                     &(Ask){ .method = method, .path = path, .token = token, .body = body });
}

static Reply
change_device (ServerThread *server, const char *token, const char *name, const char *state)
{
  g_autofree char *id = zone_id (name);
  g_autofree char *path = g_strconcat ("/v1/devices/", id, NULL);
  g_autofree char *body = g_strdup_printf ("{\"version\":1,\"state\":\"%s\"}", state);

  return ask (server, "PUT", path, token, body);
}

static Reply
change_password (ServerThread *server, const char *token, const char *before, const char *after)
{
  g_autofree char *body
      = g_strdup_printf ("{\"version\":1,\"old\":\"%s\",\"new\":\"%s\"}", before, after);

  return ask (server, "POST", "/v1/password", token, body);
}

static void
assert_done (const Reply *reply)
{
  if (reply->status != 200 && reply->status != 204)
    g_error ("%u: %s", reply->status, reply->body);
}

static void
assert_let_in (ServerThread *server, const char *token)
{
  g_auto (Reply) reply = server_get (server, "/v1/digest", token);

  g_assert_cmpuint (reply.status, ==, 200);
}

static void
assert_kept_out (ServerThread *server, const char *token, guint status, const char *word)
{
  g_auto (Reply) reply = server_get (server, "/v1/digest", token);

  assert_refused (&reply, status, word);
}

/* (transfer full): "act account about detail", oldest first */
static char *
read_audit (ServerThread *server)
{
  LfServerAuditQuery query = { .zone = ZONE, .limit = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = lf_server_storage_list_audit (server->zone->storage, &query, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = all->len; i > 0; i--)
    {
      const LfServerAudit *audit = all->pdata[i - 1];

      g_string_append_printf (
          text, "%s %s %s %s\n", audit->act, audit->account == NULL ? "-" : audit->account,
          audit->about == NULL ? "-" : audit->about, audit->detail == NULL ? "-" : audit->detail);
    }
  return g_string_free (text, FALSE);
}

static LfServerAccount *
find_account (ServerThread *server, const char *name)
{
  g_autoptr (GError) error = NULL;
  LfServerAccount *account = lf_accounts_find (server->zone->storage, ZONE, name, &error);

  g_assert_no_error (error);
  return account;
}

/* ---- Passwords ---- */

static void
test_password (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "周砚秋", "recruiter");
  g_auto (Reply) wrong = change_password (server, token, "a guess of somebody", NEW_PASSWORD);
  g_auto (Reply) bad = change_password (server, token, PASSWORD, "password1234");
  g_auto (Reply) named = change_password (server, token, PASSWORD, "周砚秋的密码是7个字");
  g_auto (Reply) done = change_password (server, token, PASSWORD, NEW_PASSWORD);
  g_auto (Reply) before = server_login (server, "周砚秋", PASSWORD, "b");
  g_auto (Reply) after = server_login (server, "周砚秋", NEW_PASSWORD, "b");
  g_autofree char *log = read_audit (server);

  assert_refused (&wrong, 403, "old");
  assert_refused (&bad, 422, "password");
  assert_refused (&named, 422, "password");
  g_assert_cmpuint (done.status, ==, 204);
  assert_let_in (server, token);
  assert_refused (&before, 401, "sign-in");
  assert_done (&after);
  g_assert_cmpstr (log, ==,
                   "sign-in 周砚秋 - laptop\n"
                   "sign-in-failed 周砚秋 - -\n"
                   "account-password 周砚秋 周砚秋 -\n"
                   "sign-in-failed 周砚秋 - laptop\n"
                   "sign-in 周砚秋 - laptop\n");
}

/* Whoever holds the laptop guesses no more often than at the sign-in. */
static void
test_password_throttled (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) closed = { 0 };

  for (guint i = 0; i < LF_ATTEMPTS_MAX; i++)
    {
      g_auto (Reply) wrong = change_password (server, token, "a guess of somebody", NEW_PASSWORD);

      assert_refused (&wrong, 403, "old");
    }
  closed = change_password (server, token, PASSWORD, NEW_PASSWORD);
  assert_refused (&closed, 429, "throttled");
}

/* ---- The end of a sign-in ---- */

static void
test_expired (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  gint64 start = g_get_real_time ();
  g_autofree char *token = NULL;
  g_autofree char *again = NULL;

  lf_clock_pretend (start);
  token = server_sign_in (server, "a", "recruiter");
  for (guint i = 1; i <= 3; i++) /* each contact puts the end off */
    {
      lf_clock_pretend (start + i * (LF_SESSION_DAYS - 1) * LF_DAY_US);
      assert_let_in (server, token);
    }
  lf_clock_pretend (start + (4 * LF_SESSION_DAYS + 1) * LF_DAY_US);
  assert_kept_out (server, token, 401, "expired");
  assert_kept_out (server, token, 401, "expired"); /* asking is no contact */
  again = server_sign_in (server, "a", "recruiter");
  assert_let_in (server, again);
  lf_clock_pretend (start); /* a clock that was wrong ends nothing */
  assert_let_in (server, again);
  lf_clock_pretend (0);
}

static void
test_closed (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfServerAccount) account = find_account (server, "a");
  g_auto (Reply) login = { 0 };
  g_auto (Reply) guess = { 0 };

  g_assert_true (lf_accounts_set_state (server->zone->storage, account, LF_ACCOUNT_DISABLED, NULL));
  assert_kept_out (server, token, 401, "disabled");
  login = server_login (server, "a", PASSWORD, "a");
  assert_refused (&login, 403, "disabled");
  guess = server_login (server, "a", "a guess of somebody", "a");
  assert_refused (&guess, 401, "sign-in"); /* who guesses learns nothing */
  g_assert_true (lf_accounts_set_state (server->zone->storage, account, LF_ACCOUNT_ACTIVE, NULL));
  assert_let_in (server, token);
}

/* What was written stays, and so does the name, for whoever gets it next. */
static void
test_removed (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autoptr (LfServerAccount) account = find_account (server, "a");
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_auto (Reply) login = { 0 };
  g_autofree char *again = NULL;

  g_assert_true (lf_accounts_set_state (server->zone->storage, account, LF_ACCOUNT_REMOVED, NULL));
  assert_kept_out (server, token, 401, "token");
  login = server_login (server, "a", PASSWORD, "a");
  assert_refused (&login, 401, "sign-in");
  g_assert_null (find_account (server, "a"));
  g_assert_true (lf_server_storage_verify (server->zone->storage, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  again = server_sign_in (server, "a", "leader");
  assert_let_in (server, again);
  assert_kept_out (server, token, 401, "token");
}

/* Whoever gets the name next gets nothing else: neither park and team, nor what a lost laptop of
 * the former sends before it erases. */
static void
test_given_again (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_autoptr (LfServerAccount) account = find_account (server, "a");
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *push = push_text (&change, 1);
  g_auto (Reply) asked = change_device (server, admin, "a", "erase");
  g_auto (Reply) pushed = { 0 };
  g_autoptr (LfServerAccount) next = NULL;

  assert_done (&asked);
  account->park = zone_id ("A");
  account->team = zone_id ("T");
  g_assert_true (lf_server_storage_save_account (server->zone->storage, account, NULL));
  g_assert_true (lf_accounts_set_state (server->zone->storage, account, LF_ACCOUNT_REMOVED, NULL));
  g_assert_true (lf_accounts_save (server->zone->storage, ZONE, "a", "steward", PASSWORD, NULL));
  next = find_account (server, "a");
  g_assert_null (next->park);
  g_assert_null (next->team);
  pushed = server_push (server, token, push);
  assert_refused (&pushed, 410, "erase-at-once");
}

/* ---- Erasing ---- */

/* What waits on a lost laptop is taken, and nothing more is given to it. */
static void
test_erase (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *push = push_text (&change, 1);
  g_auto (Reply) asked = change_device (server, admin, "a", "erase");
  g_auto (Reply) pull = server_get (server, "/v1/pull?cursor=0", token);
  g_auto (Reply) login = server_login (server, "a", PASSWORD, "a");
  g_auto (Reply) pushed = server_push (server, token, push);
  g_auto (Reply) too_much = change_device (server, token, "admin", "erase");
  g_auto (Reply) done = change_device (server, token, "a", "erased");
  g_auto (Reply) once_more = { 0 };
  g_autoptr (GPtrArray) answers = NULL;
  g_autofree char *log = read_audit (server);
  g_autofree char *id = zone_id ("a");
  g_autofree char *expected = g_strdup_printf ("device-erase admin %s a\n"
                                               "device-erased a %s a\n",
                                               id, id);
  g_autofree char *again = NULL;

  assert_done (&asked);
  assert_refused (&pull, 410, "erase");
  assert_refused (&login, 410, "erase");
  assert_done (&pushed);
  answers = reply_answers (&pushed);
  g_assert_cmpint (((LfAnswer *) answers->pdata[0])->kind, ==, LF_ANSWER_ACCEPTED);
  assert_refused (&too_much, 404, "device");
  assert_done (&done);
  assert_kept_out (server, token, 401, "token");
  g_assert_true (g_str_has_suffix (log, expected));
  once_more = change_device (server, token, "a", "erased");
  assert_refused (&once_more, 401, "token");
  again = server_sign_in (server, "a", "recruiter"); /* it was found */
  assert_let_in (server, again);
}

/* Of a device that was signed out, or whose account is closed, nothing is taken either. */
static void
test_erase_at_once (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *closed = server_sign_in (server, "b", "recruiter");
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_autoptr (LfServerAccount) account = find_account (server, "b");
  g_autoptr (LfChange) change = make_project ("p");
  g_autofree char *push = push_text (&change, 1);
  g_auto (Reply) revoked = change_device (server, admin, "a", "revoked");
  g_auto (Reply) asked = change_device (server, admin, "a", "erase");
  g_auto (Reply) asked_b = change_device (server, admin, "b", "erase");
  g_auto (Reply) pushed = { 0 };
  g_auto (Reply) pushed_b = { 0 };
  g_auto (Reply) done = { 0 };

  assert_done (&revoked);
  assert_done (&asked);
  assert_done (&asked_b);
  g_assert_true (lf_accounts_set_state (server->zone->storage, account, LF_ACCOUNT_REMOVED, NULL));
  pushed = server_push (server, token, push);
  pushed_b = server_push (server, closed, push);
  assert_refused (&pushed, 410, "erase-at-once");
  assert_refused (&pushed_b, 410, "erase-at-once");
  done = change_device (server, closed, "b", "erased");
  assert_done (&done);
}

/* Until it comes, the order can be taken back. */
static void
test_erase_taken_back (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_auto (Reply) asked = change_device (server, admin, "a", "erase");
  g_auto (Reply) back = change_device (server, admin, "a", "revoked");
  g_autofree char *again = NULL;

  assert_done (&asked);
  assert_done (&back);
  assert_kept_out (server, token, 401, "token");
  again = server_sign_in (server, "a", "recruiter");
  assert_let_in (server, again);
}

/* People see and end their own devices, and nobody else's. */
static void
test_own_devices (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "zone_manager");
  g_autofree char *other = server_sign_in (server, "b", "recruiter");
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_autofree char *id = zone_id ("b");
  g_auto (Reply) own = server_get (server, "/v1/devices", token);
  g_auto (Reply) all = server_get (server, "/v1/devices", admin);
  g_auto (Reply) foreign = change_device (server, token, "b", "revoked");
  g_auto (Reply) erased = change_device (server, other, "b", "erased");
  g_auto (Reply) ended = change_device (server, other, "b", "revoked");

  assert_done (&own);
  g_assert_null (strstr (own.body, id));
  g_assert_nonnull (strstr (all.body, id));
  assert_refused (&foreign, 404, "device");
  assert_refused (&erased, 404, "device"); /* nobody asked it to */
  assert_done (&ended);
  assert_kept_out (server, other, 401, "token");
}

/* ---- Administration ---- */

static void
test_administrators_only (void)
{
  static const char *const roles[]
      = { "recruiter", "steward", "park_manager", "zone_manager", "department", "leader" };
  static const char *const calls[][3] = {
    { "GET", "/v1/accounts", NULL },
    { "POST", "/v1/accounts", "{\"version\":1,\"name\":\"x\",\"role\":\"administrator\"}" },
    { "PUT", "/v1/accounts/admin", "{\"version\":1,\"state\":\"disabled\"}" },
    { "DELETE", "/v1/accounts/admin", NULL },
    { "GET", "/v1/audit", NULL },
  };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");

  for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
    {
      g_autofree char *token = server_sign_in (server, roles[r], roles[r]);

      for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
        {
          g_auto (Reply) reply = ask (server, calls[i][0], calls[i][1], token, calls[i][2]);

          assert_refused (&reply, 403, "role");
        }
    }
  assert_let_in (server, admin);
}

/* One is made, gets in with the password that was shown once, chooses her own, changes her role,
 * is closed and goes. */
static void
test_life_of_an_account (void)
{
  const char *path = "/v1/accounts/%E9%99%88%2F%E4%BA%91"; /* 陈/云 */
  const char *make = "{\"version\":1,\"name\":\"陈/云\",\"role\":\"recruiter\"}";
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_auto (Reply) made = ask (server, "POST", "/v1/accounts", admin, make);
  g_auto (Reply) twice = ask (server, "POST", "/v1/accounts", admin, make);
  g_autofree char *password = reply_member (&made, "password");
  g_auto (Reply) login = server_login (server, "陈/云", password, "c");
  g_autofree char *token = reply_member (&login, "token");
  g_auto (Reply) own = change_password (server, token, password, NEW_PASSWORD);
  g_auto (Reply) later = server_login (server, "陈/云", NEW_PASSWORD, "d");
  g_auto (Reply) role = ask (server, "PUT", path, admin, "{\"version\":1,\"role\":\"leader\"}");
  g_auto (Reply) closed
      = ask (server, "PUT", path, admin, "{\"version\":1,\"state\":\"disabled\"}");
  g_auto (Reply) open = ask (server, "PUT", path, admin,
                             "{\"version\":1,\"state\":\"active\",\"reset_password\":true}");
  g_autofree char *reset = reply_member (&open, "password");
  g_auto (Reply) gone = ask (server, "DELETE", path, admin, NULL);
  g_auto (Reply) nothing = ask (server, "DELETE", path, admin, NULL);
  g_autofree char *log = read_audit (server);

  assert_done (&made);
  assert_refused (&twice, 409, "exists");
  g_assert_nonnull (strstr (login.body, "\"change_password\":true"));
  assert_done (&own);
  g_assert_nonnull (strstr (later.body, "\"change_password\":false"));
  assert_done (&role);
  assert_done (&closed);
  g_assert_cmpstr (reset, !=, password);
  assert_done (&gone);
  assert_refused (&nothing, 404, "account");
  g_assert_cmpstr (log, ==,
                   "sign-in admin - laptop\n"
                   "account-added admin 陈/云 recruiter\n"
                   "sign-in 陈/云 - laptop\n"
                   "account-password 陈/云 陈/云 -\n"
                   "sign-in 陈/云 - laptop\n"
                   "account-role admin 陈/云 recruiter leader\n"
                   "account-disabled admin 陈/云 -\n"
                   "account-enabled admin 陈/云 -\n"
                   "account-password admin 陈/云 -\n"
                   "account-removed admin 陈/云 -\n");
  g_assert_null (strstr (log, password));
}

static void
test_one_time_password (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  gint64 start = g_get_real_time ();
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");
  g_auto (Reply) made = ask (server, "POST", "/v1/accounts", admin,
                             "{\"version\":1,\"name\":\"c\",\"role\":\"recruiter\"}");
  g_autofree char *password = reply_member (&made, "password");
  g_auto (Reply) late = { 0 };

  lf_clock_pretend (start + (LF_ONE_TIME_DAYS + 1) * LF_DAY_US);
  late = server_login (server, "c", password, "c");
  assert_refused (&late, 403, "one-time");
  lf_clock_pretend (0);
}

/* One administrator is always left. */
static void
test_oneself (void)
{
  static const char *const calls[][2] = {
    { "PUT", "{\"version\":1,\"role\":\"leader\"}" },
    { "PUT", "{\"version\":1,\"state\":\"disabled\"}" },
    { "DELETE", NULL },
  };
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *admin = server_sign_in (server, "admin", "administrator");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (Reply) reply = ask (server, calls[i][0], "/v1/accounts/admin", admin, calls[i][1]);

      assert_refused (&reply, 422, "oneself");
    }
  assert_let_in (server, admin);
}

/* ---- The audit log ---- */

/* Guesses of names leave nothing, of passwords only so many; neither holds what was typed. */
static void
test_audit_of_guesses (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  g_autofree char *token = server_sign_in (server, "a", "recruiter");
  g_auto (Reply) unknown = server_login (server, "hunter2 is my password", PASSWORD, "b");
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_auto (Reply) wrong = server_login (server, "a", "a guess of somebody", "b");

      g_assert_cmpuint (wrong.status, >=, 401);
    }
  log = read_audit (server);
  lines = g_strsplit (log, "\n", -1);
  g_assert_null (strstr (log, "hunter2"));
  g_assert_null (strstr (log, "guess"));
  g_assert_nonnull (strstr (log, "sign-in-throttled a"));
  g_assert_cmpuint (g_strv_length (lines), <, 40);
  g_assert_nonnull (token);
}

static void
add_entry (ServerThread *server, gint64 time_us, const char *about)
{
  g_autofree char *id = lf_id_new ();
  LfServerAudit audit = { .zone = (char *) ZONE,
                          .id = id,
                          .time_us = time_us,
                          .act = (char *) LF_AUDIT_BACKUP,
                          .about = (char *) about };

  g_assert_true (lf_server_storage_add_audit (server->zone->storage, &audit, NULL));
}

static void
test_audit_trimmed (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  gint64 now = g_get_real_time ();
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;

  add_entry (server, now - 401 * LF_DAY_US, "old");
  add_entry (server, now - 399 * LF_DAY_US, "kept");
  add_entry (server, now, "new");
  g_assert_true (lf_audit_trim (server->zone->storage, 400, &error));
  g_assert_no_error (error);
  log = read_audit (server);
  g_assert_cmpstr (log, ==, "backup - kept -\nbackup - new -\n");
  g_assert_true (lf_audit_trim (server->zone->storage, 1, &error)); /* never less than a month */
  g_free (log);
  log = read_audit (server);
  g_assert_cmpstr (log, ==, "backup - new -\n");
}

/* Page by page, and by whom. */
static void
test_audit_pages (void)
{
  g_autoptr (ServerThread) server = server_thread_new (NULL);
  LfServerAuditQuery query = { .zone = ZONE, .limit = 2 };
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) of_b = NULL;
  g_autoptr (GPtrArray) late = NULL;

  add_entry (server, 1, "a");
  add_entry (server, 2, "b");
  add_entry (server, 3, "c");
  first = lf_server_storage_list_audit (server->zone->storage, &query, NULL);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpstr (((LfServerAudit *) first->pdata[0])->about, ==, "c");
  query.before = ((LfServerAudit *) first->pdata[1])->id;
  second = lf_server_storage_list_audit (server->zone->storage, &query, NULL);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (((LfServerAudit *) second->pdata[0])->about, ==, "a");
  query = (LfServerAuditQuery){ .zone = ZONE, .account = "b", .limit = 10 };
  of_b = lf_server_storage_list_audit (server->zone->storage, &query, NULL);
  g_assert_cmpuint (of_b->len, ==, 1);
  query = (LfServerAuditQuery){ .zone = ZONE, .since_us = 3, .limit = 10 };
  late = lf_server_storage_list_audit (server->zone->storage, &query, NULL);
  g_assert_cmpuint (late->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accounts/password", test_password);
  g_test_add_func ("/accounts/password-throttled", test_password_throttled);
  g_test_add_func ("/accounts/expired", test_expired);
  g_test_add_func ("/accounts/closed", test_closed);
  g_test_add_func ("/accounts/removed", test_removed);
  g_test_add_func ("/accounts/given-again", test_given_again);
  g_test_add_func ("/accounts/erase", test_erase);
  g_test_add_func ("/accounts/erase-at-once", test_erase_at_once);
  g_test_add_func ("/accounts/erase-taken-back", test_erase_taken_back);
  g_test_add_func ("/accounts/own-devices", test_own_devices);
  g_test_add_func ("/accounts/administrators-only", test_administrators_only);
  g_test_add_func ("/accounts/life", test_life_of_an_account);
  g_test_add_func ("/accounts/one-time-password", test_one_time_password);
  g_test_add_func ("/accounts/oneself", test_oneself);
  g_test_add_func ("/accounts/audit-of-guesses", test_audit_of_guesses);
  g_test_add_func ("/accounts/audit-trimmed", test_audit_trimmed);
  g_test_add_func ("/accounts/audit-pages", test_audit_pages);
  return g_test_run ();
}

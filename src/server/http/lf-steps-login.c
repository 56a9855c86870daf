/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: a name and a password for a device's token. */

#include "config.h"

#include "lf-steps.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define STATUS_TOO_MANY_REQUESTS 429
#define MAX_NAME 200 /* bytes, of people and devices */

typedef struct
{
  char *name;
  char *password;
  char *device;
  char *device_name;        /* (nullable) */
  LfServerAccount *account; /* (nullable): no such name */
  gboolean is_right;
} Login;

static void
login_free (gpointer data)
{
  Login *login = data;

  if (login->password != NULL)
    sodium_memzero (login->password, strlen (login->password));
  g_free (login->name);
  g_free (login->password);
  g_free (login->device);
  g_free (login->device_name);
  g_clear_pointer (&login->account, lf_server_account_free);
  g_free (login);
}

static gboolean
is_short (const char *text)
{
  return text == NULL || strlen (text) <= MAX_NAME;
}

/* What need not be there is null or left out, but not a number. */
static gboolean
is_absent (JsonNode *node, const char *name)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member == NULL || JSON_NODE_HOLDS_NULL (member);
}

void
lf_login_read (LfRequest *request)
{
  g_autoptr (JsonNode) node = lf_request_read_body (request);
  Login *login;

  if (node == NULL)
    return;
  login = g_new0 (Login, 1);
  lf_request_set_data (request, login, login_free);
  login->name = lf_request_copy_text (node, "name");
  login->password = lf_request_copy_text (node, "password");
  login->device = lf_request_copy_text (node, "device");
  login->device_name = lf_request_copy_text (node, "device_name");
  if (login->name == NULL || login->password == NULL || !lf_id_is_valid (login->device)
      || !is_short (login->name) || !is_short (login->device_name)
      || (login->device_name == NULL && !is_absent (node, "device_name")))
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "body",
                             _ ("Name, password and the id of the device are needed to sign in."));
}

/* ---- The audit log ---- */

/* Who guesses names and passwords does not fill it: what is beyond these is in the server's log
 * only. */
static const LfRateLimit failures_of_address = { 30, 60 * G_USEC_PER_SEC };
static const LfRateLimit failures_of_all = { 2000, 10 * G_USEC_PER_SEC };

static gboolean
is_noted (LfRequest *request, const char *act)
{
  g_autofree char *by_address = g_strconcat ("failures/", request->address, NULL);
  gint64 now = g_get_monotonic_time ();

  return strcmp (act, LF_AUDIT_SIGN_IN) == 0
         || (lf_rate_take (request->rate, by_address, &failures_of_address, now) == 0
             && lf_rate_take (request->rate, "failures", &failures_of_all, now) == 0);
}

/* FALSE: answered already. A name that no account has is not kept: it may be a password. */
static gboolean
note (LfRequest *request, const char *act)
{
  const Login *login = request->data;
  LfAuditSource source = { .device = login->device, .address = request->address };
  g_autoptr (GError) error = NULL;

  if (login->account == NULL || !is_noted (request, act))
    return TRUE;
  source.zone = login->account->zone;
  source.account = login->account->name;
  if (!lf_audit_note (request->storage, &source, act, NULL, login->device_name, &error))
    lf_request_answer_failure (request, error);
  return error == NULL;
}

/* ---- The steps ---- */

void
lf_login_find (LfRequest *request)
{
  Login *login = request->data;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (lf_server_storage_count_attempt (request->storage, login->name, g_get_real_time (), &n,
                                       &error))
    login->account = lf_server_storage_find_account (request->storage, NULL, login->name, &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (n > LF_ATTEMPTS_MAX && note (request, LF_AUDIT_SIGN_IN_THROTTLED))
    lf_request_answer_error (request, STATUS_TOO_MANY_REQUESTS, "throttled",
                             _ ("Too many wrong passwords: wait a minute and try again."));
}

void
lf_login_verify (LfRequest *request)
{
  Login *login = request->data;
  g_autoptr (GError) error = NULL;

  if (!lf_accounts_verify (login->account, login->password, &login->is_right, &error))
    lf_request_answer_failure (request, error);
}

static gboolean
is_over (const LfServerAccount *account)
{
  return account->one_time_until_us != 0 && account->one_time_until_us < lf_clock_now_us ();
}

/* What is wrong with a sign-in under a right password is told to nobody else. */
static void
refuse (LfRequest *request)
{
  const Login *login = request->data;

  if (!note (request, LF_AUDIT_SIGN_IN_FAILED))
    return;
  if (login->is_right && login->account->state != LF_ACCOUNT_ACTIVE)
    lf_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "disabled",
                             _ ("This account is closed: ask an administrator."));
  else if (login->is_right)
    lf_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "one-time",
                             _ ("This password was given out for a week, which is over: ask an "
                                "administrator for another."));
  else
    lf_request_answer_error (request, SOUP_STATUS_UNAUTHORIZED, "sign-in",
                             _ ("The server does not know this name with this password."));
}

static JsonNode *
print_token (const Login *login, const char *token)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_set_string_member (object, "token", token);
  json_object_set_string_member (object, "account", login->account->name);
  json_object_set_string_member (object, "role", login->account->role);
  json_object_set_boolean_member (object, "change_password",
                                  login->account->one_time_until_us != 0);
  if (login->account->since_seq != 0)
    json_object_set_int_member (object, "since", login->account->since_seq);
  json_object_unref (object);
  return node;
}

void
lf_login_enrol (LfRequest *request)
{
  const Login *login = request->data;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;

  if (!login->is_right || login->account->state != LF_ACCOUNT_ACTIVE || is_over (login->account))
    {
      refuse (request);
      return;
    }
  if (lf_server_storage_forget_attempts (request->storage, login->name, &error))
    token = lf_accounts_enrol (request->storage, login->account, login->device, login->device_name,
                               &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (token == NULL)
    lf_request_answer_error (request, SOUP_STATUS_GONE, "erase",
                             _ ("This device is to erase what it holds."));
  else if (note (request, LF_AUDIT_SIGN_IN))
    lf_request_answer_node (request, print_token (login, token));
}

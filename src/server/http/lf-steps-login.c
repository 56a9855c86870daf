/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in: a name and a password for a device's token. */

#include "config.h"

#include "lf-steps.h"

#include "lf-accounts.h"

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

static char *
copy_member (JsonNode *node, const char *name)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) ? json_node_dup_string (member) : NULL;
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
  login->name = copy_member (node, "name");
  login->password = copy_member (node, "password");
  login->device = copy_member (node, "device");
  login->device_name = copy_member (node, "device_name");
  if (login->name == NULL || login->password == NULL || !lf_id_is_valid (login->device)
      || !is_short (login->name) || !is_short (login->device_name)
      || (login->device_name == NULL && !is_absent (node, "device_name")))
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "body",
                             _ ("Name, password and the id of the device are needed to sign in."));
}

void
lf_login_find (LfRequest *request)
{
  Login *login = request->data;
  g_autoptr (GError) error = NULL;
  guint n;

  if (!lf_server_storage_count_attempt (request->storage, login->name, g_get_real_time (), &n,
                                        &error))
    lf_request_answer_failure (request, error);
  else if (n > LF_ATTEMPTS_MAX)
    lf_request_answer_error (request, STATUS_TOO_MANY_REQUESTS, "throttled",
                             _ ("Too many wrong passwords: wait a minute and try again."));
  else
    login->account = lf_server_storage_find_account (request->storage, NULL, login->name, &error);
  if (request->status == 0 && error != NULL)
    lf_request_answer_failure (request, error);
}

void
lf_login_verify (LfRequest *request)
{
  Login *login = request->data;
  g_autoptr (GError) error = NULL;
  gboolean is_right;

  if (!lf_accounts_verify (login->account, login->password, &is_right, &error))
    lf_request_answer_failure (request, error);
  else if (!is_right)
    lf_request_answer_error (request, SOUP_STATUS_UNAUTHORIZED, "sign-in",
                             _ ("The server does not know this name with this password."));
}

void
lf_login_enrol (LfRequest *request)
{
  const Login *login = request->data;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = lf_server_storage_forget_attempts (request->storage, login->name, &error)
                               ? lf_accounts_enrol (request->storage, login->account, login->device,
                                                    login->device_name, &error)
                               : NULL;
  JsonObject *object;
  JsonNode *node;

  if (token == NULL)
    {
      lf_request_answer_failure (request, error);
      return;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "token", token);
  json_object_set_string_member (object, "account", login->account->name);
  json_object_set_string_member (object, "role", login->account->role);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  lf_request_answer_node (request, node);
}

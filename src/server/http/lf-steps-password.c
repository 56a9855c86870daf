/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's password of her own choice: the old one for a new one. */

#include "config.h"

#include "lf-steps.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define STATUS_TOO_MANY_REQUESTS 429

typedef struct
{
  char *before;
  char *after;
  char *hash; /* (nullable): of the new one, once the old one is right */
  LfServerAccount *account;
} Exchange;

static void
wipe (char *password)
{
  if (password != NULL)
    sodium_memzero (password, strlen (password));
  g_free (password);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  wipe (exchange->before);
  wipe (exchange->after);
  g_free (exchange->hash);
  g_clear_pointer (&exchange->account, lf_server_account_free);
  g_free (exchange);
}

void
lf_password_read (LfRequest *request)
{
  g_autoptr (JsonNode) node = lf_request_read_body (request);
  Exchange *exchange;

  if (node == NULL)
    return;
  exchange = g_new0 (Exchange, 1);
  lf_request_set_data (request, exchange, exchange_free);
  exchange->before = lf_request_copy_text (node, "old");
  exchange->after = lf_request_copy_text (node, "new");
  if (exchange->before == NULL || exchange->after == NULL)
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "body",
                             _ ("The old and the new password are needed to change it."));
}

/* Whoever took a laptop and guesses its owner's password waits as at the sign-in. */
void
lf_password_find (LfRequest *request)
{
  Exchange *exchange = request->data;
  const LfServerUser *user = request->user;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (lf_server_storage_count_attempt (request->storage, user->account, g_get_real_time (), &n,
                                       &error))
    exchange->account
        = lf_server_storage_find_account (request->storage, user->zone, user->account, &error);
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (n > LF_ATTEMPTS_MAX && lf_request_note (request, LF_AUDIT_SIGN_IN_THROTTLED, NULL, NULL))
    lf_request_answer_error (request, STATUS_TOO_MANY_REQUESTS, "throttled",
                             _ ("Too many wrong passwords: wait a minute and try again."));
}

void
lf_password_verify (LfRequest *request)
{
  Exchange *exchange = request->data;
  g_autoptr (GError) error = NULL;
  gboolean is_right;

  if (!lf_accounts_verify (exchange->account, exchange->before, &is_right, &error))
    {
      lf_request_answer_failure (request, error);
      return;
    }
  if (!is_right)
    return;
  exchange->hash = lf_accounts_hash (request->user->account, exchange->after, &error);
  if (g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL))
    lf_request_answer_error (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "password", error->message);
  else if (error != NULL)
    lf_request_answer_failure (request, error);
}

void
lf_password_save (LfRequest *request)
{
  Exchange *exchange = request->data;
  g_autoptr (GError) error = NULL;

  if (exchange->hash == NULL)
    {
      if (lf_request_note (request, LF_AUDIT_SIGN_IN_FAILED, NULL, NULL))
        lf_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "old",
                                 _ ("The old password is not right."));
      return;
    }
  if (!lf_server_storage_forget_attempts (request->storage, request->user->account, &error)
      || !lf_accounts_set_password (request->storage, exchange->account, exchange->hash,
                                    /* is_one_time= */ FALSE, &error))
    lf_request_answer_failure (request, error);
  else if (lf_request_note (request, LF_AUDIT_ACCOUNT_PASSWORD, request->user->account, NULL))
    lf_request_answer_nothing (request);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose token it is, and what that lets it do. */

#include "config.h"

#include "lf-steps.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a token that is not good is answered with. */
static const struct
{
  guint status;
  const char *word, *sentence;
} refusals[] = {
  [LF_TOKEN_UNKNOWN] = { SOUP_STATUS_UNAUTHORIZED, "token",
                         N_ ("This device is not signed in any more: sign in again.") },
  [LF_TOKEN_REVOKED] = { SOUP_STATUS_UNAUTHORIZED, "token",
                         N_ ("This device is not signed in any more: sign in again.") },
  [LF_TOKEN_EXPIRED] = { SOUP_STATUS_UNAUTHORIZED, "expired",
                         N_ ("This device was away for so long that its sign-in has ended: sign in "
                             "again.") },
  [LF_TOKEN_DISABLED]
  = { SOUP_STATUS_UNAUTHORIZED, "disabled", N_ ("This account is closed: ask an administrator.") },
  [LF_TOKEN_ERASE] = { SOUP_STATUS_GONE, "erase", N_ ("This device is to erase what it holds.") },
  [LF_TOKEN_ERASE_AT_ONCE]
  = { SOUP_STATUS_GONE, "erase-at-once", N_ ("This device is to erase what it holds.") },
};

static void
refuse (LfRequest *request, LfTokenState state)
{
  lf_request_answer_error (request, refusals[state].status, refusals[state].word,
                           _ (refusals[state].sentence));
}

/* FALSE: answered already. */
static gboolean
find (LfRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (request->token != NULL)
    request->user = lf_accounts_judge_token (request->storage, request->token, request->session_us,
                                             &request->token_state, &error);
  else
    request->token_state = LF_TOKEN_UNKNOWN;
  if (error != NULL)
    lf_request_answer_failure (request, error);
  else if (request->user != NULL && strcmp (request->user->role, LF_INTAKE_ROLE) == 0)
    refuse (request, LF_TOKEN_UNKNOWN);
  else if (request->user == NULL)
    refuse (request, request->token_state);
  return request->status == 0;
}

void
lf_sync_find_user (LfRequest *request)
{
  if (find (request) && request->token_state != LF_TOKEN_GOOD)
    refuse (request, request->token_state);
}

void
lf_sync_find_sender (LfRequest *request)
{
  if (find (request) && request->token_state == LF_TOKEN_ERASE_AT_ONCE)
    refuse (request, request->token_state);
}

void
lf_device_find_user (LfRequest *request)
{
  find (request);
}

void
lf_admin_find_user (LfRequest *request)
{
  lf_sync_find_user (request);
  if (request->status == 0 && !lf_rules_may (request->user->role, "account", 'e'))
    lf_request_answer_error (request, SOUP_STATUS_FORBIDDEN, "role",
                             _ ("Only an administrator may do this: ask one."));
}

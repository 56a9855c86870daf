/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong with a request, in sentences. */

#include "config.h"

#include "lf-http-private.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>

#define STATUS_TOO_MANY_REQUESTS 429 /* libsoup has no name for it */

#define KEPT _ ("Everything stays saved here and is sent when the server is back.")

/* ---- The line ---- */

G_GNUC_PRINTF (4, 5)
static void
set_failure (GError **error, LfSyncError code, gboolean is_kept, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  if (is_kept)
    /* Translators: two sentences. */
    g_set_error (error, LF_SYNC_ERROR, (int) code, C_ ("sentences", "%1$s %2$s"), sentence, KEPT);
  else
    g_set_error_literal (error, LF_SYNC_ERROR, (int) code, sentence);
}

void
lf_http_set_garbage (const LfHttp *self, GError **error)
{
  set_failure (error, LF_SYNC_ERROR_PROTOCOL, TRUE,
               _ ("What %s answers is not the answer of a Landfall server. Check the address."),
               lf_http_server (self));
}

void
lf_http_set_broken_off (const LfHttp *self, GError **error)
{
  set_failure (error, LF_SYNC_ERROR_BROKEN_OFF, TRUE, _ ("The answer of %s broke off half way."),
               lf_http_server (self));
}

void
lf_http_set_too_much (const LfHttp *self, GError **error)
{
  set_failure (error, LF_SYNC_ERROR_PROTOCOL, TRUE,
               _ ("The server %s answered with more than fits into one answer."),
               lf_http_server (self));
}

void
lf_http_set_unreachable (const LfHttp *self, const GError *cause, GError **error)
{
  const char *format = _ ("The server %s cannot be reached. Check the network.");

  if (cause->domain == SOUP_SESSION_ERROR
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    {
      lf_http_set_garbage (self, error);
      return;
    }
  if (cause->domain == G_RESOLVER_ERROR
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    format = _ ("The server %s cannot be found. Check the network and the address.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    format = _ ("The server %s did not answer in time.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    format = _ ("The server %s closed the connection without an answer.");
  set_failure (error, LF_SYNC_ERROR_UNREACHABLE, TRUE, format, lf_http_server (self));
}

static void
set_certificate (const LfHttp *self, GTlsCertificate *met, GError **error)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *fingerprint = NULL;

  if (met != NULL)
    g_object_get (met, "certificate", &der, NULL);
  fingerprint = der != NULL ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len)
                            : g_strdup ("?");
  if (lf_http_fingerprint (self) != NULL)
    set_failure (
        error, LF_SYNC_ERROR_CERTIFICATE, FALSE,
        _ ("The certificate of %s is not the one you trusted. It may have been renewed, or "
           "somebody stands in between: ask who runs the server, then sign in again. Its "
           "fingerprint is now %s"),
        lf_http_server (self), fingerprint);
  else
    set_failure (error, LF_SYNC_ERROR_CERTIFICATE, FALSE,
                 _ ("The certificate of %s is not signed by anybody this machine trusts. Compare "
                    "its fingerprint with the one its administrator gives you, then sign in with "
                    "it: %s"),
                 lf_http_server (self), fingerprint);
}

void
lf_http_set_not_sent (const LfHttp *self,
                      SoupMessage *message,
                      GError *cause /* (transfer full) */,
                      GError **error)
{
  g_autoptr (GError) owned = cause;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    set_certificate (self, soup_message_get_tls_peer_certificate (message), error);
  else
    lf_http_set_unreachable (self, cause, error);
}

/* ---- What the server says ---- */

const char *
lf_http_get_text (JsonNode *node, const char *name)
{
  JsonNode *member = JSON_NODE_HOLDS_OBJECT (node)
                         ? json_object_get_member (json_node_get_object (node), name)
                         : NULL;

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) ? json_node_get_string (member) : NULL;
}

/* What the server itself says in {"error":"word","message":"sentence"}; both NULL when it does not.
 */
static void
read_refusal (GBytes *body, char **ret_word, char **ret_message)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) root = length > 0 ? lf_wire_parse (text, (gssize) length, NULL) : NULL;

  if (root == NULL)
    return;
  *ret_word = g_strdup (lf_http_get_text (root, "error"));
  *ret_message = g_strdup (lf_http_get_text (root, "message"));
}

void
lf_http_set_version (const LfHttp *self, guint status, GError **error)
{
  gboolean is_ours = status == LF_HTTP_UPGRADE_REQUIRED;
  const char *format
      = is_ours ? _ ("This Landfall is too old for the server %s. Install the current "
                     "version; nothing saved here is lost.")
                : _ ("The server %s is too old for this Landfall. Ask who runs it to update "
                     "it; nothing saved here is lost.");

  set_failure (error, is_ours ? LF_SYNC_ERROR_TOO_OLD : LF_SYNC_ERROR_SERVER_TOO_OLD, FALSE, format,
               lf_http_server (self));
}

static void
set_not_signed_in (const LfHttp *self, GError **error)
{
  const char *format
      = !lf_http_has_token (self)
            ? _ ("The server %s does not know this name with this password.")
            : _ ("The server %s does not accept this device any more. Sign in again; "
                 "nothing saved here is lost.");

  set_failure (error, LF_SYNC_ERROR_SIGN_IN, FALSE, format, lf_http_server (self));
}

/* What the server says in a word is told here in the person's own language. NULL: as it said it. */
static const struct
{
  const char *word;
  LfSyncError code;
  const char *sentence;
} refusals[] = {
  { "expired", LF_SYNC_ERROR_SIGN_IN,
    N_ ("This device was away for so long that its sign-in has ended. Sign in again; nothing saved "
        "here is lost.") },
  { "disabled", LF_SYNC_ERROR_SIGN_IN,
    N_ ("The account is closed. Ask an administrator; nothing saved here is lost.") },
  { "one-time", LF_SYNC_ERROR_SIGN_IN,
    N_ ("This password was given out for a week, which is over. Ask an administrator for "
        "another.") },
  { "erase", LF_SYNC_ERROR_ERASE, N_ ("This device is to erase what it holds.") },
  { "erase-at-once", LF_SYNC_ERROR_ERASE_AT_ONCE, N_ ("This device is to erase what it holds.") },
  { "role", LF_SYNC_ERROR_REFUSED, N_ ("Only an administrator may do this.") },
  { "old", LF_SYNC_ERROR_REFUSED, N_ ("The old password is not right.") },
  { "exists", LF_SYNC_ERROR_REFUSED,
    N_ ("There is an account of this name: change it, or take another name.") },
  { "oneself", LF_SYNC_ERROR_REFUSED,
    N_ ("An administrator cannot take her own right away: another administrator can.") },
  { "account", LF_SYNC_ERROR_REFUSED, N_ ("There is no account of this name any more.") },
  { "device", LF_SYNC_ERROR_REFUSED, N_ ("There is no such device any more.") },
  { "path", LF_SYNC_ERROR_REFUSED,
    N_ ("The server is too old for this: ask who runs it to update it.") },
  { "password", LF_SYNC_ERROR_REFUSED, NULL },
  { "invalid", LF_SYNC_ERROR_REFUSED, NULL },
};

static gboolean
is_erasing (LfSyncError code)
{
  return code == LF_SYNC_ERROR_ERASE || code == LF_SYNC_ERROR_ERASE_AT_ONCE;
}

/* FALSE: the word is none of them. What would cost a store is not read out of another status. */
static gboolean
set_refusal (guint status, const char *word, const char *said, GError **error)
{
  if (!SOUP_STATUS_IS_CLIENT_ERROR (status))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_strcmp0 (word, refusals[i].word) == 0 && (refusals[i].sentence != NULL || said != NULL)
        && is_erasing (refusals[i].code) == (status == SOUP_STATUS_GONE))
      {
        g_set_error_literal (error, LF_SYNC_ERROR, (int) refusals[i].code,
                             refusals[i].sentence != NULL ? _ (refusals[i].sentence) : said);
        return TRUE;
      }
  return FALSE;
}

static void
set_redirected (const LfHttp *self, SoupMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *location = soup_message_headers_get_one (headers, "Location");

  set_failure (error, LF_SYNC_ERROR_PROTOCOL, FALSE,
               _ ("The server %s sends visitors on to %s. Sign in with that address."),
               lf_http_server (self), location != NULL ? location : "?");
}

void
lf_http_note_retry_after (SoupMessage *message, GError *error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  gint64 seconds;

  if (text != NULL && error->domain == LF_SYNC_ERROR
      && g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &seconds, NULL))
    lf_sync_error_set_retry_after (error, seconds * G_USEC_PER_SEC);
}

/* The server answered, but not with success. */
static void
set_failed (const LfHttp *self, SoupMessage *message, GBytes *body, GError **error)
{
  guint status = soup_message_get_status (message);
  g_autofree char *word = NULL;
  g_autofree char *said = NULL;

  read_refusal (body, &word, &said);
  if (status == LF_HTTP_UPGRADE_REQUIRED || g_strcmp0 (word, "version") == 0)
    lf_http_set_version (self, status, error);
  else if (set_refusal (status, word, said, error))
    return;
  else if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    set_not_signed_in (self, error);
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    set_redirected (self, message, error);
  else if (said != NULL)
    set_failure (error, LF_SYNC_ERROR_SERVER, TRUE, _ ("The server %s answers: %s"),
                 lf_http_server (self), said);
  else if (SOUP_STATUS_IS_SERVER_ERROR (status) || status == STATUS_TOO_MANY_REQUESTS)
    set_failure (
        error, LF_SYNC_ERROR_SERVER, TRUE,
        _ ("The server %s reports a failure of its own (%u). If it lasts, tell who runs it."),
        lf_http_server (self), status);
  else
    lf_http_set_garbage (self, error);
}

void
lf_http_set_status (const LfHttp *self, SoupMessage *message, GBytes *body, GError **error)
{
  GError *failure = NULL;

  set_failed (self, message, body, &failure);
  lf_http_note_retry_after (message, failure);
  g_propagate_error (error, failure);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sending one request to one server with libsoup. */

#include "config.h"

#include "lf-http-private.h"
#include "lf-keyring.h"
#include "lf-packing.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

struct _LfHttp
{
  char *url;     /* without a slash at its end */
  char *token;   /* (nullable) */
  char *keyring; /* (nullable): where the token is still to be fetched from */
  char *fingerprint;
  guint timeout_s;
  int minor;                /* of the protocol */
  int server_minor;         /* atomic: the server's, as it said last */
  const LfPacking *packing; /* what the server is known to take */
  SoupSession *session;     /* made by the thread that uses it */
  GThread *thread;
};

/* ---- Addresses ---- */

/* Only this machine may be spoken to without encryption. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Ret: (transfer full): people say landfall.example.org, and leave out how it is spoken to */
static char *
complete_url (const char *typed)
{
  g_autofree char *https = g_strconcat ("https://", typed, NULL);
  g_autoptr (GUri) uri = g_uri_parse (https, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (strstr (typed, "://") != NULL || strchr (typed, ' ') != NULL || host == NULL || *host == '\0')
    return g_strdup (typed);
  return is_loopback (host) ? g_strconcat ("http://", typed, NULL) : g_steal_pointer (&https);
}

static gboolean
check_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  gboolean is_http = g_strcmp0 (scheme, "http") == 0;

  if (host == NULL || *host == '\0' || (!is_http && g_strcmp0 (scheme, "https") != 0))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                   _ ("“%s” is not the address of a server. Write it like "
                      "https://landfall.example.org."),
                   url);
      return FALSE;
    }
  if (is_http && !is_loopback (host))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                   _ ("“%s” would send passwords and data unencrypted. Use its https:// address."),
                   url);
      return FALSE;
    }
  return TRUE;
}

/* Fingerprints are passed on by people and tools: upper case, colons and blanks are theirs. */
static char *
normalize_fingerprint (const char *text)
{
  GString *hex = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isxdigit (*c))
      g_string_append_c (hex, g_ascii_tolower (*c));
  return g_string_free (hex, FALSE);
}

LfHttp *
lf_http_new (const char *url, const char *token, const char *fingerprint, GError **error)
{
  g_autofree char *whole = NULL;
  LfHttp *self;

  g_return_val_if_fail (url != NULL, NULL);

  whole = complete_url (url);
  if (!check_url (whole, error))
    return NULL;
  self = g_new0 (LfHttp, 1);
  self->url = g_steal_pointer (&whole);
  while (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  self->token = g_strdup (token);
  self->fingerprint = fingerprint != NULL ? normalize_fingerprint (fingerprint) : NULL;
  self->timeout_s = LF_HTTP_TIMEOUT_S;
  self->packing = lf_packing_gzip ();
  self->minor = LF_WIRE_MINOR;
  return self;
}

LfHttp *
lf_http_new_for (const LfCredentials *credentials, GError **error)
{
  LfHttp *self
      = lf_http_new (credentials->url, credentials->token, credentials->fingerprint, error);

  if (self != NULL && credentials->token == NULL)
    self->keyring = g_strdup (credentials->keyring);
  return self;
}

gboolean
lf_http_unlock (LfHttp *self, GError **error)
{
  if (self->keyring == NULL)
    return TRUE;
  self->token = lf_keyring_find (self->keyring);
  if (self->token == NULL)
    {
      g_set_error_literal (
          error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN,
          _ ("This device's sign-in is in the keyring of this computer, which does "
             "not give it out now. Unlock the keyring, or sign in again."));
      return FALSE;
    }
  g_clear_pointer (&self->keyring, g_free);
  return TRUE;
}

void
lf_http_free (LfHttp *self)
{
  g_clear_object (&self->session);
  g_free (self->url);
  g_free (self->token);
  g_free (self->keyring);
  g_free (self->fingerprint);
  g_free (self);
}

void
lf_http_set_timeout (LfHttp *self, guint timeout_s)
{
  self->timeout_s = timeout_s;
  g_clear_object (&self->session);
}

int
lf_http_common_minor (LfHttp *self)
{
  return MIN (self->minor, g_atomic_int_get (&self->server_minor));
}

void
lf_http_set_minor (LfHttp *self, int minor)
{
  self->minor = minor;
}

const char *
lf_http_server (const LfHttp *self)
{
  return self->url;
}

const char *
lf_http_fingerprint (const LfHttp *self)
{
  return self->fingerprint;
}

gboolean
lf_http_has_token (const LfHttp *self)
{
  return self->token != NULL || self->keyring != NULL;
}

/* ---- Certificates ---- */

static gboolean
is_pinned (const LfHttp *self, GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *fingerprint = NULL;

  if (self->fingerprint == NULL)
    return FALSE;
  g_object_get (certificate, "certificate", &der, NULL);
  fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  return strcmp (fingerprint, self->fingerprint) == 0;
}

static gboolean
on_accept_certificate_cb (SoupMessage *message,
                          GTlsCertificate *certificate,
                          GTlsCertificateFlags flags,
                          const LfHttp *self)
{
  return is_pinned (self, certificate);
}

/* ---- Requests ---- */

/* A session belongs to the thread that uses it. With a pinned certificate there is no authority to
 * trust: every certificate comes to on_accept_certificate_cb(). */
SoupSession *
lf_http_session (LfHttp *self)
{
  if (self->session != NULL && self->thread == g_thread_self ())
    return self->session;
  g_clear_object (&self->session);
  self->thread = g_thread_self ();
  self->session = soup_session_new_with_options ("timeout", self->timeout_s, "idle-timeout", 60,
                                                 "user-agent", "landfall/" LF_VERSION, NULL);
  if (self->fingerprint != NULL)
    soup_session_set_tls_database (self->session, NULL);
  return self->session;
}

typedef struct
{
  const char *type;
  GBytes *bytes;
} Body;

static void
body_free (gpointer data, GClosure *closure)
{
  Body *self = data;

  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
on_restarted_cb (SoupMessage *message, Body *body)
{
  soup_message_set_request_body_from_bytes (message, body->type, body->bytes);
}

/* A connection that ends before the answer is followed by another one, for what may be sent twice;
 * libsoup 3.2 would send no body over that. */
static void
set_bytes (SoupMessage *message, const char *type, GBytes *bytes)
{
  Body *body = g_new (Body, 1);

  *body = (Body){ type, g_bytes_ref (bytes) };
  soup_message_set_request_body_from_bytes (message, type, bytes);
  g_signal_connect_data (message, "restarted", G_CALLBACK (on_restarted_cb), body, body_free, 0);
}

static void
set_body (LfHttp *self, SoupMessage *message, GBytes *body)
{
  g_autoptr (GBytes) packed = NULL;

  if (g_bytes_get_size (body) < LF_PACKING_FROM)
    {
      set_bytes (message, "application/json", body);
      return;
    }
  packed = lf_packing_pack (self->packing, body);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Encoding",
                                lf_packing_name (self->packing));
  set_bytes (message, "application/json", packed);
}

/* An older server takes gzip and does not say so. */
static void
note_packing (LfHttp *self, SoupMessage *message)
{
  const char *accepted = soup_message_headers_get_list (soup_message_get_response_headers (message),
                                                        "Accept-Encoding");
  GSList *names = accepted == NULL ? NULL : soup_header_parse_quality_list (accepted, NULL);
  const LfPacking *best = lf_packing_best (names);

  self->packing = best != NULL ? best : lf_packing_gzip ();
  soup_header_free_list (names);
}

SoupMessage *
lf_http_make_message (LfHttp *self, const char *method, const char *path)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autofree char *version
      = lf_wire_version_format ((LfWireVersion){ LF_WIRE_VERSION, self->minor });
  SoupMessage *message = soup_message_new (method, url);

  soup_message_headers_replace (soup_message_get_request_headers (message), LF_WIRE_HEADER,
                                version);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    authorization);
    }
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept_certificate_cb), self);
  return message;
}

/* libsoup takes the end of the connection for the end of a body whose length was announced. */
static gboolean
is_cut_off (SoupMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return soup_message_get_method (message) != SOUP_METHOD_HEAD
         && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_one (headers, "Content-Encoding") == NULL
         && (goffset) g_bytes_get_size (body) < soup_message_headers_get_content_length (headers);
}

/* Reads at most LF_WIRE_MAX_BODY bytes, counted after decompression. */
static GBytes *
read_body (const LfHttp *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (65536);
  g_autoptr (GError) cause = NULL;
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, 65536, cancellable, &cause)) > 0)
    {
      if (body->len + (gsize) n > LF_WIRE_MAX_BODY)
        {
          lf_http_set_too_much (self, error);
          return NULL;
        }
      g_byte_array_append (body, buffer, (guint) n);
    }
  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&body));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    lf_http_set_unreachable (self, cause, error);
  else
    lf_http_set_broken_off (self, error);
  return NULL;
}

static gboolean
is_json (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL && strstr (type, "json") != NULL;
}

/* A server that does not say its version is one of before there were any. FALSE: refused. */
static gboolean
check_version (LfHttp *self, SoupMessage *message, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *said = soup_message_headers_get_one (headers, LF_WIRE_HEADER);
  const LfWireVersion ours = { LF_WIRE_VERSION, self->minor };
  LfWireVersion theirs = { LF_WIRE_VERSION, 0 };
  LfWireFit fit;

  if (said == NULL && !is_json (headers)) /* no server of ours: that shows when it is read */
    return TRUE;
  lf_wire_version_parse (said, &theirs);
  g_atomic_int_set (&self->server_minor, theirs.minor);
  fit = lf_wire_fit (ours, theirs);
  if (fit != LF_WIRE_FITS)
    lf_http_set_version (self,
                         fit == LF_WIRE_CLIENT_TOO_OLD ? LF_HTTP_UPGRADE_REQUIRED
                                                       : SOUP_STATUS_NOT_IMPLEMENTED,
                         error);
  return fit == LF_WIRE_FITS;
}

/* The whole answer, whatever it says. */
static GBytes *
exchange (LfHttp *self, SoupMessage *message, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) answer = NULL;
  GError *cause = NULL;

  stream = soup_session_send (lf_http_session (self), message, cancellable, &cause);
  if (stream == NULL)
    {
      lf_http_set_not_sent (self, message, cause, error);
      return NULL;
    }
  note_packing (self, message);
  answer = read_body (self, stream, cancellable, error);
  if (answer == NULL || !is_cut_off (message, answer))
    return g_steal_pointer (&answer);
  lf_http_set_broken_off (self, error);
  return NULL;
}

GBytes *
lf_http_send (
    LfHttp *self, const char *path, GBytes *body, GCancellable *cancellable, GError **error)
{
  return lf_http_send_as (self, body != NULL ? "POST" : "GET", path, body, cancellable, error);
}

GBytes *
lf_http_send_as (LfHttp *self,
                 const char *method,
                 const char *path,
                 GBytes *body,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = NULL;

  if (!lf_http_unlock (self, error))
    return NULL;
  message = lf_http_make_message (self, method, path);
  if (body != NULL)
    set_body (self, message, body);
  answer = exchange (self, message, cancellable, error);
  if (answer == NULL)
    return NULL;
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    return check_version (self, message, error) ? g_steal_pointer (&answer) : NULL;
  lf_http_set_status (self, message, answer, error);
  return NULL;
}

/* ---- Pieces of files ---- */

void
lf_http_piece_clear (LfHttpPiece *self)
{
  g_clear_pointer (&self->content_range, g_free);
}

static void
read_piece_headers (SoupMessage *message, LfHttpPiece *piece)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *offset = soup_message_headers_get_one (headers, "Upload-Offset");

  piece->status = soup_message_get_status (message);
  piece->content_range = g_strdup (soup_message_headers_get_one (headers, "Content-Range"));
  piece->offset = -1;
  if (offset != NULL)
    g_ascii_string_to_signed (offset, 10, 0, LF_MAX_FILE_BYTES, &piece->offset, NULL);
}

static gboolean
tells_where (guint status)
{
  return SOUP_STATUS_IS_SUCCESSFUL (status) || status == SOUP_STATUS_NOT_FOUND
         || status == SOUP_STATUS_CONFLICT || status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE;
}

GBytes *
lf_http_send_piece (LfHttp *self, LfHttpPiece *piece, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = NULL;

  if (!lf_http_unlock (self, error))
    return NULL;
  message = lf_http_make_message (self, piece->method, piece->path);
  if (piece->body != NULL)
    set_bytes (message, "application/octet-stream", piece->body);
  if (piece->range != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  piece->body != NULL ? "Content-Range" : "Range", piece->range);
  answer = exchange (self, message, cancellable, error);
  if (answer == NULL)
    return NULL;
  read_piece_headers (message, piece);
  if (tells_where (piece->status))
    return g_steal_pointer (&answer);
  lf_http_set_status (self, message, answer, error);
  return NULL;
}

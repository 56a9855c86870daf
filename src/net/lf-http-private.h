/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to one server: bounded, pinned, and with every failure told as an LF_SYNC_ERROR.
 * Blocking. */

#pragma once

#include "lf-http-transport.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _LfHttp LfHttp;

/**
 * lf_http_new:
 * @url: without a scheme it is https, and http on this machine
 * @token: (nullable): sent with every request
 * @fingerprint: (nullable): the only certificate accepted
 * Errors: LF_ERROR_SYNTAX when @url is no web address or would send unencrypted to another machine.
 */
LfHttp *lf_http_new (const char *url, const char *token, const char *fingerprint, GError **error);
/* The same for who is signed in; a token in the keyring is fetched before the first request. */
LfHttp *lf_http_new_for (const LfCredentials *credentials, GError **error);
void lf_http_free (LfHttp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHttp, lf_http_free)

void lf_http_set_timeout (LfHttp *self, guint timeout_s);
void lf_http_set_minor (LfHttp *self, int minor); /* as lf_http_transport_set_minor() */
/* Of what both sides speak, as far as the server has said: 0 before its first answer. */
int lf_http_common_minor (LfHttp *self);
const char *lf_http_server (const LfHttp *self);      /* the address, for sentences */
const char *lf_http_fingerprint (const LfHttp *self); /* (nullable): in lower-case hex */
gboolean lf_http_has_token (const LfHttp *self);

/**
 * lf_http_send:
 * @path: below the server's address, "/v1/pull?cursor=0"
 * @body: (nullable): JSON to POST; NULL sends a GET
 * Returns: (transfer full): the answer's body, of a request that succeeded
 */
GBytes *lf_http_send (
    LfHttp *self, const char *path, GBytes *body, GCancellable *cancellable, GError **error);

/* The same in any other way: PUT, DELETE. */
GBytes *lf_http_send_as (LfHttp *self,
                         const char *method,
                         const char *path,
                         GBytes *body /* nullable */,
                         GCancellable *cancellable,
                         GError **error);

/* A request for a piece of a file, and what its answer says. */
typedef struct
{
  const char *method;
  const char *path;
  const char *range;   /* (nullable): Range, or of a PUT Content-Range */
  GBytes *body;        /* (nullable) */
  guint status;        /* out */
  char *content_range; /* out (nullable) */
  gint64 offset;       /* out: Upload-Offset; -1: none */
} LfHttpPiece;

void lf_http_piece_clear (LfHttpPiece *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfHttpPiece, lf_http_piece_clear)

/* (transfer full): the body of an answer that succeeded, or says where a file is or goes on: 404,
 * 409, 416 */
GBytes *
lf_http_send_piece (LfHttp *self, LfHttpPiece *piece, GCancellable *cancellable, GError **error);

/* ---- For requests of another kind: lf-http-live.c ---- */

/* FALSE: the token is in a keyring that does not give it out now. */
gboolean lf_http_unlock (LfHttp *self, GError **error);
SoupMessage *lf_http_make_message (LfHttp *self, const char *method, const char *path);
/* Of the calling thread, and what was its default main context when it asked first. */
SoupSession *lf_http_session (LfHttp *self);
/* The interface's functions for files: lf-http-blobs.c. @http: usable */
gboolean lf_http_ask_blob (LfHttp *http,
                           const LfTransportBlob *blob,
                           LfBlobStanding *ret_standing,
                           GCancellable *cancellable,
                           GError **error);
gboolean lf_http_put_blob (LfHttp *http,
                           const LfTransportBlob *blob,
                           GBytes *piece,
                           gint64 offset,
                           gint64 total,
                           LfBlobStanding *ret_standing,
                           GCancellable *cancellable,
                           GError **error);
GBytes *lf_http_get_blob (LfHttp *http,
                          const LfTransportBlob *blob,
                          gint64 offset,
                          gsize length,
                          gint64 *ret_total,
                          GCancellable *cancellable,
                          GError **error);

/* ---- What went wrong: lf-http-errors.c ---- */

#define LF_HTTP_UPGRADE_REQUIRED 426 /* libsoup has no name for it */

/* (transfer none) (nullable): NULL too when @node is no object or the member no text */
const char *lf_http_get_text (JsonNode *node, const char *name);

/* Sets a PROTOCOL error for an answer that came whole but cannot be read. */
void lf_http_set_garbage (const LfHttp *self, GError **error);
/* The same for an answer that began well and did not come whole. */
void lf_http_set_broken_off (const LfHttp *self, GError **error);

/* The same for one that is larger than any is. */
void lf_http_set_too_much (const LfHttp *self, GError **error);
/* The connection failed before an answer began. */
void lf_http_set_unreachable (const LfHttp *self, const GError *cause, GError **error);
/* Nothing came back. */
void lf_http_set_not_sent (const LfHttp *self,
                           SoupMessage *message,
                           GError *cause /* (transfer full) */,
                           GError **error);
/* @status: LF_HTTP_UPGRADE_REQUIRED: this side is the older one */
void lf_http_set_version (const LfHttp *self, guint status, GError **error);
/* The server answered, but not with success. */
void lf_http_set_status (const LfHttp *self, SoupMessage *message, GBytes *body, GError **error);
/* When the server wants to be asked again, if it says so. */
void lf_http_note_retry_after (SoupMessage *message, GError *error);

G_END_DECLS

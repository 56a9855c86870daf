/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests to one server: bounded, pinned, and with every failure told as an LF_SYNC_ERROR.
 * Blocking. */

#pragma once

#include "lf-http-transport.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LF_HTTP_GZIP_FROM 1024 /* bytes: smaller bodies are sent as they are */

typedef struct _LfHttp LfHttp;

/**
 * lf_http_new:
 * @token: (nullable): sent with every request
 * @fingerprint: (nullable): the only certificate accepted
 * Errors: LF_ERROR_SYNTAX when @url is no web address or would send unencrypted to another machine.
 */
LfHttp *lf_http_new (const char *url, const char *token, const char *fingerprint, GError **error);
void lf_http_free (LfHttp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHttp, lf_http_free)

void lf_http_set_timeout (LfHttp *self, guint timeout_s);
const char *lf_http_server (const LfHttp *self);      /* the address, for sentences */
const char *lf_http_fingerprint (const LfHttp *self); /* (nullable): in lower-case hex */

/**
 * lf_http_send:
 * @path: below the server's address, "/v1/pull?cursor=0"
 * @body: (nullable): JSON to POST; NULL sends a GET
 * Returns: (transfer full): the answer's body, of a request that succeeded
 */
GBytes *lf_http_send (
    LfHttp *self, const char *path, GBytes *body, GCancellable *cancellable, GError **error);

/* (transfer none) (nullable): NULL too when @node is no object or the member no text */
const char *lf_http_get_text (JsonNode *node, const char *name);

/* Sets a PROTOCOL error for an answer that came whole but cannot be read. */
void lf_http_set_garbage (const LfHttp *self, GError **error);
/* The same for an answer that began well and did not come whole. */
void lf_http_set_broken_off (const LfHttp *self, GError **error);

G_END_DECLS

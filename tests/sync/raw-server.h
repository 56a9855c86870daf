/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server on loopback that sends exactly the bytes it is given, so that it can be wrong in any
 * way. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RawServer RawServer;

RawServer *raw_server_new (GTlsCertificate *certificate /* nullable: plain HTTP */);
void raw_server_free (RawServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

char *raw_server_url (RawServer *self); /* (transfer full) */
/* What every connection gets once its request was read; NULL: nothing, the connection stays open.
 * Length -1: up to the NUL. */
void raw_server_answer (RawServer *self, const char *bytes, gssize length);
void raw_server_answer_json (RawServer *self, guint status, const char *body); /* a proper answer */
/* The next connection stays open after its answer, and ends without one when a second request came.
 */
void raw_server_cut_second (RawServer *self);
char *raw_server_request (RawServer *self); /* (transfer full): the head of the last request */
GBytes *raw_server_body (RawServer *self);  /* (transfer full): its body, as it came */

G_END_DECLS

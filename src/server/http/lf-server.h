/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server: HTTP in front of one storage. docs/openapi.yaml describes what it answers. */

#pragma once

#include <libsoup/soup.h>
#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_TYPE_SERVER (lf_server_get_type ())
G_DECLARE_FINAL_TYPE (LfServer, lf_server, LF, SERVER, GObject)

/* How long a client may take; what is slower is cut off. */
typedef struct
{
  guint request_s; /* from the connection, or the answer before, to the end of the headers */
  guint body_s;    /* for the body, and for taking the answer */
  guint ping_s;    /* how often who waits for news gives a sign of life; 0: LF_LIVE_PING_S */
} LfServerPatience;

/**
 * lf_server_new:
 * @storage: used on a thread of the server's own from now on, by nobody else
 *
 * The server lives on the calling thread and its thread-default main context.
 */
LfServer *lf_server_new (LfServerStorage *storage);
void lf_server_set_patience (LfServer *self, const LfServerPatience *patience); /* first of all */

/* Speaks as a server of that minor version would, for tests of versions to come and gone; -1: as
 * one that did not say any. From any thread. */
void lf_server_set_minor (LfServer *self, int minor);

/* The file whose size /v1/metrics tells; before it listens. */
void lf_server_set_database (LfServer *self, const char *path);

/* How long a device is signed in without contact; LF_SESSION_DAYS unless told, 0: for ever. */
void lf_server_set_session (LfServer *self, gint64 session_us);

/* Before it listens: devices may wait for news. @storage: as that of lf_server_new(), another one
 * of the same database */
void lf_server_set_live (LfServer *self, LfServerStorage *storage);

/* Before it listens: files are kept in the folder @path. Without it there are none. */
void lf_server_set_blobs (LfServer *self, const char *path);

/**
 * lf_server_listen:
 * @address: "127.0.0.1:8470", "[::1]:0"; port 0 takes a free one
 * @certificate: (nullable): TLS; without it only loopback addresses are accepted
 * Returns: (transfer full): the address people can reach it at, http://…; NULL with LF_SERVER_ERROR
 */
char *lf_server_listen (LfServer *self,
                        const char *address,
                        GTlsCertificate *certificate,
                        GError **error);

/* Finishes what is under way, takes nothing new, and closes. Runs the main context until then, at
 * most ten seconds. */
void lf_server_stop (LfServer *self);

G_END_DECLS

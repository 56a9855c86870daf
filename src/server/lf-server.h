/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server: HTTP in front of one storage. */

#pragma once

#include <libsoup/soup.h>
#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_TYPE_SERVER (lf_server_get_type ())
G_DECLARE_FINAL_TYPE (LfServer, lf_server, LF, SERVER, GObject)

/* @storage is used on a thread of the server's own from now on, by nobody else. */
LfServer *lf_server_new (LfServerStorage *storage);

/**
 * lf_server_listen:
 * @certificate: (nullable): TLS; without it only loopback addresses are accepted
 * @address: "127.0.0.1:8470", "[::1]:0"; port 0 takes a free one
 * Returns: (transfer full): the address people can reach it at, http://…; NULL with LF_SERVER_ERROR
 */
char *lf_server_listen (LfServer *self, const char *address, GTlsCertificate *certificate, GError **error);
void lf_server_stop (LfServer *self); /* takes no more, finishes what is under way */

G_END_DECLS

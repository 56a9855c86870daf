/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The devices that are told when their zone has news, and the thread that finds out.
 *
 * A device is told how far the zone is and nothing else. It is told when it comes, so nothing is
 * missed between two connections, and then once for whatever happened since it was told last. */

#pragma once

#include <libsoup/soup.h>
#include "lf-request.h"

G_BEGIN_DECLS

#define LF_LIVE_MAX_PER_ZONE 2000
#define LF_LIVE_PING_S 30
/* Devices told at once and how soon the next ones: they all come to fetch it. */
#define LF_LIVE_BATCH 20
#define LF_LIVE_BATCH_MS 20

/**
 * lf_live_hub_new:
 * @storage: used on a thread of the hub's own from now on, by nobody else
 * @counts: of the server
 *
 * Lives on the calling thread and its thread-default main context.
 */
LfLiveHub *lf_live_hub_new (LfServerStorage *storage, LfServerCounts *counts);
void lf_live_hub_free (LfLiveHub *self);

/* How often a device has to give a sign of life; LF_LIVE_PING_S unless told. */
void lf_live_hub_set_ping (LfLiveHub *self, guint seconds);

/* Something was committed here: looks at once. From any thread. */
void lf_live_hub_wake (LfLiveHub *self /* nullable: nobody listens */);

gboolean lf_live_hub_has_room (LfLiveHub *self, const char *zone);

/* A device has one connection: an older one is closed. @token_hash: what it signed in with */
void lf_live_hub_add (LfLiveHub *self,
                      const LfServerUser *user,
                      const char *token_hash,
                      GSocket *socket, /* under @connection */
                      SoupWebsocketConnection *connection);

/* Takes leave of all. */
void lf_live_hub_close (LfLiveHub *self);
gboolean lf_live_hub_is_empty (LfLiveHub *self); /* those who leave count until they left */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection over which the server says that there is news, beside the transport that fetches
 * it. Blocking calls, of one thread. */

#pragma once

#include "lf-transport.h"

G_BEGIN_DECLS

#define LF_TYPE_LIVE (lf_live_get_type ())
G_DECLARE_INTERFACE (LfLive, lf_live, LF, LIVE, GObject)

struct _LfLiveInterface
{
  GTypeInterface parent_iface;

  gboolean (*connect) (LfLive *self, GCancellable *cancellable, GError **error);
  gboolean (*wait) (LfLive *self, gint64 *ret_seq, GCancellable *cancellable, GError **error);
  void (*disconnect) (LfLive *self);
};

/**
 * lf_live_connect:
 * Errors: LF_SYNC_ERROR; PROTOCOL where the server, or something on the way to it, knows nothing of
 * such connections. G_IO_ERROR_CANCELLED.
 */
gboolean lf_live_connect (LfLive *self, GCancellable *cancellable, GError **error);

/**
 * lf_live_wait:
 * @ret_seq: the zone's newest number. The first comes at once, so what was missed between two
 * connections is not lost.
 * Waits for the server to say something. FALSE: the connection is gone, also because the server
 * gave no sign of life for long.
 */
gboolean lf_live_wait (LfLive *self, gint64 *ret_seq, GCancellable *cancellable, GError **error);

/* Nothing where there is no connection. */
void lf_live_disconnect (LfLive *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interface of live news: what every such connection has to offer. */

#include "config.h"

#include "lf-live.h"

G_DEFINE_INTERFACE (LfLive, lf_live, G_TYPE_OBJECT)

static void
lf_live_default_init (LfLiveInterface *iface)
{
}

gboolean
lf_live_connect (LfLive *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LF_IS_LIVE (self), FALSE);

  return LF_LIVE_GET_IFACE (self)->connect (self, cancellable, error);
}

gboolean
lf_live_wait (LfLive *self, gint64 *ret_seq, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LF_IS_LIVE (self), FALSE);

  return LF_LIVE_GET_IFACE (self)->wait (self, ret_seq, cancellable, error);
}

void
lf_live_disconnect (LfLive *self)
{
  g_return_if_fail (LF_IS_LIVE (self));

  LF_LIVE_GET_IFACE (self)->disconnect (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transport interface: what every way to a server has to offer. */

#include "config.h"

#include "lf-transport.h"

typedef struct
{
  gint64 retry_after_us;
} LfSyncErrorPrivate;

static void
lf_sync_error_private_init (LfSyncErrorPrivate *self)
{
}

static void
lf_sync_error_private_copy (const LfSyncErrorPrivate *from, LfSyncErrorPrivate *to)
{
  *to = *from;
}

static void
lf_sync_error_private_clear (LfSyncErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (LfSyncError, lf_sync_error)

void
lf_sync_error_set_retry_after (GError *error, gint64 retry_after_us)
{
  g_return_if_fail (error != NULL && error->domain == LF_SYNC_ERROR);

  lf_sync_error_get_private (error)->retry_after_us = retry_after_us;
}

gint64
lf_sync_error_retry_after (const GError *error)
{
  return error != NULL && error->domain == LF_SYNC_ERROR
             ? lf_sync_error_get_private (error)->retry_after_us
             : 0;
}

G_DEFINE_INTERFACE (LfTransport, lf_transport, G_TYPE_OBJECT)

static void
lf_transport_default_init (LfTransportInterface *iface)
{
}

GPtrArray *
lf_transport_push (LfTransport *self, GPtrArray *changes, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LF_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (changes != NULL, NULL);

  return LF_TRANSPORT_GET_IFACE (self)->push (self, changes, cancellable, error);
}

LfPage *
lf_transport_pull (LfTransport *self,
                   const LfPullQuery *query,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (LF_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (query->since >= 0 && query->cursor >= query->since, NULL);

  return LF_TRANSPORT_GET_IFACE (self)->pull (self, query, cancellable, error);
}

gboolean
lf_transport_compares (LfTransport *self)
{
  g_return_val_if_fail (LF_IS_TRANSPORT (self), FALSE);

  return LF_TRANSPORT_GET_IFACE (self)->digests != NULL;
}

LfDigests *
lf_transport_digests (LfTransport *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (lf_transport_compares (self), NULL);

  return LF_TRANSPORT_GET_IFACE (self)->digests (self, cancellable, error);
}

LfPage *
lf_transport_pull_bucket (
    LfTransport *self, guint bucket, gint64 cursor, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (lf_transport_compares (self), NULL);
  g_return_val_if_fail (bucket < LF_DIGEST_BUCKETS, NULL);

  return LF_TRANSPORT_GET_IFACE (self)->pull_bucket (self, bucket, cursor, cancellable, error);
}

LfHistoryPage *
lf_transport_history (LfTransport *self,
                      const char *entity,
                      const char *id,
                      gint64 before,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (LF_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (LF_TRANSPORT_GET_IFACE (self)->history != NULL, NULL);

  return LF_TRANSPORT_GET_IFACE (self)->history (self, entity, id, before, cancellable, error);
}

gboolean
lf_transport_carries_blobs (LfTransport *self)
{
  g_return_val_if_fail (LF_IS_TRANSPORT (self), FALSE);

  return LF_TRANSPORT_GET_IFACE (self)->ask_blob != NULL;
}

gboolean
lf_transport_ask_blob (LfTransport *self,
                       const LfTransportBlob *blob,
                       LfBlobStanding *ret_standing,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (lf_transport_carries_blobs (self), FALSE);

  return LF_TRANSPORT_GET_IFACE (self)->ask_blob (self, blob, ret_standing, cancellable, error);
}

gboolean
lf_transport_put_blob (LfTransport *self,
                       const LfTransportBlob *blob,
                       GBytes *piece,
                       gint64 offset,
                       gint64 total,
                       LfBlobStanding *ret_standing,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (lf_transport_carries_blobs (self), FALSE);

  return LF_TRANSPORT_GET_IFACE (self)->put_blob (self, blob, piece, offset, total, ret_standing,
                                                  cancellable, error);
}

GBytes *
lf_transport_get_blob (LfTransport *self,
                       const LfTransportBlob *blob,
                       gint64 offset,
                       gsize length,
                       gint64 *ret_total,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (lf_transport_carries_blobs (self), NULL);

  return LF_TRANSPORT_GET_IFACE (self)->get_blob (self, blob, offset, length, ret_total,
                                                  cancellable, error);
}

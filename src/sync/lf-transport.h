/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to a server, as the sync engine sees it. Blocking calls on the engine's thread. */

#pragma once

#include <gio/gio.h>
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_SYNC_ERROR (lf_sync_error_quark ())
GQuark lf_sync_error_quark (void);

typedef enum
{
  LF_SYNC_ERROR_UNREACHABLE, /* no network, refused, timed out: nothing lost, try later (exit status
                                3) */
  LF_SYNC_ERROR_SERVER,      /* the server answered that it failed: try later */
  LF_SYNC_ERROR_PROTOCOL,    /* the answer makes no sense: not our server */
  LF_SYNC_ERROR_BROKEN_OFF,  /* half an answer came */
  LF_SYNC_ERROR_SIGN_IN,     /* name, password or device not accepted: sign in again */
  LF_SYNC_ERROR_CERTIFICATE, /* the server's certificate is not the one pinned */
  LF_SYNC_ERROR_TOO_OLD,     /* this program's protocol version is no longer spoken */
  LF_SYNC_ERROR_SERVER_TOO_OLD, /* nor does this program speak the server's any more */
  LF_SYNC_ERROR_NOT_SIGNED_IN,  /* the store has no server yet */
  LF_SYNC_ERROR_MASS_CHANGE,    /* so much waits that a person has to agree to sending it (G13) */
  LF_SYNC_ERROR_REFUSED,        /* the server says no to what was asked of it */
  LF_SYNC_ERROR_ERASE,          /* this device is to erase what it holds (a lost laptop) */
  LF_SYNC_ERROR_ERASE_AT_ONCE,  /* the same, and nothing more is taken from it */
} LfSyncError;

/* When the server wants to be asked again, of an LF_SYNC_ERROR; 0: it said nothing. */
void lf_sync_error_set_retry_after (GError *error, gint64 retry_after_us);
gint64 lf_sync_error_retry_after (const GError *error);

/* A file that the server may have, and a record that refers to it. */
typedef struct
{
  const char *entity;
  const char *record;
  const char *digest; /* 64 hexadecimal digits */
} LfTransportBlob;

/* How much of a file the server has. */
typedef struct
{
  gboolean may_have; /* FALSE: the server knows of no such record, or keeps no files */
  gboolean is_whole;
  gint64 offset; /* what this device sent of it goes on here */
} LfBlobStanding;

/**
 * LfPullQuery:
 * @since: up to where everything is here; of a pull that goes on over several pages less than
 * @cursor
 * @own: (nullable): numbers of changes that went from here and did what they say and nothing else:
 * of these nothing has to come back
 * @limit: records that are enough for one page; 0: as many as the server gives
 */
typedef struct
{
  gint64 since;
  gint64 cursor;
  const LfSpans *own;
  guint limit;
} LfPullQuery;

#define LF_TYPE_TRANSPORT (lf_transport_get_type ())
G_DECLARE_INTERFACE (LfTransport, lf_transport, LF, TRANSPORT, GObject)

struct _LfTransportInterface
{
  GTypeInterface parent_iface;
  gboolean pushes_beside; /* push may run in a thread of its own, one at a time: LfLine */
  GPtrArray *(*push) (LfTransport *self,
                      GPtrArray *changes,
                      GCancellable *cancellable,
                      GError **error);
  LfPage *(*pull) (LfTransport *self,
                   const LfPullQuery *query,
                   GCancellable *cancellable,
                   GError **error);

  /* Both NULL: cannot compare */
  LfDigests *(*digests) (LfTransport *self, GCancellable *cancellable, GError **error);
  LfPage *(*pull_bucket) (
      LfTransport *self, guint bucket, gint64 cursor, GCancellable *cancellable, GError **error);

  /* NULL: can only push and pull */
  LfHistoryPage *(*history) (LfTransport *self,
                             const char *entity,
                             const char *id,
                             gint64 before,
                             GCancellable *cancellable,
                             GError **error);

  /* NULL: carries no files */
  gboolean (*ask_blob) (LfTransport *self,
                        const LfTransportBlob *blob,
                        LfBlobStanding *ret_standing,
                        GCancellable *cancellable,
                        GError **error);
  gboolean (*put_blob) (LfTransport *self,
                        const LfTransportBlob *blob,
                        GBytes *piece,
                        gint64 offset,
                        gint64 total,
                        LfBlobStanding *ret_standing,
                        GCancellable *cancellable,
                        GError **error);
  GBytes *(*get_blob) (LfTransport *self,
                       const LfTransportBlob *blob,
                       gint64 offset,
                       gsize length,
                       gint64 *ret_total,
                       GCancellable *cancellable,
                       GError **error);
};

/**
 * lf_transport_push:
 * @changes: (element-type LfChange)
 * Sends @changes, in order.
 * Returns: (transfer full) (element-type LfAnswer): one answer for each change, in the same order;
 * NULL with LF_SYNC_ERROR or G_IO_ERROR_CANCELLED
 */
GPtrArray *lf_transport_push (LfTransport *self,
                              GPtrArray *changes,
                              GCancellable *cancellable,
                              GError **error);

/**
 * lf_transport_pull:
 * Fetches what is newer than the query's cursor; 0 asks for everything, from the beginning.
 * Returns: (transfer full): a page; ask again from its cursor while it says that there is more.
 * NULL with LF_SYNC_ERROR or G_IO_ERROR_CANCELLED
 */
LfPage *lf_transport_pull (LfTransport *self,
                           const LfPullQuery *query,
                           GCancellable *cancellable,
                           GError **error);

gboolean lf_transport_compares (LfTransport *self);

/* Returns: (transfer full): what the server has for this device, summed up. NULL with LF_SYNC_ERROR
 * or G_IO_ERROR_CANCELLED; LF_SYNC_ERROR_REFUSED: the server is too old to say it */
LfDigests *lf_transport_digests (LfTransport *self, GCancellable *cancellable, GError **error);

/* As lf_transport_pull() from the beginning, of the records of one bucket: lf_digest_bucket(). */
LfPage *lf_transport_pull_bucket (
    LfTransport *self, guint bucket, gint64 cursor, GCancellable *cancellable, GError **error);

/**
 * lf_transport_history:
 * @before: the number below which to begin; 0: the newest
 * Returns: (transfer full): what happened to a record, newest first; ask again with its @before
 * while that is not 0. NULL with LF_SYNC_ERROR or G_IO_ERROR_CANCELLED
 */
LfHistoryPage *lf_transport_history (LfTransport *self,
                                     const char *entity,
                                     const char *id,
                                     gint64 before,
                                     GCancellable *cancellable,
                                     GError **error);

gboolean lf_transport_carries_blobs (LfTransport *self);

/* Asks how much of a file the server has. */
gboolean lf_transport_ask_blob (LfTransport *self,
                                const LfTransportBlob *blob,
                                LfBlobStanding *ret_standing,
                                GCancellable *cancellable,
                                GError **error);

/**
 * lf_transport_put_blob:
 * @piece: its bytes from @offset; none for a file without any
 * Sends a piece of a file of @total bytes. @ret_standing tells where to go on.
 */
gboolean lf_transport_put_blob (LfTransport *self,
                                const LfTransportBlob *blob,
                                GBytes *piece,
                                gint64 offset,
                                gint64 total,
                                LfBlobStanding *ret_standing,
                                GCancellable *cancellable,
                                GError **error);

/**
 * lf_transport_get_blob:
 * @ret_total: how large the file is; -1: the server does not have it (any more)
 * Returns: (transfer full): up to @length bytes from @offset, none at its end
 */
GBytes *lf_transport_get_blob (LfTransport *self,
                               const LfTransportBlob *blob,
                               gint64 offset,
                               gsize length,
                               gint64 *ret_total,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync service's parts, among themselves: the object (lf-sync-service.c), what it tells
 * (lf-sync-status.c), its rounds (lf-sync-rounds.c) and its listening (lf-sync-listening.c). */

#pragma once

#include "lf-sync-private.h"

G_BEGIN_DECLS

/* What the properties say. The thread makes one and hands it to the main context, where it is
 * shown. */
typedef struct
{
  LfSyncPhase phase;
  char *message;
  char *progress; /* (nullable) */
  gint64 last_success_us;
  gint64 next_try_us;
  gint64 n_pending;
  gint64 n_conflicts;
  gint64 n_refused;
  gint64 n_files;      /* on their way, either way */
  gint64 n_files_held; /* of those */
  LfPendingMass mass;  /* of the phase LF_SYNC_ASKING */
} LfSyncStatus;

struct _LfSyncService
{
  GObject parent_instance;

  LfStore *store;
  LfSyncClock *clock;
  GNetworkMonitor *monitor; /* (nullable) */
  GMainContext *context;
  GThread *thread;
  GThread *listener;
  LfSyncStatus shown; /* main context only */

  GMutex lock; /* guards what follows, shared with the threads */
  GCond wake;
  GCond listener_wake;
  LfTransport *transport;
  LfLive *live;
  GCancellable *round_cancellable;
  GCancellable *live_cancellable;
  gint64 due_us;      /* of the next round */
  gint64 live_due_us; /* of the next try to get live news */
  gint64 tried_us;    /* when the last round began */
  gboolean is_running;
  gboolean is_retrying;
  gboolean is_count_due;
  gboolean is_stopping;
  gboolean is_manual; /* a person asked for the next round */
  gint64 agreed;      /* the newest change a person lets go out; 0: nothing was said */
  gboolean is_live;
  gint64 news;   /* the zone's newest number, as the server said last */
  gint64 cursor; /* up to where this store has pulled */
  gboolean is_available, is_metered;
  GNetworkConnectivity connectivity;
  gboolean is_sending_anyway; /* files, as long as the network is the one it is */
  gboolean is_by_hand;        /* rounds only when a person asks for one */
  gboolean carries_at_cost;   /* files, though the network costs money */

  LfSyncStatus now; /* the thread only */
  guint n_failures;
};

/* lf-sync-status.c; from the thread */
void lf_sync_service_install_properties (GObjectClass *object_class);
void lf_sync_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec);
void lf_sync_service_tell_status (LfSyncService *self);
void lf_sync_service_tell_finished (LfSyncService *self, gboolean is_ok);
void lf_sync_status_clear (LfSyncStatus *self);

/* lf-sync-rounds.c, lf-sync-listening.c: what the threads run */
gpointer lf_sync_service_run_rounds (gpointer self);
gpointer lf_sync_service_listen (gpointer self);

/* With the lock held: the next round is due at @due_us at the latest. */
void lf_sync_service_hasten (LfSyncService *self, gint64 due_us);
void lf_sync_service_hasten_listening (LfSyncService *self);

G_END_DECLS

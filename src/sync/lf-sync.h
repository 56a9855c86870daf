/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sync: brings a store and its server to the same state, whatever fails on the way.
 *
 * One round: pull to the end, push the outbox in order, pull again. A failed pull never leads to a
 * push (G5). Stopping at any point loses nothing. lf_sync_run() is the engine, blocking;
 * LfSyncService runs it in its own thread for a window. */

#pragma once

#include "lf-live.h"
#include "lf-store-sync.h"
#include "lf-sync-clock.h"
#include "lf-transport.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n_pulled;    /* records */
  gint64 n_pushed;    /* changes accepted */
  gint64 n_conflicts; /* new ones */
  gint64 n_refused;
  GPtrArray *problems; /* (element-type utf8): records set aside */

  /* what it was here and by the server's clock at the last page; 0: they agree well enough (G8) */
  gint64 here_us, there_us;

  /* where device and server were compared */
  gboolean is_compared;
  gint64 n_compared; /* records */
  gint64 n_mended;   /* were not as on the server */
  gint64 n_let_go;   /* were not on the server at all */

  /* files, which follow when the records are there */
  gint64 n_files_sent;
  gint64 n_files_received;
  gint64 n_files_to_send;   /* still */
  gint64 n_files_to_fetch;  /* still: whoever attached them has not sent them yet, say */
  gint64 n_files_held;      /* of those: larger ones, while the network costs money */
  GPtrArray *file_problems; /* (element-type utf8): why one waits */
} LfSyncOutcome;

void lf_sync_outcome_clear (LfSyncOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfSyncOutcome, lf_sync_outcome_clear)
char *lf_sync_outcome_format (const LfSyncOutcome *self); /* (transfer full): for people */

/* Each grows from nothing to its total, and never falls. */
typedef enum
{
  LF_SYNC_RECEIVED, /* records */
  LF_SYNC_SENT,     /* changes that were answered; more may be made meanwhile */
  LF_SYNC_BYTES,    /* of files; more may be found to be on their way */
} LfSyncUnit;

typedef void (*LfSyncProgress) (LfSyncUnit unit,
                                gint64 n_done,
                                gint64 n_total /* -1: not known */,
                                gpointer user_data);

#define LF_SYNC_SMALL_FILE (256 * 1024) /* bytes */

/* What a round works with: all that it touches outside itself. */
typedef struct
{
  LfStore *store;
  LfTransport *transport;  /* (nullable): NULL when the store has no server */
  LfSyncClock *clock;      /* (nullable): the machine's */
  LfSyncProgress progress; /* (nullable): called on this thread */
  /* (nullable): whether files above LF_SYNC_SMALL_FILE wait just now */
  gboolean (*saves) (gpointer user_data);
  gpointer user_data;
  gboolean compares; /* whether both hold the same: now, and not only once a day */
  guint batch;       /* changes sent at once; 0: as many as is good */
} LfSyncWork;

/**
 * lf_sync_run:
 * @ret_outcome: (out): what was done, also when the round failed half way; to be cleared
 * Brings a store and its server to the same state, compares the two once a day and mends what is
 * not the same (docs/sync.md), then their files. Nothing is lost wherever it
 * stops. A file that cannot be carried is no error of the round: @ret_outcome tells. Blocking.
 * Where a mass of records was edited or deleted it stops after pulling, with
 * LF_SYNC_ERROR_MASS_CHANGE, until a person agrees: lf_store_agree_pending_sync(). What is done
 * while it sends is weighed before it goes, too.
 * A server that asks for the store to be erased is sent what waits before, once, as far as that
 * goes, whatever its mass: what was sent can be undone, what was erased cannot. The error is
 * LF_SYNC_ERROR_ERASE then; erasing is the caller's.
 * Errors: LF_SYNC_ERROR, LF_STORE_ERROR, G_IO_ERROR_CANCELLED.
 */
gboolean lf_sync_run (const LfSyncWork *work,
                      GCancellable *cancellable,
                      LfSyncOutcome *ret_outcome,
                      GError **error);

/* A sentence for people: how many records are to be edited and deleted. */
char *lf_sync_mass_format (const LfPendingMass *mass);

typedef enum
{
  LF_SYNC_OFF,  /* the store has no server */
  LF_SYNC_IDLE, /* all sent, waiting for the next round */
  LF_SYNC_RUNNING,
  LF_SYNC_OFFLINE,  /* last try found no network or no server; tries again by itself */
  LF_SYNC_STOPPED,  /* needs a person: sign in, certificate */
  LF_SYNC_OUTDATED, /* this program or the server is too old for the other */
  LF_SYNC_ASKING,   /* receives; a person has to agree to sending so much (G13) */
  LF_SYNC_ERASING,  /* the store is to be erased: lf_erase_sync() */
} LfSyncPhase;

#define LF_TYPE_SYNC_SERVICE (lf_sync_service_get_type ())
G_DECLARE_FINAL_TYPE (LfSyncService, lf_sync_service, LF, SYNC_SERVICE, GObject)

/**
 * LfSyncService:
 * Runs 2 s after every local commit, when the server says that there is news, when a network comes,
 * on lf_sync_service_start(), and after failures with back-off and jitter up to 5 min; every minute
 * where the server cannot say anything.
 * Properties: "phase" (int LfSyncPhase), "message" (string: the last result, a sentence),
 * "progress" (string, nullable: of the round that runs), "last-success-us" (int64), "next-try-us"
 * (int64, 0: none), "n-pending" (int64), "n-conflicts" (int64), "n-refused" (int64), "n-files"
 * (int64, on their way to the server or from there), "n-files-held" (int64, of those: waiting for a
 * network that does not cost). Signal `finished` (boolean ok).
 */

/**
 * lf_sync_service_new:
 * Its signals and notifications come in the caller's thread-default main context. Nothing happens
 * before lf_sync_service_start().
 */
LfSyncService *lf_sync_service_new (LfStore *store);

/**
 * lf_sync_service_set_transport:
 * @transport: (nullable): NULL for no server
 * Syncs with another server from the next round on. Ask for that round with
 * lf_sync_service_start().
 */
void lf_sync_service_set_transport (LfSyncService *self, LfTransport *transport);

/* @live: (nullable): says when to run, from now on */
void lf_sync_service_set_live (LfSyncService *self, LfLive *live);

/* @monitor: (nullable): tells when there is a network and whether it costs. While it does, records
 * go and files above LF_SYNC_SMALL_FILE wait. */
void lf_sync_service_set_monitor (LfSyncService *self, GNetworkMonitor *monitor);
/* Carries the files that wait, as long as the network is the one it is. */
void lf_sync_service_send_files (LfSyncService *self);

/* Always, from now on, when @carries_at_cost; FALSE at first. */
void lf_sync_service_set_files_at_cost (LfSyncService *self, gboolean carries_at_cost);

/* TRUE at first; FALSE: there are no rounds, and nothing is listened for, but when a person asks
 * for a round. */
void lf_sync_service_set_automatic (LfSyncService *self, gboolean is_automatic);
/* When the program starts: a round where rounds are automatic; else what waits is only counted. */
void lf_sync_service_begin (LfSyncService *self);

/* Now, whatever the back-off, which begins anew: a person asks for it. */
void lf_sync_service_start (LfSyncService *self);
/* Ends the round that runs, if one does. Nothing is lost; the next one goes on. */
void lf_sync_service_cancel (LfSyncService *self);

/* (nullable): what a person is asked about in the phase LF_SYNC_ASKING */
const LfPendingMass *lf_sync_service_get_mass (LfSyncService *self);
/* Sends what waits up to the change @newest, however much it is: a person agreed. */
void lf_sync_service_send_all (LfSyncService *self, gint64 newest);

/* Cancels a running round and waits for its thread: before the store is closed. */
void lf_sync_service_stop (LfSyncService *self);

G_END_DECLS

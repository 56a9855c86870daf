/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Limits and delays of the sync engine, shared with its tests. */

#pragma once

#include "lf-portion.h"
#include "lf-sync.h"

G_BEGIN_DECLS

#define LF_SYNC_BATCH_CHANGES 500
#define LF_SYNC_BATCH_BYTES (4 * 1024 * 1024)
#define LF_SYNC_BATCH_LEAST (16 * 1024)
#define LF_SYNC_PAGE_RECORDS 2000 /* the most that any server gives */
#define LF_SYNC_PAGE_LEAST 1

/* ---- What a round over a line and one in files have in common (lf-sync-run.c) ---- */

gboolean lf_sync_check_page (const LfPage *page, gint64 cursor, GError **error);
void lf_sync_count_page (LfSyncOutcome *outcome, GHashTable *own_seqs, const LfPage *page);
guint lf_sync_count_answers (LfSyncOutcome *outcome, GHashTable *own_seqs, GPtrArray *answers);
GPtrArray *lf_sync_refuse_here (const LfChange *change);
gboolean lf_sync_check_mass (LfStore *store, GError **error);

/* What one run has in hand. */
typedef struct
{
  const LfSyncWork *work;
  GCancellable *cancellable;
  LfSyncOutcome *outcome;
  GHashTable *own_seqs;    /* gint64 *: numbers that our own changes got in this run */
  LfSpans own;             /* those of which nothing has to come back */
  gboolean must_come_back; /* whatever is ours: something was refused */
  gboolean is_last;        /* what waits goes before it is erased: nobody is asked (G13) */
  gboolean sends_whole;    /* edits with all they say: the server did not know what was seen */
  gint64 n_sent;           /* changes that were answered */
  LfPortion batch;         /* bytes of one push */
  LfPortion page;          /* records of one pull */
} LfSyncRun;

void lf_sync_run_report (const LfSyncRun *run, LfSyncUnit unit, gint64 n_done, gint64 n_total);
gboolean lf_sync_fail_protocol (GError **error, const char *message); /* FALSE */

/* Whether it was the line that failed, or what stands in it. */
gboolean lf_sync_is_of_line (const GError *error);

/* Sends what waits, in order, until nothing more is answered for good (lf-sync-push.c). */
gboolean lf_sync_push_outbox (LfSyncRun *run, GError **error);

/* What the second half of a round works with. */
typedef struct
{
  const LfSyncWork *work;
  GCancellable *cancellable;
  LfSyncOutcome *outcome;
  gboolean (*sync_records) (gpointer data, GError **error); /* the first half, once more */
  gpointer data;
} LfSyncFiles;

/* FALSE: cancelled, or the store cannot be read. What else goes wrong is told in the outcome. */
gboolean lf_sync_run_files (const LfSyncFiles *files, GError **error);

/* Between records and files: do both hold the same? */
typedef struct
{
  const LfSyncWork *work;
  GCancellable *cancellable;
  LfSyncOutcome *outcome;
  gboolean (*pull) (gpointer data, GError **error); /* what is newer, to its end */
  gpointer data;
} LfSyncCompare;

#define LF_SYNC_COMPARE_US (24 * G_TIME_SPAN_HOUR)
#define LF_SYNC_COMPARED "digests-compared-us" /* setting: when it was done last */

/* FALSE: cancelled, the store cannot be read or written; or a person asked for it, and it could not
 * be done. */
gboolean lf_sync_compare (const LfSyncCompare *self, GError **error);

/* Which records are many (G13): more than every twentieth that the device holds, or so many
 * deleted. So few edits are no mass in any store. */
#define LF_SYNC_MASS_PERCENT 5
#define LF_SYNC_MASS_DELETES 100
#define LF_SYNC_MASS_FEW 20

gboolean lf_sync_is_mass (const LfPendingMass *mass);

/* ---- What follows a round ---- */

typedef struct
{
  gint64 after_commit_us; /* how long a burst of edits is collected */
  gint64 period_us;       /* between rounds when nothing happens */
  gint64 live_period_us;  /* the same while the server says when there is news */
  gint64 retry_first_us;
  gint64 retry_most_us;
  gint64 told_most_us;   /* a server that tells to come later than this is not believed */
  gint64 update_us;      /* until a server that is too old is asked again */
  gint64 live_absent_us; /* until live news are tried again where there are none */
  gint64 live_steady_us; /* a live connection that lasted so long was a good one */
} LfSyncDelays;

extern const LfSyncDelays lf_sync_usual_delays;

/* How a round, or a try to get live news, ended. */
typedef struct
{
  const LfSyncDelays *delays;
  const GError *error; /* (nullable) */
  guint n_failures;    /* in a row, this one included */
  gboolean is_live;    /* the server says when there is news */
  double random;       /* from 0 to 1 */
} LfSyncRound;

typedef struct
{
  LfSyncPhase phase;
  gint64 delay_us; /* until the next round; LF_SYNC_NEVER: a person has to act first */
} LfSyncPlan;

LfSyncPlan lf_sync_plan (const LfSyncRound *round);

/* Until live news are tried again. */
gint64 lf_sync_live_delay (const LfSyncRound *round);

/**
 * lf_sync_retry_delay:
 * @n_failures: in a row, at least 1
 * @random: from 0 to 1
 * Doubles with each failure up to the longest delay; @random takes up to a quarter off, so that a
 * zone's devices do not all come back in the same second.
 */
gint64 lf_sync_retry_delay (const LfSyncDelays *delays, guint n_failures, double random);

/* Before it is started. */
void lf_sync_service_set_clock (LfSyncService *self, LfSyncClock *clock);

G_END_DECLS

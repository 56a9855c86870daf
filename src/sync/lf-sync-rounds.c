/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync service's thread: rounds of lf_sync_run(), each when it is due. */

#include "config.h"

#include "lf-sync-service-private.h"

#include <glib/gi18n-lib.h>

/* ---- Counting ---- */

static gint64
count_open_conflicts (LfStore *store)
{
  const LfEntity *entity = lf_schema_find ("conflict");
  LfDate today = lf_date_today ();
  LfSummary summary = { 0 };
  g_autoptr (LfQuery) query = lf_query_parse (entity, "state=open", NULL, &today, NULL);

  if (query == NULL || !lf_store_summary_sync (store, query, &summary, NULL))
    return 0;
  return summary.n;
}

/* A count that cannot be read is shown as none: the round's own error says what is wrong with the
 * store. */
static void
count_waiting (LfSyncService *self)
{
  g_auto (LfSyncState) state = { 0 };
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (self->store, NULL);

  self->now.n_pending = MAX (0, lf_store_count_pending_sync (self->store, NULL));
  self->now.n_conflicts = count_open_conflicts (self->store);
  self->now.n_refused = refused != NULL ? refused->len : 0;
  if (!lf_store_sync_state_sync (self->store, &state, NULL))
    return;
  self->now.last_success_us = state.last_success_us;
  g_mutex_lock (&self->lock);
  self->cursor = state.cursor;
  g_mutex_unlock (&self->lock);
}

/* ---- After a round ---- */

/* Plans the next round unless somebody asked for one while this one ran. What the server said
 * meanwhile, and this round did not fetch yet, is due now. */
static void
plan_next (LfSyncService *self, gint64 delay_us, gint64 known_news)
{
  gint64 now_us;

  g_mutex_lock (&self->lock);
  now_us = lf_sync_clock_now (self->clock);
  self->is_running = FALSE;
  if (self->is_retrying && self->n_failures == 0)
    lf_sync_service_hasten_listening (self);
  self->is_retrying = self->n_failures > 0;
  if (delay_us != LF_SYNC_NEVER && !self->is_by_hand)
    self->due_us = MIN (self->due_us, now_us + delay_us);
  if (self->n_failures == 0 && self->news > self->cursor && self->news != known_news
      && !self->is_by_hand)
    self->due_us = now_us;
  self->now.next_try_us
      = self->due_us == LF_SYNC_NEVER ? 0 : lf_clock_now_us () + self->due_us - now_us;
  g_mutex_unlock (&self->lock);
}

/* With the first of what is wrong with files, if anything is. */
static char *
tell_outcome (const LfSyncOutcome *outcome)
{
  g_autofree char *sentence = lf_sync_outcome_format (outcome);

  if (outcome->file_problems->len == 0)
    return g_steal_pointer (&sentence);
  /* Translators: two sentences. */
  return g_strdup_printf (C_ ("sentences", "%1$s %2$s"), sentence,
                          (const char *) outcome->file_problems->pdata[0]);
}

static LfSyncPlan
plan_after (LfSyncService *self, const GError *error)
{
  LfSyncRound round = { &lf_sync_usual_delays, error, self->n_failures, FALSE,
                        lf_sync_clock_random (self->clock) };

  g_mutex_lock (&self->lock);
  round.is_live = self->is_live;
  g_mutex_unlock (&self->lock);
  return lf_sync_plan (&round);
}

/* A person stopped it: no failure, and no success either. What the server has said by now waits for
 * the next one, or the stop would last no longer than a moment. */
static void
finish_cancelled (LfSyncService *self)
{
  gint64 known_news;

  g_mutex_lock (&self->lock);
  known_news = self->news;
  g_mutex_unlock (&self->lock);
  self->n_failures = 0;
  self->now.phase = LF_SYNC_IDLE;
  self->now.message
      = g_strdup (_ ("You stopped the sync. What is left follows with the next one."));
  plan_next (self, plan_after (self, NULL).delay_us, known_news);
}

static void
finish_round (LfSyncService *self,
              const LfSyncOutcome *outcome,
              const GError *error,
              gint64 known_news)
{
  gboolean is_asking = g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE);
  LfSyncPlan plan;

  g_clear_pointer (&self->now.message, g_free);
  g_clear_pointer (&self->now.progress, g_free);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      finish_cancelled (self);
      return;
    }
  self->n_failures = error == NULL || is_asking ? 0 : self->n_failures + 1;
  plan = plan_after (self, error);
  self->now.phase = plan.phase;
  self->now.message = error == NULL ? tell_outcome (outcome) : g_strdup (error->message);
  if (is_asking)
    lf_store_weigh_pending_sync (self->store, &self->now.mass, NULL);
  plan_next (self, plan.delay_us, known_news);
}

/* ---- One round ---- */

typedef struct
{
  LfSyncService *service;
  const LfSyncOutcome *outcome;
  gint64 told_us; /* when the progress was told last */
} RunningRound;

/* Files may take long: what waits meanwhile is counted as it changes. */
static gboolean
count_files (LfSyncService *self, const LfSyncOutcome *outcome)
{
  gint64 n_files = outcome->n_files_to_send + outcome->n_files_to_fetch;
  gboolean is_count_due;

  g_mutex_lock (&self->lock);
  is_count_due = self->is_count_due;
  self->is_count_due = FALSE;
  g_mutex_unlock (&self->lock);
  if (!is_count_due && n_files == self->now.n_files)
    return FALSE;
  self->now.n_files = n_files;
  count_waiting (self);
  return TRUE;
}

static char *
tell_progress (LfSyncUnit unit, gint64 n_done, gint64 n_total)
{
  g_autofree char *done = unit == LF_SYNC_BYTES ? g_format_size ((guint64) n_done) : NULL;
  g_autofree char *total = unit == LF_SYNC_BYTES ? g_format_size ((guint64) n_total) : NULL;

  switch (unit)
    {
    case LF_SYNC_RECEIVED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Received %d record…",
                                           "Received %d records…", (gulong) n_done),
                              (int) n_done);
    case LF_SYNC_SENT:
      return g_strdup_printf (_ ("Sent %1$d of %2$d changes…"), (int) n_done, (int) n_total);
    case LF_SYNC_BYTES:
    default:
      return g_strdup_printf (_ ("Files: %1$s of %2$s…"), done, total);
    }
}

/* No more often than eyes can follow, but for what a test or a person waits for. */
static void
on_progress_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  RunningRound *round = data;
  LfSyncService *self = round->service;
  gint64 now_us = lf_sync_clock_now (self->clock);
  gboolean is_counted = unit == LF_SYNC_BYTES && count_files (self, round->outcome);

  if (!is_counted && now_us - round->told_us < G_USEC_PER_SEC / 10)
    return;
  round->told_us = now_us;
  g_free (self->now.progress);
  self->now.progress = tell_progress (unit, n_done, n_total);
  lf_sync_service_tell_status (self);
}

static gboolean
saves_data (gpointer data)
{
  LfSyncService *self = ((RunningRound *) data)->service;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_metered && !self->is_sending_anyway && !self->carries_at_cost;
}

/* What was said to an earlier question does not answer the next one. */
static gboolean
note_agreed (LfSyncService *self, GError **error)
{
  gint64 agreed;

  g_mutex_lock (&self->lock);
  agreed = self->agreed;
  self->agreed = 0;
  g_mutex_unlock (&self->lock);
  return agreed == 0 || lf_store_agree_pending_sync (self->store, agreed, error);
}

/* What there was to take up when a round began. */
typedef struct
{
  LfTransport *transport; /* (nullable) */
  GCancellable *cancellable;
  gint64 news;
} Start;

static void
start_clear (Start *start)
{
  g_clear_object (&start->transport);
  g_clear_object (&start->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Start, start_clear)

static gboolean
is_stopping (LfSyncService *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_stopping;
}

static void
run_round (LfSyncService *self, const Start *start)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  RunningRound round = { self, &outcome, 0 };
  const LfSyncWork work
      = { self->store, start->transport, self->clock, on_progress_cb, saves_data, &round };
  g_autoptr (GError) error = NULL;

  self->now.phase = LF_SYNC_RUNNING;
  self->now.next_try_us = 0;
  lf_sync_service_tell_status (self);
  if (note_agreed (self, &error))
    lf_sync_run (&work, start->cancellable, &outcome, &error);
  if (is_stopping (self))
    return;
  if (error == NULL)
    {
      self->now.n_files = outcome.n_files_to_send + outcome.n_files_to_fetch;
      self->now.n_files_held = outcome.n_files_held;
    }
  count_waiting (self);
  finish_round (self, &outcome, error, start->news);
  lf_sync_service_tell_finished (self, error == NULL);
}

/* ---- The thread ---- */

typedef enum
{
  WORK_END,
  WORK_COUNT,
  WORK_ROUND
} Work;

/* With the lock held. */
static void
begin_round (LfSyncService *self, Start *ret_start)
{
  self->due_us = LF_SYNC_NEVER;
  self->is_running = self->transport != NULL;
  self->tried_us = lf_sync_clock_now (self->clock);
  if (self->is_manual)
    self->n_failures = 0;
  self->is_manual = FALSE;
  g_clear_object (&self->round_cancellable);
  self->round_cancellable = g_cancellable_new ();
  ret_start->cancellable = g_object_ref (self->round_cancellable);
  g_set_object (&ret_start->transport, self->transport);
  ret_start->news = self->news;
}

static Work
wait_for_work (LfSyncService *self, Start *ret_start)
{
  Work work = WORK_COUNT;

  g_mutex_lock (&self->lock);
  while (!self->is_stopping && !self->is_count_due
         && lf_sync_clock_now (self->clock) < self->due_us)
    lf_sync_clock_wait (self->clock, &self->wake, &self->lock, self->due_us);

  if (self->is_stopping)
    work = WORK_END;
  else if (lf_sync_clock_now (self->clock) >= self->due_us)
    {
      work = WORK_ROUND;
      begin_round (self, ret_start);
    }
  self->is_count_due = FALSE;
  g_mutex_unlock (&self->lock);
  return work;
}

gpointer
lf_sync_service_run_rounds (gpointer data)
{
  LfSyncService *self = data;

  while (TRUE)
    {
      g_auto (Start) start = { 0 };
      Work work = wait_for_work (self, &start);

      if (work == WORK_END)
        return NULL;
      if (work == WORK_ROUND && start.transport != NULL)
        {
          run_round (self, &start);
          continue;
        }
      if (work == WORK_ROUND)
        self->now.phase = LF_SYNC_OFF;
      count_waiting (self);
      lf_sync_service_tell_status (self);
    }
}

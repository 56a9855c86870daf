/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync service's second thread: waits for the server to say that there is news, and tries to be
 * told again where it cannot. Rounds go on without it, only less promptly. */

#include "config.h"

#include "lf-sync-service-private.h"

/* With the lock held. */
void
lf_sync_service_hasten_listening (LfSyncService *self)
{
  if (self->is_live)
    return;
  self->live_due_us = lf_sync_clock_now (self->clock);
  g_cond_signal (&self->listener_wake);
}

/* With the lock held. */
static gboolean
may_listen (const LfSyncService *self)
{
  return self->live != NULL && !self->is_by_hand;
}

/* FALSE: the service stops. */
static gboolean
wait_for_try (LfSyncService *self, LfLive **ret_live, GCancellable **ret_cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!self->is_stopping
         && (!may_listen (self) || lf_sync_clock_now (self->clock) < self->live_due_us))
    lf_sync_clock_wait (self->clock, &self->listener_wake, &self->lock,
                        may_listen (self) ? self->live_due_us : LF_SYNC_NEVER);
  if (self->is_stopping)
    return FALSE;
  self->live_due_us = LF_SYNC_NEVER;
  g_clear_object (&self->live_cancellable);
  self->live_cancellable = g_cancellable_new ();
  g_set_object (ret_live, self->live);
  g_set_object (ret_cancellable, self->live_cancellable);
  return TRUE;
}

static void
note_news (LfSyncService *self, gint64 seq)
{
  g_mutex_lock (&self->lock);
  self->news = seq;
  if (seq > self->cursor && !self->is_running && self->due_us != LF_SYNC_NEVER)
    lf_sync_service_hasten (self, lf_sync_clock_now (self->clock));
  g_mutex_unlock (&self->lock);
}

/* Whoever is not told has to look. */
static void
note_live (LfSyncService *self, gboolean is_live)
{
  g_mutex_lock (&self->lock);
  self->is_live = is_live;
  if (!is_live && self->due_us != LF_SYNC_NEVER)
    lf_sync_service_hasten (self, lf_sync_clock_now (self->clock) + lf_sync_usual_delays.period_us);
  g_mutex_unlock (&self->lock);
}

/* A connection that ends soon after it began counts as one that failed. */
static void
plan_try (LfSyncService *self, const GError *error, guint n_failures)
{
  const LfSyncRound round = { &lf_sync_usual_delays, error, MAX (n_failures, 1), FALSE,
                              lf_sync_clock_random (self->clock) };
  gint64 delay_us = lf_sync_live_delay (&round);

  g_mutex_lock (&self->lock);
  self->live_due_us = MIN (self->live_due_us, lf_sync_clock_now (self->clock) + delay_us);
  g_mutex_unlock (&self->lock);
}

/* TRUE: it lasted. */
static gboolean
listen (LfSyncService *self, LfLive *live, GCancellable *cancellable, GError **error)
{
  gint64 start_us = lf_sync_clock_now (self->clock);
  gint64 seq;

  if (!lf_live_connect (live, cancellable, error))
    return FALSE;
  note_live (self, TRUE);
  while (lf_live_wait (live, &seq, cancellable, error))
    note_news (self, seq);
  lf_live_disconnect (live);
  note_live (self, FALSE);
  return lf_sync_clock_now (self->clock) - start_us >= lf_sync_usual_delays.live_steady_us;
}

gpointer
lf_sync_service_listen (gpointer data)
{
  LfSyncService *self = data;
  guint n_failures = 0;

  while (TRUE)
    {
      g_autoptr (LfLive) live = NULL;
      g_autoptr (GCancellable) cancellable = NULL;
      g_autoptr (GError) error = NULL;

      if (!wait_for_try (self, &live, &cancellable))
        return NULL;
      n_failures = listen (self, live, cancellable, &error) ? 0 : n_failures + 1;
      plan_try (self, error, n_failures);
    }
}

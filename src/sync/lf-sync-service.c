/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sync in the background: rounds of lf_sync_run() in a thread of their own, told to a window as
 * properties. */

#include "config.h"

#include "lf-store-news.h"
#include "lf-sync-service-private.h"

G_DEFINE_TYPE (LfSyncService, lf_sync_service, G_TYPE_OBJECT)

void
lf_sync_service_hasten (LfSyncService *self, gint64 due_us)
{
  self->due_us = MIN (self->due_us, due_us);
  g_cond_signal (&self->wake);
}

/* ---- Callbacks ---- */

/* Collects a burst of edits; a server that was not there a moment ago is not asked sooner for it.
 */
static void
on_store_changed_cb (LfStore *store, LfStoreNews *news, LfSyncService *self)
{
  g_mutex_lock (&self->lock);
  self->is_count_due = TRUE;
  if (!news->is_remote && !self->is_retrying && !self->is_by_hand && self->transport != NULL)
    self->due_us = MIN (self->due_us,
                        lf_sync_clock_now (self->clock) + lf_sync_usual_delays.after_commit_us);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/* Networks come with a burst of signals: nothing is tried sooner than the shortest delay after the
 * try before. */
static void
try_on_network (LfSyncService *self)
{
  lf_sync_service_hasten (self, MAX (lf_sync_clock_now (self->clock),
                                     self->tried_us + lf_sync_usual_delays.retry_first_us));
  lf_sync_service_hasten_listening (self);
}

/* No network is no reason not to try: a server on the same machine, or in a network that leads
 * nowhere else, can be reached without one. That there is another one is a reason to try now. */
static void
on_network_changed_cb (LfSyncService *self)
{
  gboolean is_available = g_network_monitor_get_network_available (self->monitor);
  gboolean is_metered = g_network_monitor_get_network_metered (self->monitor);
  GNetworkConnectivity connectivity = g_network_monitor_get_connectivity (self->monitor);
  gboolean is_better, is_free;

  g_mutex_lock (&self->lock);
  is_better = is_available && (!self->is_available || connectivity > self->connectivity);
  is_free = self->is_metered && !is_metered;
  self->is_available = is_available;
  self->is_metered = is_metered;
  self->connectivity = connectivity;
  if (!is_metered)
    self->is_sending_anyway = FALSE;
  if (self->transport != NULL && self->thread != NULL && !self->is_by_hand
      && (is_better || (is_free && self->shown.n_files_held > 0)
          || (is_available && self->is_retrying)))
    try_on_network (self);
  g_mutex_unlock (&self->lock);
}

/* ---- The object ---- */

static void
lf_sync_service_dispose (GObject *object)
{
  LfSyncService *self = LF_SYNC_SERVICE (object);

  lf_sync_service_stop (self);
  lf_sync_service_set_monitor (self, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->live);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_sync_service_parent_class)->dispose (object);
}

static void
lf_sync_service_finalize (GObject *object)
{
  LfSyncService *self = LF_SYNC_SERVICE (object);

  g_clear_object (&self->round_cancellable);
  g_clear_object (&self->live_cancellable);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->context, g_main_context_unref);
  lf_sync_status_clear (&self->shown);
  lf_sync_status_clear (&self->now);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_cond_clear (&self->listener_wake);
  G_OBJECT_CLASS (lf_sync_service_parent_class)->finalize (object);
}

static void
lf_sync_service_class_init (LfSyncServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lf_sync_service_get_property;
  object_class->dispose = lf_sync_service_dispose;
  object_class->finalize = lf_sync_service_finalize;
  lf_sync_service_install_properties (object_class);
}

static void
lf_sync_service_init (LfSyncService *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_cond_init (&self->listener_wake);
  self->context = g_main_context_ref_thread_default ();
  self->clock = lf_sync_clock_new ();
  self->due_us = LF_SYNC_NEVER;
  self->live_due_us = LF_SYNC_NEVER;
  self->is_available = TRUE;
  self->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

LfSyncService *
lf_sync_service_new (LfStore *store)
{
  LfSyncService *self;

  g_return_val_if_fail (LF_IS_STORE (store), NULL);

  self = g_object_new (LF_TYPE_SYNC_SERVICE, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  return self;
}

void
lf_sync_service_set_clock (LfSyncService *self, LfSyncClock *clock)
{
  g_return_if_fail (self->thread == NULL);

  g_set_object (&self->clock, clock);
}

void
lf_sync_service_set_transport (LfSyncService *self, LfTransport *transport)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  g_set_object (&self->transport, transport);
  g_mutex_unlock (&self->lock);
}

void
lf_sync_service_set_live (LfSyncService *self, LfLive *live)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  g_set_object (&self->live, live);
  g_set_object (&cancellable, self->live_cancellable);
  self->live_due_us = lf_sync_clock_now (self->clock);
  g_cond_signal (&self->listener_wake);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (cancellable);
}

void
lf_sync_service_set_monitor (LfSyncService *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_func (self->monitor, on_network_changed_cb, self);
  g_set_object (&self->monitor, monitor);
  if (monitor == NULL)
    return;
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (on_network_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (monitor, "notify::network-metered", G_CALLBACK (on_network_changed_cb),
                           self, G_CONNECT_SWAPPED);
  on_network_changed_cb (self);
}

static void
start_threads (LfSyncService *self)
{
  if (self->thread != NULL)
    return;
  self->is_stopping = FALSE;
  self->thread = g_thread_new ("landfall-sync", lf_sync_service_run_rounds, self);
  self->listener = g_thread_new ("landfall-live", lf_sync_service_listen, self);
}

void
lf_sync_service_start (LfSyncService *self)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  self->is_manual = TRUE;
  self->due_us = lf_sync_clock_now (self->clock);
  lf_sync_service_hasten_listening (self);
  start_threads (self);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
lf_sync_service_begin (LfSyncService *self)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  if (!self->is_by_hand)
    {
      lf_sync_service_start (self);
      return;
    }
  g_mutex_lock (&self->lock);
  if (self->thread == NULL && self->transport != NULL)
    self->now.phase = LF_SYNC_IDLE;
  self->is_count_due = TRUE;
  start_threads (self);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
lf_sync_service_set_automatic (LfSyncService *self, gboolean is_automatic)
{
  g_autoptr (GCancellable) live = NULL;

  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  if (self->is_by_hand == is_automatic)
    {
      self->is_by_hand = !is_automatic;
      if (self->is_by_hand && !self->is_manual)
        self->due_us = LF_SYNC_NEVER;
      if (self->is_by_hand)
        g_set_object (&live, self->live_cancellable);
      else if (self->thread != NULL)
        try_on_network (self);
    }
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (live);
}

void
lf_sync_service_set_files_at_cost (LfSyncService *self, gboolean carries_at_cost)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  if (carries_at_cost && !self->carries_at_cost && self->is_metered && !self->is_by_hand
      && self->thread != NULL && self->shown.n_files_held > 0)
    lf_sync_service_hasten (self, lf_sync_clock_now (self->clock));
  self->carries_at_cost = carries_at_cost;
  g_mutex_unlock (&self->lock);
}

void
lf_sync_service_cancel (LfSyncService *self)
{
  g_autoptr (GCancellable) cancellable = NULL;

  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  if (self->is_running)
    g_set_object (&cancellable, self->round_cancellable);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (cancellable);
}

const LfPendingMass *
lf_sync_service_get_mass (LfSyncService *self)
{
  g_return_val_if_fail (LF_IS_SYNC_SERVICE (self), NULL);

  return self->shown.phase == LF_SYNC_ASKING ? &self->shown.mass : NULL;
}

void
lf_sync_service_send_all (LfSyncService *self, gint64 newest)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  self->agreed = newest;
  g_mutex_unlock (&self->lock);
  lf_sync_service_start (self);
}

void
lf_sync_service_send_files (LfSyncService *self)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  self->is_sending_anyway = TRUE;
  g_mutex_unlock (&self->lock);
  lf_sync_service_start (self);
}

void
lf_sync_service_stop (LfSyncService *self)
{
  g_autoptr (GCancellable) round = NULL;
  g_autoptr (GCancellable) live = NULL;

  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  g_set_object (&round, self->round_cancellable);
  g_set_object (&live, self->live_cancellable);
  g_cond_signal (&self->wake);
  g_cond_signal (&self->listener_wake);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (round);
  g_cancellable_cancel (live);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->listener, g_thread_join);
  self->is_running = FALSE;
}

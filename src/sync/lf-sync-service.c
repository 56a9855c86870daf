/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sync in the background: rounds of lf_sync_run() in a thread of their own, told to a window as
 * properties. */

#include "config.h"

#include "lf-store-news.h"
#include "lf-sync-private.h"

#include <glib/gi18n-lib.h>

#define NEVER G_MAXINT64

/* What the properties say. The thread makes one and hands it to the main context, where it is
 * shown. */
typedef struct
{
  LfSyncPhase phase;
  char *message;
  gint64 last_success_us;
  gint64 next_try_us;
  gint64 n_pending;
  gint64 n_conflicts;
  gint64 n_refused;
  gint64 n_files;     /* on their way, either way */
  LfPendingMass mass; /* of the phase LF_SYNC_ASKING */
} Status;

struct _LfSyncService
{
  GObject parent_instance;

  LfStore *store;
  GMainContext *context;
  GThread *thread;
  Status shown; /* main context only */

  GMutex lock; /* guards what follows, shared with the thread */
  GCond wake;
  LfTransport *transport;
  GCancellable *cancellable;
  LfSyncDelays delays;
  gint64 due_us; /* monotonic time of the next round */
  gboolean is_retrying;
  gboolean is_count_due;
  gboolean is_stopping;
  gint64 agreed; /* the newest change a person lets go out; 0: nothing was said */

  Status now; /* the thread only */
  guint n_failures;
};

enum
{
  PROP_0,
  PROP_PHASE,
  PROP_MESSAGE,
  PROP_LAST_SUCCESS_US,
  PROP_NEXT_TRY_US,
  PROP_N_PENDING,
  PROP_N_CONFLICTS,
  PROP_N_REFUSED,
  PROP_N_FILES,
  N_PROPS,
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE (LfSyncService, lf_sync_service, G_TYPE_OBJECT)

/* ---- Telling the main context ---- */

typedef struct
{
  GWeakRef service;
  Status status;
  gboolean is_finished;
  gboolean is_ok;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_weak_ref_clear (&telling->service);
  g_free (telling->status.message);
  g_free (telling);
}

static void
show_number (LfSyncService *self, gint64 *shown, gint64 value, guint property)
{
  if (*shown == value)
    return;
  *shown = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
show_status (LfSyncService *self, Status *status)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->shown.mass = status->mass;
  if (self->shown.phase != status->phase)
    {
      self->shown.phase = status->phase;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
    }
  if (g_strcmp0 (self->shown.message, status->message) != 0)
    {
      g_free (self->shown.message);
      self->shown.message = g_strdup (status->message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  show_number (self, &self->shown.last_success_us, status->last_success_us, PROP_LAST_SUCCESS_US);
  show_number (self, &self->shown.next_try_us, status->next_try_us, PROP_NEXT_TRY_US);
  show_number (self, &self->shown.n_pending, status->n_pending, PROP_N_PENDING);
  show_number (self, &self->shown.n_conflicts, status->n_conflicts, PROP_N_CONFLICTS);
  show_number (self, &self->shown.n_refused, status->n_refused, PROP_N_REFUSED);
  show_number (self, &self->shown.n_files, status->n_files, PROP_N_FILES);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_telling_cb (gpointer data)
{
  Telling *telling = data;
  g_autoptr (LfSyncService) self = g_weak_ref_get (&telling->service);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  show_status (self, &telling->status);
  if (telling->is_finished)
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0, telling->is_ok);
  return G_SOURCE_REMOVE;
}

static void
post_telling (LfSyncService *self, Telling *telling)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_weak_ref_init (&telling->service, self);
  telling->status = self->now;
  telling->status.message = g_strdup (self->now.message);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_telling_cb, telling, telling_free);
  g_source_attach (source, self->context);
}

static void
tell_status (LfSyncService *self)
{
  post_telling (self, g_new0 (Telling, 1));
}

static void
tell_finished (LfSyncService *self, gboolean is_ok)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->is_finished = TRUE;
  telling->is_ok = is_ok;
  post_telling (self, telling);
}

/* ---- The thread ---- */

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
  if (lf_store_sync_state_sync (self->store, &state, NULL))
    self->now.last_success_us = state.last_success_us;
}

/* Whether trying again by itself can help, or a person has to act first. */
static gboolean
needs_person (const GError *error)
{
  return g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN)
         || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_CERTIFICATE)
         || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_TOO_OLD);
}

/* Plans the next round unless somebody asked for one while this one ran. */
static void
plan_next (LfSyncService *self, gint64 delay_us)
{
  g_mutex_lock (&self->lock);
  self->is_retrying = self->n_failures > 0;
  if (delay_us != NEVER)
    self->due_us = MIN (self->due_us, g_get_monotonic_time () + delay_us);
  self->now.next_try_us
      = self->due_us == NEVER ? 0 : lf_clock_now_us () + self->due_us - g_get_monotonic_time ();
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

static void
finish_round (LfSyncService *self, const LfSyncOutcome *outcome, const GError *error)
{
  gint64 delay_us;

  g_free (self->now.message);
  if (error == NULL)
    {
      self->n_failures = 0;
      self->now.phase = LF_SYNC_IDLE;
      self->now.message = tell_outcome (outcome);
      delay_us = self->delays.period_us;
    }
  else if (g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE))
    {
      self->n_failures = 0;
      self->now.phase = LF_SYNC_ASKING;
      self->now.message = g_strdup (error->message);
      lf_store_weigh_pending_sync (self->store, &self->now.mass, NULL);
      delay_us = self->delays.period_us;
    }
  else if (g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE)
           || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE_AT_ONCE))
    {
      self->now.phase = LF_SYNC_ERASING;
      self->now.message = g_strdup (error->message);
      delay_us = NEVER;
    }
  else
    {
      self->n_failures++;
      self->now.phase = needs_person (error) ? LF_SYNC_STOPPED : LF_SYNC_OFFLINE;
      self->now.message = g_strdup (error->message);
      delay_us = needs_person (error)
                     ? NEVER
                     : lf_sync_retry_delay (&self->delays, self->n_failures, g_random_double ());
    }
  plan_next (self, delay_us);
}

typedef struct
{
  LfSyncService *service;
  const LfSyncOutcome *outcome;
} RunningRound;

/* Files may take long: what waits meanwhile is counted as it changes. */
static void
on_progress_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  const RunningRound *round = data;
  LfSyncService *self = round->service;
  gint64 n_files = round->outcome->n_files_to_send + round->outcome->n_files_to_fetch;
  gboolean is_count_due;

  if (unit != LF_SYNC_BYTES)
    return;
  g_mutex_lock (&self->lock);
  is_count_due = self->is_count_due;
  self->is_count_due = FALSE;
  g_mutex_unlock (&self->lock);
  if (!is_count_due && n_files == self->now.n_files)
    return;
  self->now.n_files = n_files;
  count_waiting (self);
  tell_status (self);
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

static void
run_round (LfSyncService *self, LfTransport *transport, GCancellable *cancellable)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  RunningRound round = { self, &outcome };
  g_autoptr (GError) error = NULL;

  self->now.phase = LF_SYNC_RUNNING;
  self->now.next_try_us = 0;
  tell_status (self);
  if (note_agreed (self, &error))
    lf_sync_run (self->store, transport, on_progress_cb, &round, cancellable, &outcome, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error == NULL)
    self->now.n_files = outcome.n_files_to_send + outcome.n_files_to_fetch;
  finish_round (self, &outcome, error);
  count_waiting (self);
  tell_finished (self, error == NULL);
}

typedef enum
{
  WORK_END,
  WORK_COUNT,
  WORK_ROUND
} Work;

static Work
wait_for_work (LfSyncService *self, LfTransport **ret_transport, GCancellable **ret_cancellable)
{
  Work work = WORK_COUNT;

  g_mutex_lock (&self->lock);
  while (!self->is_stopping && !self->is_count_due && g_get_monotonic_time () < self->due_us)
    if (self->due_us == NEVER)
      g_cond_wait (&self->wake, &self->lock);
    else
      g_cond_wait_until (&self->wake, &self->lock, self->due_us);

  if (self->is_stopping)
    work = WORK_END;
  else if (g_get_monotonic_time () >= self->due_us)
    {
      work = WORK_ROUND;
      self->due_us = NEVER;
      g_set_object (ret_transport, self->transport);
      g_set_object (ret_cancellable, self->cancellable);
    }
  self->is_count_due = FALSE;
  g_mutex_unlock (&self->lock);
  return work;
}

static gpointer
run_thread (gpointer data)
{
  LfSyncService *self = data;

  while (TRUE)
    {
      g_autoptr (LfTransport) transport = NULL;
      g_autoptr (GCancellable) cancellable = NULL;
      Work work = wait_for_work (self, &transport, &cancellable);

      if (work == WORK_END)
        return NULL;
      if (work == WORK_ROUND && transport != NULL)
        {
          run_round (self, transport, cancellable);
          continue;
        }
      if (work == WORK_ROUND)
        self->now.phase = LF_SYNC_OFF;
      count_waiting (self);
      tell_status (self);
    }
}

/* ---- Callbacks ---- */

/* Collects a burst of edits; a server that was not there a moment ago is not asked sooner for it.
 */
static void
on_store_changed_cb (LfStore *store, LfStoreNews *news, LfSyncService *self)
{
  g_mutex_lock (&self->lock);
  self->is_count_due = TRUE;
  if (!news->is_remote && !self->is_retrying && self->transport != NULL)
    self->due_us = MIN (self->due_us, g_get_monotonic_time () + self->delays.after_commit_us);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/* ---- The object ---- */

static void
lf_sync_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const Status *shown = &LF_SYNC_SERVICE (object)->shown;

  switch (id)
    {
    case PROP_PHASE:
      g_value_set_int (value, (int) shown->phase);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, shown->message);
      break;
    case PROP_LAST_SUCCESS_US:
      g_value_set_int64 (value, shown->last_success_us);
      break;
    case PROP_NEXT_TRY_US:
      g_value_set_int64 (value, shown->next_try_us);
      break;
    case PROP_N_PENDING:
      g_value_set_int64 (value, shown->n_pending);
      break;
    case PROP_N_CONFLICTS:
      g_value_set_int64 (value, shown->n_conflicts);
      break;
    case PROP_N_REFUSED:
      g_value_set_int64 (value, shown->n_refused);
      break;
    case PROP_N_FILES:
      g_value_set_int64 (value, shown->n_files);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lf_sync_service_dispose (GObject *object)
{
  LfSyncService *self = LF_SYNC_SERVICE (object);

  lf_sync_service_stop (self);
  g_clear_object (&self->transport);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_sync_service_parent_class)->dispose (object);
}

static void
lf_sync_service_finalize (GObject *object)
{
  LfSyncService *self = LF_SYNC_SERVICE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->shown.message);
  g_free (self->now.message);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  G_OBJECT_CLASS (lf_sync_service_parent_class)->finalize (object);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
lf_sync_service_class_init (LfSyncServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lf_sync_service_get_property;
  object_class->dispose = lf_sync_service_dispose;
  object_class->finalize = lf_sync_service_finalize;

  properties[PROP_PHASE]
      = g_param_spec_int ("phase", NULL, NULL, LF_SYNC_OFF, LF_SYNC_ERASING, LF_SYNC_OFF, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_LAST_SUCCESS_US] = number_property ("last-success-us");
  properties[PROP_NEXT_TRY_US] = number_property ("next-try-us");
  properties[PROP_N_PENDING] = number_property ("n-pending");
  properties[PROP_N_CONFLICTS] = number_property ("n-conflicts");
  properties[PROP_N_REFUSED] = number_property ("n-refused");
  properties[PROP_N_FILES] = number_property ("n-files");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FINISHED] = g_signal_new ("finished", LF_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
lf_sync_service_init (LfSyncService *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->context = g_main_context_ref_thread_default ();
  self->delays = lf_sync_usual_delays;
  self->due_us = NEVER;
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
lf_sync_service_set_delays (LfSyncService *self, const LfSyncDelays *delays)
{
  g_return_if_fail (self->thread == NULL);

  self->delays = *delays;
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
lf_sync_service_start (LfSyncService *self)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  g_mutex_lock (&self->lock);
  self->due_us = g_get_monotonic_time ();
  if (self->thread == NULL)
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
      self->is_stopping = FALSE;
      self->thread = g_thread_new ("landfall-sync", run_thread, self);
    }
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
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
lf_sync_service_stop (LfSyncService *self)
{
  g_return_if_fail (LF_IS_SYNC_SERVICE (self));

  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&self->thread, g_thread_join);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sync service tells: properties and a signal, in the main context. */

#include "config.h"

#include "lf-sync-service-private.h"

enum
{
  PROP_0,
  PROP_PHASE,
  PROP_MESSAGE,
  PROP_PROGRESS,
  PROP_LAST_SUCCESS_US,
  PROP_NEXT_TRY_US,
  PROP_N_PENDING,
  PROP_N_CONFLICTS,
  PROP_N_REFUSED,
  PROP_N_FILES,
  PROP_N_FILES_HELD,
  N_PROPS,
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- Telling the main context ---- */

void
lf_sync_status_clear (LfSyncStatus *self)
{
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->progress, g_free);
}

typedef struct
{
  GWeakRef service;
  LfSyncStatus status;
  gboolean is_finished;
  gboolean is_ok;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_weak_ref_clear (&telling->service);
  lf_sync_status_clear (&telling->status);
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
show_text (LfSyncService *self, char **shown, const char *text, guint property)
{
  if (g_strcmp0 (*shown, text) == 0)
    return;
  g_free (*shown);
  *shown = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
show_status (LfSyncService *self, LfSyncStatus *status)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->shown.mass = status->mass;
  if (self->shown.phase != status->phase)
    {
      self->shown.phase = status->phase;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
    }
  show_text (self, &self->shown.message, status->message, PROP_MESSAGE);
  show_text (self, &self->shown.progress, status->progress, PROP_PROGRESS);
  show_number (self, &self->shown.last_success_us, status->last_success_us, PROP_LAST_SUCCESS_US);
  show_number (self, &self->shown.next_try_us, status->next_try_us, PROP_NEXT_TRY_US);
  show_number (self, &self->shown.n_pending, status->n_pending, PROP_N_PENDING);
  show_number (self, &self->shown.n_conflicts, status->n_conflicts, PROP_N_CONFLICTS);
  show_number (self, &self->shown.n_refused, status->n_refused, PROP_N_REFUSED);
  show_number (self, &self->shown.n_files, status->n_files, PROP_N_FILES);
  show_number (self, &self->shown.n_files_held, status->n_files_held, PROP_N_FILES_HELD);
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
  telling->status.progress = g_strdup (self->now.progress);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_telling_cb, telling, telling_free);
  g_source_attach (source, self->context);
}

void
lf_sync_service_tell_status (LfSyncService *self)
{
  post_telling (self, g_new0 (Telling, 1));
}

void
lf_sync_service_tell_finished (LfSyncService *self, gboolean is_ok)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->is_finished = TRUE;
  telling->is_ok = is_ok;
  post_telling (self, telling);
}

/* ---- Properties ---- */

void
lf_sync_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const LfSyncStatus *shown = &LF_SYNC_SERVICE (object)->shown;

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
    case PROP_N_FILES_HELD:
      g_value_set_int64 (value, shown->n_files_held);
      break;
    case PROP_PROGRESS:
      g_value_set_string (value, shown->progress);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

void
lf_sync_service_install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHASE]
      = g_param_spec_int ("phase", NULL, NULL, LF_SYNC_OFF, LF_SYNC_ERASING, LF_SYNC_OFF, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  properties[PROP_LAST_SUCCESS_US] = number_property ("last-success-us");
  properties[PROP_NEXT_TRY_US] = number_property ("next-try-us");
  properties[PROP_N_PENDING] = number_property ("n-pending");
  properties[PROP_N_CONFLICTS] = number_property ("n-conflicts");
  properties[PROP_N_REFUSED] = number_property ("n-refused");
  properties[PROP_N_FILES] = number_property ("n-files");
  properties[PROP_N_FILES_HELD] = number_property ("n-files-held");
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FINISHED] = g_signal_new ("finished", LF_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

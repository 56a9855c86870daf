/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the backups that are due. */

#include "config.h"

#include "lf-backup-clock.h"

#include "lf-backups.h"
#include "lf-store-files.h"

#define START_SECONDS 20 /* the window is up and what it shows has been read */
#define LOOK_SECONDS 3600

struct _LfBackupClock
{
  GObject parent_instance;
  LfAppContext *context;
  guint timer;
  LfBackupMoment moment;
};

G_DEFINE_FINAL_TYPE (LfBackupClock, lf_backup_clock, G_TYPE_OBJECT)

/* With a new backup comes the time to let go of files that nothing refers to any more. */
static void
roll_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LfStore *store = source;
  GError *error = NULL;
  g_autoptr (LfBackup) backup
      = lf_backups_roll_sync (store, (LfBackupMoment) GPOINTER_TO_INT (data), &error);

  if (backup != NULL)
    lf_store_sweep_files_sync (store, g_get_real_time () - G_TIME_SPAN_DAY, NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* That the store was closed meanwhile is nothing to tell. */
static void
on_rolled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBackupClock) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->context != NULL
      && !g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_CLOSED))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static gboolean
on_time_cb (gpointer user_data)
{
  LfBackupClock *self = user_data;
  g_autoptr (GTask) task = g_task_new (lf_app_context_store (self->context),
                                       /* cancellable= */ NULL, on_rolled_cb, g_object_ref (self));

  g_task_set_source_tag (task, on_time_cb);
  g_task_set_task_data (task, GINT_TO_POINTER (self->moment), NULL);
  g_task_run_in_thread (task, roll_in_thread);
  self->moment = LF_BACKUP_RUNNING;
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_time_cb, self);
  return G_SOURCE_REMOVE;
}

static void
lf_backup_clock_dispose (GObject *object)
{
  LfBackupClock *self = LF_BACKUP_CLOCK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_backup_clock_parent_class)->dispose (object);
}

static void
lf_backup_clock_class_init (LfBackupClockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_backup_clock_dispose;
}

static void
lf_backup_clock_init (LfBackupClock *self)
{
  self->moment = LF_BACKUP_AT_START;
  self->timer = g_timeout_add_seconds (START_SECONDS, on_time_cb, self);
}

LfBackupClock *
lf_backup_clock_new (LfAppContext *context)
{
  LfBackupClock *self = g_object_new (LF_TYPE_BACKUP_CLOCK, NULL);

  self->context = g_object_ref (context);
  return self;
}

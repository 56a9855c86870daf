/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page is given. */

#include "config.h"

#include "lf-app-context.h"

struct _LfAppContext
{
  GObject parent_instance;
  LfStore *store;
  LfSyncService *sync;
  LfRecents *recents;
  LfPreferences *preferences;
};

enum
{
  OPEN_RECORD,
  OPEN_LIST,
  SHOW_VIEW,
  SHOW_SCHEDULE,
  SHOW_REPORT,
  TOAST,
  SIGNED_IN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfAppContext, lf_app_context, G_TYPE_OBJECT)

static void
lf_app_context_finalize (GObject *object)
{
  LfAppContext *self = LF_APP_CONTEXT (object);

  lf_sync_service_stop (self->sync);
  g_object_unref (self->sync);
  g_object_unref (self->recents);
  g_object_unref (self->preferences);
  g_object_unref (self->store);
  G_OBJECT_CLASS (lf_app_context_parent_class)->finalize (object);
}

static void
lf_app_context_class_init (LfAppContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_app_context_finalize;
  signals[OPEN_RECORD]
      = g_signal_new ("open-record", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[OPEN_LIST]
      = g_signal_new ("open-list", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SHOW_VIEW] = g_signal_new ("show-view", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_SCHEDULE] = g_signal_new ("show-schedule", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_REPORT] = g_signal_new ("show-report", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOAST] = g_signal_new ("toast", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNED_IN] = g_signal_new ("signed-in", LF_TYPE_APP_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

void
lf_app_context_tell_signed_in (LfAppContext *self)
{
  g_signal_emit (self, signals[SIGNED_IN], 0);
}

/* What is preferred of the sync holds from its beginning. */
static void
bind_sync (LfAppContext *self)
{
  gboolean is_automatic, carries_at_cost;

  g_object_get (self->preferences, "automatic-sync", &is_automatic, "files-at-cost",
                &carries_at_cost, NULL);
  lf_sync_service_set_automatic (self->sync, is_automatic);
  lf_sync_service_set_files_at_cost (self->sync, carries_at_cost);
}

static void
lf_app_context_init (LfAppContext *self)
{
}

LfAppContext *
lf_app_context_new (LfStore *store)
{
  LfAppContext *self = g_object_new (LF_TYPE_APP_CONTEXT, NULL);

  self->store = g_object_ref (store);
  self->sync = lf_sync_service_new (store);
  self->recents = lf_recents_new (store);
  self->preferences = lf_preferences_new (lf_store_folder (store));
  bind_sync (self);
  g_signal_connect_swapped (self->preferences, "notify::automatic-sync", G_CALLBACK (bind_sync),
                            self);
  g_signal_connect_swapped (self->preferences, "notify::files-at-cost", G_CALLBACK (bind_sync),
                            self);
  return self;
}

LfStore *
lf_app_context_store (LfAppContext *self)
{
  return self->store;
}

LfSyncService *
lf_app_context_sync (LfAppContext *self)
{
  return self->sync;
}

LfRecents *
lf_app_context_recents (LfAppContext *self)
{
  return self->recents;
}

LfPreferences *
lf_app_context_preferences (LfAppContext *self)
{
  return self->preferences;
}

void
lf_app_context_open_record (LfAppContext *self, const char *entity, const char *id)
{
  lf_recents_note (self->recents, entity, id);
  g_signal_emit (self, signals[OPEN_RECORD], 0, entity, id);
}

void
lf_app_context_open_list (LfAppContext *self,
                          const char *entity,
                          const char *filter,
                          const char *title)
{
  g_signal_emit (self, signals[OPEN_LIST], 0, entity, filter, title);
}

void
lf_app_context_show_view (LfAppContext *self, const char *view)
{
  g_signal_emit (self, signals[SHOW_VIEW], 0, view);
}

void
lf_app_context_show_schedule (LfAppContext *self, const char *project)
{
  g_signal_emit (self, signals[SHOW_SCHEDULE], 0, project);
}

void
lf_app_context_show_report (LfAppContext *self, const char *name)
{
  g_signal_emit (self, signals[SHOW_REPORT], 0, name);
}

void
lf_app_context_toast (LfAppContext *self, const char *text, gboolean has_undo)
{
  g_signal_emit (self, signals[TOAST], 0, text, has_undo);
}

typedef struct
{
  LfAppContext *context;
  char *done; /* (nullable) */
} Committing;

static void
on_committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Committing *committing = user_data;
  g_autoptr (GError) error = NULL;

  if (!lf_store_commit_finish (LF_STORE (source), result, &error))
    lf_app_context_toast (committing->context, error->message, /* has_undo= */ FALSE);
  else if (committing->done != NULL)
    lf_app_context_toast (committing->context, committing->done, /* has_undo= */ TRUE);
  g_object_unref (committing->context);
  g_free (committing->done);
  g_free (committing);
}

void
lf_app_context_commit (LfAppContext *self, LfChange *change, const char *done)
{
  Committing *committing = g_new (Committing, 1);

  *committing = (Committing){ g_object_ref (self), g_strdup (done) };
  lf_store_commit_async (self->store, change, /* cancellable= */ NULL, on_committed_cb, committing);
}

void
lf_app_leave (GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (part);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (focus != NULL && gtk_widget_is_ancestor (focus, part))
    gtk_root_set_focus (root, NULL);
}

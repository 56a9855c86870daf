/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store of the application: opened, found damaged, put back, erased, left. */

#include "config.h"

#include "lf-application-private.h"

#include "lf-damage-window.h"
#include "lf-erase.h"
#include "lf-http-transport.h"
#include "lf-question-dialog.h"
#include "lf-restore-task.h"

#include <glib/gi18n.h>

/* ---- Opening ---- */

/* Where nobody looks at a window, it is told and ended. */
static void
fail (LfApplication *self, const GError *error)
{
  g_printerr ("landfall: %s\n", error->message);
  self->status = 1;
  g_application_quit (G_APPLICATION (self));
}

static void
show_failure (LfApplication *self, const GError *error)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/window/lf-failure-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  adw_status_page_set_description (ADW_STATUS_PAGE (gtk_builder_get_object (builder, "status")),
                                   error->message);
  gtk_window_set_application (window, GTK_APPLICATION (self));
  gtk_window_present (window);
}

/* The credentials are a small file beside the store that has just been read. */
static void
connect_server (LfApplication *self)
{
  g_autoptr (LfCredentials) credentials = lf_credentials_load (self->folder, NULL);
  g_autoptr (LfTransport) transport
      = credentials == NULL ? NULL : lf_http_transport_new (credentials);

  g_autoptr (LfLive) live = credentials == NULL ? NULL : lf_http_live_new (credentials);
  LfSyncService *sync = lf_app_context_sync (self->context);

  lf_sync_service_set_monitor (sync, g_network_monitor_get_default ());
  if (transport == NULL)
    return;
  lf_sync_service_set_transport (sync, transport);
  lf_sync_service_set_live (sync, live);
  lf_sync_service_begin (sync);
}

static void on_store_damaged_cb (LfApplication *self);
static void on_phase_cb (LfSyncService *sync, GParamSpec *pspec, gpointer user_data);

LfWindow *
lf_application_show_window (LfApplication *self)
{
  LfWindow *window = lf_window_new (GTK_APPLICATION (self), self->context);

  self->wants_window = FALSE;
  gtk_window_present (GTK_WINDOW (window));
  g_application_set_inactivity_timeout (G_APPLICATION (self), 0); /* it ends with its window */
  lf_application_run_errands (self);
  return window;
}

/* Returns: (transfer none) (nullable): NULL when nobody looks: the program works in the
 * background */
static LfWindow *
show_store (LfApplication *self, LfStore *store)
{
  LfWindow *window;

  self->context = lf_app_context_new (store);
  g_signal_connect_object (store, "damaged", G_CALLBACK (on_store_damaged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lf_app_context_sync (self->context), "notify::phase",
                           G_CALLBACK (on_phase_cb), self, 0);
  lf_application_follow_preferences (self);
  window = self->wants_window ? lf_application_show_window (self) : NULL;
  if (self->search != NULL)
    lf_search_provider_set_store (self->search, store);
  connect_server (self);
  if (self->pictures.folder == NULL)
    {
      self->clock = lf_backup_clock_new (self->context);
      self->brief = lf_brief_clock_new (G_APPLICATION (self), self->context);
    }
  return window;
}

/* Returns: (transfer full) (nullable): the store, with nothing of the program on it any more but
 * what is being saved */
static LfStore *
leave_store (LfApplication *self)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);
  LfStore *store
      = self->context == NULL ? NULL : g_object_ref (lf_app_context_store (self->context));

  if (store != NULL)
    {
      g_signal_handlers_disconnect_by_func (store, on_store_damaged_cb, self);
      g_signal_handlers_disconnect_by_func (lf_app_context_sync (self->context), on_phase_cb, self);
      lf_sync_service_stop (lf_app_context_sync (self->context));
    }
  if (self->search != NULL)
    lf_search_provider_set_store (self->search, NULL);
  g_clear_object (&self->clock);
  g_clear_object (&self->brief);
  /* dialogs are no windows of the application's, and would stay */
  for (guint n = g_list_model_get_n_items (toplevels); n > 0; n--)
    g_ptr_array_add (windows, g_list_model_get_item (toplevels, n - 1));
  for (guint i = 0; i < windows->len; i++)
    gtk_window_destroy (windows->pdata[i]);
  g_clear_object (&self->context);
  return store;
}

/* ---- Damage ---- */

typedef struct
{
  LfStore *store; /* (nullable): to be closed */
  char *folder;
  char *told; /* (nullable): what was tried already, and why it failed */
  GError *error;
} Examination;

static void
examination_free (gpointer data)
{
  Examination *examination = data;

  g_clear_object (&examination->store);
  g_free (examination->folder);
  g_free (examination->told);
  g_error_free (examination->error);
  g_free (examination);
}

static void
examine_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Examination *examination = data;
  LfDamage *damage;

  if (examination->store != NULL)
    lf_store_close_sync (examination->store);
  damage = lf_damage_examine_sync (examination->folder, examination->error);
  if (examination->told != NULL)
    {
      char *message = g_strdup_printf ("%s\n%s", examination->told, damage->message);

      g_free (damage->message);
      damage->message = message;
    }
  g_task_return_pointer (task, damage, (GDestroyNotify) lf_damage_free);
}

static void
on_examined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfApplication *self = LF_APPLICATION (source);
  g_autoptr (LfDamage) damage = g_task_propagate_pointer (G_TASK (result), NULL);

  gtk_window_present (GTK_WINDOW (lf_damage_window_new (GTK_APPLICATION (self), damage)));
  g_application_unmark_busy (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static void
examine (LfApplication *self,
         LfStore *store /* (transfer full) (nullable) */,
         const GError *error,
         const char *told)
{
  g_autoptr (GTask) task = g_task_new (self, /* cancellable= */ NULL, on_examined_cb, NULL);
  Examination *examination = g_new0 (Examination, 1);

  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  examination->store = store;
  examination->folder = g_strdup (self->folder);
  examination->told = g_strdup (told);
  examination->error = g_error_copy (error);
  g_task_set_task_data (task, examination, examination_free);
  g_task_run_in_thread (task, examine_in_thread);
}

static void
on_store_damaged_cb (LfApplication *self)
{
  g_autoptr (GError) error = g_error_new_literal (LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT, "");

  g_application_hold (G_APPLICATION (self));
  examine (self, leave_store (self), error, /* told= */ NULL);
  g_application_release (G_APPLICATION (self));
}

static void
take_failure (LfApplication *self, const GError *error, const char *told /* nullable */)
{
  if (self->pictures.folder != NULL || !self->wants_window)
    fail (self, error);
  else if (lf_damage_is_told_by (error, self->folder))
    examine (self, NULL, error, told);
  else
    show_failure (self, error);
}

static void
on_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_autoptr (LfStore) store = lf_restore_finish (result, &told, &error);
  g_autoptr (LfStore) left = leave_store (self);

  g_assert (left == NULL);
  if (store == NULL)
    take_failure (self, error, told);
  else
    {
      show_store (self, store);
      lf_app_context_toast (self->context, told, /* has_undo= */ FALSE);
    }
  g_application_unmark_busy (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static void
tell_erased (LfApplication *self, GtkWindow *window)
{
  g_autofree char *text = lf_erase_tell ();
  LfQuestionDialog *dialog = lf_question_dialog_new (window, _ ("This Device Was Erased"), text);

  self->was_erased = FALSE;
  lf_question_dialog_add_answer (dialog, "seen", _ ("_Understood"), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_store_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_finish (result, &error);

  if (store == NULL)
    take_failure (self, error, /* told= */ NULL);
  else
    {
      LfWindow *window = show_store (self, store);

      if (self->was_erased)
        tell_erased (self, GTK_WINDOW (window));
      if (self->pictures.folder != NULL && !lf_screenshots_take (window, &self->pictures, &error))
        fail (self, error);
    }
  g_application_unmark_busy (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static void
open_store (LfApplication *self)
{
  lf_store_open_async (self->folder, LF_STORE_OPEN_CREATE, NULL, on_store_opened_cb,
                       g_object_ref (self));
}

/* ---- A device that is erased ---- */

/* What is open is left before, whatever is being done in it. */
static void
erase_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LfApplication *self = source;
  LfStore *store = data; /* (nullable): an erasing that was begun goes on */
  gboolean is_erased = store != NULL, is_done;
  GError *error = NULL;

  is_done = store != NULL ? lf_erase_sync (store, cancellable, &error)
                          : lf_erase_go_on_sync (self->folder, &is_erased, &error);
  if (is_done)
    g_task_return_boolean (task, is_erased);
  else
    g_task_return_error (task, error);
}

/* What is opened then is empty, and says why. */
static void
on_erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfApplication *self = LF_APPLICATION (source);
  g_autoptr (GError) error = NULL;

  self->was_erased = g_task_propagate_boolean (G_TASK (result), &error);
  self->wants_window = TRUE;
  if (error == NULL)
    {
      open_store (self);
      return;
    }
  take_failure (self, error, /* told= */ NULL);
  g_application_unmark_busy (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
}

static void
erase (LfApplication *self, LfStore *store /* (transfer full) (nullable) */)
{
  g_autoptr (GTask) task = g_task_new (self, /* cancellable= */ NULL, on_erased_cb, NULL);

  if (store != NULL)
    g_task_set_task_data (task, store, g_object_unref);
  g_task_run_in_thread (task, erase_in_thread);
}

/* Not from within the service's own signal, which leaving the store ends. */
static gboolean
on_erase_due_cb (gpointer user_data)
{
  LfApplication *self = user_data;

  if (self->context != NULL)
    {
      g_application_hold (G_APPLICATION (self));
      g_application_mark_busy (G_APPLICATION (self));
      erase (self, leave_store (self));
    }
  return G_SOURCE_REMOVE;
}

static void
on_phase_cb (LfSyncService *sync, GParamSpec *pspec, gpointer user_data)
{
  int phase;

  g_object_get (sync, "phase", &phase, NULL);
  if (phase == LF_SYNC_ERASING)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_erase_due_cb, g_object_ref (user_data), g_object_unref);
}

/* ---- What is asked for ---- */

void
lf_application_begin (LfApplication *self)
{
  if (g_application_get_is_busy (G_APPLICATION (self)))
    return;
  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  if (lf_erase_is_noted (self->folder))
    erase (self, /* store= */ NULL);
  else
    open_store (self);
}

/* The windows of the store go with it; the one of a damaged store stays until there is another. */
void
lf_application_on_restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LfApplication *self = user_data;
  LfRestoreOrder order = { 0 };
  g_autoptr (LfStore) store = NULL;

  g_variant_get (parameter, "(^&ayb)", &order.backup, &order.salvages);
  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  if (self->context != NULL)
    store = leave_store (self);
  self->wants_window = TRUE;
  lf_restore_async (store, self->folder, &order, on_restored_cb, g_object_ref (self));
}

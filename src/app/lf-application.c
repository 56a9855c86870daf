/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: opens the store, shows the window, ends in order. */

#include "config.h"

#include "lf-application.h"

#include "lf-app-context.h"
#include "lf-backup-clock.h"
#include "lf-damage-window.h"
#include "lf-erase.h"
#include "lf-http-transport.h"
#include "lf-question-dialog.h"
#include "lf-restore-task.h"
#include "lf-screenshots.h"
#include "lf-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfApplication
{
  AdwApplication parent_instance;
  char *folder;
  LfScreenshotOptions pictures; /* no folder: none are taken */
  LfAppContext *context;
  LfBackupClock *clock;
  gboolean was_erased; /* the store that is opened next is empty for that */
  int status;
};

G_DEFINE_FINAL_TYPE (LfApplication, lf_application, ADW_TYPE_APPLICATION)

/* clang-format off */
static const GOptionEntry options[] = {
  { "store", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Folder of the store"), "DIR" },
  { "scheme", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Colours: light, dark or the system's"), "light|dark" },
  { "screenshots", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Draw every page into this folder, then end"), "DIR" },
  { "scene", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("What is drawn: sample, empty, shared, mass or offline"), "SCENE" },
  { "only", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Which pictures of it, with * and ?"), "NAME" },
  { "text-scale", 0, 0, G_OPTION_ARG_DOUBLE, NULL, N_ ("Size of their text: 2 is twice the usual"), "FACTOR" },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of their window, in pixels"), "WIDTHxHEIGHT" },
  { "pause", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Wait for a line of input at each picture instead of drawing it"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
  { NULL },
};
/* clang-format on */

/* FALSE when there is no size to be read, which is said. */
static gboolean
take_picture_options (LfApplication *self, GVariantDict *dict)
{
  LfScreenshotOptions *pictures = &self->pictures;
  const char *size = NULL;
  char end;

  g_variant_dict_lookup (dict, "screenshots", "^ay", &pictures->folder);
  g_variant_dict_lookup (dict, "scene", "s", &pictures->scene);
  g_variant_dict_lookup (dict, "only", "s", &pictures->only);
  pictures->pauses = g_variant_dict_contains (dict, "pause");
  g_variant_dict_lookup (dict, "text-scale", "d", &pictures->text_scale);
  if (!g_variant_dict_lookup (dict, "size", "&s", &size)
      || (sscanf (size, "%5dx%5d%c", &pictures->width, &pictures->height, &end) == 2
          && pictures->width > 0 && pictures->height > 0))
    return TRUE;
  g_printerr (_ ("landfall: “%s” is no size such as 1024x600.\n"), size);
  return FALSE;
}

static int
lf_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  LfApplication *self = LF_APPLICATION (application);
  const char *scheme = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("landfall %s\n", LF_VERSION);
      return 0;
    }
  g_variant_dict_lookup (dict, "store", "^ay", &self->folder);
  if (!take_picture_options (self, dict))
    return 2;
  if (self->folder == NULL)
    self->folder = lf_store_default_folder ();
  if (!g_variant_dict_lookup (dict, "scheme", "&s", &scheme))
    return -1;
  if (strcmp (scheme, "dark") != 0 && strcmp (scheme, "light") != 0)
    {
      g_printerr (_ ("landfall: “%s” is neither light nor dark.\n"), scheme);
      return 2;
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      strcmp (scheme, "dark") == 0 ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                   : ADW_COLOR_SCHEME_FORCE_LIGHT);
  return -1;
}

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
  lf_sync_service_start (sync);
}

static void on_store_damaged_cb (LfApplication *self);
static void on_phase_cb (LfSyncService *sync, GParamSpec *pspec, gpointer user_data);

static LfWindow *
show_store (LfApplication *self, LfStore *store)
{
  LfWindow *window;

  self->context = lf_app_context_new (store);
  g_signal_connect_object (store, "damaged", G_CALLBACK (on_store_damaged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lf_app_context_sync (self->context), "notify::phase",
                           G_CALLBACK (on_phase_cb), self, 0);
  window = lf_window_new (GTK_APPLICATION (self), self->context);
  gtk_window_present (GTK_WINDOW (window));
  connect_server (self);
  if (self->pictures.folder == NULL)
    self->clock = lf_backup_clock_new (self->context);
  return window;
}

/* Returns: (transfer full) (nullable): the store, with nothing of the program on it any more but
 * what is being saved */
static LfStore *
leave_store (LfApplication *self)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  LfStore *store
      = self->context == NULL ? NULL : g_object_ref (lf_app_context_store (self->context));

  if (store != NULL)
    {
      g_signal_handlers_disconnect_by_func (store, on_store_damaged_cb, self);
      g_signal_handlers_disconnect_by_func (lf_app_context_sync (self->context), on_phase_cb, self);
      lf_sync_service_stop (lf_app_context_sync (self->context));
    }
  g_clear_object (&self->clock);
  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_destroy (window->data);
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
  if (self->pictures.folder != NULL)
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

static void
lf_application_activate (GApplication *application)
{
  LfApplication *self = LF_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  g_application_hold (application);
  g_application_mark_busy (application);
  if (lf_erase_is_noted (self->folder))
    erase (self, /* store= */ NULL);
  else
    open_store (self);
}

/* ---- Actions ---- */

/* The newest window stands on top. One that holds something unsaved asks, and stays. */
static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint n = g_list_model_get_n_items (windows); n > 0; n--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, n - 1);

      gtk_window_close (window);
      if (gtk_widget_get_visible (GTK_WIDGET (window)))
        return;
    }
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  GtkWidget *dialog = g_object_new (
      GTK_TYPE_ABOUT_DIALOG, "transient-for", window, "modal", TRUE, "program-name", _ ("Landfall"),
      "version", LF_VERSION, "logo-icon-name", LF_APP_ID, "license-type", GTK_LICENSE_GPL_3_0,
      "comments", _ ("Investment promotion for development zones, offline first."), NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  /* GTK begins with the name selected. */
  if (GTK_IS_LABEL (gtk_window_get_focus (GTK_WINDOW (dialog))))
    gtk_label_select_region (GTK_LABEL (gtk_window_get_focus (GTK_WINDOW (dialog))), 0, 0);
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
}

/* Made when it is asked for: as the window's help overlay it would be there unseen, and GTK 4.8
 * dies when a screen reader asks for a window that was never shown. */
static void
on_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/window/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (user_data));
  gtk_window_present (shortcuts);
}

/* The windows of the store go with it; the one of a damaged store stays until there is another. */
static void
on_restore_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LfApplication *self = user_data;
  LfRestoreOrder order = { 0 };
  g_autoptr (LfStore) store = NULL;

  g_variant_get (parameter, "(^&ayb)", &order.backup, &order.salvages);
  g_application_hold (G_APPLICATION (self));
  g_application_mark_busy (G_APPLICATION (self));
  if (self->context != NULL)
    store = leave_store (self);
  lf_restore_async (store, self->folder, &order, on_restored_cb, g_object_ref (self));
}

static const GActionEntry actions[] = { { "quit", on_quit_cb },
                                        { "about", on_about_cb },
                                        { "shortcuts", on_shortcuts_cb },
                                        { "restore", on_restore_cb, "(ayb)" } };

static const struct
{
  const char *action, *keys[2];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.shortcuts", { "<Control>question" } },
  { "win.new", { "<Control>n" } },
  { "win.capture", { "<Control><Shift>n" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.import", { "<Control>i" } },
  { "win.filter", { "<Control>f" } },
  { "win.search", { "<Control>k" } },
  { "win.sync", { "F5" } },
  { "win.sidebar", { "F9" } },
  { "win.board(true)", { "<Control>b" } },
  { "win.board(false)", { "<Control><Shift>b" } },
};

static void
lf_application_startup (GApplication *application)
{
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (lf_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (self, accelerators[i].action,
                                           (const char *const[]){ accelerators[i].keys[0], NULL });
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.view(%d)", i);
      g_autofree char *key = g_strdup_printf ("<Control>%d", i + 1);
      gtk_application_set_accels_for_action (self, action, (const char *const[]){ key, NULL });
    }
}

static void
lf_application_shutdown (GApplication *application)
{
  LfApplication *self = LF_APPLICATION (application);

  g_clear_object (&self->clock);
  if (self->context != NULL)
    {
      g_autoptr (LfStore) store = g_object_ref (lf_app_context_store (self->context));

      lf_sync_service_stop (lf_app_context_sync (self->context));
      g_clear_object (&self->context);
      lf_store_close_sync (store);
    }
  G_APPLICATION_CLASS (lf_application_parent_class)->shutdown (application);
}

static void
lf_application_finalize (GObject *object)
{
  LfApplication *self = LF_APPLICATION (object);

  g_free (self->folder);
  g_free (self->pictures.folder);
  g_free (self->pictures.scene);
  g_free (self->pictures.only);
  G_OBJECT_CLASS (lf_application_parent_class)->finalize (object);
}

static void
lf_application_class_init (LfApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_application_finalize;
  application_class->handle_local_options = lf_application_handle_local_options;
  application_class->activate = lf_application_activate;
  application_class->startup = lf_application_startup;
  application_class->shutdown = lf_application_shutdown;
}

static void
lf_application_init (LfApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/* One process per store: two windows on two stores may stand side by side. */
LfApplication *
lf_application_new (void)
{
  return g_object_new (LF_TYPE_APPLICATION, "application-id", LF_APP_ID, "flags",
                       G_APPLICATION_NON_UNIQUE, NULL);
}

int
lf_application_status (LfApplication *self)
{
  g_return_val_if_fail (LF_IS_APPLICATION (self), 1);
  return self->status;
}

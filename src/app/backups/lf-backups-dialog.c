/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backups of the store: the list, a new one, going back to one. */

#include "config.h"

#include "lf-backups-dialog.h"

#include "lf-compat-files.h"
#include "lf-dialogs.h"
#include "lf-restore-task.h"

#include <glib/gi18n.h>

struct _LfBackupsDialog
{
  AdwWindow parent_instance;

  GtkStack *pages;
  GtkSwitch *automatic_switch;
  AdwActionRow *folder_row;
  GtkListBox *list;
  GtkWidget *nothing;
  GtkLabel *message;
  GtkSpinner *spinner;
  AdwStatusPage *question;

  LfAppContext *context;
  GPtrArray *backups; /* (element-type LfBackup): as listed */
  char *chosen;       /* (nullable): the backup asked about */
};

G_DEFINE_FINAL_TYPE (LfBackupsDialog, lf_backups_dialog, ADW_TYPE_WINDOW)

static LfStore *
store_of (LfBackupsDialog *self)
{
  return lf_app_context_store (self->context);
}

/* Blank: nothing to tell. */
static void
tell (LfBackupsDialog *self, const char *text)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "success");
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
tell_success (LfBackupsDialog *self, const char *text)
{
  tell (self, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "success");
}

static void
set_busy (LfBackupsDialog *self, gboolean is_busy)
{
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.back-up", !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !is_busy);
}

/* What takes long is done to the store in a thread; the dialog may have been closed meanwhile. */
static void
run_in_thread (LfBackupsDialog *self,
               GTaskThreadFunc func,
               gpointer data,
               GDestroyNotify free_data,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (store_of (self), NULL, callback, g_object_ref (self));

  g_task_set_task_data (task, data, free_data);
  g_task_run_in_thread (task, func);
}

/* ---- The list ---- */

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, lf_backups_list (lf_store_folder (source)),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
add_row (LfBackupsDialog *self, const LfBackup *backup, int index)
{
  gboolean is_damaged = backup->reason == LF_BACKUP_DAMAGED;
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/backups/lf-backup-row.ui");
  AdwActionRow *row = ADW_ACTION_ROW (gtk_builder_get_object (builder, "row"));
  GtkActionable *button = GTK_ACTIONABLE (gtk_builder_get_object (builder, "button"));
  g_autofree char *time = lf_backup_format_time (backup->time_us);
  g_autofree char *size = g_format_size ((guint64) backup->size_bytes);
  g_autofree char *subtitle = g_strdup_printf (C_ ("reason · size", "%1$s · %2$s"),
                                               lf_backup_reason_label (backup->reason), size);
  const char *label = is_damaged ? _ ("Put Edits Back") : _ ("Restore…");
  g_autofree char *name = g_strdup_printf ("%s: %s", label, time);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (row, subtitle);
  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_actionable_set_action_name (button, is_damaged ? "dialog.salvage" : "dialog.ask");
  gtk_actionable_set_action_target (button, "i", index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBackupsDialog) self = user_data;
  g_autoptr (GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkListBoxRow *row;

  if (self->context == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < backups->len; i++)
    add_row (self, backups->pdata[i], (int) i);
  gtk_widget_set_visible (GTK_WIDGET (self->list), backups->len > 0);
  gtk_widget_set_visible (self->nothing, backups->len == 0);
  g_clear_pointer (&self->backups, g_ptr_array_unref);
  self->backups = g_steal_pointer (&backups);
}

static void
fill (LfBackupsDialog *self)
{
  run_in_thread (self, list_in_thread, NULL, NULL, on_listed_cb);
}

/* ---- A new one ---- */

static void
back_up_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (LfBackup) backup = lf_backups_take_sync (source, LF_BACKUP_MANUAL, &error);
  g_autoptr (GPtrArray) problems
      = backup == NULL ? NULL : lf_store_check_files_sync (source, &error);

  if (problems != NULL)
    g_task_return_int (task, problems->len);
  else
    g_task_return_error (task, error);
}

static void
tell_missing (LfBackupsDialog *self, gssize n_missing)
{
  g_autofree char *sentence = g_strdup_printf (
      ngettext ("Backed up, but %d attached file is missing or was changed in the store.",
                "Backed up, but %d attached files are missing or were changed in the store.",
                (gulong) n_missing),
      (int) n_missing);

  tell (self, sentence);
}

static void
on_backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n_missing = g_task_propagate_int (G_TASK (result), &error);

  if (self->context == NULL)
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    tell (self, error->message);
  else if (n_missing > 0)
    tell_missing (self, n_missing);
  else
    tell_success (self, _ ("Backed up and verified."));
  fill (self);
}

static void
back_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBackupsDialog *self = LF_BACKUPS_DIALOG (widget);

  tell (self, "");
  set_busy (self, TRUE);
  run_in_thread (self, back_up_in_thread, NULL, NULL, on_backed_up_cb);
}

/* ---- Going back to one ---- */

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree LfBackupGap *gap = g_new0 (LfBackupGap, 1);
  GError *error = NULL;

  if (lf_backups_compare_sync (source, data, gap, &error))
    g_task_return_pointer (task, g_steal_pointer (&gap), g_free);
  else
    g_task_return_error (task, error);
}

static char *
count_loss (const LfBackupGap *gap)
{
  if (gap->n_changes == 0)
    return g_strdup (_ ("Nothing was changed on this device since then."));
  if (gap->n_sent == 0)
    return g_strdup_printf (
        ngettext ("%d change was saved on this device since then and will be missing.",
                  "%d changes were saved on this device since then and will be missing.",
                  (gulong) gap->n_changes),
        (int) gap->n_changes);
  return g_strdup_printf (
      ngettext ("%1$d change was saved on this device since then and will be missing; %2$d of them "
                "is on the server and comes back with a sync.",
                "%1$d changes were saved on this device since then and will be missing; %2$d of "
                "them are on the server and come back with a sync.",
                (gulong) gap->n_changes),
      (int) gap->n_changes, (int) gap->n_sent);
}

static char *
describe_loss (const LfBackupGap *gap)
{
  g_autofree char *loss = count_loss (gap);

  return g_strdup_printf (
      "%s\n\n%s", loss,
      _ ("What is here now is kept among the backups: you can come back to it. If you work with a "
         "server, sign in to it once more afterwards."));
}

static void
on_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree LfBackupGap *gap = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *description = NULL;

  if (self->context == NULL)
    return;
  set_busy (self, FALSE);
  if (gap == NULL)
    {
      tell (self, error->message);
      return;
    }
  description = describe_loss (gap);
  adw_status_page_set_description (self->question, description);
  gtk_stack_set_visible_child_name (self->pages, "question");
}

void
lf_backups_dialog_ask_about (LfBackupsDialog *self, const char *path)
{
  g_autoptr (LfBackup) backup = lf_backup_new (path);
  g_autofree char *time = lf_backup_format_time (backup->time_us);
  g_autofree char *title = g_strdup_printf (_ ("Go Back to %s?"), time);

  g_free (self->chosen);
  self->chosen = g_strdup (backup->path);
  adw_status_page_set_title (self->question, title);
  tell (self, "");
  set_busy (self, TRUE);
  run_in_thread (self, compare_in_thread, g_strdup (backup->path), g_free, on_compared_cb);
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBackupsDialog *self = LF_BACKUPS_DIALOG (widget);
  const LfBackup *backup = self->backups->pdata[g_variant_get_int32 (parameter)];

  lf_backups_dialog_ask_about (self, backup->path);
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (LF_BACKUPS_DIALOG (widget)->pages, "list");
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBackupsDialog *self = LF_BACKUPS_DIALOG (widget);
  GtkWindow *window = GTK_WINDOW (self);

  while (window != NULL && gtk_window_get_application (window) == NULL)
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "app.restore", "(^ayb)", self->chosen, FALSE);
}

/* ---- Salvage ---- */

static void
salvage_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_auto (LfSalvage) salvage = { 0 };
  GError *error = NULL;

  if (lf_store_salvage_sync (source, data, &salvage, &error))
    g_task_return_pointer (task, lf_restore_tell_salvage (&salvage), g_free);
  else
    g_task_return_error (task, error);
}

static void
on_salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfBackupsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->context == NULL)
    return;
  set_busy (self, FALSE);
  tell (self, told != NULL ? told : error->message);
}

static void
salvage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfBackupsDialog *self = LF_BACKUPS_DIALOG (widget);
  const LfBackup *backup = self->backups->pdata[g_variant_get_int32 (parameter)];

  set_busy (self, TRUE);
  run_in_thread (self, salvage_in_thread, g_strdup (backup->path), g_free, on_salvaged_cb);
}

/* ---- Settings: a small file beside the store ---- */

static void
show_settings (LfBackupsDialog *self)
{
  g_auto (LfBackupSettings) settings;

  lf_backup_settings_load (lf_store_folder (store_of (self)), &settings);
  gtk_switch_set_active (self->automatic_switch, !settings.is_off);
  adw_action_row_set_subtitle (self->folder_row,
                               settings.folder != NULL ? settings.folder : _ ("Beside the store"));
}

static void
save_settings (LfBackupsDialog *self, const LfBackupSettings *settings)
{
  g_autoptr (GError) error = NULL;

  if (!lf_backup_settings_save (lf_store_folder (store_of (self)), settings, &error))
    tell (self, error->message);
  show_settings (self);
}

static void
on_automatic_changed_cb (LfBackupsDialog *self)
{
  g_auto (LfBackupSettings) settings;

  if (self->context == NULL)
    return;
  lf_backup_settings_load (lf_store_folder (store_of (self)), &settings);
  if (settings.is_off != gtk_switch_get_active (self->automatic_switch))
    return;
  settings.is_off = !settings.is_off;
  save_settings (self, &settings);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfBackupsDialog *self = LF_BACKUPS_DIALOG (source);
  g_autoptr (GFile) file = lf_file_choose_folder_finish (GTK_WINDOW (self), result, NULL);
  g_auto (LfBackupSettings) settings = { 0 };

  if (file == NULL || self->context == NULL || g_file_peek_path (file) == NULL)
    return;
  lf_backup_settings_load (lf_store_folder (store_of (self)), &settings);
  g_free (settings.folder);
  settings.folder = g_file_get_path (file);
  save_settings (self, &settings);
  fill (self);
}

static void
choose_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_choose_folder_async (GTK_WINDOW (widget), _ ("Folder for Backups"), on_folder_chosen_cb,
                               NULL);
}

/* ---- Window ---- */

static void
lf_backups_dialog_dispose (GObject *object)
{
  g_clear_object (&LF_BACKUPS_DIALOG (object)->context);
  G_OBJECT_CLASS (lf_backups_dialog_parent_class)->dispose (object);
}

static void
lf_backups_dialog_finalize (GObject *object)
{
  LfBackupsDialog *self = LF_BACKUPS_DIALOG (object);

  g_clear_pointer (&self->backups, g_ptr_array_unref);
  g_free (self->chosen);
  G_OBJECT_CLASS (lf_backups_dialog_parent_class)->finalize (object);
}

static void
lf_backups_dialog_class_init (LfBackupsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_backups_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_backups_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "dialog.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "dialog.ask", "i", ask_action);
  gtk_widget_class_install_action (widget_class, "dialog.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "dialog.restore", NULL, restore_action);
  gtk_widget_class_install_action (widget_class, "dialog.salvage", "i", salvage_action);
  gtk_widget_class_install_action (widget_class, "dialog.choose-folder", NULL,
                                   choose_folder_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/backups/lf-backups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, automatic_switch);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LfBackupsDialog, question);
  gtk_widget_class_bind_template_callback (widget_class, on_automatic_changed_cb);
}

static void
lf_backups_dialog_init (LfBackupsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfBackupsDialog *
lf_backups_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfBackupsDialog *self = g_object_new (LF_TYPE_BACKUPS_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  show_settings (self);
  fill (self);
  return self;
}

void
lf_backups_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  gtk_window_present (GTK_WINDOW (lf_backups_dialog_new (parent, context)));
}

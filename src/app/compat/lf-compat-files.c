/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing files: GtkFileDialog from GTK 4.10 on, GtkFileChooserNative before. */

#include "config.h"

#include "lf-compat-files.h"

static GtkFileFilter *
make_filter (const char *kind, const char *const *suffixes)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  return filter;
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    g_task_return_error (task, error);
  else
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing chosen");
    }
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_FAILED))
    g_task_return_error (task, error);
  else
    {
      g_error_free (error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing chosen");
    }
}

static void
on_folder_selected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
choose_folder (GTask *task, GtkWindow *parent, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, parent, /* cancellable= */ NULL, on_folder_selected_cb,
                                 task);
}

static void
choose_to_open (GTask *task, GtkWindow *parent, const char *title, GtkFileFilter *filter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  if (filter != NULL)
    gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, parent, /* cancellable= */ NULL, on_opened_cb, task);
}

static void
choose_to_save (GTask *task, GtkWindow *parent, const char *title, const char *suggested_name)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, suggested_name);
  gtk_file_dialog_save (dialog, parent, /* cancellable= */ NULL, on_saved_cb, task);
}

#else

static void
on_response_cb (GtkNativeDialog *dialog, int response, GTask *task)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nothing chosen");
  g_object_unref (task);
  g_object_unref (dialog);
}

/* The dialog lives until it is answered. */
static void
show_chooser (GTask *task, GtkFileChooserNative *chooser)
{
  g_signal_connect (chooser, "response", G_CALLBACK (on_response_cb), task);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
choose_to_open (GTask *task, GtkWindow *parent, const char *title, GtkFileFilter *filter)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  show_chooser (task, chooser);
}

static void
choose_to_save (GTask *task, GtkWindow *parent, const char *title, const char *suggested_name)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested_name);
  show_chooser (task, chooser);
}

static void
choose_folder (GTask *task, GtkWindow *parent, const char *title)
{
  show_chooser (task, gtk_file_chooser_native_new (
                          title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL));
}

#endif

void
lf_file_open_async (GtkWindow *parent,
                    const char *title,
                    const char *kind,
                    const char *const *suffixes,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (parent, /* cancellable= */ NULL, callback, user_data);
  g_autoptr (GtkFileFilter) filter = suffixes == NULL ? NULL : make_filter (kind, suffixes);

  g_task_set_source_tag (task, lf_file_open_async);
  choose_to_open (task, parent, title, filter);
}

GFile *
lf_file_open_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lf_file_save_async (GtkWindow *parent,
                    const char *title,
                    const char *suggested_name,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (parent, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_file_save_async);
  choose_to_save (task, parent, title, suggested_name);
}

GFile *
lf_file_save_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lf_file_choose_folder_async (GtkWindow *parent,
                             const char *title,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (parent, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_file_choose_folder_async);
  choose_folder (task, parent, title);
}

GFile *
lf_file_choose_folder_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

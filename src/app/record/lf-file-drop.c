/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on a record or pasted onto it. */

#include "config.h"

#include "lf-file-drop.h"

#include "lf-files-editor.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static LfFilesEditor *
find_editor (GtkWidget *widget)
{
  LfFilesEditor *found = LF_IS_FILES_EDITOR (widget) ? LF_FILES_EDITOR (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_editor (child);
  return found;
}

static gboolean
take_files (GtkWidget *widget, const GValue *value)
{
  LfFilesEditor *editor = find_editor (widget);
  g_autoptr (GSList) files = NULL;

  if (editor == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  lf_files_editor_add (editor, files);
  return TRUE;
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  return take_files (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), value);
}

/* ---- Pasting ---- */

static void
on_files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    take_files (widget, value);
}

/* A picture has no file yet: it is given one, under the name that the store will show. */
static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *name = g_strconcat (_ ("Pasted picture"), ".png", NULL);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "landfall", "pasted", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  if (gdk_texture_save_to_png (data, path))
    g_task_return_pointer (task, g_file_new_for_path (path), g_object_unref);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
on_picture_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (GFile) file = g_task_propagate_pointer (G_TASK (result), NULL);
  LfFilesEditor *editor = find_editor (widget);

  if (file != NULL && editor != NULL)
    lf_files_editor_add (editor, &(GSList){ .data = file });
}

static void
on_picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GTask) task = g_task_new (widget, NULL, on_picture_saved_cb, NULL);
  GdkTexture *texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (texture == NULL)
    return;
  g_task_set_task_data (task, texture, g_object_unref);
  g_task_run_in_thread (task, save_in_thread);
}

void
lf_file_drop_paste (GtkWidget *widget)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT,
                                    /* cancellable= */ NULL, on_files_read_cb,
                                    g_object_ref (widget));
  else if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE))
    gdk_clipboard_read_texture_async (clipboard, /* cancellable= */ NULL, on_picture_read_cb,
                                      g_object_ref (widget));
}

void
lf_file_drop_accept (GtkWidget *widget)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

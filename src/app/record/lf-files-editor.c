/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of a set of files. A file is copied into the store before its element is offered. */

#include "config.h"

#include "lf-files-editor.h"

#include "lf-compat-files.h"
#include "lf-file-row.h"

#include <glib/gi18n.h>

struct _LfFilesEditor
{
  AdwBin parent_instance;

  GtkBox *rows;
  GtkWidget *add_button;

  LfStore *store;
  GCancellable *cancellable; /* a file being copied in */
  GQueue waiting;            /* (element-type GFile): to be copied in after it */
  char *grown;               /* (nullable): the value with what has been copied in */
  gboolean is_adding;
  char *value; /* (nullable): in force */
};

static void lf_files_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfFilesEditor,
                               lf_files_editor,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR, lf_files_editor_editor_init))

/* ---- Copying in ---- */

static void
add_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *element = lf_store_add_file_sync (source, task_data, &error);

  if (element == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, element, g_free);
}

void
lf_file_add_async (LfStore *store,
                   const char *path,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_file_add_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, add_in_thread);
}

char *
lf_file_add_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
offer (LfFilesEditor *self, const char *value)
{
  lf_editor_show (LF_EDITOR (self), value, /* display= */ NULL);
  lf_editor_offer (LF_EDITOR (self), value, /* display= */ NULL);
}

static void add_next (LfFilesEditor *self);

/* Several files are one edit. */
static void
finish_adding (LfFilesEditor *self)
{
  g_autofree char *value = g_steal_pointer (&self->grown);

  self->is_adding = FALSE;
  gtk_widget_set_sensitive (self->add_button, TRUE);
  if (g_strcmp0 (value, self->value) != 0)
    offer (self, value);
}

static void
on_file_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfFilesEditor *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *element = lf_file_add_finish (LF_STORE (source), result, &error);
  char *grown;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (element != NULL)
    {
      grown = lf_set_apply (self->grown, NULL, element);
      g_free (self->grown);
      self->grown = grown;
    }
  else
    lf_editor_report (LF_EDITOR (self), error->message);
  add_next (self);
}

static void
add_next (LfFilesEditor *self)
{
  g_autoptr (GFile) file = g_queue_pop_head (&self->waiting);
  g_autofree char *message = NULL;

  if (file == NULL)
    {
      finish_adding (self);
      return;
    }
  if (g_file_peek_path (file) != NULL)
    {
      lf_file_add_async (self->store, g_file_peek_path (file), self->cancellable, on_file_added_cb,
                         self);
      return;
    }
  message = g_strdup (_ ("What is not a file of this computer cannot be attached: save it first."));
  lf_editor_report (LF_EDITOR (self), message);
  add_next (self);
}

void
lf_files_editor_add (LfFilesEditor *self, GSList *files)
{
  for (GSList *file = files; file != NULL; file = file->next)
    g_queue_push_tail (&self->waiting, g_object_ref (file->data));
  if (self->is_adding || files == NULL || self->store == NULL)
    return;
  self->is_adding = TRUE;
  self->grown = g_strdup (self->value);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  add_next (self);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfFilesEditor) self = user_data;
  g_autoptr (GFile) file = lf_file_open_finish (GTK_WINDOW (source), result, NULL);

  if (file != NULL)
    lf_files_editor_add (self, &(GSList){ .data = file });
}

static void
on_add_clicked_cb (LfFilesEditor *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  lf_file_open_async (window, _ ("Add a File"), /* kind= */ NULL, /* suffixes= */ NULL,
                      on_file_chosen_cb, g_object_ref (self));
}

/* ---- Rows ---- */

static void
on_row_failed_cb (LfFilesEditor *self, const char *message)
{
  lf_editor_report (LF_EDITOR (self), message);
}

static void
on_row_removed_cb (LfFilesEditor *self, LfFileRow *row)
{
  g_autofree char *value = lf_set_apply (self->value, lf_file_row_get_element (row), NULL);

  offer (self, value);
}

static void
add_row (LfFilesEditor *self, const char *element)
{
  LfFileRow *row = lf_file_row_new (self->store, element);

  g_signal_connect_object (row, "failed", G_CALLBACK (on_row_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_row_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->rows, GTK_WIDGET (row));
}

static void
lf_files_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfFilesEditor *self = LF_FILES_EDITOR (editor);
  g_auto (GStrv) elements = lf_set_split (value);
  GtkWidget *child;

  g_free (self->value);
  self->value = g_strdup (value);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (char **p = elements; *p != NULL; p++)
    add_row (self, *p);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), value != NULL);
}

static gboolean
lf_files_editor_is_busy (LfEditor *editor)
{
  return LF_FILES_EDITOR (editor)->is_adding;
}

static GtkWidget *
lf_files_editor_get_control (LfEditor *editor)
{
  return LF_FILES_EDITOR (editor)->add_button;
}

static void
lf_files_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_files_editor_show;
  iface->is_busy = lf_files_editor_is_busy;
  iface->get_control = lf_files_editor_get_control;
}

/* ---- Widget ---- */

static void
lf_files_editor_dispose (GObject *object)
{
  LfFilesEditor *self = LF_FILES_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lf_files_editor_parent_class)->dispose (object);
}

static void
lf_files_editor_finalize (GObject *object)
{
  LfFilesEditor *self = LF_FILES_EDITOR (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_free (self->grown);
  g_free (self->value);
  G_OBJECT_CLASS (lf_files_editor_parent_class)->finalize (object);
}

static void
lf_files_editor_class_init (LfFilesEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_files_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_files_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-files-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfFilesEditor, rows);
  gtk_widget_class_bind_template_child (widget_class, LfFilesEditor, add_button);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked_cb);
}

static void
lf_files_editor_init (LfFilesEditor *self)
{
  g_queue_init (&self->waiting);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfEditor *
lf_files_editor_new (LfStore *store)
{
  LfFilesEditor *self = g_object_new (LF_TYPE_FILES_EDITOR, NULL);

  self->store = g_object_ref (store);
  return LF_EDITOR (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One attached file: its picture, name and size, and what can be done with it. */

#include "config.h"

#include "lf-file-row.h"

#include "lf-compat-files.h"
#include "lf-editor.h"
#include "lf-store-files.h"
#include "lf-thumbnail.h"

#include <glib/gi18n.h>

struct _LfFileRow
{
  AdwBin parent_instance;

  GtkWidget *open_button;
  GtkImage *picture;
  GtkLabel *name;
  GtkLabel *size;
  GtkWidget *save_button;
  GtkWidget *remove_button;

  LfStore *store;
  GCancellable *cancellable; /* the picture being made */
  GFileMonitor *monitor;     /* (nullable): of a file that is not here yet */
  char *element;
};

enum
{
  REMOVED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFileRow, lf_file_row, ADW_TYPE_BIN)

static void
fail (LfFileRow *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

/* ---- Opening: always a copy, so that nothing changes what was attached ---- */

static void
lend_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *path = lf_store_lend_file_sync (source, data, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfFileRow) self = user_data;
  g_autofree char *message = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, NULL))
    return;
  message = g_strdup_printf (
      _ ("No program of this computer opens “%s”. Save it and open it with one you choose."),
      lf_file_name (self->element));
  fail (self, message);
}

static void
on_lent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfFileRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *uri = path == NULL ? NULL : g_filename_to_uri (path, NULL, NULL);

  if (uri == NULL)
    {
      if (error != NULL)
        fail (self, error->message);
      return;
    }
  g_app_info_launch_default_for_uri_async (uri, /* context= */ NULL, /* cancellable= */ NULL,
                                           on_launched_cb, g_object_ref (self));
}

static void
on_open_clicked_cb (LfFileRow *self)
{
  g_autoptr (GTask) task
      = g_task_new (self->store, /* cancellable= */ NULL, on_lent_cb, g_object_ref (self));

  g_task_set_task_data (task, g_strdup (self->element), g_free);
  g_task_run_in_thread (task, lend_in_thread);
}

/* ---- Saving ---- */

typedef struct
{
  char *element, *path;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_free (save->element);
  g_free (save->path);
  g_free (save);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Save *save = data;
  GError *error = NULL;

  if (lf_store_save_file_sync (source, save->element, save->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfFileRow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail (self, error->message);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfFileRow) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  g_autoptr (GTask) task = NULL;
  Save *save;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  save = g_new0 (Save, 1);
  save->element = g_strdup (self->element);
  save->path = g_file_get_path (file);
  task = g_task_new (self->store, /* cancellable= */ NULL, on_saved_cb, g_object_ref (self));
  g_task_set_task_data (task, save, save_free);
  g_task_run_in_thread (task, save_in_thread);
}

static void
on_save_clicked_cb (LfFileRow *self)
{
  lf_file_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save the File As"),
                      lf_file_name (self->element), on_place_chosen_cb, g_object_ref (self));
}

static void
on_remove_clicked_cb (LfFileRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* ---- Showing ---- */

static void
on_thumbnail_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lf_thumbnail_load_finish (result, &error);
  LfFileRow *self = user_data;

  if (texture == NULL || error != NULL)
    return;
  gtk_image_set_from_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_image_set_pixel_size (self->picture, 40);
}

static void
set_labels (LfFileRow *self)
{
  const char *name = lf_file_name (self->element);
  gint64 size = lf_store_file_size (self->store, self->element);
  g_autofree char *shown
      = size < 0 ? g_strdup (_ ("Not here yet")) : g_format_size ((guint64) size);
  g_autofree char *open = g_strdup_printf (_ ("Open %s"), name);
  g_autofree char *save = g_strdup_printf (_ ("Save %s As…"), name);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), name);
  const struct
  {
    GtkWidget *button;
    const char *label;
  } buttons[] = { { self->open_button, open },
                  { self->save_button, save },
                  { self->remove_button, remove } };

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->size, shown);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_tooltip_text (buttons[i].button, buttons[i].label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i].button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, buttons[i].label, -1);
    }
}

static void
lf_file_row_dispose (GObject *object)
{
  LfFileRow *self = LF_FILE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (lf_file_row_parent_class)->dispose (object);
}

static void
lf_file_row_finalize (GObject *object)
{
  LfFileRow *self = LF_FILE_ROW (object);

  g_clear_object (&self->store);
  g_free (self->element);
  G_OBJECT_CLASS (lf_file_row_parent_class)->finalize (object);
}

static void
lf_file_row_class_init (LfFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_file_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_file_row_finalize;
  signals[REMOVED]
      = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-file-row"));
  gtk_widget_class_bind_template_child (widget_class, LfFileRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, LfFileRow, picture);
  gtk_widget_class_bind_template_child (widget_class, LfFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, LfFileRow, size);
  gtk_widget_class_bind_template_child (widget_class, LfFileRow, save_button);
  gtk_widget_class_bind_template_child (widget_class, LfFileRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked_cb);
}

static void
lf_file_row_init (LfFileRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_place_changed_cb (LfFileRow *self)
{
  if (!lf_store_has_file (self->store, self->element))
    return;
  g_clear_object (&self->monitor);
  set_labels (self);
  lf_thumbnail_load_async (self->store, self->element, self->cancellable, on_thumbnail_loaded_cb,
                           self);
}

/* Its record came before it. */
static void
wait_for_file (LfFileRow *self)
{
  g_autofree char *path = lf_store_file_path (self->store, self->element);
  g_autoptr (GFile) place = g_file_new_for_path (path);

  self->monitor = g_file_monitor_file (place, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_place_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

LfFileRow *
lf_file_row_new (LfStore *store, const char *element)
{
  LfFileRow *self = g_object_new (LF_TYPE_FILE_ROW, NULL);
  g_autoptr (GIcon) icon = lf_thumbnail_icon (lf_file_name (element));

  self->store = g_object_ref (store);
  self->element = g_strdup (element);
  gtk_image_set_from_gicon (self->picture, icon);
  set_labels (self);
  if (!lf_store_has_file (store, element))
    wait_for_file (self);
  lf_thumbnail_load_async (store, element, self->cancellable, on_thumbnail_loaded_cb, self);
  return self;
}

const char *
lf_file_row_get_element (LfFileRow *self)
{
  return self->element;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value edited where it stands in a list. */

#include "config.h"

#include "lf-cell-editor.h"

#include "lf-editor.h"

#include <glib/gi18n.h>

#define LEAST_WIDTH 220

#define LF_TYPE_CELL_EDITOR (lf_cell_editor_get_type ())
G_DECLARE_FINAL_TYPE (LfCellEditor, lf_cell_editor, LF, CELL_EDITOR, GtkPopover)

struct _LfCellEditor
{
  GtkPopover parent_instance;
  GtkLabel *title;
  GtkBox *box;
  GtkLabel *message;
  LfEditor *editor; /* owned by the box */

  LfAppContext *context;
  LfRecord *record;
  const LfField *field;
  GtkWidget *row; /* unowned, weak: where the focus was */
  gboolean is_saving;
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (LfCellEditor, lf_cell_editor, GTK_TYPE_POPOVER)

static void
show_message (LfCellEditor *self, const char *text, gboolean is_problem)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

static void
put_away (LfCellEditor *self)
{
  if (!self->is_closed)
    gtk_popover_popdown (GTK_POPOVER (self));
}

/* ---- Saving ---- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfCellEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = lf_store_commit_finish (LF_STORE (source), result, &error);

  self->is_saving = FALSE;
  if (is_saved)
    put_away (self);
  else if (self->is_closed)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else
    {
      lf_editor_refuse (self->editor, lf_record_get (self->record, self->field->name), NULL);
      show_message (self, error->message, TRUE);
    }
}

static void
on_offered_cb (LfCellEditor *self, const char *value, const char *display)
{
  g_autofree char *title = lf_record_title (self->record);
  g_autofree char *label = g_strdup_printf (_ ("Edit “%s”"), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  if (self->is_saving)
    return;
  self->is_saving = TRUE;
  show_message (self, NULL, FALSE);
  lf_change_edit (change, self->record, self->field->name, value);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_saved_cb, g_object_ref (self));
}

static void
on_unreadable_cb (LfCellEditor *self, const char *message)
{
  show_message (self, message, TRUE);
}

static void
on_previewed_cb (LfCellEditor *self, const char *shown)
{
  g_autofree char *text
      = shown == NULL ? NULL : g_strdup_printf (C_ ("understood as", "= %s"), shown);

  show_message (self, text, FALSE);
}

/* Nothing else was entered, or Escape gave it up. */
static void
on_rested_cb (LfCellEditor *self)
{
  if (!self->is_saving)
    put_away (self);
}

/* ---- Going ---- */

static gboolean
go_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

/* A click beside it saves what was entered, as leaving a field of a form does. */
static void
on_closed_cb (LfCellEditor *self)
{
  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  lf_editor_finish (self->editor);
  if (self->row != NULL)
    gtk_widget_grab_focus (self->row);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, go_cb, g_object_ref (self), g_object_unref);
}

static void
lf_cell_editor_dispose (GObject *object)
{
  LfCellEditor *self = LF_CELL_EDITOR (object);

  g_clear_weak_pointer (&self->row);
  g_clear_object (&self->context);
  g_clear_pointer (&self->record, lf_record_unref);
  G_OBJECT_CLASS (lf_cell_editor_parent_class)->dispose (object);
}

static void
lf_cell_editor_class_init (LfCellEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_cell_editor_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/list/lf-cell-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, LfCellEditor, title);
  gtk_widget_class_bind_template_child (widget_class, LfCellEditor, box);
  gtk_widget_class_bind_template_child (widget_class, LfCellEditor, message);
  gtk_widget_class_bind_template_callback (widget_class, on_closed_cb);
}

static void
lf_cell_editor_init (LfCellEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_editor (LfCellEditor *self)
{
  g_autofree char *display = lf_record_format (self->record, self->field->name);

  self->editor = lf_editor_new (self->field, lf_app_context_store (self->context));
  gtk_label_set_label (self->title, lf_field_label (self->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (lf_editor_get_control (self->editor)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, lf_field_label (self->field), -1);
  gtk_box_append (self->box, GTK_WIDGET (self->editor));
  lf_editor_show (self->editor, lf_record_get (self->record, self->field->name), display);
  g_signal_connect_object (self->editor, "offered", G_CALLBACK (on_offered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "unreadable", G_CALLBACK (on_unreadable_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "previewed", G_CALLBACK (on_previewed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "rested", G_CALLBACK (on_rested_cb), self,
                           G_CONNECT_SWAPPED);
}

void
lf_cell_editor_open (GtkWidget *cell, LfAppContext *context, LfRecord *record, const LfField *field)
{
  LfCellEditor *self = g_object_new (LF_TYPE_CELL_EDITOR, NULL);
  GtkWidget *list = gtk_widget_get_ancestor (cell, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (cell));
  graphene_rect_t bounds;

  self->context = g_object_ref (context);
  self->record = lf_record_ref (record);
  self->field = field;
  g_set_weak_pointer (&self->row, row);
  add_editor (self);
  gtk_widget_set_parent (GTK_WIDGET (self), gtk_widget_get_parent (list));
  if (gtk_widget_compute_bounds (cell, gtk_widget_get_parent (list), &bounds))
    gtk_popover_set_pointing_to (
        GTK_POPOVER (self), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                             (int) bounds.size.width, (int) bounds.size.height });
  gtk_widget_set_size_request (GTK_WIDGET (self->box),
                               MAX (LEAST_WIDTH, gtk_widget_get_width (cell)), -1);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (lf_editor_get_control (self->editor));
}

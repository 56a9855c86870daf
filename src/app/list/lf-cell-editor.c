/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value edited where it stands in a list. */

#include "config.h"

#include "lf-cell-editor.h"

#include "lf-editor.h"
#include "lf-record-column.h"
#include "lf-record-list.h"

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
  GtkWidget *cell; /* unowned, weak: what it stands over */
  int step;        /* 1: the next field of the row comes afterwards, -1: the one before; 0: none */
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

/* (nullable): where to go on; the row may have become another's */
static GtkWidget *
find_next (const LfCellEditor *self)
{
  const LfField *field;
  LfRecord *record
      = self->cell == NULL || self->step == 0 ? NULL : lf_record_column_cell (self->cell, &field);

  return record == NULL || g_strcmp0 (lf_record_id (record), lf_record_id (self->record)) != 0
             ? NULL
             : lf_record_column_next_cell (self->cell, self->step > 0);
}

static void
go_on (LfCellEditor *self)
{
  GtkWidget *next = self->is_closed ? NULL : find_next (self);

  if (next != NULL)
    lf_record_list_edit_cell (LF_RECORD_LIST (gtk_widget_get_parent (GTK_WIDGET (self))), next);
  else if (!self->is_closed)
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
    go_on (self);
  else if (self->is_closed)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else
    {
      self->step = 0;
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
  self->step = 0;
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
    go_on (self);
}

/* ---- Going ---- */

static gboolean
go_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
row_of (GtkWidget *cell)
{
  return gtk_widget_get_parent (gtk_widget_get_parent (cell));
}

/* What was entered is saved first, and what is no value is to be corrected first. */
static gboolean
on_key_pressed_cb (LfCellEditor *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab) || (modifiers & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  self->step = modifiers & GDK_SHIFT_MASK ? -1 : 1;
  lf_editor_finish (self->editor);
  if (self->step != 0 && !self->is_saving)
    go_on (self);
  return GDK_EVENT_STOP;
}

/* A click beside it saves what was entered, as leaving a field of a form does. */
static void
on_closed_cb (LfCellEditor *self)
{
  if (self->is_closed)
    return;
  self->is_closed = TRUE;
  lf_editor_finish (self->editor);
  if (self->cell != NULL)
    gtk_widget_grab_focus (row_of (self->cell));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, go_cb, g_object_ref (self), g_object_unref);
}

static void
lf_cell_editor_dispose (GObject *object)
{
  LfCellEditor *self = LF_CELL_EDITOR (object);

  g_clear_weak_pointer (&self->cell);
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
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
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

  if (self->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->editor, self);
      gtk_box_remove (self->box, GTK_WIDGET (self->editor));
    }
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

/* Within @list, to which its cell is scrolled in the next frame. */
static void
point_to_cell (LfCellEditor *self, GtkWidget *list)
{
  graphene_rect_t bounds;
  float room;

  if (!gtk_widget_compute_bounds (self->cell, list, &bounds))
    return;
  room = MAX (0, (float) gtk_widget_get_width (list) - bounds.size.width);
  gtk_popover_set_pointing_to (GTK_POPOVER (self),
                               &(GdkRectangle){ (int) CLAMP (bounds.origin.x, 0, room),
                                                (int) bounds.origin.y, (int) bounds.size.width,
                                                (int) bounds.size.height });
}

/* (nullable): the one that stands in @list: it goes from cell to cell */
static LfCellEditor *
find_open (GtkWidget *list)
{
  GtkWidget *child = gtk_widget_get_first_child (list);

  while (child != NULL && (!LF_IS_CELL_EDITOR (child) || LF_CELL_EDITOR (child)->is_closed))
    child = gtk_widget_get_next_sibling (child);
  return (LfCellEditor *) child;
}

void
lf_cell_editor_open (GtkWidget *cell, LfAppContext *context, LfRecord *record, const LfField *field)
{
  GtkWidget *list = gtk_widget_get_ancestor (cell, LF_TYPE_RECORD_LIST);
  LfCellEditor *self = find_open (list);

  if (self == NULL)
    {
      self = g_object_new (LF_TYPE_CELL_EDITOR, NULL);
      self->context = g_object_ref (context);
      gtk_widget_set_parent (GTK_WIDGET (self), list);
    }
  self->step = 0;
  self->field = field;
  g_clear_pointer (&self->record, lf_record_unref);
  self->record = lf_record_ref (record);
  g_set_weak_pointer (&self->cell, cell);
  show_message (self, NULL, FALSE);
  add_editor (self);
  point_to_cell (self, list);
  gtk_widget_set_size_request (GTK_WIDGET (self->box),
                               MAX (LEAST_WIDTH, gtk_widget_get_width (cell)), -1);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (lf_editor_get_control (self->editor));
}

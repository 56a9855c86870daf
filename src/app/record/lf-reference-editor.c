/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of a reference. */

#include "config.h"

#include "lf-reference-editor.h"

#include "lf-reference-entry.h"

#include <adwaita.h>

struct _LfReferenceEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *entry_bin;
  GtkWidget *open_button;
  LfReferenceEntry *entry; /* owned by the bin */

  const LfField *field;
  char *value; /* (nullable): the id in force */
};

static void lf_reference_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfReferenceEditor,
                               lf_reference_editor,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR,
                                                      lf_reference_editor_editor_init))

static void
set_value (LfReferenceEditor *self, const char *value)
{
  g_free (self->value);
  self->value = g_strdup (value);
  gtk_widget_set_visible (self->open_button, value != NULL);
  if (value != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "(ss)",
                                      self->field->target, value);
}

static void
on_entry_picked_cb (LfReferenceEditor *self, const char *id, const char *title)
{
  if (g_strcmp0 (id, self->value) == 0)
    {
      lf_reference_entry_set_title (self->entry, title);
      lf_editor_rest (LF_EDITOR (self));
      return;
    }
  set_value (self, id);
  lf_editor_offer (LF_EDITOR (self), id, title);
}

static void
lf_reference_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfReferenceEditor *self = LF_REFERENCE_EDITOR (editor);

  lf_reference_entry_set_title (self->entry, display == NULL ? value : display);
  set_value (self, value);
}

static void
lf_reference_editor_accept (LfEditor *editor, const char *value, const char *display)
{
  LfReferenceEditor *self = LF_REFERENCE_EDITOR (editor);

  lf_reference_entry_accept_title (self->entry, display == NULL ? value : display);
  set_value (self, value);
}

static void
lf_reference_editor_refuse (LfEditor *editor, const char *value, const char *display)
{
  set_value (LF_REFERENCE_EDITOR (editor), value);
}

static gboolean
lf_reference_editor_is_busy (LfEditor *editor)
{
  return lf_reference_entry_is_busy (LF_REFERENCE_EDITOR (editor)->entry);
}

static void
lf_reference_editor_finish (LfEditor *editor)
{
  lf_reference_entry_finish (LF_REFERENCE_EDITOR (editor)->entry);
}

static GtkWidget *
lf_reference_editor_get_control (LfEditor *editor)
{
  return lf_reference_entry_get_entry (LF_REFERENCE_EDITOR (editor)->entry);
}

static void
lf_reference_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_reference_editor_show;
  iface->accept = lf_reference_editor_accept;
  iface->refuse = lf_reference_editor_refuse;
  iface->is_busy = lf_reference_editor_is_busy;
  iface->finish = lf_reference_editor_finish;
  iface->get_control = lf_reference_editor_get_control;
}

static void
lf_reference_editor_dispose (GObject *object)
{
  LfReferenceEditor *self = LF_REFERENCE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_reference_editor_parent_class)->dispose (object);
}

static void
lf_reference_editor_finalize (GObject *object)
{
  g_free (LF_REFERENCE_EDITOR (object)->value);
  G_OBJECT_CLASS (lf_reference_editor_parent_class)->finalize (object);
}

static void
lf_reference_editor_class_init (LfReferenceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_reference_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_reference_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-reference-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEditor, box);
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEditor, entry_bin);
  gtk_widget_class_bind_template_child (widget_class, LfReferenceEditor, open_button);
}

static void
lf_reference_editor_init (LfReferenceEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfEditor *
lf_reference_editor_new (const LfField *field, LfStore *store)
{
  LfReferenceEditor *self = g_object_new (LF_TYPE_REFERENCE_EDITOR, NULL);

  self->field = field;
  self->entry = lf_reference_entry_new (lf_schema_find (field->target), store);
  g_signal_connect_swapped (self->entry, "picked", G_CALLBACK (on_entry_picked_cb), self);
  g_signal_connect_swapped (self->entry, "unreadable", G_CALLBACK (lf_editor_report), self);
  g_signal_connect_swapped (self->entry, "rested", G_CALLBACK (lf_editor_rest), self);
  adw_bin_set_child (self->entry_bin, GTK_WIDGET (self->entry));
  return LF_EDITOR (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of one option out of a few: a drop-down whose choice is offered at once. */

#include "config.h"

#include "lf-choice-editor.h"

#include "lf-compat-drop-down.h"

#include <glib/gi18n.h>

struct _LfChoiceEditor
{
  GtkWidget parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *labels;

  const LfField *field;
  char *value;
  gboolean is_showing;
};

static void lf_choice_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfChoiceEditor,
                               lf_choice_editor,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR, lf_choice_editor_editor_init))

/* A choice that may be blank has “Not set” before its options. */
static guint
get_offset (LfChoiceEditor *self)
{
  return (self->field->flags & LF_FIELD_REQUIRED) ? 0 : 1;
}

static guint
find_position (LfChoiceEditor *self, const char *value)
{
  if (value == NULL)
    return get_offset (self) == 1 ? 0 : GTK_INVALID_LIST_POSITION;
  for (guint i = 0; self->field->options[i].key != NULL; i++)
    if (g_str_equal (self->field->options[i].key, value))
      return i + get_offset (self);
  return GTK_INVALID_LIST_POSITION;
}

static void
on_drop_down_selected_cb (LfChoiceEditor *self)
{
  guint position = gtk_drop_down_get_selected (self->drop_down);
  const char *value = NULL;

  if (self->is_showing || position == GTK_INVALID_LIST_POSITION)
    return;
  if (position >= get_offset (self))
    value = self->field->options[position - get_offset (self)].key;
  if (g_strcmp0 (value, self->value) == 0)
    return;
  g_free (self->value);
  self->value = g_strdup (value);
  lf_editor_offer (LF_EDITOR (self), value, /* display= */ NULL);
}

static void
lf_choice_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfChoiceEditor *self = LF_CHOICE_EDITOR (editor);

  g_free (self->value);
  self->value = g_strdup (value);
  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->drop_down, find_position (self, value));
  self->is_showing = FALSE;
}

static GtkWidget *
lf_choice_editor_get_control (LfEditor *editor)
{
  return GTK_WIDGET (LF_CHOICE_EDITOR (editor)->drop_down);
}

static void
lf_choice_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_choice_editor_show;
  iface->get_control = lf_choice_editor_get_control;
}

static void
lf_choice_editor_dispose (GObject *object)
{
  LfChoiceEditor *self = LF_CHOICE_EDITOR (object);

  g_clear_pointer ((GtkWidget **) &self->drop_down, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_choice_editor_parent_class)->dispose (object);
}

static void
lf_choice_editor_finalize (GObject *object)
{
  g_free (LF_CHOICE_EDITOR (object)->value);
  G_OBJECT_CLASS (lf_choice_editor_parent_class)->finalize (object);
}

static void
lf_choice_editor_class_init (LfChoiceEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_choice_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_choice_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-choice-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfChoiceEditor, drop_down);
  gtk_widget_class_bind_template_child (widget_class, LfChoiceEditor, labels);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_down_selected_cb);
}

static void
lf_choice_editor_init (LfChoiceEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->drop_down);
}

LfEditor *
lf_choice_editor_new (const LfField *field)
{
  LfChoiceEditor *self = g_object_new (LF_TYPE_CHOICE_EDITOR, NULL);

  self->field = field;
  self->is_showing = TRUE;
  if (get_offset (self) == 1)
    gtk_string_list_append (self->labels, C_ ("value", "Not set"));
  for (guint i = 0; field->options[i].key != NULL; i++)
    gtk_string_list_append (self->labels, lf_option_label (&field->options[i]));
  self->is_showing = FALSE;
  return LF_EDITOR (self);
}

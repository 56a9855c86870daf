/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of everything that is typed on one line: texts, codes, numbers, amounts, dates.

 * At rest it shows the value as people read it, with the focus as people type it. What is typed is
 * offered on Enter and on leaving the field; Escape gives it up. While an input method composes,
 * nothing is offered or rewritten. */

#include "config.h"

#include "lf-text-editor.h"

#include <glib/gi18n.h>

struct _LfTextEditor
{
  GtkWidget parent_instance;

  GtkEntry *entry;
  GtkWidget *text; /* in the entry: what has the focus; owned by it */

  const LfField *field;
  char *value;         /* (nullable): in force */
  gboolean is_touched; /* typed into since the value was shown */
  gboolean is_offered; /* and not since it was offered */
  gboolean is_composing;
  gboolean is_showing; /* the text is being set by us */
  gboolean is_draft;
  guint finish_id;
};

static void lf_text_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfTextEditor,
                               lf_text_editor,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR, lf_text_editor_editor_init))

/* The value as it is shown at rest where that can be read back, else its canonical form: what is
 * put under the cursor can always be saved unchanged. */
static char *
format_for_typing (const LfField *field, const char *value)
{
  g_autofree char *shown = lf_field_format (field, value);
  g_autofree char *again = NULL;

  if (lf_field_parse (field, shown, &again, NULL) && g_strcmp0 (again, value) == 0)
    return g_steal_pointer (&shown);
  return g_strdup (value);
}

static void
show_text (LfTextEditor *self, gboolean for_typing)
{
  g_autofree char *text = for_typing ? format_for_typing (self->field, self->value)
                                     : lf_field_format (self->field, self->value);

  self->is_showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text == NULL ? "" : text);
  self->is_showing = FALSE;
  self->is_touched = FALSE;
}

/* Where typing and reading differ, says how the typing is understood: 5.6 is not 5.6亿. */
static void
preview (LfTextEditor *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = NULL;
  g_autofree char *shown = NULL;

  if (self->field->type == LF_VALUE_TEXT || self->field->type == LF_VALUE_CODE)
    return;
  if (!lf_field_parse (self->field, typed, &value, NULL))
    {
      lf_editor_preview (LF_EDITOR (self), NULL);
      return;
    }
  shown = lf_field_format (self->field, value);
  lf_editor_preview (LF_EDITOR (self), g_strcmp0 (shown, typed) == 0 ? NULL : shown);
}

static void
on_text_changed_cb (LfTextEditor *self)
{
  if (self->is_showing)
    return;
  self->is_touched = TRUE;
  self->is_offered = FALSE;
  preview (self);
  lf_editor_tell_typed (LF_EDITOR (self), gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
on_preedit_changed_cb (LfTextEditor *self, const char *preedit)
{
  self->is_composing = preedit != NULL && *preedit != '\0';
}

static void
on_text_activate_cb (LfTextEditor *self)
{
  if (self->is_composing)
    return;
  lf_editor_finish (LF_EDITOR (self));
  lf_editor_confirm (LF_EDITOR (self));
}

static void
on_focus_enter_cb (LfTextEditor *self)
{
  g_clear_handle_id (&self->finish_id, g_source_remove);
  if (!self->is_touched)
    show_text (self, TRUE);
}

static gboolean
finish_in_idle_cb (gpointer user_data)
{
  LfTextEditor *self = user_data;

  self->finish_id = 0;
  self->is_composing = FALSE;
  lf_editor_finish (LF_EDITOR (self));
  return G_SOURCE_REMOVE;
}

/* An input method that was composing hands over its text after the focus has gone. */
static void
on_focus_leave_cb (LfTextEditor *self)
{
  if (self->finish_id == 0)
    self->finish_id = g_idle_add (finish_in_idle_cb, self);
}

/* Escape gives up what was typed; with nothing typed it is left to the window. */
static gboolean
on_key_pressed_cb (LfTextEditor *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !self->is_touched || self->is_composing || self->is_draft)
    return GDK_EVENT_PROPAGATE;
  show_text (self, TRUE);
  lf_editor_rest (LF_EDITOR (self));
  return GDK_EVENT_STOP;
}

/* ---- Editor ---- */

static void
keep_value (LfTextEditor *self, const char *value)
{
  char *old = self->value;

  self->value = g_strdup (value);
  g_free (old);
}

static void
lf_text_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfTextEditor *self = LF_TEXT_EDITOR (editor);

  keep_value (self, value);
  show_text (self, gtk_widget_has_focus (self->text));
}

static void
lf_text_editor_accept (LfEditor *editor, const char *value, const char *display)
{
  LfTextEditor *self = LF_TEXT_EDITOR (editor);

  if (self->is_offered)
    lf_text_editor_show (editor, value, display);
  else
    keep_value (self, value);
}

static void
lf_text_editor_refuse (LfEditor *editor, const char *value, const char *display)
{
  keep_value (LF_TEXT_EDITOR (editor), value);
}

static gboolean
lf_text_editor_is_busy (LfEditor *editor)
{
  LfTextEditor *self = LF_TEXT_EDITOR (editor);

  return self->is_touched || self->is_composing || gtk_widget_has_focus (self->text);
}

static void
lf_text_editor_finish (LfEditor *editor)
{
  LfTextEditor *self = LF_TEXT_EDITOR (editor);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_composing)
    return;
  if (!lf_field_parse (self->field, gtk_editable_get_text (GTK_EDITABLE (self->entry)), &value,
                       &error))
    {
      lf_editor_report (editor, error->message);
      return;
    }
  if (self->is_touched && g_strcmp0 (value, self->value) != 0)
    {
      self->is_offered = TRUE;
      keep_value (self, value);
      lf_editor_offer (editor, value, /* display= */ NULL);
      return;
    }
  show_text (self, gtk_widget_has_focus (self->text));
  lf_editor_rest (editor);
}

static GtkWidget *
lf_text_editor_get_control (LfEditor *editor)
{
  return GTK_WIDGET (LF_TEXT_EDITOR (editor)->entry);
}

static void
lf_text_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_text_editor_show;
  iface->accept = lf_text_editor_accept;
  iface->refuse = lf_text_editor_refuse;
  iface->is_busy = lf_text_editor_is_busy;
  iface->finish = lf_text_editor_finish;
  iface->get_control = lf_text_editor_get_control;
}

/* ---- Widget ---- */

static void
lf_text_editor_dispose (GObject *object)
{
  LfTextEditor *self = LF_TEXT_EDITOR (object);

  g_clear_handle_id (&self->finish_id, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->entry, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_text_editor_parent_class)->dispose (object);
}

static void
lf_text_editor_finalize (GObject *object)
{
  g_free (LF_TEXT_EDITOR (object)->value);
  G_OBJECT_CLASS (lf_text_editor_parent_class)->finalize (object);
}

static void
lf_text_editor_class_init (LfTextEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_text_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_text_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-text-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfTextEditor, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_text_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
lf_text_editor_init (LfTextEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  g_signal_connect_swapped (self->text, "preedit-changed", G_CALLBACK (on_preedit_changed_cb),
                            self);
}

/* What a recruiter may write; the preview says how it was understood. */
static const char *
find_placeholder (const LfField *field)
{
  switch (field->type)
    {
    case LF_VALUE_MONEY:
      return _ ("for example 5.6亿元 or 5000万元");
    case LF_VALUE_DATE:
      return _ ("for example 2023-02-05 or 2023年2月");
    case LF_VALUE_QUANTITY:
      return lf_field_unit_label (field);
    default:
      return NULL;
    }
}

LfEditor *
lf_text_editor_new (const LfField *field)
{
  LfTextEditor *self = g_object_new (LF_TYPE_TEXT_EDITOR, NULL);

  self->field = field;
  gtk_entry_set_placeholder_text (self->entry, find_placeholder (field));
  if (field->check == LF_CHECK_PHONE)
    gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_PHONE);
  return LF_EDITOR (self);
}

void
lf_text_editor_set_draft (LfTextEditor *self)
{
  self->is_draft = TRUE;
}

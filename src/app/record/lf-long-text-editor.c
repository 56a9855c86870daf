/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of texts of several lines: offered on leaving the field and on Ctrl+Enter; Escape gives it
 * up. */

#include "config.h"

#include "lf-long-text-editor.h"

struct _LfLongTextEditor
{
  GtkWidget parent_instance;

  GtkTextView *view;
  GtkTextBuffer *buffer;

  const LfField *field;
  char *value;         /* (nullable): in force */
  gboolean is_touched; /* typed into since the value was shown */
  gboolean is_offered; /* and not since it was offered */
  gboolean is_composing;
  gboolean is_showing;
  guint finish_id;
};

static void lf_long_text_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfLongTextEditor,
                               lf_long_text_editor,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR,
                                                      lf_long_text_editor_editor_init))

static void
show_text (LfLongTextEditor *self)
{
  self->is_showing = TRUE;
  gtk_text_buffer_set_text (self->buffer, self->value == NULL ? "" : self->value, -1);
  self->is_showing = FALSE;
  self->is_touched = FALSE;
}

static char *
get_text (LfLongTextEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, /* include_hidden_chars= */ TRUE);
}

static void
on_buffer_changed_cb (LfLongTextEditor *self)
{
  if (self->is_showing)
    return;
  self->is_touched = TRUE;
  self->is_offered = FALSE;
}

static void
on_view_preedit_changed_cb (GtkTextView *view, const char *preedit, LfLongTextEditor *self)
{
  self->is_composing = preedit != NULL && *preedit != '\0';
}

static gboolean
finish_in_idle_cb (gpointer user_data)
{
  LfLongTextEditor *self = user_data;

  self->finish_id = 0;
  self->is_composing = FALSE;
  lf_editor_finish (LF_EDITOR (self));
  return G_SOURCE_REMOVE;
}

/* An input method that was composing hands over its text after the focus has gone. */
static void
on_focus_leave_cb (LfLongTextEditor *self)
{
  if (self->finish_id == 0)
    self->finish_id = g_idle_add (finish_in_idle_cb, self);
}

/* Escape gives up what was typed; with nothing typed it is left to the window. Ctrl+Enter offers it
 * and is the window's, too: the text would take it for a new line. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   LfLongTextEditor *self)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (self->is_composing)
    return GDK_EVENT_PROPAGATE;
  if (is_enter && (state & GDK_CONTROL_MASK))
    {
      lf_editor_finish (LF_EDITOR (self));
      gtk_event_controller_key_forward (controller,
                                        GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
      return GDK_EVENT_STOP;
    }
  if (!self->is_touched || keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_text (self);
  lf_editor_rest (LF_EDITOR (self));
  return GDK_EVENT_STOP;
}

/* ---- Editor ---- */

static void
keep_value (LfLongTextEditor *self, const char *value)
{
  char *old = self->value;

  self->value = g_strdup (value);
  g_free (old);
}

static void
lf_long_text_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfLongTextEditor *self = LF_LONG_TEXT_EDITOR (editor);
  g_autofree char *text = get_text (self);

  keep_value (self, value);
  if (g_strcmp0 (text, value) != 0)
    show_text (self);
  self->is_touched = FALSE;
}

static void
lf_long_text_editor_accept (LfEditor *editor, const char *value, const char *display)
{
  LfLongTextEditor *self = LF_LONG_TEXT_EDITOR (editor);

  if (self->is_offered)
    lf_long_text_editor_show (editor, value, display);
  else
    keep_value (self, value);
}

static void
lf_long_text_editor_refuse (LfEditor *editor, const char *value, const char *display)
{
  keep_value (LF_LONG_TEXT_EDITOR (editor), value);
}

static gboolean
lf_long_text_editor_is_busy (LfEditor *editor)
{
  LfLongTextEditor *self = LF_LONG_TEXT_EDITOR (editor);

  return self->is_touched || self->is_composing || gtk_widget_has_focus (GTK_WIDGET (self->view));
}

static void
lf_long_text_editor_finish (LfEditor *editor)
{
  LfLongTextEditor *self = LF_LONG_TEXT_EDITOR (editor);
  g_autofree char *text = get_text (self);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  if (self->is_composing)
    return;
  if (!lf_field_parse (self->field, text, &value, &error))
    lf_editor_report (editor, error->message);
  else if (self->is_touched && g_strcmp0 (value, self->value) != 0)
    {
      self->is_offered = TRUE;
      keep_value (self, value);
      lf_editor_offer (editor, value, /* display= */ NULL);
    }
  else
    {
      self->is_touched = FALSE;
      lf_editor_rest (editor);
    }
}

static GtkWidget *
lf_long_text_editor_get_control (LfEditor *editor)
{
  return GTK_WIDGET (LF_LONG_TEXT_EDITOR (editor)->view);
}

static void
lf_long_text_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_long_text_editor_show;
  iface->accept = lf_long_text_editor_accept;
  iface->refuse = lf_long_text_editor_refuse;
  iface->is_busy = lf_long_text_editor_is_busy;
  iface->finish = lf_long_text_editor_finish;
  iface->get_control = lf_long_text_editor_get_control;
}

/* ---- Widget ---- */

static void
lf_long_text_editor_dispose (GObject *object)
{
  LfLongTextEditor *self = LF_LONG_TEXT_EDITOR (object);

  g_clear_handle_id (&self->finish_id, g_source_remove);
  g_clear_pointer ((GtkWidget **) &self->view, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_long_text_editor_parent_class)->dispose (object);
}

static void
lf_long_text_editor_finalize (GObject *object)
{
  g_free (LF_LONG_TEXT_EDITOR (object)->value);
  G_OBJECT_CLASS (lf_long_text_editor_parent_class)->finalize (object);
}

static void
lf_long_text_editor_class_init (LfLongTextEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_long_text_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_long_text_editor_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-long-text-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfLongTextEditor, view);
  gtk_widget_class_bind_template_child (widget_class, LfLongTextEditor, buffer);
  gtk_widget_class_bind_template_callback (widget_class, on_buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_preedit_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
lf_long_text_editor_init (LfLongTextEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfEditor *
lf_long_text_editor_new (const LfField *field)
{
  LfLongTextEditor *self = g_object_new (LF_TYPE_LONG_TEXT_EDITOR, NULL);

  self->field = field;
  return LF_EDITOR (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editor of yes or no: a switch, offered at once. */

#include "config.h"

#include "lf-flag-editor.h"

struct _LfFlagEditor
{
  GtkWidget parent_instance;

  GtkSwitch *toggle;
  gboolean is_showing;
};

static void lf_flag_editor_editor_init (LfEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfFlagEditor,
                               lf_flag_editor,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_EDITOR, lf_flag_editor_editor_init))

static void
on_toggle_active_cb (LfFlagEditor *self)
{
  if (!self->is_showing)
    lf_editor_offer (LF_EDITOR (self), gtk_switch_get_active (self->toggle) ? "1" : NULL,
                     /* display= */ NULL);
}

static void
lf_flag_editor_show (LfEditor *editor, const char *value, const char *display)
{
  LfFlagEditor *self = LF_FLAG_EDITOR (editor);

  self->is_showing = TRUE;
  gtk_switch_set_active (self->toggle, value != NULL);
  self->is_showing = FALSE;
}

static GtkWidget *
lf_flag_editor_get_control (LfEditor *editor)
{
  return GTK_WIDGET (LF_FLAG_EDITOR (editor)->toggle);
}

static void
lf_flag_editor_editor_init (LfEditorInterface *iface)
{
  iface->show = lf_flag_editor_show;
  iface->get_control = lf_flag_editor_get_control;
}

static void
lf_flag_editor_dispose (GObject *object)
{
  LfFlagEditor *self = LF_FLAG_EDITOR (object);

  g_clear_pointer ((GtkWidget **) &self->toggle, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_flag_editor_parent_class)->dispose (object);
}

static void
lf_flag_editor_class_init (LfFlagEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_flag_editor_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-flag-editor"));
  gtk_widget_class_bind_template_child (widget_class, LfFlagEditor, toggle);
  gtk_widget_class_bind_template_callback (widget_class, on_toggle_active_cb);
}

static void
lf_flag_editor_init (LfFlagEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfEditor *
lf_flag_editor_new (void)
{
  return g_object_new (LF_TYPE_FLAG_EDITOR, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar that asks before what was entered is lost. */

#include "config.h"

#include "lf-discard-bar.h"

#include "lf-new-record-dialog.h"

struct _LfDiscardBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkWidget *keep_button;
};

G_DEFINE_FINAL_TYPE (LfDiscardBar, lf_discard_bar, ADW_TYPE_BIN)

static void
lf_discard_bar_class_init (LfDiscardBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-discard-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfDiscardBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, LfDiscardBar, keep_button);
}

static void
lf_discard_bar_init (LfDiscardBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_discard_bar_ask (LfDiscardBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (self->keep_button);
}

void
lf_discard_bar_hide (LfDiscardBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

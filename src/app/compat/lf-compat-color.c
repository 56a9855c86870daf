/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lf-compat-color.h"

void
lf_widget_color (GtkWidget *widget, GdkRGBA *ret_color)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  gtk_widget_get_color (widget, ret_color);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), ret_color);
#endif
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colour that the style gives a widget, the same on every version of GTK. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lf_widget_color (GtkWidget *widget, GdkRGBA *ret_color);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen that something is shown on in a meeting room. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Among the display's monitors: one that the window of @widget is not on, for that is the beamer;
 * else the window's. */
guint lf_show_screen_find_beamer (GtkWidget *widget);
/* @window fills @monitor (nullable: the one it is on). */
void lf_show_screen_fill (GtkWindow *window, GdkMonitor *monitor);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding text that has not the room it needs: cut off at an edge, or shortened without a tooltip
 * that says the rest. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes a line on standard output for each label below @root that is so, and for what is larger
 * than its window, with @name before it. @width, @height: pixels that the main window has. */
void lf_cut_off_tell (GtkWidget *root, const char *name, int width, int height);

G_END_DECLS

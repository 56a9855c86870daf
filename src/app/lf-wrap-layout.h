/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Controls one after the other, in as many lines as they need. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As a horizontal box while there is room, else the rest goes to the next line, as words do. What
 * expands takes the room that is left in its line. For bars of controls in windows of any width. */
#define LF_TYPE_WRAP_LAYOUT (lf_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (LfWrapLayout, lf_wrap_layout, LF, WRAP_LAYOUT, GtkLayoutManager)

/* @spacing: between controls, and @line_spacing between lines, in pixels */
GtkLayoutManager *lf_wrap_layout_new (int spacing, int line_spacing);

G_END_DECLS

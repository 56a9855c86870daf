/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts one below the other, whose width is not asked for by their height. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* As a vertical box, but for one thing: a box of GTK 4.8 that shares its width among children tries
 * heights until their least widths fit, and a label that wraps tries widths for each of these
 * heights: ninety times its text is shaped, in each row. What this lays out is as wide as it would
 * be of any height. */
#define LF_TYPE_LINES_LAYOUT (lf_lines_layout_get_type ())
G_DECLARE_FINAL_TYPE (LfLinesLayout, lf_lines_layout, LF, LINES_LAYOUT, GtkLayoutManager)

/* @spacing: between the texts, in pixels */
GtkLayoutManager *lf_lines_layout_new (int spacing);

/* Lays out the title of @row and the line below it so: for rows of which a page has many. */
void lf_lines_layout_use (AdwActionRow *row);

G_END_DECLS

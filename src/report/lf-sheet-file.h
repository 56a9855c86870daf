/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing of one sheet as a file. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A3 across, in points. */
#define LF_SHEET_WIDTH 1191.0
#define LF_SHEET_HEIGHT 842.0

/* Draws @what on a sheet of @width × @height units of @cr. */
typedef void (*LfSheetDraw) (gconstpointer what, cairo_t *cr, double width, double height);

/**
 * lf_sheet_write:
 * @path: ends in .svg, .png (144 dots per inch) or .pdf, in letters of either case
 *
 * Draws one sheet of A3 and writes it: whole, or not at all. Any thread.
 *
 * Returns: FALSE when @path ends otherwise, or the file cannot be drawn or written
 */
gboolean lf_sheet_write (const char *path, LfSheetDraw draw, gconstpointer what, GError **error);

G_END_DECLS

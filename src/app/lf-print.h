/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what is set on pages. */

#pragma once

#include <gtk/gtk.h>
#include "lf-paper.h"

G_BEGIN_DECLS

typedef void (*LfPrintFunc) (gconstpointer data, cairo_t *cr, double width, double height);

/* Prints one drawing across a sheet of the size that the person chooses, A4 at first. TRUE also
 * where the person cancels. */
gboolean lf_print_drawing (
    GtkWindow *parent, const char *title, LfPrintFunc draw, gconstpointer data, GError **error);

/* Asks for the printer and prints. TRUE also where the person cancels. */
gboolean lf_print_paper (GtkWindow *parent, LfPaper *paper /* (transfer full) */, GError **error);

G_END_DECLS

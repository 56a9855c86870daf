/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what is set on pages, and drawings. */

#pragma once

#include <gtk/gtk.h>
#include "lf-paper.h"

G_BEGIN_DECLS

typedef void (*LfPrintFunc) (gconstpointer data, cairo_t *cr, double width, double height);

/* Prints one drawing across a sheet of the size that the person chooses, A4 at first. TRUE also
 * where the person cancels. */
gboolean lf_print_drawing (
    GtkWindow *parent, const char *title, LfPrintFunc draw, gconstpointer data, GError **error);

/* What takes as many sheets as the size of the paper asks for; sizes in points. */
typedef struct
{
  const char *title;
  const char *paper; /* (nullable): the size proposed, "A4" … "A0" */
  gconstpointer data;
  guint (*count) (gconstpointer data, double width, double height);
  void (*draw) (gconstpointer data, guint page, cairo_t *cr, double width, double height);
  const char *path; /* (nullable): a PDF to be written, where nobody is asked for a printer */
} LfPrintJob;

/* As lf_print_drawing(), in all its pages. */
gboolean lf_print_pages (GtkWindow *parent, const LfPrintJob *job, GError **error);

/* Asks for the printer and prints. TRUE also where the person cancels. */
gboolean lf_print_paper (GtkWindow *parent, LfPaper *paper /* (transfer full) */, GError **error);

G_END_DECLS

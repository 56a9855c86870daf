/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what is set on pages. */

#include "config.h"

#include "lf-print.h"

static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext *context,
                 int page,
                 gpointer user_data)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = gtk_print_context_get_width (context) / LF_PAPER_WIDTH;

  cairo_scale (cr, scale, scale);
  lf_paper_draw_page (user_data, cr, (guint) page);
}

gboolean
lf_print_paper (GtkWindow *parent, LfPaper *paper, GError **error)
{
  g_autoptr (LfPaper) owned = paper;
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (page, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, lf_paper_title (owned));
  gtk_print_operation_set_n_pages (operation, (int) lf_paper_n_pages (owned));
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), owned);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}

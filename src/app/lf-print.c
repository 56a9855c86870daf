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

static GtkPrintOperation *
new_operation (const char *title, int n_pages, GtkPageOrientation orientation)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (page, size);
  gtk_page_setup_set_orientation (page, orientation);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_n_pages (operation, n_pages);
  return operation;
}

static gboolean
run (GtkPrintOperation *operation, GtkWindow *parent, GError **error)
{
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}

gboolean
lf_print_paper (GtkWindow *parent, LfPaper *paper, GError **error)
{
  g_autoptr (LfPaper) owned = paper;
  g_autoptr (GtkPrintOperation) operation = new_operation (
      lf_paper_title (owned), (int) lf_paper_n_pages (owned), GTK_PAGE_ORIENTATION_PORTRAIT);

  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), owned);
  return run (operation, parent, error);
}

typedef struct
{
  LfPrintFunc draw;
  gconstpointer data;
} Drawing;

static void
on_draw_drawing_cb (GtkPrintOperation *operation,
                    GtkPrintContext *context,
                    int page,
                    gpointer user_data)
{
  const Drawing *drawing = user_data;

  drawing->draw (drawing->data, gtk_print_context_get_cairo_context (context),
                 gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

gboolean
lf_print_drawing (
    GtkWindow *parent, const char *title, LfPrintFunc draw, gconstpointer data, GError **error)
{
  g_autoptr (GtkPrintOperation) operation
      = new_operation (title, 1, GTK_PAGE_ORIENTATION_LANDSCAPE);
  Drawing drawing = { draw, data };

  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_drawing_cb), &drawing);
  return run (operation, parent, error);
}

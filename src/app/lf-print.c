/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what is set on pages, and drawings. */

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

/* @paper: (nullable): as people call it, "A3" */
static GtkPaperSize *
new_size (const char *paper)
{
  g_autofree char *lower = paper == NULL ? NULL : g_ascii_strdown (paper, -1);
  g_autofree char *name = lower == NULL ? NULL : g_strconcat ("iso_", lower, NULL);

  return gtk_paper_size_new (name == NULL ? GTK_PAPER_NAME_A4 : name);
}

static GtkPrintOperation *
new_operation (const char *title, const char *paper, GtkPageOrientation orientation)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  GtkPaperSize *size = new_size (paper);

  gtk_page_setup_set_paper_size (page, size);
  gtk_page_setup_set_orientation (page, orientation);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, page);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, title);
  return operation;
}

static gboolean
run (GtkPrintOperation *operation,
     GtkPrintOperationAction action,
     GtkWindow *parent,
     GError **error)
{
  return gtk_print_operation_run (operation, action, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}

gboolean
lf_print_paper (GtkWindow *parent, LfPaper *paper, GError **error)
{
  g_autoptr (LfPaper) owned = paper;
  g_autoptr (GtkPrintOperation) operation
      = new_operation (lf_paper_title (owned), "A4", GTK_PAGE_ORIENTATION_PORTRAIT);

  gtk_print_operation_set_n_pages (operation, (int) lf_paper_n_pages (owned));
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), owned);
  return run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error);
}

/* ---- Drawings ---- */

/* How many there are is known when the paper is. */
static void
on_begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  const LfPrintJob *job = user_data;

  gtk_print_operation_set_n_pages (
      operation, (int) job->count (job->data, gtk_print_context_get_width (context),
                                   gtk_print_context_get_height (context)));
}

static void
on_draw_sheet_cb (GtkPrintOperation *operation,
                  GtkPrintContext *context,
                  int page,
                  gpointer user_data)
{
  const LfPrintJob *job = user_data;

  job->draw (job->data, (guint) page, gtk_print_context_get_cairo_context (context),
             gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

gboolean
lf_print_pages (GtkWindow *parent, const LfPrintJob *job, GError **error)
{
  g_autoptr (GtkPrintOperation) operation
      = new_operation (job->title, job->paper, GTK_PAGE_ORIENTATION_LANDSCAPE);

  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin_print_cb), (gpointer) job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_sheet_cb), (gpointer) job);
  if (job->path != NULL)
    gtk_print_operation_set_export_filename (operation, job->path);
  return run (operation,
              job->path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
              parent, error);
}

typedef struct
{
  LfPrintFunc draw;
  gconstpointer data;
} Drawing;

static guint
count_one (gconstpointer data, double width, double height)
{
  return 1;
}

static void
draw_one (gconstpointer data, guint page, cairo_t *cr, double width, double height)
{
  const Drawing *drawing = data;

  drawing->draw (drawing->data, cr, width, height);
}

gboolean
lf_print_drawing (
    GtkWindow *parent, const char *title, LfPrintFunc draw, gconstpointer data, GError **error)
{
  Drawing drawing = { draw, data };
  LfPrintJob job = { .title = title, .data = &drawing, .count = count_one, .draw = draw_one };

  return lf_print_pages (parent, &job, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing of one sheet as a file. */

#include "config.h"

#include "lf-sheet-file.h"

#include "lf-report-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#define PNG_SCALE 2.0

typedef struct
{
  LfSheetDraw draw;
  gconstpointer what;
  GByteArray *file;
} Sheet;

static cairo_status_t
draw_on (const Sheet *self, cairo_surface_t *surface, double scale)
{
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  self->draw (self->what, cr, LF_SHEET_WIDTH, LF_SHEET_HEIGHT);
  cairo_show_page (cr);
  cairo_destroy (cr);
  return cairo_surface_status (surface);
}

static cairo_status_t
draw_png (const Sheet *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (LF_SHEET_WIDTH * PNG_SCALE), (int) (LF_SHEET_HEIGHT * PNG_SCALE));
  cairo_status_t status = draw_on (self, surface, PNG_SCALE);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, lf_report_append_bytes, self->file);
  cairo_surface_destroy (surface);
  return status;
}

/* @surface: (transfer full): writes into the file as it is drawn on */
static cairo_status_t
draw_stream (const Sheet *self, cairo_surface_t *surface)
{
  cairo_status_t status = draw_on (self, surface, 1);

  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

gboolean
lf_sheet_write (const char *path, LfSheetDraw draw, gconstpointer what, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  const Sheet self = { draw, what, file };
  cairo_status_t status;

  if (lf_report_has_ending (path, ".png"))
    status = draw_png (&self);
  else if (lf_report_has_ending (path, ".svg"))
    status
        = draw_stream (&self, cairo_svg_surface_create_for_stream (
                                  lf_report_append_bytes, file, LF_SHEET_WIDTH, LF_SHEET_HEIGHT));
  else if (lf_report_has_ending (path, ".pdf"))
    status
        = draw_stream (&self, cairo_pdf_surface_create_for_stream (
                                  lf_report_append_bytes, file, LF_SHEET_WIDTH, LF_SHEET_HEIGHT));
  else
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                   _ ("“%s” does not end in .svg, .png or .pdf, so it is not clear what to write."),
                   path);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return lf_report_write_bytes (path, file->data, file->len, error);
  lf_report_set_error (error, path, cairo_status_to_string (status));
  return FALSE;
}

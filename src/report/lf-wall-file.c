/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wall chart as a file: pages of a PDF, a picture, its table. */

#include "config.h"

#include "lf-wall-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define PNG_DPI 150.0
#define PNG_MOST 30000000.0 /* pixels: a picture of A0 is as sharp as fits */

typedef struct
{
  const LfWall *wall;
  const LfWallSheet *sheet;
  int page; /* -1: all */
} Output;

static cairo_status_t
close_surface (cairo_surface_t *surface)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
draw_pdf (const Output *self, GByteArray *file)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      lf_report_append_bytes, file, self->sheet->width, self->sheet->height);
  cairo_t *cr = cairo_create (surface);
  guint n = lf_wall_n_pages (self->wall, self->sheet);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->wall->heading);
  for (guint page = 0; page < n; page++)
    if (self->page < 0 || page == (guint) self->page)
      {
        lf_wall_draw (self->wall, self->sheet, page, cr, -1, NULL);
        cairo_show_page (cr);
      }
  cairo_destroy (cr);
  return close_surface (surface);
}

static cairo_status_t
draw_svg (const Output *self, GByteArray *file)
{
  g_autoptr (GByteArray) drawing = g_byte_array_new ();
  g_autofree char *spoken = lf_wall_spoken (self->wall);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
      lf_report_append_bytes, drawing, self->sheet->width, self->sheet->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  lf_wall_draw (self->wall, self->sheet, (guint) MAX (self->page, 0), cr, -1, NULL);
  cairo_show_page (cr);
  cairo_destroy (cr);
  status = close_surface (surface);
  return status != CAIRO_STATUS_SUCCESS
             ? status
             : lf_report_append_svg (file, drawing, self->wall->heading, spoken);
}

static cairo_status_t
draw_png (const Output *self, GByteArray *file)
{
  double width = self->sheet->width, height = self->sheet->height;
  double scale
      = self->sheet->is_screen ? 1 : MIN (PNG_DPI / 72, sqrt (PNG_MOST / (width * height)));
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) ceil (width * scale), (int) ceil (height * scale));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  lf_wall_draw (self->wall, self->sheet, (guint) MAX (self->page, 0), cr, -1, NULL);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, lf_report_append_bytes, file);
  cairo_surface_destroy (surface);
  return status;
}

static const struct
{
  const char *ending;
  cairo_status_t (*draw) (const Output *self, GByteArray *file);
} kinds[] = { { ".pdf", draw_pdf }, { ".png", draw_png }, { ".svg", draw_svg } };

static gboolean
check_page (const Output *self, GError **error)
{
  guint n = lf_wall_n_pages (self->wall, self->sheet);

  if (self->page < (int) n)
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               ngettext ("On that paper the chart has %u page: there is no page %d.",
                         "On that paper the chart has %u pages: there is no page %d.", n),
               n, self->page + 1);
  return FALSE;
}

gboolean
lf_wall_write (
    const LfWall *self, const LfWallSheet *sheet, int page, const char *path, GError **error)
{
  const Output output = { self, sheet, page };

  if (lf_report_has_ending (path, ".csv") || lf_report_has_ending (path, ".xlsx"))
    return lf_report_write (self->table, path, error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (lf_report_has_ending (path, kinds[i].ending))
      {
        g_autoptr (GByteArray) file = g_byte_array_new ();
        cairo_status_t status;

        if (!check_page (&output, error))
          return FALSE;
        status = kinds[i].draw (&output, file);
        if (status == CAIRO_STATUS_SUCCESS)
          return lf_report_write_bytes (path, file->data, file->len, error);
        lf_report_set_error (error, path, cairo_status_to_string (status));
        return FALSE;
      }
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               _ ("“%s” does not end in .pdf, .png, .svg, .xlsx or .csv, so it is not clear what "
                  "to write."),
               path);
  return FALSE;
}

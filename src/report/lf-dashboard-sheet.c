/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard drawn: on paper and into files. */

#include "config.h"

#include "lf-dashboard-sheet.h"

#include "lf-chart-private.h"
#include "lf-report-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

/* In points, of a page of A4 across; what needs more room makes the page longer. */
#define WIDTH 842.0
#define LEAST_HEIGHT 595.0
#define MARGIN 30.0
#define HEAD 46.0
#define ROW 165.0
#define GAP 10.0
#define N_COLUMNS 4
#define PADDING 9.0
#define LINE 12.0
#define PNG_SCALE 2.0

/* ---- Tiles ---- */

static void
draw_line (LfChart *chart, const LfReport *report, const GPtrArray *row, double y, double px)
{
  double x = 0, first = chart->width * 0.3;
  double width = (chart->width - first) / MAX (report->columns->len - 1, 1);

  for (guint c = 0; c < report->columns->len; c++)
    {
      const LfReportColumn *column = report->columns->pdata[c];
      g_autofree char *text
          = row == NULL ? g_strdup (column->label) : lf_report_cell_format (column, row->pdata[c]);
      gboolean is_start = c == 0;

      if (text != NULL)
        lf_chart_text (chart, text, is_start ? 0 : x, y, is_start ? first - 4 : width - 4,
                       is_start ? LF_ALIGN_START : LF_ALIGN_END, px / chart->style->font_px,
                       row == NULL ? chart->style->dim : chart->style->foreground);
      x = first + (c + 1) * width;
    }
}

/* As many rows as there is room for, and the total. */
static void
draw_table (LfChart *chart, const LfReport *report)
{
  guint n_lines = (guint) (chart->height / LINE), n_total = report->total == NULL ? 0 : 1;
  guint room = n_lines < 2 + n_total ? 0 : n_lines - 1 - n_total;
  guint n = report->rows->len <= room ? report->rows->len : room - MIN (room, 1);
  double y = LINE / 2;

  draw_line (chart, report, NULL, y, 7);
  for (guint i = 0; i < n; i++)
    draw_line (chart, report, report->rows->pdata[i], y += LINE, 8);
  if (n < report->rows->len)
    {
      g_autofree char *more = g_strdup_printf (
          ngettext ("and %u more row", "and %u more rows", report->rows->len - n),
          report->rows->len - n);
      lf_chart_text (chart, more, 0, y += LINE, chart->width, LF_ALIGN_START, 0.8,
                     chart->style->dim);
    }
  if (report->total != NULL)
    draw_line (chart, report, report->total, y + LINE, 8);
}

static void
draw_figure (LfChart *chart, const LfTileFigures *figures)
{
  double course = figures->course == NULL ? 0 : chart->height * 0.3;

  lf_chart_text (chart, figures->figure, 0, chart->height * 0.28, chart->width, LF_ALIGN_START,
                 chart->width > 250 ? 2.6 : 2, chart->style->foreground);
  lf_chart_text (chart, figures->label, 0, chart->height * 0.48, chart->width, LF_ALIGN_START, 0.9,
                 chart->style->dim);
  if (figures->change != NULL)
    lf_chart_text (chart, figures->change, 0, chart->height * 0.6, chart->width, LF_ALIGN_START,
                   0.85, chart->style->dim);
  if (figures->course == NULL)
    return;
  cairo_translate (chart->cr, 0, chart->height - course);
  lf_chart_draw_spark (figures->course, chart->style, chart->cr, chart->width, course);
}

static void
draw_contents (LfChart *chart, const LfTile *tile, const LfTileFigures *figures)
{
  if (figures->figure != NULL)
    draw_figure (chart, figures);
  else if (tile->shown == LF_TILE_TABLE)
    draw_table (chart, figures->report);
  else
    lf_chart_draw (figures->report, chart->style, chart->cr, chart->width, chart->height, -1, NULL);
}

static void
draw_tile (const LfDashboardSheet *self, guint i, LfChart *chart)
{
  const LfTileFigures *figures = self->figures->pdata[i];
  const char *title = figures == NULL ? _ ("Not shown") : figures->title;
  const char *aside = figures == NULL ? self->errors->pdata[i] : figures->aside;
  double top = aside == NULL ? 20 : 32;

  lf_chart_color (chart, chart->style->dim, 0.4);
  cairo_set_line_width (chart->cr, 0.6);
  cairo_rectangle (chart->cr, 0, 0, chart->width, chart->height);
  cairo_stroke (chart->cr);
  cairo_translate (chart->cr, PADDING, PADDING);
  chart->width -= 2 * PADDING;
  chart->height -= 2 * PADDING;
  lf_chart_text (chart, title, 0, 6, chart->width, LF_ALIGN_START, 1.1, chart->style->foreground);
  if (aside != NULL)
    lf_chart_text (chart, aside, 0, 20, chart->width, LF_ALIGN_START, 0.8, chart->style->dim);
  cairo_translate (chart->cr, 0, top);
  chart->height -= top;
  cairo_rectangle (chart->cr, 0, 0, chart->width, chart->height);
  cairo_clip (chart->cr);
  if (figures != NULL)
    draw_contents (chart, self->dashboard->tiles->pdata[i], figures);
}

/* ---- The page ---- */

static double
page_height (const LfDashboardSheet *self, LfTilePlace *places)
{
  guint n_rows = lf_dashboard_place (self->dashboard, N_COLUMNS, places);

  return MAX (LEAST_HEIGHT, 2 * MARGIN + HEAD + n_rows * (ROW + GAP) - GAP);
}

static void
draw_page (const LfDashboardSheet *self, const LfTilePlace *places, cairo_t *cr)
{
  LfChartStyle style;
  LfChart chart = { .style = &style, .cr = cr, .highlighted = -1 };
  double column = (WIDTH - 2 * MARGIN + GAP) / N_COLUMNS;
  g_autofree char *period = lf_period_label (self->dashboard->filter.period);

  lf_chart_style_paper (&style);
  style.font_px = 9;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lf_chart_text (&chart, self->dashboard->name == NULL ? "" : self->dashboard->name, MARGIN,
                 MARGIN + 10, WIDTH * 0.6, LF_ALIGN_START, 2, style.foreground);
  lf_chart_text (&chart, period, WIDTH - MARGIN, MARGIN + 10, WIDTH * 0.3, LF_ALIGN_END, 1.2,
                 style.dim);
  for (guint i = 0; i < self->dashboard->tiles->len; i++)
    {
      const LfTilePlace *place = &places[i];

      chart.width = place->n_columns * column - GAP;
      chart.height = place->n_rows * (ROW + GAP) - GAP;
      cairo_save (cr);
      cairo_translate (cr, MARGIN + place->column * column,
                       MARGIN + HEAD + place->row * (ROW + GAP));
      draw_tile (self, i, &chart);
      cairo_restore (cr);
    }
}

void
lf_dashboard_sheet_draw (const LfDashboardSheet *self, cairo_t *cr, double width, double height)
{
  g_autofree LfTilePlace *places = g_new0 (LfTilePlace, self->dashboard->tiles->len + 1);
  double natural = page_height (self, places), scale = MIN (width / WIDTH, height / natural);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_translate (cr, (width - scale * WIDTH) / 2, 0);
  cairo_scale (cr, scale, scale);
  draw_page (self, places, cr);
  cairo_restore (cr);
}

/* ---- Files ---- */

static cairo_status_t
finish (const LfDashboardSheet *self, cairo_surface_t *surface, double width, double height)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  lf_dashboard_sheet_draw (self, cr, width, height);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
draw_pdf (const LfDashboardSheet *self, GByteArray *file, double height)
{
  return finish (self,
                 cairo_pdf_surface_create_for_stream (lf_report_append_bytes, file, WIDTH, height),
                 WIDTH, height);
}

static cairo_status_t
draw_svg (const LfDashboardSheet *self, GByteArray *file, double height)
{
  g_autoptr (GByteArray) drawing = g_byte_array_new ();
  g_autofree char *text = lf_dashboard_sheet_to_text (self);
  cairo_status_t status = finish (
      self, cairo_svg_surface_create_for_stream (lf_report_append_bytes, drawing, WIDTH, height),
      WIDTH, height);

  return status == CAIRO_STATUS_SUCCESS
             ? lf_report_append_svg (file, drawing, self->dashboard->name, text)
             : status;
}

static cairo_status_t
draw_png (const LfDashboardSheet *self, GByteArray *file, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (WIDTH * PNG_SCALE), (int) (height * PNG_SCALE));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  lf_dashboard_sheet_draw (self, cr, WIDTH * PNG_SCALE, height * PNG_SCALE);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, lf_report_append_bytes, file);
  cairo_surface_destroy (surface);
  return status;
}

static const struct
{
  const char *ending;
  cairo_status_t (*draw) (const LfDashboardSheet *self, GByteArray *file, double height);
} formats[] = { { ".pdf", draw_pdf }, { ".png", draw_png }, { ".svg", draw_svg } };

gboolean
lf_dashboard_sheet_write (const LfDashboardSheet *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autofree LfTilePlace *places = g_new0 (LfTilePlace, self->dashboard->tiles->len + 1);
  cairo_status_t status;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (!lf_report_has_ending (path, formats[i].ending))
        continue;
      status = formats[i].draw (self, file, page_height (self, places));
      if (status == CAIRO_STATUS_SUCCESS)
        return lf_report_write_bytes (path, file->data, file->len, error);
      lf_report_set_error (error, path, cairo_status_to_string (status));
      return FALSE;
    }
  g_set_error (
      error, LF_ERROR, LF_ERROR_SYNTAX,
      _ ("“%s” is no kind of file a dashboard is drawn into: give it the ending .pdf, .png "
         "or .svg."),
      path);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as files: CSV, and the drawing with its table as SVG, PNG or PDF. */

#include "config.h"

#include "lf-chart.h"
#include "lf-report-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A4 across, in points. */
#define PAGE_WIDTH 842.0
#define PAGE_HEIGHT 595.0
#define MARGIN 42.0
#define CHART_HEIGHT 300.0
#define PNG_SCALE 2.0

void
lf_report_set_error (GError **error, const char *path, const char *detail)
{
  g_set_error (
      error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
      _ ("“%1$s” could not be written (%2$s). Free some space there or choose another place."),
      path, detail);
}

/* ---- Text ---- */

/* (transfer full): in one line as long as @text where @width is 0 */
static PangoLayout *
new_layout (cairo_t *cr, const LfChartStyle *style, const char *text, double width, double px)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (style->font);

  pango_font_description_set_absolute_size (font, px * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, width == 0 ? -1 : (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

static double
draw_text (cairo_t *cr,
           const LfChartStyle *style,
           const char *text,
           double x,
           double y,
           double width,
           double px,
           gboolean is_end)
{
  g_autoptr (PangoLayout) layout = new_layout (cr, style, text, width, px);
  int height;

  pango_layout_set_alignment (layout, is_end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return height;
}

/* ---- The table ---- */

#define CELL_GAP 12.0 /* between columns, a figure and a text behind it too */
#define SLACK 0.3     /* of it: smaller type is not smaller by quite as much */

typedef struct
{
  const LfReport *report;
  cairo_t *cr;
  const LfChartStyle *style;
  double px;
  double gap;     /* between columns */
  double *widths; /* of the columns, the gap behind them with it */
} Table;

/* @row: (nullable): headings */
static char *
cell_text (const Table *self, const GPtrArray *row, guint column)
{
  const LfReportColumn *heading = self->report->columns->pdata[column];
  char *text = row == NULL ? g_strdup (heading->label)
                           : lf_report_cell_format (heading, row->pdata[column]);

  return text == NULL ? g_strdup ("") : text;
}

static void
widen (Table *self, const GPtrArray *row)
{
  for (guint c = 0; c < self->report->columns->len; c++)
    {
      g_autofree char *text = cell_text (self, row, c);
      g_autoptr (PangoLayout) layout = new_layout (self->cr, self->style, text, 0, self->px);
      int width;

      pango_layout_get_size (layout, &width, NULL);
      self->widths[c] = MAX (self->widths[c], (double) width / PANGO_SCALE + CELL_GAP);
    }
}

/* As wide as what stands in them, and what is left in equal shares; smaller type where it does not
 * fit otherwise. */
static void
fit_columns (Table *self)
{
  guint n = self->report->columns->len;
  double sum = 0, room = PAGE_WIDTH - 2 * MARGIN;

  widen (self, NULL);
  for (guint i = 0; i < self->report->rows->len; i++)
    widen (self, self->report->rows->pdata[i]);
  if (self->report->total != NULL)
    widen (self, self->report->total);
  for (guint c = 0; c < n; c++)
    sum += self->widths[c];
  self->gap = sum > room ? CELL_GAP * room / sum : CELL_GAP;
  if (sum > room)
    self->px *= room / sum;
  for (guint c = 0; c < n; c++)
    self->widths[c]
        = sum > room ? self->widths[c] * room / sum : self->widths[c] + (room - sum) / n;
}

static void
draw_line (const Table *self, const GPtrArray *row /* nullable: headings */, double y)
{
  double x = MARGIN;

  for (guint c = 0; c < self->report->columns->len; c++)
    {
      const LfReportColumn *column = self->report->columns->pdata[c];
      g_autofree char *text = cell_text (self, row, c);

      draw_text (self->cr, self->style, text, x, y, self->widths[c] - self->gap * (1 - SLACK),
                 self->px, column->type != LF_COLUMN_TEXT);
      x += self->widths[c];
    }
}

static void
rule (cairo_t *cr, double y)
{
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, PAGE_WIDTH - MARGIN, y);
  cairo_stroke (cr);
}

static void
draw_table (const LfReport *self, cairo_t *cr, const LfChartStyle *style, double top, double bottom)
{
  g_autofree double *widths = g_new0 (double, self->columns->len);
  double line = MIN ((bottom - top) / (self->rows->len + 2), 18), y = top;
  Table table = { self, cr, style, MIN (line * 0.62, 10), .widths = widths };

  fit_columns (&table);
  draw_line (&table, NULL, y);
  y += line;
  rule (cr, y - line * 0.05);
  for (guint i = 0; i < self->rows->len; i++, y += line)
    draw_line (&table, self->rows->pdata[i], y);
  if (self->total == NULL)
    return;
  rule (cr, y - line * 0.05);
  draw_line (&table, self->total, y);
}

/* ---- The sheet ---- */

static void
draw_sheet (const LfReport *self, cairo_t *cr)
{
  LfChartStyle style;
  double y = MARGIN;

  lf_chart_style_paper (&style);
  style.font_px = 11;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, style.foreground[0], style.foreground[1], style.foreground[2], 1);
  y += draw_text (cr, &style, self->title, MARGIN, y, PAGE_WIDTH - 2 * MARGIN, 20, FALSE) + 12;
  cairo_save (cr);
  cairo_translate (cr, MARGIN, y);
  lf_chart_draw (self, &style, cr, PAGE_WIDTH - 2 * MARGIN, CHART_HEIGHT, -1, NULL);
  cairo_restore (cr);
  cairo_set_source_rgba (cr, style.foreground[0], style.foreground[1], style.foreground[2], 1);
  draw_table (self, cr, &style, y + CHART_HEIGHT + 12, PAGE_HEIGHT - MARGIN - 24);
  if (self->note != NULL)
    {
      cairo_set_source_rgba (cr, style.dim[0], style.dim[1], style.dim[2], 1);
      draw_text (cr, &style, self->note, MARGIN, PAGE_HEIGHT - MARGIN - 18, PAGE_WIDTH - 2 * MARGIN,
                 8, FALSE);
    }
}

void
lf_chart_draw_sheet (const LfReport *report, cairo_t *cr, double width, double height)
{
  double scale = MIN (width / PAGE_WIDTH, height / PAGE_HEIGHT);

  cairo_save (cr);
  cairo_translate (cr, (width - scale * PAGE_WIDTH) / 2, (height - scale * PAGE_HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  draw_sheet (report, cr);
  cairo_restore (cr);
}

/* ---- Files ---- */

typedef cairo_status_t (*Draw) (const LfReport *self, GByteArray *file);

cairo_status_t
lf_report_append_bytes (void *file, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (file, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_on (const LfReport *self, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  draw_sheet (self, cr);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

cairo_status_t
lf_report_append_svg (GByteArray *file,
                      const GByteArray *drawing,
                      const char *title,
                      const char *description)
{
  g_autofree char *words
      = g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>", title, description);
  const char *text = (const char *) drawing->data;
  const char *root = text == NULL ? NULL : g_strstr_len (text, drawing->len, "<svg");
  const char *end = root == NULL ? NULL : memchr (root, '>', drawing->len - (gsize) (root - text));
  guint head;

  if (end == NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  head = (guint) (end + 1 - text);
  g_byte_array_append (file, drawing->data, head);
  g_byte_array_append (file, (const guint8 *) words, (guint) strlen (words));
  g_byte_array_append (file, drawing->data + head, drawing->len - head);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_svg (const LfReport *self, GByteArray *file)
{
  g_autoptr (GByteArray) drawing = g_byte_array_new ();
  g_autofree char *spoken = lf_report_spoken (self);
  cairo_status_t status
      = draw_on (self, cairo_svg_surface_create_for_stream (lf_report_append_bytes, drawing,
                                                            PAGE_WIDTH, PAGE_HEIGHT));

  return status == CAIRO_STATUS_SUCCESS ? lf_report_append_svg (file, drawing, self->title, spoken)
                                        : status;
}

static cairo_status_t
draw_pdf (const LfReport *self, GByteArray *file)
{
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (lf_report_append_bytes, file, PAGE_WIDTH, PAGE_HEIGHT);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  return draw_on (self, surface);
}

static cairo_status_t
draw_png (const LfReport *self, GByteArray *file)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (PAGE_WIDTH * PNG_SCALE), (int) (PAGE_HEIGHT * PNG_SCALE));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  draw_sheet (self, cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, lf_report_append_bytes, file);
  cairo_surface_destroy (surface);
  return status;
}

static const struct
{
  const char *ending;
  Draw draw;
} kinds[] = { { ".svg", draw_svg }, { ".png", draw_png }, { ".pdf", draw_pdf } };

gboolean
lf_report_write_bytes (const char *path, const void *contents, gsize length, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!lf_store_may_replace (path, error))
    return FALSE;
  if (g_file_set_contents (path, contents, (gssize) length, &local_error))
    return TRUE;
  lf_report_set_error (error, path, local_error->message);
  return FALSE;
}

static gboolean
write_drawing (const LfReport *self, Draw draw, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_status_t status = draw (self, file);

  if (status == CAIRO_STATUS_SUCCESS)
    return lf_report_write_bytes (path, file->data, file->len, error);
  lf_report_set_error (error, path, cairo_status_to_string (status));
  return FALSE;
}

gboolean
lf_report_has_ending (const char *path, const char *ending)
{
  const char *last = strrchr (path, '.');

  return last != NULL && g_ascii_strcasecmp (last, ending) == 0;
}

gboolean
lf_report_write (const LfReport *self, const char *path, GError **error)
{
  if (lf_report_has_ending (path, ".csv"))
    {
      g_autofree char *text = lf_report_to_csv (self);

      return lf_report_write_bytes (path, text, strlen (text), error);
    }
  if (lf_report_has_ending (path, ".xlsx"))
    return lf_report_write_xlsx (self, path, error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (lf_report_has_ending (path, kinds[i].ending))
      return write_drawing (self, kinds[i].draw, path, error);
  g_set_error (
      error, LF_ERROR, LF_ERROR_SYNTAX,
      _ ("“%s” does not end in .csv, .xlsx, .svg, .png or .pdf, so it is not clear what to write."),
      path);
  return FALSE;
}

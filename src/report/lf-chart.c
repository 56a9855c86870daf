/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: choosing the kind, and what all kinds draw with. */

#include "config.h"

#include "lf-chart-private.h"
#include "lf-progress-report.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
lf_chart_style_paper (LfChartStyle *ret_style)
{
  *ret_style = (LfChartStyle){ .foreground = { 0.12, 0.13, 0.16, 1 },
                               .dim = { 0.42, 0.44, 0.48, 1 },
                               .background = { 1, 1, 1, 1 },
                               .accent = { 0.11, 0.44, 0.55, 1 },
                               .warning = { 0.75, 0.33, 0.12, 1 },
                               .font = "Noto Sans CJK SC, sans-serif",
                               .font_px = 14 };
}

void
lf_chart_mark_free (LfChartMark *self)
{
  g_free (self->tip);
  g_free (self);
}

PangoLayout *
lf_chart_layout (LfChart *self, const char *text, double scale)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *font = pango_font_description_from_string (self->style->font);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, self->style->font_px * scale * PANGO_SCALE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

double
lf_chart_text_width (LfChart *self, const char *text, double scale)
{
  g_autoptr (PangoLayout) layout = lf_chart_layout (self, text, scale);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

void
lf_chart_text (LfChart *self,
               const char *text,
               double x,
               double y,
               double width,
               LfAlign align,
               double scale,
               const double color[4])
{
  g_autoptr (PangoLayout) layout = lf_chart_layout (self, text, scale);
  int text_width, text_height;
  double left, top;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  if (text_width > width && width < self->style->font_px)
    return;
  if (text_width > width)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      text_width = (int) width;
    }
  left = align == LF_ALIGN_START ? x
         : align == LF_ALIGN_END ? x - text_width
                                 : x - text_width / 2.0;
  top = y - text_height / 2.0;
  lf_chart_color (self, color, 1);
  cairo_move_to (self->cr, left, top);
  pango_cairo_show_layout (self->cr, layout);
  lf_chart_trace_text (self, layout, left, top, FALSE);
}

void
lf_chart_color (LfChart *self, const double color[4], double alpha)
{
  cairo_set_source_rgba (self->cr, color[0], color[1], color[2], color[3] * alpha);
}

/* Black or white, whichever stands out more. */
const double *
lf_chart_on (const double color[4])
{
  static const double black[4] = { 0.05, 0.07, 0.08, 1 }, white[4] = { 1, 1, 1, 1 };
  double luminance
      = 0.2126 * pow (color[0], 2.2) + 0.7152 * pow (color[1], 2.2) + 0.0722 * pow (color[2], 2.2);

  return luminance > 0.22 ? black : white;
}

gboolean
lf_chart_mark (LfChart *self,
               double x,
               double y,
               double width,
               double height,
               guint row,
               guint column,
               char *tip)
{
  gboolean is_highlighted = self->highlighted == (int) self->n_marks++;
  LfChartMark *mark;

  if (self->is_untold)
    {
      g_free (tip);
      return is_highlighted;
    }
  mark = g_new0 (LfChartMark, 1);
  *mark = (LfChartMark){ x, y, MAX (width, 0), MAX (height, 0), row, column, tip };
  g_ptr_array_add (self->marks, mark);
  return is_highlighted;
}

const LfReportCell *
lf_chart_cell (LfChart *self, guint row, guint column)
{
  return ((GPtrArray *) self->report->rows->pdata[row])->pdata[column];
}

char *
lf_chart_label (LfChart *self, guint row)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->report->columns->len; i++)
    {
      LfColumnType type = lf_chart_column_type (self, i);

      if (type != LF_COLUMN_TEXT && type != LF_COLUMN_DATE)
        break;
      g_ptr_array_add (texts, lf_chart_cell_text (self, row, i));
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" · ", (char **) texts->pdata);
}

char *
lf_chart_cell_text (LfChart *self, guint row, guint column)
{
  char *text = lf_report_cell_format (self->report->columns->pdata[column],
                                      lf_chart_cell (self, row, column));

  return text == NULL ? g_strdup ("") : text;
}

/* ---- Kinds ---- */

typedef struct
{
  void (*draw) (LfChart *self);
  double head, row; /* the height of what is above the rows, and of one: in sizes of the font */
} Kind;

static const Kind kinds[LF_N_CHARTS] = {
  [LF_CHART_FUNNEL] = { lf_chart_draw_funnel, 0, 3.1 },
  [LF_CHART_BARS] = { lf_chart_draw_bars, LF_CHART_CAPTION, 2.8 },
  [LF_CHART_MONTHS] = { lf_chart_draw_months, 26, 0 },
  [LF_CHART_DAYS] = { lf_chart_draw_days, 2.2, 2.8 },
  [LF_CHART_PROGRESS] = { lf_chart_draw_progress, 26, 0 },
  [LF_CHART_GROUPED] = { lf_chart_draw_grouped, 4, 1 },
  [LF_CHART_STACKED] = { lf_chart_draw_stacked, 4, 2.6 },
  [LF_CHART_LINES] = { lf_chart_draw_lines, 26, 0 },
  [LF_CHART_BOXES] = { lf_chart_draw_boxes, 5, 4 },
  [LF_CHART_HEAT] = { lf_chart_draw_heat, 7, 2.8 },
  [LF_CHART_CALENDAR] = { lf_chart_draw_calendar, 0, 0 },
  [LF_CHART_TREEMAP] = { lf_chart_draw_treemap, 30, 0 },
  [LF_CHART_RANKING] = { lf_chart_draw_ranking, 1.6, 2.6 },
  [LF_CHART_SPARK] = { lf_chart_draw_sparkline, 6, 0 },
};

static gboolean
is_by_month (const LfReport *report)
{
  static const char *const times[] = { "month", "quarter", "year", NULL };

  return g_strv_contains (times, ((const LfReportColumn *) report->columns->pdata[0])->name);
}

/* The label, of whom, how many, of how many it is known, and three columns of days. */
static gboolean
is_of_clocks (const LfReport *report)
{
  static const LfColumnType types[]
      = { LF_COLUMN_TEXT, LF_COLUMN_TEXT, LF_COLUMN_COUNT, LF_COLUMN_COUNT,
          LF_COLUMN_DAYS, LF_COLUMN_DAYS, LF_COLUMN_DAYS };

  if (report->columns->len < G_N_ELEMENTS (types))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (((const LfReportColumn *) report->columns->pdata[i])->type != types[i])
      return FALSE;
  return TRUE;
}

LfChartKind
lf_chart_kind (const LfReport *report)
{
  if (report->chart != LF_CHART_AUTO)
    return report->chart;
  if (strcmp (report->name, "pipeline") == 0)
    return LF_CHART_FUNNEL;
  if (strcmp (report->name, LF_REPORT_PROGRESS) == 0)
    return LF_CHART_PROGRESS;
  if (is_by_month (report))
    return LF_CHART_MONTHS;
  return is_of_clocks (report) ? LF_CHART_DAYS : LF_CHART_BARS;
}

/* Whether any of the series has a figure to draw. A share of nothing is 0%, and that is news. */
static gboolean
has_figures (LfChart *self)
{
  g_autoptr (GArray) series = lf_chart_series (self);

  for (guint row = 0; row < self->report->rows->len; row++)
    for (guint i = 0; i < series->len; i++)
      {
        double figure = lf_chart_figure (self, row, g_array_index (series, guint, i));

        if (figure != 0 && !isnan (figure))
          return TRUE;
      }
  return FALSE;
}

/* Figures of no record at all are none. */
static gboolean
is_empty (LfChart *self)
{
  const LfReport *report = self->report;
  guint column = 1;

  if (report->rows->len == 0 || lf_chart_measure_type (report) == LF_COLUMN_PERCENT
      || lf_chart_measure_type (report) == LF_COLUMN_POINTS)
    return report->rows->len == 0;
  if (has_figures (self))
    return FALSE;
  while (column < report->columns->len && lf_chart_column_type (self, column) != LF_COLUMN_COUNT)
    column++;
  for (guint row = 0; row < report->rows->len && column < report->columns->len; row++)
    if (lf_chart_cell (self, row, column)->count > 0)
      return FALSE;
  return TRUE;
}

/* Where there is room for a figure a row, it is a page; where each needs a line, they say. */
double
lf_chart_height (const LfReport *report, double font_px)
{
  LfChart chart = { .report = report };
  LfChartKind kind = lf_chart_kind (report);
  guint n = MAX (report->rows->len, 1);
  double row = kinds[kind].row, head = kinds[kind].head;

  lf_chart_read_figures (&chart);
  if (is_empty (&chart))
    return 12 * font_px;
  if (kind == LF_CHART_GROUPED || kind == LF_CHART_STACKED)
    {
      g_autoptr (GArray) series = lf_chart_series (&chart);

      row += kind == LF_CHART_GROUPED ? 1.3 * series->len : 0;
      head += 1.4 * (MAX (series->len, 4) / 2 - 2); /* names, two in a line at the narrowest */
    }
  if (kind == LF_CHART_CALENDAR)
    head = lf_chart_calendar_height (&chart);
  if (kind == LF_CHART_BOXES)
    n = MAX (lf_chart_count_boxes (&chart), 1);
  if ((kind == LF_CHART_GROUPED || kind == LF_CHART_STACKED) && lf_chart_is_time (&chart))
    return 26 * font_px;
  return font_px * (head + n * row);
}

static void
draw_chart (LfChart *self)
{
  cairo_surface_t *nowhere
      = self->cr == NULL ? cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL) : NULL;

  if (nowhere != NULL)
    self->cr = cairo_create (nowhere);
  cairo_save (self->cr);
  lf_chart_read_figures (self);
  if (is_empty (self))
    lf_chart_text (self, _ ("There is nothing to draw yet."), self->width / 2, self->height / 2,
                   self->width, LF_ALIGN_MIDDLE, 1.2, self->style->dim);
  else
    kinds[lf_chart_kind (self->report)].draw (self);
  cairo_restore (self->cr);
  if (nowhere == NULL)
    return;
  cairo_destroy (self->cr);
  cairo_surface_destroy (nowhere);
}

void
lf_chart_draw (const LfReport *report,
               const LfChartStyle *style,
               cairo_t *cr,
               double width,
               double height,
               int highlighted,
               GPtrArray **ret_marks)
{
  g_autoptr (GPtrArray) marks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);
  LfChart chart = { .report = report,
                    .style = style,
                    .cr = cr,
                    .width = width,
                    .height = height,
                    .highlighted = highlighted,
                    .marks = marks,
                    .is_untold = ret_marks == NULL };

  draw_chart (&chart);
  if (ret_marks != NULL)
    *ret_marks = g_steal_pointer (&marks);
}

void
lf_chart_draw_spark (
    const LfReport *report, const LfChartStyle *style, cairo_t *cr, double width, double height)
{
  LfReport spark = *report;

  spark.chart = LF_CHART_SPARK;
  lf_chart_draw (&spark, style, cr, width, height, -1, /* ret_marks= */ NULL);
}

void
lf_chart_draw_traced (const LfReport *report,
                      const LfChartStyle *style,
                      cairo_t *cr,
                      double width,
                      double height,
                      LfChartTrace *trace)
{
  g_autoptr (GPtrArray) marks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);
  LfChart chart = { .report = report,
                    .style = style,
                    .cr = cr,
                    .width = width,
                    .height = height,
                    .highlighted = -1,
                    .marks = marks,
                    .is_untold = TRUE,
                    .trace = trace };

  draw_chart (&chart);
}

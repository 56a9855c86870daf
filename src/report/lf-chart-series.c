/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars of several series: side by side, or end to end. */

#include "config.h"

#include "lf-chart-private.h"

#include <math.h>

#define FIGURE_SCALE 0.85
#define GAP 0.12   /* on both sides of a row, of its slot */
#define WIDEST 2.6 /* a bar, in sizes of the font */

typedef struct
{
  LfChart *chart;
  GArray *series;
  LfChartAxes axes;
  gboolean is_stacked;
  double start, size; /* the bars within a slot, 0…1 */
  double figures;     /* the room of a figure at the end of a bar; 0: none are written */
} Bars;

static guint
column_at (const Bars *self, guint i)
{
  return g_array_index (self->series, guint, i);
}

static double
figure_at (const Bars *self, guint row, guint i)
{
  return lf_chart_figure (self->chart, row, column_at (self, i));
}

/* What is above zero, or below it. */
static double
sum_of (const Bars *self, guint row, gboolean is_below)
{
  double sum = 0;

  for (guint i = 0; i < self->series->len; i++)
    {
      double figure = figure_at (self, row, i);

      if (!isnan (figure) && (figure < 0) == is_below)
        sum += figure;
    }
  return sum;
}

static LfChartScale
scale_of (const Bars *self)
{
  double least, most;

  lf_chart_range (self->chart, self->series, &least, &most);
  for (guint row = 0; self->is_stacked && row < self->chart->report->rows->len; row++)
    {
      least = MIN (least, sum_of (self, row, TRUE));
      most = MAX (most, sum_of (self, row, FALSE));
    }
  return lf_chart_scale (self->chart, least, most);
}

/* ---- Figures ---- */

/* Shares of different wholes have no sum. */
static gboolean
has_sums (const Bars *self)
{
  return lf_chart_column_type (self->chart, self->chart->report->measure) != LF_COLUMN_PERCENT;
}

static char *
text_at (const Bars *self, guint row, guint i)
{
  return self->is_stacked
             ? lf_chart_short (self->chart, sum_of (self, row, FALSE) + sum_of (self, row, TRUE))
             : lf_chart_short (self->chart, figure_at (self, row, i));
}

static double
widest_figure (const Bars *self)
{
  LfChartWidest all = { 0 };

  for (guint row = 0; row < self->chart->report->rows->len; row++)
    for (guint i = 0; i < (self->is_stacked ? 1 : self->series->len); i++)
      {
        g_autofree char *text = text_at (self, row, i);

        lf_chart_widen (self->chart, &all, text, FIGURE_SCALE);
      }
  return all.width;
}

/* Beyond the end of what lies between these figures. */
static void
draw_figure (const Bars *self, guint row, guint i, const LfChartShape *shape, gboolean is_below)
{
  g_autofree char *text = self->figures == 0 ? NULL : text_at (self, row, i);
  double px = self->chart->style->font_px, width = self->figures + px;
  double x = shape->x + shape->width / 2, y = shape->y + shape->height / 2;
  LfAlign align = LF_ALIGN_MIDDLE;

  if (text == NULL)
    return;
  if (self->axes.is_upright)
    y = is_below ? shape->y + shape->height + px * 0.7 : shape->y - px * 0.7;
  else
    {
      x = is_below ? shape->x - px * 0.4 : shape->x + shape->width + px * 0.4;
      align = is_below ? LF_ALIGN_END : LF_ALIGN_START;
    }
  lf_chart_text (self->chart, text, x, y, width, align, FIGURE_SCALE,
                 self->chart->style->foreground);
}

/* In the colour of its series, so that no hatching runs through it. */
static void
draw_inner_figure (const Bars *self, guint i, const LfChartShape *shape)
{
  double px = self->chart->style->font_px, color[4];
  g_autofree char *text = NULL;
  double width;

  if (shape->width < px || shape->height < px * 1.3)
    return;
  text = lf_chart_short (self->chart, figure_at (self, shape->row, i));
  width = lf_chart_text_width (self->chart, text, FIGURE_SCALE) + px * 0.4;
  if (width + px * 0.3 > shape->width)
    return;
  lf_chart_series_color (self->chart, i, color);
  lf_chart_color (self->chart, color, 1);
  cairo_rectangle (self->chart->cr, shape->x + (shape->width - width) / 2,
                   shape->y + shape->height / 2 - px * 0.6, width, px * 1.2);
  cairo_fill (self->chart->cr);
  lf_chart_text (self->chart, text, shape->x + shape->width / 2, shape->y + shape->height / 2,
                 width, LF_ALIGN_MIDDLE, FIGURE_SCALE, lf_chart_on (color));
}

/* ---- Bars ---- */

/* The whole length of its place: a short bar is as easily pointed at as a long one. */
static LfChartShape
place_of (const Bars *self, double start, double end)
{
  return lf_chart_axes_shape (&self->axes, start, end, self->axes.scale.least,
                              self->axes.scale.most);
}

static void
draw_group (const Bars *self, guint row)
{
  double bar = self->size / self->series->len;

  for (guint i = 0; i < self->series->len; i++)
    {
      double figure = figure_at (self, row, i), start = row + self->start + i * bar;
      LfChartShape shape = lf_chart_axes_shape (&self->axes, start, start + bar * 0.94, 0, figure),
                   place = place_of (self, start, start + bar);
      gboolean is_pointed;

      if (isnan (figure))
        continue;
      shape.row = place.row = row;
      shape.column = place.column = column_at (self, i);
      is_pointed = lf_chart_mark_cell (self->chart, &place, self->series->len > 1);
      lf_chart_trace_cell (self->chart, &shape);
      lf_chart_fill (self->chart, i, &shape, is_pointed);
      draw_figure (self, row, i, &shape, figure < 0);
    }
}

static void
draw_stack (const Bars *self, guint row)
{
  double ends[2] = { 0, 0 }, start = row + self->start, end = start + self->size;
  LfChartShape whole;

  for (guint i = 0; i < self->series->len; i++)
    {
      double figure = figure_at (self, row, i);
      gboolean is_below = figure < 0;
      LfChartShape shape;

      if (isnan (figure) || figure == 0)
        continue;
      shape
          = lf_chart_axes_shape (&self->axes, start, end, ends[is_below], ends[is_below] + figure);
      ends[is_below] += figure;
      shape.row = row;
      shape.column = column_at (self, i);
      lf_chart_trace_cell (self->chart, &shape);
      lf_chart_fill (self->chart, i, &shape,
                     lf_chart_mark_cell (self->chart, &shape, self->series->len > 1));
      draw_inner_figure (self, i, &shape);
    }
  whole = lf_chart_axes_shape (&self->axes, start, end, 0, ends[0]);
  if (has_sums (self))
    draw_figure (self, row, 0, &whole, FALSE);
}

/* Whether each figure has room beside its bar, and is not as wide as to crowd its neighbour: beside
 * thin bars none is. */
static void
choose_figures (Bars *self, double room)
{
  double px = self->chart->style->font_px;
  double bar = room / self->chart->report->rows->len * self->size
               / (self->is_stacked ? 1 : self->series->len);
  gboolean is_thick = px * (self->axes.is_upright ? 0.2 : 0.95) < bar;
  double width = is_thick && (!self->is_stacked || has_sums (self)) ? widest_figure (self) : 0;

  self->figures = self->axes.is_upright && width + px * 0.2 >= bar ? 0 : width;
}

static void
draw_bars (LfChart *chart, gboolean is_stacked)
{
  g_autoptr (GArray) series = lf_chart_series (chart);
  double top = lf_chart_legend (chart, series, LF_SWATCH_FILL), px = chart->style->font_px;
  gboolean is_upright = lf_chart_is_time (chart);
  guint n = chart->report->rows->len;
  double room = is_upright ? chart->width - px * 4 : chart->height - top;
  Bars self
      = { .chart = chart,
          .series = series,
          .is_stacked = is_stacked,
          .axes = { .is_upright = is_upright },
          .size = MIN (1 - 2 * GAP, WIDEST * px * (is_stacked ? 1 : series->len) * n / room) };

  self.start = (1 - self.size) / 2;
  self.axes.scale = scale_of (&self);
  choose_figures (&self, room);
  self.axes.has_ticks = is_upright || self.figures == 0;
  lf_chart_axes_draw (&self.axes, chart, is_upright ? top + px : top,
                      is_upright         ? 0
                      : self.figures > 0 ? self.figures + px
                                         : px);
  for (guint row = 0; row < n; row++)
    if (is_stacked)
      draw_stack (&self, row);
    else
      draw_group (&self, row);
}

void
lf_chart_draw_grouped (LfChart *self)
{
  draw_bars (self, FALSE);
}

void
lf_chart_draw_stacked (LfChart *self)
{
  draw_bars (self, TRUE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid and the labels of charts whose rows stand beside each other or lie below each other. */

#include "config.h"

#include "lf-chart-private.h"

#include <math.h>

#define TICK_SCALE 0.85
#define NAMES_SHARE 0.38 /* of the width, at most, for labels beside rows */
#define BELOW_SHARE 0.36 /* of the height, at most, for labels below */

static guint
count_ticks (const LfChartAxes *self)
{
  return (guint) round ((self->scale.most - self->scale.least) / self->scale.step) + 1;
}

static double
tick_at (const LfChartAxes *self, guint i)
{
  double value = self->scale.least + i * self->scale.step;

  return fabs (value) < self->scale.step * 1e-6 ? 0 : value;
}

static double
widest_tick (const LfChartAxes *self, LfChart *chart)
{
  double width = 0;

  for (guint i = 0; i < count_ticks (self); i++)
    {
      g_autofree char *text = lf_chart_tick (chart, tick_at (self, i));

      width = MAX (width, lf_chart_text_width (chart, text, TICK_SCALE));
    }
  return width;
}

double
lf_chart_axes_at (const LfChartAxes *self, double figure)
{
  double share = (CLAMP (figure, self->scale.least, self->scale.most) - self->scale.least)
                 / (self->scale.most - self->scale.least);

  return self->is_upright ? self->bottom - (self->bottom - self->top) * share
                          : self->left + (self->right - self->left) * share;
}

double
lf_chart_axes_center (const LfChartAxes *self, guint row)
{
  if (!self->is_upright)
    return self->top + (row + 0.5) * self->slot;
  return self->shares == NULL ? self->left + (row + 0.5) * self->slot
                              : self->left + self->shares[row] * (self->right - self->left);
}

LfChartShape
lf_chart_axes_shape (const LfChartAxes *self, double start, double end, double from, double to)
{
  double a = lf_chart_axes_at (self, from), b = lf_chart_axes_at (self, to);
  double least = MIN (a, b), length = fabs (b - a);

  if (self->is_upright)
    return (LfChartShape){ self->left + start * self->slot, least, (end - start) * self->slot,
                           length };
  return (LfChartShape){ least, self->top + start * self->slot, length,
                         (end - start) * self->slot };
}

/* ---- Drawing ---- */

static void
draw_tick (const LfChartAxes *self, LfChart *chart, double value, double *last)
{
  double px = chart->style->font_px, at = floor (lf_chart_axes_at (self, value)) + 0.5;
  g_autofree char *text = lf_chart_tick (chart, value);
  double width = lf_chart_text_width (chart, text, TICK_SCALE);

  lf_chart_color (chart, chart->style->dim, value == 0 ? 0.8 : 0.25);
  cairo_set_line_width (chart->cr, 1);
  cairo_move_to (chart->cr, self->is_upright ? self->left : at, self->is_upright ? at : self->top);
  cairo_line_to (chart->cr, self->is_upright ? self->right : at,
                 self->is_upright ? at : self->bottom);
  cairo_stroke (chart->cr);
  if (!self->has_ticks)
    return;
  if (self->is_upright)
    lf_chart_text (chart, text, self->left - px * 0.5, at, self->left, LF_ALIGN_END, TICK_SCALE,
                   chart->style->dim);
  else
    {
      double center = CLAMP (at, width / 2, MAX (chart->width - width / 2, width / 2));

      if (center - width / 2 < *last)
        return;
      lf_chart_text (chart, text, center, self->bottom + px * 0.9, width + 2, LF_ALIGN_MIDDLE,
                     TICK_SCALE, chart->style->dim);
      *last = center + width / 2 + px * 0.5;
    }
}

void
lf_chart_axes_grid (const LfChartAxes *self, LfChart *chart)
{
  double last = -G_MAXDOUBLE;

  for (guint i = 0; i < count_ticks (self); i++)
    if (self->has_ticks || tick_at (self, i) == 0)
      draw_tick (self, chart, tick_at (self, i), &last);
}

static void
lay_out_upright (LfChartAxes *self, LfChart *chart, double top, double end_room)
{
  guint n = chart->report->rows->len;
  double px = chart->style->font_px;
  g_autoptr (LfChartNames) names = lf_chart_names_new (n);

  self->left = widest_tick (self, chart) + px;
  self->right = MAX (chart->width - end_room, self->left + px);
  self->top = top + px * 0.6;
  self->slot = (self->right - self->left) / n;
  for (guint row = 0; row < n; row++)
    {
      names->texts[row] = lf_chart_label (chart, row);
      names->centers[row] = lf_chart_axes_center (self, row);
    }
  names->start = self->left - px * 0.3;
  if (lf_chart_is_time (chart))
    lf_chart_names_add_times (names, chart);
  lf_chart_names_fit (names, chart, self->slot, (chart->height - top) * BELOW_SHARE);
  self->bottom = MAX (chart->height - names->height, self->top + px);
  lf_chart_axes_grid (self, chart);
  lf_chart_names_draw (names, chart, self->bottom);
}

void
lf_chart_axes_draw (LfChartAxes *self, LfChart *chart, double top, double end_room)
{
  guint n = chart->report->rows->len;
  double px = chart->style->font_px;

  if (self->is_upright)
    {
      lay_out_upright (self, chart, top, end_room);
      return;
    }
  self->left = lf_chart_row_names_width (chart, NAMES_SHARE);
  self->right = MAX (chart->width - end_room, self->left + px);
  if (self->scale.least < 0)
    self->left = MIN (self->left + end_room, self->right - px);
  self->top = top;
  self->bottom = chart->height - (self->has_ticks ? px * 1.8 : 0);
  self->slot = (self->bottom - self->top) / n;
  lf_chart_axes_grid (self, chart);
  for (guint row = 0; row < n; row++)
    lf_chart_row_name (chart, row, self->top + row * self->slot, self->slot,
                       self->left - (self->scale.least < 0 ? end_room : 0));
}

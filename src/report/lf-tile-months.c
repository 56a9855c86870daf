/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months of a figure, small enough to stand under it. */

#include "config.h"

#include "lf-chart-private.h"
#include "lf-dashboard-sheet.h"

#include <math.h>

#define LEAST_BAR 1.5 /* px: a month with nothing in it is a month nevertheless */
#define PART 0.72     /* of its place, a bar is wide */

static double
most_of (const LfTileFigures *figures)
{
  double most = 0;

  for (guint i = 0; i < figures->months->len; i++)
    {
      double value = ((const LfTileMonth *) figures->months->pdata[i])->value;

      if (!isnan (value))
        most = MAX (most, value);
    }
  return most;
}

static void
draw_month (LfChart *chart, const LfTileFigures *figures, guint i, double most)
{
  const LfTileMonth *month = figures->months->pdata[i];
  gboolean is_last = i + 1 == figures->months->len;
  double step = chart->width / figures->months->len, x = i * step;
  double height = most > 0 && !isnan (month->value)
                      ? MAX (chart->height * month->value / most, LEAST_BAR)
                      : LEAST_BAR;
  gboolean is_lit = lf_chart_mark (chart, x, 0, step, chart->height, i, 0, g_strdup (month->text));

  if (chart->cr == NULL)
    return;
  lf_chart_color (chart, is_last || is_lit ? chart->style->accent : chart->style->dim,
                  is_last || is_lit ? 1 : 0.55);
  cairo_rectangle (chart->cr, x + step * (1 - PART) / 2, chart->height - height, step * PART,
                   height);
  cairo_fill (chart->cr);
}

void
lf_tile_draw_months (const LfTileFigures *figures,
                     const LfChartStyle *style,
                     cairo_t *cr,
                     double width,
                     double height,
                     int highlighted,
                     GPtrArray **ret_marks)
{
  g_autoptr (GPtrArray) marks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);
  LfChart chart = { .style = style,
                    .cr = cr,
                    .width = width,
                    .height = height,
                    .highlighted = highlighted,
                    .marks = marks };
  double most = most_of (figures);

  for (guint i = 0; i < figures->months->len; i++)
    draw_month (&chart, figures, i, most);
  if (ret_marks != NULL)
    *ret_marks = g_steal_pointer (&marks);
}

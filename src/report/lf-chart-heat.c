/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A heat map: figures in cells as dark as they are large. What is below zero has the other colour
 * and a minus. */

#include "config.h"

#include "lf-chart-private.h"

#include <math.h>

#define CAPTION_SCALE 0.85
#define NAMES_SHARE 0.3
#define HEADS_SHARE 0.3
#define TALLEST 3.4 /* a cell, in sizes of the font */

/* ---- Shades ---- */

void
lf_chart_shade (LfChart *self, double figure, const LfChartScale *range, double ret_color[4])
{
  double most = MAX (range->most, -range->least);
  double share = most > 0 ? fabs (figure) / most : 0;

  lf_chart_mix (self->style->background, figure < 0 ? self->style->warning : self->style->accent,
                figure == 0 ? 0.04 : 0.12 + 0.88 * share, ret_color);
}

/* From the least shade to the most, with both figures. */
static double
draw_scale (LfChart *self, const LfChartScale *range, double x, double y, double width)
{
  double px = self->style->font_px, step = width / 6;
  double least = MIN (range->least, 0);
  g_autofree char *first = lf_chart_short (self, least);
  g_autofree char *last = lf_chart_short (self, range->most);
  double room = lf_chart_text_width (self, first, CAPTION_SCALE) + px * 0.4;

  lf_chart_text (self, first, x, y, room, LF_ALIGN_START, CAPTION_SCALE, self->style->dim);
  for (guint i = 0; i < 6; i++)
    {
      double color[4];

      lf_chart_shade (self, least + (range->most - least) * i / 5, range, color);
      lf_chart_color (self, color, 1);
      cairo_rectangle (self->cr, x + room + i * step, y - px * 0.4, step + 0.5, px * 0.8);
      cairo_fill (self->cr);
    }
  lf_chart_color (self, self->style->dim, 0.6);
  cairo_set_line_width (self->cr, 0.5);
  cairo_rectangle (self->cr, x + room, y - px * 0.4, width, px * 0.8);
  cairo_stroke (self->cr);
  lf_chart_text (self, last, x + room + width + px * 0.4, y, px * 12, LF_ALIGN_START, CAPTION_SCALE,
                 self->style->dim);
  return room + width + px * 0.4 + lf_chart_text_width (self, last, CAPTION_SCALE);
}

double
lf_chart_draw_shades (LfChart *self, const char *caption, const LfChartScale *range)
{
  double px = self->style->font_px, y = px * 0.8, bar = px * 7;
  double width = lf_chart_text_width (self, caption, CAPTION_SCALE) + 1;
  g_autofree char *first = lf_chart_short (self, MIN (range->least, 0));
  g_autofree char *last = lf_chart_short (self, range->most);
  double scale = bar + px + lf_chart_text_width (self, first, CAPTION_SCALE)
                 + lf_chart_text_width (self, last, CAPTION_SCALE);

  if (*caption != '\0')
    lf_chart_text (self, caption, 0, y, self->width, LF_ALIGN_START, CAPTION_SCALE,
                   self->style->dim);
  if (*caption != '\0' && width + px + scale > self->width)
    {
      y += px * 1.4;
      width = -px;
    }
  draw_scale (self, range, *caption == '\0' ? 0 : width + px, y, bar);
  return y + px;
}

void
lf_chart_draw_shaded (LfChart *self,
                      const LfChartShape *cell,
                      const LfChartScale *range,
                      double figure_scale,
                      gboolean is_pointed)
{
  double color[4], figure = lf_chart_figure (self, cell->row, cell->column);
  g_autofree char *text = figure_scale > 0 ? lf_chart_short (self, figure) : NULL;

  lf_chart_shade (self, figure, range, color);
  lf_chart_color (self, color, 1);
  cairo_rectangle (self->cr, cell->x, cell->y, cell->width, cell->height);
  cairo_fill (self->cr);
  if (is_pointed)
    lf_chart_frame (self, cell);
  if (figure_scale > 0)
    lf_chart_text (self, text, cell->x + cell->width / 2, cell->y + cell->height / 2,
                   MAX (cell->width, self->style->font_px), LF_ALIGN_MIDDLE, figure_scale,
                   figure == 0 ? self->style->dim : lf_chart_on (color));
}

/* The largest size at which every figure fits into a cell; 0: there is none. */
double
lf_chart_shaded_scale (LfChart *self, const GArray *columns, double width, double height)
{
  static const double scales[] = { 0.9, 0.8, 0.7 };
  double px = self->style->font_px;
  LfChartWidest all = { 0 };

  if (MIN (width, height) < px * 0.5)
    return 0;
  for (guint row = 0; row < self->report->rows->len; row++)
    for (guint i = 0; i < columns->len; i++)
      {
        double figure = lf_chart_figure (self, row, g_array_index (columns, guint, i));
        g_autofree char *text = lf_chart_short (self, figure);

        if (!isnan (figure))
          lf_chart_widen (self, &all, text, 1);
      }
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (all.width * scales[i] + 3 <= width && px * scales[i] * 1.1 <= height)
      return scales[i];
  return 0;
}

/* ---- Rows × series ---- */

static LfChartNames *
name_columns (LfChart *self, const GArray *columns, double left)
{
  LfChartNames *names = lf_chart_names_new (columns->len);
  double slot = (self->width - left) / columns->len;

  names->is_above = TRUE;
  for (guint i = 0; i < columns->len; i++)
    {
      names->texts[i] = g_strdup (lf_chart_column_label (self, g_array_index (columns, guint, i)));
      names->centers[i] = left + (i + 0.5) * slot;
    }
  lf_chart_names_fit (names, self, slot, self->height * HEADS_SHARE);
  return names;
}

static void
draw_cell (LfChart *self, const LfChartShape *cell, const LfChartScale *range, double scale)
{
  double px = self->style->font_px;

  if (isnan (lf_chart_figure (self, cell->row, cell->column)))
    {
      if (scale > 0)
        lf_chart_text (self, "–", cell->x + cell->width / 2, cell->y + cell->height / 2,
                       MAX (cell->width, px), LF_ALIGN_MIDDLE, scale, self->style->dim);
      return;
    }
  lf_chart_trace_cell (self, cell);
  lf_chart_draw_shaded (self, cell, range, scale, lf_chart_mark_cell (self, cell, TRUE));
}

void
lf_chart_draw_heat (LfChart *self)
{
  g_autoptr (GArray) columns = lf_chart_series (self);
  g_autoptr (LfChartNames) names = NULL;
  LfChartScale range = { 0 };
  guint n = self->report->rows->len;
  double px = self->style->font_px, left = lf_chart_row_names_width (self, NAMES_SHARE), top,
         height, width = (self->width - left) / columns->len, scale;

  lf_chart_range (self, columns, &range.least, &range.most);
  names = name_columns (self, columns, left);
  top = lf_chart_draw_shades (self, self->unit_name, &range);
  lf_chart_names_draw (names, self, top);
  top += names->height;
  height = MIN (MAX (self->height - top, px) / n, px * TALLEST);
  scale = lf_chart_shaded_scale (self, columns, width - 1, height - 1);
  for (guint row = 0; row < n; row++)
    {
      lf_chart_row_name (self, row, top + row * height, height, left);
      for (guint i = 0; i < columns->len; i++)
        draw_cell (self,
                   &(LfChartShape){ left + i * width, top + row * height, MAX (width - 1, 0.5),
                                    MAX (height - 1, 0.5), row, g_array_index (columns, guint, i) },
                   &range, scale);
    }
}

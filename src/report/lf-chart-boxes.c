/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How days are spread: a box from quartile to quartile, a line from the least to the most, and
 * the outliers by name. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NAME_SCALE 0.8

enum
{
  LEAST,
  LOWER,
  MEDIAN,
  UPPER,
  MOST,
  OUTLIER
};

typedef struct
{
  LfChart *chart;
  LfChartAxes axes;
  GArray *boxes; /* guint: the rows that are boxes */
} Boxes;

static double
days_at (LfChart *self, guint row, guint which)
{
  guint column = self->report->measure + which;

  return column < self->report->columns->len ? lf_chart_figure (self, row, column) : NAN;
}

static gboolean
is_outlier (LfChart *self, guint row)
{
  return isnan (days_at (self, row, MEDIAN)) && !isnan (days_at (self, row, OUTLIER));
}

/* ---- Tips ---- */

char *
lf_chart_box_tip (LfChart *self, guint row)
{
  g_autofree char *label = NULL;
  GString *text;

  if (is_outlier (self, row))
    return lf_chart_cell_tip (self, row, self->report->measure + OUTLIER, TRUE);
  label = lf_chart_label (self, row);
  text = g_string_new (label);
  for (guint i = LEAST; i <= MOST; i++)
    {
      guint column = self->report->measure + i;
      g_autofree char *value = lf_chart_cell_text (self, row, column);

      g_string_append (text, i == LEAST ? ": " : C_ ("brief", ", "));
      g_string_append_printf (text, C_ ("figure", "%1$s %2$s"),
                              lf_chart_column_label (self, column), value);
    }
  return g_string_free (text, FALSE);
}

/* ---- A box ---- */

static void
stroke (LfChart *self, double x1, double y1, double x2, double y2, double width)
{
  cairo_set_line_width (self->cr, width);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
}

static void
draw_box (const Boxes *self, guint row, double center, double bar)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, at[MOST + 1];
  LfChartShape shape;

  for (guint i = LEAST; i <= MOST; i++)
    at[i] = lf_chart_axes_at (&self->axes, isnan (days_at (chart, row, i))
                                               ? days_at (chart, row, MEDIAN)
                                               : days_at (chart, row, i));
  lf_chart_color (chart, chart->style->foreground, 0.8);
  stroke (chart, at[LEAST], center, at[MOST], center, 1);
  stroke (chart, at[LEAST], center - bar * 0.25, at[LEAST], center + bar * 0.25, 1);
  stroke (chart, at[MOST], center - bar * 0.25, at[MOST], center + bar * 0.25, 1);
  shape = (LfChartShape){ at[LOWER], center - bar / 2, MAX (at[UPPER] - at[LOWER], 1), bar };
  lf_chart_color (chart, chart->style->background, 1);
  cairo_rectangle (chart->cr, shape.x, shape.y, shape.width, shape.height);
  cairo_fill (chart->cr);
  lf_chart_color (chart, chart->style->accent, 0.35);
  cairo_rectangle (chart->cr, shape.x, shape.y, shape.width, shape.height);
  cairo_fill_preserve (chart->cr);
  lf_chart_color (chart, chart->style->accent, 1);
  cairo_set_line_width (chart->cr, px * 0.1);
  cairo_stroke (chart->cr);
  lf_chart_color (chart, chart->style->foreground, 1);
  stroke (chart, at[MEDIAN], center - bar * 0.5, at[MEDIAN], center + bar * 0.5, px * 0.2);
}

/* The median, over the box: what is read first. */
static void
draw_median (const Boxes *self, guint row, double y)
{
  g_autofree char *text = lf_chart_short (self->chart, days_at (self->chart, row, MEDIAN));
  double x = lf_chart_axes_at (&self->axes, days_at (self->chart, row, MEDIAN)),
         width = lf_chart_text_width (self->chart, text, NAME_SCALE);

  x = CLAMP (x, width / 2, self->chart->width - width / 2);
  lf_chart_text (self->chart, text, x, y, width + 2, LF_ALIGN_MIDDLE, NAME_SCALE,
                 self->chart->style->foreground);
}

/* ---- Outliers ---- */

typedef struct
{
  guint row;
  double x;
} Outlier;

static int
compare_outliers (gconstpointer a, gconstpointer b)
{
  double first = ((const Outlier *) a)->x, second = ((const Outlier *) b)->x;

  return first < second ? -1 : first > second;
}

/* (transfer full): those of the box, from the left */
static GArray *
outliers_of (const Boxes *self, guint box)
{
  GArray *outliers = g_array_new (FALSE, FALSE, sizeof (Outlier));

  for (guint row = box + 1; row < self->chart->report->rows->len && is_outlier (self->chart, row);
       row++)
    {
      Outlier outlier
          = { row, lf_chart_axes_at (&self->axes, days_at (self->chart, row, OUTLIER)) };

      g_array_append_val (outliers, outlier);
    }
  g_array_sort (outliers, compare_outliers);
  return outliers;
}

/* Above or below its sign, where neither the one before nor the edge is in the way. */
static gboolean
draw_name (const Boxes *self, const Outlier *outlier, double y, double *from)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px;
  g_autofree char *name = lf_chart_label (chart, outlier->row);
  double width = MIN (lf_chart_text_width (chart, name, NAME_SCALE) + 1, px * 12);
  double x = MAX (CLAMP (outlier->x - width / 2, 0, MAX (chart->width - width, 0)), *from);

  if (x > outlier->x || x < self->axes.left - px || x + width > chart->width)
    return FALSE;
  lf_chart_text (chart, name, x, y, width, LF_ALIGN_START, NAME_SCALE, chart->style->dim);
  *from = x + width + px * 0.6;
  return TRUE;
}

static void
draw_diamond (LfChart *self, double x, double y, double radius, gboolean is_pointed)
{
  cairo_new_path (self->cr);
  cairo_move_to (self->cr, x, y - radius);
  cairo_line_to (self->cr, x + radius, y);
  cairo_line_to (self->cr, x, y + radius);
  cairo_line_to (self->cr, x - radius, y);
  cairo_close_path (self->cr);
  lf_chart_color (self, self->style->warning, is_pointed ? 1 : 0.35);
  cairo_fill_preserve (self->cr);
  lf_chart_color (self, is_pointed ? self->style->foreground : self->style->warning, 1);
  cairo_set_line_width (self->cr, self->style->font_px * 0.11);
  cairo_stroke (self->cr);
}

/* A point is pointed at from half way to its neighbours, and nowhere within the box. */
static void
draw_outliers (const Boxes *self, guint box, double y, double center)
{
  LfChart *chart = self->chart;
  g_autoptr (GArray) outliers = outliers_of (self, box);
  double px = chart->style->font_px, radius = px * 0.36, above = 0, below = 0,
         from = lf_chart_axes_at (&self->axes, days_at (chart, box, MOST));

  for (guint i = 0; i < outliers->len; i++)
    {
      const Outlier *outlier = &g_array_index (outliers, Outlier, i);
      double next
          = i + 1 < outliers->len ? g_array_index (outliers, Outlier, i + 1).x : G_MAXDOUBLE;
      double start = MAX (outlier->x - radius * 2, from),
             end = MAX (MIN (outlier->x + radius * 2, (outlier->x + next) / 2), start + 1);
      LfChartShape shape = { start,        y,
                             end - start,  self->axes.slot,
                             outlier->row, chart->report->measure + OUTLIER };

      lf_chart_trace_cell (chart, &shape);
      draw_diamond (chart, outlier->x, center, radius,
                    lf_chart_mark_cell (chart, &shape, /* names_column= */ FALSE));
      if (!draw_name (self, outlier, center + px * 1.1, &below))
        draw_name (self, outlier, center - px * 1.1, &above);
      from = end;
    }
}

static void
draw_row (const Boxes *self, guint index)
{
  LfChart *chart = self->chart;
  guint row = g_array_index (self->boxes, guint, index);
  double px = chart->style->font_px, y = self->axes.top + index * self->axes.slot;
  gboolean has_names = self->axes.slot > px * 3;
  double center = y + self->axes.slot * (has_names ? 0.48 : 0.5);
  double bar = MIN (self->axes.slot * 0.4, px * 1.4);
  double start = lf_chart_axes_at (&self->axes, days_at (chart, row, LEAST)),
         end = lf_chart_axes_at (&self->axes, days_at (chart, row, MOST));
  LfChartShape shape
      = { start, y, MAX (end - start, 1), self->axes.slot, row, chart->report->measure + MEDIAN };

  lf_chart_row_name (chart, row, y, self->axes.slot, self->axes.left);
  if (isnan (days_at (chart, row, MEDIAN)))
    return;
  lf_chart_trace_cell (chart, &shape);
  if (lf_chart_mark (chart, shape.x, shape.y, shape.width, shape.height, row, shape.column,
                     chart->is_untold ? NULL : lf_chart_box_tip (chart, row)))
    lf_chart_frame (chart, &(LfChartShape){ shape.x - px * 0.2, center - bar * 0.7,
                                            shape.width + px * 0.4, bar * 1.4 });
  draw_box (self, row, center, bar);
  if (has_names)
    draw_median (self, row, center - bar / 2 - px * 0.55);
  draw_outliers (self, row, y, center);
}

/* ---- The chart ---- */

static gboolean
has_outliers (LfChart *self)
{
  for (guint row = 0; row < self->report->rows->len; row++)
    if (is_outlier (self, row))
      return TRUE;
  return FALSE;
}

/* What the shapes mean, in words; nobody looks for what is not there. */
static double
draw_legend (LfChart *self)
{
  double px = self->style->font_px, y = px * 0.8, x = 0;
  const char *const names[]
      = { _ ("Half of them"), lf_chart_column_label (self, self->report->measure + MEDIAN),
          _ ("Least to most"), _ ("Outlier") };

  for (guint i = 0; i < (has_outliers (self) ? 4 : 3); i++)
    {
      double width = lf_chart_text_width (self, names[i], NAME_SCALE) + 1;

      if (x > 0 && x + px * 1.7 + width > self->width)
        {
          x = 0;
          y += px * 1.3;
        }
      lf_chart_color (self, i == 0 ? self->style->accent : self->style->foreground,
                      i == 0 ? 0.45 : 1);
      if (i == 0)
        {
          cairo_rectangle (self->cr, x, y - px * 0.4, px * 1.2, px * 0.8);
          cairo_fill (self->cr);
        }
      else if (i == 1)
        stroke (self, x + px * 0.6, y - px * 0.45, x + px * 0.6, y + px * 0.45, px * 0.2);
      else if (i == 2)
        stroke (self, x, y, x + px * 1.2, y, 1);
      else
        draw_diamond (self, x + px * 0.6, y, px * 0.36, FALSE);
      lf_chart_text (self, names[i], x + px * 1.7, y, width, LF_ALIGN_START, NAME_SCALE,
                     self->style->dim);
      x += px * 2.7 + width;
    }
  return y + px;
}

static double
widest_name (const Boxes *self)
{
  double width = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    {
      g_autofree char *label = lf_chart_label (self->chart, g_array_index (self->boxes, guint, i));

      width = MAX (width, lf_chart_text_width (self->chart, label, 0.85));
    }
  return width;
}

guint
lf_chart_count_boxes (LfChart *self)
{
  guint n = 0;

  for (guint row = 0; row < self->report->rows->len; row++)
    n += row == 0 || !is_outlier (self, row);
  return n;
}

void
lf_chart_draw_boxes (LfChart *chart)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (guint));
  Boxes self = { .chart = chart, .boxes = boxes };
  double px = chart->style->font_px, least = 0, most = 1;

  for (guint row = 0; row < chart->report->rows->len; row++)
    {
      if (row == 0 || !is_outlier (chart, row))
        g_array_append_val (boxes, row);
      for (guint i = LEAST; i <= OUTLIER; i++)
        if (!isnan (days_at (chart, row, i)))
          {
            least = MIN (least, days_at (chart, row, i));
            most = MAX (most, days_at (chart, row, i));
          }
    }
  self.axes = (LfChartAxes){ .has_ticks = TRUE,
                             .left = MIN (widest_name (&self) + px, chart->width * 0.38),
                             .right = chart->width - px,
                             .top = draw_legend (chart),
                             .bottom = chart->height - px * 1.8,
                             .scale = lf_chart_scale (chart, least, most) };
  self.axes.slot = (self.axes.bottom - self.axes.top) / boxes->len;
  lf_chart_axes_grid (&self.axes, chart);
  for (guint i = 0; i < boxes->len; i++)
    draw_row (&self, i);
}

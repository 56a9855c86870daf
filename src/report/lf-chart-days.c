/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that clocks took: a bar up to the median, the mean as a line across it, the best as a
 * point. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  PROJECTS = 2,
  DATED,
  MEDIAN,
  MEAN,
  BEST
};

#define LEGEND_PX 2.2 /* its height, in sizes of the font */

static double
days_at (LfChart *self, guint row, guint column)
{
  return (double) lf_chart_cell (self, row, column)->count;
}

static double
longest (LfChart *self)
{
  double most = 1;

  for (guint i = 0; i < self->report->rows->len; i++)
    most = MAX (most, MAX (days_at (self, i, MEDIAN), days_at (self, i, MEAN)));
  return most;
}

static char *
tip_of (LfChart *self, guint row)
{
  g_autofree char *label = lf_chart_label (self, row);
  int n = (int) lf_chart_cell (self, row, PROJECTS)->count;
  g_autofree char *projects = g_strdup_printf (ngettext ("%d project", "%d projects", n), n);

  if (lf_chart_cell (self, row, DATED)->count == 0)
    return g_strdup_printf (_ ("%1$s: %2$s, none known to the day"), label, projects);
  return g_strdup_printf (_ ("%1$s: %2$s, median %3$d days, mean %4$d, best %5$d"), label, projects,
                          (int) days_at (self, row, MEDIAN), (int) days_at (self, row, MEAN),
                          (int) days_at (self, row, BEST));
}

static void
draw_mean (LfChart *self, double x, double center, double bar)
{
  lf_chart_color (self, self->style->foreground, 1);
  cairo_set_line_width (self->cr, 2);
  cairo_move_to (self->cr, x, center - bar * 0.75);
  cairo_line_to (self->cr, x, center + bar * 0.75);
  cairo_stroke (self->cr);
}

static void
draw_best (LfChart *self, double x, double center, double bar)
{
  double radius = bar * 0.3;

  lf_chart_color (self, self->style->background, 1);
  cairo_arc (self->cr, x, center, radius + 1.5, 0, 2 * G_PI);
  cairo_fill (self->cr);
  lf_chart_color (self, self->style->warning, 1);
  cairo_arc (self->cr, x, center, radius, 0, 2 * G_PI);
  cairo_fill (self->cr);
}

static void
draw_row (LfChart *self, guint row, double y, double height, double left, double scale)
{
  double px = self->style->font_px, bar = MIN (height * 0.5, px * 1.4), center = y + height / 2;
  g_autofree char *label = lf_chart_label (self, row);
  g_autofree char *median = lf_chart_cell_text (self, row, MEDIAN);
  gboolean is_known = lf_chart_cell (self, row, DATED)->count > 0;
  gboolean is_highlighted
      = lf_chart_mark (self, 0, y, self->width, height, row, MEDIAN, tip_of (self, row));
  double end = MAX (days_at (self, row, MEDIAN), days_at (self, row, MEAN)) * scale;

  lf_chart_text (self, label, 0, center, left - px, LF_ALIGN_START, 1, self->style->foreground);
  lf_chart_text (self, is_known ? median : "–", left + (is_known ? end : 0) + px * 0.6, center,
                 px * 6, LF_ALIGN_START, 1, self->style->foreground);
  if (!is_known)
    return;
  lf_chart_color (self, self->style->accent, is_highlighted ? 1 : 0.82);
  cairo_rectangle (self->cr, left, center - bar / 2, MAX (days_at (self, row, MEDIAN) * scale, 1),
                   bar);
  cairo_fill (self->cr);
  draw_mean (self, left + days_at (self, row, MEAN) * scale, center, bar);
  draw_best (self, left + days_at (self, row, BEST) * scale, center, bar);
}

/* What the shapes mean: words, for colour alone says nothing. */
static void
draw_legend (LfChart *self, double left)
{
  static const guint columns[] = { MEDIAN, MEAN, BEST };
  double px = self->style->font_px, x = left, center = px * LEGEND_PX / 2, bar = px * 0.9;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const LfReportColumn *column = self->report->columns->pdata[columns[i]];

      if (columns[i] == MEAN)
        draw_mean (self, x + px * 0.5, center, bar);
      else if (columns[i] == BEST)
        draw_best (self, x + px * 0.5, center, bar * 1.3);
      else
        {
          lf_chart_color (self, self->style->accent, 0.82);
          cairo_rectangle (self->cr, x, center - bar / 2, px, bar);
          cairo_fill (self->cr);
        }
      lf_chart_text (self, column->label, x + px * 1.5, center, self->width - x - px * 1.5,
                     LF_ALIGN_START, 0.85, self->style->dim);
      x += px * 3 + lf_chart_text_width (self, column->label, 0.85);
    }
}

void
lf_chart_draw_days (LfChart *self)
{
  double px = self->style->font_px, legend = px * LEGEND_PX, left = 0,
         height = MIN ((self->height - legend) / MAX (self->report->rows->len, 1), px * 4);

  for (guint i = 0; i < self->report->rows->len; i++)
    {
      g_autofree char *label = lf_chart_label (self, i);

      left = MAX (left, lf_chart_text_width (self, label, 1));
    }
  left = MIN (left + px * 1.5, self->width * 0.45);
  draw_legend (self, left);
  for (guint i = 0; i < self->report->rows->len; i++)
    draw_row (self, i, legend + i * height, height, left,
              MAX (self->width - left - px * 7, px) / longest (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ranking: place, how far up or down since the one before, name, bar and figure. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define SCALE 0.9
#define HEAD 1.6 /* what the figures are, in sizes of the font */
#define UNKNOWN -1

typedef struct
{
  LfChart *chart;
  int place, before;    /* columns; UNKNOWN: there is none */
  double least, most;   /* of the measure */
  double places, moves; /* widths */
  double left, right;   /* of the bars */
  double top, slot;
} Ranking;

static int
find_column (LfChart *self, const char *name)
{
  for (guint i = 0; i < self->report->columns->len; i++)
    if (strcmp (((const LfReportColumn *) self->report->columns->pdata[i])->name, name) == 0)
      return (int) i;
  return UNKNOWN;
}

static int
place_of (const Ranking *self, guint row)
{
  if (self->place == UNKNOWN || lf_chart_cell (self->chart, row, (guint) self->place)->is_blank)
    return (int) row + 1;
  return (int) lf_chart_cell (self->chart, row, (guint) self->place)->count;
}

/* Who was not ranked has no place before. */
static gboolean
is_new (const Ranking *self, guint row)
{
  return self->before != UNKNOWN
         && lf_chart_cell (self->chart, row, (guint) self->before)->is_blank;
}

static int
rise_of (const Ranking *self, guint row)
{
  if (self->before == UNKNOWN || is_new (self, row))
    return 0;
  return (int) lf_chart_cell (self->chart, row, (guint) self->before)->count - place_of (self, row);
}

/* (transfer full) */
static char *
tip_of (const Ranking *self, guint row)
{
  LfChart *chart = self->chart;
  g_autofree char *label = lf_chart_label (chart, row);
  g_autofree char *figure = lf_chart_cell_text (chart, row, chart->report->measure);
  g_autofree char *first = NULL;
  int rise = rise_of (self, row);

  /* Translators: place, name and figure in a ranking: "3. East Park: 12" */
  first = g_strdup_printf (C_ ("ranking", "%1$d. %2$s: %3$s"), place_of (self, row), label, figure);
  if (self->before == UNKNOWN)
    return g_steal_pointer (&first);
  if (is_new (self, row))
    return g_strdup_printf (C_ ("ranking", "%s, new"), first);
  if (rise == 0)
    return g_strdup_printf (C_ ("ranking", "%s, as before"), first);
  return g_strdup_printf (rise > 0
                              ? ngettext ("%1$s, %2$d place up", "%1$s, %2$d places up", rise)
                              : ngettext ("%1$s, %2$d place down", "%1$s, %2$d places down", -rise),
                          first, ABS (rise));
}

/* ---- Drawing ---- */

static void
draw_triangle (LfChart *self, double x, double y, double radius, gboolean is_up)
{
  double tip = is_up ? -radius : radius;

  cairo_new_path (self->cr);
  cairo_move_to (self->cr, x, y + tip);
  cairo_line_to (self->cr, x + radius, y - tip * 0.7);
  cairo_line_to (self->cr, x - radius, y - tip * 0.7);
  cairo_close_path (self->cr);
  if (is_up)
    cairo_fill (self->cr);
  else
    {
      cairo_set_line_width (self->cr, self->style->font_px * 0.11);
      cairo_stroke (self->cr);
    }
}

/* Up is filled, down is hollow: also without colour. */
static void
draw_move (const Ranking *self, guint row, double x, double center)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px;
  int rise = rise_of (self, row);
  g_autofree char *text = g_strdup_printf ("%d", ABS (rise));

  if (self->before == UNKNOWN)
    return;
  if (is_new (self, row))
    {
      lf_chart_text (chart, C_ ("in a ranking", "new"), x, center, self->moves, LF_ALIGN_START, 0.8,
                     chart->style->accent);
      return;
    }
  if (rise == 0)
    {
      lf_chart_text (chart, "–", x, center, self->moves, LF_ALIGN_START, SCALE, chart->style->dim);
      return;
    }
  lf_chart_color (chart, rise > 0 ? chart->style->accent : chart->style->warning, 1);
  draw_triangle (chart, x + px * 0.4, center, px * 0.38, rise > 0);
  lf_chart_text (chart, text, x + px, center, self->moves - px, LF_ALIGN_START, 0.8,
                 chart->style->foreground);
}

static void
draw_bar (const Ranking *self, guint row, double center)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, bar = MIN (self->slot * 0.55, px * 1.3);
  double figure = lf_chart_figure (chart, row, chart->report->measure);
  double unit = (self->right - self->left) / MAX (self->most - self->least, 1e-9);
  double zero = self->left - self->least * unit;
  g_autofree char *text = lf_chart_short (chart, figure);
  LfChartShape shape;

  if (isnan (figure))
    return;
  shape = (LfChartShape){ MIN (zero, zero + figure * unit),
                          center - bar / 2,
                          fabs (figure) * unit,
                          bar,
                          row,
                          chart->report->measure };
  lf_chart_trace_cell (chart, &shape);
  lf_chart_color (chart, figure < 0 ? chart->style->warning : chart->style->accent, 0.85);
  cairo_rectangle (chart->cr, shape.x, shape.y, MAX (shape.width, 1), shape.height);
  cairo_fill (chart->cr);
  if (row % lf_chart_row_names_step (chart, self->slot) == 0)
    lf_chart_text (chart, text, chart->width, center, chart->width - self->right, LF_ALIGN_END,
                   SCALE, chart->style->foreground);
}

static void
draw_row (const Ranking *self, guint row)
{
  LfChart *chart = self->chart;
  double px = chart->style->font_px, y = self->top + row * self->slot, center = y + self->slot / 2;
  g_autofree char *place = g_strdup_printf ("%d", place_of (self, row));
  g_autofree char *label = lf_chart_label (chart, row);
  double x = self->places + self->moves;

  if (lf_chart_mark (chart, 0, y, chart->width, self->slot, row, chart->report->measure,
                     chart->is_untold ? NULL : tip_of (self, row)))
    {
      lf_chart_color (chart, chart->style->accent, 0.15);
      cairo_rectangle (chart->cr, 0, y, chart->width, self->slot);
      cairo_fill (chart->cr);
    }
  if (row % lf_chart_row_names_step (chart, self->slot) == 0)
    {
      lf_chart_text (chart, place, self->places - px * 0.6, center, self->places, LF_ALIGN_END,
                     SCALE, chart->style->dim);
      draw_move (self, row, self->places, center);
      lf_chart_text_in (
          chart, label,
          &(LfChartPlace){ x, center, self->left - x - px * 0.6,
                           CLAMP ((int) (self->slot / lf_chart_line_height (chart, SCALE)), 1, 2),
                           LF_ALIGN_START, SCALE },
          chart->style->foreground);
    }
  draw_bar (self, row, center);
}

/* ---- The chart ---- */

static void
lay_out (Ranking *self)
{
  LfChart *chart = self->chart;
  guint n = chart->report->rows->len;
  double px = chart->style->font_px, names = 0, figures = 0;

  for (guint row = 0; row < n; row++)
    {
      double figure = lf_chart_figure (chart, row, chart->report->measure);
      g_autofree char *place = g_strdup_printf ("%d", place_of (self, row));
      g_autofree char *move = g_strdup_printf ("%d", ABS (rise_of (self, row)));
      g_autofree char *label = lf_chart_label (chart, row);
      g_autofree char *text = lf_chart_short (chart, figure);

      self->places = MAX (self->places, lf_chart_text_width (chart, place, SCALE));
      self->moves = MAX (self->moves, lf_chart_text_width (chart, move, 0.8) + px);
      names = MAX (names, lf_chart_text_width (chart, label, SCALE));
      figures = MAX (figures, lf_chart_text_width (chart, text, SCALE));
      self->least = isnan (figure) ? self->least : MIN (self->least, figure);
      self->most = isnan (figure) ? self->most : MAX (self->most, figure);
    }
  self->moves = MAX (self->moves, lf_chart_text_width (chart, C_ ("in a ranking", "new"), 0.8));
  self->places += px * 0.8;
  self->moves = self->before == UNKNOWN ? 0 : self->moves + px * 0.6;
  self->left = self->places + self->moves + MIN (names + px * 0.8, chart->width * 0.42);
  self->right = MAX (chart->width - figures - px * 0.6, self->left + px);
}

static Ranking
read_columns (LfChart *chart)
{
  return (Ranking){ .chart = chart,
                    .place = find_column (chart, "place"),
                    .before = find_column (chart, "place_before") };
}

char *
lf_chart_ranking_tip (LfChart *chart, guint row)
{
  const Ranking self = read_columns (chart);

  return tip_of (&self, row);
}

void
lf_chart_draw_ranking (LfChart *chart)
{
  guint n = chart->report->rows->len;
  Ranking self = read_columns (chart);
  g_autofree char *caption = lf_chart_caption (chart, chart->report->measure);

  self.top = chart->style->font_px * HEAD;
  self.slot = MIN ((chart->height - self.top) / n, chart->style->font_px * 3);
  lay_out (&self);
  lf_chart_text (chart, caption, chart->width, self.top / 2, chart->width, LF_ALIGN_END, 0.85,
                 chart->style->dim);
  for (guint row = 0; row < n; row++)
    draw_row (&self, row);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signs of wall charts: a shape, a hatch and a letter each, and only then a colour. */

#include "config.h"

#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum
{
  HATCH_NONE,
  HATCH_LINES,
  HATCH_SLANTED,
  HATCH_CROSSED,
} Hatch;

/* clang-format off */
static const struct { const char *letter; Hatch hatch; double paper[4], dark[4]; } lamps[] = {
  [LF_SIGN_GREEN] = { NC_ ("lamp letter", "G"), HATCH_NONE, { 0.11, 0.53, 0.33, 1 }, { 0.30, 0.80, 0.50, 1 } },
  [LF_SIGN_BLUE] = { NC_ ("lamp letter", "B"), HATCH_LINES, { 0.10, 0.37, 0.71, 1 }, { 0.42, 0.67, 0.95, 1 } },
  [LF_SIGN_YELLOW] = { NC_ ("lamp letter", "Y"), HATCH_SLANTED, { 0.95, 0.71, 0.05, 1 }, { 0.98, 0.82, 0.25, 1 } },
  [LF_SIGN_RED] = { NC_ ("lamp letter", "R"), HATCH_CROSSED, { 0.76, 0.11, 0.16, 1 }, { 0.96, 0.38, 0.34, 1 } },
};
/* clang-format on */

static void
copy (double to[4], const double from[4])
{
  for (guint i = 0; i < 4; i++)
    to[i] = from[i];
}

void
lf_sign_color (const LfWallPen *self, LfSign sign, double ret_color[4])
{
  const LfChartStyle *style = &self->sheet->style;

  switch (sign)
    {
    case LF_SIGN_GREEN:
    case LF_SIGN_BLUE:
    case LF_SIGN_YELLOW:
    case LF_SIGN_RED:
      copy (ret_color, self->is_dark ? lamps[sign].dark : lamps[sign].paper);
      break;
    case LF_SIGN_LATE:
    case LF_SIGN_DOWN:
      copy (ret_color, self->is_dark ? lamps[LF_SIGN_RED].dark : lamps[LF_SIGN_RED].paper);
      break;
    case LF_SIGN_DONE:
    case LF_SIGN_UP:
      copy (ret_color, self->is_dark ? lamps[LF_SIGN_GREEN].dark : lamps[LF_SIGN_GREEN].paper);
      break;
    case LF_SIGN_WARNED:
    case LF_SIGN_DONE_LATE:
      copy (ret_color, style->warning);
      break;
    case LF_SIGN_RUNNING:
      copy (ret_color, style->accent);
      break;
    default:
      copy (ret_color, style->dim);
    }
}

/* ---- Lamps ---- */

static void
polygon (cairo_t *cr, double x, double y, double radius, guint n, double turn)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, x + radius * cos (turn + i * 2 * G_PI / n),
                   y + radius * sin (turn + i * 2 * G_PI / n));
  cairo_close_path (cr);
}

/* Round, a diamond, a triangle, an octagon: as on the road. */
static void
trace_lamp (cairo_t *cr, LfSign sign, double x, double y, double radius)
{
  cairo_new_path (cr);
  if (sign == LF_SIGN_GREEN)
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  else if (sign == LF_SIGN_BLUE)
    polygon (cr, x, y, radius * 1.15, 4, 0);
  else if (sign == LF_SIGN_YELLOW)
    polygon (cr, x, y + radius * 0.22, radius * 1.3, 3, -G_PI / 2);
  else
    polygon (cr, x, y, radius * 1.05, 8, G_PI / 8);
}

static void
hatch (cairo_t *cr, Hatch kind, double x, double y, double radius)
{
  double step = radius * 0.42;

  for (double at = -2 * radius; kind != HATCH_NONE && at <= 2 * radius; at += step)
    {
      if (kind == HATCH_LINES)
        {
          cairo_move_to (cr, x - 2 * radius, y + at);
          cairo_line_to (cr, x + 2 * radius, y + at);
          continue;
        }
      cairo_move_to (cr, x + at - radius, y + radius);
      cairo_line_to (cr, x + at + radius, y - radius);
      if (kind == HATCH_CROSSED)
        {
          cairo_move_to (cr, x + at - radius, y - radius);
          cairo_line_to (cr, x + at + radius, y + radius);
        }
    }
}

static void
draw_lamp (LfWallPen *self, LfSign sign, double x, double y, double size)
{
  cairo_t *cr = self->cr;
  double radius = size / 2, color[4];
  const double *ink;

  lf_sign_color (self, sign, color);
  ink = lf_chart_on (color);
  cairo_save (cr);
  trace_lamp (cr, sign, x, y, radius);
  lf_chart_color (&self->plain, color, 1);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  hatch (cr, lamps[sign].hatch, x, y, radius);
  lf_chart_color (&self->plain, ink, 0.22);
  cairo_set_line_width (cr, radius * 0.09);
  cairo_stroke (cr);
  cairo_restore (cr);
  lf_chart_text (&self->bold, g_dpgettext2 (GETTEXT_PACKAGE, "lamp letter", lamps[sign].letter), x,
                 y + (sign == LF_SIGN_YELLOW ? radius * 0.24 : 0), self->em * 10, LF_ALIGN_MIDDLE,
                 size * (sign == LF_SIGN_YELLOW ? 0.5 : 0.58) / self->em, ink);
}

/* ---- Nodes ---- */

static void
stroke_lines (cairo_t *cr, const double points[][2], guint n, double width)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (cr, points[i][0], points[i][1]);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

static void
draw_tick (LfWallPen *self, LfSign sign, double x, double y, double r, const double color[4])
{
  const double tick[][2] = { { x - r * 0.45, y + r * 0.05 },
                             { x - r * 0.1, y + r * 0.4 },
                             { x + r * 0.5, y - r * 0.4 } };

  if (sign == LF_SIGN_DONE_LATE)
    cairo_rectangle (self->cr, x - r, y - r, 2 * r, 2 * r);
  else
    cairo_arc (self->cr, x, y, r, 0, 2 * G_PI);
  cairo_fill (self->cr);
  lf_chart_color (&self->plain, lf_chart_on (color), 1);
  stroke_lines (self->cr, tick, G_N_ELEMENTS (tick), r * 0.3);
}

static void
draw_cross (LfWallPen *self, double x, double y, double r, const double color[4])
{
  const double first[][2] = { { x - r * 0.45, y - r * 0.45 }, { x + r * 0.45, y + r * 0.45 } };
  const double second[][2] = { { x - r * 0.45, y + r * 0.45 }, { x + r * 0.45, y - r * 0.45 } };

  cairo_rectangle (self->cr, x - r, y - r, 2 * r, 2 * r);
  cairo_fill (self->cr);
  lf_chart_color (&self->plain, lf_chart_on (color), 1);
  stroke_lines (self->cr, first, G_N_ELEMENTS (first), r * 0.3);
  stroke_lines (self->cr, second, G_N_ELEMENTS (second), r * 0.3);
}

static void
draw_ring (LfWallPen *self, LfSign sign, double x, double y, double r)
{
  const double dots[] = { r * 0.3, r * 0.45 };

  if (sign == LF_SIGN_PLANNED)
    cairo_set_dash (self->cr, dots, G_N_ELEMENTS (dots), 0);
  cairo_set_line_width (self->cr, sign == LF_SIGN_PLANNED ? r * 0.22 : r * 0.3);
  cairo_arc (self->cr, x, y, r * 0.85, 0, 2 * G_PI);
  cairo_stroke (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
  if (sign == LF_SIGN_PLANNED)
    return;
  cairo_arc (self->cr, x, y, sign == LF_SIGN_WARNED ? r * 0.42 : r * 0.2, 0, 2 * G_PI);
  if (sign == LF_SIGN_WARNED)
    cairo_stroke (self->cr);
  else
    cairo_fill (self->cr);
}

/* ---- Places ---- */

static void
draw_move (LfWallPen *self, LfSign sign, double x, double y, double r)
{
  if (sign == LF_SIGN_SAME)
    cairo_rectangle (self->cr, x - r * 0.7, y - r * 0.15, r * 1.4, r * 0.3);
  else
    polygon (self->cr, x, y, r, 3, sign == LF_SIGN_UP ? -G_PI / 2 : G_PI / 2);
  cairo_fill (self->cr);
}

void
lf_sign_draw (LfWallPen *self, LfSign sign, double x, double y, double size)
{
  double color[4], r = size / 2;

  if (sign == LF_SIGN_NONE || self->is_laid_out_only)
    return;
  if (sign <= LF_SIGN_RED)
    {
      draw_lamp (self, sign, x, y, size);
      return;
    }
  lf_sign_color (self, sign, color);
  cairo_new_path (self->cr);
  lf_chart_color (&self->plain, color, 1);
  if (sign == LF_SIGN_DONE || sign == LF_SIGN_DONE_LATE)
    draw_tick (self, sign, x, y, r * 0.85, color);
  else if (sign == LF_SIGN_LATE)
    draw_cross (self, x, y, r * 0.82, color);
  else if (sign >= LF_SIGN_UP)
    draw_move (self, sign, x, y, r);
  else
    draw_ring (self, sign, x, y, r);
}

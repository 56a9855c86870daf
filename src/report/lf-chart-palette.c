/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Series that are told apart by colour, by hatching, by sign and by dash. The colours are those
 * of Okabe and Ito, which differ for every kind of colour blindness. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_COLORS 7
#define SMALL 5.0    /* what is narrower has no hatching */
#define SPACING 0.42 /* of hatching, in sizes of the font */
#define LEGEND_SCALE 0.85
#define MOST_LEGEND 0.5 /* of the height: in a small tile the tips name the rest */

enum
{
  SOLID,
  RISING,
  LYING,
  FALLING,
  DOTTED,
  STANDING,
  CROSSED,
  N_HATCHES
};

void
lf_chart_mix (const double from[4], const double to[4], double share, double ret_color[4])
{
  for (guint i = 0; i < 4; i++)
    ret_color[i] = from[i] + (to[i] - from[i]) * share;
}

static gboolean
is_dark (LfChart *self)
{
  const double *ground = self->style->background;

  return 0.2126 * ground[0] + 0.7152 * ground[1] + 0.0722 * ground[2] < 0.5;
}

void
lf_chart_series_color (LfChart *self, guint series, double ret_color[4])
{
  static const double colors[2][N_COLORS][4] = {
    { { 0 },
      { 0.90, 0.62, 0.00, 1 },
      { 0.80, 0.47, 0.65, 1 },
      { 0.34, 0.71, 0.91, 1 },
      { 0.84, 0.37, 0.00, 1 },
      { 0.00, 0.62, 0.45, 1 },
      { 0.55, 0.55, 0.58, 1 } },
    /* The accent is a light blue there: yellow is not. */
    { { 0 },
      { 0.90, 0.62, 0.00, 1 },
      { 0.80, 0.47, 0.65, 1 },
      { 0.94, 0.89, 0.26, 1 },
      { 0.84, 0.37, 0.00, 1 },
      { 0.00, 0.62, 0.45, 1 },
      { 0.62, 0.62, 0.65, 1 } },
  };
  static const double black[4] = { 0, 0, 0, 1 }, white[4] = { 1, 1, 1, 1 };
  const double *color
      = series % N_COLORS == 0 ? self->style->accent : colors[is_dark (self)][series % N_COLORS];

  lf_chart_mix (color, is_dark (self) ? white : black,
                series % N_COLORS == 0 ? 0
                : is_dark (self)       ? 0.12
                                       : 0.06,
                ret_color);
}

/* ---- Hatching ---- */

/* Lines at an angle: they cross the rectangle from its upper left corner on. */
static void
add_lines (LfChart *self, const LfChartShape *shape, gboolean is_rising)
{
  double step = self->style->font_px * SPACING * 1.4;
  double bottom = shape->y + shape->height;

  for (double at = shape->x - shape->height; at < shape->x + shape->width; at += step)
    {
      cairo_move_to (self->cr, at, is_rising ? bottom : shape->y);
      cairo_line_to (self->cr, at + shape->height, is_rising ? shape->y : bottom);
    }
}

static void
add_straight (LfChart *self, const LfChartShape *shape, gboolean is_lying)
{
  double step = self->style->font_px * SPACING, end = is_lying ? shape->height : shape->width;

  for (double at = step / 2; at < end; at += step)
    {
      cairo_move_to (self->cr, shape->x + (is_lying ? 0 : at), shape->y + (is_lying ? at : 0));
      cairo_rel_line_to (self->cr, is_lying ? shape->width : 0, is_lying ? 0 : shape->height);
    }
}

static void
add_dots (LfChart *self, const LfChartShape *shape)
{
  double step = self->style->font_px * SPACING;

  for (double y = step / 2; y < shape->height; y += step)
    for (double x = step / 2; x < shape->width; x += step)
      {
        cairo_move_to (self->cr, shape->x + x, shape->y + y);
        cairo_rel_line_to (self->cr, 0, 0);
      }
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (self->cr, self->style->font_px * 0.17);
}

static void
hatch (LfChart *self, guint series, const LfChartShape *shape)
{
  guint kind = (series + series / N_COLORS) % N_HATCHES;

  if (kind == SOLID || shape->width < SMALL || shape->height < SMALL)
    return;
  cairo_save (self->cr);
  cairo_rectangle (self->cr, shape->x, shape->y, shape->width, shape->height);
  cairo_clip (self->cr);
  cairo_new_path (self->cr);
  lf_chart_color (self, self->style->background, 0.75);
  cairo_set_line_width (self->cr, self->style->font_px * 0.1);
  if (kind == RISING || kind == CROSSED)
    add_lines (self, shape, TRUE);
  if (kind == FALLING || kind == CROSSED)
    add_lines (self, shape, FALSE);
  if (kind == LYING || kind == STANDING)
    add_straight (self, shape, kind == LYING);
  if (kind == DOTTED)
    add_dots (self, shape);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

void
lf_chart_frame (LfChart *self, const LfChartShape *shape)
{
  double px = self->style->font_px;

  lf_chart_color (self, self->style->foreground, 1);
  cairo_set_line_width (self->cr, px * 0.14);
  cairo_rectangle (self->cr, shape->x, shape->y, shape->width, shape->height);
  cairo_stroke (self->cr);
}

void
lf_chart_fill (LfChart *self, guint series, const LfChartShape *shape, gboolean is_pointed)
{
  double color[4];

  lf_chart_series_color (self, series, color);
  lf_chart_color (self, color, is_pointed ? 1 : 0.9);
  cairo_rectangle (self->cr, shape->x, shape->y, shape->width, shape->height);
  cairo_fill (self->cr);
  hatch (self, series, shape);
  if (is_pointed)
    lf_chart_frame (self, shape);
}

/* ---- Lines ---- */

static void
add_polygon (LfChart *self, double x, double y, double radius, guint n, double turn)
{
  for (guint i = 0; i < n; i++)
    cairo_line_to (self->cr, x + radius * sin (turn + 2 * G_PI * i / n),
                   y - radius * cos (turn + 2 * G_PI * i / n));
  cairo_close_path (self->cr);
}

/* A circle, a square, a triangle, a diamond, a triangle on its point; after those, hollow. */
void
lf_chart_sign (LfChart *self, guint series, double x, double y, double radius)
{
  double color[4];

  lf_chart_series_color (self, series, color);
  lf_chart_color (self, color, 1);
  cairo_new_path (self->cr);
  if (series % 5 == 0)
    cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  else if (series % 5 == 1)
    add_polygon (self, x, y, radius * 1.3, 4, G_PI / 4);
  else if (series % 5 == 2)
    add_polygon (self, x, y, radius * 1.35, 3, 0);
  else if (series % 5 == 3)
    add_polygon (self, x, y, radius * 1.35, 4, 0);
  else
    add_polygon (self, x, y, radius * 1.35, 3, G_PI);
  cairo_fill_preserve (self->cr);
  if (series >= 5)
    {
      cairo_save (self->cr);
      cairo_clip (self->cr);
      lf_chart_color (self, self->style->background, 1);
      cairo_arc (self->cr, x, y, radius * 0.5, 0, 2 * G_PI);
      cairo_fill (self->cr);
      cairo_restore (self->cr);
    }
  cairo_new_path (self->cr);
}

void
lf_chart_set_line (LfChart *self, guint series)
{
  static const double dashes[][4]
      = { { 0 }, { 0.9, 0.3 }, { 0.3, 0.3 }, { 0.9, 0.3, 0.2, 0.3 }, { 1.4, 0.4 } };
  static const int n_dashes[] = { 0, 2, 2, 4, 2 };
  double px = self->style->font_px, color[4], dash[4];
  guint kind = series % G_N_ELEMENTS (dashes);

  for (guint i = 0; i < G_N_ELEMENTS (dash); i++)
    dash[i] = dashes[kind][i] * px;
  lf_chart_series_color (self, series, color);
  lf_chart_color (self, color, 1);
  cairo_set_line_width (self->cr, px * 0.15);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (self->cr, dash, n_dashes[kind], 0);
}

/* ---- Legend ---- */

static void
draw_swatch (LfChart *self, guint series, LfSwatch swatch, double x, double y)
{
  double px = self->style->font_px;

  if (swatch == LF_SWATCH_FILL)
    {
      lf_chart_fill (self, series, &(LfChartShape){ x, y - px * 0.45, px * 1.5, px * 0.9 }, FALSE);
      return;
    }
  cairo_save (self->cr);
  lf_chart_set_line (self, series);
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + px * 1.8, y);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
  lf_chart_sign (self, series, x + px * 0.9, y, px * 0.28);
}

void
lf_chart_set_dashes (LfChart *self)
{
  double px = self->style->font_px, dash[] = { px * 0.4, px * 0.3 };

  lf_chart_color (self, self->style->foreground, 1);
  cairo_set_line_width (self->cr, px * 0.12);
  cairo_set_dash (self->cr, dash, G_N_ELEMENTS (dash), 0);
}

void
lf_chart_dashes (LfChart *self, double x, double y, double width)
{
  cairo_save (self->cr);
  lf_chart_set_dashes (self);
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + width, y);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

typedef struct
{
  double x, y; /* where the next entry goes */
} Flow;

/* Goes on to the next row where the entry does not fit. Returns: the width its name has. */
static double
flow (LfChart *self, Flow *at, const char *name, double swatch)
{
  double px = self->style->font_px, width = lf_chart_text_width (self, name, LEGEND_SCALE) + 1;

  if (at->x > 0 && at->x + swatch + width > self->width)
    {
      at->x = 0;
      at->y += px * 1.4;
    }
  return MIN (width, self->width - swatch);
}

char *
lf_chart_caption (LfChart *self, guint column)
{
  const char *label = lf_chart_column_label (self, column);

  if (*self->unit_name == '\0')
    return g_strdup (label);
  /* Translators: what figures are, and their unit: "Investment (CNY million)" */
  return g_strdup_printf (C_ ("axis", "%1$s (%2$s)"), label, self->unit_name);
}

double
lf_chart_legend (LfChart *self, const GArray *columns, LfSwatch swatch)
{
  double px = self->style->font_px, room = px * 2.3;
  guint expected = self->report->expected;
  Flow at = { 0, px * 0.8 };
  gboolean has_swatches = columns->len > 1 || expected > 0;

  for (guint i = 0; i < columns->len + (expected > 0 ? 1 : 0); i++)
    {
      gboolean is_expected = i == columns->len;
      guint column = is_expected ? expected : g_array_index (columns, guint, i);
      const char *label = lf_chart_column_label (self, column);
      g_autofree char *name
          = columns->len == 1 && !is_expected ? lf_chart_caption (self, column) : g_strdup (label);
      double width = flow (self, &at, name, has_swatches ? room : 0);

      if (at.y > self->height * MOST_LEGEND && i > 0)
        break;
      if (has_swatches && is_expected)
        lf_chart_dashes (self, at.x, at.y, px * 1.8);
      else if (has_swatches)
        draw_swatch (self, i, swatch, at.x, at.y);
      lf_chart_text (self, name, at.x + (has_swatches ? room : 0), at.y, width, LF_ALIGN_START,
                     LEGEND_SCALE, self->style->dim);
      at.x += (has_swatches ? room : 0) + width + px;
    }
  if (columns->len > 1 && *self->unit_name != '\0')
    {
      double width = flow (self, &at, self->unit_name, /* swatch= */ 0);

      lf_chart_text (self, self->unit_name, at.x, at.y, width, LF_ALIGN_START, LEGEND_SCALE,
                     self->style->dim);
    }
  return at.y + px * 1.1;
}

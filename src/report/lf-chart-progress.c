/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines over the months of a year: what is done in percent of the plan, against the time (V7). A
 * line is known by its sign and by its name at its end, not by a colour. */

#include "config.h"

#include "lf-chart-private.h"
#include "lf-store-progress.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MONTH 0
#define TIME 2 /* the first column with a line */
#define LEAD 6
#define N_LINES (1 + LF_N_QUANTITIES)
#define GRID_STEP 25.0
#define LABEL_SCALE 0.85

typedef struct
{
  double left, right, top, bottom, slot;
  double most; /* percent at the top */
} Axes;

static double
percent_at (LfChart *self, guint row, guint line)
{
  return lf_chart_cell (self, row, TIME + line)->percent;
}

static const char *
name_of (LfChart *self, guint line)
{
  return ((const LfReportColumn *) self->report->columns->pdata[TIME + line])->label;
}

static double
x_of (const Axes *axes, guint row)
{
  return axes->left + (row + 0.5) * axes->slot;
}

static double
y_of (const Axes *axes, double percent)
{
  return axes->bottom - (axes->bottom - axes->top) * percent / axes->most;
}

static Axes
lay_out (LfChart *self)
{
  double px = self->style->font_px, names = 0;
  Axes axes = { .top = px * 1.5, .bottom = self->height - px * 2.2, .most = 100 };

  for (guint line = 0; line < N_LINES; line++)
    {
      names = MAX (names, lf_chart_text_width (self, name_of (self, line), LABEL_SCALE));
      for (guint row = 0; row < self->report->rows->len; row++)
        if (percent_at (self, row, line) > axes.most)
          axes.most = ceil (percent_at (self, row, line) / GRID_STEP) * GRID_STEP;
    }
  axes.left = lf_chart_text_width (self, "100%", LABEL_SCALE) + px;
  axes.right = self->width - MIN (names + px * 2, self->width * 0.3);
  axes.slot = (axes.right - axes.left) / LF_YEAR_MONTHS;
  return axes;
}

static void
draw_grid (LfChart *self, const Axes *axes)
{
  double px = self->style->font_px;

  cairo_set_line_width (self->cr, 1);
  for (double percent = 0; percent <= axes->most; percent += GRID_STEP)
    {
      g_autofree char *label = g_strdup_printf ("%.0f%%", percent);
      double y = floor (y_of (axes, percent)) + 0.5;

      lf_chart_color (self, self->style->dim, percent == 0 ? 0.8 : 0.25);
      cairo_move_to (self->cr, axes->left, y);
      cairo_line_to (self->cr, axes->right, y);
      cairo_stroke (self->cr);
      lf_chart_text (self, label, axes->left - px * 0.5, y, axes->left, LF_ALIGN_END, LABEL_SCALE,
                     self->style->dim);
    }
}

/* ---- Lines ---- */

/* A circle, a square and a triangle; none for the time. */
static void
draw_sign (LfChart *self, guint line, double x, double y)
{
  double r = self->style->font_px * 0.32;

  cairo_new_path (self->cr);
  if (line == 1 + LF_QUANTITY_INVESTMENT)
    cairo_arc (self->cr, x, y, r, 0, 2 * G_PI);
  else if (line == 1 + LF_QUANTITY_WORK)
    cairo_rectangle (self->cr, x - r, y - r, 2 * r, 2 * r);
  else if (line == 1 + LF_QUANTITY_PHYSICAL)
    {
      cairo_move_to (self->cr, x, y - r * 1.2);
      cairo_line_to (self->cr, x + r * 1.1, y + r * 0.8);
      cairo_line_to (self->cr, x - r * 1.1, y + r * 0.8);
      cairo_close_path (self->cr);
    }
  cairo_fill (self->cr);
}

static void
set_line (LfChart *self, guint line)
{
  static const double alphas[N_LINES] = { 1, 1, 0.75, 0.5 };
  double px = self->style->font_px, dash[] = { px * 0.4, px * 0.3 };

  lf_chart_color (self, line == 0 ? self->style->foreground : self->style->accent, alphas[line]);
  cairo_set_line_width (self->cr, px * (line == 0 ? 0.1 : 0.16));
  cairo_set_dash (self->cr, dash, line == 0 ? G_N_ELEMENTS (dash) : 0, 0);
}

/* Returns: where it ends; NaN: nothing of it is known */
static double
draw_line (LfChart *self, const Axes *axes, guint line)
{
  double end = NAN;

  cairo_save (self->cr);
  set_line (self, line);
  cairo_new_path (self->cr);
  for (guint row = 0; row < self->report->rows->len; row++)
    {
      double percent = percent_at (self, row, line);

      if (isnan (percent))
        cairo_new_sub_path (self->cr);
      else
        cairo_line_to (self->cr, x_of (axes, row), y_of (axes, percent));
      end = isnan (percent) ? end : y_of (axes, percent);
    }
  cairo_stroke (self->cr);
  for (guint row = 0; row < self->report->rows->len; row++)
    if (!isnan (percent_at (self, row, line)))
      draw_sign (self, line, x_of (axes, row), y_of (axes, percent_at (self, row, line)));
  cairo_restore (self->cr);
  return end;
}

/* ---- Names ---- */

typedef struct
{
  guint line;
  double y;
} Name;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *first = a, *second = b;

  return first->y < second->y ? -1 : first->y > second->y;
}

/* At the ends of the lines, from the top down, none on another. */
static void
draw_names (LfChart *self, const Axes *axes, GArray *names)
{
  double px = self->style->font_px, least = px * 0.6;
  double x = x_of (axes, self->report->rows->len - 1) + px;

  g_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const Name *name = &g_array_index (names, Name, i);
      double y = MAX (name->y, least);

      cairo_save (self->cr);
      set_line (self, name->line);
      draw_sign (self, name->line, x, y);
      cairo_restore (self->cr);
      lf_chart_text (self, name_of (self, name->line), x + px * 0.7, y, self->width - x - px * 0.7,
                     LF_ALIGN_START, LABEL_SCALE, self->style->foreground);
      least = y + px * 1.2;
    }
}

/* ---- Months ---- */

/* (transfer full): "2026-03: Time passed 25%, Investment 20%; 5.0 points behind" */
static char *
tip_of (LfChart *self, guint row)
{
  g_autofree char *month = lf_chart_cell_text (self, row, MONTH);
  g_autofree char *lead = lf_chart_cell_text (self, row, LEAD);
  GString *text = g_string_new (NULL);
  g_autofree char *done = NULL;

  for (guint line = 0; line < N_LINES; line++)
    if (!isnan (percent_at (self, row, line)))
      {
        g_autofree char *percent = lf_chart_cell_text (self, row, TIME + line);

        /* TRANSLATORS: a share of a year's plan in a row: “, Investment 20.0%” */
        g_string_append_printf (text, C_ ("in a month", "%1$s%2$s %3$s"),
                                text->len == 0 ? "" : C_ ("between parts of progress", ", "),
                                name_of (self, line), percent);
      }
  done = g_string_free (text, FALSE);
  /* TRANSLATORS: %1$s: a month, %2$s: what is done by then, %3$s: “5.0 points behind” */
  return g_strdup_printf (_ ("%1$s: %2$s; %3$s"), month, done, lead);
}

static void
draw_month (LfChart *self, const Axes *axes, guint row)
{
  double px = self->style->font_px;
  g_autofree char *month = lf_chart_cell_text (self, row, MONTH);

  if (lf_chart_mark (self, x_of (axes, row) - axes->slot / 2, axes->top, axes->slot,
                     axes->bottom - axes->top, row, /* column= */ 1, tip_of (self, row)))
    {
      lf_chart_color (self, self->style->accent, 0.15);
      cairo_rectangle (self->cr, x_of (axes, row) - axes->slot / 2, axes->top, axes->slot,
                       axes->bottom - axes->top);
      cairo_fill (self->cr);
    }
  lf_chart_text (self, strrchr (month, '-') == NULL ? month : strrchr (month, '-') + 1,
                 x_of (axes, row), axes->bottom + px, axes->slot, LF_ALIGN_MIDDLE, LABEL_SCALE,
                 self->style->dim);
}

void
lf_chart_draw_progress (LfChart *self)
{
  const Axes axes = lay_out (self);
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));

  draw_grid (self, &axes);
  for (guint row = 0; row < self->report->rows->len; row++)
    draw_month (self, &axes, row);
  for (guint line = 0; line < N_LINES; line++)
    {
      const Name name = { line, draw_line (self, &axes, line) };

      if (!isnan (name.y))
        g_array_append_val (names, name);
    }
  draw_names (self, &axes, names);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipeline as a true funnel: widths are the numbers of projects that reached a stage. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  STAGE,
  REACHED,
  AMOUNT,
  CONVERSION,
  DROPPED
};

typedef struct
{
  double middle;          /* x of the funnel's axis */
  double widest;          /* width of the largest count */
  double step;            /* height from stage to stage */
  double bar;             /* height of a stage's bar */
  double labels, figures; /* widths left and right */
  gint64 most;
} Layout;

static double
widest_text (LfChart *self, guint column)
{
  double widest = 0;

  for (guint i = 0; i < self->report->rows->len; i++)
    {
      g_autofree char *text = lf_chart_cell_text (self, i, column);
      widest = MAX (widest, lf_chart_text_width (self, text, 1));
    }
  return widest;
}

static Layout
lay_out (LfChart *self)
{
  double px = self->style->font_px;
  Layout layout = { 0 };

  layout.labels = MIN (widest_text (self, STAGE) + 2 * px, self->width * 0.3);
  layout.figures = MIN (widest_text (self, AMOUNT) + 5 * px, self->width * 0.4);
  layout.widest = MAX (self->width - layout.labels - layout.figures, px);
  layout.middle = layout.labels + layout.widest / 2;
  layout.step = self->height / self->report->rows->len;
  layout.bar = layout.step * 0.62;
  for (guint i = 0; i < self->report->rows->len; i++)
    layout.most = MAX (layout.most, lf_chart_cell (self, i, REACHED)->count);
  return layout;
}

/* A count of zero is a hairline: nothing, but at its place. */
static double
width_of (const Layout *layout, gint64 count)
{
  return MAX (layout->widest * (double) count / (double) layout->most, 1);
}

static void
draw_trapezoid (LfChart *self, double middle, double y, double top, double bottom, double height)
{
  cairo_move_to (self->cr, middle - top / 2, y);
  cairo_line_to (self->cr, middle + top / 2, y);
  cairo_line_to (self->cr, middle + bottom / 2, y + height);
  cairo_line_to (self->cr, middle - bottom / 2, y + height);
  cairo_close_path (self->cr);
  cairo_fill (self->cr);
}

static void
draw_step (LfChart *self, const Layout *layout, guint row, double y)
{
  double top = width_of (layout, lf_chart_cell (self, row, REACHED)->count);
  double bottom = width_of (layout, lf_chart_cell (self, row + 1, REACHED)->count);
  double height = layout->step - layout->bar;
  g_autofree char *conversion = lf_chart_cell_text (self, row + 1, CONVERSION);
  g_autofree char *arrow = g_strconcat ("↓ ", conversion, NULL);
  gint64 dropped = lf_chart_cell (self, row, DROPPED)->count;

  lf_chart_color (self, self->style->accent, 0.16);
  draw_trapezoid (self, layout->middle, y, top, bottom, height);
  if (height < self->style->font_px)
    return;
  lf_chart_text (self, arrow, layout->middle, y + height / 2, layout->widest, LF_ALIGN_MIDDLE, 0.85,
                 self->style->foreground);
  if (dropped > 0)
    {
      g_autofree char *text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%d dropped", "%d dropped", (gulong) dropped),
          (int) dropped);
      lf_chart_text (self, text, self->width, y + height / 2,
                     layout->figures - self->style->font_px, LF_ALIGN_END, 0.85,
                     self->style->warning);
    }
}

static void
draw_stage (LfChart *self, const Layout *layout, guint row, double y)
{
  double px = self->style->font_px, center = y + layout->bar / 2;
  double width = width_of (layout, lf_chart_cell (self, row, REACHED)->count);
  g_autofree char *stage = lf_chart_cell_text (self, row, STAGE);
  g_autofree char *count = lf_chart_cell_text (self, row, REACHED);
  g_autofree char *amount = lf_chart_cell_text (self, row, AMOUNT);
  char *tip = g_strdup_printf (_ ("%1$s: %2$s projects, %3$s"), stage, count, amount);
  gboolean is_highlighted = lf_chart_mark (self, layout->middle - MAX (width, px) / 2, y,
                                           MAX (width, px), layout->bar, row, REACHED, tip);
  gboolean fits = width > lf_chart_text_width (self, count, 1.1) + px;

  lf_chart_color (self, self->style->accent, is_highlighted ? 1 : 0.88);
  cairo_rectangle (self->cr, layout->middle - width / 2, y, width, layout->bar);
  cairo_fill (self->cr);
  lf_chart_text (self, stage, 0, center, layout->labels - px, LF_ALIGN_START, 1,
                 self->style->foreground);
  lf_chart_text (self, count, fits ? layout->middle : layout->middle + width / 2 + px * 0.4, center,
                 layout->widest, fits ? LF_ALIGN_MIDDLE : LF_ALIGN_START, 1.1,
                 fits ? lf_chart_on (self->style->accent) : self->style->foreground);
  lf_chart_text (self, amount, self->width, center, layout->figures - px, LF_ALIGN_END, 1,
                 self->style->foreground);
}

void
lf_chart_draw_funnel (LfChart *self)
{
  Layout layout = lay_out (self);

  for (guint i = 0; i < self->report->rows->len; i++)
    {
      double y = i * layout.step + (layout.step - layout.bar) * 0.25;

      if (i + 1 < self->report->rows->len)
        draw_step (self, &layout, i, y + layout.bar);
      draw_stage (self, &layout, i, y);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last months of a figure as a sparkline. */

#include "config.h"

#include "lf-months-view.h"

#include "lf-chart.h"

#define LEAST_WIDTH 80
#define LEAST_HEIGHT 40
#define HEIGHT 112 /* a line that is much higher says nothing */

struct _LfMonthsView
{
  LfMarkView parent_instance;

  LfTileFigures *figures; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfMonthsView, lf_months_view, LF_TYPE_MARK_VIEW)

static gboolean
lf_months_view_has_drawing (LfMarkView *view)
{
  const LfTileFigures *figures = LF_MONTHS_VIEW (view)->figures;

  return figures != NULL && figures->course != NULL;
}

static void
lf_months_view_draw (LfMarkView *view, const LfMarkDrawing *drawing, GPtrArray **ret_marks)
{
  lf_chart_draw (LF_MONTHS_VIEW (view)->figures->course, drawing->style, drawing->cr,
                 drawing->width, drawing->height, drawing->highlighted, ret_marks);
}

static void
lf_months_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_width ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = is_width ? LEAST_WIDTH : HEIGHT;
}

static void
lf_months_view_finalize (GObject *object)
{
  g_clear_pointer (&LF_MONTHS_VIEW (object)->figures, lf_tile_figures_unref);
  G_OBJECT_CLASS (lf_months_view_parent_class)->finalize (object);
}

static void
lf_months_view_class_init (LfMonthsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_months_view_finalize;
  GTK_WIDGET_CLASS (klass)->measure = lf_months_view_measure;
  LF_MARK_VIEW_CLASS (klass)->has_drawing = lf_months_view_has_drawing;
  LF_MARK_VIEW_CLASS (klass)->draw = lf_months_view_draw;
}

static void
lf_months_view_init (LfMonthsView *self)
{
}

void
lf_months_view_set_figures (LfMonthsView *self, LfTileFigures *figures)
{
  g_autofree char *spoken = figures == NULL ? g_strdup ("") : lf_tile_spoken (figures);

  if (figures != NULL)
    lf_tile_figures_ref (figures);
  g_clear_pointer (&self->figures, lf_tile_figures_unref);
  self->figures = figures;
  lf_mark_view_show (LF_MARK_VIEW (self), spoken);
}

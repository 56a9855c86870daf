/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a drawing. */

#include "config.h"

#include "lf-chart-view.h"

struct _LfChartView
{
  LfMarkView parent_instance;

  const LfReport *report; /* (nullable): not owned */
};

G_DEFINE_FINAL_TYPE (LfChartView, lf_chart_view, LF_TYPE_MARK_VIEW)

static gboolean
lf_chart_view_has_drawing (LfMarkView *view)
{
  return LF_CHART_VIEW (view)->report != NULL;
}

static void
lf_chart_view_draw (LfMarkView *view, const LfMarkDrawing *drawing, GPtrArray **ret_marks)
{
  lf_chart_draw (LF_CHART_VIEW (view)->report, drawing->style, drawing->cr, drawing->width,
                 drawing->height, drawing->highlighted, ret_marks);
}

static double
lf_chart_view_height (LfMarkView *view, const LfChartStyle *style)
{
  return lf_chart_height (LF_CHART_VIEW (view)->report, style->font_px);
}

static void
lf_chart_view_class_init (LfChartViewClass *klass)
{
  LfMarkViewClass *view_class = LF_MARK_VIEW_CLASS (klass);

  view_class->has_drawing = lf_chart_view_has_drawing;
  view_class->draw = lf_chart_view_draw;
  view_class->height = lf_chart_view_height;
}

static void
lf_chart_view_init (LfChartView *self)
{
}

void
lf_chart_view_set_report (LfChartView *self, const LfReport *report)
{
  g_autofree char *spoken = report == NULL ? g_strdup ("") : lf_report_spoken (report);

  g_return_if_fail (LF_IS_CHART_VIEW (self));

  self->report = report;
  lf_mark_view_show (LF_MARK_VIEW (self), spoken);
}

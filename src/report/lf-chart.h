/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: one drawing of a report with cairo and pango, for screen, paper and file alike. */

#pragma once

#include <cairo.h>
#include "lf-report.h"

G_BEGIN_DECLS

/* Colours and font a chart is drawn with; the window passes its theme's, files use
 * lf_chart_style_paper(). */
typedef struct
{
  double foreground[4], dim[4], background[4], accent[4], warning[4];
  const char *font; /* Pango description, with a CJK family */
  double font_px;
} LfChartStyle;

void lf_chart_style_paper (LfChartStyle *ret_style);

/* A part of the drawing a person can point at. */
typedef struct
{
  double x, y, width, height;
  guint row, column; /* the report's cell it stands for */
  char *tip;         /* what hover and screen readers say */
} LfChartMark;

void lf_chart_mark_free (LfChartMark *self);

/* The height at which @report is read well at that size of font. */
double lf_chart_height (const LfReport *report, double font_px);

/**
 * lf_chart_draw:
 * @cr: (nullable): NULL lays out only
 * @ret_marks: (out) (optional) (element-type LfChartMark)
 * Draws @report as its kind of chart ("pipeline": a true funnel whose widths are the counts;
 * "signed-by-month": bars) into width × height.
 */
void lf_chart_draw (const LfReport *report,
                    const LfChartStyle *style,
                    cairo_t *cr,
                    double width,
                    double height,
                    int highlighted /* mark, -1: none */,
                    GPtrArray **ret_marks);

G_END_DECLS

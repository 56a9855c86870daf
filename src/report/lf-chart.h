/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: one drawing of a report with cairo and pango, for screen, paper and file alike.
 *
 * The leading TEXT and DATE columns of a report are the label of a row. Its series are the column
 * LfReport.measure and the later columns of the same type, but LfReport.expected. Money is drawn
 * in one currency, CNY where there is any; the tips say all of them.
 *
 * FUNNEL    stage, reached, amount, conversion, dropped: widths are the counts
 * BARS      the measure of each row, with how many records it is of
 * MONTHS    the measure by month
 * DAYS      the median, mean and best days of clocks
 * PROGRESS  the shares of a year's plan against the time
 * GROUPED   the series of a row side by side; upright where rows are times, else lying
 * STACKED   the series of a row end to end; what is below zero to the other side
 * LINES     a line for each series; LfReport.expected is the dashed line they are held against
 * BOXES     least, lower quartile, median, upper quartile and most from LfReport.measure on. The
 *           column after these names outliers: a row with nothing but that figure is an outlier of
 *           the box above it, and its label is the outlier's name
 * HEAT      rows × series, a figure in each cell
 * CALENDAR  the measure of each row, whose label is a day, or of each a month: 2026-03-05, 2026-03
 * TREEMAP   the measure of each row as an area within its parents: the first TEXT columns, or with
 *           one of them the parts of "parent/child". No row is the sum of others
 * RANKING   rows in their order, with the measure; a COUNT column named "place_before" holds the
 *           place before, blank for who is new; one named "place" the place now, else it is the row
 * SPARK     the measure as a line without axes */

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

/* What @report is drawn as: LF_CHART_AUTO decided. */
LfChartKind lf_chart_kind (const LfReport *report);

/* The height at which @report is read well at that size of font. */
double lf_chart_height (const LfReport *report, double font_px);

/**
 * lf_chart_draw:
 * @cr: (nullable): NULL lays out only
 * @ret_marks: (out) (optional) (element-type LfChartMark): in the order they are read
 * Draws @report as its kind of chart into width × height.
 */
void lf_chart_draw (const LfReport *report,
                    const LfChartStyle *style,
                    cairo_t *cr,
                    double width,
                    double height,
                    int highlighted /* mark, -1: none */,
                    GPtrArray **ret_marks);

/* The drawing with its table and note on one sheet of width × height. */
void lf_chart_draw_sheet (const LfReport *report, cairo_t *cr, double width, double height);

/* The measure of @report as a small line for a tile, whatever its kind. */
void lf_chart_draw_spark (
    const LfReport *report, const LfChartStyle *style, cairo_t *cr, double width, double height);

G_END_DECLS

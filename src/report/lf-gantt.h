/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of a project as bars over the days, drawn once for screen, file and paper. */

#pragma once

#include "lf-chart.h"
#include "lf-store-schedule.h"

G_BEGIN_DECLS

/* What is drawn, besides the schedule itself. */
typedef struct
{
  int selected;        /* a node; -1: none */
  const GArray *moves; /* (nullable) (element-type LfScheduleMove): shown where they would go */
} LfGanttLook;

/* Where things lie in a drawing of some size. */
typedef struct
{
  double left; /* where the days begin; names stand before */
  double top;  /* where the first row begins; months stand above */
  double row_height;
  double day_width; /* of a calendar day */
  LfDate first;     /* the day at @left */
  int n_days;
} LfGanttLayout;

/* By the width alone: the height follows from the nodes, and what would move changes nothing. */
void lf_gantt_lay_out (const LfSchedule *schedule,
                       const LfChartStyle *style,
                       double width,
                       LfGanttLayout *ret_layout);
double lf_gantt_height (const LfSchedule *schedule, double font_px);
/* The node whose row is at @y; -1: none */
int lf_gantt_node_at (const LfSchedule *schedule, const LfGanttLayout *layout, double y);
/* The rectangle of the bar; FALSE: it has no dates */
gboolean lf_gantt_bar (const LfSchedule *schedule,
                       const LfGanttLayout *layout,
                       guint node,
                       double *ret_x,
                       double *ret_y,
                       double *ret_width,
                       double *ret_height);

#define LF_GANTT_ARROW_POINTS 4

/* From a node to one that waits for it: an elbow with its head at the last point. */
typedef struct
{
  double x[LF_GANTT_ARROW_POINTS], y[LF_GANTT_ARROW_POINTS];
  gboolean is_critical; /* drawn thick */
} LfGanttArrow;

/* It begins at the bar of @from and ends at that of @to; FALSE: one of them has no dates. */
gboolean lf_gantt_arrow (const LfSchedule *schedule,
                         const LfGanttLayout *layout,
                         guint from,
                         guint to,
                         LfGanttArrow *ret_arrow);

/**
 * lf_gantt_draw:
 * A bar says what it is without colour: what is done is filled and ticked, the critical path is
 * framed and thick, what is blocked is hatched and marked, a fixed date has a pin. An arrow goes
 * from each node to what waits for it.
 */
void lf_gantt_draw (const LfSchedule *schedule,
                    const LfGanttLook *look /* nullable */,
                    const LfChartStyle *style,
                    cairo_t *cr,
                    double width,
                    double height);

const char *lf_gantt_legend (void); /* translated: how to read it without colours */

/* A sheet: title, conflict, bars, legend; in points, of whatever size: A4 to A3 across. */
void lf_gantt_draw_sheet (const LfProjectSchedule *self, cairo_t *cr, double width, double height);
/* @path: ending in .svg, .png or .pdf */
gboolean lf_gantt_write (const LfProjectSchedule *self, const char *path, GError **error);
/* (transfer full): the drawing's twin: a row for each node */
LfReport *lf_gantt_table (const LfProjectSchedule *self);

G_END_DECLS

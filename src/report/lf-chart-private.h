/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of charts share: text, colours, marks. */

#pragma once

#include <pango/pangocairo.h>
#include "lf-chart.h"

G_BEGIN_DECLS

/* One drawing under way. */
typedef struct
{
  const LfReport *report;
  const LfChartStyle *style;
  cairo_t *cr;
  double width, height;
  int highlighted;
  GPtrArray *marks; /* LfChartMark */
} LfChart;

typedef enum
{
  LF_ALIGN_START,
  LF_ALIGN_MIDDLE,
  LF_ALIGN_END
} LfAlign;

/* Draws one line of @text, ellipsized to @width, its middle at @y; @x is its start, middle or end.
 * @scale: of the font size */
void lf_chart_text (LfChart *self,
                    const char *text,
                    double x,
                    double y,
                    double width,
                    LfAlign align,
                    double scale,
                    const double color[4]);
double lf_chart_text_width (LfChart *self, const char *text, double scale);
void lf_chart_color (LfChart *self, const double color[4], double alpha);
const double *lf_chart_on (const double color[4]); /* the colour text has on @color */
gboolean lf_chart_mark (LfChart *self,
                        double x,
                        double y,
                        double width,
                        double height,
                        guint row,
                        guint column,
                        char *tip /* (transfer full) */);

const LfReportCell *lf_chart_cell (LfChart *self, guint row, guint column);
/* (transfer full): the texts a row begins with */
char *lf_chart_label (LfChart *self, guint row);
char *lf_chart_cell_text (LfChart *self, guint row, guint column);

void lf_chart_draw_funnel (LfChart *self);
void lf_chart_draw_months (LfChart *self);
void lf_chart_draw_bars (LfChart *self);
void lf_chart_draw_progress (LfChart *self);
void lf_chart_draw_days (LfChart *self);

G_END_DECLS

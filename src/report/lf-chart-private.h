/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kinds of charts share: text, colours, marks; figures, axes and legends. */

#pragma once

#include <pango/pangocairo.h>
#include "lf-chart.h"
#include "lf-fishbone.h"

G_BEGIN_DECLS

/* What was drawn of a cell, or the ink of a text. */
typedef struct
{
  double x, y, width, height;
  guint row, column; /* of a cell */
} LfChartShape;

/* What a drawing consists of, for those who judge it. */
typedef struct
{
  GArray *cells, *texts; /* LfChartShape */
  guint n_unknown;       /* characters that no font has */
  GPtrArray *shortened;  /* (nullable) (element-type utf8): what had no room to be whole */
} LfChartTrace;

/* One drawing under way. */
typedef struct
{
  const LfReport *report;
  const LfChartStyle *style;
  cairo_t *cr;
  double width, height;
  int highlighted;
  GPtrArray *marks;    /* LfChartMark */
  guint n_marks;       /* so far */
  gboolean is_untold;  /* nobody asked for the marks */
  LfChartTrace *trace; /* (nullable) */
  char currency[4];    /* of the money that is drawn */
  double unit;         /* what the short figures are in: 1, or 亿元 in 分 */
  char unit_name[32];  /* "亿元", or nothing */
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

/* ---- Text of more than a line: lf-chart-text.c ---- */

typedef struct
{
  double x, y; /* its start, middle or end; the middle of its height */
  double width;
  int lines; /* at most */
  LfAlign align;
  double scale;
} LfChartPlace;

PangoLayout *lf_chart_layout (LfChart *self, const char *text, double scale);
void lf_chart_trace_text (LfChart *self, PangoLayout *layout, double x, double y, gboolean turned);
void lf_chart_text_in (LfChart *self,
                       const char *text,
                       const LfChartPlace *place,
                       const double color[4]);
double lf_chart_line_height (LfChart *self, double scale);

/* The widest of many texts. Zero it before use. */
typedef struct
{
  double width; /* of the widest */
  double bound; /* of what was measured: what is shorter is not */
} LfChartWidest;

void lf_chart_widen (LfChart *self, LfChartWidest *widest, const char *text, double scale);

/* The names along a horizontal axis: in a line, wrapped, turned, or not all of them. */
typedef struct
{
  guint n;
  char **texts;
  char **briefs; /* (nullable): as said after another of the same year */
  double *centers;
  LfDate *dates;     /* (nullable): of the briefs */
  double slot;       /* the width of one */
  double start;      /* where none begins before */
  gboolean is_above; /* of what they name */
  gboolean is_time;  /* one that is left out is known from its neighbours */
  guint lines;       /* 0: turned */
  double height;     /* they take */
} LfChartNames;

LfChartNames *lf_chart_names_new (guint n);
void lf_chart_names_free (LfChartNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfChartNames, lf_chart_names_free)
/* The rows of a report are times. */
void lf_chart_names_add_times (LfChartNames *self, LfChart *chart);
/* How they stand when each has @slot, within that height. */
void lf_chart_names_fit (LfChartNames *self, LfChart *chart, double slot, double most);
void lf_chart_names_draw (LfChartNames *self, LfChart *chart, double y /* where they begin */);
/* The label of a row left of it: wrapped into its height. */
void lf_chart_row_name (LfChart *self, guint row, double y, double height, double width);
/* How wide the labels of rows are, at most that share of the drawing. */
double lf_chart_row_names_width (LfChart *self, double share);
/* Of so many rows of that height each how manieth has room for its label. */
guint lf_chart_row_names_step (LfChart *self, double height);

/* ---- Figures: lf-chart-figure.c ---- */

/* Finds the currency and the unit. */
void lf_chart_read_figures (LfChart *self);
/* What is drawn of a cell; NaN: nothing is known, or it is of another currency. */
double lf_chart_figure (LfChart *self, guint row, guint column);
GArray *lf_chart_series (LfChart *self); /* (transfer full) (element-type guint): columns */
const char *lf_chart_column_label (LfChart *self, guint column);
LfColumnType lf_chart_measure_type (const LfReport *report); /* TEXT: it measures nothing */
LfColumnType lf_chart_column_type (LfChart *self, guint column);
char *lf_chart_short (LfChart *self, double figure); /* three digits, in the chart's unit */
char *lf_chart_tick (LfChart *self, double figure);  /* so too, without zeros behind the point */
gboolean lf_chart_is_time (LfChart *self);           /* are the rows days, months or years? */
/* The day a row's label names. */
gboolean lf_chart_row_date (LfChart *self, guint row, LfDate *ret_date);

/* (transfer full): "Land, Collected: 12"; without the column "Land: 12" */
char *lf_chart_cell_tip (LfChart *self, guint row, guint column, gboolean names_column);
/* A mark that says the label, the column and the figure; @column's name is left out where there is
 * one only. */
gboolean lf_chart_mark_cell (LfChart *self, const LfChartShape *shape, gboolean names_column);
void lf_chart_trace_cell (LfChart *self, const LfChartShape *shape);

typedef struct
{
  double least, most, step; /* 0 is within */
} LfChartScale;

LfChartScale lf_chart_scale (LfChart *self, double least, double most);
/* The least and most of the series and what they are held against; FALSE: nothing is known. */
gboolean lf_chart_range (LfChart *self, const GArray *columns, double *ret_least, double *ret_most);

/* ---- Colours that differ in black and white too: lf-chart-palette.c ---- */

void lf_chart_series_color (LfChart *self, guint series, double ret_color[4]);
void lf_chart_mix (const double from[4], const double to[4], double share, double ret_color[4]);
/* A rectangle in the colour and the hatching of a series. */
void lf_chart_fill (LfChart *self, guint series, const LfChartShape *shape, gboolean is_pointed);
void lf_chart_frame (LfChart *self, const LfChartShape *shape); /* what is pointed at */
void lf_chart_sign (LfChart *self, guint series, double x, double y, double radius);
void lf_chart_set_line (LfChart *self, guint series); /* colour, width and dash */

void lf_chart_set_dashes (LfChart *self); /* of what series are held against */
void lf_chart_dashes (LfChart *self, double x, double y, double width);

typedef enum
{
  LF_SWATCH_FILL,
  LF_SWATCH_LINE
} LfSwatch;

/* The names of the series in rows from the top; of one series what the figures are and their unit.
 * Returns: the height they took. */
double lf_chart_legend (LfChart *self, const GArray *columns, LfSwatch swatch);

/* (transfer full): a column's name, and the unit where figures have one */
char *lf_chart_caption (LfChart *self, guint column);
#define LF_CHART_CAPTION 1.6 /* the height of its line above a chart: in sizes of the font */

/* ---- Shades: lf-chart-heat.c ---- */

void lf_chart_shade (LfChart *self, double figure, const LfChartScale *range, double ret_color[4]);
/* What they mean, at the top. Returns: the height it took. */
double lf_chart_draw_shades (LfChart *self, const char *caption, const LfChartScale *range);
/* The largest size at which every figure fits into a cell; 0: there is none. */
double lf_chart_shaded_scale (LfChart *self, const GArray *columns, double width, double height);
void lf_chart_draw_shaded (LfChart *self,
                           const LfChartShape *cell,
                           const LfChartScale *range,
                           double figure_scale,
                           gboolean is_pointed);

/* ---- Axes of upright and lying charts: lf-chart-axes.c ---- */

typedef struct
{
  gboolean is_upright;
  gboolean has_ticks;
  double left, top, right, bottom; /* of what is plotted */
  double slot;                     /* of a row */
  LfChartScale scale;
  const double *shares; /* (nullable): where the rows are along upright ones, 0…1 */
} LfChartAxes;

/* Lays out below @top and draws the grid and the labels. */
void lf_chart_axes_draw (LfChartAxes *self, LfChart *chart, double top, double end_room);
void lf_chart_axes_grid (const LfChartAxes *self, LfChart *chart);
double lf_chart_axes_center (const LfChartAxes *self, guint row);
double lf_chart_axes_at (const LfChartAxes *self, double figure); /* x or y of a figure */
/* What lies from @start to @end of the slots, and from one figure to another. */
LfChartShape
lf_chart_axes_shape (const LfChartAxes *self, double start, double end, double from, double to);

/* ---- The kinds ---- */

void lf_chart_draw_funnel (LfChart *self);
void lf_chart_draw_months (LfChart *self);
void lf_chart_draw_bars (LfChart *self);
void lf_chart_draw_progress (LfChart *self);
void lf_chart_draw_days (LfChart *self);
void lf_chart_draw_grouped (LfChart *self);
void lf_chart_draw_stacked (LfChart *self);
void lf_chart_draw_lines (LfChart *self);
void lf_chart_draw_boxes (LfChart *self);
guint lf_chart_count_boxes (LfChart *self); /* rows that are no outliers */
void lf_chart_draw_heat (LfChart *self);
void lf_chart_draw_calendar (LfChart *self);
double lf_chart_calendar_height (LfChart *self);
void lf_chart_draw_treemap (LfChart *self);
void lf_chart_draw_ranking (LfChart *self);
char *lf_chart_ranking_tip (LfChart *self, guint row); /* (transfer full) */
char *lf_chart_box_tip (LfChart *self, guint row);     /* (transfer full): of an outlier too */
void lf_chart_draw_sparkline (LfChart *self);

/* As lf_chart_draw(), and what it consists of. */
void lf_chart_draw_traced (const LfReport *report,
                           const LfChartStyle *style,
                           cairo_t *cr,
                           double width,
                           double height,
                           LfChartTrace *trace);

/* As lf_fishbone_draw(), and what it consists of. */
void lf_fishbone_draw_traced (const LfFishbone *self,
                              const LfChain *chain,
                              const LfChartStyle *style,
                              cairo_t *cr,
                              int selected,
                              LfChartTrace *trace);

G_END_DECLS

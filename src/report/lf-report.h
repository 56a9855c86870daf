/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Report: figures, tables, drawings. One code path for screen, PNG, SVG, PDF and text.
 *
 * A report is rows of figures, each of the records that a filter lists: that filter stands behind
 * the figure. Nothing is counted anywhere else. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_COLUMN_TEXT,
  LF_COLUMN_COUNT,
  LF_COLUMN_MONEY,
  LF_COLUMN_PERCENT,
  LF_COLUMN_DATE,
  LF_COLUMN_DAYS,   /* whole days: a figure about records, not how many there are */
  LF_COLUMN_AREA,   /* whole mu of land: likewise */
  LF_COLUMN_POINTS, /* what the records earn; blank: nothing tells of it, which earns none */
} LfColumnType;

#define LF_REPORT_POINT 100 /* in cells of POINTS, which hold hundredths */

/* How a report is drawn; what its columns hold for each of them: lf-chart.h. */
typedef enum
{
  LF_CHART_AUTO, /* by its name, its first column and what it measures */
  LF_CHART_FUNNEL,
  LF_CHART_BARS,
  LF_CHART_MONTHS,
  LF_CHART_DAYS,
  LF_CHART_PROGRESS,
  LF_CHART_GROUPED,
  LF_CHART_STACKED,
  LF_CHART_LINES,
  LF_CHART_BOXES,
  LF_CHART_HEAT,
  LF_CHART_CALENDAR,
  LF_CHART_TREEMAP,
  LF_CHART_RANKING,
  LF_CHART_SPARK,
  LF_N_CHARTS,
} LfChartKind;

typedef struct
{
  const char *name; /* machine name: "amount" */
  char *label;      /* translated */
  LfColumnType type;
  guint decimals;      /* PERCENT */
  const LfField *sums; /* (nullable): the field of the listed records that MONEY or COUNT adds up */
  gboolean is_worked_out; /* from what is listed, not its sum: a share of it, a mean */
} LfReportColumn;

typedef struct
{
  char *text;             /* TEXT; DATE: canonical, NULL: none */
  gint64 count;           /* COUNT, DAYS; POINTS: hundredths */
  double percent;         /* PERCENT, 0…100; NaN: does not apply */
  LfTotals totals;        /* MONEY */
  char *filter;           /* (nullable): filter text that lists what is behind the figure */
  const LfEntity *entity; /* (nullable): of what that lists; NULL: the report's */
  gboolean is_blank;      /* nothing is known: not 0 */
} LfReportCell;

/* Immutable once made; free with lf_report_free(). */
typedef struct
{
  const char *name; /* "pipeline", "signed-by-month" */
  char *title;
  char *note; /* (nullable): what is counted and what is not */
  const LfEntity *entity;
  GPtrArray *columns; /* (element-type LfReportColumn) */
  GPtrArray *rows;    /* (element-type GPtrArray of LfReportCell) */
  GPtrArray *total;   /* (nullable) (element-type LfReportCell) */
  LfChartKind chart;
  guint measure;  /* the column whose figures a chart draws, or the first of them: any but TEXT */
  guint n_series; /* columns from the measure on that a chart draws beside each other; 0: all that
                     are of its type */
  guint expected; /* the column that the measure is held against; 0: none */
  guint decimals; /* of its percentages */
} LfReport;

typedef struct
{
  LfDate from, to; /* year 0: open */
  LfDate today;
  const char *where;   /* (nullable): a filter all figures are within */
  const char *by;      /* (nullable): one of lf_report_groups(); NULL: the first */
  LfDate as_of;        /* year 0: as the records are now */
  gboolean is_rounded; /* 97% rather than 97.5% (A2, A3) */
  gboolean is_in_cny;  /* beside other currencies their sum in CNY, at dated rates (A13) */
} LfReportOptions;

const char *const *lf_report_names (void);           /* NULL-terminated */
const char *lf_report_title (const char *name);      /* (nullable): translated */
const char *lf_report_subject (const char *name);    /* (nullable): translated: what it is about */
const char *lf_report_about (const char *name);      /* (nullable): translated: what it counts */
const LfEntity *lf_report_entity (const char *name); /* (nullable): whose records it counts */
/* Whether its figures may change with records of @entity. */
gboolean lf_report_reads (const char *name, const LfEntity *entity);
gboolean lf_report_has_period (const char *name); /* does it heed LfReportOptions.from and .to? */
/* (nullable) (NULL-terminated): what its rows may be; NULL: there is no choice */
const char *const *lf_report_groups (const char *name);
const char *lf_report_group_label (const char *group); /* translated: "By park" */
LfReport *lf_report_run_sync (LfStore *store,
                              const char *name,
                              const LfReportOptions *options,
                              GError **error);
/* Whether any of its amounts is in another currency than yuan. */
gboolean lf_report_has_other_currencies (const LfReport *self);
void lf_report_free (LfReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfReport, lf_report_free)

/* (nullable): what stands there; the row behind the last is the total */
const LfReportCell *lf_report_cell_at (const LfReport *self, guint row, guint column);
char *lf_report_cell_format (const LfReportColumn *column, const LfReportCell *cell);
char *lf_report_spoken (const LfReport *self); /* (transfer full): a summary for screen readers */

/* Output by the file's ending: .csv .xlsx .svg .png .pdf; or a text table and JSON for the
 * terminal. */
gboolean lf_report_write (const LfReport *self, const char *path, GError **error);
gboolean lf_report_has_ending (const char *path, const char *ending); /* ".png", in any case */
char *lf_report_to_text (const LfReport *self);
char *lf_report_to_json (const LfReport *self);

G_END_DECLS

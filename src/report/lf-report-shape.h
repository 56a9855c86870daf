/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as data: which records, what their rows may be, which figures stand in the columns. Each
 * figure of a shape is a condition, so what is counted is what the filter behind it lists. */

#pragma once

#include "lf-report-private.h"

G_BEGIN_DECLS

typedef enum
{
  LF_SHAPE_COUNT,
  LF_SHAPE_SUM,    /* of @field: money, or a whole number */
  LF_SHAPE_GROWTH, /* of @field, money, since the end of the day before the period */
  LF_SHAPE_OTHERS, /* how many records of @entity @where lets through: in there %s stands for the
                      condition on the row's own */
  LF_SHAPE_OTHERS_SUM, /* what @field of those adds up to: the money their entity sums */
  LF_SHAPE_PERCENT,    /* the column @part of the column @whole */
  LF_SHAPE_SHARE,      /* the column @part of the same in the row of all */
  LF_SHAPE_LESS,       /* the column @whole without the column @part, of money */
  LF_SHAPE_AWARD,      /* @per_mille of the column @part, of money */
  LF_SHAPE_CHANGE,     /* by how much the column @part is more than the column @whole, in percent */
  LF_SHAPE_PLACE, /* of the row by the column @part, the largest first; blank where it has none */
  LF_SHAPE_MEAN,  /* whole days from @since to @field; without one to the day asked about */
  LF_SHAPE_LEAST,
  LF_SHAPE_LOWER, /* quartile */
  LF_SHAPE_MEDIAN,
  LF_SHAPE_UPPER, /* quartile */
  LF_SHAPE_MOST,
} LfShapeKind;

typedef struct
{
  const char *name;  /* of the column; NULL ends the list */
  const char *label; /* N_() */
  LfShapeKind kind;
  const char *where; /* (nullable): only these of the row's records; period(FIELD) holds for days in
                        the period asked about, before(FIELD) for those before it, and
                        earlier(FIELD) for those of the same days a year before;
                        FIELD>was() where it is more than at the end of the day before: without one
                        it is the month under way, or the year of is_of_year */
  const char *field, *since;
  const char *entity;       /* OTHERS, OTHERS_SUM */
  const char *part, *whole; /* names of columns */
  guint per_mille;          /* AWARD */
  gboolean is_hidden;       /* PERCENT needs it; it has no column of its own */
} LfShapeFigure;

/* Rows that are conditions: size bands, steps. They may overlap. */
typedef struct
{
  const char *label; /* N_(); NULL ends the list */
  const char *where;
} LfShapeBand;

typedef struct
{
  const char *where;  /* (nullable): the records it is about */
  const char *date;   /* (nullable): the field its period and its months are of */
  const char *across; /* (nullable): a column for each value of this field; the first figure is told
                         in each, and whole behind them */
  const LfShapeFigure *figures;
  const LfShapeBand *bands; /* (nullable): the rows "band" */
  gboolean is_of_year;      /* without a period asked for, it is this year up to today */
  const char *measure;      /* (nullable): the column a chart draws; NULL: the first figure's */
} LfReportShape;

/* What a report is: built by its shape, or by a function where its rows are no groups. */
typedef struct
{
  const char *name; /* NULL ends a table */
  const char *title, *note;
  const LfReportShape *shape;
  gboolean (*build) (LfReportBuilder *self, GError **error); /* shape NULL */
  gboolean has_period;                                       /* that of a shape goes by its date */
  const char *entity;                                        /* (nullable): projects */
  const char *groups; /* (nullable): what its rows may be, joined by "|", the first unless another
                         is asked for */
  const char *reads;  /* (nullable): what else its figures are about, joined by "|" */
  LfChartKind chart;
  gboolean is_tree; /* rows that are industries stand under the path they have in the zone's tree of
                       industries: "数字经济/集成电路" (L5) */
} LfReportKind;

extern const LfReportKind lf_report_kinds_of_projects[];
extern const LfReportKind lf_report_kinds_of_time[];
extern const LfReportKind lf_report_kinds_of_money[];
extern const LfReportKind lf_report_kinds_of_work[];
extern const LfReportKind lf_report_kinds_of_parks[];
extern const LfReportKind lf_report_kinds_of_sources[];
extern const LfReportKind lf_report_kinds_of_firms[];
extern const LfReportKind lf_report_kinds_of_chains[];

/**
 * lf_report_build_shape:
 * Fills the report of @self with the rows of its groups: "all", "band", "day", "month",
 * "quarter" or "year" of the date, or the values of a field, its own or its parent's.
 * Fields of choices stand in the order of their choices, days in theirs, others from the largest
 * figure on; what is blank comes last, and behind it the total.
 */
gboolean lf_report_build_shape (LfReportBuilder *self, const LfReportShape *shape, GError **error);

/* Names the rows that are industries by their paths; others stay as they are. */
gboolean lf_report_tell_paths (LfReportBuilder *self, GError **error); /* lf-report-tree.c */

G_END_DECLS

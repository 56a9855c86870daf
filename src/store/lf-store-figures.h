/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of records, many in one reading: how many there are, what they add up to and how long
 * things took, of all of them or of each group. What a report's rows are made of. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_GROUPINGS_MOST 2

typedef enum
{
  LF_CUT_NONE,    /* each value is a group */
  LF_CUT_YEAR,    /* of dates: "2026" */
  LF_CUT_QUARTER, /* "2026-Q3"; a date without a month: its year */
  LF_CUT_MONTH,   /* "2026-08"; a date without a month: its year */
  LF_CUT_DAY,     /* "2026-08-14"; a date without a day: its month or year */
} LfCut;

/* What makes records one group: a value of theirs, or of the record they refer to. */
typedef struct
{
  const LfField *via; /* (nullable): REFERENCE, to the record whose @field it is */
  const LfField *field;
  LfCut cut;
} LfGrouping;

typedef enum
{
  LF_FIGURE_COUNT,  /* records */
  LF_FIGURE_SUM,    /* of @field: money or a number */
  LF_FIGURE_DAYS,   /* whole days from @since to @field, where both are known to the day */
  LF_FIGURE_GROWTH, /* of the money @field since the end of @until: what it is, less what it was, of
                       the records that were there then, where both are in one currency; not exact
                       where one of the two is not */
} LfFigureKind;

typedef struct
{
  LfFigureKind kind;
  LfQuery *within;      /* (nullable): only what it lets through, too; of the same entity and day */
  const LfField *field; /* DAYS: (nullable): to @until */
  const LfField *since;
  LfDate until; /* DAYS, GROWTH */
} LfFigure;

typedef struct
{
  gint64 n;        /* COUNT: records; SUM, DAYS: those that have a value; GROWTH: that changed */
  LfTotals totals; /* SUM of money, GROWTH */
  double sum;      /* SUM of a number, in the unit of its field */
  GArray *days;    /* DAYS: (element-type int), ascending; spans that run backwards are left out */
} LfFigureValue;

typedef struct
{
  char *keys[LF_GROUPINGS_MOST];   /* (nullable elements): canonical, cut; NULL: blank */
  char *titles[LF_GROUPINGS_MOST]; /* (nullable elements): of what a key refers to, as it is now */
  guint n_values;
  LfFigureValue *values; /* one for each figure asked for */
} LfFigureGroup;

void lf_figure_group_free (LfFigureGroup *self);
/* What @other tells of other records, too. Zero @self before the first. */
void lf_figure_value_add (LfFigureValue *self, const LfFigureValue *other);
void lf_figure_value_clear (LfFigureValue *self);

/**
 * lf_store_figures_sync:
 * @groupings: @n_groupings of them, none for one group of all
 * Figures of the records that @query lets through, of the groups that have any, in the order of
 * their keys as text, blank last. All are read of one moment, and of @query's day.
 *
 * Returns: (transfer full) (element-type LfFigureGroup): without @groupings always one
 */
GPtrArray *lf_store_figures_sync (LfStore *self,
                                  LfQuery *query,
                                  const LfGrouping *groupings,
                                  guint n_groupings,
                                  const LfFigure *figures,
                                  guint n_figures,
                                  GError **error);

/* As lf_store_summary_sync(), for who asks about many records at once, and again when one of them
 * has changed: they are not all read again for that. */
gboolean lf_store_figures_summary_sync (LfStore *self,
                                        LfQuery *query,
                                        LfSummary *ret_summary,
                                        GError **error);

G_END_DECLS

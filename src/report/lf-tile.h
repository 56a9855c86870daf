/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tile of a dashboard shows: the report or list it names, read under the page's filter.

 * A figure is the cell of a report's total: the same cell, with the same filter behind it, that the
 * report's table shows. Its months and the period before are that report run again. */

#pragma once

#include "lf-dashboard.h"
#include "lf-report.h"

G_BEGIN_DECLS

#define LF_TILE_N_MONTHS 12
#define LF_TILE_COURSE_FIGURE 1 /* the column of a course, beside its month */

/* Immutable once read. */
typedef struct
{
  gatomicrefcount ref_count;
  char *title;
  char *aside;            /* (nullable): what of the page's filter does not count here */
  LfReport *report;       /* (nullable): of a list: none */
  const LfEntity *entity; /* of what is behind the figure */
  char *filter;           /* (nullable): likewise */
  LfFilter *condition;    /* (nullable): of a list: the filter read */
  char *figure;           /* (nullable): of a chart or table: none */
  char *label;            /* (nullable): what the figure is */
  char *change;           /* (nullable): against the period before */
  int trend;              /* -1, 0, 1: of the change */
  LfReport *course;       /* (nullable): of a figure its last months, a row each: a sparkline */
} LfTileFigures;

/* Errors: LF_ERROR_NOT_FOUND for what this version does not know or what is gone */
LfTileFigures *lf_tile_read_sync (LfStore *store,
                                  const LfTile *tile,
                                  const LfDashboardFilter *filter,
                                  const LfDate *today,
                                  GError **error);
LfTileFigures *lf_tile_figures_ref (LfTileFigures *self);
void lf_tile_figures_unref (LfTileFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTileFigures, lf_tile_figures_unref)

/* (transfer full) (nullable): what of @filter does not count for figures of @entity, for people.
 * @is_undated: they are as of now, whatever its period */
char *lf_tile_aside (const LfDashboardFilter *filter, const LfEntity *entity, gboolean is_undated);
/* Whether it may be another with records of @entity. @figures: (nullable): as read last */
gboolean lf_tile_reads (const LfTile *tile, const LfTileFigures *figures, const LfEntity *entity);
/* The columns of @report a figure may be of: (element-type LfReportColumn) (transfer container) */
GPtrArray *lf_tile_columns (const LfReport *report);
/* NaN where a figure is not one number: nothing is known, or there are several currencies. */
double lf_tile_number (const LfReportColumn *column, const LfReportCell *cell);
/* (transfer full): all of it in words */
char *lf_tile_spoken (const LfTileFigures *self);

G_END_DECLS

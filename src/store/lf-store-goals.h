/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals and what was reached of them (domain.md K6, K7, O8, V10), counted from the records: the one
 * reading that reports, pages, papers and commands show. */

#pragma once

#include "lf-goal.h"
#include "lf-store.h"

G_BEGIN_DECLS

/* The records with displays. */
typedef struct
{
  LfRecord *record;
  LfGoal goal;
  LfGoalProgress progress;
  gint64 n;                    /* records that count */
  const LfEntity *entity;      /* (nullable): theirs; NULL: nothing counts */
  char *filter;                /* (nullable): lists them */
  const LfEntity *base_entity; /* (nullable) of growth: what the year before is told by */
  char *base_filter;           /* (nullable): likewise: lists it */
  double base;                 /* as LfGoalProgress.reached: of the year before; NaN: not known */
} LfGoalReading;

void lf_goal_reading_free (LfGoalReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfGoalReading, lf_goal_reading_free)

/**
 * lf_store_goals_sync:
 * @where: (nullable): a filter of goals
 * @sort: (nullable): as of a list of goals; NULL: laggards first
 * @as_of: (nullable): as the records were on this day
 *
 * Growth is on what was reported of the year before, or else on what counts of it.
 *
 * Returns: (transfer full) (element-type LfGoalReading)
 */
GPtrArray *lf_store_goals_sync (LfStore *self,
                                const char *where,
                                const char *sort,
                                const LfDate *today,
                                const LfDate *as_of,
                                GError **error);

/**
 * lf_store_goals_now_sync:
 * Returns: (transfer full) (element-type LfGoalReading): what people look at, laggards first: what
 * ends this year or later, and what was not reached before until its result is written (O8)
 */
GPtrArray *lf_store_goals_now_sync (LfStore *self, const LfDate *today, GError **error);

/* @id: of a live goal */
LfGoalReading *
lf_store_goal_sync (LfStore *self, const char *id, const LfDate *today, GError **error);

G_END_DECLS

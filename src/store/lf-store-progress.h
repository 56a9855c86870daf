/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year of a project by month (V7): what was reported of its three quantities, against the time
 * and the plan. */

#pragma once

#include "lf-progress.h"
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_YEAR_MONTHS 12

typedef struct
{
  LfDate month;     /* of month precision */
  LfDate on;        /* it is judged on: its last day, or today in the month under way */
  LfRecord *report; /* (nullable): the last one of the year up to then */
  guint n_reports;  /* of the month itself */
  guint n_files;    /* that its reports carry as evidence */
  LfProgress progress;
} LfProgressMonth;

typedef struct
{
  LfRecord *project;
  int year;
  guint n_months; /* that have begun */
  LfProgressMonth months[LF_YEAR_MONTHS];
} LfProgressYear;

void lf_progress_year_free (LfProgressYear *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfProgressYear, lf_progress_year_free)

/**
 * lf_progress_month_planned:
 * @ret_planned: what the year's plan makes of the time that is over (R1: plan × months ÷ 12),
 *   in whole ten thousands (万)
 * Returns: FALSE where no plan is known
 */
gboolean lf_progress_month_planned (const LfProgressMonth *self, LfMoney *ret_planned);

/**
 * lf_store_progress_year_sync:
 * @project: its id
 * Returns: (transfer full) (nullable): its months up to @today; NULL without error: there is no
 *   such project
 */
LfProgressYear *lf_store_progress_year_sync (
    LfStore *self, const char *project, int year, const LfDate *today, GError **error);
void lf_store_progress_year_async (LfStore *self,
                                   const char *project,
                                   int year,
                                   const LfDate *today,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
LfProgressYear *lf_store_progress_year_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

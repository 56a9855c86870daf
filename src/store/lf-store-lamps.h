/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamps of projects month by month (V1, V3): as they were kept where the month is closed, so
 * that its chart stays what it was; else as what is known today gives them on its last day.
 *
 * Closing keeps the lamps of all projects that have one (lf-lamp-month.h), park by park: once a
 * park has a lamp that is kept, its month is closed, and a project of it without one had none. A
 * secret project is closed on its own, for who closed its park need not have seen it. A quarter's
 * lamps are those of its last month, and are closed with it. Undoing the change opens the month
 * again. */

#pragma once

#include "lf-lamp-month.h"
#include "lf-store.h"

G_BEGIN_DECLS

/* How a project stood at the end of a month. */
typedef struct
{
  LfLamp lamp;      /* as it was kept; else @reading */
  LfLamp reading;   /* what is known today gives */
  gboolean is_kept; /* the month is closed */
  LfRecord *record; /* (nullable): lamp_month: why @lamp, for lf_lamp_month_verdict() and
                       lf_lamp_tell(); NULL: no lamp, or not asked for */
} LfLampCell;

/* Whether what is known today would give another lamp than was kept. */
gboolean lf_lamp_cell_is_corrected (const LfLampCell *self);

typedef struct
{
  LfRecord *project; /* with displays */
  LfLampCell *cells; /* of each month */
} LfLampRow;

typedef struct
{
  LfDate first; /* a month */
  LfDate today; /* on which a month that runs yet is judged */
  guint n_months;
  GPtrArray *rows;             /* (element-type LfLampRow): with a lamp in one of the months;
                                  deleted ones at the end, where a lamp of theirs is kept */
  guint (*counts)[LF_N_LAMPS]; /* of each month */
  guint *n_open;               /* of each month: lamps that are not kept */
} LfLampChart;

void lf_lamp_chart_free (LfLampChart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLampChart, lf_lamp_chart_free)
LfDate lf_lamp_chart_month (const LfLampChart *self, guint index);

#define LF_LAMPS_MOST_MONTHS 120

/* Of which months LfLampCell.record is wanted: to make it takes many times as long as to judge. */
typedef enum
{
  LF_LAMPS_WHY_ALL,
  LF_LAMPS_WHY_LAST, /* of the last one that has begun */
} LfLampsWhy;

/**
 * lf_store_lamps_sync:
 * @projects: (nullable): which, and in which order; NULL: all by name. As of a day that is past
 *   months are judged by what there was on it
 * @first: a month, or a day of it
 * @n_months: from 1 to LF_LAMPS_MOST_MONTHS
 * @today: the running month is judged on it; later ones have no lamps, nor have those before the
 *   first milestone of a project
 * Returns: (transfer full)
 */
LfLampChart *lf_store_lamps_sync (LfStore *self,
                                  const LfQuery *projects,
                                  const LfDate *first,
                                  guint n_months,
                                  const LfDate *today,
                                  LfLampsWhy why,
                                  GError **error);

/**
 * lf_store_lamps_closing_sync:
 * Returns: (transfer full): one change that keeps every lamp of @month that is not kept yet, in the
 * parks that this account may close: a manager of the zone all, one of parks these. For
 * lf_store_commit_parts_sync(). LF_ERROR_INVALID while the month is not over, for who may not, or
 * when nothing is left to keep
 */
LfChange *lf_store_lamps_closing_sync (LfStore *self,
                                       const LfDate *month,
                                       const LfDate *today,
                                       GError **error);
void lf_store_lamps_closing_async (LfStore *self,
                                   const LfDate *month,
                                   const LfDate *today,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
LfChange *lf_store_lamps_closing_finish (LfStore *self, GAsyncResult *result, GError **error);
guint lf_lamps_count_closed (const LfChange *closing); /* how many lamps it keeps */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamps of projects month by month (V1, V3): as they were kept where the month is closed
 * (lf-store-lamps-closing.h); else as what is known today gives them on its last day. */

#pragma once

#include "lf-lamp-chart.h"
#include "lf-store.h"

G_BEGIN_DECLS

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

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-way progress (domain.md V7): investment, work and physical quantity of a year, in percent
 * of its plan, against the time that has gone by. Pure. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_QUANTITY_INVESTMENT,
  LF_QUANTITY_WORK,
  LF_QUANTITY_PHYSICAL,
  LF_N_QUANTITIES,
} LfQuantity;

const char *lf_quantity_label (LfQuantity quantity); /* translated */

typedef struct
{
  double done[LF_N_QUANTITIES]; /* percent of the year's plan; NaN: not known */
  double time;                  /* percent of the year that has gone by */
  double lead; /* points that the mean of what is known is before the time (超序); negative: behind
                  it (滞后) */
  gboolean is_reported; /* something is known; else the lead is that of a site where nothing is
                           done */
} LfProgress;

/* Percent of the year that is over with @day: whole months, and half a month from the 15th on (R1:
 * months elapsed ÷ 12). */
double lf_progress_time (const LfDate *day);

/* Whether @report is about a later time than @other: the report of a month stands for its end,
 * after one of a day in it. */
gboolean lf_progress_is_later (const LfRecord *report, const LfRecord *other /* nullable */);

/**
 * lf_progress_read:
 * @report: (nullable): the last progress report up to @on; NULL, or one of another year: there is
 * none
 * @on: the day it is judged on
 *
 * A report stands for the end of its period. One that is older than the last month that is over on
 * @on is held against the time of that month: who reports nothing stands still.
 */
LfProgress lf_progress_read (const LfRecord *report, const LfDate *on);

/* (transfer full): "Investment 45.0 %, work 50.0 %; 41.7 % of the year is over: 5.8 points ahead"
 */
char *lf_progress_tell (const LfProgress *self);

G_END_DECLS

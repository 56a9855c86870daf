/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamps of projects month by month: a row for each project, a cell for each month. */

#pragma once

#include "lf-lamp-month.h"

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

LfLampChart *lf_lamp_chart_new (const LfDate *first, guint n_months, const LfDate *today);
LfLampRow *lf_lamp_row_new (LfRecord *project, guint n_months); /* of no lamps */

/* Counts and keeps @row, unless it has not a lamp. @row: (transfer full) */
void lf_lamp_chart_take (LfLampChart *self, LfLampRow *row);

G_END_DECLS

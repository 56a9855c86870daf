/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What judging a lamp and finding since when it is lit share. */

#pragma once

#include "lf-lamp.h"

G_BEGIN_DECLS

typedef struct
{
  LfDate period;
  double points; /* behind the time passed */
} LfLampReport;

typedef struct
{
  LfDate planned, done; /* year 0: none */
  char *name, *blocker; /* (nullable) */
} LfLampNode;

/* In force where the project is, on the day it is judged. */
typedef struct
{
  gboolean is_by_nodes;
  int start_months, lag_points, far_points, statistics_months, statistics_late_months;
} LfLampNumbers;

LfLampNumbers lf_lamp_numbers (const LfBasis *basis, const LfFacts *project);
/* Without since when. */
LfLampVerdict lf_lamp_judge_day (const LfBasis *basis,
                                 const LfLampNumbers *numbers,
                                 const LfLampFacts *facts,
                                 const LfDate *on);
LfDate lf_lamp_first_of_month (const LfDate *date, int months_later);

/* lf-lamp-since.c; year 0: as far back as anything is known */
LfDate lf_lamp_find_since (const LfBasis *basis,
                           const LfLampNumbers *numbers,
                           const LfLampFacts *facts,
                           LfLamp lamp);

G_END_DECLS

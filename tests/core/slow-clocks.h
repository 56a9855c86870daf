/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks and lamps once more, as slowly and plainly as can be, day by day and month by month;
 * and projects with random histories to compare them over. */

#pragma once

#include "lf-core.h"

G_BEGIN_DECLS

/* (transfer full): an entity's record with random dates of random precision, some without any */
LfRecord *random_project (GRand *rand);
LfRecord *random_land (GRand *rand, const LfRecord *project);
LfRulebook *random_book (GRand *rand);
LfDate random_day (GRand *rand);

typedef struct
{
  LfDeadlineState state;
  LfDate due;
  int days;
} SlowDeadline;

SlowDeadline slow_leg (const LfBasis *basis, LfLeg leg, const LfRecord *project);
SlowDeadline
slow_statute (const LfBasis *basis, const char *key, const LfRecord *project, const LfRecord *land);

/* (transfer full) (element-type LfRecord): progress reports and nodes of @project */
GPtrArray *random_parts (GRand *rand, const LfRecord *project);
/* The lamp on the day of @basis by the numbers in force on @numbers. */
LfLamp
slow_lamp (const LfBasis *basis, const LfDate *numbers, const LfRecord *project, GPtrArray *parts);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appraisal sheets (domain.md K1, §8): what is counted for whom, and what it earns. Sheets are
 * tables; each point comes of events, none is typed in. Points are whole hundredths. Pure. */

#pragma once

#include "lf-date.h"

#include <glib.h>

G_BEGIN_DECLS

#define LF_POINT G_GINT64_CONSTANT (100) /* in hundredths */

typedef enum
{
  LF_FORMULA_SHARE_OF_BEST, /* own ÷ the best of the group × weight */
  LF_FORMULA_OF_TARGET,     /* done ÷ target × weight, at most the weight */
  LF_FORMULA_MIN_MAX,       /* (x − min) ÷ (max − min) × 40 + 60, in % of the weight (W37) */
  LF_FORMULA_DAYS,  /* R2: days on post: 20 and more 10, 15–19 9, 10–14 8, then one less a
                       day; 10 less for each absence at a check */
  LF_FORMULA_SIZE,  /* W38: 20, 10, 6 or 3 by total investment, in the bands of K6 */
  LF_FORMULA_BONUS, /* so many points for each, at most the weight */
} LfFormula;

/* What earns points. In its filters stand "%s" for the quoted id of who is appraised, "%c" for the
 * chains of that team, "%f" and "%l" for the first and the last day asked about, "%p" for the
 * condition that a progress report is of those days. */
typedef struct
{
  const char *key;   /* NULL ends the list */
  const char *label; /* N_() */
  LfFormula formula;
  gint64 weight; /* whole points: the most it gives; 0: no bound */
  gint64 each;   /* BONUS: whole points */

  const char *entity; /* (nullable): of the events; NULL: no records tell of it yet */
  const char *date;   /* (nullable): their field: the day by which they count */
  const char *filter; /* (nullable): which of them count */
  const char *whose;  /* whose they are */
  const char *about;  /* how they are narrowed to projects; "%s": a filter of projects */
  const char *amount; /* (nullable): the money that is summed, in yuan; NULL: they are counted */

  const char *goal; /* OF_TARGET: (nullable): the indicator of the goals that say the target */
  const char *part; /* OF_TARGET: (nullable): which of those that count are done: all are the target
                     */
  const char *apart; /* BONUS: (nullable): those that are shared with one other */
} LfCriterion;

typedef enum
{
  LF_APPRAISED_LAST_MONTH,
  LF_APPRAISED_QUARTER,
  LF_APPRAISED_YEAR,
} LfAppraisedTime;

typedef struct
{
  const char *key;    /* "deqing" */
  const char *note;   /* N_(): what is reckoned how */
  const char *entity; /* of what is appraised */
  const char *rows;   /* the filter of those: "" for all */
  const char *field;  /* of goals: whose they are */
  LfAppraisedTime time;
  const LfCriterion *criteria;
} LfAppraisal;

/* (nullable): the sheet @key: "deqing" (R2), "task-force" (W36), "project" (W38), "units" (W9),
 * "min-max" (W37) */
const LfAppraisal *lf_appraisal_find (const char *key);

/* The first and the last month it is about unless others are asked for. */
void lf_appraisal_months (const LfAppraisal *self,
                          const LfDate *today,
                          LfDate *ret_from,
                          LfDate *ret_to);

typedef struct
{
  gboolean is_known; /* FALSE: there is no data, which earns nothing */
  gint64 value;      /* own: events, days, or money in minor units */
  gint64 whole;      /* the group's best, the target, the greatest; BONUS: how many make one event,
                        0 as 1 */
  gint64 least;      /* MIN_MAX: the group's least. DAYS: absences at checks */
} LfAppraised;

/* Hundredths of points, rounded half up, never below 0. */
gint64 lf_criterion_points (const LfCriterion *self, const LfAppraised *of);

G_END_DECLS

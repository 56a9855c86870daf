/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals (domain.md K6, K7, O8, V10): what is to be reached by when, what counts towards it, and how
 * what was reached stands against the time that has gone by. Pure. */

#pragma once

#include "lf-indicator.h"
#include "lf-money.h"
#include "lf-record.h"

G_BEGIN_DECLS

/* How a goal stands; in this order people look at them. */
typedef enum
{
  LF_GOAL_LATE,      /* its end passed, and it was not reached */
  LF_GOAL_BEHIND,    /* less is reached than by the time that has gone by */
  LF_GOAL_ON_COURSE, /* as much, or more (超序时) */
  LF_GOAL_TO_COME,   /* it has not begun */
  LF_GOAL_UNKNOWN,   /* nothing tells of it */
  LF_GOAL_REACHED,
  LF_N_GOAL_COURSES,
} LfGoalCourse;

const char *lf_goal_course_key (LfGoalCourse course);   /* "behind" */
const char *lf_goal_course_label (LfGoalCourse course); /* translated */

/* What a goal's record says. Borrows the record. */
typedef struct
{
  const LfRecord *record;
  const LfIndicatorSource *source; /* (nullable): what counts is not known */
  LfDate first, last;              /* its days; without a start the year of its end */
  LfMoney amount;                  /* to reach: money; no currency: a number, or percent */
  double target;                   /* in 1/100 of the currency, or a number; 0: none is told */
  double growth;                   /* percent on the year before; NaN: the target is told */
  gboolean is_rate;                /* of percent, which does not add up with the months */
} LfGoal;

LfGoal lf_goal_of (const LfRecord *record, const LfDate *today);

/* (nullable): the field that says whose it is: the first of industry, account, team, park that is
 * not blank; NULL: the zone's */
const LfField *lf_goal_unit (const LfRecord *record);

/**
 * lf_goal_filter:
 * @source: self->source, or what was reported
 * @years_back: 0, up to @today; or 1, the whole of its days a year before
 * @parks: (element-type LfRecord): all there are: what is in a part of a park is in the park
 *
 * What counts towards the goal: of all whose it is, from its least investment on. A project is in
 * it once, whoever else has it in a goal.
 *
 * Returns: (transfer full) (nullable): NULL where none is told of those whose it is
 */
char *lf_goal_filter (const LfGoal *self,
                      const LfIndicatorSource *source,
                      int years_back,
                      const LfDate *today,
                      const GPtrArray *parks);

/* The share of its days that is over with @today, 0…1: months ÷ 12, and half a month from the 15th
 * on (R1); of what is within half a month, days. */
double lf_goal_time (const LfGoal *self, const LfDate *today);

typedef struct
{
  double target;   /* as LfGoal.target, of growth worked out; NaN: not known */
  double reached;  /* likewise */
  double expected; /* by now: target × time; of a rate the target */
  double percent;  /* reached of the target, 0…; NaN: not known */
  double time;     /* percent of its days that is over */
  double lead;     /* points ahead of time; negative: behind */
  LfGoalCourse course;
  int days_late; /* since its end; of others 0 */
} LfGoalProgress;

/**
 * lf_goal_judge:
 * @reached: NaN: nothing tells of it. Then what its record says is taken: done, or missed.
 * @base: of the year before, for growth; NaN: not known
 */
LfGoalProgress lf_goal_judge (const LfGoal *self, double reached, double base, const LfDate *today);

/* (transfer full): "CNY 40 million", "53", "96.3%" */
char *lf_goal_format (const LfGoal *self, double value);
/* (transfer full): likewise, to whole 万: of what is expected */
char *lf_goal_format_expected (const LfGoal *self, double value);
/* (transfer full): "CNY 40 million (+15%)" */
char *lf_goal_format_target (const LfGoal *self, const LfGoalProgress *progress);
/* (transfer full): "CNY 14 million of CNY 40 million" */
char *lf_goal_tell (const LfGoal *self, const LfGoalProgress *progress);
/* (transfer full): what of a signing counts: "Projects signed, from CNY 1 billion" */
char *lf_goal_tell_indicator (const LfRecord *record);
/* (transfer full): whose: "高新园", "The whole zone" */
char *lf_goal_tell_unit (const LfRecord *record);
/* (transfer full): points of percent: "+2.5", "−12.0" with a minus; "" for NaN */
char *lf_goal_format_lead (double lead);

/* Laggards first: the latest, then those furthest behind. As GCompareFunc. */
int lf_goal_progress_compare (const LfGoalProgress *a, const LfGoalProgress *b);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clocks of a project: its own legs from the decision meeting to production (domain.md C2–C6,
 * A5), and what the law asks on the way (§§3, 6).

 * A leg counts calendar months from the last milestone before it that has been reached, over all
 * legs between, and is due on the last day that comes to: of a meeting on 31 January the signing by
 * 28 February, the land by 30 April. The stage says which milestones are reached: a date of a later
 * one is left from before a step back, or was entered ahead. A date that is only a month or a year
 * is taken for the day of it that is best for the project. The numbers are those in force on the
 * day that is counted from, in the park where the project is now. */

#pragma once

#include "lf-calendar.h"
#include "lf-facts.h"
#include "lf-rulebook.h"

G_BEGIN_DECLS

/* What every judgment rests on. */
typedef struct
{
  const LfRulebook *book;
  const LfCalendar *calendar;
  LfDate today; /* a day; what is dated later has not happened yet */
} LfBasis;

typedef enum
{
  LF_DEADLINE_NONE, /* nothing runs, or nobody can tell */
  LF_DEADLINE_RUNNING,
  LF_DEADLINE_WARNED, /* runs, and its day is near */
  LF_DEADLINE_LATE,   /* its day has gone by */
  LF_DEADLINE_MET,
  LF_DEADLINE_MET_LATE,
  LF_DEADLINE_TOO_EARLY, /* what had to wait did not */
  LF_N_DEADLINE_STATES,
} LfDeadlineState;

/* The options of project.deadline_state in the order of LfDeadlineState without the first. */
extern const LfOption lf_deadline_state_options[LF_N_DEADLINE_STATES];
const char *lf_deadline_state_key (LfDeadlineState state);   /* "running" */
const char *lf_deadline_state_icon (LfDeadlineState state);  /* never colour alone */
const char *lf_deadline_state_style (LfDeadlineState state); /* a CSS class */

typedef struct
{
  LfDeadlineState state;
  LfDate from;             /* what is counted from */
  LfDate due;              /* the last day; of what has to wait the first */
  LfDate done;             /* once it is met */
  int days;                /* left, or late, or too early */
  const char *label;       /* what is to be done, untranslated */
  const char *consequence; /* (nullable): of being late, untranslated */
  gboolean has_to_wait;
} LfDeadline;

const char *lf_deadline_label (const LfDeadline *deadline); /* translated: what is to be done */
/* (transfer full): "Land by 30 Apr 2023, 12 days left"; "" for LF_DEADLINE_NONE */
char *lf_deadline_tell (const LfDeadline *deadline);
/* So many months from @from on, the last day that may be meant. */
LfDate lf_deadline_add_months (const LfDate *from, int months);
gboolean lf_deadline_is_open (const LfDeadline *deadline); /* running, warned or late */

/* ---- The zone's own: legs ---- */

typedef enum
{
  LF_LEG_SIGN, /* the chain, and after it production */
  LF_LEG_LAND,
  LF_LEG_START,
  LF_LEG_PRODUCTION,
  LF_LEG_SIGNED_TO_START, /* sums over the chain */
  LF_LEG_TOTAL,
  LF_N_LEGS,
} LfLeg;

#define LF_N_CHAIN_LEGS LF_LEG_SIGNED_TO_START

/* In the order of LfLeg, ended by a NULL key; the labels are whole: "Land to start". */
extern const LfOption lf_leg_options[LF_N_LEGS + 1];
/* The same of the first LF_N_CHAIN_LEGS: the options of project.deadline_leg. */
extern const LfOption lf_chain_leg_options[LF_N_CHAIN_LEGS + 1];

const char *lf_leg_what (LfLeg leg);       /* untranslated: what is to be done, LfDeadline.label */
const char *lf_leg_from_field (LfLeg leg); /* "signed_date" */
const char *lf_leg_to_field (LfLeg leg);

gboolean lf_leg_is_passed (LfLeg leg, LfStage stage); /* a live one: its end has been reached */
LfDeadline lf_leg_judge (const LfBasis *basis, LfLeg leg, const LfRecord *project);
LfDeadline lf_leg_judge_facts (const LfBasis *basis, LfLeg leg, const LfFacts *facts);
/* The clock that runs now: the first of the chain that is open, else the last that was met. */
LfDeadline lf_leg_judge_current (const LfBasis *basis, const LfFacts *facts, LfLeg *ret_leg);

/* ---- The law's ---- */

typedef struct _LfStatute LfStatute;

const LfStatute *lf_statutes (guint *ret_n);
const LfStatute *lf_statute_at (guint index);
const char *lf_statute_key (const LfStatute *self);     /* "idle_fee" */
const char *lf_statute_source (const LfStatute *self);  /* "W22" */
gboolean lf_statute_is_of_land (const LfStatute *self); /* there is one for each land case */
/* (nullable): the field of the land case whose day ends it */
const char *lf_statute_to_field (const LfStatute *self);
/* @land: (nullable): the land case it is about, where it is about one */
LfDeadline lf_statute_judge (const LfBasis *basis,
                             const LfStatute *self,
                             const LfRecord *project,
                             const LfRecord *land);

/* ---- How long legs took (A6) ---- */

/* Whole days; FALSE where an end has not been reached, is not known to the day, or lies before the
 * other. */
gboolean lf_leg_days (LfLeg leg, const LfRecord *project, const LfDate *today, int *ret_days);

typedef struct
{
  guint n;
  int median, mean, best; /* whole days, half a day up; 0 of none */
} LfLegFigures;

LfLegFigures lf_leg_figures (GArray *days /* int; is sorted */);

G_END_DECLS

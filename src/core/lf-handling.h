/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems (问题): collected, dispatched, accepted, handled, closed with evidence, called back.
 * What is due when, what may be done now and what each act writes (domain.md V2, I1–I7, §7). Pure.
 *
 * Days are working days. What falls due on a day off is put off to the next working day, and
 * nothing is late before a working day has gone by: as in lf-today.h. Of a date that is only a
 * month or a year the first day counts. */

#pragma once

#include "lf-calendar.h"
#include "lf-change.h"

G_BEGIN_DECLS

/* The states of a problem that is open, and the filter of those that are. */
#define LF_HANDLING_OPEN_STATES "collected|dispatched|handling"
#define LF_HANDLING_OPEN "state=" LF_HANDLING_OPEN_STATES

/* ---- Clocks ---- */

typedef enum
{
  LF_COMPLEXITY_ENQUIRY,
  LF_COMPLEXITY_ORDINARY,
  LF_COMPLEXITY_COMPLEX,
  LF_N_COMPLEXITIES,
} LfComplexity;

/* A place's rules, in working days. 0 of @answer and @co: nothing is asked. */
typedef struct
{
  const char *key;                /* an option of zone.problem_clock: "quanzhou" */
  guint dispatch;                 /* after the collection; 0: on the same day */
  guint close[LF_N_COMPLEXITIES]; /* after the dispatch */
  guint answer;                   /* after the dispatch: a first answer to a complex one */
  guint co;                       /* after the dispatch: the co-handlers' part */
  guint objection;                /* after the dispatch: the department may send it back */
  guint ahead;                    /* of the due day: an extension must be asked for */
  const char *source;             /* of the figures; where it is silent, see lf-handling.c */
} LfHandlingClock;

const LfHandlingClock *lf_handling_clocks (guint *ret_n); /* the first is what a zone starts with */
/* That of the zone; the first where @zone is NULL or says nothing. */
const LfHandlingClock *lf_handling_clock (const LfRecord *zone /* nullable */);

/* By what problems are judged. */
typedef struct
{
  const LfHandlingClock *clock;
  const LfCalendar *calendar;
  LfDate today;
} LfHandlingDesk;

/* What is due, in the order in which it comes. */
typedef enum
{
  LF_HANDLING_TERM_DISPATCH,
  LF_HANDLING_TERM_OBJECTION, /* a right, not a duty: until then it may be sent back */
  LF_HANDLING_TERM_ANSWER,
  LF_HANDLING_TERM_CO,
  LF_HANDLING_TERM_EXTENSION, /* likewise: until then one may be asked for */
  LF_HANDLING_TERM_CLOSE,
  LF_N_HANDLING_TERMS,
} LfHandlingTerm;

typedef enum
{
  LF_HANDLING_NONE, /* nothing is asked, or no longer */
  LF_HANDLING_RUNNING,
  LF_HANDLING_WARNED, /* LF_HANDLING_WARNED_DAYS are left, or less */
  LF_HANDLING_LATE,
  LF_HANDLING_MET,
  LF_HANDLING_MET_LATE,
  LF_N_HANDLING_STATES,
} LfHandlingState;

#define LF_HANDLING_WARNED_DAYS 1

const char *lf_handling_state_key (LfHandlingState state);  /* "met-late" */
const char *lf_handling_state_icon (LfHandlingState state); /* (nullable): never colour alone */

/**
 * lf_handling_due:
 * Returns: the day of @term; year 0: nothing is asked. Of the close that is what it was extended
 * to, else its own due day, else its own number of days, else the clock's, both from the dispatch
 * on; where it is not dispatched yet, from the day on which it should be.
 */
LfDate lf_handling_due (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term);
LfHandlingState
lf_handling_judge (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term);
/* What asks first of what is open, a late one before all; LF_HANDLING_TERM_CLOSE when nothing is.
 */
LfHandlingTerm lf_handling_next (const LfHandlingDesk *desk, const LfRecord *problem);
/* (transfer full) (nullable): "Close by 12 Mar 2023: 3 working days left"; NULL: nothing is asked
 */
char *lf_handling_tell (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term);
/* (transfer full): how much of the time is left, or by how much it is late. @word: translated:
 * "Close" */
char *lf_handling_tell_left (const LfCalendar *calendar,
                             const LfDate *today,
                             const LfDate *due,
                             const char *word);
/* (transfer full) (nullable): why it should go a level up; not again before as many days have gone
 * by since it did as it had from its dispatch on */
char *lf_handling_propose_escalation (const LfHandlingDesk *desk, const LfRecord *problem);

/* ---- Acts ---- */

typedef enum
{
  LF_HANDLING_ACT_DISPATCH,
  LF_HANDLING_ACT_ACCEPT,
  LF_HANDLING_ACT_OBJECT, /* back to the desk */
  LF_HANDLING_ACT_NOTE,
  LF_HANDLING_ACT_ANSWER,
  LF_HANDLING_ACT_CO, /* the co-handlers' part is done */
  LF_HANDLING_ACT_EXTEND,
  LF_HANDLING_ACT_ESCALATE,
  LF_HANDLING_ACT_CLOSE,
  LF_HANDLING_ACT_CALL_BACK,
  LF_HANDLING_ACT_SPOT_CHECK,
  LF_HANDLING_ACT_REOPEN,
  LF_N_HANDLING_ACTS,
} LfHandlingAct;

/* What an act asks for. */
typedef enum
{
  LF_HANDLING_ASKS_TEXT = 1 << 0,
  LF_HANDLING_ASKS_DEPARTMENT = 1 << 1, /* and takes co-handlers and an owner */
  LF_HANDLING_ASKS_DAY = 1 << 2,
  LF_HANDLING_ASKS_SATISFACTION = 1 << 3,
  LF_HANDLING_TAKES_TEXT = 1 << 4,
  LF_HANDLING_TAKES_FILE = 1 << 5, /* in the place of the text that is asked for, or beside it */
  LF_HANDLING_TAKES_DECISION = 1 << 6,
} LfHandlingAsks;

typedef struct
{
  const char *key;   /* "call-back" */
  const char *label; /* N_ () */
  const char *word;  /* N_ () (nullable): what its text is: "Reason" */
  const char *from;  /* options of problem.state, joined by "|" */
  const char *to;    /* (nullable): it stays */
  const char *date;  /* (nullable): the field that holds its day */
  const char *text;  /* (nullable): the field that holds its text */
  const char *step;  /* option of problem_step.kind */
  guint asks;        /* LfHandlingAsks */
} LfHandlingActRule;

const LfHandlingActRule *lf_handling_act_rule (LfHandlingAct act);
const char *lf_handling_act_label (LfHandlingAct act); /* translated */
gboolean lf_handling_act_from_key (const char *key, LfHandlingAct *ret_act);

/* What is said with an act; strings belong to the caller. */
typedef struct
{
  const char *text;           /* (nullable): note, reason or result */
  const char *department;     /* (nullable) */
  const char *co_departments; /* (nullable): a text set */
  const char *owner;          /* (nullable): id of an account */
  LfDate day;                 /* extended to; year 0: not said */
  const char *satisfaction;   /* (nullable): an option of problem.satisfaction */
  const char *file;           /* (nullable): an attachment set */
  const char *decision;       /* (nullable): of whom it was escalated to */
  const char *by;             /* (nullable): id of the account of who did it */
} LfHandlingWord;

gboolean lf_handling_fits (const LfEntity *entity); /* its records are problems */
/* Whether it may be done in the state the problem is in. */
gboolean lf_handling_may (const LfRecord *problem, LfHandlingAct act);

/**
 * lf_handling_act:
 * Returns: (transfer full) (nullable): one change: the problem's edits and the step that tells of
 * it. The error, LF_ERROR_REFUSED where the state or the clock forbids it, LF_ERROR_INVALID where
 * something is missing, says what to do.
 */
LfChange *lf_handling_act (const LfHandlingDesk *desk,
                           const LfRecord *problem,
                           LfHandlingAct act,
                           const LfHandlingWord *word,
                           GError **error);

/* ---- Counting and checking ---- */

/* What is counted of problems, each the text of a filter. */
typedef enum
{
  LF_HANDLING_COUNT_COLLECTED,
  LF_HANDLING_COUNT_DISPATCHED,
  LF_HANDLING_COUNT_CLOSED,
  LF_HANDLING_COUNT_OPEN,
  LF_HANDLING_COUNT_OVERDUE,
  LF_HANDLING_COUNT_RATED,
  LF_HANDLING_COUNT_SATISFIED,
  LF_N_HANDLING_COUNTS,
} LfHandlingCount;

/* (transfer full) */
char *lf_handling_filter (const LfCalendar *calendar, const LfDate *today, LfHandlingCount count);

/**
 * lf_handling_choose:
 * @problems: (element-type LfRecord): those that are closed
 * @seed: the period: the same seed chooses the same ones, in whatever order they come, and more of
 * them when more are asked for
 * Returns: (transfer full) (element-type LfRecord): @n of them to check
 */
GPtrArray *lf_handling_choose (const GPtrArray *problems, const char *seed, guint n);
/* How many a share is, rounded up: 5 of 41 at 10 %. */
guint lf_handling_share (guint n, guint percent);

G_END_DECLS

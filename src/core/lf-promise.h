/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What firms are promised (政策兑现): applied for, reviewed, paid in parts or at once, or refused;
 * what is due when, what may be done now and what each act writes (domain.md I6, §7 W31, W32).
 * Pure. Days are working days, judged as those of problems: see lf-handling.h. */

#pragma once

#include "lf-handling.h"
#include "lf-money.h"

G_BEGIN_DECLS

/* The states of a promise that is open, and the filter of those that are. */
#define LF_PROMISE_OPEN_STATES "promised|applied|approved"
#define LF_PROMISE_OPEN "state=" LF_PROMISE_OPEN_STATES

/* ---- Clocks ---- */

/* How a way of paying goes, in working days. 0: nothing is asked. */
typedef struct
{
  const char *way; /* an option of policy_clause.way; "": of what no clause is known */
  gboolean needs_application;
  guint review; /* after the application */
  guint pay;    /* after the approval */
  guint total; /* after the application, or else the promise; the clause's own number goes before */
  const char *source;
} LfPromiseClock;

const LfPromiseClock *lf_promise_clocks (guint *ret_n);
const LfPromiseClock *lf_promise_clock (const LfRecord *clause /* nullable */);

/* By what promises are judged. */
typedef struct
{
  const LfCalendar *calendar;
  LfDate today;
} LfPromiseDesk;

/* A promise and its clause: neither is owned. */
typedef struct
{
  const LfRecord *record;
  const LfRecord *clause; /* (nullable) */
} LfPromise;

typedef enum
{
  LF_PROMISE_TERM_REVIEW,
  LF_PROMISE_TERM_PAY,
  LF_N_PROMISE_TERMS,
} LfPromiseTerm;

/**
 * lf_promise_due:
 * Returns: the day of @term; year 0: nothing is asked. Of the payment that is the promise's own
 * due day, else so many days after the approval, else the whole number of days.
 */
LfDate lf_promise_due (const LfPromiseDesk *desk, const LfPromise *promise, LfPromiseTerm term);
LfHandlingState
lf_promise_judge (const LfPromiseDesk *desk, const LfPromise *promise, LfPromiseTerm term);
/* What asks first of what is open; LF_PROMISE_TERM_PAY when nothing does. */
LfPromiseTerm lf_promise_next (const LfPromiseDesk *desk, const LfPromise *promise);
/* (transfer full) (nullable): "Pay by 12 Mar 2023: 3 working days left"; NULL: nothing is asked */
char *lf_promise_tell (const LfPromiseDesk *desk, const LfPromise *promise, LfPromiseTerm term);
/* What is late comes first, then what is due, the earliest day before all; what has no day last. */
int lf_promise_compare (const LfPromiseDesk *desk, const LfPromise *a, const LfPromise *b);

/* (transfer full): from the talk to the payment: "Promised in the talk: Site visit › Policy clause:
 * Equipment › Promised on 2 Mar 2026 › Applied for on 3 Mar 2026 › Paid CNY 4 million of CNY 10
 * million". @promise: with displays */
char *lf_promise_tell_way (const LfRecord *promise);
/* What of the amount is not paid yet. FALSE: no amount was promised, or it is paid in another
 * currency. */
gboolean lf_promise_rest (const LfRecord *promise, LfMoney *ret_rest);

/* ---- Acts ---- */

typedef enum
{
  LF_PROMISE_ACT_APPLY,
  LF_PROMISE_ACT_APPROVE,
  LF_PROMISE_ACT_PAY, /* all that is left, or a part */
  LF_PROMISE_ACT_NOTE,
  LF_PROMISE_ACT_REFUSE,
  LF_PROMISE_ACT_REOPEN,
  LF_N_PROMISE_ACTS,
} LfPromiseAct;

/* What an act asks for. */
typedef enum
{
  LF_PROMISE_ASKS_TEXT = 1 << 0,
  LF_PROMISE_TAKES_TEXT = 1 << 1,
  LF_PROMISE_TAKES_AMOUNT = 1 << 2,
  LF_PROMISE_TAKES_FILE = 1 << 3,
} LfPromiseAsks;

typedef struct
{
  const char *key;   /* "approve" */
  const char *label; /* N_ () */
  const char *word;  /* N_ (): what its text is: "Reason" */
  const char *done;  /* N_ (): what was done, with the promise's title for %s */
  const char *from;  /* options of promise.state, joined by "|" */
  const char *to;    /* (nullable): it stays */
  const char *date;  /* (nullable): the field that holds its day */
  const char *step;  /* option of promise_step.kind */
  guint asks;        /* LfPromiseAsks */
} LfPromiseActRule;

const LfPromiseActRule *lf_promise_act_rule (LfPromiseAct act);
const char *lf_promise_act_label (LfPromiseAct act); /* translated */
gboolean lf_promise_act_from_key (const char *key, LfPromiseAct *ret_act);

/* What is said with an act; strings belong to the caller. */
typedef struct
{
  const char *text;   /* (nullable): remark or reason */
  const char *amount; /* (nullable): canonical money; of a payment all that is left; of an approval
                         what was promised */
  const char *file;   /* (nullable): an attachment set */
  const char *by;     /* (nullable): id of the account of who did it */
} LfPromiseWord;

/* Whether it may be done in the state the promise is in. */
gboolean lf_promise_may (const LfPromise *promise, LfPromiseAct act);
/* What brings it on. */
LfPromiseAct lf_promise_find_act (const LfPromise *promise);

/**
 * lf_promise_act:
 * Returns: (transfer full) (nullable): one change: the promise's edits and the step that tells of
 * it. The error, LF_ERROR_REFUSED where its state forbids it, LF_ERROR_INVALID where something is
 * missing or more is paid than was promised, says what to do.
 */
LfChange *lf_promise_act (const LfPromiseDesk *desk,
                          const LfPromise *promise,
                          LfPromiseAct act,
                          const LfPromiseWord *word,
                          GError **error);

G_END_DECLS

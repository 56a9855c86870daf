/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How projects are judged (domain.md L11, L12, C13, §3): what several opinions come to, what is
 * missing before the decision meeting, and what its outcome writes. The verdict is always a
 * person's. Pure. */

#pragma once

#include "lf-calendar.h"
#include "lf-change.h"
#include "lf-rulebook.h"

G_BEGIN_DECLS

/* ---- Opinions ---- */

typedef struct
{
  guint n;          /* that count */
  guint n_scored;   /* of those */
  guint n_excluded; /* given with a conflict of interest: they count nowhere */
  double mean;      /* of the scores; 0 where there is none */
} LfOpinionSum;

/* @opinions: (element-type LfRecord); @evaluation: (nullable): only those of it, by its id */
LfOpinionSum lf_opinions_sum (const GPtrArray *opinions, const char *evaluation);
/* (transfer full): "3 opinions, mean 82.3; 1 left out for a conflict of interest" */
char *lf_opinions_tell (const LfOpinionSum *sum);

/* What somebody thinks of a project; strings belong to the caller. */
typedef struct
{
  const char *text;       /* in one line */
  const char *verdict;    /* (nullable): an option of opinion.verdict */
  const char *score;      /* (nullable): 0 to 100, canonical */
  const char *expert;     /* (nullable): id */
  const char *account;    /* (nullable): id; of a colleague */
  const char *department; /* (nullable) */
  gboolean has_interest;
} LfOpinionWord;

/**
 * lf_judging_add_opinion:
 * @evaluation: (nullable): NULL: one of @kind is made with it
 * @kind: an option of evaluation.kind
 * Returns: (transfer full) (nullable): one change. LF_ERROR_INVALID says what is missing.
 */
LfChange *lf_judging_add_opinion (const LfRecord *project,
                                  const LfRecord *evaluation,
                                  const char *kind,
                                  const LfOpinionWord *word,
                                  const LfDate *today,
                                  GError **error);

/* (transfer full): one of @kind without a verdict; its id is made of kind and project, so that two
 * who open it make one */
LfRecord *
lf_judging_new_evaluation (const LfRecord *project, const char *kind, const LfDate *today);

/* ---- Before the decision meeting ---- */

typedef enum
{
  LF_LACK_VETO, /* one veto is enough (C13): it may not be approved */
  LF_LACK_SCREENING,
  LF_LACK_SAFETY,
  LF_LACK_ENVIRONMENT,
  LF_LACK_EXPERTS,
  LF_LACK_FAIRNESS,
  LF_LACK_DECISION, /* a body has not approved it; after the meeting, of a move (lf-gate.h) */
  LF_N_LACKS,
} LfLackKind;

typedef struct
{
  LfLackKind kind;
  char *text;       /* what is missing, and what to do */
  const char *body; /* (nullable): an option of evaluation.body whose approval it is */
  gboolean holds;   /* of a move: it is refused (lf-gate.h) */
} LfLack;

void lf_lack_free (LfLack *self);

/* What is known of a project that is to be decided on. */
typedef struct
{
  const LfRecord *project;
  const GPtrArray *evaluations; /* (element-type LfRecord): its own */
  const GPtrArray *opinions;    /* (element-type LfRecord): of all of those */
  guint n_fair_open;            /* see lf_fair_count_open() */
  guint n_promises;             /* that it was given */
} LfDecisionCase;

/* Whether safety and environment are asked about it: chemistry or energy. */
gboolean lf_judging_is_hazardous (const LfRecord *project);
/* (transfer full) (element-type LfLack): a veto first; empty: it may go to the meeting */
GPtrArray *
lf_judging_lacks (const LfDecisionCase *of, const LfRulebook *rules, const LfDate *today);
/* (transfer full): a sentence a line */
char *lf_lacks_tell (const GPtrArray *lacks);

/**
 * lf_judging_bodies:
 * Returns: (transfer full) (element-type utf8): options of evaluation.body that have to approve it,
 * in order (§3): all that is promised an incentive goes to the committee and the executive meeting,
 * what needs land to the land supply meeting too, from the amount on from which experts are asked
 * to the state-owned firm's meeting; else none
 */
GPtrArray *
lf_judging_bodies (const LfDecisionCase *of, const LfRulebook *rules, const LfDate *today);
/* Whether the youngest decision of @body is an approval. */
gboolean lf_judging_has_approved (const LfDecisionCase *of, const char *body);

/* ---- The outcome ---- */

typedef struct
{
  const char *verdict;     /* an option of evaluation.verdict */
  const char *conditions;  /* (nullable): a line each: they come back as actions */
  const char *by;          /* (nullable): id of the account of who chaired it */
  const char *responsible; /* (nullable): id of an account: of the conditions */
  const char *department;  /* (nullable): likewise */
  LfDate due;              /* of the conditions; year 0: a month after */
} LfOutcome;

/**
 * lf_judging_decide:
 * @meeting: (nullable): where it was decided; its day is the decision's
 * @lacks: (nullable) (element-type LfLack): with a veto nothing is approved
 * Returns: (transfer full) (nullable): one change: the verdict, and an action for each condition.
 * LF_ERROR_REFUSED: a veto; LF_ERROR_INVALID: a verdict, or who sees to the conditions, is missing.
 */
LfChange *lf_judging_decide (const LfRecord *evaluation,
                             const LfRecord *meeting,
                             const LfOutcome *outcome,
                             const GPtrArray *lacks,
                             const LfCalendar *calendar,
                             const LfDate *today,
                             GError **error);

G_END_DECLS

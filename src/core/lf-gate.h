/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds a project before a stage (domain.md §3, C13, L12): which of what is missing a move
 * asks for, who gives it, and whether the move is refused or only told. The table is the rule:
 * store, command line, window and server look by it. Pure. */

#pragma once

#include "lf-judging.h"
#include "lf-stage.h"

G_BEGIN_DECLS

typedef enum
{
  LF_GATE_TELLS,   /* whoever moves it is told, and may all the same */
  LF_GATE_BY_RULE, /* the zone's rule says: 0 tells, 1 holds */
  LF_GATE_HOLDS,
} LfGateForce;

typedef struct
{
  LfStage first, last; /* the stages whose entry asks for it */
  LfGateForce force;
  LfRuleKey rule;    /* of LF_GATE_BY_RULE */
  const char *giver; /* N_(): who gives it */
  const char *kind;  /* (nullable): the option of evaluation.kind that it is given as */
} LfGate;

const LfGate *lf_gate_of (LfLackKind kind);

/**
 * lf_gate_stands:
 * @before: the project as it is
 * Returns: whether the move to @to passes a gate: into approval or beyond from what was not
 * approved; or, for a veto, further on until the land is there. A new record passes none: what is
 * past is entered as it was.
 */
gboolean lf_gate_stands (const LfRecord *before, LfStage to);

/* Whether what was @before becomes @after by a move through a gate. */
gboolean lf_gate_is_move (const LfRecord *before, const LfRecord *after, LfStage *ret_to);

/**
 * lf_gate_lacks:
 * @of: the project as it would be, and what is known of it
 * Returns: (transfer full) (element-type LfLack): what the move of @before to @to asks for and is
 * not there, with LfLack.holds; that which holds first
 */
GPtrArray *lf_gate_lacks (const LfDecisionCase *of,
                          const LfRecord *before,
                          LfStage to,
                          const LfRulebook *rules,
                          const LfDate *today);
/* (transfer full) (nullable): why the move is refused, with who gives what; NULL: it is not */
char *lf_gate_tell_refusal (const GPtrArray *lacks, const LfRecord *project, LfStage to);

G_END_DECLS

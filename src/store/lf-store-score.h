/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scores of leads (lf-lead-score.h), by what the store holds. */

#pragma once

#include "lf-store-private.h"

#include "lf-facts.h"
#include "lf-lead-score.h"

G_BEGIN_DECLS

/* What all leads are scored by, read once. */
typedef struct
{
  LfDb *db;
  const LfRulebook *rules;
  LfDate today;
  LfRecord *zone; /* (nullable) */
  GPtrArray
      *industries; /* (nullable) (element-type LfRecord): by name; NULL: nothing is read yet */
} LfScorer;

/* @rules: stay with the caller */
void lf_scorer_init (LfScorer *self, LfDb *db, const LfRulebook *rules, const LfDate *today);
void lf_scorer_clear (LfScorer *self);

/* (transfer full) (nullable): with what each part was judged by. @project: with displays */
LfLeadScore *lf_scorer_tell (LfScorer *self, const LfRecord *project, GError **error);

/* The columns that lf_scorer_judge_row() reads, appended to a SELECT list. */
void lf_score_append_columns (GString *sql);
/* @column: (inout): of the first of them, and behind the last. @ret_score: (transfer full): NULL:
 * it is not scored at its stage */
gboolean lf_scorer_judge_row (LfScorer *self,
                              const LfFacts *facts,
                              sqlite3_stmt *statement,
                              int *column,
                              LfLeadScore **ret_score,
                              GError **error);

G_END_DECLS

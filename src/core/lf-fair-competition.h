/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incentives and fair competition (公平竞争审查, domain.md W27): what the wording of a clause, a
 * promise or an agreement hints at, by the Fair Competition Review Regulation (art. 10) and its
 * measures of 2025 (art. 19). Words are searched, nothing is judged: a person decides on each
 * finding, and says why. Pure. */

#pragma once

#include "lf-change.h"

G_BEGIN_DECLS

/* What may not be promised, and how texts tend to say it. */
typedef struct
{
  const char *key;     /* an option of incentive_finding.rule */
  const char *article; /* N_() */
  const char *forbids; /* N_(): a sentence */
  const char *words;   /* joined by "|"; "a+b": both in one sentence */
} LfFairRule;

#define LF_N_FAIR_RULES 5

extern const LfFairRule lf_fair_rules[LF_N_FAIR_RULES];
extern const LfOption lf_fair_rule_options[LF_N_FAIR_RULES + 1];

/* A sentence that hints at a rule. */
typedef struct
{
  const LfFairRule *rule;
  char *words;    /* those that were found, joined by "、" */
  char *sentence; /* the first that has them, as it stands */
} LfFairHint;

void lf_fair_hint_free (LfFairHint *self);

gboolean lf_fair_fits (const LfEntity *entity); /* its records have wording that is checked */
/* (transfer full) (element-type LfFairHint): at most one of each rule, in their order */
GPtrArray *lf_fair_check_text (const char *text /* nullable */);
GPtrArray *lf_fair_check (const LfRecord *record);

/* A line of the checklist. */
typedef struct
{
  LfRecord *record; /* whose wording it is */
  const LfFairRule *rule;
  char *words, *sentence;
  LfRecord *finding; /* (nullable): where somebody decided on it */
  gboolean is_open;  /* nobody did, or the sentence is another one by now */
} LfFairItem;

/**
 * lf_fair_list:
 * @records: (element-type LfRecord): of entities that lf_fair_fits()
 * @findings: (element-type LfRecord): those there are, of any records
 * Returns: (transfer full) (element-type LfFairItem)
 */
GPtrArray *lf_fair_list (const GPtrArray *records, const GPtrArray *findings);
guint lf_fair_count_open (const GPtrArray *items);
/* (transfer full): "Measures of 2025, art. 19: no reward may depend on …" */
char *lf_fair_tell_rule (const LfFairRule *rule);

/**
 * lf_fair_decide:
 * @project: (nullable): id of the one it is about, where the record names none itself
 * @decision: an option of incentive_finding.decision
 * @by: (nullable): id of the account of who decides
 * Returns: (transfer full) (nullable): one change that keeps the finding with its decision; its id
 * is made of rule and record, so that two who decide make one. LF_ERROR_INVALID without a reason.
 */
LfChange *lf_fair_decide (const LfFairItem *item,
                          const char *project,
                          const char *decision,
                          const char *reason,
                          const char *by,
                          const LfDate *today,
                          GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers a zone goes by (domain.md §§3, 6, 8): each has a preset, and a zone or one of its
 * parks may set another one from a day on (the entity "rule"). */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_RULE_SIGN_MONTHS,
  LF_RULE_LAND_MONTHS,
  LF_RULE_START_MONTHS,
  LF_RULE_PRODUCTION_MONTHS,
  LF_RULE_CLOCK_WARNING_DAYS,
  LF_RULE_NOTICE_DAYS,
  LF_RULE_LISTING_DAYS,
  LF_RULE_RESULT_WORKING_DAYS,
  LF_RULE_PERMIT_MONTHS,
  LF_RULE_PERMIT_EXTENSIONS,
  LF_RULE_EXTENSION_MONTHS,
  LF_RULE_STATISTICS_MONTHS,
  LF_RULE_STATISTICS_LATE_MONTHS,
  LF_RULE_IDLE_FEE_MONTHS,
  LF_RULE_IDLE_RETURN_MONTHS,
  LF_RULE_LAW_WARNING_DAYS,
  LF_RULE_LAMP_PRESET,
  LF_RULE_LAMP_START_MONTHS,
  LF_RULE_LAMP_LAG_POINTS,
  LF_RULE_LAMP_FAR_POINTS,
  LF_RULE_FLAG_RED_POINTS,
  LF_RULE_FLAG_YELLOW_POINTS,
  LF_RULE_FLAG_SNAIL_POINTS,
  LF_RULE_SEGMENT_FIRMS,
  LF_RULE_SEGMENT_JOBS,
  LF_RULE_SCORE_CHAIN_POINTS,
  LF_RULE_SCORE_SIZE_POINTS,
  LF_RULE_SCORE_GROWTH_POINTS,
  LF_RULE_SCORE_REFERRAL_POINTS,
  LF_RULE_SCORE_DISTANCE_POINTS,
  LF_RULE_SCORE_SIZE_YI,
  LF_RULE_SCORE_GROWTH_PERCENT,
  LF_RULE_EXPERTS_FROM_YI,
  LF_RULE_EXPERTS_LEAST,
  LF_RULE_GATE_SCREENING,
  LF_RULE_GATE_DECISION,
  LF_N_RULES,
} LfRuleKey;

typedef struct
{
  int preset, least, most;
  const char *source; /* "C2": the row of domain.md it is taken from; "": common practice */
} LfRuleNumber;

/* What a rule may be about, in the order of LfRuleKey, ended by a NULL key. */
extern const LfOption lf_rule_options[LF_N_RULES + 1];
const LfRuleNumber *lf_rule_number (LfRuleKey key);

typedef struct _LfRulebook LfRulebook;

LfRulebook *lf_rulebook_new (void);
void lf_rulebook_free (LfRulebook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRulebook, lf_rulebook_free)

/* A rule, or a park with what it is part of; others are ignored. */
void lf_rulebook_take (LfRulebook *self, const LfRecord *record);

/**
 * lf_rulebook_value:
 * @park: (nullable): an id
 * Returns: what is in force on the day @on: the youngest rule of the park that is valid by then,
 * else of what the park is part of, else of the zone, else the preset; of two from one day the one
 * that was made later
 */
int lf_rulebook_value (const LfRulebook *self, LfRuleKey key, const char *park, const LfDate *on);

G_END_DECLS

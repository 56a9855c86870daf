/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a lead is worth winning, from 0 to 100 points, and why (domain.md L11): chain fit, size,
 * growth, referral, distance. It advises whom to call first; what is done is said by people. Pure.
 *
 * The weights and what earns them in full are rules of the zone (LF_RULE_SCORE_…). A part whose
 * input is not known earns nothing, and says what is missing. */

#pragma once

#include "lf-rulebook.h"
#include "lf-stage.h"

G_BEGIN_DECLS

typedef enum
{
  LF_SCORE_CHAIN,    /* does it fill a segment that is missing, or fit an industry of the zone's? */
  LF_SCORE_SIZE,     /* its investment */
  LF_SCORE_GROWTH,   /* of the investor, as a figure of it says */
  LF_SCORE_REFERRAL, /* who brought it (L8) */
  LF_SCORE_DISTANCE, /* from the investor's seat to the zone */
  LF_N_SCORE_PARTS,
} LfScorePart;

/* What a lead is judged by; records belong to the caller, with displays. */
typedef struct
{
  const LfRecord *project;
  const LfRecord *segment;    /* (nullable): its own */
  const LfRecord *industry;   /* (nullable): of the zone's taxonomy, the one its words name */
  const LfRecord *enterprise; /* (nullable): the investor */
  const LfRecord *figure;     /* (nullable): the investor's youngest with a growth */
  const LfRecord *zone;       /* (nullable) */
} LfScoreFacts;

#define LF_SCORE_FULL 1000 /* a share: thousandths of its part's weight */

typedef struct
{
  int weight; /* as the rules have it */
  int share;  /* 0 to LF_SCORE_FULL */
  gboolean is_missing;
  double points; /* of 100, all weights together */
  char *input;   /* for people: what it was judged by, or what is missing */
} LfScoreLine;

typedef struct
{
  LfScoreLine lines[LF_N_SCORE_PARTS];
  guint points; /* 0 to 100: of the exact sum, half up */
  guint n_missing;
} LfLeadScore;

const char *lf_score_part_key (LfScorePart part);   /* "chain" */
const char *lf_score_part_label (LfScorePart part); /* translated */

/* The rules in force on @today, in the project's park. */
LfLeadScore *
lf_lead_score_new (const LfScoreFacts *facts, const LfRulebook *rules, const LfDate *today);
void lf_lead_score_free (LfLeadScore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLeadScore, lf_lead_score_free)

/* (transfer full): "Chain fit 30 of 30: the segment “Packaging” is missing here" */
char *lf_lead_score_tell_part (const LfLeadScore *self, LfScorePart part);
/* (transfer full): all of them, a line each */
char *lf_lead_score_why (const LfLeadScore *self);

/* The fields of a project that it is judged by, beside its park, ended by NULL. */
const char *const *lf_score_fields (void);
/* Whether a project is scored at that stage: until it is approved. */
gboolean lf_score_fits (LfStage stage);

/* Whether @industry, of the zone's own, is the one that @project names or falls under. */
gboolean lf_score_industry_fits (const LfRecord *industry, const LfRecord *project);

G_END_DECLS

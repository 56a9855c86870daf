/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Campaigns (专项行动, domain.md L14, V11): what was signed of what one set out to win, against the
 * time that has gone by. Pure. */

#pragma once

#include "lf-goal.h"
#include "lf-totals.h"

G_BEGIN_DECLS

/* What counts for a campaign. */
typedef struct
{
  LfRecord *record;
  gint64 n_projects; /* that name it, but for dropped ones */
  gint64 n_signed;   /* of these: see lf-counting.h */
  gint64 n_trips;    /* that were not cancelled */
  LfTotals signed_amount;
} LfCampaignScore;

void lf_campaign_score_free (LfCampaignScore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCampaignScore, lf_campaign_score_free)

/* Of the projects and the investment it set out to win, what it is further behind with. Without
 * either it is LF_GOAL_UNKNOWN, without an end no time goes by. */
LfGoalProgress lf_campaign_judge (const LfCampaignScore *self, const LfDate *today);

typedef enum
{
  LF_CAMPAIGN_RUNNING, /* or its days are not told */
  LF_CAMPAIGN_TO_COME,
  LF_CAMPAIGN_OVER,
} LfCampaignPhase;

LfCampaignPhase lf_campaign_phase (const LfCampaignScore *self, const LfDate *today);
const char *lf_campaign_phase_label (LfCampaignPhase phase); /* translated */
/* By phase, and in a phase as lf_goal_progress_compare() has it. */
int lf_campaign_compare (const LfCampaignScore *a, const LfCampaignScore *b, const LfDate *today);

/* (transfer full): "2 of 6 (33%)"; without a target "2" */
char *lf_campaign_tell_projects (const LfCampaignScore *self);
/* (transfer full): "CNY 300 million of CNY 1,000 million"; without a target what was signed */
char *lf_campaign_tell_amount (const LfCampaignScore *self);
/* (transfer full) (nullable): "31 of 120 days gone by (26%)"; NULL: it has no first or last day */
char *lf_campaign_tell_time (const LfCampaignScore *self, const LfDate *today);

G_END_DECLS

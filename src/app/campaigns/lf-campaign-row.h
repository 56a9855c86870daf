/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A campaign: what was signed of what it is to win, and what of its days is over. */

#pragma once

#include <adwaita.h>
#include "lf-campaign.h"

G_BEGIN_DECLS

#define LF_TYPE_CAMPAIGN_ROW (lf_campaign_row_get_type ())
G_DECLARE_FINAL_TYPE (LfCampaignRow, lf_campaign_row, LF, CAMPAIGN_ROW, AdwActionRow)

/* Its button does "campaigns.projects" with the campaign's id. */
LfCampaignRow *lf_campaign_row_new (const LfCampaignScore *score, const LfDate *today);
LfCampaignPhase lf_campaign_row_get_phase (LfCampaignRow *self);
const char *lf_campaign_row_get_campaign (LfCampaignRow *self); /* id */

G_END_DECLS

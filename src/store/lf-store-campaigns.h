/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What campaigns won (domain.md L14, V11), counted from the projects and trips that name them. */

#pragma once

#include "lf-campaign.h"
#include "lf-store.h"

G_BEGIN_DECLS

/* @campaign: kept */
LfCampaignScore *lf_store_campaign_score_sync (LfStore *self,
                                               LfRecord *campaign,
                                               const LfDate *today,
                                               GError **error);

/**
 * lf_store_campaigns_sync:
 * Returns: (transfer full) (element-type LfCampaignScore): of all campaigns, as
 * lf_campaign_compare() has them; of alike ones the newest first
 */
GPtrArray *lf_store_campaigns_sync (LfStore *self, const LfDate *today, GError **error);

G_END_DECLS

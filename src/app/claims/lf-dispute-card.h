/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First reports of one firm, none of which could know of another: the zone decides. */

#pragma once

#include <adwaita.h>
#include "lf-store-claims.h"

G_BEGIN_DECLS

#define LF_TYPE_DISPUTE_CARD (lf_dispute_card_get_type ())
G_DECLARE_FINAL_TYPE (LfDisputeCard, lf_dispute_card, LF, DISPUTE_CARD, AdwBin)

/**
 * LfDisputeCard:
 * Signal `granted` (string: id of a claim, string: reason).
 * Signal `opened` (string: id of a claim).
 */
/* @can_decide: else it only tells how things stand. */
LfDisputeCard *lf_dispute_card_new (const char *firm, gboolean can_decide);
/* What is typed as the reason. */
const char *lf_dispute_card_get_reason (LfDisputeCard *self);
void lf_dispute_card_set_reason (LfDisputeCard *self, const char *reason);
void lf_dispute_card_add (LfDisputeCard *self, const LfStoredClaim *claim);

/* Who reported it, when, and on what evidence, in one line: (transfer full) */
char *lf_claim_describe (const LfRecord *claim);

G_END_DECLS

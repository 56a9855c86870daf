/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stored records that may be one, side by side, with what a person can say to it. */

#pragma once

#include <adwaita.h>
#include "lf-store-duplicates.h"

G_BEGIN_DECLS

#define LF_TYPE_DUPLICATE_CARD (lf_duplicate_card_get_type ())
G_DECLARE_FINAL_TYPE (LfDuplicateCard, lf_duplicate_card, LF, DUPLICATE_CARD, AdwPreferencesGroup)

/**
 * LfDuplicateCard:
 * Signal `judged` (LfVerdict, string: id of the one that stays, string: the other's, string
 * (nullable): reason).
 * Signal `opened` (string: entity, string: id).
 */
LfDuplicateCard *lf_duplicate_card_new (const LfDuplicatePair *pair);

const LfDuplicateRule *lf_duplicate_card_get_rule (LfDuplicateCard *self);

G_END_DECLS

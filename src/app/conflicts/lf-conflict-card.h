/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One open conflict: both edits, what was there before, and the ways to settle it. */

#pragma once

#include <adwaita.h>
#include "lf-sync-report.h"

G_BEGIN_DECLS

#define LF_CONFLICT_UI(name) "/io/github/landfall/Landfall/conflicts/" name ".ui"

#define LF_TYPE_CONFLICT_CARD (lf_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (LfConflictCard, lf_conflict_card, LF, CONFLICT_CARD, AdwPreferencesGroup)

/**
 * LfConflictCard:
 * Property "selected" (boolean): to be settled together with others.
 * Signal `settled` (int LfSettle, string value): the person decided; @value only with
 * LF_SETTLE_VALUE.
 * Signal `opened`: the person wants to see the record.
 */
LfConflictCard *lf_conflict_card_new (const LfOpenConflict *conflict);
const char *lf_conflict_card_get_id (LfConflictCard *self);
gboolean lf_conflict_card_get_selected (LfConflictCard *self);
void lf_conflict_card_set_selected (LfConflictCard *self, gboolean is_selected);
const LfEntity *lf_conflict_card_get_entity (LfConflictCard *self); /* (nullable) */
const char *lf_conflict_card_get_record (LfConflictCard *self);

G_END_DECLS

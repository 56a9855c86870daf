/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record about to be saved may be already, and what a person can say to it (domain.md §4).
 */

#pragma once

#include <adwaita.h>
#include "lf-store-duplicates.h"

G_BEGIN_DECLS

#define LF_DUPLICATE_UI(name) "/io/github/landfall/Landfall/duplicates/" name ".ui"

#define LF_TYPE_DUPLICATE_BOX (lf_duplicate_box_get_type ())
G_DECLARE_FINAL_TYPE (LfDuplicateBox, lf_duplicate_box, LF, DUPLICATE_BOX, AdwBin)

/**
 * LfDuplicateBox:
 * Signal `judged` (LfVerdict, string: id of the record that stays, string (nullable): reason)
 */

/* @duplicates: (nullable) (element-type LfDuplicate): worst level first; none hides the box */
void lf_duplicate_box_show (LfDuplicateBox *self, GPtrArray *duplicates);
gboolean lf_duplicate_box_blocks (LfDuplicateBox *self); /* a person has to judge before saving */
void lf_duplicate_box_focus (LfDuplicateBox *self);

/* (transfer full): ids of those that wait for a verdict, @first before the others */
char **lf_duplicate_box_dup_ids (LfDuplicateBox *self, const char *first);

/* What @id was found by. */
const LfDuplicateRule *lf_duplicate_box_rule (LfDuplicateBox *self, const char *id);

/* What a record says in one line, by its listed fields: (transfer full) */
char *lf_duplicate_describe (const LfRecord *record);

G_END_DECLS

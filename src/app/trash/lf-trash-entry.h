/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deleted record as the trash lists it. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_TRASH_ENTRY (lf_trash_entry_get_type ())
G_DECLARE_FINAL_TYPE (LfTrashEntry, lf_trash_entry, LF, TRASH_ENTRY, GObject)

/* Properties, for list factories: "icon" (icon name), "title", "byline" and "left" (strings).
 */
LfTrashEntry *lf_trash_entry_new (const LfTrashItem *item);
LfRecord *lf_trash_entry_get_record (LfTrashEntry *self);

G_END_DECLS

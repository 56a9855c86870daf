/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record's part in a change that waits to be sent, in words. */

#pragma once

#include "lf-teller.h"

#include "lf-store-sync.h"

G_BEGIN_DECLS

#define LF_TYPE_PENDING_ENTRY (lf_pending_entry_get_type ())
G_DECLARE_FINAL_TYPE (LfPendingEntry, lf_pending_entry, LF, PENDING_ENTRY, GObject)

/* Records of one change that are told one by one; of the others, how many they are. */
#define LF_PENDING_MAX_APART 50

/**
 * LfPendingEntry:
 * Properties, all strings: "icon"; "title" of the record; "edits", one a line; "byline": in which
 * change, and when it was made; "held" (nullable): why it is not sent.
 * "is-held" (boolean).
 */

/* Adds the entries of @pending to @entries. For a thread: it asks for titles. */
void lf_pending_entry_tell (LfTeller *teller, const LfPending *pending, GPtrArray *entries);

const char *lf_pending_entry_get_entity (LfPendingEntry *self); /* (nullable): of many records */
const char *lf_pending_entry_get_record (LfPendingEntry *self); /* (nullable) */
const char *lf_pending_entry_get_edits (LfPendingEntry *self);
const char *lf_pending_entry_get_held (LfPendingEntry *self); /* (nullable) */
gboolean lf_pending_entry_equal (LfPendingEntry *self, LfPendingEntry *other);

G_END_DECLS

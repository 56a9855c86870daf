/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry that finds a record of one entity as its name is typed, and makes one that is not
 * there yet. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_REFERENCE_ENTRY (lf_reference_entry_get_type ())
G_DECLARE_FINAL_TYPE (LfReferenceEntry, lf_reference_entry, LF, REFERENCE_ENTRY, GtkWidget)

/**
 * LfReferenceEntry:
 * Signal `picked` (string id, string title): both NULL when the entry was emptied.
 * Signal `unreadable` (string): a sentence: what was typed names no record.
 * Signal `rested`: left without anything new.
 */
LfReferenceEntry *lf_reference_entry_new (const LfEntity *target, LfStore *store);
/* (nullable): shown at rest */
void lf_reference_entry_set_title (LfReferenceEntry *self, const char *title);
void lf_reference_entry_set_placeholder (LfReferenceEntry *self, const char *text);
/* what was picked holds: as above, but what was typed since then stays */
void lf_reference_entry_accept_title (LfReferenceEntry *self, const char *title);
gboolean lf_reference_entry_is_busy (LfReferenceEntry *self);
/* takes what was typed where it names exactly one record */
void lf_reference_entry_finish (LfReferenceEntry *self);
/* (transfer none): what takes the focus */
GtkWidget *lf_reference_entry_get_entry (LfReferenceEntry *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry of a list's filter: words or a filter text, completed while it is typed.

 * The keyboard stays in the entry: Down and Up walk the completions below it, Tab takes one, Enter
 * the one that was walked to, Escape puts them away. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_FILTER_ENTRY (lf_filter_entry_get_type ())
G_DECLARE_FINAL_TYPE (LfFilterEntry, lf_filter_entry, LF, FILTER_ENTRY, GtkWidget)

/* Signal `search-changed`: the text is another, and nobody has typed for a moment. */
void lf_filter_entry_set_store (LfFilterEntry *self, LfStore *store, const LfEntity *entity);
const char *lf_filter_entry_get_text (LfFilterEntry *self);
void lf_filter_entry_set_text (LfFilterEntry *self, const char *text);
void lf_filter_entry_set_placeholder (LfFilterEntry *self, const char *text);

/* Marks what is at @column, counted from 1; 0: nothing is wrong. */
void lf_filter_entry_mark (LfFilterEntry *self, guint column);

G_END_DECLS

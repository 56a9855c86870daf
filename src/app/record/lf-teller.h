/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling values, edits and times in words. Asks the store for the titles of what is referred to:
 * for a thread. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct _LfTeller LfTeller;

LfTeller *lf_teller_new (LfStore *store);
void lf_teller_free (LfTeller *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTeller, lf_teller_free)

/* (transfer none) */
const char *lf_teller_title (LfTeller *self, const LfEntity *entity, const char *id);
/* (transfer full): "" for NULL */
char *lf_teller_value (LfTeller *self, const LfField *field, const char *value);
/* (transfer full): one sentence */
char *lf_teller_edit (LfTeller *self, const LfEntity *entity, const LfEdit *edit);
/* (transfer full): a sentence for each edit, one a line: all that is sent. Long texts as they are
 * now, and of a new record each field that says something. */
char *lf_teller_op (LfTeller *self, const LfOp *op);
/* (transfer full): who and when */
char *lf_tell_by (const char *author, gint64 time_us);
/* (transfer full) (nullable): which of @marks, see lf_store_marks(), are conflicts; NULL: none */
char *lf_tell_conflicts (const LfEntity *entity, GHashTable *marks);

G_END_DECLS

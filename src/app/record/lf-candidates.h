/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reference can be made to refer to: records of one entity found by their text. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_CANDIDATE (lf_candidate_get_type ())
G_DECLARE_FINAL_TYPE (LfCandidate, lf_candidate, LF, CANDIDATE, GObject)

/* Properties, for list factories: "label" (string), "detail" (string): what tells records of one
 * name apart, "has-detail". */
LfCandidate *lf_candidate_new_for_record (const LfRecord *record);
/* a record that would have to be made */
LfCandidate *lf_candidate_new_for_title (const LfEntity *entity, const char *title);

const char *lf_candidate_get_id (LfCandidate *self); /* (nullable): not made yet */
const char *lf_candidate_get_title (LfCandidate *self);

/**
 * lf_candidates_find:
 * @text: what was typed; blank finds the first by title
 * Finds up to LF_MAX_CANDIDATES records of @entity.
 * lf_candidates_find_finish() returns: (transfer full) (element-type LfCandidate)
 */
#define LF_MAX_CANDIDATES 20
void lf_candidates_find_async (LfStore *store,
                               const LfEntity *entity,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *lf_candidates_find_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of the records of an entity, or none of them: the park that figures are within, the contest
 * that ranks.

 * Properties, for the template it stands in: "entity" (string: its name), "none" (string: what
 * choosing none of them means: “All Parks”), "sort" (string: as in lf_query_new()), "label"
 * (string: for screen readers). */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_RECORD_CHOICE (lf_record_choice_get_type ())
G_DECLARE_FINAL_TYPE (LfRecordChoice, lf_record_choice, LF, RECORD_CHOICE, AdwBin)

/* LfRecordChoice::changed: a person chose another one, or the one chosen is gone */

/* Reads the records, and again when they change. */
void lf_record_choice_set_context (LfRecordChoice *self, LfAppContext *context);
const char *lf_record_choice_get_id (LfRecordChoice *self); /* (nullable): none of them */
/* (transfer full) (nullable): the filter of records whose @field refers to the one chosen; NULL:
 * all */
char *lf_record_choice_where (LfRecordChoice *self, const char *field);

G_END_DECLS

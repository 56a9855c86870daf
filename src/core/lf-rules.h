/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks every writer passes: form, import, command line, store and server. */

#pragma once

#include "lf-change.h"

G_BEGIN_DECLS

#define LF_MAX_FILES 10                      /* attached to one record */
#define LF_MAX_FILE_BYTES (50 * 1024 * 1024) /* of one of them */

typedef struct
{
  char *field;   /* (nullable): NULL when it concerns the whole record */
  char *reason;  /* machine word: "invalid", "required", "order", "needed", "stage", "locked",
                    "files", "state" */
  char *message; /* a translated sentence naming the field, the value and what would be right */
} LfProblem;

LfProblem *
lf_problem_new (const char *field, const char *reason, char *message /* (transfer full) */);
void lf_problem_free (LfProblem *self);

/**
 * lf_rules_check:
 * @before: (nullable): the record before, NULL for a new one
 * @after: the record as it would be
 * @undoing: whether the change undoes another or settles a conflict: stages may go back
 * Returns: (transfer full) (element-type LfProblem): empty when all is well
 *
 * Values of every field changed, required fields, what fields ask of each other (LfField.after and
 * .needed), how many files a record has, stage moves (domain.md §3), locked records (a signed
 * agreement).
 */
GPtrArray *lf_rules_check (const LfRecord *before, const LfRecord *after, gboolean undoing);

/* A role's word on an entity: the permission table as data. @action: 'c'reate, 'e'dit, 'd'elete,
 * 'm'ove from park to park, 's'ee what is any park's; @entity "*": all there are. */
gboolean lf_rules_may (const char *role, const char *entity, char action);

/* Sets every blank field that has an initial value (LfField.initial): stage lead, dates of @today…
 */
void lf_rules_fill_new (LfRecord *record, const LfDate *today);

G_END_DECLS

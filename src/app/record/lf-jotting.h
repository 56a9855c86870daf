/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be jotted down about a record with one text, read off the schema: comments, and talks
 * by their kinds. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  const LfEntity *entity;
  const LfField *field;   /* (nullable): what its option goes into */
  const LfOption *option; /* (nullable) */
} LfJotKind;

/* (transfer full) (element-type LfJotKind): of records of @about, comments first */
GPtrArray *lf_jotting_kinds (const LfEntity *about);
const char *lf_jot_kind_label (const LfJotKind *self); /* translated */

/**
 * lf_jotting_save:
 * Adds a record of that kind, of today, by whoever works here. The first line of a long text names
 * it.
 * Returns: (transfer full): a sentence: what was saved
 */
void lf_jotting_save_async (LfStore *store,
                            const LfJotKind *kind,
                            LfRecord *about,
                            const char *text,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
char *lf_jotting_save_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

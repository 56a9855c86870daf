/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refers to a record, read off the schema: every entity with a reference to the record's
 * entity. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  const LfEntity *entity;
  char *filter;       /* lists them all */
  gint64 n;           /* how many there are */
  GPtrArray *records; /* (element-type LfRecord): the first LF_MAX_RELATED */
} LfRelation;

#define LF_MAX_RELATED 10

void lf_relation_free (LfRelation *self);

/**
 * lf_relations_read:
 * Returns: (transfer full) (element-type LfRelation): what belongs to the record first, then what
 * else refers to it, then what belongs to the same record as it (the contacts of a project's
 * enterprise). Empty relations are among them.
 */
/* blocking: for a thread */
GPtrArray *lf_relations_read_sync (LfStore *store, const LfRecord *record, GError **error);
void lf_relations_read_async (LfStore *store,
                              LfRecord *record,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *lf_relations_read_finish (LfStore *store, GAsyncResult *result, GError **error);

/**
 * lf_relation_prepare:
 * Returns: (transfer full): a new record of @entity with its initial values, made from @origin:
 * what refers to @origin's entity refers to it, and references that both have under one name are
 * taken over
 */
LfRecord *lf_relation_prepare (const LfEntity *entity,
                               const LfRecord *origin /* nullable */,
                               const LfDate *today);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project: its cases with their steps, documents and the law's clocks, and what its
 * standard land promised (domain.md §6). */

#pragma once

#include "lf-store-clocks.h"

G_BEGIN_DECLS

typedef struct
{
  LfRecord *record;     /* the land case, with displays */
  GPtrArray *documents; /* (element-type LfRecord): by their dates */
  /* (nullable elements): what the law asks on the way to each step */
  const LfStatuteClock *clocks[LF_N_LAND_STEPS];
  GPtrArray *later; /* (element-type LfStatuteClock): what it asks after that: start, idle land */
  LfIdleState idle; /* as the clocks say */
} LfLandCase;

typedef struct
{
  LfRecord *project;    /* with displays */
  GPtrArray *cases;     /* (element-type LfLandCase): the oldest first */
  GPtrArray *standards; /* (element-type LfRecord): standard_land with displays */
  LfClocks *clocks;     /* that the cases refer to */
} LfLand;

void lf_land_free (LfLand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfLand, lf_land_free)

/* Has the page of such a record land to show? A project has, and a land case. */
gboolean lf_land_is_of (const LfEntity *entity);

/**
 * lf_store_land_sync:
 * @entity: one that lf_land_is_of()
 * Returns: (transfer full): of the project with @id; of a land case that alone, and the standard
 * land of its plot or of none. LF_ERROR_NOT_FOUND where there is none.
 */
LfLand *lf_store_land_sync (
    LfStore *self, const LfEntity *entity, const char *id, const LfDate *today, GError **error);
void lf_store_land_async (LfStore *self,
                          const LfEntity *entity,
                          const char *id,
                          const LfDate *today,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
LfLand *lf_store_land_finish (LfStore *self, GAsyncResult *result, GError **error);

/* (transfer container): of @documents those of @step, an index of lf_land_steps */
GPtrArray *lf_land_documents (const LfLandCase *land_case, guint step);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All clocks of one project and its lamp, with what they rest on. */

#pragma once

#include "lf-lamp.h"
#include "lf-store.h"

G_BEGIN_DECLS

typedef struct
{
  const LfStatute *statute;
  LfRecord *land; /* (nullable): the land case it is about */
  LfDeadline deadline;
} LfStatuteClock;

typedef struct
{
  LfRecord *project;
  LfDeadline legs[LF_N_LEGS];
  GPtrArray *statutes; /* (element-type LfStatuteClock): those that say something */
  LfLampVerdict lamp;
  LfFacts facts; /* what the lamp refers to, and the next */
  LfLampFacts lamp_facts;
} LfClocks;

void lf_clocks_free (LfClocks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfClocks, lf_clocks_free)

/**
 * lf_store_clocks_sync:
 * @project: its id
 * Returns: (transfer full) (nullable): as of @today; NULL without error: there is no such project
 */
LfClocks *
lf_store_clocks_sync (LfStore *self, const char *project, const LfDate *today, GError **error);
void lf_store_clocks_async (LfStore *self,
                            const char *project,
                            const LfDate *today,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
LfClocks *lf_store_clocks_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

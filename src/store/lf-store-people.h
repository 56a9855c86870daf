/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries a project: its owners, steward and task force, and the parks that share its credit
 * (domain.md O1, O2, O4, O7). */

#pragma once

#include "lf-store-owners.h"

G_BEGIN_DECLS

typedef struct
{
  LfRecord *project;  /* with displays */
  GPtrArray *owners;  /* (element-type LfOwner): as lf_store_owners_sync() */
  LfRecord *team;     /* (nullable): with displays */
  GPtrArray *members; /* (element-type LfRecord): accounts of the team, who leads it first */
  GPtrArray *credits; /* (element-type LfRecord): as lf_store_credits_sync() */
} LfPeople;

void lf_people_free (LfPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfPeople, lf_people_free)

const LfOwner *lf_people_owner (const LfPeople *self); /* who answers for it now */
/* (nullable): who goes along with that owner on @today, having handed it over */
const LfOwner *lf_people_escort (const LfPeople *self, const LfDate *today);

/* LF_ERROR_NOT_FOUND where there is no such project. */
LfPeople *lf_store_people_sync (LfStore *self, const char *project, GError **error);
void lf_store_people_async (LfStore *self,
                            const char *project,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
LfPeople *lf_store_people_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first reports of a store, and where each of them stands (domain.md §4). */

#pragma once

#include "lf-claim.h"
#include "lf-store.h"

G_BEGIN_DECLS

/* A record of the entity claim, judged by the rules on one day. */
typedef struct
{
  LfRecord *record;
  LfClaimStanding standing;
  LfRecord *against; /* (nullable): LATER, REPEATS and DISPUTED: the other one */
  LfDate last_day;   /* on which it stands without progress; year 0: nobody has received it yet */
} LfStoredClaim;

void lf_stored_claim_free (LfStoredClaim *self);

/**
 * lf_store_claims_sync:
 * Returns: (transfer full) (element-type LfStoredClaim): disputes first, then those that hold, then
 * the others; each of these in the order of receipt
 *
 * Progress is the newest of what the claim says itself, the talks held on its project, and the
 * project's last move. Nothing is written: a claim is released by the calendar, and a manager
 * decides disputes.
 */
GPtrArray *lf_store_claims_sync (LfStore *self, const LfDate *today, GError **error);
void lf_store_claims_async (LfStore *self,
                            const LfDate *today,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *lf_store_claims_finish (LfStore *self,
                                   GAsyncResult *result,
                                   GError **error); /* (element-type LfStoredClaim) */

/**
 * lf_store_decide_claim_sync:
 * @winner: id of a claim
 * @reason: why, as the others are told
 * Grants a claim and rejects all other undecided ones on the same firm, as one change. Whether the
 * author may do so the server says.
 */
gboolean lf_store_decide_claim_sync (
    LfStore *self, const char *winner, const char *reason, const LfDate *today, GError **error);
void lf_store_decide_claim_async (LfStore *self,
                                  const char *winner,
                                  const char *reason,
                                  const LfDate *today,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean lf_store_decide_claim_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

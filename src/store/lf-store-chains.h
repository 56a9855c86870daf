/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Industry chains as the records have them (domain.md L2–L4): see lf-chain.h. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_store_chain_sync:
 * @on: the day whose numbers count
 * Returns: (transfer full): the chain with @id, settled; its records have displays.
 * LF_ERROR_NOT_FOUND where there is none.
 */
LfChain *lf_store_chain_sync (LfStore *self, const char *id, const LfDate *on, GError **error);

/* (transfer full) (element-type LfRecord): the policies that name the chain (V12), by name */
GPtrArray *lf_store_chain_policies_sync (LfStore *self, const char *id, GError **error);

/* (transfer full) (element-type LfChain): all of them, by name */
GPtrArray *lf_store_chains_sync (LfStore *self, const LfDate *on, GError **error);
void lf_store_chains_async (LfStore *self,
                            const LfDate *on,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *lf_store_chains_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking a whole store through for duplicates, off the main thread. */

#pragma once

#include "lf-store-duplicates.h"

G_BEGIN_DECLS

/* Called on the main thread, now and then; @share: of the work that is done, 0 to 1. */
typedef void (*LfDuplicatesShareFunc) (double share, gpointer user_data);

/* All kinds, and the levels that wait for a verdict. @only_new: pairs with a record that came since
 * that was last asked. @on_share: (nullable): called until @cancellable is cancelled or @callback
 * was called */
void lf_duplicates_find_async (LfStore *store,
                               gboolean only_new,
                               GCancellable *cancellable,
                               LfDuplicatesShareFunc on_share,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *lf_duplicates_find_finish (LfStore *store,
                                      GAsyncResult *result,
                                      GError **error); /* (element-type LfDuplicatePair) */

G_END_DECLS

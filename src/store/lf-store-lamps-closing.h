/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing a month's lamps, so that its chart stays what it was (V1, V3).
 *
 * It keeps the lamps of all projects that have one (lf-lamp-month.h), park by park: once a park has
 * a lamp that is kept, its month is closed, and a project of it without one had none. A secret
 * project is closed on its own, for who closed its park need not have seen it. A quarter's lamps
 * are those of its last month, and are closed with it. Undoing the change opens the month again. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_store_lamps_closing_sync:
 * Returns: (transfer full): one change that keeps every lamp of @month that is not kept yet, in the
 * parks that this account may close: a manager of the zone all, one of parks these. For
 * lf_store_commit_parts_sync(). LF_ERROR_INVALID while the month is not over, for who may not, or
 * when nothing is left to keep
 */
LfChange *lf_store_lamps_closing_sync (LfStore *self,
                                       const LfDate *month,
                                       const LfDate *today,
                                       GError **error);
void lf_store_lamps_closing_async (LfStore *self,
                                   const LfDate *month,
                                   const LfDate *today,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
LfChange *lf_store_lamps_closing_finish (LfStore *self, GAsyncResult *result, GError **error);
guint lf_lamps_count_closed (const LfChange *closing); /* how many lamps it keeps */

G_END_DECLS

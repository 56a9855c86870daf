/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole history of a record: a device keeps what it saw happen, the server has the rest. */

#pragma once

#include "lf-store.h"
#include "lf-transport.h"

G_BEGIN_DECLS

#define LF_SYNC_HISTORY_MOST 5000 /* changes that are asked for; a record has hardly more */

/**
 * lf_sync_history:
 * @field: (nullable): only the edits of this field
 * Asks the server what happened to a record, and adds what only this device knows: what waits, what
 * was refused. Nothing of it is stored. Blocking, on any thread, with a transport of its own.
 * Returns: (transfer full) (element-type LfHistoryItem): newest first; NULL with LF_SYNC_ERROR,
 * LF_STORE_ERROR, G_IO_ERROR_CANCELLED
 */
GPtrArray *lf_sync_history (LfStore *store,
                            LfTransport *transport,
                            const char *entity,
                            const char *id,
                            const char *field,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS

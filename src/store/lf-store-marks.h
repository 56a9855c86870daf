/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fields of a record wait for something: to be sent, to be corrected, to be settled. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_store_marks:
 * Returns: (transfer full) (element-type utf8 LfRecordState): by names of fields, the worst of
 * each; those that wait for nothing are not in it. Nothing waits to be sent where there is no
 * server to send it to, nor field by field while the record itself is not sent.
 */
GHashTable *lf_store_marks_sync (LfStore *self, const char *id, GError **error);
void lf_store_marks_async (LfStore *self,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GHashTable *lf_store_marks_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

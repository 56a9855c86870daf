/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records opened last, kept with the store on this device alone. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_RECENTS_MOST 12

#define LF_TYPE_RECENTS (lf_recents_get_type ())
G_DECLARE_FINAL_TYPE (LfRecents, lf_recents, LF, RECENTS, GObject)

LfRecents *lf_recents_new (LfStore *store);

void lf_recents_note (LfRecents *self, const char *entity, const char *id);
gboolean lf_recents_has (LfRecents *self, const char *id);

/* (transfer full) (element-type LfRecord): the newest first, without those that are gone */
void lf_recents_load_async (LfRecents *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *lf_recents_load_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS

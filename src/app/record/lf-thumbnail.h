/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small pictures of attached images, made in a thread and kept in a cache folder of the store's. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_thumbnail_load_async:
 * @element: of an attachment set
 *
 * lf_thumbnail_load_finish() returns: (transfer full) (nullable) without error: what is no image,
 * or not on this device, has none
 */
void lf_thumbnail_load_async (LfStore *store,
                              const char *element,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GdkTexture *lf_thumbnail_load_finish (GAsyncResult *result, GError **error);

/* (transfer full): what stands for a file of that name */
GIcon *lf_thumbnail_icon (const char *name);

G_END_DECLS

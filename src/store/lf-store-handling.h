/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What problems are handled by on this device: the zone's clock and days, and who works here. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* Immutable once read. */
typedef struct
{
  LfHandlingDesk desk;
  char *account; /* (nullable): id of the account of who works here */
} LfHandlingRoom;

LfHandlingRoom *lf_handling_room_ref (LfHandlingRoom *self);
void lf_handling_room_unref (LfHandlingRoom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfHandlingRoom, lf_handling_room_unref)

LfHandlingRoom *lf_store_handling_sync (LfStore *self, const LfDate *today, GError **error);
void lf_store_handling_async (LfStore *self,
                              const LfDate *today,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
LfHandlingRoom *lf_store_handling_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting a backup in the place of the store, in a thread, and opening it. */

#pragma once

#include "lf-damage.h"

G_BEGIN_DECLS

typedef struct
{
  char *backup;
  gboolean salvages; /* put back what had not been sent and can still be read */
} LfRestoreOrder;

/**
 * lf_restore_async:
 * @store: (nullable): the one open in @folder, closed first
 *
 * lf_restore_finish() returns: (transfer full): the restored store, open; the one that was there
 * before when that could not be done; NULL with @error when neither can be opened. @ret_told:
 * (transfer full), in any case: what became of it, a sentence.
 */
void lf_restore_async (LfStore *store,
                       const char *folder,
                       const LfRestoreOrder *order,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
LfStore *lf_restore_finish (GAsyncResult *result, char **ret_told, GError **error);

/* (transfer full): what a salvage has done, for people */
char *lf_restore_tell_salvage (const LfSalvage *salvage);

G_END_DECLS

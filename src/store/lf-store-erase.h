/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing a store: for a device that was lost. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_store_erase_folder_sync:
 * @folder: of a store that nobody has open
 *
 * Removes what stores keep there, records first: database, journal, search index, attached files
 * and copies of them that were lent out, backups in the folder, the sign-in. What is not a store's
 * stays, and so do backups elsewhere. Doing it again goes on with what is left. The names are
 * given up; what a disk still holds of the contents is its encryption's matter.
 */
gboolean lf_store_erase_folder_sync (const char *folder, GError **error);

G_END_DECLS

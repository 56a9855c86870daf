/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge: what a pushed change does to the zone (design.md §5). Pure but for the storage it is handed. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/**
 * lf_merge_change:
 * Judges @change for @user inside a transaction of @storage that it begins and ends itself.
 * Returns: (transfer full): the answer; NULL with @error only when the storage failed and nothing was kept.
 */
LfAnswer *lf_merge_change (LfServerStorage *storage, const LfServerUser *user, const LfChange *change, GError **error);

G_END_DECLS

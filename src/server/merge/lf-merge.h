/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge: what pushed changes do to the zone. docs/sync.md tells it in words.
 *
 * The server orders, fields merge: every accepted change gets the zone's next number, every bundle
 * of fields remembers the number of its newest change. An edit whose author had seen the newest
 * change of its bundle is taken; otherwise the value accepted first stays in force and a
 * `conflict` record keeps both. Nothing here looks at a clock. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/**
 * lf_merge_changes:
 * @changes: (element-type LfChange): in the order they were made
 * Judges each of @changes for @user, in one transaction of @storage.
 * Returns: (transfer full) (element-type LfAnswer): one each, in order; NULL with @error only when
 * the storage failed and nothing was kept.
 *
 * A change that was judged before gets its first answer again (G4). One that touches a record of an
 * earlier change of this push that was not accepted waits.
 */
GPtrArray *lf_merge_changes (LfServerStorage *storage,
                             const LfServerUser *user,
                             GPtrArray *changes,
                             GError **error);

/* (transfer full): what @known was answered when it was judged */
LfAnswer *lf_merge_first_answer (const LfServerChange *known, GError **error);

G_END_DECLS

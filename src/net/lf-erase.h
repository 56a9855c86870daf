/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Doing what the server asked of a lost device: erasing its store, and saying so.
 *
 * The order comes with a contact (LF_SYNC_ERROR_ERASE), after what waited was sent as far as it
 * went (lf_sync_run()). From then on it is written down in the store's folder, where the sign-in
 * was, so that a program that is killed goes on at its next start; it leaves when the server knows
 * that it is done. Only the server that the store is signed in to can give it: its certificate is
 * checked, or pinned, before it is heard. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_erase_sync:
 * @store: closed by this
 *
 * A server that cannot be told now is told by lf_erase_go_on_sync() later.
 */
gboolean lf_erase_sync (LfStore *store, GCancellable *cancellable, GError **error);

/* Before a store is opened: ends an erasing that was begun. @ret_was_begun: whether there was one.
 */
gboolean lf_erase_go_on_sync (const char *folder, gboolean *ret_was_begun, GError **error);

/* Whether there is something for lf_erase_go_on_sync() to do. */
gboolean lf_erase_is_noted (const char *folder);

/* (transfer full): for people, of a device that was erased */
char *lf_erase_tell (void);

G_END_DECLS

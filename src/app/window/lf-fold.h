/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bin that may become narrower or lower than its child is, so that a window can be made small and
 * what does not fit be folded away then. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_FOLD (lf_fold_get_type ())
G_DECLARE_FINAL_TYPE (LfFold, lf_fold, LF, FOLD, GtkWidget)

/* Properties: "child", "min-width" and "min-height" (construct; -1: the child's; else what may be
 * less than that), and "room" (read-only): the width there is now; it is notified after the
 * allocation, when children may be shown and hidden. */
int lf_fold_get_room (LfFold *self);

G_END_DECLS

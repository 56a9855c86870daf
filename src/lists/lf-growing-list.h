/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same items, the first of which come a few at a time.
 *
 * A list view of GTK 4.8 makes widgets for some 200 rows, many more than are seen, as soon as it is
 * told of them: a list that is shown first, or was short before, would keep the main loop for a
 * quarter of a second. Here they come while nothing else is to be done, and then all the others at
 * once. Items have the same positions as in the model. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LF_TYPE_GROWING_LIST (lf_growing_list_get_type ())
G_DECLARE_FINAL_TYPE (LfGrowingList, lf_growing_list, LF, GROWING_LIST, GObject)

LfGrowingList *lf_growing_list_new (GListModel *model, guint step /* items at a time */);
gboolean lf_growing_list_is_whole (LfGrowingList *self);

G_END_DECLS

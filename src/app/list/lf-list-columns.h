/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns a list shows and in which order: chosen from a menu, kept beside the store. */

#pragma once

#include "lf-record-list.h"

G_BEGIN_DECLS

/**
 * lf_list_columns_new:
 * @folder: the store's
 * @name: of the list, under which its columns are kept
 * Shows in @list the columns that were chosen before, and keeps what is chosen from now on.
 * Returns: (transfer full): an action for each column, to be inserted as "columns". It lives as
 * long as @list does.
 */
GSimpleActionGroup *lf_list_columns_new (LfRecordList *list, const char *folder, const char *name);

/* (transfer full): the items for them */
GMenuModel *lf_list_columns_menu (LfRecordList *list);

/* Whether what is chosen is kept: not that of a saved view, which keeps its own. */
void lf_list_columns_set_kept (GSimpleActionGroup *actions, gboolean is_kept);

G_END_DECLS

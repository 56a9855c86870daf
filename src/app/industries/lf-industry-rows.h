/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Industries as the rows of a tree: what lies in one is read when it is unfolded. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store-industries.h"

G_BEGIN_DECLS

/* One industry of a sheet. */
#define LF_TYPE_INDUSTRY_ITEM (lf_industry_item_get_type ())
G_DECLARE_FINAL_TYPE (LfIndustryItem, lf_industry_item, LF, INDUSTRY_ITEM, GObject)

const char *lf_industry_item_id (LfIndustryItem *self);
const char *lf_industry_item_title (LfIndustryItem *self);
/* (transfer none): the filter of its projects; "" where there are none */
const char *lf_industry_item_where (LfIndustryItem *self);

/**
 * lf_industry_rows_new:
 * @sheet: (transfer full)
 * @unfolded: (element-type utf8) (nullable): a set of the ids that are; NULL: the zone's own
 * Returns: (transfer full): rows of LfIndustryItem
 */
GtkTreeListModel *lf_industry_rows_new (LfIndustrySheet *sheet, GHashTable *unfolded);
/* (transfer full) (element-type utf8): a set of the ids of what is unfolded */
GHashTable *lf_industry_rows_unfolded (GtkTreeListModel *rows);

/* (transfer full): what draws them; its buttons have the action "industries.projects" with the
 * index of their row (u) */
GtkListItemFactory *lf_industry_rows_factory (void);

G_END_DECLS

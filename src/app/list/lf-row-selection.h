/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a list are selected: by their row numbers and not by their places, so that it
 * stays when rows come, go and change places. A million are selected without reading one. */

#pragma once

#include <gtk/gtk.h>
#include "lf-list-model.h"

G_BEGIN_DECLS

#define LF_TYPE_ROW_SELECTION (lf_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (LfRowSelection, lf_row_selection, LF, ROW_SELECTION, GObject)

/* A GtkSelectionModel of the same items. What leaves the list is selected no more. */
LfRowSelection *lf_row_selection_new (LfListModel *model);
LfListModel *lf_row_selection_get_model (LfRowSelection *self); /* (transfer none) */
guint lf_row_selection_get_n (LfRowSelection *self);
gint64 lf_row_selection_get_first (LfRowSelection *self); /* the lowest row number; 0: none */
GArray *
lf_row_selection_get_rows (LfRowSelection *self); /* (transfer full) (element-type gint64) */

G_END_DECLS

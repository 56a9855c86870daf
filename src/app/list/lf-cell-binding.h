/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a list that show a record, and again whenever it is another. */

#pragma once

#include "lf-list-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @record: (nullable): NULL while it is being read */
typedef void (*LfCellShow) (GtkListItem *item, LfRecord *record, gpointer data);

/* Has the cells of @factory show their rows by @show. GTK 4.8 unbinds and binds each cell that is
 * selected or no longer, and each whose place changes: a cell that gets the row it had is left as
 * it stands. */
void lf_cell_binding_add (GtkListItemFactory *factory, LfCellShow show, gpointer data);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of a list: the cells of one field. */

#pragma once

#include <gtk/gtk.h>
#include "lf-core.h"

G_BEGIN_DECLS

/* (transfer full): @view: whose font it is measured in */
GtkColumnViewColumn *lf_record_column_new (const LfField *field, GtkWidget *view);
const LfField *lf_record_column_field (GtkColumnViewColumn *column); /* (nullable): not of one */
gboolean lf_record_column_is_number (const LfField *field);          /* stands at the right */
void lf_record_column_show (GtkColumnViewColumn *column, gboolean is_shown);

/* ---- Cells ---- */

/* (transfer none) (nullable): what the cell shows, and of which field; NULL: it is being read */
LfRecord *lf_record_column_cell (GtkWidget *cell, const LfField **ret_field);
GtkWidget *lf_record_column_find_cell (GtkWidget *within); /* (nullable): it is, or is in */
/* (nullable): of those of @row that people may edit that of @field, else the first. @field:
 * (nullable) */
GtkWidget *lf_record_column_cell_of (GtkWidget *row, const LfField *field);
/* (nullable): the next of its row that people may edit; the one before it if not @is_forward */
GtkWidget *lf_record_column_next_cell (GtkWidget *cell, gboolean is_forward);
gboolean lf_record_column_is_editable (const LfField *field); /* by people, where it stands */

G_END_DECLS

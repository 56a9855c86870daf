/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of any entity's records: a column view with a column for each listed field. */

#pragma once

#include <gtk/gtk.h>
#include "lf-list-model.h"
#include "lf-row-selection.h"

G_BEGIN_DECLS

#define LF_TYPE_RECORD_LIST (lf_record_list_get_type ())
G_DECLARE_FINAL_TYPE (LfRecordList, lf_record_list, LF, RECORD_LIST, GtkWidget)

GtkWidget *lf_record_list_new (LfListModel *model,
                               const LfEntity *entity,
                               const LfField *fixed /* nullable: the same in every row, so it has
                                                       no column */);
const LfEntity *lf_record_list_entity (LfRecordList *self);
const LfField *lf_record_list_fixed (LfRecordList *self); /* (nullable) */
/* Tells `edit` of @cell, which is brought into sight. */
void lf_record_list_edit_cell (LfRecordList *self, GtkWidget *cell);
/* The menu of every heading. */
void lf_record_list_set_menu (LfRecordList *self, GMenuModel *menu);
/* GTK_INVALID_LIST_POSITION: nothing of it is open any more */
void lf_record_list_select (LfRecordList *self, guint position);
void lf_record_list_select_all (LfRecordList *self);
LfRowSelection *lf_record_list_get_selection (LfRecordList *self); /* (transfer none) */

/* (transfer full) (element-type LfField): as they stand, in order */
GPtrArray *lf_record_list_get_columns (LfRecordList *self);
/* These columns and no others; those the list does not have yet are added. */
void lf_record_list_set_columns (LfRecordList *self, GPtrArray *fields /* LfField */);
/* @sort: fields joined by ",", "-" before one for descending. Tells `sorted`, as a click on a
 * heading does. */
void lf_record_list_set_sort (LfRecordList *self, const char *sort /* nullable */);
const char *lf_record_list_get_sort (LfRecordList *self); /* (nullable) */

/* Signal `opened` (LfRecord): a row was the only one selected, or activated. Signal `sorted`
 * (string, nullable): order by these fields. Signal `arranged`: columns were shown, hidden or
 * moved. Signal `selected`: other rows are. Signal `edit` (LfRecord, pointer: the LfField,
 * GtkWidget: the cell): a value is to be edited where it stands. */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of any entity's records: a column view with a column for each listed field. */

#pragma once

#include <gtk/gtk.h>
#include "lf-list-model.h"

G_BEGIN_DECLS

#define LF_TYPE_RECORD_LIST (lf_record_list_get_type ())
G_DECLARE_FINAL_TYPE (LfRecordList, lf_record_list, LF, RECORD_LIST, GtkWidget)

GtkWidget *lf_record_list_new (LfListModel *model,
                               const LfEntity *entity,
                               const LfField *fixed /* nullable: the same in every row, so it has
                                                       no column */);
const LfEntity *lf_record_list_entity (LfRecordList *self);
const LfField *lf_record_list_fixed (LfRecordList *self); /* (nullable) */
/* The menu of every heading. */
void lf_record_list_set_menu (LfRecordList *self, GMenuModel *menu);
/* GTK_INVALID_LIST_POSITION: nothing of it is open any more */
void lf_record_list_select (LfRecordList *self, guint position);

/* (transfer full) (element-type LfField): as they stand, in order */
GPtrArray *lf_record_list_get_columns (LfRecordList *self);
/* These columns and no others; those the list does not have yet are added. */
void lf_record_list_set_columns (LfRecordList *self, GPtrArray *fields /* LfField */);
/* Tells `sorted`, as a click on a heading does. */
void lf_record_list_set_sort (LfRecordList *self, const char *sort /* nullable */);

/* Signal `opened` (LfRecord): a row was selected or activated. Signal `sorted` (string, nullable):
 * order by this field, "-" before it for descending. Signal `arranged`: columns were shown, hidden
 * or moved. */

G_END_DECLS

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
/* GTK_INVALID_LIST_POSITION: nothing of it is open any more */
void lf_record_list_select (LfRecordList *self, guint position);

/* Signal `opened` (LfRecord): a row was selected or activated. Signal `sorted` (string, nullable):
 * order by this field, "-" before it for descending. */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A value edited where it stands in a list, with the editor of its field. Enter saves it and Escape
 * leaves it as it was; Tab saves it and goes on to the next field of the row, with Shift to the one
 * before. What an input method has a use for none of them hears. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* @cell: of an LfRecordList, what it stands over; @record: as it was loaded. The focus goes back to
 * the cell's row. */
void lf_cell_editor_open (GtkWidget *cell,
                          LfAppContext *context,
                          LfRecord *record,
                          const LfField *field);

G_END_DECLS

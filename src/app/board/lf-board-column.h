/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One group on the board: its name, count and amount above its cards. */

#pragma once

#include "lf-app-context.h"
#include "lf-board-groups.h"

G_BEGIN_DECLS

#define LF_TYPE_BOARD_COLUMN (lf_board_column_get_type ())
G_DECLARE_FINAL_TYPE (LfBoardColumn, lf_board_column, LF, BOARD_COLUMN, GtkWidget)

GtkWidget *lf_board_column_new (LfAppContext *context,
                                const LfEntity *entity,
                                LfBoardGroup *group /* (transfer full) */);
const LfBoardGroup *lf_board_column_get_group (LfBoardColumn *self);
void lf_board_column_set_filter (LfBoardColumn *self, const char *filter);

gboolean lf_board_column_is_ready (LfBoardColumn *self); /* counted, and what is seen is read */

/* One of its cards that is there, as high as all of them. */
GtkWidget *lf_board_column_get_face (LfBoardColumn *self); /* (transfer none) (nullable) */

G_END_DECLS

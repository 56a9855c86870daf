/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: a column for each stage, park, owner or light; cards that can be moved by drag, menu
 * and keyboard. */

#pragma once

#include "lf-app-context.h"
#include "lf-board-groups.h"

G_BEGIN_DECLS

#define LF_TYPE_BOARD (lf_board_get_type ())
G_DECLARE_FINAL_TYPE (LfBoard, lf_board, LF, BOARD, GtkWidget)

GtkWidget *lf_board_new (LfAppContext *context, const LfEntity *entity);

/* @filter: text of the filter the cards are within; stages that it excludes have no column */
void lf_board_set_filter (LfBoard *self, const char *filter);
/* @by: as lf_board_groups_async() has it; @has_ended: also what is over or stands still */
void lf_board_set_groups (LfBoard *self, const char *by, gboolean has_ended);
/* (transfer full) (element-type utf8): what the columns of @entity can be by, the usual first */
GPtrArray *lf_board_kinds (const LfEntity *entity);
const char *lf_board_kind_label (const LfEntity *entity, const char *by);

/* For cards: what @record can be moved to, and moving it there, or to the column beside. */
GMenuModel *lf_board_menu (LfBoard *self); /* (transfer full): of the action card.move-to */
void lf_board_move (LfBoard *self, LfRecord *record, const char *value);
void lf_board_step (LfBoard *self, LfRecord *record, int step);

/* For columns: the card of @row, of the column @from, takes the focus when another column gets it,
 * so that who moves it by keyboard goes on with the same one. */
void lf_board_follow (LfBoard *self, gint64 row, GtkWidget *from);
gint64 lf_board_get_followed (LfBoard *self, GtkWidget *column); /* 0: @column awaits none */
void lf_board_end_following (LfBoard *self);

gboolean lf_board_is_ready (LfBoard *self); /* all cards that are seen are there */

G_END_DECLS

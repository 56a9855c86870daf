/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: a column for each stage, cards that can be moved by drag, menu and keyboard. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_BOARD (lf_board_get_type ())
G_DECLARE_FINAL_TYPE (LfBoard, lf_board, LF, BOARD, GtkWidget)

GtkWidget *lf_board_new (LfAppContext *context);

/* @filter: text of the filter the cards are within; stages that it excludes have no column */
void lf_board_set_filter (LfBoard *self, const char *filter);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schedule that can be dragged, walked with the keyboard and listened to.

 * What is dragged, or moved with the arrow keys, is a preview of all that would move; nothing is
 * saved here. Up and Down go from node to node, Left and Right move one by a working day, with
 * Ctrl by a week of them; Enter takes the preview, or opens the node; Escape lets it go. */

#pragma once

#include <gtk/gtk.h>
#include "lf-gantt.h"

G_BEGIN_DECLS

#define LF_TYPE_GANTT_VIEW (lf_gantt_view_get_type ())
G_DECLARE_FINAL_TYPE (LfGanttView, lf_gantt_view, LF, GANTT_VIEW, GtkWidget)

/**
 * LfGanttView::previewed: what would move is another, or nothing any more
 * LfGanttView::accepted: what would move is to move
 * LfGanttView::activated: (node)
 */

/* @schedule: (nullable): not owned: it is set anew before it goes */
void lf_gantt_view_set_schedule (LfGanttView *self, const LfProjectSchedule *schedule);
/* @moves: (nullable) (transfer full) (element-type LfScheduleMove) */
void lf_gantt_view_preview (LfGanttView *self, GArray *moves);
const GArray *lf_gantt_view_moves (LfGanttView *self); /* (nullable) */
const char *lf_gantt_view_problem (LfGanttView *self); /* (nullable): why it may not move */

G_END_DECLS

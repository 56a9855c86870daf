/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A goal: whose it is, what was reached of it, and how far it is ahead of time or behind. */

#pragma once

#include <adwaita.h>
#include "lf-store-goals.h"

G_BEGIN_DECLS

#define LF_TYPE_GOAL_ROW (lf_goal_row_get_type ())
G_DECLARE_FINAL_TYPE (LfGoalRow, lf_goal_row, LF, GOAL_ROW, AdwActionRow)

/* Its button does "goals.counted" with the goal's id. */
LfGoalRow *lf_goal_row_new (const LfGoalReading *reading);
LfGoalCourse lf_goal_row_get_course (LfGoalRow *self);
const char *lf_goal_row_get_goal (LfGoalRow *self); /* id */

G_END_DECLS

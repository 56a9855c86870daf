/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar of what was reached of a goal, with a line where the time stands. */

#pragma once

#include <gtk/gtk.h>
#include "lf-goal.h"

G_BEGIN_DECLS

#define LF_TYPE_GOAL_METER (lf_goal_meter_get_type ())
G_DECLARE_FINAL_TYPE (LfGoalMeter, lf_goal_meter, LF, GOAL_METER, GtkWidget)

/* Says in words beside what it shows; nothing is shown of what is not known. */
void lf_goal_meter_show (LfGoalMeter *self, const LfGoalProgress *progress, const char *spoken);

G_END_DECLS

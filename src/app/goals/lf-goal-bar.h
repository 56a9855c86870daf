/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a goal's page: how it stands, what counts towards it, and its pledge on paper (domain.md O8).
 */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_GOAL_BAR (lf_goal_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfGoalBar, lf_goal_bar, LF, GOAL_BAR, AdwBin)

void lf_goal_bar_set_context (LfGoalBar *self, LfAppContext *context);
/* Nothing for what is no goal. @record: (nullable) */
void lf_goal_bar_show (LfGoalBar *self, LfRecord *record);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pledge on paper (军令状, domain.md O8): who pledges what by when, how it stands, what came of
 * it, and where it is signed. */

#pragma once

#include "lf-paper.h"
#include "lf-store-goals.h"

G_BEGIN_DECLS

/* @today: the day @reading is of */
LfPaper *lf_goal_paper_new (const LfGoalReading *reading, const LfDate *today);
/* (transfer full): "50.2% reached, 87.5% of the time gone by: 37.3 points behind", or how it ended
 */
char *lf_goal_paper_tell (const LfGoalReading *reading);

G_END_DECLS

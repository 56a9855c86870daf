/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting on paper: the agenda before it, the minutes and what was agreed on after it (domain.md
 * V13). */

#pragma once

#include "lf-paper.h"
#include "lf-store-meeting.h"

G_BEGIN_DECLS

LfPaper *lf_meeting_paper_new (const LfMeeting *meeting);
/* (transfer full): "4 Mar 2026 · Weekly meeting · Zhou, Lin" */
char *lf_meeting_describe (const LfRecord *meeting);

G_END_DECLS

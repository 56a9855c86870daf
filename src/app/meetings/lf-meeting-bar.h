/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a meeting's page: what its agenda would hold, and what is done with it (domain.md V13, O2). */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_MEETING_UI(name) "/io/github/landfall/Landfall/meetings/" name ".ui"

#define LF_TYPE_MEETING_BAR (lf_meeting_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfMeetingBar, lf_meeting_bar, LF, MEETING_BAR, AdwBin)

void lf_meeting_bar_set_context (LfMeetingBar *self, LfAppContext *context);
/* Nothing for what is no meeting. @record: (nullable) */
void lf_meeting_bar_show (LfMeetingBar *self, LfRecord *record);

G_END_DECLS

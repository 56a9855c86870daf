/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a decision meeting (上会, domain.md L12) still has to decide, a row each. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-meeting.h"

G_BEGIN_DECLS

#define LF_TYPE_MEETING_DECISIONS (lf_meeting_decisions_get_type ())
G_DECLARE_FINAL_TYPE (LfMeetingDecisions, lf_meeting_decisions, LF, MEETING_DECISIONS, AdwBin)

/* Is not to be seen where nothing waits. Actions: decisions.decide (u), decisions.open (u): the
 * number of the row. */
void
lf_meeting_decisions_show (LfMeetingDecisions *self, LfAppContext *context, LfMeeting *meeting);

G_END_DECLS

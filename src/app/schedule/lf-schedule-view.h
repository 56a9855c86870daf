/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of one project: bars or table, and planning it again. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_SCHEDULE_VIEW (lf_schedule_view_get_type ())
G_DECLARE_FINAL_TYPE (LfScheduleView, lf_schedule_view, LF, SCHEDULE_VIEW, GtkWidget)

void lf_schedule_view_set_context (LfScheduleView *self, LfAppContext *context); /* once */
void lf_schedule_view_set_project (LfScheduleView *self, const char *id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sends the morning brief when it is due, with or without a window. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_BRIEF_CLOCK (lf_brief_clock_get_type ())
G_DECLARE_FINAL_TYPE (LfBriefClock, lf_brief_clock, LF, BRIEF_CLOCK, GObject)

/* The notification leads to the action "app.show-today" of @application. */
LfBriefClock *lf_brief_clock_new (GApplication *application, LfAppContext *context);

G_END_DECLS

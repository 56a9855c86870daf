/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of schedules: which projects have one and how it stands, and one of them. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_SCHEDULE_UI(name) "/io/github/landfall/Landfall/schedule/" name ".ui"

#define LF_TYPE_SCHEDULE_PAGE (lf_schedule_page_get_type ())
G_DECLARE_FINAL_TYPE (LfSchedulePage, lf_schedule_page, LF, SCHEDULE_PAGE, GtkWidget)

GtkWidget *lf_schedule_page_new (LfAppContext *context);
void lf_schedule_page_show (LfSchedulePage *self, const char *project);

G_END_DECLS

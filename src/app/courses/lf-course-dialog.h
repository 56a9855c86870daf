/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what an act of a course needs, and does it as one change; at once where nothing is asked. */

#pragma once

#include "lf-app-context.h"
#include "lf-course.h"
#include "lf-store-handling.h"

G_BEGIN_DECLS

#define LF_COURSE_UI(name) "/io/github/landfall/Landfall/courses/" name ".ui"

gboolean lf_course_asks (const LfCourseAct *act);
void lf_course_dialog_present (GtkWindow *parent,
                               LfAppContext *context,
                               LfHandlingRoom *room,
                               LfRecord *record,
                               const LfCourseAct *act);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the page of a record that takes a course (lf-course-kind.h): how far it has come, its clock,
 * and what may be done now. Ctrl+D does what comes next. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_COURSE_BAR (lf_course_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfCourseBar, lf_course_bar, LF, COURSE_BAR, AdwBin)

void lf_course_bar_set_context (LfCourseBar *self, LfAppContext *context);
/* Nothing for what takes none. @record: (nullable) */
void lf_course_bar_show (LfCourseBar *self, LfRecord *record);

G_END_DECLS

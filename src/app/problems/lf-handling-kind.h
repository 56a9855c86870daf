/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems among the courses. */

#pragma once

#include "lf-course-kind.h"

extern const LfCourseKind lf_handling_kind;

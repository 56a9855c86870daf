/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises among the courses. */

#pragma once

#include "lf-course-kind.h"

extern const LfCourseKind lf_promise_kind;

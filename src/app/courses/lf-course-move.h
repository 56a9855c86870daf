/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a record that takes a course is changed by the act that leads there, which asks what
 * it needs. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Asks for the act by which @record, of an entity that lf_course_kind_find() knows, comes to
 * @state, an option of its field “state”; says so where none does. */
void lf_course_move_present (GtkWindow *parent,
                             LfAppContext *context,
                             LfRecord *record,
                             const char *state);
/* Asks for the act that brings @record on from where it stands; says so where there is none. */
void lf_course_next_present (GtkWindow *parent, LfAppContext *context, LfRecord *record);

G_END_DECLS

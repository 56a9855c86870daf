/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A problem's state is changed by the act that leads there, which asks what it needs. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Asks for the act by which @problem comes to @state, an option of problem.state; says so where
 * none does. */
void lf_handling_move_present (GtkWindow *parent,
                               LfAppContext *context,
                               LfRecord *problem,
                               const char *state);

G_END_DECLS

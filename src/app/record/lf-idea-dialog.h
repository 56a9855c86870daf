/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a project idea a lead once somebody invests (L16). */

#pragma once

#include <adwaita.h>

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Whether @record is an idea that is no lead yet, and who is signed in may make it one. */
gboolean lf_idea_can_become_lead (LfAppContext *context, const LfRecord *record);
void lf_idea_dialog_present (GtkWindow *parent, LfAppContext *context, const LfRecord *idea);

G_END_DECLS

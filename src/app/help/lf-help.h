/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application says of itself: its guide, its keys, what it is. Each window is made when it
 * is asked for. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* @parent: (nullable) */
void lf_help_present_guide (GtkWindow *parent);
void lf_help_present_shortcuts (GtkWindow *parent);
/* @context: (nullable): with what is open */
void lf_help_present_about (GtkWindow *parent, LfAppContext *context);

G_END_DECLS

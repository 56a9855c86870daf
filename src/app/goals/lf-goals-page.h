/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals page: who keeps up with the time and who does not, laggards first (domain.md K6, O8,
 * V10). */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_GOALS_UI(name) "/io/github/landfall/Landfall/goals/" name ".ui"

#define LF_TYPE_GOALS_PAGE (lf_goals_page_get_type ())
G_DECLARE_FINAL_TYPE (LfGoalsPage, lf_goals_page, LF, GOALS_PAGE, GtkWidget)

GtkWidget *lf_goals_page_new (LfAppContext *context);

G_END_DECLS

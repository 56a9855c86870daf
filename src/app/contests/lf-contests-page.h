/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contests page: the flags and snails of a half month, giving them, and who leads (domain.md
 * V5, V6, V8). */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_CONTEST_UI(name) "/io/github/landfall/Landfall/contests/" name ".ui"

#define LF_TYPE_CONTESTS_PAGE (lf_contests_page_get_type ())
G_DECLARE_FINAL_TYPE (LfContestsPage, lf_contests_page, LF, CONTESTS_PAGE, GtkWidget)

GtkWidget *lf_contests_page_new (LfAppContext *context);

G_END_DECLS

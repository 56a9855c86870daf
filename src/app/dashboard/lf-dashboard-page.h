/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of dashboards: one of them, its filter, and arranging, saving and sharing it.

 * What was arranged and not saved stays while the program runs, also when another one is looked at.
 * Each step of arranging can be undone; what was saved is undone as any other change. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_DASHBOARD_PAGE (lf_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (LfDashboardPage, lf_dashboard_page, LF, DASHBOARD_PAGE, GtkWidget)

GtkWidget *lf_dashboard_page_new (LfAppContext *context);
gboolean lf_dashboard_page_is_ready (LfDashboardPage *self);

G_END_DECLS

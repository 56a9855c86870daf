/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard on the whole screen of a meeting room: it follows what changes, and keeps the screen
 * saver away. Escape or F11 leaves. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-dashboard.h"

G_BEGIN_DECLS

#define LF_TYPE_DASHBOARD_SHOW (lf_dashboard_show_get_type ())
G_DECLARE_FINAL_TYPE (LfDashboardShow, lf_dashboard_show, LF, DASHBOARD_SHOW, GtkWindow)

/* Shown at once, on the beamer where there is one. @parent: (nullable): whose application it is of
 */
LfDashboardShow *
lf_dashboard_show_new (LfAppContext *context, GtkWindow *parent, const LfDashboard *dashboard);
gboolean lf_dashboard_show_is_ready (LfDashboardShow *self);

G_END_DECLS

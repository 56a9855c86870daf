/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The administrator's page: accounts, devices, the audit log and what each role may do. All but
 * the last are the server's, so they need it to be there. */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_ADMIN_UI(name) "/io/github/landfall/Landfall/admin/" name ".ui"

#define LF_TYPE_ADMIN_PAGE (lf_admin_page_get_type ())
G_DECLARE_FINAL_TYPE (LfAdminPage, lf_admin_page, LF, ADMIN_PAGE, GtkWidget)

GtkWidget *lf_admin_page_new (LfAppContext *context);

/* Whether whoever is signed in may see it. */
gboolean lf_admin_page_is_for (LfAppContext *context);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The campaigns page: what each was to win, what was signed of it, and where its time stands
 * (domain.md L14, V11). */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_CAMPAIGNS_UI(name) "/io/github/landfall/Landfall/campaigns/" name ".ui"

#define LF_TYPE_CAMPAIGNS_PAGE (lf_campaigns_page_get_type ())
G_DECLARE_FINAL_TYPE (LfCampaignsPage, lf_campaigns_page, LF, CAMPAIGNS_PAGE, GtkWidget)

GtkWidget *lf_campaigns_page_new (LfAppContext *context);

G_END_DECLS

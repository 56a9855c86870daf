/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first reports page: disputes for the zone to decide, and who stands for which firm. */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_CLAIM_UI(name) "/io/github/landfall/Landfall/claims/" name ".ui"

#define LF_TYPE_CLAIMS_PAGE (lf_claims_page_get_type ())
G_DECLARE_FINAL_TYPE (LfClaimsPage, lf_claims_page, LF, CLAIMS_PAGE, GtkWidget)

GtkWidget *lf_claims_page_new (LfAppContext *context);

G_END_DECLS

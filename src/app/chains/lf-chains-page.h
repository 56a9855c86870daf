/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The chains page: the fishbone of a chain, what stands in the segment that is chosen, whom the
 * zone wants there, and the seven ones (domain.md L2–L4). */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_CHAINS_UI(name) "/io/github/landfall/Landfall/chains/" name ".ui"

#define LF_TYPE_CHAINS_PAGE (lf_chains_page_get_type ())
G_DECLARE_FINAL_TYPE (LfChainsPage, lf_chains_page, LF, CHAINS_PAGE, GtkWidget)

GtkWidget *lf_chains_page_new (LfAppContext *context);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what waits to be sent, per record and field. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_PENDING_UI(name) "/io/github/landfall/Landfall/pending/" name ".ui"

#define LF_TYPE_PENDING_PAGE (lf_pending_page_get_type ())
G_DECLARE_FINAL_TYPE (LfPendingPage, lf_pending_page, LF, PENDING_PAGE, GtkWidget)

GtkWidget *lf_pending_page_new (LfAppContext *context);
GListModel *lf_pending_page_get_entries (LfPendingPage *self); /* (element-type LfPendingEntry) */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conflicts page: conflicts to settle, refused changes, and what waits to be sent. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_CONFLICTS_PAGE (lf_conflicts_page_get_type ())
G_DECLARE_FINAL_TYPE (LfConflictsPage, lf_conflicts_page, LF, CONFLICTS_PAGE, GtkWidget)

GtkWidget *lf_conflicts_page_new (LfAppContext *context);

G_END_DECLS

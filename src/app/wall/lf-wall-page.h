/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of wall charts (domain.md V1–V4, V8, V12): looked at, presented, printed, saved. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_WALL_PAGE (lf_wall_page_get_type ())
G_DECLARE_FINAL_TYPE (LfWallPage, lf_wall_page, LF, WALL_PAGE, GtkWidget)

/* Property "chart" (string): one of lf_wall_names(). */
GtkWidget *lf_wall_page_new (LfAppContext *context);
/* Whether what is asked for is shown, and presented where it is presented. */
gboolean lf_wall_page_is_ready (LfWallPage *self);

G_END_DECLS

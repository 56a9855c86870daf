/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what is due, overdue, silent, promised, or waits for whoever works here. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TODAY_PAGE (lf_today_page_get_type ())
G_DECLARE_FINAL_TYPE (LfTodayPage, lf_today_page, LF, TODAY_PAGE, GtkWidget)

GtkWidget *lf_today_page_new (LfAppContext *context);
/* Whether all rows there will be are there. */
gboolean lf_today_page_is_ready (LfTodayPage *self);

G_END_DECLS

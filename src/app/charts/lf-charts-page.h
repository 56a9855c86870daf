/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts page: reports as drawings that open the lists behind them. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_CHARTS_PAGE (lf_charts_page_get_type ())
G_DECLARE_FINAL_TYPE (LfChartsPage, lf_charts_page, LF, CHARTS_PAGE, GtkWidget)

GtkWidget *lf_charts_page_new (LfAppContext *context);

G_END_DECLS

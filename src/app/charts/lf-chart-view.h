/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a drawing; a mark is a cell of it. */

#pragma once

#include "lf-mark-view.h"

G_BEGIN_DECLS

#define LF_CHART_UI(name) "/io/github/landfall/Landfall/charts/" name ".ui"

#define LF_TYPE_CHART_VIEW (lf_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (LfChartView, lf_chart_view, LF, CHART_VIEW, LfMarkView)

/* @report: (nullable); must outlive its being shown */
void lf_chart_view_set_report (LfChartView *self, const LfReport *report);

G_END_DECLS

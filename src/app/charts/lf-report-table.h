/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a table, the drawing's twin: figures are buttons that open the list behind them. */

#pragma once

#include <adwaita.h>
#include "lf-report.h"

G_BEGIN_DECLS

#define LF_TYPE_REPORT_TABLE (lf_report_table_get_type ())
G_DECLARE_FINAL_TYPE (LfReportTable, lf_report_table, LF, REPORT_TABLE, AdwBin)

/* Signal `activated` (row, column), as LfChartView's; the row after the last is the total. */
void lf_report_table_set_report (LfReportTable *self, const LfReport *report);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a table, the drawing's twin: figures are buttons that open the list behind them. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-report.h"

G_BEGIN_DECLS

#define LF_TYPE_REPORT_TABLE (lf_report_table_get_type ())
G_DECLARE_FINAL_TYPE (LfReportTable, lf_report_table, LF, REPORT_TABLE, AdwBin)

/* Signal `activated` (row, column), as LfChartView's; the row after the last is the total. */
void lf_report_table_set_report (LfReportTable *self, const LfReport *report);

/* Opens the list behind the figure at @row and @column, under @title. FALSE: there is none. */
gboolean lf_report_table_open_list (
    LfAppContext *context, const LfReport *report, guint row, guint column, const char *title);

G_END_DECLS

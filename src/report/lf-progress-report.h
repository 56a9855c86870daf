/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress of a project by month (V7) as a report: a table of its three quantities against the
 * time, and lines over the months. */

#pragma once

#include "lf-report.h"
#include "lf-store-progress.h"

G_BEGIN_DECLS

#define LF_REPORT_PROGRESS "progress"

/* (transfer full): each figure's filter lists the progress reports that say it. */
LfReport *lf_progress_report (const LfProgressYear *year);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that tells which report is looked at, and lets another be chosen: by subject, or by some
 * letters of its title. Property "report-name". */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_REPORT_CHOICE (lf_report_choice_get_type ())
G_DECLARE_FINAL_TYPE (LfReportChoice, lf_report_choice, LF, REPORT_CHOICE, AdwBin)

G_END_DECLS

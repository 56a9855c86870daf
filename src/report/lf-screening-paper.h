/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes from the joint screening into people's hands: the push list of a month, a table for
 * each recruiter (domain.md L11), and the fair-competition checklist of a project before its
 * decision meeting (W27). */

#pragma once

#include "lf-paper.h"
#include "lf-store-screening.h"

G_BEGIN_DECLS

/* @lines: (element-type LfPushLine). @month: the month it is for */
LfPaper *lf_push_paper_new (const GPtrArray *lines, const LfDate *month);
/* @today: the day it is looked at */
LfPaper *lf_fair_paper_new (const LfScreenedLead *lead, const LfDate *today);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What legs and statutes share: which milestones are reached, and how a deadline stands. */

#pragma once

#include "lf-deadline.h"

G_BEGIN_DECLS

/* A date of a record, unless it has not come yet. */
gboolean
lf_deadline_read (const LfRecord *record, const char *field, const LfDate *today, LfDate *ret_date);
/* The same of a milestone that the project's stage says it has reached. */
gboolean lf_deadline_reached (const LfRecord *project,
                              LfStage milestone,
                              const LfDate *today,
                              LfDate *ret_date);
/* It must have been reached, and nobody knows when. */
gboolean lf_deadline_passed_over (const LfRecord *project, LfStage milestone, const LfDate *today);
/* The last day that may be meant. */
LfDate lf_deadline_add_months (const LfDate *from, int months);
/* Fill state, days and what was done from LfDeadline.due. */
void lf_deadline_judge_open (LfDeadline *deadline, int warning_days, const LfDate *today);
void lf_deadline_judge_done (LfDeadline *deadline, const LfDate *done);

G_END_DECLS

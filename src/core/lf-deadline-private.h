/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What legs and statutes share: how a deadline stands. */

#pragma once

#include "lf-deadline.h"

G_BEGIN_DECLS

/* Fill state, days and what was done from LfDeadline.due. */
void lf_deadline_judge_open (LfDeadline *deadline, int warning_days, const LfDate *today);
void lf_deadline_judge_done (LfDeadline *deadline, const LfDate *done);

G_END_DECLS

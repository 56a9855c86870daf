/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On the page of a lead and of an evaluation: its score with what each part was judged by, what
 * its opinions come to, and what is missing before the next gate. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_JUDGING_BAR (lf_judging_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfJudgingBar, lf_judging_bar, LF, JUDGING_BAR, AdwBin)

void lf_judging_bar_set_context (LfJudgingBar *self, LfAppContext *context);
/* Nothing for what is neither, and for what is scored no more and lacks nothing. */
void lf_judging_bar_show (LfJudgingBar *self, LfRecord *record /* nullable */);

G_END_DECLS

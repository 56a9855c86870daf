/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project on paper, and the words for it (domain.md §6). */

#pragma once

#include "lf-paper.h"
#include "lf-store-land.h"

G_BEGIN_DECLS

LfPaper *lf_land_paper_new (const LfLand *land);

/* (transfer full): "30 million CNY · 400,000 CNY per mu"; "" where no price is known */
char *lf_land_tell_price (const LfRecord *land_case);
/* (transfer full): what comes next and by when; what to do about it is the law's */
char *lf_land_tell_next (const LfLandCase *land_case);
/* (transfer full) (nullable): NULL: the land is not idle */
char *lf_land_tell_idle (const LfLandCase *land_case);

const char *lf_land_verdict_label (LfLandVerdict verdict); /* translated */
const char *lf_land_verdict_sign (LfLandVerdict verdict);  /* "✓": never colour alone */

G_END_DECLS

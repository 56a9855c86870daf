/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A handover slip, to be printed and signed (domain.md O3). */

#pragma once

#include "lf-paper.h"
#include "lf-record.h"

G_BEGIN_DECLS

/* @slip: with displays */
LfPaper *lf_handover_paper_new (const LfRecord *slip);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The months of a figure, small; a mark's row is the month's place. */

#pragma once

#include "lf-mark-view.h"
#include "lf-tile.h"

G_BEGIN_DECLS

#define LF_TYPE_MONTHS_VIEW (lf_months_view_get_type ())
G_DECLARE_FINAL_TYPE (LfMonthsView, lf_months_view, LF, MONTHS_VIEW, LfMarkView)

void lf_months_view_set_figures (LfMonthsView *self, LfTileFigures *figures /* nullable */);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all tiles are of: a period, a park, an industry, an owner. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-dashboard.h"

G_BEGIN_DECLS

#define LF_TYPE_FILTER_BAR (lf_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfFilterBar, lf_filter_bar, LF, FILTER_BAR, AdwBin)

/* LfFilterBar::changed: a person chose another one */

/* Reads what there is to choose from, and again when that changes. */
void lf_filter_bar_set_context (LfFilterBar *self, LfAppContext *context);
void lf_filter_bar_show (LfFilterBar *self, const LfDashboardFilter *filter);
const LfDashboardFilter *lf_filter_bar_get (LfFilterBar *self);
gboolean lf_filter_bar_is_ready (LfFilterBar *self); /* the choices are read */

G_END_DECLS

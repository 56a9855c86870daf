/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project, or of one case: steps with dates, documents and clocks, the price, and
 * what standard land promised (domain.md §6). */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_LAND_UI(name) "/io/github/landfall/Landfall/land/" name ".ui"

#define LF_TYPE_LAND_PANE (lf_land_pane_get_type ())
G_DECLARE_FINAL_TYPE (LfLandPane, lf_land_pane, LF, LAND_PANE, AdwBin)

void lf_land_pane_set_context (LfLandPane *self, LfAppContext *context);
/* @record: of an entity that lf_land_is_of() */
void lf_land_pane_show (LfLandPane *self, LfRecord *record);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of parks and plots from the outlines that they keep (L1), over tiles of a folder of this
 * device if there is one. Only where libshumate is. */

#pragma once

#include <adwaita.h>

#include "lf-app-context.h"
#include "lf-store-parks.h"

G_BEGIN_DECLS

#define LF_TYPE_PARK_MAP (lf_park_map_get_type ())
G_DECLARE_FINAL_TYPE (LfParkMap, lf_park_map, LF, PARK_MAP, GtkWidget)

GtkWidget *lf_park_map_new (LfAppContext *context);

/* What has no outline is not there. @sheet is not kept. */
void lf_park_map_show (LfParkMap *self, const LfParkSheet *sheet);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a trip: what it brought, and its report. */

#pragma once

#include <adwaita.h>
#include "lf-store-trip.h"

G_BEGIN_DECLS

#define LF_TYPE_DEBRIEF_PANE (lf_debrief_pane_get_type ())
G_DECLARE_FINAL_TYPE (LfDebriefPane, lf_debrief_pane, LF, DEBRIEF_PANE, GtkWidget)

/* @trip: stays what it is until another is shown */
void lf_debrief_pane_show (LfDebriefPane *self, const LfTrip *trip);

G_END_DECLS

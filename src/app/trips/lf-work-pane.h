/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a trip: the stops of a day. */

#pragma once

#include <adwaita.h>
#include "lf-store-trip.h"

G_BEGIN_DECLS

#define LF_TYPE_WORK_PANE (lf_work_pane_get_type ())
G_DECLARE_FINAL_TYPE (LfWorkPane, lf_work_pane, LF, WORK_PANE, GtkWidget)

/* @trip: stays what it is until another is shown */
void lf_work_pane_show (LfWorkPane *self, const LfTrip *trip);
void lf_work_pane_focus (LfWorkPane *self); /* the next stop to call on */

G_END_DECLS

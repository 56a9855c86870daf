/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before a trip: the checklist, and whom to call on. */

#pragma once

#include <adwaita.h>
#include "lf-store-trip.h"

G_BEGIN_DECLS

#define LF_TYPE_PREPARE_PANE (lf_prepare_pane_get_type ())
G_DECLARE_FINAL_TYPE (LfPreparePane, lf_prepare_pane, LF, PREPARE_PANE, GtkWidget)

/* @trip: stays what it is until another is shown */
void lf_prepare_pane_show (LfPreparePane *self, const LfTrip *trip);

G_END_DECLS

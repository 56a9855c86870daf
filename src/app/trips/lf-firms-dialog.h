/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing the firms that a trip calls on: those of its cities first, others by search. */

#pragma once

#include "lf-app-context.h"
#include "lf-store-trip.h"

G_BEGIN_DECLS

void lf_firms_dialog_present (GtkWindow *parent, LfAppContext *context, const LfTrip *trip);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging what came of a stop. */

#pragma once

#include "lf-app-context.h"
#include "lf-store-trip.h"

G_BEGIN_DECLS

void lf_visit_dialog_present (GtkWindow *parent,
                              LfAppContext *context,
                              LfRecord *trip,
                              const LfTripStop *stop);

G_END_DECLS

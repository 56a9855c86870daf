/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each part of a lead's score weighs, and what earns it in full: rules of the zone. */

#pragma once

#include "lf-app-context.h"
#include "lf-store-screening.h"

G_BEGIN_DECLS

/* Saving makes a rule, in force from today on in all parks, of each number that is another. */
void lf_weights_dialog_present (GtkWindow *parent, LfAppContext *context, LfScreening *screening);

G_END_DECLS

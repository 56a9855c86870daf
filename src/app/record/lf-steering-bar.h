/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a campaign's page its score (domain.md L14, V11), on a rolling list's who is on it as of any
 * day (V11). Hidden for other records. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_STEERING_BAR (lf_steering_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfSteeringBar, lf_steering_bar, LF, STEERING_BAR, AdwBin)

void lf_steering_bar_set_context (LfSteeringBar *self, LfAppContext *context);
void lf_steering_bar_show (LfSteeringBar *self, LfRecord *record);

G_END_DECLS

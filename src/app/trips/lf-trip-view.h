/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One trip: prepare it, work on it, look back on it. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TRIP_VIEW (lf_trip_view_get_type ())
G_DECLARE_FINAL_TYPE (LfTripView, lf_trip_view, LF, TRIP_VIEW, GtkWidget)

void lf_trip_view_set_context (LfTripView *self, LfAppContext *context);
/* Opens at what the trip asks for now. */
void lf_trip_view_set_trip (LfTripView *self, const char *id);

G_END_DECLS

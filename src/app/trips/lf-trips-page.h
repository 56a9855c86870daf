/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of trips: which there are, and one of them with what it asks for. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TRIP_UI(name) "/io/github/landfall/Landfall/trips/" name ".ui"

#define LF_TYPE_TRIPS_PAGE (lf_trips_page_get_type ())
G_DECLARE_FINAL_TYPE (LfTripsPage, lf_trips_page, LF, TRIPS_PAGE, GtkWidget)

GtkWidget *lf_trips_page_new (LfAppContext *context);

G_END_DECLS

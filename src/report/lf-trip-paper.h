/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a trip, to be printed and handed in (domain.md L6, W40). */

#pragma once

#include "lf-paper.h"
#include "lf-store-trip.h"

G_BEGIN_DECLS

LfPaper *lf_trip_paper_new (const LfTrip *trip);
/* (transfer full): "22 Nov 2026 – 24 Nov 2026 · Shanghai, Suzhou · Zhou, Lin" */
char *lf_trip_describe (const LfRecord *trip);
/* (transfer full): "2 of 6 stops, 2 firms called on, 1 lead" */
char *lf_trip_tell_brought (const LfTrip *trip);

G_END_DECLS

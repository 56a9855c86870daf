/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of bench-store, each a measurement of one store. */

#pragma once

#include "bench.h"
#include "lf-store.h"

G_BEGIN_DECLS

void measure_lists (LfStore *store, guint runs);     /* bench-lists.c */
void measure_imports (LfStore *store, guint n_rows); /* bench-import.c */

void measure_standing (LfStore *store);            /* bench-standing.c */
void measure_reports (LfStore *store, guint runs); /* bench-reports.c */
void measure_tiles (LfStore *store, guint edits);  /* bench-tiles.c: edits projects */
void measure_charts (guint runs);                  /* bench-charts.c */

G_END_DECLS

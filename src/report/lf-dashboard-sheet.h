/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard with its figures: as text, as JSON, and drawn into a file or on paper. */

#pragma once

#include "lf-chart.h"
#include "lf-tile.h"

G_BEGIN_DECLS

/* Read at once, for paper, files and the command line. */
typedef struct
{
  LfDashboard *dashboard;
  GPtrArray *figures; /* (element-type LfTileFigures) (nullable elements): of each tile */
  GPtrArray *errors;  /* (element-type utf8) (nullable elements): why there are none */
} LfDashboardSheet;

LfDashboardSheet *
lf_dashboard_sheet_read_sync (LfStore *store, const LfDashboard *dashboard, const LfDate *today);
void lf_dashboard_sheet_free (LfDashboardSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDashboardSheet, lf_dashboard_sheet_free)

char *lf_dashboard_sheet_to_text (const LfDashboardSheet *self);
char *lf_dashboard_sheet_to_json (const LfDashboardSheet *self);
/* As large as it fits into width × height. */
void
lf_dashboard_sheet_draw (const LfDashboardSheet *self, cairo_t *cr, double width, double height);
/* @path: ending in .pdf, .png or .svg */
gboolean lf_dashboard_sheet_write (const LfDashboardSheet *self, const char *path, GError **error);

G_END_DECLS

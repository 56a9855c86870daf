/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of dashboards share. */

#pragma once

#include "lf-dashboard.h"

G_BEGIN_DECLS

LfTile *lf_tile_new (guint id, JsonNode *text /* (transfer full): an object, changed no more */);
/* (transfer full): the same with another value (nullable: without) of @member */
LfTile *lf_tile_with (const LfTile *self, const char *member, const char *value);

/* Of the record's field `filter`; what stands there beside the choices of the page is `more`. */
void lf_dashboard_filter_read (LfDashboardFilter *self, const char *text /* nullable */);
char *lf_dashboard_filter_text (const LfDashboardFilter *self); /* (nullable) (transfer full) */

G_END_DECLS

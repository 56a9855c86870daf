/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tile of a dashboard: reads what it shows, keeps it up to date, opens what is behind it.

 * It reads while it is looked at, and again only when something changes that its figures are of;
 * meanwhile it goes on showing the old ones, dimmed. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-news.h"
#include "lf-tile.h"

G_BEGIN_DECLS

#define LF_DASHBOARD_UI(name) "/io/github/landfall/Landfall/dashboard/" name ".ui"

#define LF_TYPE_TILE_VIEW (lf_tile_view_get_type ())
G_DECLARE_FINAL_TYPE (LfTileView, lf_tile_view, LF, TILE_VIEW, AdwBin)

/**
 * LfTileView::arranged: (what, value): the person wants it elsewhere or otherwise: "move" with
 * "left", "right" or "first"; "remove" with ""; "size", "shown", "by" or "column" with that; "drop"
 * with the number of the tile that is to stand in its place
 */
LfTileView *lf_tile_view_new (LfAppContext *context);
void lf_tile_view_show (LfTileView *self, const LfTile *tile, const LfDashboardFilter *filter);
void lf_tile_view_take_news (LfTileView *self, const LfStoreNews *news);
/* Nobody arranges it: it is only looked at. */
void lf_tile_view_set_fixed (LfTileView *self);

guint lf_tile_view_id (LfTileView *self);
LfTileFigures *lf_tile_view_figures (LfTileView *self); /* (nullable) (transfer none): as shown */
gboolean lf_tile_view_is_ready (LfTileView *self);      /* nothing is read or waits to be */
guint lf_tile_view_n_read (LfTileView *self);           /* how often it was */

G_END_DECLS

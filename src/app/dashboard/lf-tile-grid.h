/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiles of a dashboard in as many columns as there is room for. */

#pragma once

#include "lf-tile-view.h"

G_BEGIN_DECLS

#define LF_TYPE_TILE_GRID (lf_tile_grid_get_type ())
G_DECLARE_FINAL_TYPE (LfTileGrid, lf_tile_grid, LF, TILE_GRID, GtkWidget)

/* LfTileGrid::arranged: (id, what, value): as LfTileView's, of the tile of that id */

void lf_tile_grid_set_context (LfTileGrid *self, LfAppContext *context);
/* A tile that was there before stays, with what it shows. */
void lf_tile_grid_show (LfTileGrid *self, const LfDashboard *dashboard);
/* For a meeting room: nobody arranges it, and it fills the height it is given. */
void lf_tile_grid_set_fixed (LfTileGrid *self);

LfTileView *lf_tile_grid_tile (LfTileGrid *self, guint id); /* (nullable) */
gboolean lf_tile_grid_is_ready (LfTileGrid *self);
guint lf_tile_grid_n_columns (LfTileGrid *self); /* as it stands now */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menu of a tile: where it stands, how large it is and what it shows. */

#pragma once

#include <gtk/gtk.h>
#include "lf-tile.h"

G_BEGIN_DECLS

/* Its items are the actions "tile.*" of an LfTileView. @report: (nullable): as read last */
void lf_tile_menu_fill (GtkMenuButton *button, const LfTile *tile, const LfReport *report);

G_END_DECLS

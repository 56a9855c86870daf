/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may become a tile: every report with what it tells, and the saved views. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-dashboard.h"

G_BEGIN_DECLS

#define LF_TYPE_TILE_GALLERY (lf_tile_gallery_get_type ())
G_DECLARE_FINAL_TYPE (LfTileGallery, lf_tile_gallery, LF, TILE_GALLERY, AdwWindow)

/**
 * LfTileGallery::report-chosen: (name of a report, LfTileShown)
 * LfTileGallery::view-chosen: (id of a saved view)
 * It is closed by then.
 */
LfTileGallery *lf_tile_gallery_new (GtkWindow *parent, LfAppContext *context);

G_END_DECLS

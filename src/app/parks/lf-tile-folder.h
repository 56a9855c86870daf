/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map tiles in a folder of this device: ZOOM/X/Y.png. Nothing is ever fetched from elsewhere. */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LF_TYPE_TILE_FOLDER (lf_tile_folder_get_type ())
G_DECLARE_FINAL_TYPE (LfTileFolder, lf_tile_folder, LF, TILE_FOLDER, ShumateMapSource)

/* @folder: (nullable): NULL: all tiles are blank */
ShumateMapSource *lf_tile_folder_new (const char *folder);

G_END_DECLS

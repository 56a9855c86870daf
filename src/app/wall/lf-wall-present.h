/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button that begins a show of wall charts, and how it is to go. */

#pragma once

#include "lf-wall-show.h"

G_BEGIN_DECLS

#define LF_TYPE_WALL_PRESENT (lf_wall_present_get_type ())
G_DECLARE_FINAL_TYPE (LfWallPresent, lf_wall_present, LF, WALL_PRESENT, AdwBin)

/* How to present is as it was the last time, on this device. */
void lf_wall_present_set_context (LfWallPresent *self, LfAppContext *context);
/* Begins it with that chart; one that is under way ends. It ends with the button. */
void lf_wall_present_start (LfWallPresent *self, const char *chart, const LfWallAsked *asked);
LfWallShow *lf_wall_present_show (LfWallPresent *self); /* (nullable): what is under way */

G_END_DECLS

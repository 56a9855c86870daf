/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding what holds up the main loop: whoever keeps it from its next turn for longer than a frame
 * is named on standard error, by the functions that were running. Drawing of frames is not counted:
 * that is the toolkit's. Time is that of the thread on its processor, so other programs do not
 * matter. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LF_STALL_MS 16 /* a frame, at 60 a second */

/**
 * lf_stall_watch_start:
 * From the first frame of a window on: what starts the program is not looked at. How many
 * milliseconds are too long the environment says in LANDFALL_STALL_MS, 0: none are; where it does
 * not, LF_STALL_MS in builds with assertions, forty times that with sanitizers.
 */
void lf_stall_watch_start (void);

G_END_DECLS

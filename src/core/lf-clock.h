/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time as people read it. Nothing is decided by it (G8). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 lf_clock_now_us (void); /* microseconds since 1970, UTC; any thread */

/* Whoever plays days in a second, or a laptop whose clock is wrong, says what time it is: @now_us
 * for the whole program, until told again; 0 goes back to the system's clock. */
void lf_clock_pretend (gint64 now_us);

G_END_DECLS

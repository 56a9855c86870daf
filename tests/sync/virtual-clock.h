/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A clock that stands still until a test moves it; whoever waits by it is woken when that time
 * comes. */

#pragma once

#include "lf-sync-clock.h"

G_BEGIN_DECLS

#define VIRTUAL_TYPE_CLOCK (virtual_clock_get_type ())
G_DECLARE_FINAL_TYPE (VirtualClock, virtual_clock, VIRTUAL, CLOCK, GObject)

VirtualClock *virtual_clock_new (void);
void virtual_clock_set_random (VirtualClock *self, double random);
void virtual_clock_advance (VirtualClock *self, gint64 us);

/* The earliest time that somebody waits for; LF_SYNC_NEVER: nobody does. */
gint64 virtual_clock_next (VirtualClock *self);

G_END_DECLS

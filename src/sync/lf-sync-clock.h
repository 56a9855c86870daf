/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time as the engine and its service see it, and their waiting; simulated in tests. Used from
 * several threads. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LF_SYNC_NEVER G_MAXINT64

#define LF_TYPE_SYNC_CLOCK (lf_sync_clock_get_type ())
G_DECLARE_INTERFACE (LfSyncClock, lf_sync_clock, LF, SYNC_CLOCK, GObject)

struct _LfSyncClockInterface
{
  GTypeInterface parent_iface;

  gint64 (*now) (LfSyncClock *self);
  void (*wait) (LfSyncClock *self, GCond *wake, GMutex *lock, gint64 until_us);
  double (*random) (LfSyncClock *self);
};

/* Microseconds that only ever grow, from anywhere. */
gint64 lf_sync_clock_now (LfSyncClock *self);

/**
 * lf_sync_clock_wait:
 * @lock: held by the caller
 * @until_us: a time of lf_sync_clock_now(), or LF_SYNC_NEVER
 * Returns when @wake is signalled, at @until_us at the latest; it may return for nothing.
 */
void lf_sync_clock_wait (LfSyncClock *self, GCond *wake, GMutex *lock, gint64 until_us);

/* From 0 to 1: what keeps a zone's devices from coming all in the same second. */
double lf_sync_clock_random (LfSyncClock *self);

/* The machine's. */
LfSyncClock *lf_sync_clock_new (void);

G_END_DECLS

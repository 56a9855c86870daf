/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock interface, and the machine's clock. */

#include "config.h"

#include "lf-sync-clock.h"

G_DEFINE_INTERFACE (LfSyncClock, lf_sync_clock, G_TYPE_OBJECT)

static void
lf_sync_clock_default_init (LfSyncClockInterface *iface)
{
}

gint64
lf_sync_clock_now (LfSyncClock *self)
{
  g_return_val_if_fail (LF_IS_SYNC_CLOCK (self), 0);

  return LF_SYNC_CLOCK_GET_IFACE (self)->now (self);
}

void
lf_sync_clock_wait (LfSyncClock *self, GCond *wake, GMutex *lock, gint64 until_us)
{
  g_return_if_fail (LF_IS_SYNC_CLOCK (self));

  LF_SYNC_CLOCK_GET_IFACE (self)->wait (self, wake, lock, until_us);
}

double
lf_sync_clock_random (LfSyncClock *self)
{
  g_return_val_if_fail (LF_IS_SYNC_CLOCK (self), 0);

  return LF_SYNC_CLOCK_GET_IFACE (self)->random (self);
}

/* ---- The machine's ---- */

#define LF_TYPE_MACHINE_CLOCK (lf_machine_clock_get_type ())
G_DECLARE_FINAL_TYPE (LfMachineClock, lf_machine_clock, LF, MACHINE_CLOCK, GObject)

struct _LfMachineClock
{
  GObject parent_instance;
};

static void lf_machine_clock_iface_init (LfSyncClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfMachineClock,
                               lf_machine_clock,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_SYNC_CLOCK,
                                                      lf_machine_clock_iface_init))

static gint64
lf_machine_clock_now (LfSyncClock *clock)
{
  return g_get_monotonic_time ();
}

static void
lf_machine_clock_wait (LfSyncClock *clock, GCond *wake, GMutex *lock, gint64 until_us)
{
  if (until_us == LF_SYNC_NEVER)
    g_cond_wait (wake, lock);
  else
    g_cond_wait_until (wake, lock, until_us);
}

static double
lf_machine_clock_random (LfSyncClock *clock)
{
  return g_random_double ();
}

static void
lf_machine_clock_iface_init (LfSyncClockInterface *iface)
{
  iface->now = lf_machine_clock_now;
  iface->wait = lf_machine_clock_wait;
  iface->random = lf_machine_clock_random;
}

static void
lf_machine_clock_class_init (LfMachineClockClass *klass)
{
}

static void
lf_machine_clock_init (LfMachineClock *self)
{
}

LfSyncClock *
lf_sync_clock_new (void)
{
  return g_object_new (LF_TYPE_MACHINE_CLOCK, NULL);
}

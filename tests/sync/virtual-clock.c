/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of the sync tests. */

#include "config.h"

#include "virtual-clock.h"

#define START_US (1000 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  GCond *wake;
  GMutex *lock;
  gint64 until_us;
} Sleeper;

struct _VirtualClock
{
  GObject parent_instance;
  GMutex lock;
  gint64 now_us;
  double random;
  GPtrArray *sleepers; /* (element-type Sleeper): on their stacks */
};

static void virtual_clock_iface_init (LfSyncClockInterface *iface);

G_DEFINE_TYPE_WITH_CODE (VirtualClock,
                         virtual_clock,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_SYNC_CLOCK, virtual_clock_iface_init))

static gint64
virtual_clock_now (LfSyncClock *clock)
{
  VirtualClock *self = VIRTUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->now_us;
}

static gboolean
lie_down (VirtualClock *self, Sleeper *sleeper)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (sleeper->until_us <= self->now_us)
    return FALSE;
  g_ptr_array_add (self->sleepers, sleeper);
  return TRUE;
}

static void
virtual_clock_wait (LfSyncClock *clock, GCond *wake, GMutex *lock, gint64 until_us)
{
  VirtualClock *self = VIRTUAL_CLOCK (clock);
  Sleeper sleeper = { wake, lock, until_us };

  if (!lie_down (self, &sleeper))
    return;
  g_cond_wait (wake, lock);
  g_mutex_lock (&self->lock);
  g_ptr_array_remove (self->sleepers, &sleeper);
  g_mutex_unlock (&self->lock);
}

static double
virtual_clock_random (LfSyncClock *clock)
{
  VirtualClock *self = VIRTUAL_CLOCK (clock);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->random;
}

static void
virtual_clock_iface_init (LfSyncClockInterface *iface)
{
  iface->now = virtual_clock_now;
  iface->wait = virtual_clock_wait;
  iface->random = virtual_clock_random;
}

static void
virtual_clock_finalize (GObject *object)
{
  VirtualClock *self = VIRTUAL_CLOCK (object);

  g_assert_cmpuint (self->sleepers->len, ==, 0);
  g_ptr_array_unref (self->sleepers);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (virtual_clock_parent_class)->finalize (object);
}

static void
virtual_clock_class_init (VirtualClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = virtual_clock_finalize;
}

static void
virtual_clock_init (VirtualClock *self)
{
  g_mutex_init (&self->lock);
  self->now_us = START_US;
  self->sleepers = g_ptr_array_new ();
}

VirtualClock *
virtual_clock_new (void)
{
  return g_object_new (VIRTUAL_TYPE_CLOCK, NULL);
}

void
virtual_clock_set_random (VirtualClock *self, double random)
{
  g_mutex_lock (&self->lock);
  self->random = random;
  g_mutex_unlock (&self->lock);
}

/* Copies, for those who wake take their leave meanwhile. */
static GArray *
find_due (VirtualClock *self, gint64 us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GArray *due = g_array_new (FALSE, FALSE, sizeof (Sleeper));

  self->now_us += us;
  for (guint i = 0; i < self->sleepers->len; i++)
    {
      const Sleeper *sleeper = self->sleepers->pdata[i];

      if (sleeper->until_us <= self->now_us)
        g_array_append_vals (due, sleeper, 1);
    }
  return due;
}

/* With its lock taken, for else one who is about to wait would not hear. */
void
virtual_clock_advance (VirtualClock *self, gint64 us)
{
  g_autoptr (GArray) due = find_due (self, us);

  for (guint i = 0; i < due->len; i++)
    {
      const Sleeper *sleeper = &g_array_index (due, Sleeper, i);

      g_mutex_lock (sleeper->lock);
      g_cond_broadcast (sleeper->wake);
      g_mutex_unlock (sleeper->lock);
    }
}

gint64
virtual_clock_next (VirtualClock *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 next = LF_SYNC_NEVER;

  for (guint i = 0; i < self->sleepers->len; i++)
    next = MIN (next, ((const Sleeper *) self->sleepers->pdata[i])->until_us);
  return next;
}

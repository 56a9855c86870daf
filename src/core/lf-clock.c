/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time as people read it. */

#include "config.h"

#include "lf-clock.h"

static GMutex mutex;
static gint64 pretended_us; /* 0: it is what the system says */

gint64
lf_clock_now_us (void)
{
  gint64 now_us;

  g_mutex_lock (&mutex);
  now_us = pretended_us;
  g_mutex_unlock (&mutex);
  return now_us != 0 ? now_us : g_get_real_time ();
}

void
lf_clock_pretend (gint64 now_us)
{
  g_mutex_lock (&mutex);
  pretended_us = now_us;
  g_mutex_unlock (&mutex);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures per name, forgotten after a while. */

#include "config.h"

#include "lf-throttle.h"

#define SWEEP_FROM 1000 /* names */

typedef struct
{
  guint n;
  gint64 last_us;
} Failures;

struct _LfThrottle
{
  GMutex mutex;
  GHashTable *names; /* char * → Failures */
};

LfThrottle *
lf_throttle_new (void)
{
  LfThrottle *self = g_new0 (LfThrottle, 1);

  g_mutex_init (&self->mutex);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lf_throttle_free (LfThrottle *self)
{
  g_hash_table_unref (self->names);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
is_over (const Failures *failures, gint64 now_us)
{
  return now_us - failures->last_us >= LF_THROTTLE_WAIT_US;
}

static gboolean
is_over_entry (gpointer name, gpointer failures, gpointer now_us)
{
  return is_over (failures, *(gint64 *) now_us);
}

gboolean
lf_throttle_is_closed (LfThrottle *self, const char *name, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const Failures *failures = g_hash_table_lookup (self->names, name);

  return failures != NULL && failures->n >= LF_THROTTLE_FAILURES && !is_over (failures, now_us);
}

void
lf_throttle_fail (LfThrottle *self, const char *name, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Failures *failures;

  if (g_hash_table_size (self->names) >= SWEEP_FROM)
    g_hash_table_foreach_remove (self->names, is_over_entry, &now_us);
  failures = g_hash_table_lookup (self->names, name);
  if (failures == NULL)
    {
      failures = g_new0 (Failures, 1);
      g_hash_table_insert (self->names, g_strdup (name), failures);
    }
  if (is_over (failures, now_us))
    failures->n = 0;
  failures->n++;
  failures->last_us = now_us;
}

void
lf_throttle_forget (LfThrottle *self, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_remove (self->names, name);
}

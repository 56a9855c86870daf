/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For each name, the time at which it would have all its turns again; forgotten once that is over.
 */

#include "config.h"

#include "lf-rate.h"

#define SWEEP_FROM 1000 /* names */

struct _LfRate
{
  GMutex mutex;
  GHashTable *full_us; /* char * → gint64 * */
};

LfRate *
lf_rate_new (void)
{
  LfRate *self = g_new0 (LfRate, 1);

  g_mutex_init (&self->mutex);
  self->full_us = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lf_rate_free (LfRate *self)
{
  g_hash_table_unref (self->full_us);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
is_full (gpointer name, gpointer full_us, gpointer now_us)
{
  return *(gint64 *) full_us <= *(gint64 *) now_us;
}

gint64
lf_rate_take (LfRate *self, const char *name, const LfRateLimit *limit, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const gint64 *known = g_hash_table_lookup (self->full_us, name);
  gint64 full_us = (known == NULL ? now_us : MAX (*known, now_us)) + limit->each_us;
  gint64 wait_us = full_us - now_us - limit->at_once * limit->each_us;

  if (wait_us > 0)
    return wait_us;
  if (g_hash_table_size (self->full_us) >= SWEEP_FROM)
    g_hash_table_foreach_remove (self->full_us, is_full, &now_us);
  g_hash_table_insert (self->full_us, g_strdup (name), g_memdup2 (&full_us, sizeof full_us));
  return 0;
}

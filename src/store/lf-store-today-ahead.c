/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today, read before anybody asks for it. */

#include "config.h"

#include "lf-store-self.h"

struct _LfTodayAhead
{
  LfDate today;
  GMutex mutex; /* for what follows */
  GCond done;
  gboolean is_done;
  LfToday *found; /* (nullable) */
};

static void
clear (gpointer data)
{
  LfTodayAhead *self = data;

  g_clear_pointer (&self->found, lf_today_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
}

void
lf_today_ahead_unref (LfTodayAhead *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
finish (LfTodayAhead *self, LfToday *found /* (transfer full) (nullable) */)
{
  g_mutex_lock (&self->mutex);
  self->found = found;
  self->is_done = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->mutex);
}

/* Whoever asks for it then reads it himself, and is told what is wrong. */
static gpointer
read_ahead (LfDb *db, gpointer data, GError **error)
{
  LfTodayAhead *self = data;

  finish (self, lf_today_read (db, LF_TODAY_MINE, LF_TODAY_MOST, &self->today, NULL));
  return NULL;
}

void
lf_today_begin_ahead (LfStore *store)
{
  LfTodayAhead *self = g_atomic_rc_box_new0 (LfTodayAhead);

  self->today = lf_date_today ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
  g_atomic_pointer_set (&store->ahead, g_atomic_rc_box_acquire (self));
  lf_store_read_async (store, read_ahead, self, (GDestroyNotify) lf_today_ahead_unref,
                       /* free_result= */ NULL, /* cancellable= */ NULL, /* callback= */ NULL,
                       NULL);
}

LfTodayAhead *
lf_today_take_ahead (LfStore *store, LfTodayScope scope, guint most, const LfDate *today)
{
  LfTodayAhead *self;

  if (scope != LF_TODAY_MINE || most != LF_TODAY_MOST)
    return NULL;
  self = g_atomic_pointer_exchange (&store->ahead, NULL);
  if (self == NULL || lf_date_compare (&self->today, today) == 0)
    return self;
  lf_today_ahead_unref (self);
  return NULL;
}

void
lf_today_drop_ahead (LfStore *store)
{
  LfTodayAhead *self = g_atomic_pointer_exchange (&store->ahead, NULL);

  if (self != NULL)
    lf_today_ahead_unref (self);
}

LfToday *
lf_today_ahead_try (LfTodayAhead *self)
{
  LfToday *found;

  g_mutex_lock (&self->mutex);
  found = g_steal_pointer (&self->found);
  g_mutex_unlock (&self->mutex);
  return found;
}

LfToday *
lf_today_ahead_await (LfTodayAhead *self)
{
  LfToday *found;

  g_mutex_lock (&self->mutex);
  while (!self->is_done)
    g_cond_wait (&self->done, &self->mutex);
  found = g_steal_pointer (&self->found);
  g_mutex_unlock (&self->mutex);
  return found;
}

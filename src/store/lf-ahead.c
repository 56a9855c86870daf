/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results made ahead of their use, in batches. */

#include "config.h"

#include "lf-ahead.h"

#define BATCH 64
#define MAX_BATCHES_AHEAD 32

struct _LfAhead
{
  guint n;
  LfAheadFunc func;
  gpointer data;
  GDestroyNotify free_result;
  gpointer *results;
  GThread *thread; /* (nullable) */
  GMutex mutex;    /* for what follows */
  GCond changed;
  gboolean *is_made; /* of each batch */
  guint next;        /* the first batch that nobody has begun */
  guint taken;       /* the batch that is being taken from */
  gboolean is_ending;
  guint n_ready; /* who takes knows of so many batches that they are made */
};

static guint
count_batches (const LfAhead *self)
{
  return (self->n + BATCH - 1) / BATCH;
}

static void
make_batch (LfAhead *self, guint batch)
{
  for (guint i = batch * BATCH; i < MIN ((batch + 1) * BATCH, self->n); i++)
    self->results[i] = self->func (self->data, i);
}

static gpointer
work (gpointer data)
{
  LfAhead *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->is_ending && self->next < count_batches (self))
    {
      guint batch = self->next;

      if (batch > self->taken + MAX_BATCHES_AHEAD)
        {
          g_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      self->next++;
      g_mutex_unlock (&self->mutex);
      make_batch (self, batch);
      g_mutex_lock (&self->mutex);
      self->is_made[batch] = TRUE;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}

LfAhead *
lf_ahead_new (guint n, LfAheadFunc func, gpointer data, GDestroyNotify free_result)
{
  LfAhead *self = g_new0 (LfAhead, 1);

  self->n = n;
  self->func = func;
  self->data = data;
  self->free_result = free_result;
  self->results = g_new0 (gpointer, n);
  self->is_made = g_new0 (gboolean, count_batches (self));
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  if (n > BATCH)
    self->thread = g_thread_new ("lf-ahead", work, self);
  return self;
}

void
lf_ahead_free (LfAhead *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    g_thread_join (self->thread);
  for (guint i = 0; i < self->n && self->free_result != NULL; i++)
    if (self->results[i] != NULL)
      self->free_result (self->results[i]);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->is_made);
  g_free (self->results);
  g_free (self);
}

/* What nobody has begun is made here, so that both threads are always at work. */
static void
wait_for (LfAhead *self, guint batch)
{
  gboolean is_begun;

  g_mutex_lock (&self->mutex);
  self->taken = batch;
  is_begun = self->next > batch;
  self->next = MAX (self->next, batch + 1);
  g_cond_broadcast (&self->changed);
  while (is_begun && !self->is_made[batch])
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (!is_begun)
    make_batch (self, batch);
  self->n_ready = batch + 1;
}

gpointer
lf_ahead_take (LfAhead *self, guint index)
{
  g_assert (index < self->n);
  /* a few are made one by one: a batch of which only some are asked for would be work in vain */
  if (self->thread == NULL)
    return self->func (self->data, index);
  if (index / BATCH >= self->n_ready)
    wait_for (self, index / BATCH);
  return g_steal_pointer (&self->results[index]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that owns one connection and does one job after another. */

#include "config.h"

#include "lf-worker.h"

#define IDLE_US G_USEC_PER_SEC

typedef struct
{
  LfJob job;
  gpointer data;
  GTask *task; /* asynchronous jobs */
  GDestroyNotify free_result;
  gpointer result; /* jobs somebody waits for */
  GError **error;
  gboolean is_done;
} Item;

struct _LfWorker
{
  GThread *thread;
  GAsyncQueue *queue;
  GMutex mutex;
  GCond done;
  char *path;
  LfDbMode mode;
  LfWorkerHooks hooks;
  gboolean is_open; /* TRUE once the connection is, or @open_error is set */
  GError *open_error;
};

static Item quit;

/* A reader sees one state of the store from a job's beginning to its end. */
static gpointer
do_job (LfWorker *self, const Item *item, LfDb *db, GError **error)
{
  gpointer result;

  if (self->mode != LF_DB_READ)
    return item->job (db, item->data, error);
  if (!lf_db_begin_read (db, error))
    return NULL;
  result = item->job (db, item->data, error);
  lf_db_rollback (db);
  return result;
}

static void
finish_task (LfWorker *self, Item *item, LfDb *db)
{
  GError *error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (item->task))
    return;
  result = do_job (self, item, db, &error);
  if (error != NULL)
    g_task_return_error (item->task, error);
  else
    g_task_return_pointer (item->task, result, item->free_result);
}

static void
do_item (LfWorker *self, Item *item, LfDb *db)
{
  GError *error = NULL;

  if (item->task != NULL)
    {
      finish_task (self, item, db);
      g_object_unref (item->task);
      g_free (item);
      return;
    }
  item->result = do_job (self, item, db, &error);
  if (error != NULL)
    g_propagate_error (item->error, error);
  g_mutex_lock (&self->mutex);
  item->is_done = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->mutex);
}

static Item *
next_item (LfWorker *self, gboolean is_busy)
{
  if (self->hooks.on_idle == NULL)
    return g_async_queue_pop (self->queue);
  return g_async_queue_timeout_pop (self->queue, is_busy ? 0 : IDLE_US);
}

static void
do_items (LfWorker *self, LfDb *db)
{
  gboolean is_busy = FALSE;
  Item *item;

  while ((item = next_item (self, is_busy)) != &quit)
    {
      if (item != NULL)
        do_item (self, item, db);
      else
        is_busy = self->hooks.on_idle (db, self->hooks.data);
    }
}

static gpointer
work (gpointer data)
{
  LfWorker *self = data;
  g_autoptr (LfDb) db = lf_db_open (self->path, self->mode, &self->open_error);

  g_mutex_lock (&self->mutex);
  self->is_open = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->mutex);
  if (db == NULL)
    return NULL;
  lf_db_watch_damage (db, self->hooks.on_damaged, self->hooks.data);
  do_items (self, db);
  return NULL;
}

LfWorker *
lf_worker_new (const char *path, LfDbMode mode, const LfWorkerHooks *hooks, GError **error)
{
  g_autoptr (LfWorker) self = g_new0 (LfWorker, 1);

  self->queue = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
  self->path = g_strdup (path);
  self->mode = mode;
  if (hooks != NULL)
    self->hooks = *hooks;
  self->thread = g_thread_new (mode == LF_DB_READ ? "lf-reader" : "lf-writer", work, self);
  g_mutex_lock (&self->mutex);
  while (!self->is_open)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (self->open_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->open_error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gpointer
end (gpointer data)
{
  LfWorker *self = data;

  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
  g_free (self->path);
  g_free (self);
  return NULL;
}

/* The last reference to a store may go with a task that was done on this very thread, which cannot
 * wait for itself. */
void
lf_worker_free (LfWorker *self)
{
  g_async_queue_push (self->queue, &quit);
  if (lf_worker_is_here (self))
    g_thread_unref (g_thread_new ("lf-end", end, self));
  else
    end (self);
}

gboolean
lf_worker_is_here (LfWorker *self)
{
  return self->thread == g_thread_self ();
}

gpointer
lf_worker_run (LfWorker *self, LfJob job, gpointer data, GError **error)
{
  Item item = { .job = job, .data = data, .error = error };

  g_assert (!lf_worker_is_here (self));
  g_async_queue_push (self->queue, &item);
  g_mutex_lock (&self->mutex);
  while (!item.is_done)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return item.result;
}

void
lf_worker_push (LfWorker *self, LfJob job, GTask *task, GDestroyNotify free_result)
{
  Item *item = g_new0 (Item, 1);

  item->job = job;
  item->data = g_task_get_task_data (task);
  item->task = task;
  item->free_result = free_result;
  g_async_queue_push (self->queue, item);
}

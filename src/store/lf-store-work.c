/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing work to the threads of a store. */

#include "config.h"

#include "lf-store-self.h"
#include "lf-store-standing.h"

#include <glib/gi18n-lib.h>

/* ---- Reading ---- */

static gboolean
check_open (LfStore *self, GError **error)
{
  if (self->writer != NULL)
    return TRUE;
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_CLOSED, _ ("The store “%s” has been closed."),
               self->folder);
  return FALSE;
}

/* The threads live while somebody holds this: closing waits for what is under way elsewhere. */
static gboolean
hold_open (LfStore *self, GError **error)
{
  g_rw_lock_reader_lock (&self->life);
  if (check_open (self, error))
    return TRUE;
  g_rw_lock_reader_unlock (&self->life);
  return FALSE;
}

static void
release (LfStore *self)
{
  g_rw_lock_reader_unlock (&self->life);
}

static LfWorker *
choose_reader (LfStore *self)
{
  return self->readers[(guint) g_atomic_int_add (&self->next_reader, 1) % LF_STORE_N_READERS];
}

gpointer
lf_store_read (LfStore *self, LfJob job, gpointer data, GError **error)
{
  gpointer result;

  if (!hold_open (self, error))
    return NULL;
  result = lf_worker_run (choose_reader (self), job, data, error);
  release (self);
  return result;
}

gpointer
lf_store_read_apart (LfStore *self, LfJob job, gpointer data, GError **error)
{
  const LfWorkerHooks hooks = { .on_damaged = lf_store_on_damaged, .data = self };
  g_autoptr (LfWorker) worker = NULL;
  gpointer result = NULL;

  if (!hold_open (self, error))
    return NULL;
  worker = lf_worker_new (self->path, LF_DB_READ, &hooks, error);
  if (worker != NULL)
    result = lf_worker_run (worker, job, data, error);
  release (self);
  return result;
}

/* Returns: (nullable): a task to push before release(), or %NULL when the store has been closed and
 * the caller has been told. */
static GTask *
new_task (LfStore *self,
          gpointer data,
          GDestroyNotify free_data,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_task_data (task, data, free_data);
  if (hold_open (self, &error))
    return g_steal_pointer (&task);
  g_task_return_error (task, error);
  return NULL;
}

void
lf_store_read_async (LfStore *self,
                     LfJob job,
                     gpointer data,
                     GDestroyNotify free_data,
                     GDestroyNotify free_result,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = new_task (self, data, free_data, cancellable, callback, user_data);

  if (task == NULL)
    return;
  lf_worker_push (choose_reader (self), job, task, free_result);
  release (self);
}

/* ---- Reading of a day that is past ---- */

static LfPast *
get_past (LfStore *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->late_mutex);
  g_autofree char *path = g_build_filename (self->folder, "landfall.db", NULL);

  if (self->past == NULL)
    self->past = lf_past_new (path, error);
  return self->past;
}

gpointer
lf_store_read_queries (
    LfStore *self, LfQuery *const *queries, guint n, LfJob job, gpointer data, GError **error)
{
  gpointer result = NULL;
  LfPast *past;

  if (lf_query_as_of (queries[0]) == NULL)
    return lf_store_read (self, job, data, error);
  if (!hold_open (self, error))
    return NULL;
  past = get_past (self, error);
  if (past != NULL)
    result = lf_past_run (past, queries, n, job, data, error);
  release (self);
  return result;
}

gpointer
lf_store_read_query (LfStore *self, const LfQuery *query, LfJob job, gpointer data, GError **error)
{
  LfQuery *const queries[] = { (LfQuery *) query };

  return lf_store_read_queries (self, queries, G_N_ELEMENTS (queries), job, data, error);
}

void
lf_store_read_query_async (LfStore *self,
                           const LfQuery *query,
                           LfJob job,
                           gpointer data,
                           GDestroyNotify free_data,
                           GDestroyNotify free_result,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  LfPastRead *read;
  GError *error = NULL;
  GTask *task;
  LfPast *past;

  if (lf_query_as_of (query) == NULL)
    {
      lf_store_read_async (self, job, data, free_data, free_result, cancellable, callback,
                           user_data);
      return;
    }
  read = lf_past_read_new (query, job, data, free_data);
  task = new_task (self, read, lf_past_read_free, cancellable, callback, user_data);
  if (task == NULL)
    return;
  past = get_past (self, &error);
  if (past != NULL)
    lf_past_push (past, read, task, free_result);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  release (self);
}

/* ---- Figures, from columns that stay ---- */

static gboolean
on_counter_idle (LfDb *db, gpointer data)
{
  LfStore *self = data;

  lf_column_sets_rest (self->column_sets);
  return FALSE;
}

static LfWorker *
get_counter (LfStore *self, GError **error)
{
  const LfWorkerHooks hooks
      = { .on_idle = on_counter_idle, .on_damaged = lf_store_on_damaged, .data = self };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->late_mutex);

  if (self->counter == NULL)
    self->counter = lf_worker_new (self->path, LF_DB_READ, &hooks, error);
  return self->counter;
}

gpointer
lf_store_read_columns (LfStore *self, LfJob job, gpointer data, GError **error)
{
  gpointer result = NULL;
  LfWorker *counter;

  if (!hold_open (self, error))
    return NULL;
  counter = get_counter (self, error);
  if (counter != NULL)
    result = lf_worker_run (counter, job, data, error);
  release (self);
  return result;
}

/* ---- Writing ---- */

typedef struct
{
  LfStore *store; /* unowned: the task or the caller holds it */
  LfWriteFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result; /* (nullable): what was done, when it cannot be kept */
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  if (write->free_data != NULL)
    write->free_data (write->data);
  g_free (write);
}

static gpointer
do_write (LfDb *db, gpointer data, GError **error)
{
  Write *write = data;
  g_autoptr (LfStoreNews) news = lf_store_news_new ();
  g_autoptr (GArray) new_keys = NULL;
  g_autoptr (GHashTable) to_judge = NULL;
  g_autoptr (GPtrArray) reindexed = NULL;
  LfWriter writer = { .store = write->store, .db = db, .news = news };
  g_autoptr (GError) local_error = NULL;
  gpointer result;

  if (!lf_db_begin (db, error))
    return NULL;
  lf_touched_begin (write->store->touched, db);
  result = write->func (&writer, write->data, &local_error);
  new_keys = writer.new_keys;
  to_judge = writer.to_judge;
  reindexed = writer.reindexed;
  if (local_error == NULL && result != NULL
      && !(lf_index_flush (&writer, &local_error) && lf_keys_flush (&writer, &local_error)
           && lf_standing_flush (&writer, &local_error)
           && lf_touched_number (write->store->touched, db, &local_error))
      && write->free_result != NULL)
    write->free_result (result);
  if (local_error != NULL || result == NULL)
    {
      lf_db_rollback (db);
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!lf_db_commit (db, error))
    {
      if (write->free_result != NULL)
        write->free_result (result);
      return NULL;
    }
  lf_touched_keep (write->store->touched);
  write->store->has_written = TRUE;
  write->store->is_tidy = FALSE;
  lf_seal_note (write->store->seal, lf_store_count_changes (db));
  if (news->items->len > 0 || news->is_wholesale)
    lf_store_publish (write->store, news);
  return result;
}

gpointer
lf_store_write (
    LfStore *self, LfWriteFunc func, gpointer data, GDestroyNotify free_result, GError **error)
{
  Write write = { self, func, data, NULL, free_result };
  gpointer result;

  if (!hold_open (self, error))
    return NULL;
  result = lf_worker_run (self->writer, do_write, &write, error);
  release (self);
  return result;
}

void
lf_store_write_async (LfStore *self,
                      LfWriteFunc func,
                      gpointer data,
                      GDestroyNotify free_data,
                      GDestroyNotify free_result,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Write *write = g_new0 (Write, 1);
  GTask *task;

  *write = (Write){ self, func, data, free_data, free_result };
  task = new_task (self, write, write_free, cancellable, callback, user_data);
  if (task == NULL)
    return;
  lf_worker_push (self->writer, do_write, task, free_result);
  release (self);
}

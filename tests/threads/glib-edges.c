/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells ThreadSanitizer what GLib orders between threads.
 *
 * GLib as distributions build it is not instrumented, and its locks are made of futexes:
 * ThreadSanitizer sees neither what they guard nor what a queue, a task or a source carries over,
 * and takes all of it for races. Preloaded before a program that is instrumented, this library
 * stands before those functions of GLib that order threads, says what they do and calls them. It
 * says a little too much at references (every unref meets every other), never too little: what is
 * reported then is a race in code of ours.
 *
 *   G_SLICE=always-malloc LD_PRELOAD=libglib-edges.so
 * TSAN_OPTIONS=suppressions=tests/threads/tsan.supp PROGRAM */

#define _GNU_SOURCE 1

#include <dlfcn.h>
#include <gio/gio.h>

/* Weak: programs that a test starts may not be instrumented. */
extern __attribute__ ((weak)) void __tsan_acquire (void *address);
extern __attribute__ ((weak)) void __tsan_release (void *address);

static void
acquire (gconstpointer address)
{
  if (__tsan_acquire != NULL)
    __tsan_acquire ((gpointer) address);
}

static void
release (gconstpointer address)
{
  if (__tsan_release != NULL)
    __tsan_release ((gpointer) address);
}

/* clang-format off */
#define REAL(name) static __typeof__ (&(name)) real; if (real == NULL) real = (__typeof__ (&(name))) dlsym (RTLD_NEXT, #name)
/* What locks `object`, and what lets it go. */
#define TAKES(name, type) void (name) (type *object) { REAL (name); real (object); acquire (object); }
#define GIVES(name, type) void (name) (type *object) { REAL (name); release (object); real (object); }
#define TRIES(name, type) gboolean (name) (type *object) { REAL (name); if (!real (object)) return FALSE; acquire (object); return TRUE; }
/* What lets go of a reference: the last one is after all others. */
#define DROPS(name, type) void (name) (type object) { REAL (name); release (object); acquire (object); real (object); }

TAKES (g_mutex_lock, GMutex)
GIVES (g_mutex_unlock, GMutex)
TRIES (g_mutex_trylock, GMutex)
TAKES (g_rec_mutex_lock, GRecMutex)
GIVES (g_rec_mutex_unlock, GRecMutex)
TRIES (g_rec_mutex_trylock, GRecMutex)
TAKES (g_rw_lock_reader_lock, GRWLock)
GIVES (g_rw_lock_reader_unlock, GRWLock)
TAKES (g_rw_lock_writer_lock, GRWLock)
GIVES (g_rw_lock_writer_unlock, GRWLock)
GIVES (g_cond_signal, GCond)
GIVES (g_cond_broadcast, GCond)

DROPS (g_object_unref, gpointer)
DROPS (g_bytes_unref, GBytes *)
DROPS (g_date_time_unref, GDateTime *)
DROPS (g_ptr_array_unref, GPtrArray *)
DROPS (g_hash_table_unref, GHashTable *)
DROPS (g_variant_unref, GVariant *)
DROPS (g_main_context_unref, GMainContext *)
DROPS (g_atomic_rc_box_release, gpointer)
/* clang-format on */

void (g_cond_wait) (GCond *cond, GMutex *mutex)
{
  REAL (g_cond_wait);
  release (mutex);
  real (cond, mutex);
  acquire (cond);
  acquire (mutex);
}

gboolean (g_cond_wait_until) (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean is_told;
  REAL (g_cond_wait_until);

  release (mutex);
  is_told = real (cond, mutex, end_time);
  acquire (cond);
  acquire (mutex);
  return is_told;
}

/* ---- References with something to free ---- */

void (g_atomic_rc_box_release_full) (gpointer object, GDestroyNotify clear)
{
  REAL (g_atomic_rc_box_release_full);
  release (object);
  acquire (object);
  real (object, clear);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  REAL (g_atomic_ref_count_dec);
  release (count);
  acquire (count);
  return real (count);
}

/* ---- Made once ---- */

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean is_first;
  REAL (g_once_init_enter);

  is_first = real (location);
  acquire ((gconstpointer) location);
  return is_first;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  REAL (g_once_init_leave);
  release ((gconstpointer) location);
  real (location, result);
}

/* ---- Queues ---- */

void (g_async_queue_push) (GAsyncQueue *queue, gpointer data)
{
  REAL (g_async_queue_push);
  release (queue);
  real (queue, data);
}

gpointer (g_async_queue_pop) (GAsyncQueue *queue)
{
  gpointer data;
  REAL (g_async_queue_pop);

  data = real (queue);
  acquire (queue);
  return data;
}

gpointer (g_async_queue_timeout_pop) (GAsyncQueue *queue, guint64 timeout)
{
  gpointer data;
  REAL (g_async_queue_timeout_pop);

  data = real (queue, timeout);
  acquire (queue);
  return data;
}

/* ---- Sources: what was done before one was attached is before what it calls ---- */

typedef struct
{
  GSource *source; /* (unowned) */
  GSourceFunc func;
  gpointer data;
  GDestroyNotify notify;
} Callback;

static gboolean
call_back (gpointer data)
{
  Callback *callback = data;

  acquire (callback->source);
  return callback->func (callback->data);
}

static void
free_callback (gpointer data)
{
  Callback *callback = data;

  acquire (callback->source);
  if (callback->notify != NULL)
    callback->notify (callback->data);
  g_free (callback);
}

/* Sources of other kinds (sockets, children) call back with more arguments: they are given on as
 * they are. */
void (g_source_set_callback) (GSource *source,
                              GSourceFunc func,
                              gpointer data,
                              GDestroyNotify notify)
{
  Callback *callback;
  REAL (g_source_set_callback);

  if (source->source_funcs != &g_idle_funcs && source->source_funcs != &g_timeout_funcs)
    {
      real (source, func, data, notify);
      return;
    }
  callback = g_new (Callback, 1);
  *callback = (Callback){ source, func, data, notify };
  release (source);
  real (source, call_back, callback, free_callback);
}

guint (g_source_attach) (GSource *source, GMainContext *context)
{
  REAL (g_source_attach);
  release (source);
  release (context);
  return real (source, context);
}

guint (g_idle_add_full) (int priority, GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, priority);
  g_source_set_callback (source, func, data, notify);
  return g_source_attach (source, NULL);
}

guint (g_idle_add) (GSourceFunc func, gpointer data)
{
  return g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, func, data, NULL);
}

gboolean (g_main_context_iteration) (GMainContext *context, gboolean may_block)
{
  gboolean is_done;
  REAL (g_main_context_iteration);

  acquire (context);
  is_done = real (context, may_block);
  acquire (context);
  return is_done;
}

void (g_main_loop_run) (GMainLoop *loop)
{
  REAL (g_main_loop_run);
  release (loop);
  real (loop);
  acquire (loop);
}

gboolean (g_main_loop_is_running) (GMainLoop *loop)
{
  gboolean is_running;
  REAL (g_main_loop_is_running);

  is_running = real (loop);
  acquire (loop);
  return is_running;
}

void (g_main_loop_quit) (GMainLoop *loop)
{
  REAL (g_main_loop_quit);
  release (loop);
  real (loop);
}

/* ---- Tasks and pools ---- */

static GQuark
thread_func_quark (void)
{
  return g_quark_from_static_string ("edges-thread-func");
}

static void
run_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GTaskThreadFunc func;

  acquire (task);
  func = (GTaskThreadFunc) g_object_get_qdata (G_OBJECT (task), thread_func_quark ());
  func (task, source, data, cancellable);
  release (task);
}

void (g_task_run_in_thread) (GTask *task, GTaskThreadFunc func)
{
  REAL (g_task_run_in_thread);
  g_object_set_qdata (G_OBJECT (task), thread_func_quark (), (gpointer) func);
  release (task);
  real (task, run_task);
}

#define RETURNS(name, type)                                                                        \
  void (name) (GTask * task, type value)                                                           \
  {                                                                                                \
    REAL (name);                                                                                   \
    release (task);                                                                                \
    real (task, value);                                                                            \
  }
#define PROPAGATES(name, type)                                                                     \
  type (name) (GTask * task, GError * *error)                                                      \
  {                                                                                                \
    REAL (name);                                                                                   \
    acquire (task);                                                                                \
    return real (task, error);                                                                     \
  }

RETURNS (g_task_return_boolean, gboolean)
RETURNS (g_task_return_int, gssize)
RETURNS (g_task_return_error, GError *)
PROPAGATES (g_task_propagate_boolean, gboolean)
PROPAGATES (g_task_propagate_int, gssize)
PROPAGATES (g_task_propagate_pointer, gpointer)

void (g_task_return_pointer) (GTask *task, gpointer value, GDestroyNotify clear)
{
  REAL (g_task_return_pointer);
  release (task);
  real (task, value, clear);
}

typedef struct
{
  GFunc func;
  gpointer data;
} Work;

static void
work (gpointer item, gpointer data)
{
  Work *self = data;

  acquire (self);
  acquire (item);
  self->func (item, self->data);
}

GThreadPool *(g_thread_pool_new) (GFunc func,
                                  gpointer data,
                                  int max_threads,
                                  gboolean exclusive,
                                  GError **error)
{
  Work *self = g_new (Work, 1);
  REAL (g_thread_pool_new);

  *self = (Work){ func, data };
  release (self);
  return real (work, self, max_threads, exclusive, error);
}

gboolean (g_thread_pool_push) (GThreadPool *pool, gpointer item, GError **error)
{
  REAL (g_thread_pool_push);
  release (item);
  return real (pool, item, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ThreadSanitizer sees a race between two threads, and none where something of GLib orders them. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum
{
  BY_NOTHING,
  BY_A_LOCK,
  BY_A_QUEUE,
  BY_A_SOURCE,
  BY_A_TASK,
} Order;

/* What two threads write. Not atomic, which is the point. */
typedef struct
{
  Order order;
  int n;
  GMutex lock;
  GAsyncQueue *queue;
  GMainLoop *loop;
} Shared;

static void
add_one (Shared *shared)
{
  if (shared->order == BY_A_LOCK)
    g_mutex_lock (&shared->lock);
  shared->n++;
  if (shared->order == BY_A_LOCK)
    g_mutex_unlock (&shared->lock);
}

static gboolean
add_in_main_thread (gpointer data)
{
  Shared *shared = data;

  shared->n++;
  g_main_loop_quit (shared->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
add_elsewhere (gpointer data)
{
  Shared *shared = data;

  add_one (shared);
  if (shared->order == BY_A_QUEUE)
    g_async_queue_push (shared->queue, shared);
  else if (shared->order == BY_A_SOURCE)
    g_idle_add (add_in_main_thread, shared);
  return NULL;
}

static void
add_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  add_one (data);
  g_task_return_int (task, 0);
}

static void
task_is_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_task_propagate_int (G_TASK (result), NULL);
  add_in_main_thread (data);
}

static void
run_task (Shared *shared)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, task_is_done, shared);

  g_task_set_task_data (task, shared, NULL);
  g_task_run_in_thread (task, add_in_task);
  g_main_loop_run (shared->loop);
}

static void
run_thread (Shared *shared)
{
  GThread *thread = g_thread_new ("other", add_elsewhere, shared);

  if (shared->order == BY_A_QUEUE)
    g_async_queue_pop (shared->queue);
  if (shared->order == BY_A_SOURCE)
    g_main_loop_run (shared->loop);
  else
    add_one (shared);
  g_thread_join (thread);
}

static void
share (Order order)
{
  Shared shared
      = { .order = order, .queue = g_async_queue_new (), .loop = g_main_loop_new (NULL, FALSE) };

  g_mutex_init (&shared.lock);
  (order == BY_A_TASK ? run_task : run_thread) (&shared);
  g_mutex_clear (&shared.lock);
  g_main_loop_unref (shared.loop);
  g_async_queue_unref (shared.queue);
}

/* By hand: what GLib does to start and await a program is among what is suppressed. */
static int
run_alone (Order order, char **told)
{
  g_autofree char *name = NULL;
  g_autofree char *word = g_strdup_printf ("%d", order);
  int fd = g_file_open_tmp (NULL, &name, NULL);
  int status;
  pid_t child = fork ();

  g_assert_cmpint (fd, >=, 0);
  if (child == 0)
    {
      dup2 (fd, STDERR_FILENO);
      execl ("/proc/self/exe", "test-threads", "--order", word, NULL);
      _exit (127);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_close (fd, NULL);
  g_assert_true (g_file_get_contents (name, told, NULL, NULL));
  g_unlink (name);
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static void
test_order (gconstpointer data)
{
  Order order = GPOINTER_TO_INT (data);
  g_autofree char *told = NULL;
  int status = run_alone (order, &told);

  if (order == BY_NOTHING)
    {
      g_assert_cmpint (status, ==, 66); /* ThreadSanitizer's own */
      g_assert_nonnull (strstr (told, "data race"));
      g_assert_nonnull (strstr (told, "add_one"));
    }
  else
    {
      g_assert_cmpstr (told, ==, "");
      g_assert_cmpint (status, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "nothing", "a-lock", "a-queue", "a-source", "a-task" };

  if (argc == 3 && strcmp (argv[1], "--order") == 0)
    {
      share (atoi (argv[2]));
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/threads/ordered-by-%s", names[i]);

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_order);
    }
  return g_test_run ();
}

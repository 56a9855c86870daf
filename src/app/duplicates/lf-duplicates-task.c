/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking a whole store through for duplicates, off the main thread. */

#include "config.h"

#include "lf-duplicates-task.h"

typedef struct
{
  gboolean only_new;
  LfDuplicatesShareFunc on_share; /* (nullable) */
  gpointer user_data;
} Search;

typedef struct
{
  GTask *task;
  double share;
} Share;

static void
share_free (gpointer data)
{
  g_object_unref (((Share *) data)->task);
  g_free (data);
}

static gboolean
tell_share_cb (gpointer data)
{
  const Share *share = data;
  const Search *search = g_task_get_task_data (share->task);
  GCancellable *cancellable = g_task_get_cancellable (share->task);

  if (!g_task_get_completed (share->task) && !g_cancellable_is_cancelled (cancellable))
    search->on_share (share->share, search->user_data);
  return G_SOURCE_REMOVE;
}

static void
on_progress (gint64 n_done, gint64 n_total, gpointer user_data)
{
  Share *share = g_new0 (Share, 1);

  *share = (Share){ g_object_ref (user_data), (double) n_done / (double) MAX (n_total, 1) };
  g_main_context_invoke_full (g_task_get_context (share->task), G_PRIORITY_DEFAULT, tell_share_cb,
                              share, share_free);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Search *asked = task_data;
  const LfDuplicateSearch search = { .level = LF_DUPLICATE_L2,
                                     .only_new = asked->only_new,
                                     .progress = asked->on_share == NULL ? NULL : on_progress,
                                     .user_data = task };
  GError *error = NULL;
  GPtrArray *pairs = lf_store_find_duplicates_sync (source, &search, cancellable, &error);

  if (pairs == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pairs, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_duplicates_find_async (LfStore *store,
                          gboolean only_new,
                          GCancellable *cancellable,
                          LfDuplicatesShareFunc on_share,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  *search = (Search){ only_new, on_share, user_data };
  g_task_set_source_tag (task, lf_duplicates_find_async);
  g_task_set_task_data (task, search, g_free);
  g_task_run_in_thread (task, find_in_thread);
}

GPtrArray *
lf_duplicates_find_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

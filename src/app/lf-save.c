/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving what is shown as a file. */

#include "config.h"

#include "lf-save.h"

#include "lf-compat-files.h"

typedef struct
{
  LfAppContext *context;
  char *path; /* (nullable): not chosen yet */
  LfSaving saving;
} Job;

static Job *
job_new (LfAppContext *context, const char *path, const LfSaving *saving)
{
  Job *job = g_new (Job, 1);

  *job = (Job){ g_object_ref (context), g_strdup (path), *saving };
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->context);
  g_free (job->path);
  job->saving.free_data (job->saving.data);
  g_free (job);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  char *said = job->saving.write (job->saving.data, job->path, &error);

  if (said != NULL)
    g_task_return_pointer (task, said, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *said = g_task_propagate_pointer (G_TASK (result), &error);

  lf_app_context_toast (job->context, said != NULL ? said : error->message, /* has_undo= */ FALSE);
}

static void
start (Job *job /* (transfer full) */)
{
  g_autoptr (GTask) task = g_task_new (NULL, /* cancellable= */ NULL, on_written_cb, NULL);

  g_task_set_source_tag (task, lf_save_to);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);

  if (file == NULL)
    {
      job_free (job);
      return;
    }
  job->path = g_file_get_path (file);
  start (job);
}

void
lf_save (GtkWindow *parent,
         LfAppContext *context,
         const char *title,
         const char *suggested_name,
         const LfSaving *saving)
{
  lf_file_save_async (parent, title, suggested_name, on_chosen_cb,
                      job_new (context, /* path= */ NULL, saving));
}

void
lf_save_to (LfAppContext *context, const char *path, const LfSaving *saving)
{
  start (job_new (context, path, saving));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running and writing reports off the main thread. */

#include "config.h"

#include "lf-report-task.h"

typedef struct
{
  char *name;
  LfReportOptions options;
  char *where, *by; /* (nullable): what the options refer to */
  char *path;       /* (nullable): only run it */
} Job;

static Job *
job_new (const char *name, const LfReportOptions *options, const char *path)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ g_strdup (name), *options, g_strdup (options->where), g_strdup (options->by),
                g_strdup (path) };
  job->options.where = job->where;
  job->options.by = job->by;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->name);
  g_free (job->where);
  g_free (job->by);
  g_free (job->path);
  g_free (job);
}

static LfReport *
run (LfStore *store, const Job *job, GError **error)
{
  return lf_report_run_sync (store, job->name, &job->options, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  LfReport *report = run (source, task_data, &error);

  if (report == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, report, (GDestroyNotify) lf_report_free);
}

void
lf_report_run_async (LfStore *store,
                     const char *name,
                     const LfReportOptions *options,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_report_run_async);
  g_task_set_task_data (task, job_new (name, options, /* path= */ NULL), job_free);
  g_task_run_in_thread (task, run_in_thread);
}

LfReport *
lf_report_run_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  g_autoptr (LfReport) report = run (source, job, &error);

  if (report != NULL && lf_report_write (report, job->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lf_report_save_async (LfStore *store,
                      const char *name,
                      const LfReportOptions *options,
                      const char *path,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_report_save_async);
  g_task_set_task_data (task, job_new (name, options, path), job_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
lf_report_save_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running and writing reports off the main thread. */

#include "config.h"

#include "lf-report-task.h"

typedef struct
{
  char *name;
  char *where; /* (nullable) */
  char *by;    /* (nullable) */
  char *path;  /* (nullable): only run it */
} Job;

static Job *
job_new (const char *name, const char *where, const char *by, const char *path)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ g_strdup (name), g_strdup (where), g_strdup (by), g_strdup (path) };
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
  LfReportOptions options = { .today = lf_date_today (), .where = job->where, .by = job->by };

  return lf_report_run_sync (store, job->name, &options, error);
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
                     const char *where,
                     const char *by,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_report_run_async);
  g_task_set_task_data (task, job_new (name, where, by, /* path= */ NULL), job_free);
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
                      const char *where,
                      const char *by,
                      const char *path,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_report_save_async);
  g_task_set_task_data (task, job_new (name, where, by, path), job_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
lf_report_save_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and saving a spreadsheet off the main thread. */

#include "config.h"

#include "lf-import-task.h"

/* ---- Planning ---- */

typedef struct
{
  char *path;
  LfImportOptions options; /* with a mapping, sheet and key of their own */
} Plan;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->path);
  g_hash_table_unref (plan->options.mapping);
  g_free ((char *) plan->options.sheet);
  g_free ((char *) plan->options.key);
  g_free (plan);
}

static GHashTable *
copy_mapping (GHashTable *mapping)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer heading, field;

  g_hash_table_iter_init (&iter, mapping);
  while (g_hash_table_iter_next (&iter, &heading, &field))
    g_hash_table_insert (copy, g_strdup (heading), g_strdup (field));
  return copy;
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Plan *plan = task_data;
  GError *error = NULL;
  LfImport *import = lf_import_plan_sync (source, plan->path, &plan->options, cancellable, &error);

  if (import == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, import, (GDestroyNotify) lf_import_free);
}

void
lf_import_plan_async (LfStore *store,
                      const char *path,
                      const LfImportOptions *options,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Plan *plan = g_new0 (Plan, 1);

  *plan = (Plan){ g_strdup (path), *options };
  plan->options.mapping = copy_mapping (options->mapping);
  plan->options.sheet = g_strdup (options->sheet);
  plan->options.key = g_strdup (options->key);
  g_task_set_source_tag (task, lf_import_plan_async);
  g_task_set_task_data (task, plan, plan_free);
  g_task_run_in_thread (task, plan_in_thread);
}

LfImport *
lf_import_plan_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sheets_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sheets = lf_import_sheets_sync (task_data, cancellable, &error);

  if (sheets == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sheets, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_import_sheets_async (LfStore *store,
                        const char *path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_import_sheets_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, sheets_in_thread);
}

GPtrArray *
lf_import_sheets_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Saving ---- */

typedef struct
{
  LfImport *import;
  char *batch; /* (nullable) */
} Saved;

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  lf_import_free (saved->import);
  g_free (saved->batch);
  g_free (saved);
}

static void
commit_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Saved *saved = task_data;
  const LfImportBatch batch = { .name = saved->batch };
  GError *error = NULL;

  if ((saved->batch == NULL || lf_import_set_batch (saved->import, source, &batch, &error))
      && lf_import_commit_sync (saved->import, source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lf_import_commit_async (LfStore *store,
                        LfImport *import,
                        const char *batch,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);

  Saved *saved = g_new (Saved, 1);

  *saved = (Saved){ import, g_strdup (batch) };
  g_task_set_source_tag (task, lf_import_commit_async);
  g_task_set_task_data (task, saved, saved_free);
  g_task_run_in_thread (task, commit_in_thread);
}

gboolean
lf_import_commit_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- The rows left out ---- */

typedef struct
{
  const LfImport *import;
  char *path;
} Skipped;

static void
skipped_free (gpointer data)
{
  g_free (((Skipped *) data)->path);
  g_free (data);
}

static void
write_skipped_in_thread (GTask *task,
                         gpointer source,
                         gpointer task_data,
                         GCancellable *cancellable)
{
  const Skipped *skipped = task_data;
  GError *error = NULL;

  if (lf_import_write_skipped (skipped->import, skipped->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
lf_import_write_skipped_async (LfStore *store,
                               const LfImport *import,
                               const char *path,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);
  Skipped *skipped = g_new0 (Skipped, 1);

  *skipped = (Skipped){ import, g_strdup (path) };
  g_task_set_source_tag (task, lf_import_write_skipped_async);
  g_task_set_task_data (task, skipped, skipped_free);
  g_task_run_in_thread (task, write_skipped_in_thread);
}

gboolean
lf_import_write_skipped_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Exporting ---- */

typedef struct
{
  LfQuery *query;
  LfExportFormat format;
  GStrv fields; /* (nullable) */
  char *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  lf_query_unref (export->query);
  g_strfreev (export->fields);
  g_free (export->path);
  g_free (export);
}

static void
export_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Export *export = task_data;
  const LfExportOptions options = { export->format, (const char *const *) export->fields };
  GError *error = NULL;
  gint64 n = 0;

  if (lf_export_sync (source, export->query, &options, export->path, cancellable, &n, &error))
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

void
lf_export_async (LfStore *store,
                 LfQuery *query,
                 const LfExportOptions *options,
                 const char *path,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  *export = (Export){ lf_query_ref (query), options->format, g_strdupv ((GStrv) options->fields),
                      g_strdup (path) };
  g_task_set_source_tag (task, lf_export_async);
  /* a file that was written whole before it was cancelled is there, and told of */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, export_free);
  g_task_run_in_thread (task, export_in_thread);
}

gint64
lf_export_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

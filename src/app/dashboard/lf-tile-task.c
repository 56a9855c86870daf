/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tiles and whole dashboards off the main thread. */

#include "config.h"

#include "lf-tile-task.h"

/* ---- A tile ---- */

typedef struct
{
  LfTile *tile;
  LfDashboardFilter filter;
} TileJob;

static void
tile_job_free (gpointer data)
{
  TileJob *job = data;

  lf_tile_free (job->tile);
  lf_dashboard_filter_clear (&job->filter);
  g_free (job);
}

static void
read_tile_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const TileJob *job = task_data;
  const LfDate today = lf_date_today ();
  GError *error = NULL;
  LfTileFigures *figures;

  if (g_task_return_error_if_cancelled (task)) /* it waited for its turn */
    return;
  figures = lf_tile_read_sync (source, job->tile, &job->filter, &today, &error);
  if (figures == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, figures, (GDestroyNotify) lf_tile_figures_unref);
}

void
lf_tile_read_async (LfStore *store,
                    const LfTile *tile,
                    const LfDashboardFilter *filter,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  TileJob *job = g_new0 (TileJob, 1);

  job->tile = lf_tile_copy (tile);
  lf_dashboard_filter_copy (filter, &job->filter);
  g_task_set_source_tag (task, lf_tile_read_async);
  g_task_set_task_data (task, job, tile_job_free);
  g_task_run_in_thread (task, read_tile_in_thread);
}

LfTileFigures *
lf_tile_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- All of a dashboard ---- */

static void
read_sheet_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const LfDate today = lf_date_today ();

  g_task_return_pointer (task, lf_dashboard_sheet_read_sync (source, task_data, &today),
                         (GDestroyNotify) lf_dashboard_sheet_free);
}

void
lf_dashboard_sheet_read_async (LfStore *store,
                               const LfDashboard *dashboard,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, /* cancellable= */ NULL, callback, user_data);

  g_task_set_source_tag (task, lf_dashboard_sheet_read_async);
  g_task_set_task_data (task, lf_dashboard_copy (dashboard), (GDestroyNotify) lf_dashboard_free);
  g_task_run_in_thread (task, read_sheet_in_thread);
}

LfDashboardSheet *
lf_dashboard_sheet_read_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Choices ---- */

void
lf_filter_choice_free (LfFilterChoice *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const LfFilterChoice *first = *(LfFilterChoice *const *) a,
                       *second = *(LfFilterChoice *const *) b;

  return g_utf8_collate (first->label, second->label);
}

static char *
label_of (LfStore *store, const LfField *field, const char *value)
{
  g_autoptr (LfRecord) record
      = field->target == NULL
            ? NULL
            : lf_store_load_sync (store, lf_schema_find (field->target), value, NULL);

  return record == NULL ? lf_field_format (field, value) : lf_record_title (record);
}

static void
read_choices_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const LfEntity *entity = lf_schema_find ("project");
  const LfField *field = lf_entity_field (entity, task_data);
  g_autoptr (LfQuery) query = lf_query_new (entity, /* filter= */ NULL, /* sort= */ NULL);
  GError *error = NULL;
  g_auto (GStrv) values = lf_store_distinct_sync (source, query, field->name, 0, &error);
  GPtrArray *choices;

  if (values == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  choices = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_filter_choice_free);
  for (char **value = values; *value != NULL; value++)
    {
      LfFilterChoice *choice = g_new0 (LfFilterChoice, 1);

      *choice = (LfFilterChoice){ g_strdup (*value), label_of (source, field, *value) };
      g_ptr_array_add (choices, choice);
    }
  g_ptr_array_sort (choices, compare_labels);
  g_task_return_pointer (task, choices, (GDestroyNotify) g_ptr_array_unref);
}

void
lf_filter_choices_async (LfStore *store,
                         const char *field,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_filter_choices_async);
  g_task_set_task_data (task, (gpointer) field, NULL);
  g_task_run_in_thread (task, read_choices_in_thread);
}

GPtrArray *
lf_filter_choices_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

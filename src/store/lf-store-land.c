/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project. */

#include "config.h"

#include "lf-store-land.h"

#include "lf-store-private.h"

#include <string.h>

#define PROJECT "project"
#define LAND_CASE "land_case"

/* ---- The value ---- */

static void
case_free (gpointer data)
{
  LfLandCase *self = data;

  lf_record_unref (self->record);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_ptr_array_unref (self->later);
  g_free (self);
}

void
lf_land_free (LfLand *self)
{
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->standards, g_ptr_array_unref);
  g_clear_pointer (&self->clocks, lf_clocks_free);
  g_free (self);
}

gboolean
lf_land_is_of (const LfEntity *entity)
{
  return strcmp (entity->name, PROJECT) == 0 || strcmp (entity->name, LAND_CASE) == 0;
}

GPtrArray *
lf_land_documents (const LfLandCase *land_case, guint step)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < land_case->documents->len; i++)
    if (g_strcmp0 (lf_record_get (land_case->documents->pdata[i], "step"),
                   lf_land_step_options[step].key)
        == 0)
      g_ptr_array_add (found, land_case->documents->pdata[i]);
  return found;
}

/* ---- Reading ---- */

static GPtrArray *
list_of (LfDb *db,
         const char *entity_name,
         const char *field,
         const char *id,
         const char *sort,
         GError **error)
{
  const LfEntity *entity = lf_schema_find (entity_name);
  g_autoptr (LfQuery) query
      = lf_query_new (entity, lf_filter_equal (lf_entity_field (entity, field), id), sort);

  return lf_rows_list (db, query, /* limit= */ 0, error);
}

static void
take_clock (LfLandCase *self, const LfStatuteClock *clock)
{
  const char *to = lf_statute_to_field (clock->statute);
  gboolean is_late = clock->deadline.state == LF_DEADLINE_LATE;

  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    if (g_strcmp0 (to, lf_land_steps[step].field) == 0
        || (to != NULL && g_strcmp0 (to, lf_land_steps[step].waits_for) == 0))
      {
        self->clocks[step] = clock;
        return;
      }
  g_ptr_array_add (self->later, (gpointer) clock);
  if (is_late && strcmp (lf_statute_key (clock->statute), "idle_return") == 0)
    self->idle = LF_LAND_TO_BE_RETURNED;
  else if (is_late && strcmp (lf_statute_key (clock->statute), "idle_fee") == 0)
    self->idle = MAX (self->idle, LF_LAND_IDLE_FEE);
}

static gboolean
add_case (LfLand *self, LfDb *db, LfRecord *record, GError **error)
{
  LfLandCase *land_case = g_new0 (LfLandCase, 1);

  land_case->record = lf_record_ref (record);
  land_case->later = g_ptr_array_new ();
  g_ptr_array_add (self->cases, land_case);
  for (guint i = 0; i < self->clocks->statutes->len; i++)
    {
      const LfStatuteClock *clock = self->clocks->statutes->pdata[i];

      if (clock->land != NULL && strcmp (lf_record_id (clock->land), lf_record_id (record)) == 0)
        take_clock (land_case, clock);
    }
  land_case->documents
      = list_of (db, "land_document", LAND_CASE, lf_record_id (record), "dated_on", error);
  return land_case->documents != NULL;
}

static gboolean
add_cases (LfLand *self, LfDb *db, const char *only, GError **error)
{
  g_autoptr (GPtrArray) records
      = list_of (db, LAND_CASE, PROJECT, lf_record_id (self->project), "won_date", error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    if ((only == NULL || strcmp (lf_record_id (records->pdata[i]), only) == 0)
        && !add_case (self, db, records->pdata[i], error))
      return FALSE;
  return records != NULL;
}

/* Of one case: what is promised for another plot is not its. */
static gboolean
add_standards (LfLand *self, LfDb *db, const LfRecord *only, GError **error)
{
  g_autoptr (GPtrArray) records = list_of (db, "standard_land", PROJECT,
                                           lf_record_id (self->project), "contract_date", error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const char *plot = lf_record_get (records->pdata[i], "plot");

      if (only == NULL || plot == NULL
          || g_strcmp0 (plot, lf_record_get (only, "plot_record")) == 0)
        g_ptr_array_add (self->standards, lf_record_ref (records->pdata[i]));
    }
  return records != NULL;
}

typedef struct
{
  const LfEntity *entity;
  char *id;
  LfDate today;
} Asked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->id);
  g_free (data);
}

static gpointer
read_land (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (LfRecord) only = NULL;
  g_autoptr (LfLand) land = g_new0 (LfLand, 1);
  const char *project = asked->id;

  land->cases = g_ptr_array_new_with_free_func (case_free);
  land->standards = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  if (strcmp (asked->entity->name, LAND_CASE) == 0)
    {
      only = lf_rows_load_live (db, asked->entity, asked->id, error);
      if (only == NULL)
        return NULL;
      project = lf_record_get (only, PROJECT);
    }
  land->project = lf_rows_load_shown (db, lf_schema_find (PROJECT), project, error);
  if (land->project == NULL)
    return NULL;
  land->clocks = lf_clocks_read (db, project, &asked->today, error);
  if (land->clocks == NULL
      || !add_cases (land, db, only == NULL ? NULL : lf_record_id (only), error)
      || !add_standards (land, db, only, error))
    return NULL;
  return g_steal_pointer (&land);
}

LfLand *
lf_store_land_sync (
    LfStore *self, const LfEntity *entity, const char *id, const LfDate *today, GError **error)
{
  Asked asked = { entity, (char *) id, *today };

  return lf_store_read (self, read_land, &asked, error);
}

void
lf_store_land_async (LfStore *self,
                     const LfEntity *entity,
                     const char *id,
                     const LfDate *today,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked){ entity, g_strdup (id), *today };
  lf_store_read_async (self, read_land, asked, asked_free, (GDestroyNotify) lf_land_free,
                       cancellable, callback, user_data);
}

LfLand *
lf_store_land_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

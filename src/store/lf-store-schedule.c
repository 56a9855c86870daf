/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the schedules of projects. */

#include "config.h"

#include "lf-store-schedule.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_project_schedule_free (LfProjectSchedule *self)
{
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->schedule, lf_schedule_free);
  g_clear_pointer (&self->calendar, lf_calendar_free);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_free (self);
}

void
lf_schedule_standing_free (LfScheduleStanding *self)
{
  lf_record_unref (self->project);
  g_free (self);
}

/* ---- Records ---- */

/* (transfer full) (element-type LfRecord): those of @entity that belong to @parent, or all */
static GPtrArray *
list_records (LfDb *db, const char *entity, const char *field, const char *parent, GError **error)
{
  const LfEntity *of = lf_schema_find (entity);
  LfFilter *filter = parent == NULL ? NULL : lf_filter_equal (lf_entity_field (of, field), parent);
  g_autoptr (LfQuery) query = lf_query_new (of, filter, NULL);

  return lf_rows_list (db, query, /* limit= */ 0, error);
}

static GPtrArray *
read_templates (LfDb *db, GError **error)
{
  g_autoptr (GPtrArray) records = list_records (db, "schedule_template", NULL, NULL, error);
  g_autoptr (GPtrArray) steps
      = records == NULL ? NULL : list_records (db, "template_step", NULL, NULL, error);
  g_autoptr (GPtrArray) presets = lf_schedule_presets ();
  GPtrArray *templates;

  if (steps == NULL)
    return NULL;
  templates = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_schedule_template_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (templates, lf_schedule_template_new (records->pdata[i], steps));
  g_ptr_array_extend_and_steal (templates, g_steal_pointer (&presets));
  return templates;
}

/* ---- One schedule ---- */

static gboolean
add_template (LfProjectSchedule *self, const char *name, GError **error)
{
  const LfScheduleTemplate *template
      = *name == '\0'
            ? lf_schedule_template_for (self->templates, lf_record_get (self->project, "kind"))
            : lf_schedule_template_find (self->templates, name);

  if (template == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no schedule template “%s”. Take the name of one of the zone's, or "
                      "new, expansion, tech_upgrade or public_works."),
                   name);
      return FALSE;
    }
  for (guint i = 0; i < template->steps->len; i++)
    lf_schedule_add_step (self->schedule, template->steps->pdata[i]);
  return TRUE;
}

static gboolean
add_nodes (LfDb *db, LfSchedule *schedule, const LfRecord *project, GError **error)
{
  g_autoptr (GPtrArray) nodes = list_records (db, "node", "project", lf_record_id (project), error);

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    lf_schedule_add_record (schedule, nodes->pdata[i]);
  return nodes != NULL;
}

typedef struct
{
  char *project;
  char *template;
  LfSchedulePlan plan;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->project);
  g_free (request->template);
  g_free (request);
}

static gpointer
read_schedule (LfDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  const LfDate *end = request->plan.end.year == 0 ? NULL : &request->plan.end;
  g_autoptr (LfProjectSchedule) self = g_new0 (LfProjectSchedule, 1);

  self->project = lf_rows_load_shown (db, lf_schema_find ("project"), request->project, error);
  if (self->project == NULL)
    return NULL;
  self->calendar = lf_zone_calendar_read (db, error);
  self->templates = self->calendar == NULL ? NULL : read_templates (db, error);
  if (self->templates == NULL)
    return NULL;
  self->schedule = lf_schedule_new (self->calendar, &request->plan.today);
  if (!add_nodes (db, self->schedule, self->project, error)
      || (request->template != NULL && !add_template (self, request->template, error))
      || !lf_schedule_place (self->schedule, end, error))
    return NULL;
  return g_steal_pointer (&self);
}

LfProjectSchedule *
lf_store_schedule_sync (LfStore *self,
                        const char *project,
                        const LfSchedulePlan *plan,
                        GError **error)
{
  Request request = { (char *) project, (char *) plan->template, *plan };

  return lf_store_read (self, read_schedule, &request, error);
}

void
lf_store_schedule_async (LfStore *self,
                         const char *project,
                         const LfSchedulePlan *plan,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  *request = (Request){ g_strdup (project), g_strdup (plan->template), *plan };
  lf_store_read_async (self, read_schedule, request, request_free,
                       (GDestroyNotify) lf_project_schedule_free, cancellable, callback, user_data);
}

LfProjectSchedule *
lf_store_schedule_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- All of them ---- */

static void
judge (LfScheduleStanding *self, const LfSchedule *schedule)
{
  self->n_nodes = schedule->nodes->len;
  for (guint i = 0; i < schedule->nodes->len; i++)
    {
      const LfScheduleNode *node = schedule->nodes->pdata[i];
      LfDate end = lf_schedule_ends (schedule, i);

      self->n_done += node->done.year != 0;
      self->is_blocked |= node->done.year == 0 && node->blocker != NULL;
      self->is_in_conflict |= node->done.year == 0 && node->slack < 0;
      if (lf_date_compare (&end, &self->end) > 0)
        self->end = end;
    }
}

/* A circle is a conflict of its own kind, and told when the schedule is looked at. */
static LfScheduleStanding *
read_standing (
    LfDb *db, const LfCalendar *calendar, LfRecord *project, const LfDate *today, GError **error)
{
  LfScheduleStanding *self = g_new0 (LfScheduleStanding, 1);
  g_autoptr (LfSchedule) schedule = lf_schedule_new (calendar, today);

  self->project = lf_record_ref (project);
  if (!add_nodes (db, schedule, project, error))
    {
      lf_schedule_standing_free (self);
      return NULL;
    }
  self->is_in_conflict = !lf_schedule_place (schedule, /* end= */ NULL, NULL);
  judge (self, schedule);
  return self;
}

static int
rank_of (const LfScheduleStanding *self)
{
  if (self->n_nodes == 0)
    return 3;
  return self->is_in_conflict ? 0 : self->is_blocked ? 1 : 2;
}

static int
compare_standings (gconstpointer a, gconstpointer b)
{
  const LfScheduleStanding *x = *(const LfScheduleStanding *const *) a;
  const LfScheduleStanding *y = *(const LfScheduleStanding *const *) b;

  if (rank_of (x) != rank_of (y))
    return rank_of (x) - rank_of (y);
  if (lf_date_compare (&x->end, &y->end) != 0)
    return lf_date_compare (&x->end, &y->end);
  return strcmp (lf_record_id (x->project), lf_record_id (y->project));
}

static gpointer
read_standings (LfDb *db, gpointer data, GError **error)
{
  const LfDate *today = data;
  const LfEntity *entity = lf_schema_find ("project");
  LfFilter *filter = lf_filter_parse (entity, LF_STAGES_ON_THE_WAY, today, NULL, error);
  g_autoptr (LfQuery) query = filter == NULL ? NULL : lf_query_new (entity, filter, "-stage_date");
  g_autoptr (LfCalendar) calendar = query == NULL ? NULL : lf_zone_calendar_read (db, error);
  g_autoptr (GPtrArray) projects
      = calendar == NULL ? NULL : lf_rows_list (db, query, LF_SCHEDULES_MOST, error);
  g_autoptr (GPtrArray) standings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_schedule_standing_free);

  for (guint i = 0; projects != NULL && i < projects->len; i++)
    {
      LfScheduleStanding *standing = read_standing (db, calendar, projects->pdata[i], today, error);

      if (standing == NULL)
        return NULL;
      g_ptr_array_add (standings, standing);
    }
  g_ptr_array_sort (standings, compare_standings);
  return projects == NULL ? NULL : g_steal_pointer (&standings);
}

GPtrArray *
lf_store_schedules_sync (LfStore *self, const LfDate *today, GError **error)
{
  return lf_store_read (self, read_standings, (gpointer) today, error);
}

void
lf_store_schedules_async (LfStore *self,
                          const LfDate *today,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  lf_store_read_async (self, read_standings, g_memdup2 (today, sizeof *today), g_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_schedules_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

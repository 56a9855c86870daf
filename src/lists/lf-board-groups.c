/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a board. */

#include "config.h"

#include "lf-board-groups.h"

#include "lf-light.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_board_group_free (LfBoardGroup *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self->filter);
  g_free (self);
}

gboolean
lf_board_group_equal (const LfBoardGroup *self, const LfBoardGroup *other)
{
  return self->field == other->field && g_strcmp0 (self->value, other->value) == 0
         && strcmp (self->label, other->label) == 0;
}

static gboolean
is_stage (const LfField *field)
{
  return g_strcmp0 (field->bundle, "stage") == 0 && field->type == LF_VALUE_CHOICE;
}

static gboolean
has_ended (const LfField *field, const char *value)
{
  LfStage stage;

  return is_stage (field) && lf_stage_from_key (value, &stage) && stage >= LF_STAGE_FULL_CAPACITY;
}

static LfBoardGroup *
group_new (const LfField *field, const char *value, char *label /* (transfer full) */)
{
  LfBoardGroup *self = g_new0 (LfBoardGroup, 1);

  self->field = field;
  self->value = g_strdup (value);
  self->label = label;
  if (field != NULL)
    self->filter = g_strdup_printf ("%s=%s", field->name, value == NULL ? "" : value);
  return self;
}

/* ---- By light ---- */

static GPtrArray *
light_groups (const LfEntity *entity)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_board_group_free);

  for (int i = 0; i < LF_N_LIGHTS; i++)
    {
      LfLight light = (LfLight) i;
      LfBoardGroup *group
          = group_new (NULL, lf_light_key (light), g_strdup (lf_light_label (light)));

      group->icon = lf_light_icon (light);
      group->filter = lf_light_filter (light, entity);
      g_ptr_array_add (groups, group);
    }
  return groups;
}

/* ---- By a choice ---- */

/* Does a view that is a list of stages, such as "stage=negotiation|approved", have room for this
 * column? */
static gboolean
lets_through (const LfFilter *filter, const LfField *field, const char *value)
{
  switch (filter->kind)
    {
    case LF_FILTER_AND:
      return lets_through (filter->left, field, value)
             && lets_through (filter->right, field, value);
    case LF_FILTER_OR:
      return lets_through (filter->left, field, value)
             || lets_through (filter->right, field, value);
    case LF_FILTER_COMPARE:
      if (filter->field != field || filter->op > LF_OP_NE)
        return TRUE;
      return (g_strcmp0 (filter->value, value) == 0) == (filter->op == LF_OP_EQ);
    case LF_FILTER_ALL:
    case LF_FILTER_NOT:
    case LF_FILTER_SEARCH:
    case LF_FILTER_RELATED:
    case LF_FILTER_WAS:
    default:
      return TRUE;
    }
}

/* Are there stages that @filter lets through, and all of them over or standing still? */
static gboolean
asks_for_ended (const LfField *stage, const LfFilter *filter)
{
  guint n = 0;

  for (const LfOption *option = stage->options; option->key != NULL; option++)
    {
      if (!lets_through (filter, stage, option->key))
        continue;
      if (!has_ended (stage, option->key))
        return FALSE;
      n++;
    }
  return n > 0;
}

const char *
lf_board_live_filter (const LfEntity *entity, const char *filter)
{
  LfDate today = lf_date_today ();
  g_autoptr (LfFilter) parsed = lf_filter_parse (entity, filter, &today, NULL, NULL);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (is_stage (field))
      return parsed != NULL && asks_for_ended (field, parsed)
                 ? ""
                 : "stage!=full_capacity|suspended|dropped";
  return "";
}

static void
add_blank_group (GPtrArray *groups, const LfField *field)
{
  LfBoardGroup *group
      = group_new (field, NULL, g_strdup_printf (_ ("No %s"), lf_field_label (field)));

  group->icon = lf_standing_icon (field, NULL);
  g_ptr_array_add (groups, group);
}

static GPtrArray *
choice_groups (const LfField *field, const LfFilter *filter, gboolean with_ended)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_board_group_free);

  for (const LfOption *option = field->options; option->key != NULL; option++)
    {
      LfBoardGroup *group;
      LfStage stage;

      if (!lets_through (filter, field, option->key)
          || (!with_ended && has_ended (field, option->key)))
        continue;
      group = group_new (field, option->key, g_strdup (lf_option_label (option)));
      if (is_stage (field) && lf_stage_from_key (option->key, &stage))
        group->icon = lf_stage_icon (stage);
      else
        group->icon = lf_standing_icon (field, option->key);
      g_ptr_array_add (groups, group);
    }
  if (field->flags & LF_FIELD_DERIVED)
    add_blank_group (groups, field);
  return groups;
}

/* ---- By a reference ---- */

static GPtrArray *
reference_groups (LfStore *store, const LfField *field, const LfQuery *query, GError **error)
{
  const LfEntity *target = lf_schema_find (field->target);
  g_autoptr (GPtrArray) groups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_board_group_free);
  g_auto (GStrv) ids = lf_store_distinct_sync (store, query, field->name, 0, error);

  if (ids == NULL)
    return NULL;
  for (char **id = ids; *id != NULL && groups->len < LF_BOARD_MOST_GROUPS; id++)
    {
      g_autoptr (LfRecord) record = lf_store_load_sync (store, target, *id, NULL);
      LfBoardGroup *group
          = group_new (field, *id, record == NULL ? g_strdup (*id) : lf_record_title (record));

      group->icon = target->icon;
      g_ptr_array_add (groups, group);
    }
  add_blank_group (groups, field);
  return g_steal_pointer (&groups);
}

/* ---- Any ---- */

GPtrArray *
lf_board_groups_sync (LfStore *store,
                      const LfEntity *entity,
                      const char *by,
                      const char *filter,
                      gboolean with_ended,
                      GError **error)
{
  const LfField *field = lf_entity_field (entity, by);
  LfDate today = lf_date_today ();
  g_autoptr (LfQuery) query = lf_query_parse (entity, filter, NULL, &today, error);

  if (query == NULL)
    return NULL;
  if (strcmp (by, LF_BOARD_BY_LIGHT) == 0)
    return light_groups (entity);
  g_return_val_if_fail (field != NULL, NULL);
  if (field->type != LF_VALUE_CHOICE)
    return reference_groups (store, field, query, error);
  return choice_groups (field, lf_query_filter (query),
                        with_ended || *lf_board_live_filter (entity, filter) == '\0');
}

typedef struct
{
  const LfEntity *entity;
  char *by, *filter;
  gboolean with_ended;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->by);
  g_free (request->filter);
  g_free (request);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  GPtrArray *groups = lf_board_groups_sync (LF_STORE (source), request->entity, request->by,
                                            request->filter, request->with_ended, &error);

  if (groups != NULL)
    g_task_return_pointer (task, groups, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
lf_board_groups_async (LfStore *store,
                       const LfEntity *entity,
                       const char *by,
                       const char *filter,
                       gboolean with_ended,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Request *request = g_new (Request, 1);

  *request = (Request){ entity, g_strdup (by), g_strdup (filter), with_ended };
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, read_in_thread);
}

GPtrArray *
lf_board_groups_finish (LfStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks and teams for accounts. */

#include "config.h"

#include "lf-places.h"

#include "lf-admin-ask.h"

#include <glib/gi18n.h>
#include <string.h>

void
lf_places_free (LfPlaces *self)
{
  g_clear_pointer (&self->parks, g_ptr_array_unref);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_free (self);
}

/* ---- Reading ---- */

static void
read_all (GTask *task, const char *name, GAsyncReadyCallback callback)
{
  const LfEntity *entity = lf_schema_find (name);
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, lf_entity_title (entity)->name);

  lf_store_list_async (g_task_get_source_object (task), query, /* limit= */ 0,
                       g_task_get_cancellable (task), callback, task);
}

/* NULL: the task has ended. */
static GPtrArray *
finish (GTask *task, GAsyncResult *result)
{
  GError *error = NULL;
  GPtrArray *records = lf_store_list_finish (g_task_get_source_object (task), result, &error);

  if (records == NULL)
    g_task_return_error (task, error);
  while (records != NULL && g_ptr_array_remove (records, NULL))
    ;
  return records;
}

static void
on_teams_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (LfPlaces) places = g_new0 (LfPlaces, 1);

  places->parks = g_ptr_array_ref (g_task_get_task_data (task));
  places->teams = finish (task, result);
  if (places->teams != NULL)
    g_task_return_pointer (task, g_steal_pointer (&places), (GDestroyNotify) lf_places_free);
}

static void
on_parks_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *parks = finish (task, result);

  if (parks == NULL)
    return;
  g_task_set_task_data (task, parks, (GDestroyNotify) g_ptr_array_unref);
  read_all (g_steal_pointer (&task), "team", on_teams_read_cb);
}

void
lf_places_read_async (LfStore *store,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, lf_places_read_async);
  read_all (task, "park", on_parks_read_cb);
}

LfPlaces *
lf_places_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Of an account ---- */

char **
lf_places_ids (JsonObject *account, const char *member)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (account, member);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (ids, json_node_get_string (element));
    }
  return g_strv_builder_end (ids);
}

static char *
title_of (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (lf_record_id (records->pdata[i]), id) == 0)
      return lf_record_title (records->pdata[i]);
  return g_strdup (id);
}

char *
lf_places_tell (GPtrArray *records, const char *const *ids)
{
  GString *text = g_string_new (NULL);

  for (; *ids != NULL; ids++)
    {
      g_autofree char *title = title_of (records, *ids);

      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", title);
    }
  return g_string_free (text, FALSE);
}

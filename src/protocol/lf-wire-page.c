/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as lines of JSON and back. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>

/* ---- Writing ---- */

static JsonObject *
from_delta (const LfDelta *delta)
{
  JsonObject *object = json_object_new ();
  JsonObject *fields = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  json_object_set_string_member (object, "entity", delta->entity);
  json_object_set_string_member (object, "id", delta->id);
  json_object_set_int_member (object, "seq", delta->seq);
  if (delta->deleted)
    json_object_set_boolean_member (object, "deleted", TRUE);
  if (delta->is_gone)
    json_object_set_boolean_member (object, "gone", TRUE);
  if (delta->author != NULL)
    json_object_set_string_member (object, "author", delta->author);
  json_object_set_int_member (object, "time", delta->time_us);
  if (delta->device != NULL)
    json_object_set_string_member (object, "device", delta->device);
  if (delta->late_us > 0)
    json_object_set_int_member (object, "late", delta->late_us);
  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (value == NULL)
        json_object_set_null_member (fields, name);
      else
        json_object_set_string_member (fields, name, value);
    }
  json_object_set_object_member (object, "fields", fields);
  return object;
}

char *
lf_wire_from_page (const LfPage *page, gsize *ret_length)
{
  GString *text = g_string_new (NULL);
  JsonObject *end = json_object_new ();

  for (guint i = 0; i < page->deltas->len; i++)
    lf_wire_append_line (text, from_delta (page->deltas->pdata[i]));
  json_object_set_boolean_member (end, "end", TRUE);
  json_object_set_int_member (end, "cursor", page->cursor);
  json_object_set_boolean_member (end, "more", page->has_more);
  json_object_set_string_member (end, "epoch", page->epoch);
  if (page->sight != NULL)
    json_object_set_string_member (end, "sight", page->sight);
  if (page->role != NULL)
    json_object_set_string_member (end, "role", page->role);
  json_object_set_int_member (end, "time", page->server_time_us);
  lf_wire_append_line (text, end);
  if (ret_length != NULL)
    *ret_length = text->len;
  return g_string_free (text, FALSE);
}

/* ---- Reading ---- */

static gboolean
to_fields (JsonObject *object, const char *where, GHashTable *fields, GError **error)
{
  g_autofree char *at = g_strconcat (where, ".fields", NULL);
  JsonNode *node = json_object_get_member (object, "fields");
  JsonObject *members = node == NULL ? NULL : lf_wire_object (node, at, error);
  JsonObjectIter iter;
  const char *name, *value;

  if (members == NULL)
    return node == NULL;
  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (!lf_wire_is_name (name))
        return lf_wire_fail (error, at, name, _ ("%s is not a name."));
      if (!lf_wire_string (members, name, at, FALSE, &value, error))
        return FALSE;
      g_hash_table_insert (fields, g_strdup (name), g_strdup (value));
    }
  return TRUE;
}

static gboolean
to_delta (JsonObject *object, const char *where, LfPage *page, GError **error)
{
  const char *entity, *id, *author, *device;
  LfDelta *delta;

  if (!lf_wire_name (object, "entity", where, &entity, error)
      || !lf_wire_id (object, "id", where, TRUE, &id, error)
      || !lf_wire_string (object, "author", where, FALSE, &author, error)
      || !lf_wire_string (object, "device", where, FALSE, &device, error))
    return FALSE;
  delta = lf_delta_new (entity, id);
  g_ptr_array_add (page->deltas, delta);
  delta->author = g_strdup (author);
  delta->device = g_strdup (device);
  return lf_wire_integer (object, "seq", where, &delta->seq, error)
         && lf_wire_integer (object, "time", where, &delta->time_us, error)
         && lf_wire_integer (object, "late", where, &delta->late_us, error)
         && lf_wire_boolean (object, "deleted", where, &delta->deleted, error)
         && lf_wire_boolean (object, "gone", where, &delta->is_gone, error)
         && to_fields (object, where, delta->fields, error);
}

static gboolean
to_end (JsonObject *object, const char *where, LfPage *page, GError **error)
{
  const char *epoch, *sight, *role;

  if (!lf_wire_integer (object, "cursor", where, &page->cursor, error)
      || !lf_wire_boolean (object, "more", where, &page->has_more, error)
      || !lf_wire_string (object, "epoch", where, TRUE, &epoch, error)
      || !lf_wire_string (object, "sight", where, FALSE, &sight, error)
      || !lf_wire_string (object, "role", where, FALSE, &role, error)
      || !lf_wire_integer (object, "time", where, &page->server_time_us, error))
    return FALSE;
  page->epoch = g_strdup (epoch);
  page->sight = g_strdup (sight);
  page->role = g_strdup (role);
  return TRUE;
}

static gboolean
take_line (JsonNode *line, gboolean is_end, const char *where, gpointer page, GError **error)
{
  JsonObject *object = json_node_get_object (line);

  return is_end ? to_end (object, where, page, error) : to_delta (object, where, page, error);
}

LfPage *
lf_wire_to_page (const char *text, gsize length, GError **error)
{
  g_autoptr (LfPage) page = lf_page_new ();

  return lf_wire_each_line (text, length, take_line, page, error) ? g_steal_pointer (&page) : NULL;
}

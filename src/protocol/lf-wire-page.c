/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as lines of JSON and back. */

#include "config.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>

/* ---- Writing ---- */

static void
write_delta (GString *json, const LfDelta *delta)
{
  GHashTableIter iter;
  gpointer name, value;

  lf_json_open (json, NULL, '{');
  lf_json_text (json, "entity", delta->entity);
  lf_json_text (json, "id", delta->id);
  lf_json_number (json, "seq", delta->seq);
  lf_json_some_flag (json, "deleted", delta->deleted);
  lf_json_some_flag (json, "gone", delta->is_gone);
  lf_json_some_text (json, "author", delta->author);
  lf_json_number (json, "time", delta->time_us);
  lf_json_some_text (json, "device", delta->device);
  lf_json_some_number (json, "late", MAX (delta->late_us, 0));
  lf_json_some_flag (json, "doubtful", delta->is_doubtful);
  lf_json_open (json, "fields", '{');
  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    lf_json_text (json, name, value);
  lf_json_close (json, '}');
  lf_json_close (json, '}');
  g_string_append_c (json, '\n');
}

/* Within an object, which it ends. */
static void
write_end (GString *json, const LfPage *page)
{
  lf_json_flag (json, "end", TRUE);
  lf_json_number (json, "cursor", page->cursor);
  lf_json_flag (json, "more", page->has_more);
  lf_json_text (json, "epoch", page->epoch);
  lf_json_some_text (json, "sight", page->sight);
  lf_json_some_text (json, "role", page->role);
  lf_json_number (json, "time", page->server_time_us);
  lf_json_close (json, '}');
  g_string_append_c (json, '\n');
}

char *
lf_wire_from_page (const LfPage *page, gsize *ret_length)
{
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < page->deltas->len; i++)
    write_delta (json, page->deltas->pdata[i]);
  lf_json_open (json, NULL, '{');
  write_end (json, page);
  return lf_json_finish (json, ret_length);
}

char *
lf_wire_from_page_for (const LfPage *page, int minor, gsize *ret_length)
{
  GString *json;

  if (minor < LF_WIRE_MINOR_TABLES || !lf_wire_page_fits_table (page))
    return lf_wire_from_page (page, ret_length);
  json = g_string_new (NULL);
  lf_json_open (json, NULL, '{');
  lf_wire_write_page_table (json, page);
  write_end (json, page);
  return lf_json_finish (json, ret_length);
}

/* ---- Reading ---- */

static gboolean
to_fields (const LfJson *object, const char *where, GHashTable *fields, GError **error)
{
  g_autofree char *at = g_strconcat (where, ".fields", NULL);
  const LfJson *members = lf_json_member (object, "fields");

  if (members == NULL || !lf_wire_is_object (members, at, error))
    return members == NULL;
  for (const LfJson *value = members->first; value != NULL; value = value->next)
    {
      if (!lf_wire_is_name (value->name))
        return lf_wire_fail (error, at, value->name, _ ("%s is not a name."));
      if (value->type != LF_JSON_STRING && value->type != LF_JSON_NULL)
        return lf_wire_fail (error, at, value->name, _ ("%s is not a text."));
      g_hash_table_insert (fields, g_strdup (value->name),
                           g_strdup (value->type == LF_JSON_NULL ? NULL : value->text));
    }
  return TRUE;
}

static gboolean
to_delta (const LfJson *object, const char *where, LfPage *page, GError **error)
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
         && lf_wire_boolean (object, "doubtful", where, &delta->is_doubtful, error)
         && lf_wire_boolean (object, "deleted", where, &delta->deleted, error)
         && lf_wire_boolean (object, "gone", where, &delta->is_gone, error)
         && to_fields (object, where, delta->fields, error);
}

static gboolean
to_end (const LfJson *object, const char *where, LfPage *page, GError **error)
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
take_line (const LfJson *line, gboolean is_end, const char *where, gpointer page, GError **error)
{
  if (!is_end)
    return to_delta (line, where, page, error);
  return (lf_wire_member (line, "table") == NULL || lf_wire_read_page_table (line, page, error))
         && to_end (line, where, page, error);
}

LfPage *
lf_wire_to_page (const char *text, gsize length, GError **error)
{
  g_autoptr (LfPage) page = lf_page_new ();

  return lf_wire_each_line (text, length, take_line, page, error) ? g_steal_pointer (&page) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a record's history as lines of JSON and back. */

#include "config.h"

#include "lf-wire-private.h"

static JsonObject *
from_entry (const LfHistoryEntry *entry)
{
  g_autoptr (JsonNode) node = lf_wire_from_change (entry->change);
  JsonObject *object = json_object_ref (json_node_get_object (node));

  json_object_set_int_member (object, "seq", entry->seq);
  if (entry->change->device != NULL)
    json_object_set_string_member (object, "device", entry->change->device);
  return object;
}

char *
lf_wire_from_history (const LfHistoryPage *page, gsize *ret_length)
{
  GString *text = g_string_new (NULL);
  JsonObject *end = json_object_new ();

  for (guint i = 0; i < page->entries->len; i++)
    lf_wire_append_line (text, from_entry (page->entries->pdata[i]));
  json_object_set_boolean_member (end, "end", TRUE);
  json_object_set_int_member (end, "before", page->before);
  lf_wire_append_line (text, end);
  *ret_length = text->len;
  return g_string_free (text, FALSE);
}

static gboolean
take_line (JsonNode *line, gboolean is_end, const char *where, gpointer user_data, GError **error)
{
  LfHistoryPage *page = user_data;
  JsonObject *object = json_node_get_object (line);
  g_autoptr (LfChange) change = NULL;
  const char *device;
  gint64 seq;

  if (is_end)
    return lf_wire_integer (object, "before", where, &page->before, error);
  change = lf_wire_to_change (line, error);
  if (change == NULL || !lf_wire_integer (object, "seq", where, &seq, error)
      || !lf_wire_string (object, "device", where, FALSE, &device, error))
    return FALSE;
  change->device = g_strdup (device);
  lf_history_page_add (page, g_steal_pointer (&change), seq);
  return TRUE;
}

LfHistoryPage *
lf_wire_to_history (const char *text, gsize length, GError **error)
{
  g_autoptr (LfHistoryPage) page = lf_history_page_new ();

  return lf_wire_each_line (text, length, take_line, page, error) ? g_steal_pointer (&page) : NULL;
}

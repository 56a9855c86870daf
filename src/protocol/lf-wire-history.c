/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of a record's history as lines of JSON and back. */

#include "config.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"

static void
write_entry (GString *json, const LfHistoryEntry *entry)
{
  lf_json_open (json, NULL, '{');
  lf_wire_write_change (json, entry->change);
  lf_json_number (json, "seq", entry->seq);
  lf_json_some_text (json, "device", entry->change->device);
  lf_json_close (json, '}');
  g_string_append_c (json, '\n');
}

char *
lf_wire_from_history (const LfHistoryPage *page, gsize *ret_length)
{
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < page->entries->len; i++)
    write_entry (json, page->entries->pdata[i]);
  lf_json_open (json, NULL, '{');
  lf_json_flag (json, "end", TRUE);
  lf_json_number (json, "before", page->before);
  lf_json_close (json, '}');
  g_string_append_c (json, '\n');
  return lf_json_finish (json, ret_length);
}

static gboolean
take_line (
    const LfJson *line, gboolean is_end, const char *where, gpointer user_data, GError **error)
{
  LfHistoryPage *page = user_data;
  g_autoptr (LfChange) change = NULL;
  const char *device;
  gint64 seq;

  if (is_end)
    return lf_wire_integer (line, "before", where, &page->before, error);
  change = lf_wire_to_change (line, error);
  if (change == NULL || !lf_wire_integer (line, "seq", where, &seq, error)
      || !lf_wire_string (line, "device", where, FALSE, &device, error))
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields and clocks as JSON objects. */

#include "config.h"

#include "lf-storage-text.h"

#include "lf-json-text.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

char *
lf_storage_print_fields (const LfServerRecord *record)
{
  GString *json = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, value;

  lf_json_open (json, NULL, '{');
  g_hash_table_iter_init (&iter, record->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    lf_json_text (json, name, value);
  lf_json_close (json, '}');
  return lf_json_finish (json, NULL);
}

char *
lf_storage_print_clock (const LfServerRecord *record)
{
  GString *json = g_string_new (NULL);
  GHashTableIter iter;
  gpointer bundle, seq;

  lf_json_open (json, NULL, '{');
  g_hash_table_iter_init (&iter, record->clock);
  while (g_hash_table_iter_next (&iter, &bundle, &seq))
    lf_json_number (json, bundle, *(gint64 *) seq);
  lf_json_close (json, '}');
  return lf_json_finish (json, NULL);
}

static gpointer
read_value (JsonNode *value)
{
  return g_strdup (json_node_get_string (value));
}

static gpointer
read_seq (JsonNode *value)
{
  gint64 seq = json_node_get_int (value);

  return g_memdup2 (&seq, sizeof seq);
}

static gboolean
read_object (const char *json, gpointer (*read) (JsonNode *value), GHashTable *table)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (!JSON_NODE_HOLDS_VALUE (value))
        return FALSE;
      g_hash_table_insert (table, g_strdup (name), read (value));
    }
  return TRUE;
}

gboolean
lf_storage_read_texts (LfServerRecord *record,
                       const char *fields,
                       const char *clock,
                       const char *database,
                       GError **error)
{
  if (read_object (fields, read_value, record->fields)
      && read_object (clock, read_seq, record->clock))
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("The database “%1$s” is damaged at %2$s %3$s. Restore it from a backup."),
               database, record->entity, record->id);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields and clocks as JSON objects. */

#include "config.h"

#include "lf-storage-text.h"

#include "lf-json-read.h"
#include "lf-json-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static gboolean
read_fields (LfServerRecord *record, const LfJson *fields)
{
  if (fields == NULL || fields->type != LF_JSON_OBJECT)
    return FALSE;
  for (const LfJson *value = fields->first; value != NULL; value = value->next)
    {
      if (value->type != LF_JSON_STRING)
        return FALSE;
      g_hash_table_insert (record->fields, g_strdup (value->name), g_strdup (value->text));
    }
  return TRUE;
}

static gboolean
read_clock (LfServerRecord *record, const LfJson *clock)
{
  if (clock == NULL || clock->type != LF_JSON_OBJECT)
    return FALSE;
  for (const LfJson *seq = clock->first; seq != NULL; seq = seq->next)
    {
      if (seq->type != LF_JSON_INTEGER)
        return FALSE;
      g_hash_table_insert (record->clock, g_strdup (seq->name),
                           g_memdup2 (&seq->integer, sizeof seq->integer));
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
  g_autoptr (LfJson) values = fields == NULL ? NULL : lf_json_read (fields, strlen (fields), NULL);
  g_autoptr (LfJson) numbers = clock == NULL ? NULL : lf_json_read (clock, strlen (clock), NULL);

  if (read_fields (record, values) && read_clock (record, numbers))
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_DAMAGED,
               _ ("The database “%1$s” is damaged at %2$s %3$s. Restore it from a backup."),
               database, record->entity, record->id);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are records already. */

#include "config.h"

#include "lf-import-doubles.h"

#include <string.h>

static char **
key_fields (const LfEntity *entity)
{
  return g_strsplit (entity->key != NULL ? entity->key : lf_entity_title (entity)->name, "|", -1);
}

char *
lf_doubles_key (const LfRecord *record)
{
  g_auto (GStrv) fields = key_fields (lf_record_entity (record));
  GString *key = g_string_new (NULL);
  gboolean is_blank = TRUE;

  for (char **field = fields; *field != NULL; field++)
    {
      const char *value = lf_record_get (record, *field);

      is_blank = is_blank && value == NULL;
      g_string_append_printf (key, "%s\n", value == NULL ? "" : value);
    }
  return g_string_free (key, is_blank);
}

/* Whoever has the key's values, and perhaps some more: a filter knows February, not 2023-02. */
static LfFilter *
make_filter (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_auto (GStrv) fields = key_fields (entity);
  LfFilter *filter = NULL;

  for (char **field = fields; *field != NULL; field++)
    if (lf_record_get (record, *field) != NULL)
      filter = lf_filter_and (filter, lf_filter_equal (lf_entity_field (entity, *field),
                                                       lf_record_get (record, *field)));
  return filter;
}

static gboolean
find_title (LfStore *store, const LfRecord *record, gboolean *ret_is_stored, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);
  GError *local_error = NULL;
  g_autoptr (LfRecord) found = lf_store_find_title_sync (
      store, entity, lf_record_get (record, lf_entity_title (entity)->name), &local_error);

  *ret_is_stored = found != NULL;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

gboolean
lf_doubles_is_stored (LfStore *store,
                      const LfRecord *record,
                      gboolean *ret_is_stored,
                      GError **error)
{
  g_autofree char *key = lf_doubles_key (record);
  g_autoptr (LfQuery) query = NULL;
  g_autoptr (GPtrArray) found = NULL;

  *ret_is_stored = FALSE;
  if (key == NULL)
    return TRUE;
  if (lf_record_entity (record)->key == NULL)
    return find_title (store, record, ret_is_stored, error);
  query = lf_query_new (lf_record_entity (record), make_filter (record), /* sort= */ NULL);
  found = lf_store_list_sync (store, query, /* limit= */ 0, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autofree char *other = found->pdata[i] == NULL ? NULL : lf_doubles_key (found->pdata[i]);
      *ret_is_stored = *ret_is_stored || g_strcmp0 (key, other) == 0;
    }
  return found != NULL;
}

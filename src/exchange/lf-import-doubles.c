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

/* A row that does not say which firm may speak of the one that is there. */
static gboolean
may_be_same (const LfRecord *row, const LfRecord *record)
{
  g_auto (GStrv) fields = key_fields (lf_record_entity (row));

  for (char **field = fields; *field != NULL; field++)
    {
      const char *value = lf_record_get (row, *field);
      const char *other = lf_record_get (record, *field);

      if (value != NULL && other != NULL && strcmp (value, other) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Whoever may be the same, and perhaps some more: a filter knows February, not 2023-02. */
static LfFilter *
make_filter (const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  g_auto (GStrv) names = key_fields (entity);
  LfFilter *filter = NULL;

  for (char **name = names; *name != NULL; name++)
    {
      const LfField *field = lf_entity_field (entity, *name);
      const char *value = lf_record_get (record, *name);
      LfFilter *equal = value == NULL ? NULL : lf_filter_equal (field, value);

      if (equal != NULL && !(field->flags & LF_FIELD_REQUIRED))
        equal = lf_filter_or (equal, lf_filter_equal (field, NULL));
      filter = equal == NULL ? filter : lf_filter_and (filter, equal);
    }
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
    if (found->pdata[i] != NULL && may_be_same (record, found->pdata[i]))
      *ret_is_stored = TRUE;
  return found != NULL;
}

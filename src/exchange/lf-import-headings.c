/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that people said the field of. */

#include "config.h"

#include "lf-import-headings.h"

struct _LfHeadings
{
  const LfEntity *schema; /* of the records */
  GHashTable *known;      /* "entity/heading" → GPtrArray of LfRecord: one for each device that
                             learnt it before it heard of the others */
};

char *
lf_heading_fold (const char *heading)
{
  g_autofree char *folded = lf_text_fold (heading);
  GString *bare = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ' && *p != '*')
      g_string_append_c (bare, *p);
  if (g_str_has_suffix (bare->str, ":"))
    g_string_truncate (bare, bare->len - 1);
  return g_string_free (bare, FALSE);
}

/* (nullable) */
static GPtrArray *
look_up (const LfHeadings *self, const char *entity, const char *heading)
{
  g_autofree char *key = g_strconcat (entity, "/", heading, NULL);

  return g_hash_table_lookup (self->known, key);
}

static void
add (LfHeadings *self, LfRecord *record)
{
  g_autofree char *heading = lf_heading_fold (lf_record_get (record, "heading"));
  const char *entity = lf_record_get (record, "entity");
  GPtrArray *list = look_up (self, entity, heading);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
      g_hash_table_insert (self->known, g_strconcat (entity, "/", heading, NULL), list);
    }
  g_ptr_array_add (list, lf_record_ref (record));
}

LfHeadings *
lf_headings_load_sync (LfStore *store, GError **error)
{
  const LfEntity *schema = lf_schema_find ("heading_synonym");
  g_autoptr (LfQuery) query = lf_query_new (schema, NULL, NULL);
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, error);
  LfHeadings *self;

  if (records == NULL)
    return NULL;
  self = g_new0 (LfHeadings, 1);
  self->schema = schema;
  self->known
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < records->len; i++)
    if (records->pdata[i] != NULL)
      add (self, records->pdata[i]);
  return self;
}

void
lf_headings_free (LfHeadings *self)
{
  g_hash_table_unref (self->known);
  g_free (self);
}

const LfRecord *
lf_headings_find (const LfHeadings *self, const LfEntity *entity, const char *heading)
{
  const GPtrArray *list = look_up (self, entity->name, heading);

  for (guint i = 1; list != NULL && i < list->len; i++)
    if (g_strcmp0 (lf_record_get (list->pdata[0], "field"), lf_record_get (list->pdata[i], "field"))
        != 0)
      return NULL;
  return list == NULL ? NULL : list->pdata[0];
}

void
lf_headings_learn (const LfHeadings *self, const LfHeadingWord *word, LfChange *change)
{
  const GPtrArray *list = look_up (self, word->entity->name, word->heading);
  const char *field = word->field == NULL ? NULL : word->field->name;
  const char *usual = word->usual == NULL ? NULL : word->usual->name;
  gboolean is_needed = word->field != word->usual;
  g_autoptr (LfRecord) record = NULL;

  if (list != NULL && is_needed)
    {
      lf_change_edit (change, list->pdata[0], "field", field);
      lf_change_edit (change, list->pdata[0], "replaces", usual);
    }
  for (guint i = is_needed ? 1 : 0; list != NULL && i < list->len; i++)
    lf_change_delete (change, list->pdata[i]);
  if (list != NULL || !is_needed)
    return;
  record = lf_record_new (self->schema, NULL);
  lf_record_set (record, "heading", word->heading);
  lf_record_set (record, "entity", word->entity->name);
  lf_record_set (record, "field", field);
  lf_record_set (record, "replaces", usual);
  lf_change_create (change, record);
}

void
lf_headings_forget (const LfHeadings *self, const LfRecord *known, LfChange *change)
{
  g_autofree char *heading = lf_heading_fold (lf_record_get (known, "heading"));
  const GPtrArray *list = look_up (self, lf_record_get (known, "entity"), heading);

  for (guint i = 0; i < list->len; i++)
    lf_change_delete (change, list->pdata[i]);
}

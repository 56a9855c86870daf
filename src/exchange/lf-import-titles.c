/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Titles that rows name, looked up in the store for many rows at once. */

#include "config.h"

#include "lf-import-private.h"

static char *
key_of (const LfEntity *entity, const char *title)
{
  return g_strconcat (entity->name, "/", title, NULL);
}

/* Looks up those of @titles that have not been. */
static gboolean
look_up (LfImport *self, LfStore *store, const LfEntity *entity, GPtrArray *titles, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (titles->len == 0)
    return TRUE;
  ids = lf_store_find_titles_sync (store, entity, titles, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_insert (self->stored, key_of (entity, titles->pdata[i]),
                         g_strdup (ids->pdata[i] == NULL ? "" : ids->pdata[i]));
  return ids != NULL;
}

/* What the cells of a column name: of a set those that are one title, the others are parted when
 * they are read. */
static GPtrArray *
gather (const LfImport *self, const LfEntity *entity, GPtrArray *rows, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *title = lf_text_clean (lf_cell_row_text (rows->pdata[i], column));
      g_autofree char *key = title == NULL ? NULL : key_of (entity, title);

      if (title == NULL || g_hash_table_contains (self->planned, key)
          || g_hash_table_contains (seen, title))
        continue;
      g_hash_table_add (seen, title);
      g_ptr_array_add (titles, g_steal_pointer (&title));
    }
  return g_steal_pointer (&titles);
}

static gboolean
look_up_column (LfImport *self, LfStore *store, GPtrArray *rows, guint column, GError **error)
{
  const LfField *field = ((LfColumn *) self->columns->pdata[column])->field;
  const LfEntity *entity = NULL;
  g_autoptr (GPtrArray) titles = NULL;

  if (field == lf_entity_title (self->entity) && self->mode == LF_IMPORT_CREATE
      && lf_import_goes_by_title (self))
    entity = self->entity;
  else if (field != NULL && field->target != NULL)
    entity = lf_schema_find (field->target);
  if (entity == NULL)
    return TRUE;
  titles = gather (self, entity, rows, column);
  return look_up (self, store, entity, titles, error);
}

gboolean
lf_import_look_up_titles (LfImport *self, LfStore *store, GPtrArray *rows, GError **error)
{
  g_hash_table_remove_all (self->stored);
  for (guint i = 0; i < self->columns->len; i++)
    if (!look_up_column (self, store, rows, i, error))
      return FALSE;
  return TRUE;
}

gboolean
lf_import_find_title (LfImport *self,
                      LfStore *store,
                      const LfEntity *entity,
                      const char *title,
                      const char **ret_id,
                      GError **error)
{
  g_autofree char *key = key_of (entity, title);
  const char *id = g_hash_table_lookup (self->stored, key);

  if (id == NULL)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, (gpointer) title);
      if (!look_up (self, store, entity, one, error))
        return FALSE;
      id = g_hash_table_lookup (self->stored, key);
    }
  *ret_id = *id == '\0' ? NULL : id;
  return TRUE;
}

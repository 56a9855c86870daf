/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over all entities: newest hits first, with the field that matched. */

#include "config.h"

#include "lf-store-private.h"

#include "lf-search-text.h"

#include <string.h>

void
lf_hit_free (LfHit *self)
{
  lf_record_unref (self->record);
  g_free (self);
}

typedef struct
{
  char *text;
  const LfEntity *entity; /* (nullable): all */
  guint limit;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_free (search);
}

static gboolean
matches (const LfField *field, const char *value, char **words)
{
  g_autofree char *folded = lf_text_fold (value);
  g_autofree char *pinyin = NULL;

  if (strstr (folded, words[0]) != NULL)
    return TRUE;
  if (!(field->flags & LF_FIELD_PINYIN))
    return FALSE;
  pinyin = lf_pinyin_index (value);
  return strstr (pinyin, words[0]) != NULL;
}

/* The first searched field that holds the first word; the title when the words are spread. */
static const LfField *
matching_field (const LfRecord *record, const char *text)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autofree char *folded = lf_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if ((entity->fields[i].flags & LF_FIELD_SEARCHED) && lf_record_get_at (record, i) != NULL
        && matches (&entity->fields[i], lf_record_get_at (record, i), words))
      return &entity->fields[i];
  return lf_entity_title (entity);
}

static gboolean
search_entity (LfDb *db,
               const LfEntity *entity,
               const Search *search,
               const char *match,
               GPtrArray *hits,
               GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  gint64 cursor;
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  if (!lf_setting_get_since (db, &cursor, error))
    return FALSE;
  statement = lf_db_preparef (
      db, error,
      "%s WHERE t.row IN (SELECT rowid FROM \"%s_search\" WHERE \"%s_search\" MATCH ?1)"
      " AND t.deleted IS NULL ORDER BY t.row DESC LIMIT ?2",
      lf_sql_select (entity), entity->name, entity->name);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_text (statement, 1, match);
  sqlite3_bind_int64 (statement, 2,
                      search->limit == 0 ? -1 : (gint64) search->limit - (gint64) hits->len);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (records, lf_sql_read_record (statement, entity, cursor));
  lf_rows_fill_displays (db, entity, records);
  for (guint i = 0; i < records->len; i++)
    {
      LfHit *hit = g_new0 (LfHit, 1);

      hit->record = records->pdata[i];
      hit->field = matching_field (hit->record, search->text);
      g_ptr_array_add (hits, hit);
    }
  return !has_row;
}

static gpointer
do_search (LfDb *db, gpointer data, GError **error)
{
  const Search *search = data;
  g_autofree char *match = lf_search_match (search->text);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_hit_free);

  for (const LfEntity *const *entities = lf_schema_entities (NULL);
       match != NULL && *entities != NULL; entities++)
    {
      if (search->entity != NULL && search->entity != *entities)
        continue;
      if (search->limit != 0 && hits->len >= search->limit)
        break;
      if (!search_entity (db, *entities, search, match, hits, error))
        return NULL;
    }
  return g_steal_pointer (&hits);
}

GPtrArray *
lf_store_search_sync (
    LfStore *self, const char *text, const LfEntity *entity, guint limit, GError **error)
{
  Search search = { (char *) text, entity, limit };

  return lf_store_read (self, do_search, &search, error);
}

void
lf_store_search_async (LfStore *self,
                       const char *text,
                       const LfEntity *entity,
                       guint limit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Search *search = g_new0 (Search, 1);

  *search = (Search){ g_strdup (text), entity, limit };
  lf_store_read_async (self, do_search, search, search_free, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

GPtrArray *
lf_store_search_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

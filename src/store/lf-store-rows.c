/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows: loading, inserting and replacing one record, with its search index and the news of it. */

#include "config.h"

#include "lf-store-standing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NEWS 1000

LfRecord *
lf_rows_load (LfDb *db, const LfEntity *entity, const char *id, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, lf_sql_select_one (entity), error);
  LfRecord *record = NULL;
  gboolean has_row;
  gint64 cursor;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, &has_row, error) || !has_row)
    return NULL;
  if (lf_setting_get_since (db, &cursor, error))
    record = lf_sql_read_record (statement, entity, cursor);
  sqlite3_reset (statement);
  return record;
}

LfRecord *
lf_rows_load_live (LfDb *db, const LfEntity *entity, const char *id, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfRecord) record = lf_rows_load (db, entity, id, &cause);

  if (record != NULL && !lf_record_is_deleted (record))
    return g_steal_pointer (&record);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND, _ ("There is no such record in %s: %s."),
                 lf_entity_plural (entity), id);
  return NULL;
}

/* ---- Titles of what is referred to ---- */

/* What is out of sight, or comes with a later page, has none here. */
static char *
title_of (LfDb *db, GHashTable *known, const LfEntity *entity, const char *id)
{
  const char *title = g_hash_table_lookup (known, id);
  sqlite3_stmt *statement;
  gboolean has_row;

  if (title != NULL)
    return g_strdup (title);
  statement = lf_db_preparef (db, NULL, "SELECT \"%s\" FROM \"%s\" WHERE id = ?",
                              lf_entity_title (entity)->name, entity->name);
  if (statement == NULL)
    return g_strdup (id);
  lf_db_bind_id (statement, 1, id);
  if (lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      g_hash_table_insert (known, g_strdup (id), lf_db_text (statement, 0));
      sqlite3_reset (statement);
    }
  title = g_hash_table_lookup (known, id);
  return g_strdup (title == NULL ? _ ("(not on this device)") : title);
}

static char *
titles_of (LfDb *db, GHashTable *known, const LfField *field, const char *value)
{
  const LfEntity *target = lf_schema_find (field->target);
  g_auto (GStrv) ids = lf_set_split (value);

  for (char **id = ids; *id != NULL; id++)
    {
      char *title = title_of (db, known, target, *id);
      g_free (*id);
      *id = title;
    }
  return g_strjoinv (_ (", "), ids);
}

void
lf_rows_fill_displays (LfDb *db, const LfEntity *entity, GPtrArray *records)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    for (guint r = 0; entity->fields[i].target != NULL && r < records->len; r++)
      {
        LfRecord *record = records->pdata[r];
        const char *value = record == NULL ? NULL : lf_record_get_at (record, i);

        if (value != NULL)
          {
            g_autofree char *titles = titles_of (db, known, &entity->fields[i], value);
            lf_record_set_display (record, i, titles);
          }
      }
}

void
lf_rows_fill_displays_of (LfDb *db, LfRecord *record)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, record);
  lf_rows_fill_displays (db, lf_record_entity (record), one);
}

LfRecord *
lf_rows_load_shown (LfDb *db, const LfEntity *entity, const char *id, GError **error)
{
  LfRecord *record = lf_rows_load_live (db, entity, id, error);

  if (record != NULL)
    lf_rows_fill_displays_of (db, record);
  return record;
}

/* ---- Writing ---- */

void
lf_writer_tell (LfWriter *self, const LfEntity *entity, const char *id, gint64 row, LfNewsKind kind)
{
  LfNewsItem *item;

  if (self->news->is_wholesale)
    return;
  if (self->news->items->len >= MAX_NEWS)
    {
      g_ptr_array_set_size (self->news->items, 0);
      self->news->is_wholesale = TRUE;
      return;
    }
  item = g_new0 (LfNewsItem, 1);
  *item = (LfNewsItem){ entity, g_strdup (id), row, kind };
  g_ptr_array_add (self->news->items, item);
}

/* A conflict marks the record it is about: that one changes its look too. */
static void
tell_record (LfWriter *self, const LfRecord *record, gint64 row, LfNewsKind kind)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autoptr (LfRecord) marked = NULL;

  lf_writer_tell (self, entity, lf_record_id (record), row, kind);
  if (strcmp (entity->name, "conflict") != 0)
    return;
  entity = lf_schema_find (lf_record_get (record, "entity"));
  marked = entity == NULL ? NULL
                          : lf_rows_load (self->db, entity, lf_record_get (record, "record"), NULL);
  if (marked != NULL && !lf_record_is_deleted (marked))
    lf_writer_tell (self, entity, lf_record_id (marked), lf_record_row (marked), LF_NEWS_EDITED);
}

gboolean
lf_writer_tell_again (LfWriter *self, const LfEntity *entity, const char *id, GError **error)
{
  sqlite3_stmt *statement;
  gboolean has_row;

  if (self->news->is_wholesale)
    return TRUE;
  if (strcmp (entity->name, "conflict") == 0)
    {
      g_autoptr (LfRecord) record = lf_rows_load (self->db, entity, id, error);

      if (record != NULL)
        tell_record (self, record, lf_record_row (record), LF_NEWS_EDITED);
      return *error == NULL;
    }
  statement = lf_db_preparef (self->db, error, "SELECT row FROM \"%s\" WHERE id = ?", entity->name);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  if (has_row)
    lf_writer_tell (self, entity, id, sqlite3_column_int64 (statement, 0), LF_NEWS_EDITED);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_writer_insert (
    LfWriter *self, LfRecord *record, const LfIndexed *indexed, gboolean is_deleted, GError **error)
{
  g_autoptr (LfIndexed) made = indexed == NULL ? lf_indexed_new (record) : NULL;
  gint64 row;

  if (indexed == NULL)
    indexed = made;
  if (!lf_sql_insert (self->db, record, indexed->sort_keys, is_deleted, &row, error))
    return FALSE;
  lf_record_set_stored (record, row, lf_record_cursor (record), is_deleted,
                        lf_record_state (record));
  if (!is_deleted)
    tell_record (self, record, row, LF_NEWS_ADDED);
  lf_standing_note (self, record);
  return lf_index_add (self, record, indexed, error)
         && lf_keys_add_record (self, row, indexed->keys, error);
}

gboolean
lf_writer_replace (LfWriter *self,
                   const LfRecord *before,
                   const LfRecord *after,
                   gboolean is_deleted,
                   GError **error)
{
  const LfEntity *entity = lf_record_entity (before);
  gint64 row = lf_record_row (before);
  gboolean was_deleted = lf_record_is_deleted (before);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (g_strcmp0 (lf_record_get_at (before, i), lf_record_get_at (after, i)) != 0
        && !lf_sql_update (self->db, entity, row, &entity->fields[i], lf_record_get_at (after, i),
                           error))
      return FALSE;
  if (was_deleted != is_deleted && !lf_sql_set_deleted (self->db, entity, row, is_deleted, error))
    return FALSE;
  tell_record (self, after, row,
               was_deleted == is_deleted ? LF_NEWS_EDITED
               : is_deleted              ? LF_NEWS_REMOVED
                                         : LF_NEWS_ADDED);
  if (was_deleted != is_deleted || lf_standing_differs (before, after))
    {
      lf_standing_note (self, before);
      lf_standing_note (self, after);
    }
  return lf_index_replace (self, before, after, error)
         && lf_keys_replace_record (self, before, after, error);
}

gboolean
lf_writer_remove (LfWriter *self, const LfRecord *record, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);
  sqlite3_stmt *statement
      = lf_db_preparef (self->db, error, "DELETE FROM \"%s\" WHERE row = ?", entity->name);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, lf_record_row (record));
  tell_record (self, record, lf_record_row (record), LF_NEWS_REMOVED);
  lf_standing_note (self, record);
  return lf_db_run (self->db, statement, error) && lf_index_remove (self, record, error)
         && lf_keys_remove_record (self, record, error);
}

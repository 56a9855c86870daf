/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this version has no place for (G11): fields and values of a newer one are kept beside their
 * record, records of unknown entities in a table of their own, until an upgrade finds them a place.
 */

#include "config.h"

#include "lf-store-private.h"

static void
merge_fields (GHashTable *all, GHashTable *fields)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (value == NULL)
      g_hash_table_remove (all, name);
    else
      g_hash_table_insert (all, g_strdup (name), g_strdup (value));
}

static gboolean
has_value (GHashTable *fields)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value != NULL)
      return TRUE;
  return FALSE;
}

/* ---- Fields ---- */

GHashTable *
lf_aside_load (LfDb *db, const LfEntity *entity, gint64 row, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error, "SELECT extra FROM \"%s\" WHERE row = ? AND extra IS NOT NULL", entity->name);
  gboolean has_row;
  GHashTable *extra;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, row);
  if (!lf_db_step (db, statement, &has_row, error) || !has_row)
    return NULL;
  extra = lf_journal_decode_fields (statement, 0);
  sqlite3_reset (statement);
  return extra;
}

static gboolean
save_extra (LfDb *db, const LfEntity *entity, gint64 row, GHashTable *extra, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "UPDATE \"%s\" SET extra = ? WHERE row = ?", entity->name);
  g_autoptr (GBytes) bytes
      = g_hash_table_size (extra) == 0 ? NULL : lf_journal_encode_fields (extra);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_bytes (statement, 1, bytes);
  sqlite3_bind_int64 (statement, 2, row);
  return lf_db_run (db, statement, error);
}

gboolean
lf_aside_update (
    LfDb *db, const LfRecord *record, GHashTable *fields, gboolean is_all, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autoptr (GHashTable) extra = lf_aside_load (db, entity, lf_record_row (record), error);

  if (*error != NULL)
    return FALSE;
  if (extra == NULL && !has_value (fields))
    return TRUE;
  if (is_all)
    g_clear_pointer (&extra, g_hash_table_unref);
  if (extra == NULL)
    extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  merge_fields (extra, fields);
  return save_extra (db, entity, lf_record_row (record), extra, error);
}

/* ---- Records ---- */

static GHashTable *
load_unknown (LfDb *db, const char *id, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT fields FROM unknown_record WHERE id = ?", error);
  gboolean has_row;
  GHashTable *fields;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, &has_row, error))
    return NULL;
  if (!has_row)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fields = lf_journal_decode_fields (statement, 0);
  sqlite3_reset (statement);
  return fields;
}

gboolean
lf_aside_put_record (LfDb *db, const LfDelta *delta, gboolean is_whole, GError **error)
{
  g_autoptr (GHashTable) fields
      = is_whole ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free)
                 : load_unknown (db, delta->id, error);
  g_autoptr (GBytes) bytes = NULL;
  sqlite3_stmt *statement;

  if (fields == NULL)
    return FALSE;
  merge_fields (fields, delta->fields);
  bytes = lf_journal_encode_fields (fields);
  statement = lf_db_prepare (
      db, "INSERT OR REPLACE INTO unknown_record (id, entity, deleted, fields) VALUES (?, ?, ?, ?)",
      error);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, delta->id);
  lf_db_bind_text (statement, 2, delta->entity);
  if (delta->deleted)
    sqlite3_bind_int (statement, 3, 1);
  lf_db_bind_bytes (statement, 4, bytes);
  return lf_db_run (db, statement, error);
}

/* ---- A newer version finds them a place ---- */

/* A field somebody has meanwhile filled in keeps what is pending; the server's value goes under it.
 */
static gboolean
place_value (
    LfDb *db, const LfRecord *record, const LfField *field, const char *value, GError **error)
{
  gboolean found;

  if (!lf_overlay_set_base (db, lf_record_id (record), field->name, value, 0, &found, error))
    return FALSE;
  return found || lf_record_get (record, field->name) != NULL
         || lf_sql_update (db, lf_record_entity (record), lf_record_row (record), field, value,
                           error);
}

static gboolean
place_extra (LfDb *db, const LfRecord *record, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autoptr (GHashTable) extra = lf_aside_load (db, entity, lf_record_row (record), error);
  GHashTableIter iter;
  gpointer name, value;

  if (extra == NULL)
    return *error == NULL;
  g_hash_table_iter_init (&iter, extra);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const LfField *field = lf_entity_field (entity, name);

      if (field == NULL || !lf_field_check (field, value, NULL))
        continue;
      if (!place_value (db, record, field, value, error))
        return FALSE;
      g_hash_table_iter_remove (&iter);
    }
  return save_extra (db, entity, lf_record_row (record), extra, error);
}

static gboolean
place_fields (LfDb *db, const LfEntity *entity, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "%s WHERE t.extra IS NOT NULL", lf_sql_select (entity));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (records, lf_sql_read_record (statement, entity, 0));
  for (guint i = 0; !has_row && i < records->len; i++)
    if (!place_extra (db, records->pdata[i], error))
      return FALSE;
  return !has_row;
}

static gboolean
place_record (LfDb *db, const LfDelta *delta, GError **error)
{
  const LfEntity *entity = lf_schema_find (delta->entity);
  g_autoptr (LfRecord) record = lf_record_new (entity, delta->id);
  g_autoptr (GPtrArray) sort_keys = lf_sql_sort_keys (record);
  gint64 row;

  return lf_sql_insert (db, record, sort_keys, delta->deleted, &row, error)
         && save_extra (db, entity, row, delta->fields, error);
}

static GPtrArray *
load_placeable (LfDb *db, GError **error)
{
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_delta_free);
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT entity, id, deleted, fields FROM unknown_record", error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *entity = lf_db_text (statement, 0);
      g_autofree char *id = lf_db_id (statement, 1);
      LfDelta *delta;

      if (lf_schema_find (entity) == NULL)
        continue;
      delta = lf_delta_new (entity, id);
      delta->deleted = sqlite3_column_int (statement, 2) != 0;
      g_hash_table_unref (delta->fields);
      delta->fields = lf_journal_decode_fields (statement, 3);
      g_ptr_array_add (deltas, delta);
    }
  return has_row ? NULL : g_steal_pointer (&deltas);
}

/* A record gets its row with everything beside it; its fields are then placed like any other's. */
static gboolean
place_records (LfDb *db, GError **error)
{
  g_autoptr (GPtrArray) deltas = load_placeable (db, error);

  for (guint i = 0; deltas != NULL && i < deltas->len; i++)
    {
      const LfDelta *delta = deltas->pdata[i];
      sqlite3_stmt *statement;

      if (!place_record (db, delta, error))
        return FALSE;
      statement = lf_db_prepare (db, "DELETE FROM unknown_record WHERE id = ?", error);
      if (statement == NULL)
        return FALSE;
      lf_db_bind_id (statement, 1, delta->id);
      if (!lf_db_run (db, statement, error))
        return FALSE;
    }
  return deltas != NULL;
}

gboolean
lf_aside_place (LfDb *db, GError **error)
{
  if (!place_records (db, error))
    return FALSE;
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (!place_fields (db, *entities, error))
      return FALSE;
  return TRUE;
}

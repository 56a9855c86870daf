/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of keys under which possible duplicates are found. Deleted records keep theirs: they
 * may come back. */

#include "config.h"

#include "lf-store-private.h"

#include <string.h>

typedef struct
{
  gint64 key;
  gint64 row;
} KeyRow;

static gboolean
write_keys (LfDb *db, const LfRecord *record, const char *sql, GError **error)
{
  g_autoptr (LfDuplicateForm) form = lf_duplicate_form_new (record);
  g_autoptr (GArray) keys = form == NULL ? NULL : lf_duplicate_keys (form);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      sqlite3_stmt *statement = lf_db_prepare (db, sql, error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, g_array_index (keys, gint64, i));
      sqlite3_bind_int64 (statement, 2, lf_record_row (record));
      if (!lf_db_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lf_keys_add_record (LfDb *db, const LfRecord *record, GError **error)
{
  return write_keys (db, record, "INSERT OR IGNORE INTO duplicate_key (key, row) VALUES (?, ?)",
                     error);
}

gboolean
lf_keys_remove_record (LfDb *db, const LfRecord *record, GError **error)
{
  return write_keys (db, record, "DELETE FROM duplicate_key WHERE key = ? AND row = ?", error);
}

static gboolean
compares_the_same (const LfRecord *before, const LfRecord *after)
{
  const LfEntity *entity = lf_record_entity (before);
  const LfDuplicateRule *rule = lf_duplicate_rules_of (entity);

  for (; rule != NULL && rule->entity != NULL && strcmp (rule->entity, entity->name) == 0; rule++)
    for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
      if (g_strcmp0 (lf_record_get (before, match->field), lf_record_get (after, match->field))
          != 0)
        return FALSE;
  return TRUE;
}

gboolean
lf_keys_replace_record (LfDb *db, const LfRecord *before, const LfRecord *after, GError **error)
{
  return compares_the_same (before, after)
         || (lf_keys_remove_record (db, before, error) && lf_keys_add_record (db, after, error));
}

/* ---- Anew ---- */

static gboolean
gather (LfDb *db, const LfEntity *entity, GArray *rows, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, lf_sql_select (entity), error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);
      g_autoptr (LfDuplicateForm) form = lf_duplicate_form_new (record);
      g_autoptr (GArray) keys = lf_duplicate_keys (form);

      for (guint i = 0; i < keys->len; i++)
        {
          KeyRow one = { g_array_index (keys, gint64, i), lf_record_row (record) };
          g_array_append_val (rows, one);
        }
    }
  return !has_row;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const KeyRow *left = a, *right = b;

  return left->key < right->key ? -1 : left->key > right->key;
}

/* In their order, so that the table is written from one end to the other. */
gboolean
lf_keys_rebuild (LfDb *db, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (KeyRow));

  if (!lf_db_exec (db, "DELETE FROM duplicate_key", error))
    return FALSE;
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (lf_duplicate_rules_of (*entities) != NULL && !gather (db, *entities, rows, error))
      return FALSE;
  g_array_sort (rows, compare_keys);
  for (guint i = 0; i < rows->len; i++)
    {
      const KeyRow *one = &g_array_index (rows, KeyRow, i);
      sqlite3_stmt *statement = lf_db_prepare (
          db, "INSERT OR IGNORE INTO duplicate_key (key, row) VALUES (?, ?)", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, one->key);
      sqlite3_bind_int64 (statement, 2, one->row);
      if (!lf_db_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

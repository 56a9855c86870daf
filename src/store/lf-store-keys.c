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

/* So many wait at most. */
#define MAX_NEW_KEYS 1000000

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const KeyRow *left = a, *right = b;

  return left->key < right->key ? -1 : left->key > right->key;
}

static gboolean
write_key (LfDb *db, const char *sql, const KeyRow *one, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, one->key);
  sqlite3_bind_int64 (statement, 2, one->row);
  return lf_db_run (db, statement, error);
}

/* In their order, so that the table is written from one end to the other. */
static gboolean
write_all (LfDb *db, GArray *rows, GError **error)
{
  g_array_sort (rows, compare_keys);
  for (guint i = 0; i < rows->len; i++)
    if (!write_key (db, "INSERT OR IGNORE INTO duplicate_key (key, row) VALUES (?, ?)",
                    &g_array_index (rows, KeyRow, i), error))
      return FALSE;
  return TRUE;
}

gboolean
lf_keys_flush (LfWriter *self, GError **error)
{
  if (self->new_keys == NULL)
    return TRUE;
  if (!write_all (self->db, self->new_keys, error))
    return FALSE;
  g_array_set_size (self->new_keys, 0);
  return TRUE;
}

gboolean
lf_keys_add_record (LfWriter *self, gint64 row, const GArray *keys, GError **error)
{
  if (self->new_keys == NULL)
    self->new_keys = g_array_new (FALSE, FALSE, sizeof (KeyRow));
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      KeyRow one = { g_array_index (keys, gint64, i), row };
      g_array_append_val (self->new_keys, one);
    }
  return self->new_keys->len < MAX_NEW_KEYS || lf_keys_flush (self, error);
}

static GArray *
keys_of (const LfRecord *record)
{
  g_autoptr (LfDuplicateForm) form = lf_duplicate_form_new (record);

  return form == NULL ? g_array_new (FALSE, FALSE, sizeof (gint64)) : lf_duplicate_keys (form);
}

gboolean
lf_keys_remove_record (LfWriter *self, const LfRecord *record, GError **error)
{
  g_autoptr (GArray) keys = keys_of (record);

  /* what is to go may not be there yet */
  if (keys->len > 0 && !lf_keys_flush (self, error))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      KeyRow one = { g_array_index (keys, gint64, i), lf_record_row (record) };

      if (!write_key (self->db, "DELETE FROM duplicate_key WHERE key = ? AND row = ?", &one, error))
        return FALSE;
    }
  return TRUE;
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
lf_keys_replace_record (LfWriter *self,
                        const LfRecord *before,
                        const LfRecord *after,
                        GError **error)
{
  g_autoptr (GArray) keys = NULL;

  if (compares_the_same (before, after))
    return TRUE;
  keys = keys_of (after);
  return lf_keys_remove_record (self, before, error)
         && lf_keys_add_record (self, lf_record_row (after), keys, error);
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
      g_autoptr (GArray) keys = keys_of (record);

      for (guint i = 0; i < keys->len; i++)
        {
          KeyRow one = { g_array_index (keys, gint64, i), lf_record_row (record) };
          g_array_append_val (rows, one);
        }
    }
  return !has_row;
}

gboolean
lf_keys_rebuild (LfDb *db, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (KeyRow));

  if (!lf_db_exec (db, "DELETE FROM duplicate_key", error))
    return FALSE;
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (lf_duplicate_rules_of (*entities) != NULL && !gather (db, *entities, rows, error))
      return FALSE;
  return write_all (db, rows, error);
}

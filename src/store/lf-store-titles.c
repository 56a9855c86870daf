/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding records by their exact titles. */

#include "config.h"

#include "lf-store-private.h"

typedef struct
{
  const LfEntity *entity;
  GPtrArray *titles; /* (element-type utf8) */
} Search;

/* @what: a SELECT of the entity's table as t. By the sort key where there is one, for that is what
 * is indexed. */
static sqlite3_stmt *
prepare (LfDb *db, const char *what, const LfEntity *entity, GError **error)
{
  const LfField *title = lf_entity_title (entity);
  g_autofree char *by_key = lf_sql_has_key (title)
                                ? g_strdup_printf ("t.\"%s_key\" = lf_key (?1) AND ", title->name)
                                : g_strdup ("");

  return lf_db_preparef (db, error,
                         "%s WHERE %st.\"%s\" = ?1 AND t.deleted IS NULL ORDER BY t.row LIMIT 1",
                         what, by_key, title->name);
}

/* ---- One record ---- */

static gpointer
find_record (LfDb *db, gpointer data, GError **error)
{
  const Search *search = data;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  sqlite3_stmt *statement;
  gint64 cursor;
  gboolean has_row;

  if (!lf_setting_get_since (db, &cursor, error)
      || (statement = prepare (db, lf_sql_select (search->entity), search->entity, error)) == NULL)
    return NULL;
  lf_db_bind_text (statement, 1, search->titles->pdata[0]);
  if (!lf_db_step (db, statement, &has_row, error) || !has_row)
    return NULL;
  g_ptr_array_add (found, lf_sql_read_record (statement, search->entity, cursor));
  sqlite3_reset (statement);
  lf_rows_fill_displays (db, search->entity, found);
  return found->pdata[0];
}

LfRecord *
lf_store_find_title_sync (LfStore *self, const LfEntity *entity, const char *title, GError **error)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  Search search = { entity, titles };

  g_ptr_array_add (titles, (gpointer) title);
  return lf_store_read (self, find_record, &search, error);
}

/* ---- The ids of many ---- */

static gpointer
find_ids (LfDb *db, gpointer data, GError **error)
{
  const Search *search = data;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *what = g_strdup_printf ("SELECT t.id FROM \"%s\" t", search->entity->name);
  sqlite3_stmt *statement = prepare (db, what, search->entity, error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < search->titles->len; i++)
    {
      gboolean has_row;

      lf_db_bind_text (statement, 1, search->titles->pdata[i]);
      if (!lf_db_step (db, statement, &has_row, error))
        return NULL;
      g_ptr_array_add (ids, has_row ? lf_db_id (statement, 0) : NULL);
      sqlite3_reset (statement);
    }
  return g_steal_pointer (&ids);
}

GPtrArray *
lf_store_find_titles_sync (LfStore *self, const LfEntity *entity, GPtrArray *titles, GError **error)
{
  Search search = { entity, titles };

  return lf_store_read (self, find_ids, &search, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: records, row numbers, pages, distinct values. */

#include "config.h"

#include "lf-store-list.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- One record ---- */

typedef struct
{
  const LfEntity *entity;
  char *text; /* id or title */
} Key;

static Key *
key_new (const LfEntity *entity, const char *text)
{
  Key *key = g_new0 (Key, 1);

  key->entity = entity;
  key->text = g_strdup (text);
  return key;
}

static void
key_free (gpointer data)
{
  Key *key = data;

  g_free (key->text);
  g_free (key);
}

static gpointer
load (LfDb *db, gpointer data, GError **error)
{
  const Key *key = data;
  GError *local_error = NULL;
  LfRecord *record = lf_rows_load (db, key->entity, key->text, &local_error);

  if (record == NULL && local_error == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND, _ ("There is no such record in %1$s: %2$s."),
                 lf_entity_plural (key->entity), key->text);
  else if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    lf_rows_fill_displays_of (db, record);
  return record;
}

LfRecord *
lf_store_load_sync (LfStore *self, const LfEntity *entity, const char *id, GError **error)
{
  Key key = { entity, (char *) id };

  return lf_store_read (self, load, &key, error);
}

void
lf_store_load_async (LfStore *self,
                     const LfEntity *entity,
                     const char *id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  lf_store_read_async (self, load, key_new (entity, id), key_free, (GDestroyNotify) lf_record_unref,
                       cancellable, callback, user_data);
}

LfRecord *
lf_store_load_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The id itself, or the ids between a beginning filled up with zeros and with fs. */
static gboolean
find_ids (LfDb *db, const LfEntity *entity, const char *beginning, GPtrArray *found, GError **error)
{
  static const char zeros[] = "00000000-0000-0000-0000-000000000000",
                    last[] = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  g_autofree char *low = g_strconcat (beginning, zeros + strlen (beginning), NULL);
  g_autofree char *high = g_strconcat (beginning, last + strlen (beginning), NULL);
  sqlite3_stmt *statement = lf_db_preparef (
      db, error, "SELECT id FROM \"%s\" WHERE id BETWEEN ? AND ? LIMIT 2", entity->name);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, low);
  lf_db_bind_id (statement, 2, high);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *id = lf_db_id (statement, 0);
      LfRecord *record = lf_rows_load (db, entity, id, error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (found, record);
    }
  return !has_row;
}

static gpointer
find (LfDb *db, gpointer data, GError **error)
{
  const char *beginning = data;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  gsize length = strlen (beginning);

  if (length < 4 || length > 36 || strspn (beginning, "0123456789abcdef-") != length)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                   _ ("“%s” is not an id, nor the first four or more characters of one."),
                   beginning);
      return NULL;
    }
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (!find_ids (db, *entities, beginning, found, error))
      return NULL;
  if (found->len == 1)
    {
      lf_rows_fill_displays_of (db, found->pdata[0]);
      return lf_record_ref (found->pdata[0]);
    }
  if (found->len == 0)
    g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND, _ ("There is no record with the id “%s”."),
                 beginning);
  else
    g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                 _ ("More than one record's id begins with “%s”: write more of it."), beginning);
  return NULL;
}

LfRecord *
lf_store_find_sync (LfStore *self, const char *id, GError **error)
{
  return lf_store_read (self, find, (gpointer) id, error);
}

/* ---- Row numbers and pages ---- */

static gpointer
read_rows (LfDb *db, gpointer data, GError **error)
{
  return lf_list_rows (db, data, error);
}

GArray *
lf_store_rows_sync (LfStore *self, const LfQuery *query, GError **error)
{
  return lf_store_read_query (self, query, read_rows, (gpointer) query, error);
}

void
lf_store_rows_async (LfStore *self,
                     const LfQuery *query,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  lf_store_read_query_async (self, query, read_rows, lf_query_ref ((LfQuery *) query),
                             (GDestroyNotify) lf_query_unref, (GDestroyNotify) g_array_unref,
                             cancellable, callback, user_data);
}

GArray *
lf_store_rows_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  const LfEntity *entity;
  gint64 *rows;
  guint n;
} PageRequest;

static void
page_request_free (gpointer data)
{
  PageRequest *request = data;

  g_free (request->rows);
  g_free (request);
}

static void
unref_record (gpointer record)
{
  if (record != NULL)
    lf_record_unref (record);
}

static GPtrArray *
load_page (LfDb *db, const PageRequest *request, GError **error)
{
  gint64 cursor;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (unref_record);
  g_autofree char *sql = g_strdup_printf ("%s WHERE t.row = ?", lf_sql_select (request->entity));

  if (!lf_setting_get_since (db, &cursor, error))
    return NULL;
  for (guint i = 0; i < request->n; i++)
    {
      sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
      gboolean has_row;

      if (statement == NULL)
        return NULL;
      sqlite3_bind_int64 (statement, 1, request->rows[i]);
      if (!lf_db_step (db, statement, &has_row, error))
        return NULL;
      g_ptr_array_add (records,
                       has_row ? lf_sql_read_record (statement, request->entity, cursor) : NULL);
      sqlite3_reset (statement);
    }
  lf_rows_fill_displays (db, request->entity, records);
  return g_steal_pointer (&records);
}

static gpointer
read_page (LfDb *db, gpointer data, GError **error)
{
  return load_page (db, data, error);
}

GPtrArray *
lf_rows_page (LfDb *db, const LfEntity *entity, const gint64 *rows, guint n, GError **error)
{
  const PageRequest request = { entity, (gint64 *) rows, n };

  return load_page (db, &request, error);
}

GPtrArray *
lf_store_page_sync (
    LfStore *self, const LfEntity *entity, const gint64 *rows, guint n_rows, GError **error)
{
  PageRequest request = { entity, (gint64 *) rows, n_rows };

  return lf_store_read (self, read_page, &request, error);
}

void
lf_store_page_async (LfStore *self,
                     const LfEntity *entity,
                     const gint64 *rows,
                     guint n_rows,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  PageRequest *request = g_new0 (PageRequest, 1);

  *request = (PageRequest){ entity, g_memdup2 (rows, n_rows * sizeof *rows), n_rows };
  lf_store_read_async (self, read_page, request, page_request_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_page_of_sync (
    LfStore *self, const LfQuery *query, const gint64 *rows, guint n_rows, GError **error)
{
  PageRequest request = { lf_query_entity (query), (gint64 *) rows, n_rows };

  return lf_store_read_query (self, query, read_page, &request, error);
}

void
lf_store_page_of_async (LfStore *self,
                        const LfQuery *query,
                        const gint64 *rows,
                        guint n_rows,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  PageRequest *request = g_new0 (PageRequest, 1);

  *request
      = (PageRequest){ lf_query_entity (query), g_memdup2 (rows, n_rows * sizeof *rows), n_rows };
  lf_store_read_query_async (self, query, read_page, request, page_request_free,
                             (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_page_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GPtrArray *
lf_rows_list (LfDb *db, const LfQuery *query, guint limit, GError **error)
{
  g_autoptr (GArray) rows = lf_list_rows (db, query, error);
  PageRequest request = { lf_query_entity (query) };

  if (rows == NULL)
    return NULL;
  request.rows = (gint64 *) (gpointer) rows->data;
  request.n = limit != 0 ? MIN (rows->len, limit) : rows->len;
  return load_page (db, &request, error);
}

typedef struct
{
  LfQuery *query;
  guint limit;
} ListRequest;

static void
list_request_free (gpointer data)
{
  ListRequest *request = data;

  lf_query_unref (request->query);
  g_free (request);
}

static gpointer
read_list (LfDb *db, gpointer data, GError **error)
{
  const ListRequest *request = data;

  return lf_rows_list (db, request->query, request->limit, error);
}

GPtrArray *
lf_store_list_sync (LfStore *self, const LfQuery *query, guint limit, GError **error)
{
  ListRequest request = { (LfQuery *) query, limit };

  return lf_store_read_query (self, query, read_list, &request, error);
}

void
lf_store_list_async (LfStore *self,
                     const LfQuery *query,
                     guint limit,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  ListRequest *request = g_new0 (ListRequest, 1);

  *request = (ListRequest){ lf_query_ref ((LfQuery *) query), limit };
  lf_store_read_query_async (self, query, read_list, request, list_request_free,
                             (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_list_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Distinct values ---- */

typedef struct
{
  const LfQuery *query;
  const LfField *field;
  guint date_length;
} DistinctRequest;

static LfSql *
distinct_sql (const DistinctRequest *request)
{
  const char *name = request->field->name;
  g_autofree char *column
      = request->date_length == 0
            ? lf_sql_column (request->field, "t.")
            : g_strdup_printf ("substr (t.\"%s\", 1, %u)", name, request->date_length);
  g_autofree char *select
      = g_strdup_printf ("SELECT %s FROM \"%s\" t", column, lf_query_entity (request->query)->name);
  LfSql *sql = lf_sql_new (select);

  lf_sql_add_where (sql, request->query);
  g_string_append_printf (sql->text, " AND t.\"%s\" IS NOT NULL GROUP BY 1 ORDER BY ", name);
  lf_sql_add_order_column (sql, request->field);
  return sql;
}

static gpointer
read_distinct (LfDb *db, gpointer data, GError **error)
{
  const DistinctRequest *request = data;
  gboolean is_id = request->field->type == LF_VALUE_REFERENCE;
  g_autoptr (LfSql) sql = distinct_sql (request);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  sqlite3_stmt *statement = lf_sql_prepare (sql, db, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *value = is_id ? lf_db_id (statement, 0) : lf_db_text (statement, 0);
      g_strv_builder_add (values, value);
    }
  return has_row ? NULL : g_strv_builder_end (values);
}

char **
lf_store_distinct_sync (
    LfStore *self, const LfQuery *query, const char *field, guint date_length, GError **error)
{
  DistinctRequest request
      = { query, lf_entity_field (lf_query_entity (query), field), date_length };

  g_return_val_if_fail (request.field != NULL, NULL);
  return lf_store_read_query (self, query, read_distinct, &request, error);
}

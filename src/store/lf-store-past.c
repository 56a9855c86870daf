/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as they were at the end of a day: today's, with what was recorded since put back.
 *
 * In the connection's own schema "touched_E" holds the rows of the entity E that something was
 * recorded of since, "past_E" those of them that were there, as they were, and the view "E" all as
 * they were: names there come before those of the store. What a record was is what the first edit
 * since then says its field held before. A record is as old as the change that made it; one that
 * came with a pull is as old as its id. */

#include "config.h"

#include "lf-store-past.h"

#include "lf-store-standing.h"

#include "lf-search-text.h"
#include "lf-was.h"

#include <string.h>

struct _LfPast
{
  LfWorker *worker;
  LfDate day;           /* this and the next: the worker thread's */
  char *moment;         /* (nullable): of the store when the views were made */
  GHashTable *viewed;   /* (element-type LfEntity): have a view */
  gboolean is_judged;   /* the views say how projects stood */
  GHashTable *searched; /* (element-type LfEntity): their past rows can be searched */
};

struct _LfPastRead
{
  LfPast *past;
  GPtrArray *queries; /* (element-type LfQuery) */
  LfJob job;
  gpointer data;
  GDestroyNotify free_data;
};

/* ---- What was recorded since ---- */

/* What one record was, as far as it differs from what it is. */
typedef struct
{
  GHashTable *fields; /* (element-type utf8 utf8): what they held, blank is NULL */
  gboolean is_absent; /* it was made since */
  gboolean knows_deleted, was_deleted;
  gint64 row; /* 0: not looked for yet, or there is none any more */
} Was;

static void
was_free (gpointer data)
{
  Was *was = data;

  g_hash_table_unref (was->fields);
  g_free (was);
}

static Was *
find_was (GHashTable *records, const char *id)
{
  Was *was = g_hash_table_lookup (records, id);

  if (was != NULL)
    return was;
  was = g_new0 (Was, 1);
  was->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (records, g_strdup (id), was);
  return was;
}

/* Operations come in the order of their time: the first one says what was before. */
static void
take_op (GHashTable *records, const LfOp *op)
{
  Was *was = find_was (records, op->id);

  if (op->kind == LF_OP_PUT && op->is_new)
    was->is_absent = TRUE;
  if (op->kind != LF_OP_PUT && !was->knows_deleted)
    {
      was->knows_deleted = TRUE;
      was->was_deleted = op->kind == LF_OP_RESTORE;
    }
  for (guint i = 0; !was->is_absent && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (!g_hash_table_contains (was->fields, edit->field))
        g_hash_table_insert (was->fields, g_strdup (edit->field), g_strdup (edit->was));
    }
}

static GArray *
changes_since (LfDb *db, const LfEntity *entity, gint64 end_us, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT n FROM change WHERE time_us >= ?1 AND EXISTS (SELECT 1 FROM"
                       " change_record r WHERE r.change = n AND r.entity = ?2)"
                       " ORDER BY time_us, n",
                       error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, end_us);
  lf_db_bind_text (statement, 2, entity->name);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      gint64 n = sqlite3_column_int64 (statement, 0);

      g_array_append_val (changes, n);
    }
  return has_row ? NULL : g_steal_pointer (&changes);
}

/* (transfer full) (nullable): id → Was */
static GHashTable *
recorded_since (LfDb *db, const LfEntity *entity, gint64 end_us, GError **error)
{
  g_autoptr (GArray) changes = changes_since (db, entity, end_us, error);
  g_autoptr (GHashTable) records
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, was_free);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      g_autoptr (LfChange) change
          = lf_journal_load (db, g_array_index (changes, gint64, i), NULL, error);

      if (change == NULL)
        return NULL;
      for (guint op = 0; op < change->ops->len; op++)
        if (strcmp (((LfOp *) change->ops->pdata[op])->entity, entity->name) == 0)
          take_op (records, change->ops->pdata[op]);
    }
  return changes == NULL ? NULL : g_steal_pointer (&records);
}

/* ---- The views ---- */

static gboolean
exec_for (LfDb *db, const LfEntity *entity, const char *format, GError **error)
{
  g_autoptr (GString) sql = g_string_new (format);

  g_string_replace (sql, "%E", entity->name, 0);
  return lf_db_exec (db, sql->str, error);
}

/* Those that something was recorded of, all at once. A record that is gone for good has no row. */
static gboolean
touch_rows (LfDb *db, const LfEntity *entity, gint64 end_us, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error,
      "INSERT INTO \"touched_%1$s\" (row, is_absent) SELECT e.row, max (r.kind = ?3 AND r.is_new)"
      " FROM change c CROSS JOIN change_record r ON r.change = c.n AND r.entity = ?2"
      " CROSS JOIN main.\"%1$s\" e ON e.id = r.id WHERE c.time_us >= ?1 GROUP BY e.row",
      entity->name);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, end_us);
  lf_db_bind_text (statement, 2, entity->name);
  sqlite3_bind_int (statement, 3, LF_OP_PUT);
  return lf_db_run (db, statement, error);
}

static gboolean
find_rows (LfDb *db, const LfEntity *entity, GHashTable *records, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "SELECT row, id FROM \"past_%s\"", entity->name);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *id = lf_db_id (statement, 1);

      find_was (records, id)->row = sqlite3_column_int64 (statement, 0);
    }
  return !has_row;
}

static gboolean
set_deleted (LfDb *db, const LfEntity *entity, const Was *was, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error, "UPDATE \"past_%s\" SET deleted = ?2 WHERE row = ?1", entity->name);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, was->row);
  if (was->was_deleted)
    sqlite3_bind_int (statement, 2, 1);
  return lf_db_run (db, statement, error);
}

static gboolean
put_all_back (LfDb *db, const LfEntity *entity, GHashTable *records, GError **error)
{
  g_autofree char *table = g_strconcat ("past_", entity->name, NULL);
  GHashTableIter iter;
  gpointer value;

  if (!exec_for (db, entity,
                 "INSERT INTO \"past_%E\" SELECT * FROM main.\"%E\""
                 " WHERE row IN (SELECT row FROM \"touched_%E\" WHERE NOT is_absent)",
                 error)
      || !find_rows (db, entity, records, error))
    return FALSE;
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Was *was = value;

      if (was->row == 0 || was->is_absent)
        continue;
      if (!lf_sql_update_table (db, entity, table, was->row, was->fields, error)
          || (was->knows_deleted && !set_deleted (db, entity, was, error)))
        return FALSE;
    }
  return TRUE;
}

/* A UUIDv7 begins with the milliseconds it was made at. */
static gboolean
leave_out_younger (LfDb *db, const LfEntity *entity, gint64 end_us, GError **error)
{
  guint8 first[LF_ID_BYTES] = { 0 };
  guint64 big_endian = GUINT64_TO_BE ((guint64) (end_us / 1000) << 16);
  sqlite3_stmt *statement = lf_db_preparef (
      db, error,
      "INSERT OR IGNORE INTO \"touched_%1$s\" SELECT row, 1 FROM main.\"%1$s\" e WHERE id >= ?1"
      " AND substr (hex (id), 13, 1) = '7'"
      " AND NOT EXISTS (SELECT 1 FROM change_record r WHERE r.id = e.id AND r.is_new)",
      entity->name);

  if (statement == NULL)
    return FALSE;
  memcpy (first, &big_endian, 6);
  sqlite3_bind_blob (statement, 1, first, sizeof first, SQLITE_TRANSIENT);
  return lf_db_run (db, statement, error);
}

/* The past rows have the very columns of the store's table. */
static gboolean
make_tables (LfDb *db, const LfEntity *entity, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1", error);
  gboolean has_row;
  g_autofree char *text = NULL;
  g_autofree char *sql = NULL;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_text (statement, 1, entity->name);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  text = has_row ? lf_db_text (statement, 0) : NULL;
  sqlite3_reset (statement);
  g_assert (text != NULL);
  sql = g_strdup_printf ("CREATE TEMP TABLE \"past_%s\" %s", entity->name, strchr (text, '('));
  return lf_db_exec (db, sql, error)
         && exec_for (db, entity,
                      "CREATE TEMP TABLE \"touched_%E\" (row INTEGER PRIMARY KEY, is_absent "
                      "INTEGER NOT NULL)",
                      error);
}

static gboolean
make_view (LfPast *self, LfDb *db, const LfEntity *entity, GError **error)
{
  gint64 end_us = lf_was_end_of (&self->day);
  g_autoptr (GHashTable) records = NULL;

  if (g_hash_table_contains (self->viewed, entity))
    return TRUE;
  records = recorded_since (db, entity, end_us, error);
  if (records == NULL || !make_tables (db, entity, error) || !touch_rows (db, entity, end_us, error)
      || !put_all_back (db, entity, records, error)
      || !leave_out_younger (db, entity, end_us, error)
      || !exec_for (db, entity,
                    "CREATE TEMP VIEW \"%E\" AS SELECT * FROM main.\"%E\""
                    " WHERE row NOT IN (SELECT row FROM \"touched_%E\")"
                    " UNION ALL SELECT * FROM \"past_%E\"",
                    error))
    return FALSE;
  g_hash_table_add (self->viewed, (gpointer) entity);
  return TRUE;
}

/* ---- How they stood ---- */

static gboolean
run_for_row (LfDb *db, const char *format, const LfEntity *entity, gint64 row, GError **error)
{
  g_autoptr (GString) sql = g_string_new (format);
  sqlite3_stmt *statement;

  g_string_replace (sql, "%E", entity->name, 0);
  statement = lf_db_prepare (db, sql->str, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  return lf_db_run (db, statement, error);
}

/* Whoever stood otherwise on that day is a row of the past, too. */
static gboolean
put_standing_back (LfDb *db, const LfEntity *entity, const LfStood *stood, GError **error)
{
  g_autofree char *table = g_strconcat ("past_", entity->name, NULL);

  return run_for_row (db,
                      "INSERT OR IGNORE INTO \"past_%E\" SELECT * FROM main.\"%E\""
                      " WHERE row = ?1",
                      entity, stood->row, error)
         && run_for_row (db, "INSERT OR IGNORE INTO \"touched_%E\" VALUES (?1, 0)", entity,
                         stood->row, error)
         && lf_standing_write (db, table, stood, error);
}

/* By what there was then, and by the rules of then. */
static gboolean
judge_then (LfPast *self, LfDb *db, GError **error)
{
  const LfEntity *entity = lf_standing_entity ();
  const LfDate today = lf_date_today (), last = lf_date_last_day (&self->day);
  g_autoptr (GArray) found = NULL;

  for (const LfEntity *const *each = lf_schema_entities (NULL); *each != NULL; each++)
    if (lf_standing_role (*each) != LF_STANDING_NOTHING && !make_view (self, db, *each, error))
      return FALSE;
  found = lf_standing_find_changed (db, lf_date_compare (&last, &today) < 0 ? &last : &today,
                                    /* ids= */ NULL, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!put_standing_back (db, entity, &g_array_index (found, LfStood, i), error))
      return FALSE;
  return found != NULL;
}

/* An entity and those it refers to, which lend it their titles. */
static gboolean
make_views (LfPast *self, LfDb *db, const LfEntity *entity, GError **error)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->target != NULL && !make_view (self, db, lf_schema_find (field->target), error))
      return FALSE;
  if (!make_view (self, db, entity, error))
    return FALSE;
  if (lf_standing_role (entity) != LF_STANDING_ITSELF || self->is_judged)
    return TRUE;
  self->is_judged = judge_then (self, db, error);
  return self->is_judged;
}

/* ---- Search ---- */

static gboolean
index_rows (LfDb *db, const LfEntity *entity, GError **error)
{
  g_autofree char *columns = g_strdup (lf_sql_select (entity));
  char *from = g_strrstr (columns, " FROM ");
  g_autofree char *table = g_strconcat ("past_", entity->name, NULL);
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  *from = '\0';
  statement = lf_db_preparef (db, error, "%s FROM \"%s\" t", columns, table);
  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);

      if (!lf_index_add_to (db, table, record, error))
        return FALSE;
    }
  return statement != NULL && !has_row;
}

static gboolean
make_search (LfPast *self, LfDb *db, const LfEntity *entity, GError **error)
{
  if (g_hash_table_contains (self->searched, entity))
    return TRUE;
  if (!exec_for (db, entity, "CREATE VIRTUAL TABLE temp.\"past_%E_search\" " LF_SQL_SEARCH, error)
      || !index_rows (db, entity, error))
    return FALSE;
  g_hash_table_add (self->searched, (gpointer) entity);
  return TRUE;
}

/* What the conditions of @filter, which is about @entity, are looked up in. */
static gboolean
make_asked (LfPast *self, LfDb *db, const LfEntity *entity, const LfFilter *filter, GError **error)
{
  if (filter == NULL)
    return TRUE;
  if (filter->kind == LF_FILTER_SEARCH)
    return make_search (self, db, entity, error);
  if (filter->kind == LF_FILTER_RELATED)
    return make_views (self, db, filter->relation.entity, error)
           && make_asked (self, db, filter->relation.entity, filter->left, error);
  return make_asked (self, db, entity, filter->left, error)
         && make_asked (self, db, entity, filter->right, error);
}

/* ---- Days ---- */

static gboolean
drop_views (LfPast *self, LfDb *db, GError **error)
{
  for (const LfEntity *const *each = lf_schema_entities (NULL); *each != NULL; each++)
    if (!exec_for (db, *each,
                   "DROP VIEW IF EXISTS temp.\"%E\"; DROP TABLE IF EXISTS temp.\"past_%E\";"
                   "DROP TABLE IF EXISTS temp.\"touched_%E\";"
                   "DROP TABLE IF EXISTS temp.\"past_%E_search\"",
                   error))
      return FALSE;
  g_hash_table_remove_all (self->viewed);
  g_hash_table_remove_all (self->searched);
  self->is_judged = FALSE;
  return TRUE;
}

/* (transfer full) (nullable): another whenever something was recorded, pulled, sent or given up */
static char *
read_moment (LfDb *db, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT (SELECT max (n) FROM change) || '/' ||"
                       " coalesce ((SELECT value FROM setting WHERE key = 'cursor'), '') || '/' ||"
                       " (SELECT count (*) FROM outbox) || '/' || (SELECT count (*) FROM refused)",
                       error);
  gboolean has_row = FALSE;
  char *moment = NULL;

  if (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      moment = lf_db_text (statement, 0);
      sqlite3_reset (statement);
    }
  return moment;
}

/* What is recorded from now on belongs to what was not yet: the views of another moment of the
 * store are made anew. */
static gboolean
prepare_day (LfPast *self, LfDb *db, const LfQuery *query, GError **error)
{
  const LfDate *day = lf_query_as_of (query);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *moment = read_moment (db, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (lf_date_compare (day, &self->day) != 0 || g_strcmp0 (moment, self->moment) != 0)
    {
      if (!drop_views (self, db, error))
        return FALSE;
      self->day = *day;
      g_free (self->moment);
      self->moment = g_steal_pointer (&moment);
    }
  return make_views (self, db, lf_query_entity (query), error)
         && make_asked (self, db, lf_query_entity (query), lf_query_filter (query), error);
}

/* ---- Work ---- */

static gboolean
prepare_all (LfPastRead *read, LfDb *db, GError **error)
{
  for (guint i = 0; i < read->queries->len; i++)
    if (!prepare_day (read->past, db, read->queries->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* A reader's job ends with a rollback: what is to stay for the next one has to be committed. */
static gpointer
read_on_day (LfDb *db, gpointer data, GError **error)
{
  LfPastRead *read = data;
  gpointer result = NULL;

  if (prepare_all (read, db, error))
    {
      result = read->job (db, read->data, error);
      if (lf_db_commit (db, NULL))
        return result;
    }
  g_hash_table_remove_all (read->past->viewed);
  g_hash_table_remove_all (read->past->searched);
  read->past->is_judged = FALSE;
  read->past->day = (LfDate){ 0 };
  return result;
}

LfPast *
lf_past_new (const char *path, GError **error)
{
  LfWorker *worker = lf_worker_new (path, LF_DB_READ, /* hooks= */ NULL, error);
  LfPast *self;

  if (worker == NULL)
    return NULL;
  self = g_new0 (LfPast, 1);
  self->worker = worker;
  self->viewed = g_hash_table_new (NULL, NULL);
  self->searched = g_hash_table_new (NULL, NULL);
  return self;
}

void
lf_past_free (LfPast *self)
{
  lf_worker_free (self->worker);
  g_hash_table_unref (self->viewed);
  g_hash_table_unref (self->searched);
  g_free (self->moment);
  g_free (self);
}

gpointer
lf_past_run (
    LfPast *self, LfQuery *const *queries, guint n, LfJob job, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  LfPastRead read = { self, asked, job, data, NULL };

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (asked, queries[i]);
  return lf_worker_run (self->worker, read_on_day, &read, error);
}

LfPastRead *
lf_past_read_new (const LfQuery *query, LfJob job, gpointer data, GDestroyNotify free_data)
{
  LfPastRead *read = g_new0 (LfPastRead, 1);

  *read = (LfPastRead){ NULL, g_ptr_array_new_with_free_func ((GDestroyNotify) lf_query_unref), job,
                        data, free_data };
  g_ptr_array_add (read->queries, lf_query_ref ((LfQuery *) query));
  return read;
}

void
lf_past_read_free (gpointer data)
{
  LfPastRead *read = data;

  if (read->free_data != NULL)
    read->free_data (read->data);
  g_ptr_array_unref (read->queries);
  g_free (read);
}

void
lf_past_push (LfPast *self, LfPastRead *read, GTask *task, GDestroyNotify free_result)
{
  read->past = self;
  lf_worker_push (self->worker, read_on_day, task, free_result);
}

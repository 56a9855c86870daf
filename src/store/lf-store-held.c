/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this device holds of the server's state, record by record: the rows with the pending edits
 * taken off, without what only this device has. And what differs from the server, mended. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SLICE 500 /* records; a reader of the windows waits for no more */

typedef struct
{
  const LfEntity *entity;
  gint64 row; /* the last one that was read */
  guint n;    /* of the slice */
  LfHeldFunc func;
  gpointer user_data;
} Walk;

/* ---- One record ---- */

static gboolean
take_off_pending (
    LfDb *db, const char *id, GHashTable *fields, gboolean *is_deleted, GError **error)
{
  g_autoptr (GPtrArray) bases = lf_overlay_load_bases (db, id, error);

  for (guint i = 0; bases != NULL && i < bases->len; i++)
    {
      const LfBase *base = bases->pdata[i];

      if (strcmp (base->field, LF_SQL_DELETED) == 0)
        *is_deleted = base->value != NULL;
      else
        g_hash_table_insert (fields, g_strdup (base->field), g_strdup (base->value));
    }
  return bases != NULL;
}

static gboolean
tell_record (
    const Walk *walk, LfDb *db, const LfRecord *record, gboolean is_pending, GError **error)
{
  const char *id = lf_record_id (record);
  gboolean is_deleted = lf_record_is_deleted (record);
  GError *cause = NULL;
  g_autoptr (GHashTable) fields = lf_aside_load (db, walk->entity, lf_record_row (record), &cause);
  LfDigestSum sum;

  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (fields == NULL)
    fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; walk->entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL && !(walk->entity->fields[i].flags & LF_FIELD_DERIVED))
      g_hash_table_insert (fields, g_strdup (walk->entity->fields[i].name),
                           g_strdup (lf_record_get_at (record, i)));
  if (is_pending && !take_off_pending (db, id, fields, &is_deleted, error))
    return FALSE;
  lf_digest_sum_record (&sum, walk->entity->name, id, is_deleted, fields);
  walk->func (walk->entity->name, id, &sum, walk->user_data);
  return TRUE;
}

/* ---- A slice of a table ---- */

static GPtrArray *
load_slice (LfDb *db, const Walk *walk, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  sqlite3_stmt *statement = lf_db_preparef (db, error,
                                            "%s WHERE t.row > ? AND t.id NOT IN"
                                            " (SELECT id FROM change_record WHERE " LF_SQL_MADE_HERE
                                            ") ORDER BY t.row LIMIT %d",
                                            lf_sql_select (walk->entity), SLICE);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, walk->row);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (records, lf_sql_read_record (statement, walk->entity, 0));
  return has_row ? NULL : g_steal_pointer (&records);
}

static gboolean
any_pending (LfDb *db, gboolean *ret_is_pending, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT 1 FROM pending_base LIMIT 1", error);

  if (statement == NULL || !lf_db_step (db, statement, ret_is_pending, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
tell_slice (LfDb *db, Walk *walk, GError **error)
{
  gboolean is_pending;
  g_autoptr (GPtrArray) records
      = any_pending (db, &is_pending, error) ? load_slice (db, walk, error) : NULL;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      if (!tell_record (walk, db, records->pdata[i], is_pending, error))
        return FALSE;
      walk->row = lf_record_row (records->pdata[i]);
    }
  walk->n = records == NULL ? 0 : records->len;
  return records != NULL;
}

static gboolean
tell_unknown (LfDb *db, Walk *walk, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT entity, id, deleted, fields FROM unknown_record", error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *entity = lf_db_text (statement, 0);
      g_autofree char *id = lf_db_id (statement, 1);
      g_autoptr (GHashTable) fields = lf_journal_decode_fields (statement, 3);
      LfDigestSum sum;

      lf_digest_sum_record (&sum, entity, id, sqlite3_column_int (statement, 2) != 0, fields);
      walk->func (entity, id, &sum, walk->user_data);
    }
  walk->n = 0;
  return statement != NULL && !has_row;
}

/* The server may have it from somebody else meanwhile; nobody here knows before its author has
 * decided. */
static gboolean
tell_refused (LfDb *db, Walk *walk, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT DISTINCT entity, id FROM change_record WHERE is_new"
                       " AND change IN (SELECT change FROM refused)",
                       error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *entity = lf_db_text (statement, 0);
      g_autofree char *id = lf_db_id (statement, 1);

      walk->func (entity, id, /* sum= */ NULL, walk->user_data);
    }
  return statement != NULL && !has_row;
}

/* What is read is of one moment, or an edit made meanwhile would show without its base. */
static gpointer
walk_slice (LfDb *db, gpointer data, GError **error)
{
  Walk *walk = data;
  gboolean is_told;

  if (!lf_db_begin_read (db, error))
    return NULL;
  is_told = walk->entity != NULL ? tell_slice (db, walk, error)
                                 : tell_unknown (db, walk, error) && tell_refused (db, walk, error);
  lf_db_rollback (db);
  return is_told ? LF_DONE : NULL;
}

gboolean
lf_store_each_held_sync (
    LfStore *self, LfHeldFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i <= n; i++)
    {
      Walk walk = { .entity = i < n ? entities[i] : NULL, .func = func, .user_data = user_data };

      do
        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || lf_store_read (self, walk_slice, &walk, error) == NULL)
          return FALSE;
      while (walk.n == SLICE);
    }
  return TRUE;
}

/* ---- Mending ---- */

typedef struct
{
  const LfMending *mending;
  GPtrArray *problems;
} Mend;

/* Rows that were lost left the indexes as they were. */
static gboolean
mend_indexes (LfWriter *self, const LfMending *mending, GError **error)
{
  g_autoptr (GHashTable) entities = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer entity;

  for (guint i = 0; i < mending->deltas->len; i++)
    {
      const LfEntity *known = lf_schema_find (((LfDelta *) mending->deltas->pdata[i])->entity);

      if (known != NULL)
        g_hash_table_add (entities, (gpointer) known);
    }
  g_hash_table_iter_init (&iter, entities);
  while (g_hash_table_iter_next (&iter, &entity, NULL))
    if (!lf_index_mend (self, entity, error))
      return FALSE;
  return TRUE;
}

static gpointer
mend (LfWriter *self, gpointer data, GError **error)
{
  const Mend *work = data;
  const LfMending *mending = work->mending;

  for (guint i = 0; i < mending->deltas->len; i++)
    if (!lf_pull_mend (self, mending->deltas->pdata[i], work->problems, error))
      return NULL;
  for (guint i = 0; i < mending->extra->len; i++)
    {
      const LfHeld *held = mending->extra->pdata[i];

      if (!lf_sight_leave_missing (self, held->entity, held->id, error))
        return NULL;
    }
  self->news->is_remote = TRUE;
  return mend_indexes (self, mending, error) ? LF_DONE : NULL;
}

gboolean
lf_store_mend_sync (LfStore *self, const LfMending *mending, GPtrArray *problems, GError **error)
{
  Mend work = { mending, problems };

  return lf_store_write (self, mend, &work, /* free_result= */ NULL, error) != NULL;
}

LfHeld *
lf_held_new (const char *entity, const char *id, const LfDigestSum *sum)
{
  LfHeld *self = g_new (LfHeld, 1);

  *self = (LfHeld){ g_strdup (entity), g_strdup (id), *sum };
  return self;
}

void
lf_held_free (LfHeld *self)
{
  g_free (self->entity);
  g_free (self->id);
  g_free (self);
}

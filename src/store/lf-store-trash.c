/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trash: what was deleted of late, by whom, and how long it is listed yet. */

#include "config.h"

#include "lf-store-private.h"

#define DAY_US (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

void
lf_trash_item_free (LfTrashItem *self)
{
  g_clear_pointer (&self->record, lf_record_unref);
  g_free (self->author);
  g_free (self->label);
  g_free (self);
}

typedef struct
{
  char *device; /* this one */
  guint limit;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->device);
  g_free (reading);
}

static Reading *
reading_new (LfStore *store, guint limit)
{
  Reading *reading = g_new0 (Reading, 1);

  *reading = (Reading){ g_strdup (lf_store_device (store)), limit };
  return reading;
}

enum
{
  ENTITY,
  ID,
  AUTHOR,
  DEVICE,
  TIME,
  LABEL,
  SINCE
};

/* A clock that was ahead of this one's counts from now on. */
static guint
count_days_left (gint64 since_us, gint64 now_us)
{
  gint64 days = MAX (now_us - since_us, 0) / DAY_US;

  return days >= LF_TRASH_DAYS ? 0 : (guint) (LF_TRASH_DAYS - days);
}

static LfTrashItem *
item_new (sqlite3_stmt *statement, LfRecord *record /* (transfer full) */, const Reading *reading)
{
  LfTrashItem *item = g_new0 (LfTrashItem, 1);
  g_autofree char *device = lf_db_text (statement, DEVICE);

  item->record = record;
  item->author = lf_db_text (statement, AUTHOR);
  item->label = lf_db_text (statement, LABEL);
  item->deleted_us = sqlite3_column_int64 (statement, TIME);
  item->days_left = count_days_left (sqlite3_column_int64 (statement, SINCE), lf_clock_now_us ());
  item->is_here = g_strcmp0 (device, reading->device) == 0;
  return item;
}

/* The newest delete of a record counts; one that is there again, or gone for good, is not listed.
 */
static gboolean
add_deleted (LfDb *db,
             sqlite3_stmt *statement,
             const Reading *reading,
             GHashTable *seen,
             GPtrArray *items,
             GError **error)
{
  g_autofree char *name = lf_db_text (statement, ENTITY);
  const LfEntity *entity = lf_schema_find (name);
  char *id = lf_db_id (statement, ID);
  g_autoptr (GError) cause = NULL;
  LfRecord *record;

  if (id == NULL || !g_hash_table_add (seen, id) || entity == NULL)
    return TRUE;
  record = lf_rows_load (db, entity, id, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (record != NULL && lf_record_is_deleted (record))
    g_ptr_array_add (items, item_new (statement, record, reading));
  else
    g_clear_pointer (&record, lf_record_unref);
  return TRUE;
}

static gpointer
read_trash (LfDb *db, gpointer data, GError **error)
{
  const Reading *reading = data;
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_trash_item_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT r.entity, r.id, c.author, c.device, c.time_us,"
                       " CASE WHEN EXISTS (SELECT 1 FROM change_record o WHERE o.change = c.n"
                       " AND o.rowid <> r.rowid) THEN c.label END,"
                       " coalesce (c.noted_us, c.time_us) AS since"
                       " FROM change_record r JOIN change c ON c.n = r.change"
                       " WHERE r.kind = 1 AND since > ? ORDER BY r.change DESC, r.rowid DESC",
                       error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, lf_clock_now_us () - LF_TRASH_DAYS * DAY_US);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      if (!add_deleted (db, statement, reading, seen, items, error))
        return NULL;
      if (reading->limit == 0 || items->len < reading->limit)
        continue;
      sqlite3_reset (statement);
      has_row = FALSE;
      break;
    }
  return has_row ? NULL : g_steal_pointer (&items);
}

GPtrArray *
lf_store_trash_sync (LfStore *self, guint limit, GError **error)
{
  Reading *reading = reading_new (self, limit);
  GPtrArray *items = lf_store_read (self, read_trash, reading, error);

  reading_free (reading);
  return items;
}

void
lf_store_trash_async (LfStore *self,
                      guint limit,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  lf_store_read_async (self, read_trash, reading_new (self, limit), reading_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_trash_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

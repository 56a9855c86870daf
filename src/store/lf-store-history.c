/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History: the changes of one record, newest first. */

#include "config.h"

#include "lf-store-private.h"

void
lf_history_item_free (LfHistoryItem *self)
{
  g_clear_pointer (&self->change, lf_change_unref);
  g_free (self);
}

static gpointer
read_history (LfDb *db, gpointer data, GError **error)
{
  const char *id = data;
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_history_item_free);
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT n, is_remote, seq FROM change WHERE n IN (SELECT change FROM "
                       "change_record WHERE id = ?) ORDER BY n DESC",
                       error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, id);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      LfHistoryItem *item = g_new0 (LfHistoryItem, 1);

      g_ptr_array_add (items, item);
      item->is_remote = sqlite3_column_int (statement, 1) != 0;
      item->seq = sqlite3_column_int64 (statement, 2);
      item->change = lf_journal_load (db, sqlite3_column_int64 (statement, 0), id, error);
      if (item->change == NULL)
        return NULL;
    }
  return has_row ? NULL : g_steal_pointer (&items);
}

GPtrArray *
lf_store_history_sync (LfStore *self, const char *entity, const char *id, GError **error)
{
  return lf_store_read (self, read_history, (gpointer) id, error);
}

void
lf_store_history_async (LfStore *self,
                        const char *entity,
                        const char *id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  lf_store_read_async (self, read_history, g_strdup (id), g_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_history_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

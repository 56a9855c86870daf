/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which fields of a record wait for something. */

#include "config.h"

#include "lf-store-marks.h"

#include "lf-store-private.h"

static void
mark (GHashTable *marks, const char *field, LfRecordState state)
{
  LfRecordState old = GPOINTER_TO_INT (g_hash_table_lookup (marks, field));

  if (state > old)
    g_hash_table_replace (marks, g_strdup (field), GINT_TO_POINTER (state));
}

static gboolean
mark_conflicts (LfDb *db, const char *id, GHashTable *marks, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT field FROM conflict WHERE record = ? AND state = 'open' AND deleted IS NULL",
      error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, id, -1, SQLITE_TRANSIENT);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
      mark (marks, (const char *) sqlite3_column_text (statement, 0), LF_RECORD_CONFLICT);
  return !has_row;
}

typedef struct
{
  gint64 n;
  LfRecordState state;
} Waiting;

/* (transfer full) (element-type Waiting): changes of the record that the server did not take */
static GArray *
list_waiting (LfDb *db, const char *id, GError **error)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "SELECT change, 0 FROM outbox_record WHERE id = ?1"
      " UNION ALL SELECT change, 1 FROM refused_record WHERE id = ?1 ORDER BY change",
      error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, id);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      Waiting one
          = { sqlite3_column_int64 (statement, 0),
              sqlite3_column_int (statement, 1) != 0 ? LF_RECORD_REFUSED : LF_RECORD_PENDING };

      g_array_append_val (waiting, one);
    }
  return has_row ? NULL : g_steal_pointer (&waiting);
}

static void
mark_ops (GHashTable *marks, const LfChange *change, LfRecordState state)
{
  for (guint o = 0; o < change->ops->len; o++)
    {
      const LfOp *op = change->ops->pdata[o];

      for (guint i = 0; i < op->edits->len; i++)
        mark (marks, ((const LfEdit *) op->edits->pdata[i])->field, state);
    }
}

static gboolean
is_made_by (const LfChange *change)
{
  for (guint o = 0; o < change->ops->len; o++)
    if (((const LfOp *) change->ops->pdata[o])->is_new)
      return TRUE;
  return FALSE;
}

static gboolean
mark_waiting (LfDb *db, const char *id, GHashTable *marks, GError **error)
{
  g_autoptr (GArray) waiting = list_waiting (db, id, error);
  gboolean is_made = FALSE;

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const Waiting *one = &g_array_index (waiting, Waiting, i);
      g_autoptr (LfChange) change = lf_journal_load (db, one->n, id, error);

      if (change == NULL)
        return FALSE;
      is_made = is_made || is_made_by (change);
      if (one->state == LF_RECORD_REFUSED || !is_made)
        mark_ops (marks, change, one->state);
    }
  return waiting != NULL;
}

static gpointer
read_marks (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *epoch = NULL;

  if (!lf_setting_get (db, "epoch", &epoch, error) || !mark_conflicts (db, data, marks, error)
      || (epoch != NULL && !mark_waiting (db, data, marks, error)))
    return NULL;
  return g_steal_pointer (&marks);
}

GHashTable *
lf_store_marks_sync (LfStore *self, const char *id, GError **error)
{
  return lf_store_read (self, read_marks, (char *) id, error);
}

void
lf_store_marks_async (LfStore *self,
                      const char *id,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  lf_store_read_async (self, read_marks, g_strdup (id), g_free, (GDestroyNotify) g_hash_table_unref,
                       cancellable, callback, user_data);
}

GHashTable *
lf_store_marks_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo, over sessions: a new change that puts back what an earlier one did. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gint64 n;
  char *id;
  char *undoes; /* (nullable) */
  char *label;  /* (nullable) */
  gint64 time_us;
  gboolean is_undone;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->undoes);
  g_free (entry->label);
  g_free (entry);
}

/* Newest first. A change is undone when one that is not undone itself undoes it, so the newest
 * decide first. */
static gpointer
load_entries (LfDb *db, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) undone = g_hash_table_new (g_str_hash, g_str_equal);
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT n, id, undoes, label, time_us FROM change WHERE NOT is_remote "
                       "AND coalesce (seq, 0) >= 0 "
                       "AND n NOT IN (SELECT change FROM refused)"
                       " ORDER BY n DESC LIMIT 2000",
                       error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->n = sqlite3_column_int64 (statement, 0);
      entry->id = lf_db_id (statement, 1);
      entry->undoes = lf_db_id (statement, 2);
      entry->label = lf_db_text (statement, 3);
      entry->time_us = sqlite3_column_int64 (statement, 4);
      entry->is_undone = g_hash_table_contains (undone, entry->id);
      if (entry->undoes != NULL && !entry->is_undone)
        g_hash_table_add (undone, entry->undoes);
      g_ptr_array_add (entries, entry);
    }
  return statement == NULL || has_row ? NULL : g_steal_pointer (&entries);
}

static const Entry *
find_by_id (GPtrArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (strcmp (((Entry *) entries->pdata[i])->id, id) == 0)
      return entries->pdata[i];
  return NULL;
}

/* Is it an undo of an ordinary change, as against a redo, which undoes an undo? */
static gboolean
is_undo (GPtrArray *entries, const Entry *entry)
{
  const Entry *target = entry->undoes == NULL ? NULL : find_by_id (entries, entry->undoes);

  return target != NULL && target->undoes == NULL;
}

/* To undo: the newest ordinary change in force. To redo: the newest undo in force, unless an
 * ordinary change came after it. Its place among @entries; -1: none. */
static int
choose (GPtrArray *entries, gboolean redo)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (redo && entry->undoes == NULL)
        return -1;
      if (entry->is_undone)
        continue;
      if (redo ? is_undo (entries, entry) : entry->undoes == NULL)
        return (int) i;
    }
  return -1;
}

/* Parts of what was too large for one change: lf-store-parts.c. */
static gboolean
belong_together (const Entry *newer, const Entry *older)
{
  return older->n == newer->n - 1 && older->time_us == newer->time_us
         && g_strcmp0 (older->label, newer->label) == 0 && !older->is_undone
         && (older->undoes == NULL) == (newer->undoes == NULL);
}

/* (element-type gint64): the numbers of the changes that are undone in one step, newest first */
static GArray *
find_targets (LfDb *db, gboolean redo, GError **error)
{
  g_autoptr (GPtrArray) entries = load_entries (db, error);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  int first = entries == NULL ? -1 : choose (entries, redo);

  for (guint i = (guint) first; first >= 0 && i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      if (i > (guint) first && !belong_together (entries->pdata[i - 1], entry))
        break;
      g_array_append_val (targets, entry->n);
    }
  return targets;
}

/* What the change wrote goes back to what it was, where it is still in force; somebody's later edit
 * stays. */
static void
revert_put (LfChange *change, const LfOp *op, const LfRecord *current)
{
  if (op->is_new)
    {
      if (!lf_record_is_deleted (current))
        lf_change_delete (change, current);
      return;
    }
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_entity_field (lf_record_entity (current), edit->field);
      const char *value = field == NULL ? NULL : lf_record_get (current, edit->field);

      if (field == NULL)
        continue;
      if (lf_field_is_set (field))
        {
          g_autofree char *reverted = lf_set_apply (value, edit->value, edit->was);
          lf_change_edit (change, current, edit->field, reverted);
        }
      else if (g_strcmp0 (value, edit->value) == 0)
        lf_change_edit (change, current, edit->field, edit->was);
    }
}

/* (element-type utf8): ids of the records the change made. One that it also deleted was not there
 * before, and is not to come back. */
static GHashTable *
made_by (const LfChange *change)
{
  GHashTable *made = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < change->ops->len; i++)
    {
      LfOp *op = change->ops->pdata[i];

      if (op->is_new)
        g_hash_table_add (made, op->id);
    }
  return made;
}

static LfChange *
revert (LfDb *db, const LfChange *undone, const char *label, GError **error)
{
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (GHashTable) made = made_by (undone);

  change->undoes = g_strdup (undone->id);
  for (guint i = undone->ops->len; i > 0; i--)
    {
      const LfOp *op = undone->ops->pdata[i - 1];
      const LfEntity *entity = lf_schema_find (op->entity);
      g_autoptr (LfRecord) current
          = entity == NULL ? NULL : lf_rows_load (db, entity, op->id, error);

      if (*error != NULL)
        return NULL;
      if (current == NULL)
        continue;
      if (op->kind == LF_OP_PUT)
        revert_put (change, op, current);
      else if (op->kind == LF_OP_RESTORE)
        lf_change_delete (change, current);
      else if (!g_hash_table_contains (made, op->id))
        lf_change_restore (change, current);
    }
  return g_steal_pointer (&change);
}

/* (nullable): what the person did: of an undo, the change that it undid */
static LfChange *
load_done (LfDb *db, gint64 n, GError **error)
{
  g_autoptr (LfChange) target = lf_journal_load (db, n, NULL, error);
  gint64 first = 0;

  if (target == NULL
      || (target->undoes != NULL && !lf_journal_find (db, target->undoes, &first, error)))
    return NULL;
  return first == 0 ? g_steal_pointer (&target) : lf_journal_load (db, first, NULL, error);
}

/* Did the change leave anything that could be put back? */
static gboolean
left_something (const LfChange *change)
{
  g_autoptr (GHashTable) gone = made_by (change);

  for (guint i = 0; i < change->ops->len; i++)
    if (!g_hash_table_contains (gone, ((LfOp *) change->ops->pdata[i])->id))
      return TRUE;
  for (guint i = 0; i < change->ops->len; i++)
    if (((LfOp *) change->ops->pdata[i])->kind == LF_OP_DELETE)
      g_hash_table_remove (gone, ((LfOp *) change->ops->pdata[i])->id);
  return g_hash_table_size (gone) > 0;
}

/* An undo that finds nothing left to put back is still written, so that the next one goes on to the
 * change before; but it does not pass for one that did something. */
static char *
record_empty (
    LfWriter *self, LfChange *change, const LfChange *done, gint64 time_us, GError **error)
{
  change->author = g_strdup ("");
  change->time_us = time_us;
  if (lf_journal_add (self, change, FALSE, 0, error) == 0)
    return NULL;
  if (!left_something (done))
    return g_strdup (done->label);
  return g_strdup_printf (_ ("%s (nothing was left to put back: it has been changed again since)"),
                          done->label);
}

static char *
undo_one (LfWriter *self, gint64 n, gboolean redo, gint64 time_us, GError **error)
{
  g_autoptr (LfChange) target = lf_journal_load (self->db, n, NULL, error);
  g_autoptr (LfChange) done = target == NULL ? NULL : load_done (self->db, n, error);
  g_autofree char *label = NULL;
  g_autoptr (LfChange) change = NULL;

  if (done == NULL)
    return NULL;
  label = redo ? g_strdup (done->label) : g_strdup_printf (_ ("Undo: %s"), done->label);
  change = revert (self->db, target, label, error);
  if (change == NULL || !lf_writer_commit_at (self, change, time_us, error))
    return NULL;
  return lf_change_is_empty (change) ? record_empty (self, change, done, time_us, error)
                                     : g_strdup (done->label);
}

static gpointer
undo (LfWriter *self, gpointer data, GError **error)
{
  gboolean redo = GPOINTER_TO_INT (data);
  g_autoptr (GArray) targets = find_targets (self->db, redo, error);
  gint64 time_us = lf_clock_now_us ();
  char *told = NULL;

  for (guint i = 0; i < targets->len; i++)
    {
      g_free (told);
      told = undo_one (self, g_array_index (targets, gint64, i), redo, time_us, error);
      if (told == NULL)
        return NULL;
    }
  return told;
}

char *
lf_store_undo_sync (LfStore *self, GError **error)
{
  return lf_store_write (self, undo, GINT_TO_POINTER (FALSE), g_free, error);
}

char *
lf_store_redo_sync (LfStore *self, GError **error)
{
  return lf_store_write (self, undo, GINT_TO_POINTER (TRUE), g_free, error);
}

void
lf_store_undo_async (LfStore *self,
                     gboolean redo,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  lf_store_write_async (self, undo, GINT_TO_POINTER (redo), NULL, g_free, cancellable, callback,
                        user_data);
}

char *
lf_store_undo_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
read_label (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GArray) targets = find_targets (db, GPOINTER_TO_INT (data), error);
  g_autoptr (LfChange) done
      = targets->len == 0 ? NULL : load_done (db, g_array_index (targets, gint64, 0), error);

  return done == NULL ? NULL : g_strdup (done->label);
}

char *
lf_store_undo_label_sync (LfStore *self, gboolean redo, GError **error)
{
  return lf_store_read (self, read_label, GINT_TO_POINTER (redo), error);
}

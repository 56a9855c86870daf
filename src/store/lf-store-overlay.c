/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pending edits laid over the server's values: a field with pending edits keeps its base beside it.
 */

#include "config.h"

#include "lf-store-private.h"

#include <string.h>

gboolean
lf_overlay_keep_base (
    LfDb *db, const char *id, const char *field, const char *value, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db, "INSERT OR IGNORE INTO pending_base (id, field, value, seq) VALUES (?, ?, ?, 0)", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  lf_db_bind_text (statement, 2, field);
  lf_db_bind_text (statement, 3, value);
  return lf_db_run (db, statement, error);
}

gboolean
lf_overlay_keep_bases (LfDb *db, const LfOp *op, const LfRecord *current, GError **error)
{
  if (op->kind != LF_OP_PUT)
    return lf_overlay_keep_base (db, op->id, LF_SQL_DELETED,
                                 lf_record_is_deleted (current) ? "1" : NULL, error);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      int index = lf_entity_index (lf_record_entity (current), edit->field);

      if (index >= 0
          && !lf_overlay_keep_base (db, op->id, edit->field,
                                    lf_record_get_at (current, (guint) index), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lf_overlay_set_base (LfDb *db,
                     const char *id,
                     const char *field,
                     const char *value,
                     gint64 seq,
                     gboolean *ret_found,
                     GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db, "UPDATE pending_base SET value = ?, seq = ? WHERE id = ? AND field = ?", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_text (statement, 1, value);
  sqlite3_bind_int64 (statement, 2, seq);
  lf_db_bind_id (statement, 3, id);
  lf_db_bind_text (statement, 4, field);
  if (!lf_db_run (db, statement, error))
    return FALSE;
  *ret_found = sqlite3_changes (lf_db_handle (db)) > 0;
  return TRUE;
}

gboolean
lf_overlay_find_base (LfDb *db,
                      const char *id,
                      const char *field,
                      gboolean *ret_found,
                      char **ret_value,
                      gint64 *ret_seq,
                      GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT value, seq FROM pending_base WHERE id = ? AND field = ?", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  lf_db_bind_text (statement, 2, field);
  if (!lf_db_step (db, statement, ret_found, error))
    return FALSE;
  if (!*ret_found)
    return TRUE;
  *ret_value = lf_db_text (statement, 0);
  *ret_seq = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_overlay_is_made (LfDb *db, const char *id, gboolean *ret_is_made, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db,
                                           "SELECT 1 FROM outbox_record w JOIN change_record r"
                                           " ON r.change = w.change AND r.id = w.id"
                                           " WHERE w.id = ? AND r.is_new",
                                           error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, ret_is_made, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

static void
base_free (gpointer data)
{
  LfBase *base = data;

  g_free (base->field);
  g_free (base->value);
  g_free (base);
}

GPtrArray *
lf_overlay_load_bases (LfDb *db, const char *id, GError **error)
{
  g_autoptr (GPtrArray) bases = g_ptr_array_new_with_free_func (base_free);
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT field, value, seq FROM pending_base WHERE id = ?", error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, id);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      LfBase *base = g_new0 (LfBase, 1);

      base->field = lf_db_text (statement, 0);
      base->value = lf_db_text (statement, 1);
      base->seq = sqlite3_column_int64 (statement, 2);
      g_ptr_array_add (bases, base);
    }
  return has_row ? NULL : g_steal_pointer (&bases);
}

gboolean
lf_overlay_drop_base (LfDb *db, const char *id, const char *field, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "DELETE FROM pending_base WHERE id = ? AND field = ?", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  lf_db_bind_text (statement, 2, field);
  return lf_db_run (db, statement, error);
}

static gboolean
is_anything_waiting (LfDb *db, const char *id, gboolean *ret_is_waiting, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT 1 FROM outbox_record WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, ret_is_waiting, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* The row shows the last of what waits for a record: where that is all there was, it says what the
 * server has. */
gboolean
lf_overlay_drop_sent (
    LfDb *db, const LfOp *op, gint64 seq, gboolean *ret_is_dropped, GError **error)
{
  g_autoptr (GPtrArray) bases = NULL;
  gboolean is_waiting;

  *ret_is_dropped = FALSE;
  if (op->kind != LF_OP_PUT || op->is_new || lf_schema_find (op->entity) == NULL)
    return TRUE;
  bases = lf_overlay_load_bases (db, op->id, error);
  if (bases == NULL || !is_anything_waiting (db, op->id, &is_waiting, error))
    return FALSE;
  for (guint i = 0; i < bases->len; i++)
    {
      const LfBase *base = bases->pdata[i];

      if (is_waiting || base->seq >= seq || lf_op_find (op, base->field) == NULL)
        return TRUE;
    }
  for (guint i = 0; i < bases->len; i++)
    if (!lf_overlay_drop_base (db, op->id, ((LfBase *) bases->pdata[i])->field, error))
      return FALSE;
  *ret_is_dropped = TRUE;
  return TRUE;
}

/* @base with the pending edits of its field applied in order: sets by element, the rest by the last
 * one. */
static char *
lay_over (const LfBase *base, const LfField *field, GPtrArray *pending, gboolean *ret_is_pending)
{
  char *value = g_strdup (base->value);

  *ret_is_pending = FALSE;
  for (guint i = 0; i < pending->len; i++)
    {
      const LfOp *op = pending->pdata[i];
      const LfEdit *edit = lf_op_find (op, base->field);
      char *next;

      *ret_is_pending |= op->is_new && strcmp (base->field, LF_SQL_DELETED) == 0;
      if (edit == NULL)
        continue;
      *ret_is_pending = TRUE;
      next = field != NULL && lf_field_is_set (field) ? lf_set_apply (value, edit->was, edit->value)
                                                      : g_strdup (edit->value);
      g_free (value);
      value = next;
    }
  return value;
}

/* Writes what each base and its edits come to into @after, and drops the bases no edit needs. */
static gboolean
lay_over_bases (LfWriter *self,
                const char *id,
                GPtrArray *bases,
                LfRecord *after /* nullable: the record is not here */,
                gboolean *is_deleted,
                GError **error)
{
  g_autoptr (GPtrArray) pending = lf_journal_pending (self->db, id, error);

  for (guint i = 0; pending != NULL && i < bases->len; i++)
    {
      const LfBase *base = bases->pdata[i];
      const LfEntity *entity = after == NULL ? NULL : lf_record_entity (after);
      int index = entity == NULL ? -1 : lf_entity_index (entity, base->field);
      gboolean is_pending;
      g_autofree char *value
          = lay_over (base, index < 0 ? NULL : &entity->fields[index], pending, &is_pending);

      if (strcmp (base->field, LF_SQL_DELETED) == 0)
        *is_deleted = value != NULL;
      else if (index >= 0)
        lf_record_take_at (after, (guint) index, g_steal_pointer (&value));
      if (!is_pending && !lf_overlay_drop_base (self->db, id, base->field, error))
        return FALSE;
    }
  return pending != NULL;
}

gboolean
lf_overlay_apply (LfWriter *self, const LfEntity *entity, const char *id, GError **error)
{
  g_autoptr (GPtrArray) bases = lf_overlay_load_bases (self->db, id, error);
  g_autoptr (LfRecord) before = NULL;
  g_autoptr (LfRecord) after = NULL;
  gboolean is_deleted = FALSE;

  if (bases == NULL)
    return FALSE;
  if (bases->len == 0) /* nothing to lay over, but its state is another one */
    return lf_writer_tell_again (self, entity, id, error);
  before = lf_rows_load (self->db, entity, id, error);
  if (*error != NULL)
    return FALSE;
  if (before != NULL)
    {
      after = lf_record_copy (before);
      is_deleted = lf_record_is_deleted (before);
    }
  if (!lay_over_bases (self, id, bases, after, &is_deleted, error))
    return FALSE;
  return before == NULL || lf_writer_replace (self, before, after, is_deleted, error);
}

gboolean
lf_overlay_apply_change (LfWriter *self, const LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEntity *entity = lf_schema_find (op->entity);

      if (entity != NULL && !lf_overlay_apply (self, entity, op->id, error))
        return FALSE;
    }
  return TRUE;
}

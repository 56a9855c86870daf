/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refused changes: kept with the reason until their author sends them again or discards them (G2).
 */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_refused_free (LfRefused *self)
{
  g_clear_pointer (&self->change, lf_change_unref);
  g_free (self->reason);
  g_free (self->message);
  g_free (self);
}

gpointer
lf_refused_read (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_refused_free);
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT change, reason, message, refused_us FROM refused ORDER BY change", error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      LfRefused *refused = g_new0 (LfRefused, 1);

      g_ptr_array_add (all, refused);
      refused->reason = lf_db_text (statement, 1);
      refused->message = lf_db_text (statement, 2);
      refused->refused_us = sqlite3_column_int64 (statement, 3);
      refused->change = lf_journal_load (db, sqlite3_column_int64 (statement, 0), NULL, error);
      if (refused->change == NULL)
        return NULL;
    }
  return has_row ? NULL : g_steal_pointer (&all);
}

GPtrArray *
lf_store_refused_sync (LfStore *self, GError **error)
{
  return lf_store_read (self, lf_refused_read, NULL, error);
}

static gboolean
forget_refused (LfWriter *self, gint64 n, const char *change_id, GError **error)
{
  if (!lf_db_run_for (self->db, "DELETE FROM refused WHERE change = ?", n, error))
    return FALSE;
  if (sqlite3_changes (lf_db_handle (self->db)) == 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no refused change with the id “%s”."), change_id);
      return FALSE;
    }
  return lf_db_run_for (self->db, "DELETE FROM refused_record WHERE change = ?", n, error);
}

gboolean
lf_refused_was_accepted (LfWriter *self, const LfDelta *delta, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (self->db,
                       "SELECT change FROM change_record WHERE id = ? AND is_new AND change IN"
                       " (SELECT change FROM refused)",
                       error);
  g_autoptr (GArray) changes = NULL;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, delta->id);
  changes = lf_db_read_numbers (self->db, statement, error);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      gint64 n = g_array_index (changes, gint64, i);

      if (!forget_refused (self, n, delta->id, error)
          || !lf_db_run_for (self->db, "UPDATE change SET seq = 0 WHERE n = ?", n, error))
        return FALSE;
    }
  return changes != NULL;
}

/* ---- Sending again ---- */

/* The server keeps the answer it gave to a change: sent again, the same edits need a new id. Their
 * place in the order stays. */
static gboolean
give_new_id (LfDb *db, gint64 n, const char *old_id, GError **error)
{
  g_autofree char *id = lf_id_new ();
  sqlite3_stmt *change = lf_db_prepare (db, "UPDATE change SET id = ?2 WHERE n = ?1", error);
  sqlite3_stmt *undo = lf_db_prepare (db, "UPDATE change SET undoes = ?2 WHERE undoes = ?1", error);

  if (change == NULL || undo == NULL)
    return FALSE;
  sqlite3_bind_int64 (change, 1, n);
  lf_db_bind_id (change, 2, id);
  lf_db_bind_id (undo, 1, old_id);
  lf_db_bind_id (undo, 2, id);
  return lf_db_run (db, change, error) && lf_db_run (db, undo, error);
}

/* What the rows hold now is the base again under the edits that are laid over once more. */
static gboolean
keep_bases (LfWriter *self, const LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (LfRecord) current
      = entity == NULL ? NULL : lf_rows_load (self->db, entity, op->id, error);

  if (current == NULL && *error == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                 _ ("A record of this change is not here any more: discard the change."));
  if (current == NULL)
    return FALSE;
  if (op->is_new)
    return lf_writer_replace (self, current, current, FALSE, error);
  return lf_overlay_keep_bases (self->db, op, current, error);
}

static gpointer
resend (LfWriter *self, gpointer data, GError **error)
{
  const char *id = data;
  gint64 n;
  g_autoptr (LfChange) change = NULL;

  if (!lf_journal_find (self->db, id, &n, error) || !forget_refused (self, n, id, error)
      || !give_new_id (self->db, n, id, error)
      || (change = lf_journal_load (self->db, n, NULL, error)) == NULL)
    return NULL;
  for (guint i = 0; i < change->ops->len; i++)
    if (!keep_bases (self, change->ops->pdata[i], error))
      return NULL;
  return lf_writer_enqueue (self, change, n, error) && lf_overlay_apply_change (self, change, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_resend_sync (LfStore *self, const char *change_id, GError **error)
{
  return lf_store_write (self, resend, (gpointer) change_id, /* free_result= */ NULL, error)
         != NULL;
}

/* ---- Discarding ---- */

/* What the change would have made leaves the tables: it was never on the server. The journal keeps
 * it. */
static gboolean
remove_never_accepted (LfWriter *self, const LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEntity *entity = op->is_new ? lf_schema_find (op->entity) : NULL;
      g_autoptr (LfRecord) record
          = entity == NULL ? NULL : lf_rows_load (self->db, entity, op->id, error);

      if (*error != NULL
          || (record != NULL && lf_record_is_deleted (record)
              && !lf_writer_remove (self, record, error)))
        return FALSE;
    }
  return TRUE;
}

/* Until now it could be read what had been changed of what is out of sight. */
static gboolean
empty_gone (LfWriter *self, const LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEntity *entity = lf_schema_find (op->entity);
      g_autoptr (LfRecord) record
          = entity == NULL || op->is_new ? NULL : lf_rows_load (self->db, entity, op->id, error);

      if (*error != NULL)
        return FALSE;
      if (entity != NULL && !op->is_new && record == NULL
          && !lf_sight_empty_journal (self->db, op->id, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
discard (LfWriter *self, gpointer data, GError **error)
{
  gint64 n;
  g_autoptr (LfChange) change = NULL;

  if (!lf_journal_find (self->db, data, &n, error) || !forget_refused (self, n, data, error)
      || !lf_db_run_for (self->db, "UPDATE change SET seq = -1 WHERE n = ?", n, error)
      || (change = lf_journal_load (self->db, n, NULL, error)) == NULL)
    return NULL;
  return remove_never_accepted (self, change, error) && empty_gone (self, change, error)
                 && lf_overlay_apply_change (self, change, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_discard_sync (LfStore *self, const char *change_id, GError **error)
{
  return lf_store_write (self, discard, (gpointer) change_id, /* free_result= */ NULL, error)
         != NULL;
}

/* ---- Amending ---- */

typedef struct
{
  const char *change_id;
  const GPtrArray *amendments; /* (element-type LfAmendment) */
} Amending;

void
lf_amendment_free (LfAmendment *self)
{
  g_free (self->record);
  g_free (self->field);
  g_free (self->value);
  g_free (self);
}

static const char *
amended_value (const Amending *amending, const LfOp *op, const LfEdit *edit)
{
  for (guint i = 0; i < amending->amendments->len; i++)
    {
      const LfAmendment *amendment = amending->amendments->pdata[i];

      if (strcmp (amendment->record, op->id) == 0 && strcmp (amendment->field, edit->field) == 0)
        return amendment->value;
    }
  return edit->value;
}

/* What waits behind the making of a record would go out before its new making. */
static gboolean
check_nothing_waits (LfDb *db, const LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      sqlite3_stmt *statement
          = lf_db_prepare (db, "SELECT 1 FROM outbox_record WHERE id = ?", error);
      gboolean has_row;

      if (statement == NULL)
        return FALSE;
      lf_db_bind_id (statement, 1, op->id);
      if (!lf_db_step (db, statement, &has_row, error))
        return FALSE;
      sqlite3_reset (statement);
      if (has_row && op->is_new)
        {
          g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                       _ ("Later edits of the record wait behind this change: send it again as it "
                          "is, or discard it."));
          return FALSE;
        }
    }
  return TRUE;
}

static void
amend_new (const Amending *amending, const LfOp *op, const LfEntity *entity, LfChange *amended)
{
  g_autoptr (LfRecord) record = lf_record_new (entity, op->id);

  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (lf_entity_field (entity, edit->field) != NULL)
        lf_record_set (record, edit->field, amended_value (amending, op, edit));
    }
  lf_change_create (amended, record);
}

static void
amend_edits (const Amending *amending, const LfOp *op, const LfRecord *current, LfChange *amended)
{
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const char *value = amended_value (amending, op, edit);

      if (lf_entity_field (lf_record_entity (current), edit->field) != NULL
          && g_strcmp0 (lf_record_get (current, edit->field), value) != 0)
        lf_change_edit (amended, current, edit->field, value);
    }
}

static gboolean
amend_op (
    LfWriter *self, const Amending *amending, const LfOp *op, LfChange *amended, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (LfRecord) current = NULL;

  if (entity != NULL && op->is_new)
    {
      amend_new (amending, op, entity, amended);
      return TRUE;
    }
  current = entity == NULL ? NULL : lf_rows_load (self->db, entity, op->id, error);
  if (current == NULL && *error == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                 _ ("A record of this change is not here any more: discard the change."));
  if (current == NULL)
    return FALSE;
  if (op->kind == LF_OP_PUT)
    amend_edits (amending, op, current, amended);
  else if (op->kind == LF_OP_DELETE)
    lf_change_delete (amended, current);
  else
    lf_change_restore (amended, current);
  return TRUE;
}

static gpointer
amend (LfWriter *self, gpointer data, GError **error)
{
  const Amending *amending = data;
  g_autoptr (LfChange) refused = NULL;
  g_autoptr (LfChange) amended = NULL;
  gint64 n;

  if (discard (self, (gpointer) amending->change_id, error) == NULL
      || !lf_journal_find (self->db, amending->change_id, &n, error)
      || (refused = lf_journal_load (self->db, n, NULL, error)) == NULL
      || !check_nothing_waits (self->db, refused, error))
    return NULL;
  amended = lf_change_new (refused->label);
  for (guint i = 0; i < refused->ops->len; i++)
    if (!amend_op (self, amending, refused->ops->pdata[i], amended, error))
      return NULL;
  return lf_change_is_empty (amended) || lf_writer_commit (self, amended, error) ? LF_DONE : NULL;
}

gboolean
lf_store_amend_sync (LfStore *self, const char *change_id, GPtrArray *amendments, GError **error)
{
  Amending amending = { change_id, amendments };

  return lf_store_write (self, amend, &amending, /* free_result= */ NULL, error) != NULL;
}

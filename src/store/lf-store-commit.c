/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Committing: a change is checked, laid over the rows, journalled and queued in one transaction. */

#include "config.h"

#include "lf-ahead.h"
#include "lf-signature.h"
#include "lf-store-gate.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *
lay_value (const LfField *field, const char *current, const LfEdit *edit)
{
  return lf_field_is_set (field) ? lf_set_apply (current, edit->was, edit->value)
                                 : g_strdup (edit->value);
}

/* ---- New records, ahead of being written ---- */

typedef struct
{
  GPtrArray *problems; /* LfProblem */
  LfIndexed *indexed;
} Prepared;

static void
prepared_free (gpointer data)
{
  Prepared *self = data;

  g_ptr_array_unref (self->problems);
  lf_indexed_free (self->indexed);
  g_free (self);
}

typedef struct
{
  GPtrArray *ops; /* unowned LfOp: all of the change, also those that were dropped since */
  gboolean undoing;
} Preparing;

/* (nullable): what @op makes of nothing; NULL where it names what there is not */
static LfRecord *
new_record_of (const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (LfRecord) record = entity == NULL ? NULL : lf_record_new (entity, op->id);

  for (guint i = 0; record != NULL && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      int index = lf_entity_index (entity, edit->field);

      if (index < 0)
        return NULL;
      lf_record_take_at (
          record, (guint) index,
          lay_value (&entity->fields[index], lf_record_get_at (record, (guint) index), edit));
    }
  return g_steal_pointer (&record);
}

static gpointer
prepare (gpointer data, guint index)
{
  const Preparing *self = data;
  const LfOp *op = self->ops->pdata[index];
  g_autoptr (LfRecord) record = op->is_new && op->kind == LF_OP_PUT ? new_record_of (op) : NULL;
  Prepared *prepared;

  if (record == NULL)
    return NULL;
  prepared = g_new (Prepared, 1);
  *prepared = (Prepared){ lf_rules_check (NULL, record, self->undoing), lf_indexed_new (record) };
  return prepared;
}

/* ---- One operation ---- */

typedef struct
{
  LfWriter *writer;
  const LfEntity *entity;
  LfOp *op;
  LfRecord *before; /* (nullable) */
  LfRecord *after;
  GPtrArray *pending; /* (element-type LfOp): before this change; NULL for a new record */
  Prepared *prepared; /* (nullable): when it is a new record */
  gboolean undoing;
} Step;

static void
step_clear (Step *step)
{
  g_clear_pointer (&step->before, lf_record_unref);
  g_clear_pointer (&step->after, lf_record_unref);
  g_clear_pointer (&step->pending, g_ptr_array_unref);
  g_clear_pointer (&step->prepared, prepared_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

static gboolean
load_step (Step *step, GError **error)
{
  GError *local_error = NULL;

  step->before = lf_rows_load (step->writer->db, step->entity, step->op->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (step->before == NULL && !step->op->is_new)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no such record any more in %s: %s."),
                   lf_entity_plural (step->entity), step->op->id);
      return FALSE;
    }
  if (step->before == NULL)
    {
      step->after = lf_record_new (step->entity, step->op->id);
      return TRUE;
    }
  step->after = lf_record_copy (step->before);
  step->pending = lf_journal_pending (step->writer->db, step->op->id, error);
  return step->pending != NULL;
}

/* Who edits over an own pending edit still has not looked at what others did meanwhile (design:
 * seen is kept per field). */
static void
inherit_seen (const Step *step, LfEdit *edit, const LfField *field)
{
  for (guint i = 0; i < step->pending->len; i++)
    {
      const LfOp *op = step->pending->pdata[i];

      for (guint e = 0; e < op->edits->len; e++)
        {
          const LfEdit *earlier = op->edits->pdata[e];
          const LfField *other = lf_entity_field (step->entity, earlier->field);

          if (other != NULL && strcmp (lf_field_bundle (other), lf_field_bundle (field)) == 0)
            edit->seen = MIN (edit->seen, earlier->seen);
        }
    }
}

static gboolean
lay_edit (Step *step, LfEdit *edit, gboolean *ret_has_effect, GError **error)
{
  int index = lf_entity_index (step->entity, edit->field);
  const LfField *field;
  const char *current;
  char *value;

  if (index < 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND, _ ("“%1$s” is not a field of %2$s."),
                   edit->field, lf_entity_plural (step->entity));
      return FALSE;
    }
  field = &step->entity->fields[index];
  current = lf_record_get_at (step->after, (guint) index);
  value = lay_value (field, current, edit);
  *ret_has_effect = g_strcmp0 (current, value) != 0;
  if (*ret_has_effect && step->before != NULL)
    {
      inherit_seen (step, edit, field);
      if (!lf_overlay_keep_base (step->writer->db, step->op->id, field->name, current, error))
        {
          g_free (value);
          return FALSE;
        }
    }
  lf_record_take_at (step->after, (guint) index, value);
  return TRUE;
}

static gboolean
check (const Step *step, GError **error)
{
  g_autoptr (GPtrArray) problems = step->prepared != NULL
                                       ? g_ptr_array_ref (step->prepared->problems)
                                       : lf_rules_check (step->before, step->after, step->undoing);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            ((LfProblem *) problems->pdata[i])->message);
  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, text->str);
  return FALSE;
}

/* By what the server said last of the account; a store without a server has nobody to ask. Of what
 * is taken back the server judges: an undo that cannot be done would be in the way of all others.
 */
static gboolean
check_move (const Step *step, GError **error)
{
  const LfScopeFields *fields = &step->entity->scope;
  g_autofree char *role = NULL;
  g_autofree char *sight = NULL;
  g_autofree char *why = NULL;
  LfParkMove move = { .entity = step->entity->name };

  if (fields->park == NULL || step->before == NULL || step->undoing)
    return TRUE;
  move.park = lf_record_get (step->before, fields->park);
  move.offered = lf_record_get (step->before, fields->offered);
  move.to = lf_record_get (step->after, fields->park);
  if (g_strcmp0 (move.park, move.to) == 0)
    return TRUE;
  if (!lf_setting_get (step->writer->db, LF_SETTING_ROLE, &role, error)
      || !lf_setting_get (step->writer->db, LF_SETTING_SIGHT, &sight, error))
    return FALSE;
  if (lf_sight_may_move (role, sight, &move))
    return TRUE;
  why = lf_sight_tell_move ();
  g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, why);
  return FALSE;
}

static char *
name_account (const char *id, gpointer data, GError **error)
{
  g_autoptr (LfRecord) account = lf_rows_load (data, lf_schema_find ("account"), id, error);

  return account == NULL ? NULL : g_strdup (lf_record_get (account, "name"));
}

/* As with moves: by who works here. */
static gboolean
check_signatures (const Step *step, GError **error)
{
  LfDb *db = step->writer->db;
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;
  g_autofree char *refusal = NULL;
  LfSigner signer;

  if (step->undoing || !lf_signature_is_asked (step->entity))
    return TRUE;
  if (!lf_setting_get (db, LF_SETTING_ROLE, &role, error)
      || !lf_setting_get (db, "author", &name, error))
    return FALSE;
  signer = (LfSigner){ role, name };
  if (!lf_signature_check (&signer, step->before, step->after, name_account, db, &refusal, error))
    return FALSE;
  if (refusal != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, refusal);
  return refusal == NULL;
}

/* What was entered as it was, or is taken back, comes through no gate. */
static gboolean
check_gate (const Step *step, GError **error)
{
  g_autofree char *refusal = NULL;

  if (step->undoing || step->before == NULL)
    return TRUE;
  if (!lf_gate_check (step->writer->db, step->before, step->after, &refusal, error))
    return FALSE;
  if (refusal != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_REFUSED, refusal);
  return refusal == NULL;
}

static gboolean
lay_put (Step *step, GError **error)
{
  for (guint i = 0; i < step->op->edits->len;)
    {
      gboolean has_effect;

      if (!lay_edit (step, step->op->edits->pdata[i], &has_effect, error))
        return FALSE;
      if (has_effect)
        i++;
      else
        g_ptr_array_remove_index (step->op->edits, i);
    }
  if (step->before != NULL && step->op->edits->len == 0)
    return TRUE;
  if (!check (step, error) || !check_move (step, error) || !check_signatures (step, error)
      || !check_gate (step, error))
    return FALSE;
  if (step->before == NULL)
    return lf_writer_insert (step->writer, step->after,
                             step->prepared == NULL ? NULL : step->prepared->indexed, FALSE, error);
  return lf_writer_replace (step->writer, step->before, step->after,
                            lf_record_is_deleted (step->before), error);
}

static const LfEdit *
first_pending (const Step *step, const char *field)
{
  const LfEdit *edit = NULL;

  for (guint i = 0; edit == NULL && i < step->pending->len; i++)
    edit = lf_op_find (step->pending->pdata[i], field);
  return edit;
}

/* What a pull has brought under a pending edit, its author has not looked at. */
static gboolean
unsee_bases (Step *step, GError **error)
{
  g_autoptr (GPtrArray) bases = lf_overlay_load_bases (step->writer->db, step->op->id, error);

  for (guint i = 0; bases != NULL && i < bases->len; i++)
    {
      const LfBase *base = bases->pdata[i];
      const LfEdit *edit = first_pending (step, base->field);

      if (base->seq > 0 && edit != NULL && g_strcmp0 (base->value, edit->was) != 0)
        step->op->seen = MIN (step->op->seen, base->seq - 1);
    }
  return bases != NULL;
}

static gboolean
lay_deleted (Step *step, gboolean is_deleted, GError **error)
{
  const char *current = lf_record_is_deleted (step->before) ? "1" : NULL;

  if (!check_signatures (step, error) || !unsee_bases (step, error))
    return FALSE;
  return lf_overlay_keep_base (step->writer->db, step->op->id, LF_SQL_DELETED, current, error)
         && lf_writer_replace (step->writer, step->before, step->after, is_deleted, error);
}

static gboolean
apply_op (LfWriter *self,
          LfOp *op,
          Prepared *prepared /* (transfer full) (nullable) */,
          gboolean undoing,
          gboolean *ret_has_effect,
          GError **error)
{
  g_auto (Step) step = { .writer = self,
                         .entity = lf_schema_find (op->entity),
                         .op = op,
                         .undoing = undoing,
                         .prepared = prepared };

  if (step.entity == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no kind of record named “%s”."), op->entity);
      return FALSE;
    }
  if (!load_step (&step, error))
    return FALSE;
  if (step.before != NULL)
    g_clear_pointer (&step.prepared, prepared_free);
  if (op->kind == LF_OP_PUT)
    {
      gboolean is_ok = lay_put (&step, error);
      *ret_has_effect = op->is_new || op->edits->len > 0;
      return is_ok;
    }
  *ret_has_effect = lf_record_is_deleted (step.before) != (op->kind == LF_OP_DELETE);
  return !*ret_has_effect || lay_deleted (&step, op->kind == LF_OP_DELETE, error);
}

/* ---- The change ---- */

static gboolean
settles_conflict (const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (strcmp (((LfOp *) change->ops->pdata[i])->entity, "conflict") == 0)
      return TRUE;
  return FALSE;
}

static GPtrArray *
unowned_copy (const GPtrArray *array)
{
  GPtrArray *copy = g_ptr_array_sized_new (array->len);

  for (guint i = 0; i < array->len; i++)
    g_ptr_array_add (copy, array->pdata[i]);
  return copy;
}

gboolean
lf_writer_apply (LfWriter *self, LfChange *change, GError **error)
{
  gboolean undoing = change->undoes != NULL || settles_conflict (change);
  g_autoptr (GHashTable) redirected = lf_change_redirected (change);
  g_autoptr (GPtrArray) ops = unowned_copy (change->ops);
  Preparing preparing = { ops, undoing };
  g_autoptr (LfAhead) ahead = lf_ahead_new (ops->len, prepare, &preparing, prepared_free);

  for (guint i = 0, n = 0; i < change->ops->len; n++)
    {
      LfOp *op = change->ops->pdata[i];
      gboolean is_free = undoing || g_hash_table_contains (redirected, op->id);
      gboolean has_effect;

      if (!apply_op (self, op, lf_ahead_take (ahead, n), is_free, &has_effect, error))
        return FALSE;
      if (has_effect)
        i++;
      else
        g_ptr_array_remove_index (change->ops, i);
    }
  return TRUE;
}

static gboolean
note_record (LfDb *db, const char *id, gint64 n, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "INSERT OR IGNORE INTO outbox_record (id, change) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, n);
  return lf_db_run (db, statement, error);
}

gboolean
lf_writer_enqueue (LfWriter *self, const LfChange *change, gint64 n, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (self->db, "INSERT INTO outbox (change) VALUES (?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_run (self->db, statement, error))
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    if (!note_record (self->db, ((LfOp *) change->ops->pdata[i])->id, n, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_author (LfDb *db, LfChange *change, GError **error)
{
  char *account = NULL;

  if (!lf_setting_get (db, "author", &account, error))
    return FALSE;
  g_free (change->author);
  change->author = account != NULL ? account : g_strdup (g_get_user_name ());
  return TRUE;
}

/* A record made here knows what this store knows: by that the server tells whether two people could
 * know of each other's first report. */
/* A form that was open while the server came back from a backup has seen numbers of before. */
static void
forget_seen (LfOp *op, gint64 since)
{
  if (op->seen > since)
    op->seen = 0;
  for (guint i = 0; i < op->edits->len; i++)
    {
      LfEdit *edit = op->edits->pdata[i];

      if (edit->seen > since)
        edit->seen = 0;
    }
}

static gboolean
note_seen (LfDb *db, LfChange *change, GError **error)
{
  gint64 since;

  if (!lf_setting_get_since (db, &since, error))
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    {
      LfOp *op = change->ops->pdata[i];

      forget_seen (op, since);
      if (!op->is_new || op->seen != 0)
        continue;
      op->seen = since;
      for (guint e = 0; e < op->edits->len; e++)
        ((LfEdit *) op->edits->pdata[e])->seen = since;
    }
  return TRUE;
}

gboolean
lf_writer_prepare (LfWriter *self, LfChange *change, gint64 time_us, GError **error)
{
  if (!note_seen (self->db, change, error) || !lf_writer_note_keepers (self, change, error)
      || !lf_writer_apply (self, change, error))
    return FALSE;
  if (lf_change_is_empty (change))
    return TRUE;
  if (!put_author (self->db, change, error))
    return FALSE;
  g_free (change->device);
  change->device = g_strdup (lf_store_device (self->store));
  change->time_us = time_us;
  return TRUE;
}

gboolean
lf_writer_add (LfWriter *self, const LfChange *change, GError **error)
{
  gint64 n = lf_journal_add (self, change, FALSE, 0, error);

  return n != 0 && lf_writer_enqueue (self, change, n, error);
}

gboolean
lf_writer_commit_at (LfWriter *self, LfChange *change, gint64 time_us, GError **error)
{
  return lf_writer_prepare (self, change, time_us, error)
         && (lf_change_is_empty (change) || lf_writer_add (self, change, error));
}

gboolean
lf_writer_commit (LfWriter *self, LfChange *change, GError **error)
{
  return lf_writer_commit_at (self, change, lf_clock_now_us (), error);
}

static gpointer
commit (LfWriter *self, gpointer data, GError **error)
{
  return lf_writer_commit (self, data, error) ? LF_DONE : NULL;
}

gboolean
lf_store_commit_sync (LfStore *self, LfChange *change, GError **error)
{
  return lf_store_write (self, commit, change, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_commit_async (LfStore *self,
                       LfChange *change,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  lf_store_write_async (self, commit, lf_change_ref (change), (GDestroyNotify) lf_change_unref,
                        NULL, cancellable, callback, user_data);
}

gboolean
lf_store_commit_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

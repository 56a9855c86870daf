/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: what waits to be sent, and what the server answered. */

#include "config.h"

#include "lf-store-private.h"

#include <string.h>

/* ---- Waiting to be sent ---- */

/* What waits behind an earlier refused change of the same record is not offered: only it has to
 * wait. */
#define WAITING                                                                                    \
  "SELECT w.change FROM refused_record r JOIN outbox_record w ON w.id = r.id"                      \
  " WHERE w.change > r.change"

typedef struct
{
  gint64 n; /* of the journal */
  gboolean is_again;
  char *offers; /* (nullable): lf-store-offers.c */
} Waiting;

static void
waiting_clear (gpointer data)
{
  g_free (((Waiting *) data)->offers);
}

/* Where nothing came under an edit since its author looked, the server can tell itself from what it
 * started. */
static gboolean
mark_op (LfDb *db, LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (GPtrArray) bases = NULL;

  if (entity == NULL || op->is_new || op->edits->len == 0)
    return TRUE;
  bases = lf_overlay_load_bases (db, op->id, error);
  for (guint i = 0; bases != NULL && i < bases->len; i++)
    {
      const LfBase *base = bases->pdata[i];
      const LfField *field = lf_entity_field (entity, base->field);
      LfEdit *edit = lf_op_find (op, base->field);

      if (edit != NULL && field != NULL && !lf_field_is_set (field))
        edit->is_as_seen
            = edit->seen > 0 && base->seq <= edit->seen && g_strcmp0 (base->value, edit->was) == 0;
    }
  return bases != NULL;
}

static gboolean
mark_as_seen (LfDb *db, LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (!mark_op (db, change->ops->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* @statement: of their numbers, whether they are sent again, and which edits had lost */
static GPtrArray *
load_changes (LfDb *db, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Waiting));
  gint64 now = lf_clock_now_us ();
  gboolean has_row = TRUE;

  g_array_set_clear_func (all, waiting_clear);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      Waiting waiting = { sqlite3_column_int64 (statement, 0),
                          sqlite3_column_int (statement, 1) != 0, lf_db_text (statement, 2) };
      g_array_append_val (all, waiting);
    }
  for (guint i = 0; !has_row && i < all->len; i++)
    {
      const Waiting *waiting = &g_array_index (all, Waiting, i);
      LfChange *change = lf_journal_load (db, waiting->n, NULL, error);

      if (change == NULL)
        return NULL;
      g_ptr_array_add (changes, change);
      change->is_again = waiting->is_again;
      lf_offers_mark (waiting->offers, change);
      change->age_us = MAX (now - change->time_us, 1);
      if (!waiting->is_again && waiting->offers == NULL && !mark_as_seen (db, change, error))
        return NULL;
    }
  return has_row ? NULL : g_steal_pointer (&changes);
}

typedef struct
{
  const char *after; /* (nullable): id of a change */
  guint limit;       /* 0: all */
} Batch;

static gpointer
read_outbox (LfDb *db, gpointer data, GError **error)
{
  const Batch *batch = data;
  gint64 after = 0;
  sqlite3_stmt *statement;

  if (batch->after != NULL && !lf_journal_find (db, batch->after, &after, error))
    return NULL;
  statement
      = lf_db_prepare (db,
                       "SELECT change, again, offers FROM outbox WHERE change NOT IN (" WAITING ")"
                       " AND change > ? ORDER BY again = 2 DESC, change LIMIT ?",
                       error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, after);
  sqlite3_bind_int64 (statement, 2, batch->limit == 0 ? -1 : (gint64) batch->limit);
  return load_changes (db, statement, error);
}

static gpointer
read_waiting (LfDb *db, gpointer data, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT change, again, offers FROM outbox WHERE change IN (" WAITING ") ORDER BY change",
      error);

  return statement == NULL ? NULL : load_changes (db, statement, error);
}

GPtrArray *
lf_store_waiting_sync (LfStore *self, GError **error)
{
  return lf_store_read (self, read_waiting, NULL, error);
}

GPtrArray *
lf_store_outbox_sync (LfStore *self, guint limit, GError **error)
{
  Batch batch = { NULL, limit };

  return lf_store_read (self, read_outbox, &batch, error);
}

GPtrArray *
lf_store_outbox_after_sync (LfStore *self, const char *change, guint limit, GError **error)
{
  Batch batch = { change, limit };

  return lf_store_read (self, read_outbox, &batch, error);
}

/* ---- Looking through it ---- */

typedef struct
{
  gint64 after;
  guint limit;
} Stretch;

void
lf_pending_free (LfPending *self)
{
  lf_change_unref (self->change);
  g_free (self->behind);
  g_free (self);
}

static gpointer
read_pending (LfDb *db, gpointer data, GError **error)
{
  const Stretch *stretch = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_pending_free);
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT o.change, (SELECT coalesce (c.label, '') FROM change_record m"
                       " JOIN refused_record r ON r.id = m.id JOIN change c ON c.n = r.change"
                       " WHERE m.change = o.change AND r.change < o.change LIMIT 1)"
                       " FROM outbox o WHERE o.change > ? ORDER BY o.change LIMIT ?",
                       error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, stretch->after);
  sqlite3_bind_int64 (statement, 2, stretch->limit);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      LfChange *change = lf_journal_load (db, sqlite3_column_int64 (statement, 0), NULL, error);
      LfPending *pending;

      if (change == NULL)
        {
          sqlite3_reset (statement);
          return NULL;
        }
      pending = g_new0 (LfPending, 1);
      *pending
          = (LfPending){ sqlite3_column_int64 (statement, 0), change, lf_db_text (statement, 1) };
      g_ptr_array_add (all, pending);
    }
  return has_row ? NULL : g_steal_pointer (&all);
}

GPtrArray *
lf_store_pending_sync (LfStore *self, gint64 after, guint limit, GError **error)
{
  Stretch stretch = { after, limit };

  return lf_store_read (self, read_pending, &stretch, error);
}

static gpointer
count_pending (LfDb *db, gpointer data, GError **error)
{
  gint64 *ret_n = data;
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT count (*) FROM outbox", error);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return NULL;
  *ret_n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return LF_DONE;
}

gint64
lf_store_count_pending_sync (LfStore *self, GError **error)
{
  gint64 n = -1;

  lf_store_read (self, count_pending, &n, error);
  return n;
}

/* ---- Answers ---- */

static gboolean
is_in_outbox (LfDb *db, gint64 n, gboolean *ret_is_in, gboolean *ret_is_again, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT again FROM outbox WHERE change = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_step (db, statement, ret_is_in, error))
    return FALSE;
  *ret_is_again = *ret_is_in && sqlite3_column_int (statement, 0) != 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
leave_outbox (LfDb *db, gint64 n, GError **error)
{
  return lf_db_run_for (db, "DELETE FROM outbox WHERE change = ?", n, error)
         && lf_db_run_for (db,
                           "DELETE FROM outbox_record WHERE change = ?1 AND id IN"
                           " (SELECT id FROM change_record WHERE change = ?1)",
                           n, error);
}

static gboolean
has_conflict (const LfAnswer *answer, const char *id, const char *field)
{
  for (guint i = 0; i < answer->conflicts->len; i++)
    {
      const LfConflict *conflict = answer->conflicts->pdata[i];
      if (strcmp (conflict->record, id) == 0 && strcmp (conflict->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}

/* An accepted edit becomes the base, unless a pull has already brought what came after it. */
static gboolean
accept_edit (LfWriter *self,
             const LfAnswer *answer,
             const LfField *field,
             const char *id,
             const LfEdit *edit,
             GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *value = NULL;
  gboolean found;
  gint64 seq;

  if (!lf_overlay_find_base (self->db, id, edit->field, &found, &base, &seq, error))
    return FALSE;
  if (has_conflict (answer, id, edit->field) || !found || seq >= answer->seq)
    return TRUE;
  value = field != NULL && lf_field_is_set (field) ? lf_set_apply (base, edit->was, edit->value)
                                                   : g_strdup (edit->value);
  return lf_overlay_set_base (self->db, id, edit->field, value, answer->seq, &found, error);
}

/* A record made here has no base: nobody else can have known it. */
static gboolean
accept_op (LfWriter *self, const LfAnswer *answer, const LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  LfEdit deleted = { .field = (char *) LF_SQL_DELETED,
                     .value = (char *) (op->kind == LF_OP_DELETE ? "1" : NULL) };
  gboolean is_dropped = FALSE;

  if (answer->is_as_sent && !lf_overlay_drop_sent (self->db, op, answer->seq, &is_dropped, error))
    return FALSE;
  if (is_dropped)
    return TRUE;
  if (op->kind != LF_OP_PUT)
    return accept_edit (self, answer, NULL, op->id, &deleted, error);
  for (guint i = 0; !op->is_new && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = entity == NULL ? NULL : lf_entity_field (entity, edit->field);

      if (!accept_edit (self, answer, field, op->id, edit, error))
        return FALSE;
    }
  return TRUE;
}

/* What was told again stays in sight until the next pull: where the server still had what it
 * started from, it holds now. Whatever that pull brings replaces it. */
static gboolean
accept_edit_again (LfWriter *self,
                   const LfAnswer *answer,
                   const LfField *field,
                   const char *id,
                   const LfEdit *edit,
                   GError **error)
{
  g_autofree char *base = NULL;
  gboolean found;
  gint64 seq;

  if (has_conflict (answer, id, edit->field))
    return TRUE;
  if (!lf_overlay_find_base (self->db, id, edit->field, &found, &base, &seq, error))
    return FALSE;
  return !found || g_strcmp0 (base, edit->was) != 0
         || lf_overlay_set_base (self->db, id, edit->field, edit->value, /* seq= */ 0, &found,
                                 error);
}

/* Elements of sets meet with that pull. It may say, too, that the record went out of sight, so that
 * the files among them are owed from now on. */
static gboolean
accept_again (LfWriter *self, const LfAnswer *answer, const LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);

  for (guint i = 0; entity != NULL && op->kind == LF_OP_PUT && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_entity_field (entity, edit->field);

      if (field == NULL)
        continue;
      if (field->type == LF_VALUE_ATTACHMENT_SET
          && !lf_files_owe_set (self, entity, op->id, edit->value, error))
        return FALSE;
      if (!op->is_new && !lf_field_is_set (field)
          && !accept_edit_again (self, answer, field, op->id, edit, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
accept (LfWriter *self,
        const LfAnswer *answer,
        const LfChange *change,
        gint64 n,
        gboolean is_again,
        GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      self->db, "UPDATE change SET seq = ?2, late_us = ?3, doubtful = ?4 WHERE n = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  sqlite3_bind_int64 (statement, 2, answer->seq);
  sqlite3_bind_int64 (statement, 3, MAX (lf_clock_now_us () - change->time_us, 0));
  if (answer->is_doubtful)
    sqlite3_bind_int (statement, 4, 1);
  if (!lf_db_run (self->db, statement, error) || !leave_outbox (self->db, n, error)
      || !lf_sight_accepted (self, change, is_again && !answer->is_as_sent, error))
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    if (!(is_again ? accept_again : accept_op) (self, answer, change->ops->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
note_refused (LfWriter *self, const LfAnswer *answer, gint64 n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      self->db, "INSERT INTO refused (change, reason, message, refused_us) VALUES (?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  lf_db_bind_text (statement, 2, answer->reason);
  lf_db_bind_text (statement, 3, answer->message);
  sqlite3_bind_int64 (statement, 4, lf_clock_now_us ());
  return lf_db_run (self->db, statement, error)
         && lf_db_run_for (self->db,
                           "INSERT OR IGNORE INTO refused_record (id, change)"
                           " SELECT id, change FROM change_record WHERE change = ?",
                           n, error);
}

/* A refused record that was new here is not on the server: it leaves the lists until its author
 * sends it again. */
gboolean
lf_outbox_refuse (
    LfWriter *self, const LfAnswer *answer, const LfChange *change, gint64 n, GError **error)
{
  if (!leave_outbox (self->db, n, error) || !note_refused (self, answer, n, error))
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      if (op->is_new && !lf_overlay_keep_base (self->db, op->id, LF_SQL_DELETED, "1", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_answer (LfWriter *self, const LfAnswer *answer, GError **error)
{
  gint64 n;
  g_autoptr (LfChange) change = NULL;
  gboolean is_waiting, is_again;

  if (!lf_journal_find (self->db, answer->change, &n, error))
    return FALSE;
  if (n == 0 || answer->kind == LF_ANSWER_WAITING)
    return TRUE;
  if (!is_in_outbox (self->db, n, &is_waiting, &is_again, error))
    return FALSE;
  if (!is_waiting)
    return TRUE;
  change = answer->sent != NULL && !is_again ? lf_change_ref (answer->sent)
                                             : lf_journal_load (self->db, n, NULL, error);
  if (change == NULL)
    return FALSE;
  if (!(answer->kind == LF_ANSWER_ACCEPTED ? accept (self, answer, change, n, is_again, error)
                                           : lf_outbox_refuse (self, answer, change, n, error)))
    return FALSE;
  return lf_overlay_apply_change (self, change, error);
}

gboolean
lf_outbox_take (LfWriter *self, GPtrArray *answers, GError **error)
{
  for (guint i = 0; i < answers->len; i++)
    if (!take_answer (self, answers->pdata[i], error))
      return FALSE;
  self->news->is_remote = TRUE;
  return TRUE;
}

static gpointer
take_answers (LfWriter *self, gpointer data, GError **error)
{
  return lf_outbox_take (self, data, error) ? LF_DONE : NULL;
}

gboolean
lf_store_take_answers_sync (LfStore *self, GPtrArray *answers, GError **error)
{
  return lf_store_write (self, take_answers, answers, /* free_result= */ NULL, error) != NULL;
}

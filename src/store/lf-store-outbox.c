/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox: what waits to be sent, what the server answered, what it refused. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Standing with the server ---- */

void
lf_sync_state_clear (LfSyncState *self)
{
  g_clear_pointer (&self->epoch, g_free);
}

static gint64
read_number (LfDb *db, const char *key)
{
  g_autofree char *text = lf_setting_get (db, key);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

static gpointer
read_state (LfDb *db, gpointer data, GError **error)
{
  LfSyncState *state = data;

  *state = (LfSyncState){ .cursor = lf_store_read_cursor (db),
                          .epoch = lf_setting_get (db, "epoch"),
                          .time_offset_us = read_number (db, "time-offset-us"),
                          .last_success_us = read_number (db, "last-success-us"),
                          .is_first_download_done = read_number (db, "first-download-done") != 0 };
  return LF_DONE;
}

gboolean
lf_store_sync_state_sync (LfStore *self, LfSyncState *ret_state, GError **error)
{
  return lf_store_read (self, read_state, ret_state, error) != NULL;
}

typedef struct
{
  const char *key, *value;
} Setting;

static gpointer
read_setting (LfDb *db, gpointer data, GError **error)
{
  return lf_setting_get (db, data);
}

static gpointer
write_setting (LfWriter *self, gpointer data, GError **error)
{
  const Setting *setting = data;

  return lf_setting_set (self->db, setting->key, setting->value, error) ? LF_DONE : NULL;
}

char *
lf_store_setting_sync (LfStore *self, const char *key, GError **error)
{
  return lf_store_read (self, read_setting, (gpointer) key, error);
}

gboolean
lf_store_set_setting_sync (LfStore *self, const char *key, const char *value, GError **error)
{
  Setting setting = { key, value };

  return lf_store_write (self, write_setting, &setting, error) != NULL;
}

gboolean
lf_store_set_author_sync (LfStore *self, const char *account, GError **error)
{
  return lf_store_set_setting_sync (self, "author", account, error);
}

char *
lf_store_author (LfStore *self)
{
  char *author = lf_store_setting_sync (self, "author", NULL);

  return author != NULL ? author : g_strdup (g_get_user_name ());
}

/* ---- Waiting to be sent ---- */

/* What waits behind a refused change of the same record is not offered: only it has to wait. */
static gpointer
read_outbox (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT o.change FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM "
                       "change_record c JOIN refused_record r ON r.id = c.id"
                       " WHERE c.change = o.change) ORDER BY o.change LIMIT ?",
                       error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1,
                      GPOINTER_TO_UINT (data) == 0 ? -1 : (gint64) GPOINTER_TO_UINT (data));
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      gint64 n = sqlite3_column_int64 (statement, 0);
      g_array_append_val (numbers, n);
    }
  for (guint i = 0; !has_row && i < numbers->len; i++)
    {
      LfChange *change = lf_journal_load (db, g_array_index (numbers, gint64, i), NULL, error);

      if (change == NULL)
        return NULL;
      g_ptr_array_add (changes, change);
    }
  return has_row ? NULL : g_steal_pointer (&changes);
}

GPtrArray *
lf_store_outbox_sync (LfStore *self, guint limit, GError **error)
{
  return lf_store_read (self, read_outbox, GUINT_TO_POINTER (limit), error);
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
run_numbered (LfDb *db, const char *sql, gint64 n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  return lf_db_run (db, statement, error);
}

static gboolean
is_in_outbox (LfDb *db, gint64 n, gboolean *ret_is_in, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT 1 FROM outbox WHERE change = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_step (db, statement, ret_is_in, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
leave_outbox (LfDb *db, gint64 n, GError **error)
{
  return run_numbered (db, "DELETE FROM outbox WHERE change = ?", n, error)
         && run_numbered (db, "DELETE FROM outbox_record WHERE change = ?", n, error);
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

  if (has_conflict (answer, id, edit->field)
      || !lf_overlay_find_base (self->db, id, edit->field, &base, &seq) || seq >= answer->seq)
    return TRUE;
  value = field != NULL && lf_field_is_set (field) ? lf_set_apply (base, edit->was, edit->value)
                                                   : g_strdup (edit->value);
  return lf_overlay_set_base (self, id, edit->field, value, answer->seq, &found, error);
}

static gboolean
accept_op (LfWriter *self, const LfAnswer *answer, const LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  LfEdit deleted = { .field = (char *) LF_SQL_DELETED,
                     .value = (char *) (op->kind == LF_OP_DELETE ? "1" : NULL) };

  if (op->kind != LF_OP_PUT)
    return accept_edit (self, answer, NULL, op->id, &deleted, error);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (!accept_edit (self, answer, lf_entity_field (entity, edit->field), op->id, edit, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
accept (LfWriter *self, const LfAnswer *answer, const LfChange *change, gint64 n, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (self->db, "UPDATE change SET seq = ?2 WHERE n = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  sqlite3_bind_int64 (statement, 2, answer->seq);
  if (!lf_db_run (self->db, statement, error) || !leave_outbox (self->db, n, error))
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    if (!accept_op (self, answer, change->ops->pdata[i], error))
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
  sqlite3_bind_int64 (statement, 4, g_get_real_time ());
  return lf_db_run (self->db, statement, error)
         && run_numbered (self->db,
                          "INSERT OR IGNORE INTO refused_record (id, change) SELECT id, change "
                          "FROM change_record WHERE change = ?",
                          n, error);
}

/* A refused record that was new here is not on the server: it leaves the lists until its author
 * sends it again. */
static gboolean
refuse (LfWriter *self, const LfAnswer *answer, const LfChange *change, gint64 n, GError **error)
{
  if (!leave_outbox (self->db, n, error) || !note_refused (self, answer, n, error))
    return FALSE;
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      if (op->is_new && !lf_overlay_keep_base (self, op->id, LF_SQL_DELETED, "1", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
lay_over_again (LfWriter *self, const LfChange *change, GError **error)
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

static gboolean
take_answer (LfWriter *self, const LfAnswer *answer, GError **error)
{
  gint64 n = lf_journal_find (self->db, answer->change);
  g_autoptr (LfChange) change = NULL;
  gboolean is_waiting;

  if (n == 0 || answer->kind == LF_ANSWER_WAITING)
    return TRUE;
  if (!is_in_outbox (self->db, n, &is_waiting, error))
    return FALSE;
  if (!is_waiting)
    return TRUE;
  change = lf_journal_load (self->db, n, NULL, error);
  if (change == NULL)
    return FALSE;
  if (!(answer->kind == LF_ANSWER_ACCEPTED ? accept (self, answer, change, n, error)
                                           : refuse (self, answer, change, n, error)))
    return FALSE;
  return lay_over_again (self, change, error);
}

static gpointer
take_answers (LfWriter *self, gpointer data, GError **error)
{
  GPtrArray *answers = data;

  for (guint i = 0; i < answers->len; i++)
    if (!take_answer (self, answers->pdata[i], error))
      return NULL;
  self->news->is_remote = TRUE;
  return LF_DONE;
}

gboolean
lf_store_take_answers_sync (LfStore *self, GPtrArray *answers, GError **error)
{
  return lf_store_write (self, take_answers, answers, error) != NULL;
}

/* ---- Refused ---- */

void
lf_refused_free (LfRefused *self)
{
  g_clear_pointer (&self->change, lf_change_unref);
  g_free (self->reason);
  g_free (self->message);
  g_free (self);
}

static gpointer
read_refused (LfDb *db, gpointer data, GError **error)
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
  return lf_store_read (self, read_refused, NULL, error);
}

static gboolean
forget_refused (LfWriter *self, gint64 n, const char *change_id, GError **error)
{
  if (!run_numbered (self->db, "DELETE FROM refused WHERE change = ?", n, error))
    return FALSE;
  if (sqlite3_changes (lf_db_handle (self->db)) == 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no refused change with the id “%s”."), change_id);
      return FALSE;
    }
  return run_numbered (self->db, "DELETE FROM refused_record WHERE change = ?", n, error);
}

/* The server keeps the answer it gave to a change: sent again, the same edits need a new id. Their
 * place in the order stays. */
static gboolean
give_new_id (LfDb *db, gint64 n, GError **error)
{
  g_autofree char *id = lf_id_new ();
  sqlite3_stmt *statement = lf_db_prepare (db, "UPDATE change SET id = ?2 WHERE n = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  lf_db_bind_id (statement, 2, id);
  return lf_db_run (db, statement, error);
}

/* What the rows hold now is the base again under the edits that are laid over once more. */
static gboolean
keep_bases (LfWriter *self, const LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (LfRecord) current = lf_rows_load (self->db, entity, op->id, error);
  const char *deleted;

  if (current == NULL)
    return FALSE;
  if (op->is_new)
    return lf_writer_replace (self, current, current, FALSE, error);
  deleted = lf_record_is_deleted (current) ? "1" : NULL;
  if (op->kind != LF_OP_PUT)
    return lf_overlay_keep_base (self, op->id, LF_SQL_DELETED, deleted, error);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (!lf_overlay_keep_base (self, op->id, edit->field, lf_record_get (current, edit->field),
                                 error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
resend (LfWriter *self, gpointer data, GError **error)
{
  const char *id = data;
  gint64 n = lf_journal_find (self->db, id);
  g_autoptr (LfChange) change = NULL;

  if (!forget_refused (self, n, id, error) || !give_new_id (self->db, n, error)
      || (change = lf_journal_load (self->db, n, NULL, error)) == NULL)
    return NULL;
  for (guint i = 0; i < change->ops->len; i++)
    if (!keep_bases (self, change->ops->pdata[i], error))
      return NULL;
  return lf_writer_enqueue (self, change, n, error) && lay_over_again (self, change, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_resend_sync (LfStore *self, const char *change_id, GError **error)
{
  return lf_store_write (self, resend, (gpointer) change_id, error) != NULL;
}

/* What the change would have made leaves the tables: it was never on the server. The journal keeps it. */
static gboolean
remove_never_accepted (LfWriter *self, const LfChange *change, GError **error)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      if (op->is_new && !lf_writer_remove (self, lf_schema_find (op->entity), op->id, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
discard (LfWriter *self, gpointer data, GError **error)
{
  gint64 n = lf_journal_find (self->db, data);
  g_autoptr (LfChange) change = NULL;

  if (!forget_refused (self, n, data, error) || (change = lf_journal_load (self->db, n, NULL, error)) == NULL)
    return NULL;
  return remove_never_accepted (self, change, error) ? LF_DONE : NULL;
}

gboolean
lf_store_discard_sync (LfStore *self, const char *change_id, GError **error)
{
  return lf_store_write (self, discard, (gpointer) change_id, error) != NULL;
}

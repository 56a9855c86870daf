/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what the server sends: a page and its cursor in one transaction. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LfWriter *writer;
  const LfDelta *delta;
  const LfEntity *entity;
  LfRecord *before;
  LfRecord *after;
  LfChange *overwritten; /* what people here had seen and the server replaced, for the journal */
} Taking;

static void
note_overwritten (Taking *self, const char *field, const char *was, const char *value)
{
  LfOp *op;

  if (self->overwritten == NULL)
    {
      self->overwritten = lf_change_new (NULL);
      self->overwritten->author = g_strdup (self->delta->author);
      self->overwritten->time_us = self->delta->time_us;
      lf_change_add_op (self->overwritten, LF_OP_PUT, self->delta->entity, self->delta->id);
    }
  op = self->overwritten->ops->pdata[0];
  lf_op_add_edit (op, field, was, value, self->delta->seq);
}

/* The base takes the value where edits are pending over it; else the row does. */
static gboolean
take_field (Taking *self,
            const LfField *field,
            guint index,
            const char *value,
            gboolean *ret_is_pending,
            GError **error)
{
  const char *current = lf_record_get_at (self->before, index);

  if (!lf_field_check (field, value, error)
      || !lf_overlay_set_base (self->writer, self->delta->id, field->name, value, self->delta->seq,
                               ret_is_pending, error))
    return FALSE;
  if (*ret_is_pending || g_strcmp0 (current, value) == 0)
    return TRUE;
  note_overwritten (self, field->name, current, value);
  lf_record_take_at (self->after, index, g_strdup (value));
  return TRUE;
}

static gboolean
keep_unknown_fields (Taking *self, GHashTable *unknown, GError **error)
{
  sqlite3_stmt *statement;
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GHashTableIter iter;
  gpointer name, value;
  gboolean has_row;

  if (g_hash_table_size (unknown) == 0)
    return TRUE;
  statement = lf_db_preparef (self->writer->db, error, "SELECT extra FROM \"%s\" WHERE id = ?",
                              self->entity->name);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, self->delta->id);
  if (!lf_db_step (self->writer->db, statement, &has_row, error))
    return FALSE;
  all = lf_journal_decode_fields (statement, 0);
  sqlite3_reset (statement);
  g_hash_table_iter_init (&iter, unknown);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (all, g_strdup (name), g_strdup (value));
  bytes = lf_journal_encode_fields (all);
  statement = lf_db_preparef (self->writer->db, error, "UPDATE \"%s\" SET extra = ? WHERE id = ?",
                              self->entity->name);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_bytes (statement, 1, bytes);
  lf_db_bind_id (statement, 2, self->delta->id);
  return lf_db_run (self->writer->db, statement, error);
}

static gboolean
take_fields (Taking *self, gboolean *ret_any_pending, GError **error)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      int index = lf_entity_index (self->entity, name);
      gboolean is_pending;

      if (index < 0)
        {
          g_hash_table_insert (unknown, name, value);
          continue;
        }
      if (!take_field (self, &self->entity->fields[index], (guint) index, value, &is_pending,
                       error))
        return FALSE;
      *ret_any_pending |= is_pending;
    }
  return keep_unknown_fields (self, unknown, error);
}

static gboolean
journal_overwritten (Taking *self, GError **error)
{
  return self->overwritten == NULL
         || lf_journal_add (self->writer, self->overwritten, TRUE, self->delta->seq, error) != 0;
}

static gboolean
take_known (Taking *self, GError **error)
{
  gboolean is_deleted = lf_record_is_deleted (self->before);
  gboolean any_pending = FALSE, is_pending;

  self->after = lf_record_copy (self->before);
  if (!take_fields (self, &any_pending, error)
      || !lf_overlay_set_base (self->writer, self->delta->id, LF_SQL_DELETED,
                               self->delta->deleted ? "1" : NULL, self->delta->seq, &is_pending,
                               error))
    return FALSE;
  if (!is_pending && is_deleted != self->delta->deleted)
    {
      note_overwritten (self, LF_SQL_DELETED, is_deleted ? "1" : NULL,
                        self->delta->deleted ? "1" : NULL);
      is_deleted = self->delta->deleted;
    }
  if (!lf_writer_replace (self->writer, self->before, self->after, is_deleted, error)
      || !journal_overwritten (self, error))
    return FALSE;
  return !(any_pending || is_pending)
         || lf_overlay_apply (self->writer, self->entity, self->delta->id, error);
}

static gboolean
take_new (Taking *self, GError **error)
{
  gboolean any_pending = FALSE;
  gboolean is_ok;

  self->before = lf_record_new (self->entity, self->delta->id);
  self->after = lf_record_copy (self->before);
  for (guint i = 0; self->entity->fields[i].name != NULL; i++)
    {
      const char *value = g_hash_table_lookup (self->delta->fields, self->entity->fields[i].name);

      if (!lf_field_check (&self->entity->fields[i], value, error))
        return FALSE;
      lf_record_take_at (self->after, i, g_strdup (value));
    }
  is_ok = lf_writer_insert (self->writer, self->after, self->delta->deleted, error);
  lf_record_unref (self->before);
  self->before = lf_record_copy (self->after);
  return is_ok && take_fields (self, &any_pending, error);
}

static gboolean
take_unknown (LfDb *db, const LfDelta *delta, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT fields FROM unknown_record WHERE id = ?", error);
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GHashTableIter iter;
  gpointer name, value;
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, delta->id);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  all = lf_journal_decode_fields (statement, 0);
  sqlite3_reset (statement);
  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (all, g_strdup (name), g_strdup (value));
  bytes = lf_journal_encode_fields (all);
  statement = lf_db_prepare (
      db, "INSERT OR REPLACE INTO unknown_record (id, entity, deleted, fields) VALUES (?, ?, ?, ?)",
      error);
  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, delta->id);
  lf_db_bind_text (statement, 2, delta->entity);
  if (delta->deleted)
    sqlite3_bind_int (statement, 3, 1);
  lf_db_bind_bytes (statement, 4, bytes);
  return lf_db_run (db, statement, error);
}

static gboolean
take_delta (LfWriter *writer, const LfDelta *delta, GError **error)
{
  Taking taking = { .writer = writer, .delta = delta, .entity = lf_schema_find (delta->entity) };
  GError *local_error = NULL;
  gboolean is_ok;

  if (!lf_id_is_valid (delta->id))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("“%s” is not the id of a record."),
                   delta->id);
      return FALSE;
    }
  if (taking.entity == NULL)
    return take_unknown (writer->db, delta, error);
  taking.before = lf_rows_load (writer->db, taking.entity, delta->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  is_ok = taking.before != NULL ? take_known (&taking, error) : take_new (&taking, error);
  g_clear_pointer (&taking.before, lf_record_unref);
  g_clear_pointer (&taking.after, lf_record_unref);
  g_clear_pointer (&taking.overwritten, lf_change_unref);
  return is_ok;
}

/* Records that cannot be stored are set aside one by one; what the disk or the database says stops
 * the page. */
static gboolean
take_or_set_aside (LfWriter *self, const LfDelta *delta, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!lf_db_exec (self->db, "SAVEPOINT record", error))
    return FALSE;
  if (take_delta (self, delta, &local_error))
    return lf_db_exec (self->db, "RELEASE record", error);
  if (local_error->domain != LF_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_ptr_array_add (problems,
                   g_strdup_printf ("%s %s: %s", delta->entity, delta->id, local_error->message));
  return lf_db_exec (self->db, "ROLLBACK TO record; RELEASE record", error);
}

typedef struct
{
  const LfPage *page;
  GPtrArray *problems;
} PageTaking;

static gboolean
set_number (LfDb *db, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return lf_setting_set (db, key, text, error);
}

static gpointer
take_page (LfWriter *self, gpointer data, GError **error)
{
  const PageTaking *taking = data;
  const LfPage *page = taking->page;
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < page->deltas->len; i++)
    if (!take_or_set_aside (self, page->deltas->pdata[i], taking->problems, error))
      return NULL;
  self->news->is_remote = TRUE;
  if (!set_number (self->db, "cursor", page->cursor, error)
      || !lf_setting_set (self->db, "epoch", page->epoch, error)
      || !set_number (self->db, "time-offset-us", page->server_time_us - now, error)
      || !set_number (self->db, "last-success-us", now, error))
    return NULL;
  if (!page->has_more && !set_number (self->db, "first-download-done", 1, error))
    return NULL;
  return LF_DONE;
}

gboolean
lf_store_take_page_sync (LfStore *self,
                         const LfPage *page,
                         GPtrArray **ret_problems,
                         GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  PageTaking taking = { page, problems };

  if (lf_store_write (self, take_page, &taking, error) == NULL)
    return FALSE;
  if (ret_problems != NULL)
    *ret_problems = g_steal_pointer (&problems);
  return TRUE;
}

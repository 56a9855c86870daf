/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: every change as it was made, and the pending ones of a record. */

#include "config.h"

#include "lf-ahead.h"
#include "lf-edits.h"
#include "lf-store-private.h"

#include <string.h>

#define FIELDS_TYPE "a{sms}"

static GVariant *
read_variant (sqlite3_stmt *statement, int column, const char *type)
{
  g_autoptr (GBytes) bytes = g_bytes_new (sqlite3_column_blob (statement, column),
                                          (gsize) sqlite3_column_bytes (statement, column));

  return g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE));
}

GBytes *
lf_journal_encode_fields (GHashTable *fields)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, value;
  g_autoptr (GVariant) variant = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (FIELDS_TYPE));
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{sms}", name, value);
  variant = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_get_data_as_bytes (variant);
}

GHashTable *
lf_journal_decode_fields (sqlite3_stmt *statement, int column)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GVariant) variant = read_variant (statement, column, FIELDS_TYPE);
  GVariantIter iter;
  char *name, *value;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "{sms}", &name, &value))
    g_hash_table_insert (fields, name, value);
  return fields;
}

/* ---- Writing ---- */

static gpointer
encode_op (gpointer data, guint index)
{
  const GPtrArray *ops = data;

  return lf_edits_pack (ops->pdata[index]);
}

static gboolean
add_op (LfDb *db, gint64 n, const LfOp *op, GBytes *edits, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db,
                                           "INSERT INTO change_record (change, kind, entity, id, "
                                           "is_new, seen, edits) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                           error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  sqlite3_bind_int (statement, 2, (int) op->kind);
  lf_db_bind_text (statement, 3, op->entity);
  lf_db_bind_id (statement, 4, op->id);
  sqlite3_bind_int (statement, 5, op->is_new);
  sqlite3_bind_int64 (statement, 6, op->seen);
  lf_db_bind_bytes (statement, 7, edits);
  return lf_db_run (db, statement, error);
}

static gboolean
add_ops (LfDb *db, gint64 n, GPtrArray *ops, GError **error)
{
  g_autoptr (LfAhead) ahead
      = lf_ahead_new (ops->len, encode_op, ops, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < ops->len; i++)
    {
      g_autoptr (GBytes) edits = lf_ahead_take (ahead, i);

      if (!add_op (db, n, ops->pdata[i], edits, error))
        return FALSE;
    }
  return TRUE;
}

gint64
lf_journal_add (
    LfWriter *self, const LfChange *change, gboolean is_remote, gint64 seq, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (self->db,
                       "INSERT INTO change (id, author, device, time_us, label, undoes, is_remote, "
                       "seq, noted_us, late_us, doubtful)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       error);
  gint64 n;

  if (statement == NULL)
    return 0;
  lf_db_bind_id (statement, 1, change->id);
  lf_db_bind_text (statement, 2, change->author);
  lf_db_bind_text (statement, 3, change->device);
  sqlite3_bind_int64 (statement, 4, change->time_us);
  lf_db_bind_text (statement, 5, change->label);
  lf_db_bind_id (statement, 6, change->undoes);
  sqlite3_bind_int (statement, 7, is_remote);
  if (seq != 0)
    sqlite3_bind_int64 (statement, 8, seq);
  if (is_remote)
    sqlite3_bind_int64 (statement, 9, lf_clock_now_us ());
  if (is_remote && change->age_us > 0)
    sqlite3_bind_int64 (statement, 10, change->age_us);
  if (change->is_doubtful)
    sqlite3_bind_int (statement, 11, 1);
  if (!lf_db_run (self->db, statement, error))
    return 0;
  n = sqlite3_last_insert_rowid (lf_db_handle (self->db));
  if (!add_ops (self->db, n, change->ops, error))
    return 0;
  return lf_chain_add (self->db, n, error) ? n : 0;
}

/* ---- Reading ---- */

gboolean
lf_journal_find (LfDb *db, const char *change_id, gint64 *ret_n, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "SELECT n FROM change WHERE id = ?", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, change_id);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_n = has_row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

/* The last column: above which number nothing is seen any more, see lf-store-epoch.c. */
#define OPS                                                                                        \
  "SELECT kind, entity, id, is_new, seen, edits,"                                                  \
  " (SELECT min (most) FROM seen_limit WHERE n >= change) FROM change_record"

static void
limit_seen (LfOp *op, gint64 most)
{
  op->seen = MIN (op->seen, most);
  for (guint i = 0; i < op->edits->len; i++)
    ((LfEdit *) op->edits->pdata[i])->seen = MIN (((LfEdit *) op->edits->pdata[i])->seen, most);
}

static gboolean
read_ops (LfDb *db, sqlite3_stmt *statement, LfChange *change, GError **error)
{
  gboolean has_row = TRUE;

  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      const guint8 *edits = sqlite3_column_blob (statement, 5);
      gsize length = (gsize) sqlite3_column_bytes (statement, 5);
      g_autofree char *entity = lf_db_text (statement, 1);
      g_autofree char *id = lf_db_id (statement, 2);
      LfOp *op;

      if (lf_edits_left (edits, length) != NULL)
        continue;
      op = lf_change_add_op (change, (LfOpKind) sqlite3_column_int (statement, 0), entity, id);

      op->is_new = sqlite3_column_int (statement, 3) != 0;
      op->seen = sqlite3_column_int64 (statement, 4);
      lf_edits_unpack (edits, length, op);
      if (sqlite3_column_type (statement, 6) != SQLITE_NULL)
        limit_seen (op, sqlite3_column_int64 (statement, 6));
    }
  return !has_row;
}

/* One record's operations are found by the record: a change may hold 100,000 of them. */
static gboolean
load_ops (LfDb *db, LfChange *change, gint64 n, const char *record_id, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       record_id == NULL ? OPS " WHERE change = ?1 ORDER BY rowid"
                                         : OPS " WHERE id = ?2 AND +change = ?1 ORDER BY rowid",
                       error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (record_id != NULL)
    lf_db_bind_id (statement, 2, record_id);
  return read_ops (db, statement, change, error);
}

LfChange *
lf_journal_load (LfDb *db, gint64 n, const char *record_id, GError **error)
{
  g_autoptr (LfChange) change = lf_change_new (NULL);
  sqlite3_stmt *statement = lf_db_prepare (
      db, "SELECT id, author, device, time_us, label, undoes, doubtful FROM change WHERE n = ?",
      error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_step (db, statement, &has_row, error))
    return NULL;
  g_assert (has_row);
  g_free (change->id);
  change->id = lf_db_id (statement, 0);
  change->author = lf_db_text (statement, 1);
  change->device = lf_db_text (statement, 2);
  change->time_us = sqlite3_column_int64 (statement, 3);
  change->label = lf_db_text (statement, 4);
  change->undoes = lf_db_id (statement, 5);
  change->is_doubtful = sqlite3_column_int (statement, 6) != 0;
  sqlite3_reset (statement);
  return load_ops (db, change, n, record_id, error) ? g_steal_pointer (&change) : NULL;
}

/* A delete or restore counts as an edit of the pseudo-field "deleted". */
static void
normalise (gpointer data, gpointer user_data)
{
  LfOp *op = data;

  if (op->kind != LF_OP_PUT)
    lf_op_add_edit (op, LF_SQL_DELETED, NULL, op->kind == LF_OP_DELETE ? "1" : NULL, op->seen);
}

GPtrArray *
lf_journal_pending (LfDb *db, const char *record_id, GError **error)
{
  g_autoptr (LfChange) gathered = lf_change_new (NULL);
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      OPS " WHERE id = ?1 AND +change IN (SELECT change FROM outbox_record WHERE id = ?1)"
          " ORDER BY change, rowid",
      error);

  if (statement == NULL)
    return NULL;
  lf_db_bind_id (statement, 1, record_id);
  if (!read_ops (db, statement, gathered, error))
    return NULL;
  g_ptr_array_foreach (gathered->ops, normalise, NULL);
  return g_ptr_array_ref (gathered->ops);
}

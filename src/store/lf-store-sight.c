/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes out of sight leaves the device (G10): its row, what indexes say of it, and what the
 * journal holds of it, where hashes stay. Edits of it that were not sent go to the refused ones,
 * for their author to read (G2). */

#include "config.h"

#include "lf-edits.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The journal ---- */

/* Of changes that wait everything stays until they are sent, of refused ones until they are
 * discarded. */
#define OPS                                                                                        \
  "SELECT rowid FROM change_record WHERE id = ? AND change NOT IN (SELECT change FROM refused)"    \
  " AND change NOT IN (SELECT change FROM outbox)"

static gboolean
empty_op (LfDb *db, gint64 row, GError **error)
{
  g_autoptr (GBytes) hash = lf_chain_hash_op (db, row, error);
  g_autoptr (GBytes) left = hash == NULL ? NULL : lf_edits_leave (hash);
  sqlite3_stmt *statement
      = left == NULL
            ? NULL
            : lf_db_prepare (db, "UPDATE change_record SET edits = ?2 WHERE rowid = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  lf_db_bind_bytes (statement, 2, left);
  return lf_db_run (db, statement, error);
}

/* @sql: a number of each row, for the record @id as ?1 */
static GArray *
list_numbers (LfDb *db, const char *sql, const char *id, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);

  if (statement != NULL)
    lf_db_bind_id (statement, 1, id);
  return lf_db_read_numbers (db, statement, error);
}

gboolean
lf_sight_empty_journal (LfDb *db, const char *id, GError **error)
{
  g_autoptr (GArray) rows = list_numbers (db, OPS, id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (!empty_op (db, g_array_index (rows, gint64, i), error))
      return FALSE;
  return rows != NULL;
}

/* ---- What waits to be sent ---- */

#define PENDING "SELECT change FROM outbox_record WHERE id = ? ORDER BY change"

static gboolean
refuse_pending (LfWriter *self, gint64 n, const char *title, GError **error)
{
  g_autoptr (LfChange) change = lf_journal_load (self->db, n, NULL, error);
  g_autoptr (LfAnswer) answer
      = change == NULL ? NULL : lf_answer_new (change->id, LF_ANSWER_REFUSED);

  if (change == NULL)
    return FALSE;
  answer->reason = g_strdup (LF_REASON_SIGHT);
  answer->message = g_strdup_printf (
      _ ("“%s” went out of your sight before this was sent: it is another park's now, or "
         "confidential, or your account was moved."),
      title);
  return lf_outbox_refuse (self, answer, change, n, error)
         && lf_overlay_apply_change (self, change, error);
}

/* ---- The record ---- */

static gboolean
forget (LfDb *db, const char *sql, const char *id, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  return lf_db_run (db, statement, error);
}

static gboolean
leave_known (LfWriter *self, const LfEntity *entity, const char *id, GError **error)
{
  g_autoptr (LfRecord) before = lf_rows_load (self->db, entity, id, error);
  g_autofree char *title = before == NULL ? g_strdup (id) : lf_record_title (before);
  g_autoptr (GArray) pending = *error != NULL ? NULL : list_numbers (self->db, PENDING, id, error);
  g_autoptr (LfRecord) record = NULL;

  for (guint i = 0; pending != NULL && i < pending->len; i++)
    if (!refuse_pending (self, g_array_index (pending, gint64, i), title, error))
      return FALSE;
  if (pending == NULL)
    return FALSE;
  record = lf_rows_load (self->db, entity, id, error); /* without what was laid over it */
  return *error == NULL
         && (record == NULL
             || (lf_files_owe (self, record, error) && lf_writer_remove (self, record, error)));
}

gboolean
lf_sight_leave (LfWriter *self, const char *entity, const char *id, GError **error)
{
  const LfEntity *known = lf_schema_find (entity);

  return (known == NULL || leave_known (self, known, id, error))
         && forget (self->db, "DELETE FROM unknown_record WHERE id = ?", id, error)
         && forget (self->db, "DELETE FROM pending_base WHERE id = ?", id, error)
         && lf_sight_empty_journal (self->db, id, error);
}

/* ---- Another sight ---- */

/* Whoever is told that he sees something else than before reads the zone once more: what does not
 * come then has gone. */
static gboolean
begin_again (LfDb *db, GError **error)
{
  return lf_setting_set_number (db, "since", 0, error)
         && lf_setting_set_number (db, LF_SETTING_SIGHT_AGAIN, 1, error)
         && lf_db_exec (db, "DELETE FROM known_again", error);
}

static gboolean
change_sight (LfDb *db, const char *sight, GError **error)
{
  gint64 cursor;

  return lf_setting_get_number (db, "cursor", 0, &cursor, error)
         && lf_setting_set (db, LF_SETTING_SIGHT, sight, error)
         && (cursor == 0 || begin_again (db, error));
}

gboolean
lf_sight_meet (LfWriter *self, const LfPage *page, gboolean *ret_is_reread, GError **error)
{
  g_autofree char *known = NULL;
  gint64 again;

  if (!lf_setting_get (self->db, LF_SETTING_SIGHT, &known, error)
      || (page->role != NULL && !lf_setting_set (self->db, LF_SETTING_ROLE, page->role, error)))
    return FALSE;
  if (page->sight != NULL && g_strcmp0 (page->sight, known) != 0
      && !change_sight (self->db, page->sight, error))
    return FALSE;
  if (!lf_setting_get_number (self->db, LF_SETTING_SIGHT_AGAIN, 0, &again, error))
    return FALSE;
  *ret_is_reread = again != 0;
  return TRUE;
}

gboolean
lf_sight_is_made_here (LfDb *db, const char *id, gboolean *ret_is_made, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT 1 FROM change_record WHERE id = ? AND " LF_SQL_MADE_HERE, error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  if (!lf_db_step (db, statement, ret_is_made, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* The server may have taken in a record whose answer was lost: when it comes, everything is read
 * once more. */
gboolean
lf_sight_leave_missing (LfWriter *self, const char *entity, const char *id, GError **error)
{
  gboolean is_made;

  if (!lf_sight_is_made_here (self->db, id, &is_made, error))
    return FALSE;
  return is_made ? lf_setting_set_number (self->db, LF_SETTING_SIGHT_UNSURE, 1, error)
                 : lf_sight_leave (self, entity, id, error);
}

static gboolean
leave_missing_of (LfWriter *self, const LfEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) ids = lf_epoch_list_missing (self->db, entity, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!lf_sight_leave_missing (self, entity->name, ids->pdata[i], error))
      return FALSE;
  return ids != NULL;
}

gboolean
lf_sight_end (LfWriter *self, GError **error)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);

  for (; *entities != NULL; entities++)
    if (!leave_missing_of (self, *entities, error))
      return FALSE;
  return lf_setting_set (self->db, LF_SETTING_SIGHT_AGAIN, NULL, error);
}

gboolean
lf_sight_accepted (LfWriter *self, const LfChange *change, gboolean is_other, GError **error)
{
  gint64 is_unsure;

  if (!lf_setting_get_number (self->db, LF_SETTING_SIGHT_UNSURE, 0, &is_unsure, error))
    return FALSE;
  for (guint i = 0; (is_unsure || is_other) && i < change->ops->len; i++)
    if (((LfOp *) change->ops->pdata[i])->is_new)
      return lf_setting_set (self->db, LF_SETTING_SIGHT_UNSURE, NULL, error)
             && lf_setting_set (self->db, LF_SETTING_SIGHT, NULL, error);
  return TRUE;
}

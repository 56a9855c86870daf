/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that came back from an older backup (G14). Its epoch tells the number it came back to;
 * everything is read from it again, and noted. This device offers what was lost: at once, so that
 * they stay in sight, the changes made here that had been accepted after that number, under their
 * old ids; in the end the records the server no longer has, whoever made them. Values that others
 * wrote into records it still has are theirs to offer; here they stay in the history. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOST_AFTER "lost-after" /* while the server is read again: the number it came back to */

enum
{
  AGAIN_CHANGE = 1,
  AGAIN_RECORD = 2,
};

/* ---- What was lost ---- */

/* How many of the words that two epochs begin with are the same. */
static guint
count_common (char **known, char **met)
{
  guint n = 0;

  while (known[n] != NULL && met[n] != NULL && strcmp (known[n], met[n]) == 0)
    n++;
  return n;
}

/* The least number that a restore since the known epoch came back to; 0 when nobody knows. */
static gint64
find_lost_after (char **met, guint n_common)
{
  gint64 lost_after = G_MAXINT64;

  for (char **word = met + n_common; *word != NULL; word++)
    {
      const char *at = strrchr (*word, '@');

      lost_after = MIN (lost_after, at == NULL ? 0 : g_ascii_strtoll (at + 1, NULL, 10));
    }
  return lost_after == G_MAXINT64 ? 0 : lost_after;
}

/* -1: the server is not being read again */
static gboolean
get_lost_after (LfDb *db, gint64 *ret_number, GError **error)
{
  return lf_setting_get_number (db, LOST_AFTER, -1, ret_number, error);
}

/* What edits say they have seen, and the numbers that bases came with, may mean something else from
 * now on. */
static gboolean
limit_seen (LfDb *db, gint64 most, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "INSERT INTO seen_limit (n, most) SELECT coalesce (max (n), 0), ? FROM change"
      " WHERE TRUE ON CONFLICT (n) DO UPDATE SET most = min (most, excluded.most)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, most);
  return lf_db_run (db, statement, error)
         && lf_db_exec (db, "UPDATE pending_base SET seq = 0", error);
}

/* ---- The changes made here ---- */

static GArray *
find_lost_changes (LfDb *db, gint64 lost_after, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db,
                                           "SELECT n FROM change WHERE seq > ? AND NOT is_remote"
                                           " AND n NOT IN (SELECT change FROM outbox)"
                                           " AND n NOT IN (SELECT change FROM refused) ORDER BY n",
                                           error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, lost_after);
  return lf_db_read_numbers (db, statement, error);
}

static gboolean
mark_again (LfDb *db, gint64 n, int again, const char *offers, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "UPDATE outbox SET again = ?, offers = ? WHERE change = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, again);
  lf_db_bind_text (statement, 2, offers);
  sqlite3_bind_int64 (statement, 3, n);
  return lf_db_run (db, statement, error);
}

/* A record made here has no base, as when it was made. */
static gboolean
keep_bases (LfDb *db, const LfOp *op, GError **error)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  g_autoptr (LfRecord) current
      = entity == NULL || op->is_new ? NULL : lf_rows_load (db, entity, op->id, error);

  return current == NULL ? *error == NULL : lf_overlay_keep_bases (db, op, current, error);
}

static gboolean
send_again (LfWriter *self, LfOffers *lost, gint64 n, GError **error)
{
  g_autoptr (LfChange) change = lf_journal_load (self->db, n, NULL, error);
  g_autofree char *offers = NULL;

  if (change == NULL)
    return FALSE;
  if (change->ops->len == 0) /* all of it went out of sight since */
    return TRUE;
  for (guint i = 0; i < change->ops->len; i++)
    if (!keep_bases (self->db, change->ops->pdata[i], error))
      return FALSE;
  offers = lf_offers_find (lost, change);
  return lf_writer_enqueue (self, change, n, error)
         && mark_again (self->db, n, AGAIN_CHANGE, offers, error);
}

static gboolean
offer_changes (LfWriter *self, gint64 lost_after, GError **error)
{
  g_autoptr (LfOffers) lost = lf_offers_load (self->db, error);
  g_autoptr (GArray) numbers
      = lost == NULL ? NULL : find_lost_changes (self->db, lost_after, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    if (!send_again (self, lost, g_array_index (numbers, gint64, i), error))
      return FALSE;
  return numbers != NULL;
}

/* ---- Meeting another epoch ---- */

/* Of another server nothing is known to be lost. */
static gboolean
begin_again (LfWriter *self, const char *known, const char *met, GError **error)
{
  g_auto (GStrv) known_words = g_strsplit (known, " ", -1);
  g_auto (GStrv) met_words = g_strsplit (met, " ", -1);
  guint n_common = count_common (known_words, met_words);
  gint64 lost_after = find_lost_after (met_words, n_common);
  gint64 earlier;

  if (!limit_seen (self->db, n_common == 0 ? 0 : lost_after, error))
    return FALSE;
  if (n_common == 0)
    return TRUE;
  if (!get_lost_after (self->db, &earlier, error)
      || !lf_db_exec (self->db, "DELETE FROM known_again", error)
      || !offer_changes (self, lost_after, error))
    return FALSE;
  return lf_setting_set_number (self->db, LOST_AFTER,
                                earlier < 0 ? lost_after : MIN (earlier, lost_after), error);
}

static gboolean
change_epoch (LfWriter *self, const char *known, const char *met, GError **error)
{
  return lf_setting_set_number (self->db, "since", 0, error)
         && lf_setting_set (self->db, "epoch", met, error)
         && (known == NULL || begin_again (self, known, met, error));
}

gboolean
lf_epoch_meet (LfWriter *self, const LfPage *page, gboolean *ret_is_reread, GError **error)
{
  g_autofree char *known = NULL;
  gboolean sees_anew;
  gint64 lost_after;

  if (!lf_setting_get (self->db, "epoch", &known, error)
      || (g_strcmp0 (known, page->epoch) != 0 && !change_epoch (self, known, page->epoch, error))
      || !get_lost_after (self->db, &lost_after, error)
      || !lf_sight_meet (self, page, &sees_anew, error))
    return FALSE;
  *ret_is_reread = lost_after >= 0 || sees_anew;
  return TRUE;
}

/* ---- The records that are gone from the server ---- */

/* As they were before the edits that go out after them. */
static char *
value_before (const LfField *field, const char *value, GPtrArray *pending)
{
  for (guint i = pending->len; i > 0 && !lf_field_is_set (field); i--)
    {
      const LfEdit *edit = lf_op_find (pending->pdata[i - 1], field->name);

      if (edit != NULL && g_strcmp0 (edit->value, value) == 0)
        value = edit->was;
    }
  return g_strdup (value);
}

/* Its base, if it has one, is not of people's edits: the server had taken it in once. */
static gboolean
forget_made (LfDb *db, const char *id, GPtrArray *pending, GError **error)
{
  for (guint i = 0; i < pending->len; i++)
    if (((LfOp *) pending->pdata[i])->kind != LF_OP_PUT)
      return TRUE;
  return lf_overlay_drop_base (db, id, LF_SQL_DELETED, error);
}

/* What only the server writes, or each device for itself, is not for a device to tell. */
static gboolean
is_told (const LfField *field)
{
  return field->stamp == LF_STAMP_NONE && !(field->flags & LF_FIELD_DERIVED);
}

static void
add_values (LfOp *op, const LfRecord *record, GPtrArray *pending)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      g_autofree char *value
          = value_before (&entity->fields[i], lf_record_get_at (record, i), pending);

      if (value != NULL && is_told (&entity->fields[i]))
        lf_op_add_edit (op, entity->fields[i].name, NULL, value, 0);
    }
}

static gboolean
add_unknown (LfDb *db, LfOp *op, const LfRecord *record, GError **error)
{
  g_autoptr (GHashTable) fields
      = lf_aside_load (db, lf_record_entity (record), lf_record_row (record), error);
  GHashTableIter iter;
  gpointer name, value;

  if (fields == NULL)
    return *error == NULL;
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    lf_op_add_edit (op, name, NULL, value, 0);
  return TRUE;
}

static LfChange *
offer_new (const LfRecord *record)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *label = g_strdup_printf (_ ("Offer “%s” to the restored server"), title);

  return lf_change_new (label);
}

static gboolean
offer (LfWriter *self, LfChange *change, int again, GError **error)
{
  gint64 n;

  change->author = lf_store_author (self->store);
  change->device = g_strdup (lf_store_device (self->store));
  change->time_us = lf_clock_now_us ();
  n = lf_journal_add (self, change, /* is_remote= */ TRUE, /* seq= */ 0, error);
  return n != 0 && lf_writer_enqueue (self, change, n, error)
         && mark_again (self->db, n, again, /* offers= */ NULL, error);
}

static gboolean
offer_record (LfWriter *self, const LfRecord *record, GPtrArray *pending, GError **error)
{
  const char *entity = lf_record_entity (record)->name;
  g_autoptr (LfChange) change = offer_new (record);
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, entity, lf_record_id (record));

  op->is_new = TRUE;
  add_values (op, record, pending);
  if (!add_unknown (self->db, op, record, error))
    return FALSE;
  if (lf_record_is_deleted (record))
    lf_change_add_op (change, LF_OP_DELETE, entity, lf_record_id (record));
  return offer (self, change, AGAIN_RECORD, error);
}

/* What the edits that go out make of a field. */
static char *
value_told (const LfField *field, GPtrArray *pending)
{
  char *value = NULL;

  for (guint i = 0; i < pending->len; i++)
    {
      const LfEdit *edit = lf_op_find (pending->pdata[i], field->name);
      char *next = edit == NULL              ? value
                   : lf_field_is_set (field) ? lf_set_apply (value, edit->was, edit->value)
                                             : g_strdup (edit->value);

      if (edit != NULL)
        g_free (value);
      value = next;
    }
  return value;
}

/* A record that is made again here holds what others wrote into it, too: that follows. */
static gboolean
offer_rest (LfWriter *self, const LfRecord *record, GPtrArray *pending, GError **error)
{
  const LfEntity *entity = lf_record_entity (record);
  g_autoptr (LfChange) change = offer_new (record);
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, entity->name, lf_record_id (record));

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const char *value = lf_record_get_at (record, i);
      g_autofree char *told = value_told (&entity->fields[i], pending);

      if (value != NULL && is_told (&entity->fields[i]) && g_strcmp0 (value, told) != 0)
        lf_op_add_edit (op, entity->fields[i].name, told, value, 0);
    }
  if (!add_unknown (self->db, op, record, error))
    return FALSE;
  return op->edits->len == 0 || offer (self, change, AGAIN_CHANGE, error);
}

/* What was refused is nowhere but here until its author decides. */
static gboolean
make_again (LfWriter *self, const LfRecord *record, GPtrArray *pending, GError **error)
{
  return forget_made (self->db, lf_record_id (record), pending, error)
         && (pending->len == 0 || lf_record_is_deleted (record)
             || offer_rest (self, record, pending, error));
}

static gboolean
treat_missing (LfWriter *self, const LfEntity *entity, const char *id, GError **error)
{
  g_autoptr (LfRecord) record = lf_rows_load (self->db, entity, id, error);
  g_autoptr (GPtrArray) pending = NULL;
  gboolean is_made;

  if (record == NULL)
    return FALSE;
  if (entity->made_by_server)
    return lf_writer_remove (self, record, error);
  pending = lf_journal_pending (self->db, id, error);
  if (pending == NULL || !lf_sight_is_made_here (self->db, id, &is_made, error))
    return FALSE;
  return is_made ? make_again (self, record, pending, error)
                 : offer_record (self, record, pending, error);
}

GPtrArray *
lf_epoch_list_missing (LfDb *db, const LfEntity *entity, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error, "SELECT id FROM \"%s\" WHERE id NOT IN (SELECT id FROM known_again) ORDER BY row",
      entity->name);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = statement != NULL;

  while (has_row && lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (ids, lf_db_id (statement, 0));
  return statement == NULL || has_row ? NULL : g_steal_pointer (&ids);
}

static gboolean
treat_missing_of (LfWriter *self, const LfEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) ids = lf_epoch_list_missing (self->db, entity, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!treat_missing (self, entity, ids->pdata[i], error))
      return FALSE;
  return ids != NULL;
}

static gboolean
offer_records (LfWriter *self, GError **error)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    if (!treat_missing_of (self, entities[i], error))
      return FALSE;
  return TRUE;
}

/* ---- Reading it again ---- */

static gboolean
note_known (LfDb *db, const char *id, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "INSERT OR IGNORE INTO known_again (id) VALUES (?)", error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, id);
  return lf_db_run (db, statement, error);
}

/* What is shown is the server's state with all that is offered laid over. */
static gboolean
lay_over_all (LfWriter *self, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (
      self->db, "SELECT change FROM outbox WHERE again <> 0 ORDER BY change", error);
  g_autoptr (GArray) numbers = lf_db_read_numbers (self->db, statement, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      g_autoptr (LfChange) change
          = lf_journal_load (self->db, g_array_index (numbers, gint64, i), NULL, error);

      if (change == NULL || !lf_overlay_apply_change (self, change, error))
        return FALSE;
    }
  return numbers != NULL;
}

/* A server that came back from a backup may have lost what it does not send, so that is offered to
 * it, and refused where it is out of sight. */
static gboolean
end_reading (LfWriter *self, gint64 lost_after, GError **error)
{
  gboolean is_done = lost_after >= 0
                         ? offer_records (self, error) && lay_over_all (self, error)
                               && lf_setting_set (self->db, LF_SETTING_SIGHT_AGAIN, NULL, error)
                         : lf_sight_end (self, error);

  return is_done
         && lf_db_exec (self->db,
                        "DELETE FROM unknown_record WHERE id NOT IN (SELECT id FROM known_again)",
                        error)
         && lf_db_exec (self->db, "DELETE FROM known_again", error)
         && lf_setting_set (self->db, LOST_AFTER, NULL, error);
}

gboolean
lf_epoch_take (LfWriter *self, const LfPage *page, GError **error)
{
  gint64 lost_after, sees_anew;

  if (!get_lost_after (self->db, &lost_after, error)
      || !lf_setting_get_number (self->db, LF_SETTING_SIGHT_AGAIN, 0, &sees_anew, error))
    return FALSE;
  if (lost_after < 0 && !sees_anew)
    return TRUE;
  for (guint i = 0; i < page->deltas->len; i++)
    if (!note_known (self->db, ((LfDelta *) page->deltas->pdata[i])->id, error))
      return FALSE;
  return page->has_more || end_reading (self, lost_after, error);
}

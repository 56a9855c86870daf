/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling conflicts: an ordinary edit of the field, and of the conflict record, in one change. */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *id;
  LfSettle how;
  char *value; /* (nullable): as a person wrote it */
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_free (settling->id);
  g_free (settling->value);
  g_free (settling);
}

/* Mine is the edit this device offered, theirs the other one; on a device that made neither, mine
 * is the one that was offered. */
static gboolean
wants_offered (LfWriter *self, const LfRecord *conflict, LfSettle how)
{
  gboolean is_mine_in_force
      = g_strcmp0 (lf_record_get (conflict, "accepted_device"), lf_store_device (self->store)) == 0
        && g_strcmp0 (lf_record_get (conflict, "offered_device"), lf_store_device (self->store))
               != 0;

  return (how == LF_SETTLE_MINE) != is_mine_in_force;
}

static gboolean
choose_value (LfWriter *self,
              const LfRecord *conflict,
              const Settling *settling,
              const LfField *field,
              char **ret_value,
              const char **ret_outcome,
              GError **error)
{
  if (settling->how == LF_SETTLE_VALUE)
    {
      *ret_outcome = "value";
      return lf_field_parse (field, settling->value, ret_value, error);
    }
  if (settling->how == LF_SETTLE_ORIGINAL)
    *ret_outcome = "original";
  else
    *ret_outcome = wants_offered (self, conflict, settling->how) ? "offered" : "accepted";
  {
    g_autofree char *name = g_strconcat (*ret_outcome, "_value", NULL);
    *ret_value = g_strdup (lf_record_get (conflict, name));
  }
  return TRUE;
}

static LfRecord *
load_open_conflict (LfWriter *self, const char *id, GError **error)
{
  g_autoptr (LfRecord) conflict = lf_rows_load (self->db, lf_schema_find ("conflict"), id, error);

  if (*error != NULL)
    return NULL;
  if (conflict == NULL || g_strcmp0 (lf_record_get (conflict, "state"), "open") != 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("There is no open conflict with the id “%s”."), id);
      return NULL;
    }
  return g_steal_pointer (&conflict);
}

/* Whether a record is there at all is a field like the others, with a delete and a restore for its
 * edits. */
static void
edit_existence (LfChange *change, const LfRecord *record, const char *value)
{
  if (value != NULL && !lf_record_is_deleted (record))
    lf_change_delete (change, record);
  else if (value == NULL && lf_record_is_deleted (record))
    lf_change_restore (change, record);
}

static const LfField existence
    = { .name = LF_SQL_DELETED, .type = LF_VALUE_FLAG, .label = N_ ("Deleted") };

/* One settlement under way: the record, and the change that settles one or several of its fields.
 */
typedef struct
{
  LfWriter *writer;
  const Settling *settling;
  LfRecord *record;
  LfChange *change;
} Work;

static const LfField *
find_field (const LfRecord *record, const LfRecord *conflict)
{
  const char *name = lf_record_get (conflict, "field");

  if (record == NULL || name == NULL)
    return NULL;
  return strcmp (name, LF_SQL_DELETED) == 0 ? &existence
                                            : lf_entity_field (lf_record_entity (record), name);
}

static gboolean
settle_field (const Work *work, const LfRecord *conflict, const LfField *field, GError **error)
{
  g_autofree char *value = NULL;
  const char *outcome;

  if (!choose_value (work->writer, conflict, work->settling, field, &value, &outcome, error))
    return FALSE;
  if (field == &existence)
    edit_existence (work->change, work->record, value);
  else if (g_strcmp0 (lf_record_get (work->record, field->name), value) != 0)
    lf_change_edit (work->change, work->record, field->name, value);
  lf_change_edit (work->change, conflict, "state", "settled");
  lf_change_edit (work->change, conflict, "outcome", outcome);
  return TRUE;
}

/* Ids of the other open conflicts of the record whose offers come from where that of @conflict
 * does. */
static GPtrArray *
find_others (LfDb *db, const LfRecord *conflict, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "SELECT id FROM conflict WHERE record = ?1 AND state = 'open' AND deleted IS NULL"
      " AND entity = ?2 AND field <> ?3 AND offered_device IS ?4 AND accepted_device IS ?5"
      " ORDER BY row",
      error);
  static const char *const fields[]
      = { "record", "entity", "field", "offered_device", "accepted_device" };
  gboolean has_row = TRUE;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    lf_db_bind_text (statement, (int) i + 1, lf_record_get (conflict, fields[i]));
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    g_ptr_array_add (ids, lf_db_id (statement, 0));
  return has_row ? NULL : g_steal_pointer (&ids);
}

/* What belongs together is settled together: a stage of one and the date of another would be
 * nobody's edit. */
static gboolean
settle_rest_of_bundle (const Work *work,
                       const LfRecord *conflict,
                       const LfField *field,
                       GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (work->settling->how == LF_SETTLE_VALUE || field->bundle == NULL)
    return TRUE;
  ids = find_others (work->writer->db, conflict, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (LfRecord) other = load_open_conflict (work->writer, ids->pdata[i], error);
      const LfField *of = other == NULL ? NULL : find_field (work->record, other);

      if (other == NULL
          || (of != NULL && g_strcmp0 (of->bundle, field->bundle) == 0
              && !settle_field (work, other, of, error)))
        return FALSE;
    }
  return ids != NULL;
}

static gpointer
settle (LfWriter *self, gpointer data, GError **error)
{
  const Settling *settling = data;
  g_autoptr (LfRecord) conflict = load_open_conflict (self, settling->id, error);
  const LfEntity *entity
      = conflict == NULL ? NULL : lf_schema_find (lf_record_get (conflict, "entity"));
  g_autoptr (LfRecord) record
      = entity == NULL ? NULL
                       : lf_rows_load (self->db, entity, lf_record_get (conflict, "record"), error);
  g_autoptr (LfChange) change = lf_change_new (_ ("Settle a conflict"));
  Work work = { self, settling, record, change };
  const LfField *field;

  if (*error != NULL || conflict == NULL)
    return NULL;
  field = find_field (record, conflict);
  if (field == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("This version of Landfall does not know the field of this conflict; a newer "
                      "one can settle it."));
      return NULL;
    }
  return settle_field (&work, conflict, field, error)
                 && settle_rest_of_bundle (&work, conflict, field, error)
                 && lf_writer_commit (self, change, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_settle_sync (
    LfStore *self, const char *conflict_id, LfSettle how, const char *value, GError **error)
{
  Settling settling = { (char *) conflict_id, how, (char *) value };

  return lf_store_write (self, settle, &settling, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_settle_async (LfStore *self,
                       const char *conflict_id,
                       LfSettle how,
                       const char *value,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Settling *settling = g_new0 (Settling, 1);

  *settling = (Settling){ g_strdup (conflict_id), how, g_strdup (value) };
  lf_store_write_async (self, settle, settling, settling_free, NULL, cancellable, callback,
                        user_data);
}

gboolean
lf_store_settle_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

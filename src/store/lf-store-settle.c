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

static gpointer
settle (LfWriter *self, gpointer data, GError **error)
{
  static const LfField existence
      = { .name = LF_SQL_DELETED, .type = LF_VALUE_FLAG, .label = N_ ("Deleted") };
  const Settling *settling = data;
  g_autoptr (LfRecord) conflict = load_open_conflict (self, settling->id, error);
  const LfEntity *entity
      = conflict == NULL ? NULL : lf_schema_find (lf_record_get (conflict, "entity"));
  g_autoptr (LfRecord) record
      = entity == NULL ? NULL
                       : lf_rows_load (self->db, entity, lf_record_get (conflict, "record"), error);
  g_autoptr (LfChange) change = lf_change_new (_ ("Settle a conflict"));
  g_autofree char *value = NULL;
  const LfField *field;
  const char *name, *outcome;

  if (*error != NULL || conflict == NULL)
    return NULL;
  name = lf_record_get (conflict, "field");
  field = record == NULL                       ? NULL
          : strcmp (name, LF_SQL_DELETED) == 0 ? &existence
                                               : lf_entity_field (entity, name);
  if (field == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                   _ ("This version of Landfall does not know the field of this conflict; a newer "
                      "one can settle it."));
      return NULL;
    }
  if (!choose_value (self, conflict, settling, field, &value, &outcome, error))
    return NULL;
  if (field == &existence)
    edit_existence (change, record, value);
  else if (g_strcmp0 (lf_record_get (record, name), value) != 0)
    lf_change_edit (change, record, name, value);
  lf_change_edit (change, conflict, "state", "settled");
  lf_change_edit (change, conflict, "outcome", outcome);
  return lf_writer_commit (self, change, error) ? LF_DONE : NULL;
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

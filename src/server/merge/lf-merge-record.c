/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge's records: loaded once per change, changed in memory, saved at its end. */

#include "config.h"

#include "lf-merge-private.h"

#include <string.h>

void
lf_merge_record_free (gpointer data)
{
  LfMergeRecord *record = data;

  lf_server_record_free (record->record);
  g_clear_pointer (&record->before, lf_record_unref);
  g_free (record);
}

LfRecord *
lf_merge_to_core (const LfMergeRecord *record)
{
  LfRecord *core = lf_record_new (record->entity, record->record->id);

  for (guint i = 0; record->entity->fields[i].name != NULL; i++)
    lf_record_take_at (
        core, i, g_strdup (lf_server_record_get (record->record, record->entity->fields[i].name)));
  return core;
}

static LfMergeRecord *
add_record (LfMerge *self, LfServerRecord *stored /* (transfer full) */)
{
  LfMergeRecord *record = g_new0 (LfMergeRecord, 1);

  record->entity = lf_schema_find (stored->entity);
  record->record = stored;
  g_hash_table_insert (self->records, g_strconcat (stored->entity, "/", stored->id, NULL), record);
  g_ptr_array_add (self->order, record);
  return record;
}

gint64
lf_merge_least_seen (const LfOp *op)
{
  gint64 seen = op->kind == LF_OP_PUT ? G_MAXINT64 : op->seen;

  for (guint i = 0; i < op->edits->len; i++)
    seen = MIN (seen, ((LfEdit *) op->edits->pdata[i])->seen);
  return seen;
}

LfMergeRecord *
lf_merge_find (LfMerge *self, const char *entity, const char *id, GError **error)
{
  g_autofree char *key = g_strconcat (entity, "/", id, NULL);
  LfMergeRecord *record = g_hash_table_lookup (self->records, key);
  LfServerRecord *stored;

  if (record != NULL)
    return record;
  stored = lf_server_storage_load (self->storage, entity, id, error);
  if (stored == NULL)
    return NULL;
  record = add_record (self, stored);
  if (record->entity != NULL)
    record->before = lf_merge_to_core (record);
  return record;
}

LfMergeRecord *
lf_merge_make (LfMerge *self, const char *entity, const char *id)
{
  LfMergeRecord *record = add_record (self, lf_server_record_new (entity, id));

  record->record->created_seq = record->record->seq = self->seq;
  record->is_new = record->is_changed = TRUE;
  return record;
}

void
lf_merge_put (
    LfMerge *self, LfMergeRecord *record, const char *bundle, const char *field, const char *value)
{
  lf_server_record_set (record->record, field, value);
  lf_server_record_stamp (record->record, bundle, self->seq);
  record->is_changed = TRUE;
}

void
lf_merge_put_deleted (LfMerge *self, LfMergeRecord *record, gboolean deleted)
{
  record->record->deleted = deleted;
  lf_server_record_stamp (record->record, LF_MERGE_DELETED, self->seq);
  record->is_changed = TRUE;
}

const char *
lf_merge_current (const LfMergeRecord *record, const char *field)
{
  if (strcmp (field, LF_MERGE_DELETED) == 0)
    return record->record->deleted ? "1" : NULL;
  return lf_server_record_get (record->record, field);
}

const LfField *
lf_merge_field (const LfMergeRecord *record, const char *field)
{
  return record->entity == NULL ? NULL : lf_entity_field (record->entity, field);
}

const char *
lf_merge_bundle (const LfMergeRecord *record, const char *field)
{
  const LfField *known = lf_merge_field (record, field);

  return known == NULL ? field : lf_field_bundle (known);
}

gboolean
lf_merge_last_change (LfMerge *self,
                      const LfMergeRecord *record,
                      const char *bundle,
                      LfServerChange **ret_change,
                      GError **error)
{
  gint64 seq = lf_server_record_seq_of (record->record, bundle);
  GError *local_error = NULL;

  *ret_change = seq == self->seq
                    ? NULL
                    : lf_server_storage_find_change_at (self->storage, seq, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
lf_merge_is_own (LfMerge *self, const LfServerChange *change)
{
  return change == NULL || strcmp (change->device, self->user->device) == 0;
}

gboolean
lf_merge_refuse (LfMerge *self, const char *reason, char *message)
{
  self->answer->kind = LF_ANSWER_REFUSED;
  g_free (self->answer->reason);
  g_free (self->answer->message);
  self->answer->reason = g_strdup (reason);
  self->answer->message = message;
  return FALSE;
}

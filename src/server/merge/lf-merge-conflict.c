/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts: records that keep two edits which met, for a person to choose. */

#include "config.h"

#include "lf-merge-private.h"

LfMergeSide
lf_merge_own_side (LfMerge *self, const char *value)
{
  const LfChange *change = self->change;

  return (LfMergeSide){ value,      self->user->account, self->user->device,
                        change->id, change->time_us,     change->is_doubtful };
}

LfMergeSide
lf_merge_side_of (const LfServerChange *change, const char *value)
{
  if (change == NULL)
    return (LfMergeSide){ .value = value };
  return (LfMergeSide){ value,      change->author,  change->device,
                        change->id, change->time_us, change->is_doubtful };
}

void
lf_merge_tell_conflict (LfMerge *self,
                        const char *id,
                        const LfMergeRecord *record,
                        const char *field)
{
  LfConflict *conflict = g_new0 (LfConflict, 1);

  *conflict = (LfConflict){ g_strdup (id), g_strdup (record->record->entity),
                            g_strdup (record->record->id), g_strdup (field) };
  g_ptr_array_add (self->answer->conflicts, conflict);
}

static void
put_side (LfMerge *self, LfMergeRecord *conflict, const char *side, const LfMergeSide *edit)
{
  g_autofree char *us
      = edit->time_us > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, edit->time_us) : NULL;
  const struct
  {
    const char *suffix, *value;
  } members[] = { { "_value", edit->value },
                  { "_author", edit->author },
                  { "_device", edit->device },
                  { "_us", us },
                  { "_doubtful", edit->is_doubtful ? "1" : NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *field = g_strconcat (side, members[i].suffix, NULL);

      lf_merge_put (self, conflict, field, field, members[i].value);
    }
}

static void
put_offer (LfMerge *self, LfMergeRecord *conflict, const LfMergeSide *offered)
{
  put_side (self, conflict, "offered", offered);
  lf_merge_put (self, conflict, "offered_change", "offered_change", offered->change);
}

static const char *
title_of (const LfMergeRecord *record)
{
  const char *title = record->entity == NULL
                          ? NULL
                          : lf_merge_current (record, lf_entity_title (record->entity)->name);

  return title != NULL ? title : record->record->id;
}

static LfMergeRecord *
make_record (LfMerge *self, const LfMergeRecord *record, const char *field, const char *id)
{
  LfMergeRecord *conflict = lf_merge_make (self, LF_MERGE_CONFLICT, id);
  const struct
  {
    const char *field, *value;
  } members[] = { { "title", title_of (record) },
                  { "entity", record->record->entity },
                  { "record", record->record->id },
                  { "field", field },
                  { "state", "open" } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    lf_server_record_set (conflict->record, members[i].field, members[i].value);
  conflict->is_ours = TRUE;
  return conflict;
}

void
lf_merge_make_conflict (LfMerge *self,
                        const LfMergeRecord *record,
                        const char *field,
                        const char *original,
                        const LfMergeSide *accepted,
                        const LfMergeSide *offered)
{
  g_autofree char *id = lf_id_derive (self->change->id, record->record->id, field, NULL);
  g_autofree char *key = g_strconcat (LF_MERGE_CONFLICT, "/", id, NULL);
  LfMergeRecord *conflict = g_hash_table_lookup (self->records, key);

  if (conflict == NULL)
    {
      conflict = make_record (self, record, field, id);
      lf_server_record_set (conflict->record, "original_value", original);
      put_side (self, conflict, "accepted", accepted);
      lf_merge_tell_conflict (self, id, record, field);
    }
  put_offer (self, conflict, offered);
}

/* ---- Going on from an own offer ---- */

/* The open conflict whose offer is what @edit started from. */
static gboolean
find_own_offer (LfMerge *self,
                const LfMergeRecord *record,
                const LfEdit *edit,
                LfMergeRecord **ret_conflict,
                GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerRecord) open = lf_server_storage_find_conflict (
      self->storage, record->record->id, edit->field, self->user->device, &local_error);

  *ret_conflict = NULL;
  if (open != NULL && g_strcmp0 (lf_server_record_get (open, "offered_value"), edit->was) == 0)
    *ret_conflict = lf_merge_find (self, LF_MERGE_CONFLICT, open->id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
lf_merge_keep_offer (LfMerge *self,
                     const LfMergeRecord *record,
                     const LfEdit *edit,
                     const LfServerChange *last,
                     GError **error)
{
  LfMergeSide offered = lf_merge_own_side (self, edit->value);
  LfMergeSide accepted = lf_merge_side_of (last, lf_merge_current (record, edit->field));
  LfMergeRecord *conflict;

  if (!find_own_offer (self, record, edit, &conflict, error))
    return FALSE;
  if (conflict == NULL)
    {
      lf_merge_make_conflict (self, record, edit->field, edit->was, &accepted, &offered);
      return TRUE;
    }
  conflict->is_ours = TRUE;
  put_offer (self, conflict, &offered);
  lf_merge_tell_conflict (self, conflict->record->id, record, edit->field);
  return TRUE;
}

gboolean
lf_merge_withdraw_offer (LfMerge *self,
                         const LfMergeRecord *record,
                         const LfEdit *edit,
                         GError **error)
{
  LfMergeRecord *conflict;

  if (!find_own_offer (self, record, edit, &conflict, error))
    return FALSE;
  if (conflict == NULL)
    return TRUE;
  conflict->is_ours = TRUE;
  lf_merge_put (self, conflict, LF_MERGE_SETTLEMENT, "state", "settled");
  lf_merge_put (self, conflict, LF_MERGE_SETTLEMENT, "outcome", "accepted");
  return TRUE;
}

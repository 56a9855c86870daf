/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two people settle one conflict in different ways without knowing of each other.
 *
 * The outcome accepted first stands. The value the other one chose, which may need no edit of the
 * field at all ("keep what is in force"), is kept as a new conflict of the field, so that neither
 * decision passes over the other in silence (G2). */

#include "config.h"

#include "lf-merge-private.h"

#include <string.h>

static char *
contested_key (const char *id, const char *bundle)
{
  return g_strconcat (id, "/", bundle, NULL);
}

gboolean
lf_merge_is_contested (LfMerge *self, const LfMergeRecord *record, const char *bundle)
{
  g_autofree char *key = contested_key (record->record->id, bundle);

  return g_hash_table_contains (self->contested, key);
}

static void
contest (LfMerge *self, const char *id, const char *bundle)
{
  g_hash_table_add (self->contested, contested_key (id, bundle));
}

void
lf_merge_contest_offers (LfMerge *self, const LfMergeRecord *record, const LfOp *op)
{
  if (op->is_offer)
    contest (self, op->id, LF_MERGE_DELETED);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (edit->is_offer)
        contest (self, op->id, lf_merge_bundle (record, edit->field));
    }
}

/* Does the change say itself what the field should be? Then that edit becomes the conflict. */
static gboolean
edits_field (const LfChange *change, const char *id, const char *field)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      gboolean is_deleted_field = strcmp (field, LF_MERGE_DELETED) == 0;

      if (strcmp (op->id, id) != 0)
        continue;
      if (op->kind == LF_OP_PUT ? lf_op_find (op, field) != NULL : is_deleted_field)
        return TRUE;
    }
  return FALSE;
}

static gboolean
offer_choice (LfMerge *self,
              const LfMergeRecord *conflict,
              const LfMergeRecord *record,
              const char *value,
              GError **error)
{
  const char *field = lf_merge_current (conflict, "field");
  const char *current = lf_merge_current (record, field);
  g_autoptr (LfServerChange) last = NULL;
  LfMergeSide accepted, offered;

  if (g_strcmp0 (current, value) == 0)
    return TRUE;
  if (!lf_merge_last_change (self, record, lf_merge_bundle (record, field), &last, error))
    return FALSE;
  accepted = lf_merge_side_of (last, current);
  offered = lf_merge_own_side (self, value);
  lf_merge_make_conflict (self, record, field, lf_merge_current (conflict, "original_value"),
                          &accepted, &offered);
  return TRUE;
}

/* (nullable): what the settlement chose, where it can be told from its word */
static gboolean
find_choice (const LfMergeRecord *conflict, const LfOp *op, const char **ret_value)
{
  const LfEdit *outcome = lf_op_find (op, "outcome");
  g_autofree char *field = NULL;

  if (outcome == NULL || outcome->value == NULL || strcmp (outcome->value, "value") == 0)
    return FALSE;
  field = g_strconcat (outcome->value, "_value", NULL);
  *ret_value = lf_merge_current (conflict, field);
  return TRUE;
}

gboolean
lf_merge_settle_again (LfMerge *self, LfMergeRecord *conflict, const LfOp *op, GError **error)
{
  const char *entity = lf_merge_current (conflict, "entity");
  const char *id = lf_merge_current (conflict, "record");
  const char *field = lf_merge_current (conflict, "field");
  GError *local_error = NULL;
  LfMergeRecord *record;
  const char *value;

  lf_merge_tell_conflict (self, conflict->record->id, conflict, "state");
  lf_merge_tell_conflict (self, conflict->record->id, conflict, "outcome");
  if (entity == NULL || id == NULL || field == NULL)
    return TRUE;
  record = lf_merge_find (self, entity, id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (record == NULL)
    return TRUE;
  contest (self, id, lf_merge_bundle (record, field));
  if (edits_field (self->change, id, field) || !find_choice (conflict, op, &value))
    return TRUE;
  return offer_choice (self, conflict, record, value, error);
}

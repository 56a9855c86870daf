/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Did a change do what it says and nothing else? Then nothing of it has to come back to who sent
 * it. In doubt it did not: what comes back in vain does no harm. */

#include "config.h"

#include "lf-merge-private.h"

#include <string.h>

/* (nullable): the change's last operation on it */
static const LfOp *
find_op (const LfMerge *self, const LfMergeRecord *record)
{
  for (guint i = self->change->ops->len; i > 0; i--)
    {
      const LfOp *op = self->change->ops->pdata[i - 1];

      if (strcmp (op->id, record->record->id) == 0
          && strcmp (op->entity, record->record->entity) == 0)
        return op;
    }
  return NULL;
}

static gboolean
is_in_force (const LfMergeRecord *record, const LfOp *op)
{
  if (op->kind != LF_OP_PUT)
    return record->record->deleted == (op->kind == LF_OP_DELETE);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (g_strcmp0 (lf_merge_current (record, edit->field), edit->value) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
did_only_what_it_says (const LfMerge *self, const LfMergeRecord *record)
{
  return !record->is_changed || (record->entity != NULL && find_op (self, record) != NULL);
}

gboolean
lf_merge_is_as_sent (LfMerge *self)
{
  if (self->is_altered || self->change->is_again || self->answer->conflicts->len > 0)
    return FALSE;
  for (guint i = 0; i < self->order->len; i++)
    if (!did_only_what_it_says (self, self->order->pdata[i]))
      return FALSE;
  for (guint i = 0; i < self->change->ops->len; i++)
    {
      const LfOp *op = self->change->ops->pdata[i];
      const LfMergeRecord *record = lf_merge_find (self, op->entity, op->id, NULL);

      if (record == NULL || !is_in_force (record, op))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the server can say of a new record: who sent it, in which order, knowing what. */

#include "config.h"

#include "lf-merge-private.h"

static char *
make_value (LfMerge *self, const LfOp *op, LfStamp stamp)
{
  gint64 number = 0;

  switch (stamp)
    {
    case LF_STAMP_ACCOUNT:
      return g_strdup (self->user->account);
    case LF_STAMP_DEVICE:
      return g_strdup (self->user->device);
    case LF_STAMP_SEEN:
      number = op->edits->len == 0 ? 0 : lf_merge_least_seen (op);
      break;
    case LF_STAMP_SEQ:
      number = self->seq;
      break;
    case LF_STAMP_MADE:
      number = self->change->time_us;
      break;
    case LF_STAMP_RECEIVED:
      number = lf_clock_now_us ();
      break;
    case LF_STAMP_NONE:
    default:
      return NULL;
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
stamp_record (LfMerge *self, LfMergeRecord *record)
{
  for (const LfField *field = record->entity->fields; field->name != NULL; field++)
    {
      g_autofree char *value = make_value (self, record->made_by, field->stamp);

      if (value == NULL)
        continue;
      lf_merge_put (self, record, lf_field_bundle (field), field->name, value);
      self->is_altered = TRUE;
    }
}

void
lf_merge_stamp (LfMerge *self)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      LfMergeRecord *record = self->order->pdata[i];

      if (record->made_by != NULL && record->entity != NULL)
        stamp_record (self, record);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting and restoring: a field like the others, but that an edit against a deletion keeps the
 * record and tells both of it (G7). */

#include "config.h"

#include "lf-merge-private.h"

#include <string.h>

/* Somebody edits what another deleted meanwhile: it comes back, and the two hear of each other. */
gboolean
lf_merge_revive (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error)
{
  gint64 deleted_seq = lf_server_record_seq_of (record->record, LF_MERGE_DELETED);
  g_autoptr (LfServerChange) last = NULL;
  LfMergeSide accepted, offered;

  if (!record->record->deleted || deleted_seq <= lf_merge_least_seen (op))
    return TRUE;
  if (!lf_merge_last_change (self, record, LF_MERGE_DELETED, &last, error))
    return FALSE;
  if (lf_merge_is_own (self, last))
    return TRUE;
  lf_merge_put_deleted (self, record, FALSE);
  accepted = lf_merge_own_side (self, NULL);
  offered = lf_merge_side_of (last, "1");
  lf_merge_make_conflict (self, record, LF_MERGE_DELETED, NULL, &accepted, &offered);
  return TRUE;
}

/* The newest number above @seen of any bundle but the deletion itself that another device gave;
 * 0: the author has seen all there is to see. */
static gboolean
find_unseen (LfMerge *self,
             const LfMergeRecord *record,
             gint64 seen,
             LfServerChange **ret_change,
             GError **error)
{
  g_autoptr (LfServerChange) newest = NULL;
  g_autoptr (GList) bundles = g_hash_table_get_keys (record->record->clock);

  bundles = g_list_prepend (bundles, (gpointer) ""); /* which stands for the creation */
  for (GList *bundle = bundles; bundle != NULL; bundle = bundle->next)
    {
      gint64 seq = lf_server_record_seq_of (record->record, bundle->data);
      g_autoptr (LfServerChange) last = NULL;

      if (seq <= seen || (newest != NULL && seq <= newest->seq)
          || strcmp (bundle->data, LF_MERGE_DELETED) == 0
          || lf_server_record_is_scope_note (bundle->data))
        continue;
      if (!lf_merge_last_change (self, record, bundle->data, &last, error))
        return FALSE;
      if (lf_merge_is_own (self, last))
        continue;
      g_clear_pointer (&newest, lf_server_change_free);
      newest = g_steal_pointer (&last);
    }
  *ret_change = g_steal_pointer (&newest);
  return TRUE;
}

gboolean
lf_merge_delete (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error)
{
  g_autoptr (LfServerChange) unseen = NULL;
  LfMergeSide accepted, offered;

  if (record->record->deleted)
    return TRUE;
  if (!find_unseen (self, record, op->seen, &unseen, error))
    return FALSE;
  if (unseen == NULL && !lf_merge_is_contested (self, record, LF_MERGE_DELETED))
    {
      lf_merge_put_deleted (self, record, TRUE);
      return TRUE;
    }
  accepted = lf_merge_side_of (unseen, NULL);
  offered = lf_merge_own_side (self, "1");
  lf_merge_make_conflict (self, record, LF_MERGE_DELETED, NULL, &accepted, &offered);
  return TRUE;
}

/* Keeping a record is never the worse choice: only where two disagreed on it does it wait for them.
 */
gboolean
lf_merge_restore (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error)
{
  g_autoptr (LfServerChange) last = NULL;
  LfMergeSide accepted, offered;

  if (!record->record->deleted)
    return TRUE;
  if (!lf_merge_is_contested (self, record, LF_MERGE_DELETED))
    {
      lf_merge_put_deleted (self, record, FALSE);
      return TRUE;
    }
  if (!lf_merge_last_change (self, record, LF_MERGE_DELETED, &last, error))
    return FALSE;
  accepted = lf_merge_side_of (last, "1");
  offered = lf_merge_own_side (self, NULL);
  lf_merge_make_conflict (self, record, LF_MERGE_DELETED, NULL, &accepted, &offered);
  return TRUE;
}

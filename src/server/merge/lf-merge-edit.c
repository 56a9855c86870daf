/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of fields: taken, found done already, or kept as conflicts; bundle by bundle. */

#include "config.h"

#include "lf-merge-private.h"

#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What one operation says of one bundle. */
typedef struct
{
  const char *name;
  GPtrArray *edits; /* (element-type LfEdit), unowned */
  gint64 seen;      /* the least */
  gboolean was_holds;
} Bundle;

static guint
count_members (const LfMergeRecord *record, const char *bundle)
{
  guint n = 0;

  for (const LfField *field = record->entity == NULL ? NULL : record->entity->fields;
       field != NULL && field->name != NULL; field++)
    n += strcmp (lf_field_bundle (field), bundle) == 0;
  return MAX (n, 1);
}

/* The bundle is as its author found it only when every member says so: of one that is not edited
 * nobody knows what its author saw. */
static Bundle
gather (const LfMergeRecord *record, const LfOp *op, const char *name)
{
  Bundle bundle = { name, g_ptr_array_new (), G_MAXINT64, TRUE };

  for (guint i = 0; i < op->edits->len; i++)
    {
      LfEdit *edit = op->edits->pdata[i];

      if (strcmp (lf_merge_bundle (record, edit->field), name) != 0)
        continue;
      g_ptr_array_add (bundle.edits, edit);
      bundle.seen = MIN (bundle.seen, edit->seen);
      if (g_strcmp0 (lf_merge_current (record, edit->field), edit->was) != 0)
        bundle.was_holds = FALSE;
    }
  if (bundle.edits->len < count_members (record, name))
    bundle.was_holds = FALSE;
  return bundle;
}

/* ---- What edits started from ---- */

/* Not when nobody can say what stood there: it went when the server came back from a backup (G14).
 */
static gboolean
check_seen (LfMerge *self, gint64 seen, gboolean *ret_is_known, GError **error)
{
  g_autofree char *epoch = lf_server_storage_epoch (self->storage, error);

  if (epoch == NULL)
    return FALSE;
  if (seen >= self->seq || lf_server_epoch_lost (epoch, seen))
    *ret_is_known = FALSE;
  return TRUE;
}

static gboolean
recall (LfMerge *self, const LfOp *op, LfEdit *edit, gboolean *ret_is_known, GError **error)
{
  GError *local_error = NULL;
  const LfMergeRecord *record = lf_merge_find (self, op->entity, op->id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  if (record != NULL && !check_seen (self, edit->seen, ret_is_known, error))
    return FALSE;
  if (record == NULL || lf_merge_is_hidden (self, record)) /* which will be refused */
    return local_error == NULL;
  if (lf_server_record_seq_of (record->record, lf_merge_bundle (record, edit->field)) > edit->seen)
    *ret_is_known = FALSE;
  g_free (edit->was);
  edit->was = g_strdup (lf_merge_current (record, edit->field));
  return TRUE;
}

gboolean
lf_merge_recall (LfMerge *self, gboolean *ret_is_known, GError **error)
{
  *ret_is_known = TRUE;
  for (guint i = 0; i < self->change->ops->len; i++)
    {
      const LfOp *op = self->change->ops->pdata[i];

      for (guint j = 0; j < op->edits->len; j++)
        {
          LfEdit *edit = op->edits->pdata[j];

          if (edit->is_as_seen && !recall (self, op, edit, ret_is_known, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* ---- Not won ---- */

/* A value that no rule would let in must not come in by way of a conflict. */
static gboolean
check_offer (LfMerge *self, const LfMergeRecord *record, const LfEdit *edit)
{
  const LfField *field = lf_merge_field (record, edit->field);
  g_autoptr (GError) problem = NULL;

  if (field == NULL)
    return TRUE;
  if (edit->value == NULL && (field->flags & LF_FIELD_REQUIRED))
    return lf_merge_refuse (self, "required",
                            g_strdup_printf (_ ("%s must not be blank."), lf_field_label (field)));
  return lf_field_check (field, edit->value, &problem)
         || lf_merge_refuse (self, "invalid", g_strdup (problem->message));
}

/* Did the author of @last have @edit's value in front of him? Asked of what a server that came back
 * from an older backup is told again, in whatever order. */
static gboolean
was_replaced (LfMerge *self,
              const LfMergeRecord *record,
              const LfEdit *edit,
              const LfServerChange *last,
              gboolean *ret_was,
              GError **error)
{
  g_autoptr (LfServerChange) whole = NULL;
  g_autoptr (LfJson) node = NULL;
  g_autoptr (LfChange) change = NULL;

  *ret_was = FALSE;
  if (!self->change->is_again || last == NULL)
    return TRUE;
  whole = lf_server_storage_find_change (self->storage, last->id, error);
  if (whole == NULL)
    return FALSE;
  node = lf_json_read (whole->body, strlen (whole->body), error);
  change = node == NULL ? NULL : lf_wire_to_change (node, error);
  for (guint i = 0; change != NULL && i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEdit *later
          = strcmp (op->id, record->record->id) == 0 ? lf_op_find (op, edit->field) : NULL;

      if (later != NULL && g_strcmp0 (later->was, edit->value) == 0)
        *ret_was = TRUE;
    }
  return change != NULL;
}

static gboolean
keep_edit (LfMerge *self,
           const LfMergeRecord *record,
           const LfEdit *edit,
           const LfServerChange *last,
           GError **error)
{
  gboolean is_replaced;

  if (!was_replaced (self, record, edit, last, &is_replaced, error))
    return FALSE;
  if (is_replaced || g_strcmp0 (lf_merge_current (record, edit->field), edit->value) == 0)
    return lf_merge_withdraw_offer (self, record, edit, error);
  return check_offer (self, record, edit) && lf_merge_keep_offer (self, record, edit, last, error);
}

static gboolean
is_settlement (const LfMergeRecord *record, const Bundle *bundle)
{
  return strcmp (record->record->entity, LF_MERGE_CONFLICT) == 0
         && strcmp (bundle->name, LF_MERGE_SETTLEMENT) == 0;
}

/* Who settles a conflict as it was settled already agrees with that. */
static gboolean
agrees (const LfMergeRecord *record, const Bundle *bundle)
{
  for (guint i = 0; i < bundle->edits->len; i++)
    {
      const LfEdit *edit = bundle->edits->pdata[i];

      if (g_strcmp0 (lf_merge_current (record, edit->field), edit->value) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_bundle (LfMerge *self,
             LfMergeRecord *record,
             const LfOp *op,
             const Bundle *bundle,
             const LfServerChange *last,
             GError **error)
{
  self->is_altered = TRUE;
  if (is_settlement (record, bundle))
    return agrees (record, bundle) || lf_merge_settle_again (self, record, op, error);
  for (guint i = 0; i < bundle->edits->len; i++)
    if (!keep_edit (self, record, bundle->edits->pdata[i], last, error))
      return FALSE;
  return TRUE;
}

/* ---- Taken ---- */

static void
take_edit (LfMerge *self, LfMergeRecord *record, const char *bundle, const LfEdit *edit)
{
  if (g_strcmp0 (lf_merge_current (record, edit->field), edit->value) != 0)
    lf_merge_put (self, record, bundle, edit->field, edit->value);
}

static void
take_bundle (LfMerge *self, LfMergeRecord *record, const Bundle *bundle)
{
  for (guint i = 0; i < bundle->edits->len; i++)
    take_edit (self, record, bundle->name, bundle->edits->pdata[i]);
}

/* What others did to the set is under this edit now: whoever deletes the record next, as the author
 * of the newest edit, need not have seen it. */
static gboolean
note_unseen (LfMerge *self, LfMergeRecord *record, const LfEdit *edit, GError **error)
{
  const char *bundle = lf_merge_bundle (record, edit->field);
  gint64 seq = lf_server_record_seq_of (record->record, bundle);
  g_autoptr (LfServerChange) last = NULL;

  if (seq <= edit->seen)
    return TRUE;
  self->is_altered = TRUE;
  if (!lf_merge_last_change (self, record, bundle, &last, error))
    return FALSE;
  if (!lf_merge_is_own (self, last))
    lf_server_record_note_unseen (record->record, bundle, seq);
  return TRUE;
}

/* Elements added and removed are what a set's edit says; they never stand in each other's way. */
static gboolean
take_set (LfMerge *self, LfMergeRecord *record, const LfEdit *edit, GError **error)
{
  const char *current = lf_merge_current (record, edit->field);
  g_autofree char *value = lf_set_apply (current, edit->was, edit->value);

  if (g_strcmp0 (current, value) == 0)
    return TRUE;
  if (!note_unseen (self, record, edit, error))
    return FALSE;
  lf_merge_put (self, record, lf_merge_bundle (record, edit->field), edit->field, value);
  return TRUE;
}

/* ---- Judging ---- */

static gboolean
merge_bundle (
    LfMerge *self, LfMergeRecord *record, const LfOp *op, const char *name, GError **error)
{
  Bundle bundle = gather (record, op, name);
  g_autoptr (GPtrArray) edits = bundle.edits;
  g_autoptr (LfServerChange) last = NULL;
  gboolean is_contested = lf_merge_is_contested (self, record, name);
  gboolean is_seen = lf_server_record_seq_of (record->record, name) <= bundle.seen;

  if (!is_contested && (is_seen || bundle.was_holds))
    {
      take_bundle (self, record, &bundle);
      return TRUE;
    }
  if (!lf_merge_last_change (self, record, name, &last, error))
    return FALSE;
  if (is_contested || !lf_merge_is_own (self, last))
    return keep_bundle (self, record, op, &bundle, last, error);
  take_bundle (self, record, &bundle);
  return TRUE;
}

static void
take_all (LfMerge *self, LfMergeRecord *record, const LfOp *op)
{
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      take_edit (self, record, lf_merge_bundle (record, edit->field), edit);
    }
}

/* What is told again and is all there already brings nothing back. */
static gboolean
has_effect (const LfMerge *self, const LfMergeRecord *record, const LfOp *op)
{
  for (guint i = 0; self->change->is_again && i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      if (g_strcmp0 (lf_merge_current (record, edit->field), edit->value) != 0)
        return TRUE;
    }
  return !self->change->is_again;
}

gboolean
lf_merge_edits (LfMerge *self, LfMergeRecord *record, const LfOp *op, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (record->is_new)
    {
      take_all (self, record, op);
      return TRUE;
    }
  if (has_effect (self, record, op) && !lf_merge_revive (self, record, op, error))
    return FALSE;
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_merge_field (record, edit->field);
      const char *bundle = lf_merge_bundle (record, edit->field);

      if (field != NULL && lf_field_is_set (field))
        {
          if (!take_set (self, record, edit, error))
            return FALSE;
        }
      else if (g_hash_table_add (done, (gpointer) bundle)
               && !merge_bundle (self, record, op, bundle, error))
        return FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge: changes are judged one by one, each accepted or refused as a whole. */

#include "config.h"

#include "lf-merge-private.h"

#include "lf-server-page.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Operations ---- */

static gboolean
check_permission (LfMerge *self, const LfOp *op, char action)
{
  const LfEntity *entity = lf_schema_find (op->entity);

  if (lf_rules_may (self->user->role, op->entity, action))
    return TRUE;
  return lf_merge_refuse (
      self, "permission",
      g_strdup_printf (_ ("The role of %1$s does not allow this change of %2$s."),
                       self->user->account,
                       entity == NULL ? op->entity : lf_entity_plural (entity)));
}

static gboolean
is_made_here (const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);

  return entity != NULL && entity->made_by_server;
}

static gboolean
is_in_force (const LfMergeRecord *record, const LfEdit *edit)
{
  const LfField *field = lf_merge_field (record, edit->field);
  const char *current = lf_merge_current (record, edit->field);
  g_autofree char *value = field != NULL && lf_field_is_set (field)
                               ? lf_set_apply (current, edit->was, edit->value)
                               : g_strdup (edit->value);

  return g_strcmp0 (current, value) == 0;
}

/* Who made a record tells of it, and another device was first to do so: after a server came back
 * from an older backup, say. Who is not allowed to edit it changes nothing by that. */
static gboolean
is_told_already (const LfMerge *self, const LfOp *op, const LfMergeRecord *record)
{
  if (!op->is_new || (record->record->deleted && !self->change->is_again))
    return FALSE;
  for (guint i = 0; i < op->edits->len; i++)
    if (!is_in_force (record, op->edits->pdata[i]))
      return FALSE;
  return TRUE;
}

static char
action_of (const LfMerge *self, const LfOp *op, const LfMergeRecord *record)
{
  if (op->kind == LF_OP_DELETE)
    return 'd';
  return record == NULL || is_told_already (self, op, record) ? 'c' : 'e';
}

static gboolean
merge_op (LfMerge *self, const LfOp *op, GError **error)
{
  GError *local_error = NULL;
  LfMergeRecord *record = lf_merge_find (self, op->entity, op->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  /* A conflict comes back when its edits meet again; what settled it goes on without it. */
  if (record == NULL && self->change->is_again && is_made_here (op))
    return TRUE;
  if (record != NULL && lf_merge_is_hidden (self, record))
    return lf_merge_refuse_hidden (self, record, op->id);
  if (!check_permission (self, op, action_of (self, op, record)))
    return FALSE;
  if (record == NULL && (op->kind != LF_OP_PUT || !op->is_new))
    return lf_merge_refuse_hidden (self, NULL, op->id);
  if (record == NULL)
    {
      record = lf_merge_make (self, op->entity, op->id);
      record->made_by = op;
    }
  lf_merge_contest_offers (self, record, op);
  switch (op->kind)
    {
    case LF_OP_DELETE:
      return lf_merge_delete (self, record, op, error);
    case LF_OP_RESTORE:
      return lf_merge_restore (self, record, op, error);
    case LF_OP_PUT:
    default:
      return lf_merge_edits (self, record, op, error)
             && lf_merge_check_parent (self, record, op, error);
    }
}

static gboolean
settles (const LfOp *op)
{
  return strcmp (op->entity, LF_MERGE_CONFLICT) == 0;
}

/* Settlements come first: they decide how the edits that go with them are judged. */
static gboolean
merge_ops (LfMerge *self, GError **error)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->change->ops->len; i++)
      {
        const LfOp *op = self->change->ops->pdata[i];

        if (settles (op) == (pass == 0) && !merge_op (self, op, error))
          return FALSE;
      }
  return TRUE;
}

/* ---- Rules ---- */

static gboolean
puts_back (const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (settles (change->ops->pdata[i]))
      return TRUE;
  return change->undoes != NULL;
}

static gboolean
check_rules (LfMerge *self, GError **error)
{
  gboolean undoing = puts_back (self->change) || self->change->is_again;
  g_autoptr (GHashTable) redirected = lf_change_redirected (self->change);

  for (guint i = 0; i < self->order->len; i++)
    {
      const LfMergeRecord *record = self->order->pdata[i];
      gboolean is_free = undoing || g_hash_table_contains (redirected, record->record->id);
      g_autoptr (LfRecord) after = NULL;
      g_autoptr (GPtrArray) problems = NULL;

      if (record->entity == NULL || !record->is_changed || record->is_ours)
        continue;
      after = lf_merge_to_core (record);
      problems = lf_rules_check (record->before, after, is_free);
      if (problems->len > 0)
        {
          const LfProblem *problem = problems->pdata[0];

          return lf_merge_refuse (self, problem->reason, g_strdup (problem->message));
        }
      if (!lf_merge_check_move (self, record)
          || !lf_merge_check_signatures (self, record, after, error)
          || (!is_free && !lf_merge_check_gate (self, record, after, error)))
        return FALSE;
    }
  return TRUE;
}

/* What one change writes has one number, and no page ends within one: devices have to be able to
 * read all of it at once. */
static gboolean
check_size (LfMerge *self)
{
  gsize size = 0;

  for (guint i = 0; i < self->order->len; i++)
    {
      const LfMergeRecord *record = self->order->pdata[i];

      if (record->is_changed)
        size += lf_server_page_size (record->record);
    }
  return size <= LF_SERVER_PAGE_MOST
         || lf_merge_refuse (self, "too-large",
                             g_strdup (_ ("The records of this change are too much for other "
                                          "devices to receive at once. Do it again in smaller "
                                          "parts.")));
}

/* ---- Keeping ---- */

static gboolean
save_records (LfMerge *self, GError **error)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const LfMergeRecord *record = self->order->pdata[i];

      if (record->is_changed && !lf_server_storage_save (self->storage, record->record, error))
        return FALSE;
    }
  return TRUE;
}

static char *
print_answer (LfAnswer *answer)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, answer);
  return lf_wire_from_answers (one, 0, NULL);
}

static gboolean
keep_change (LfMerge *self, GError **error)
{
  g_autofree char *body = lf_wire_from_change (self->change, NULL);
  g_autofree char *answer = print_answer (self->answer);
  LfServerChange change = { .id = self->change->id,
                            .seq = self->answer->seq,
                            .device = self->user->device,
                            .author = self->user->account,
                            .time_us = self->change->time_us,
                            .late_us = self->change->age_us,
                            .is_doubtful = self->change->is_doubtful,
                            .answer = answer,
                            .body = body };

  return lf_server_storage_add_change (self->storage, &change, error);
}

/* Nothing was written before, so of a change that is refused there is its answer and no more. */
static gboolean
keep_refusal (LfMerge *self, GError **error)
{
  g_ptr_array_set_size (self->answer->conflicts, 0);
  self->answer->seq = 0;
  return keep_change (self, error);
}

static gboolean
keep_accepted (LfMerge *self, GError **error)
{
  lf_merge_stamp (self);
  self->answer->is_as_sent = lf_merge_is_as_sent (self);
  self->answer->is_doubtful = self->change->is_doubtful;
  return lf_server_storage_next_seq (self->storage, error) == self->seq
         && save_records (self, error) && keep_change (self, error);
}

/* ---- One change ---- */

/* What touches a record that the server cannot read is refused, and only that (G5). */
static gboolean
is_of_record (LfMerge *self, const GError *error)
{
  if (!g_error_matches (error, LF_SERVER_ERROR, LF_SERVER_ERROR_DAMAGED))
    return FALSE;
  lf_merge_refuse (self, "damaged",
                   g_strdup (_ ("What the server holds of this record is damaged. Nothing was "
                                "changed there; tell who runs the server (“landfall-server check” "
                                "names the record), and send this again when it is mended.")));
  return TRUE;
}

/* Until its author's device says what it started from. */
static gboolean
keep_waiting (LfMerge *self)
{
  self->answer->kind = LF_ANSWER_WAITING;
  self->answer->seq = 0;
  return TRUE;
}

static gboolean
judge (LfMerge *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 last = lf_server_storage_last_seq (self->storage, error);
  gboolean is_known;

  if (last < 0)
    return FALSE;
  self->seq = self->answer->seq = last + 1;
  if (lf_merge_recall (self, &is_known, &local_error) && !is_known)
    return keep_waiting (self);
  if (local_error == NULL && merge_ops (self, &local_error) && check_rules (self, &local_error)
      && lf_merge_place (self, &local_error) && check_size (self))
    return keep_accepted (self, error);
  if (local_error == NULL || is_of_record (self, local_error))
    return keep_refusal (self, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static LfAnswer *
judge_change (LfServerStorage *storage,
              const LfServerUser *user,
              const LfChange *change,
              GError **error)
{
  g_autoptr (LfAnswer) answer = lf_answer_new (change->id, LF_ANSWER_ACCEPTED);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GHashTable) contested = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) records
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, lf_merge_record_free);
  g_autofree char *sight = lf_server_user_sight (user);
  LfMerge merge = { .storage = storage,
                    .user = user,
                    .sight = sight,
                    .change = change,
                    .records = records,
                    .order = order,
                    .contested = contested,
                    .answer = answer };

  return judge (&merge, error) ? g_steal_pointer (&answer) : NULL;
}

/* Who asks again may not be who was answered first, and stand elsewhere. */
LfAnswer *
lf_merge_first_answer (const LfServerChange *known, GError **error)
{
  g_autoptr (LfJson) node = lf_json_read (known->answer, strlen (known->answer), error);
  g_autoptr (GPtrArray) answers = node == NULL ? NULL : lf_wire_to_answers (node, error);
  LfAnswer *answer = answers == NULL ? NULL : g_ptr_array_steal_index (answers, 0);

  if (answer != NULL)
    answer->is_as_sent = FALSE;
  return answer;
}

/* ---- The push ---- */

static gboolean
touches (const LfChange *change, GHashTable *ids)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (g_hash_table_contains (ids, ((LfOp *) change->ops->pdata[i])->id))
      return TRUE;
  return FALSE;
}

static void
add_ids (const LfChange *change, GHashTable *ids)
{
  for (guint i = 0; i < change->ops->len; i++)
    g_hash_table_add (ids, ((LfOp *) change->ops->pdata[i])->id);
}

static LfAnswer *
answer_change (LfServerStorage *storage,
               const LfServerUser *user,
               const LfChange *change,
               GHashTable *held,
               GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerChange) known
      = lf_server_storage_find_change (storage, change->id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (known != NULL)
    return lf_merge_first_answer (known, error);
  if (touches (change, held))
    return lf_answer_new (change->id, LF_ANSWER_WAITING);
  return judge_change (storage, user, change, error);
}

static GPtrArray *
answer_all (LfServerStorage *storage, const LfServerUser *user, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      const LfChange *change = changes->pdata[i];
      LfAnswer *answer = answer_change (storage, user, change, held, error);

      if (answer == NULL)
        return NULL;
      g_ptr_array_add (answers, answer);
      if (answer->kind != LF_ANSWER_ACCEPTED)
        add_ids (change, held);
    }
  return g_steal_pointer (&answers);
}

/* What a new record belongs to says who sees it, and others may have come before it. */
static void
foresee_place (LfServerWanted *wanted, GHashTable *parents, const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  const LfField *parent = entity == NULL || lf_entity_scope_source (entity) == NULL
                              ? NULL
                              : lf_entity_parent_field (entity);
  const LfEdit *edit
      = parent == NULL || entity->scope.park != NULL ? NULL : lf_op_find (op, parent->name);

  if (entity != NULL && op->is_new && lf_merge_is_followed (entity))
    ((LfServerKey *) wanted->records->pdata[wanted->records->len - 1])->is_followed = TRUE;
  if (edit != NULL && edit->value != NULL && g_hash_table_add (parents, edit->value))
    lf_server_wanted_add_record (wanted, parent->target, edit->value, G_MAXINT64);
}

static gboolean
foresee (LfServerStorage *storage, GPtrArray *changes, GError **error)
{
  g_autoptr (LfServerWanted) wanted = lf_server_wanted_new ();
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < changes->len; i++)
    {
      const LfChange *change = changes->pdata[i];

      g_ptr_array_add (wanted->changes, change->id);
      for (guint j = 0; j < change->ops->len; j++)
        {
          const LfOp *op = change->ops->pdata[j];

          lf_server_wanted_add_record (wanted, op->entity, op->id, lf_merge_least_seen (op));
          foresee_place (wanted, parents, op);
        }
    }
  return lf_server_storage_foresee (storage, wanted, error);
}

static GPtrArray *
merge_once (LfServerStorage *storage, const LfServerUser *user, GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) answers = NULL;

  if (!lf_server_storage_begin (storage, user->zone, error))
    return NULL;
  if (foresee (storage, changes, error))
    answers = answer_all (storage, user, changes, error);
  if (answers == NULL)
    {
      lf_server_storage_rollback (storage);
      return NULL;
    }
  return lf_server_storage_commit (storage, error) ? g_steal_pointer (&answers) : NULL;
}

/* What was committed without an answer is answered from what was kept of it (G4). */
GPtrArray *
lf_merge_changes (LfServerStorage *storage,
                  const LfServerUser *user,
                  GPtrArray *changes,
                  GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GPtrArray *answers;

  do
    answers = merge_once (storage, user, changes, &local_error);
  while (answers == NULL && lf_server_storage_try_again (storage, &local_error));
  if (answers == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return answers;
}

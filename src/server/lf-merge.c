/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge: the value accepted first stays in force, what did not win is kept as a conflict, and nothing else is refused
 * but by the rules and permissions of core. */

#include "config.h"

#include "lf-merge.h"

#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DELETED "deleted"

typedef struct {
  LfServerStorage *storage;
  const LfServerUser *user;
  const LfChange *change;
  gint64 seq;
  GHashTable *records;  /* "entity/id" → Working */
  LfAnswer *answer;
} Merge;

/* A record of the zone while the change is laid over it. */
typedef struct {
  const LfEntity *entity; /* (nullable): unknown to this version */
  LfServerRecord *record;
  LfRecord *before;       /* (nullable): as it was, for the rules */
  gboolean is_changed;
} Working;

static void
working_free (gpointer data)
{
  Working *working = data;

  lf_server_record_free (working->record);
  g_clear_pointer (&working->before, lf_record_unref);
  g_free (working);
}

/* ---- Records ---- */

static LfRecord *
to_core (const LfEntity *entity, const LfServerRecord *record)
{
  LfRecord *core = lf_record_new (entity, record->id);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    lf_record_take_at (core, i, g_strdup (g_hash_table_lookup (record->fields, entity->fields[i].name)));
  return core;
}

static Working *
find_record (Merge *self, const char *entity, const char *id, GError **error)
{
  g_autofree char *key = g_strconcat (entity, "/", id, NULL);
  Working *working = g_hash_table_lookup (self->records, key);
  LfServerRecord *record;

  if (working != NULL)
    return working;
  record = lf_server_storage_load (self->storage, entity, id, error);
  if (record == NULL)
    return NULL;
  working = g_new0 (Working, 1);
  working->entity = lf_schema_find (entity);
  working->record = record;
  if (working->entity != NULL)
    working->before = to_core (working->entity, record);
  g_hash_table_insert (self->records, g_steal_pointer (&key), working);
  return working;
}

static Working *
make_record (Merge *self, const char *entity, const char *id)
{
  Working *working = g_new0 (Working, 1);

  working->entity = lf_schema_find (entity);
  working->record = lf_server_record_new (entity, id);
  working->record->created_seq = working->record->seq = self->seq;
  working->is_changed = TRUE;
  g_hash_table_insert (self->records, g_strconcat (entity, "/", id, NULL), working);
  return working;
}

static void
put (Merge *self, Working *working, const char *bundle, const char *field, const char *value)
{
  if (value == NULL)
    g_hash_table_remove (working->record->fields, field);
  else
    g_hash_table_insert (working->record->fields, g_strdup (field), g_strdup (value));
  lf_server_record_stamp (working->record, bundle, self->seq);
  working->is_changed = TRUE;
}

static void
put_deleted (Merge *self, Working *working, gboolean deleted)
{
  working->record->deleted = deleted;
  lf_server_record_stamp (working->record, DELETED, self->seq);
  working->is_changed = TRUE;
}

/* ---- Refusals ---- */

static gboolean
refuse (Merge *self, const char *reason, char *message /* (transfer full) */)
{
  self->answer->kind = LF_ANSWER_REFUSED;
  g_free (self->answer->reason);
  g_free (self->answer->message);
  self->answer->reason = g_strdup (reason);
  self->answer->message = message;
  return FALSE;
}

static gboolean
check_permission (Merge *self, const LfOp *op, char action)
{
  const LfEntity *entity = lf_schema_find (op->entity);

  if (entity == NULL || lf_rules_may (self->user->role, op->entity, action))
    return TRUE;
  return refuse (self, "permission", g_strdup_printf (_ ("The role of %1$s does not allow this change of %2$s."), self->user->account, lf_entity_plural (entity)));
}

/* ---- Conflicts ---- */

typedef struct {
  const char *value;
  const char *author;
  const char *device;
  gint64 time_us;
  const char *change;
} Side;

static void
set (LfServerRecord *record, const char *field, const char *value)
{
  if (value == NULL)
    g_hash_table_remove (record->fields, field);
  else
    g_hash_table_insert (record->fields, g_strdup (field), g_strdup (value));
}

static void
set_side (LfServerRecord *conflict, const char *side, const Side *edit)
{
  g_autofree char *value = g_strconcat (side, "_value", NULL);
  g_autofree char *author = g_strconcat (side, "_author", NULL);
  g_autofree char *device = g_strconcat (side, "_device", NULL);
  g_autofree char *us = g_strconcat (side, "_us", NULL);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT, edit->time_us);

  set (conflict, value, edit->value);
  set (conflict, author, edit->author);
  set (conflict, device, edit->device);
  set (conflict, us, edit->time_us > 0 ? time : NULL);
}

static char *
title_of (const Working *working)
{
  const char *title = working->entity == NULL ? NULL : g_hash_table_lookup (working->record->fields, lf_entity_title (working->entity)->name);

  return g_strdup (title != NULL ? title : working->record->id);
}

static void
tell_conflict (Merge *self, const char *id, const Working *working, const char *field)
{
  LfConflict *conflict = g_new0 (LfConflict, 1);

  *conflict = (LfConflict){ g_strdup (id), g_strdup (working->record->entity), g_strdup (working->record->id), g_strdup (field) };
  g_ptr_array_add (self->answer->conflicts, conflict);
}

/* The edit goes on where the author's own earlier one did not win: it is the same conflict, with a newer offer. */
static gboolean
extend_conflict (Merge *self, const Working *working, const char *field, const char *was, const Side *offered, gboolean *ret_done, GError **error)
{
  g_autoptr (LfServerRecord) open = lf_server_storage_find_conflict (self->storage, working->record->id, field, offered->device, error);
  GError *local_error = NULL;
  Working *conflict;

  *ret_done = FALSE;
  if (open == NULL || g_strcmp0 (g_hash_table_lookup (open->fields, "offered_value"), was) != 0)
    return error == NULL || *error == NULL;
  conflict = find_record (self, "conflict", open->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  put (self, conflict, "offered_value", "offered_value", offered->value);
  tell_conflict (self, open->id, working, field);
  *ret_done = TRUE;
  return TRUE;
}

static void
make_conflict (Merge *self, const Working *working, const char *field, const char *was, const Side *accepted, const Side *offered)
{
  g_autofree char *id = lf_id_derive (self->change->id, working->record->id, field, NULL);
  g_autofree char *title = title_of (working);
  LfServerRecord *conflict = make_record (self, "conflict", id)->record;

  set (conflict, "title", title);
  set (conflict, "entity", working->record->entity);
  set (conflict, "record", working->record->id);
  set (conflict, "field", field);
  set (conflict, "original_value", was);
  set (conflict, "offered_change", offered->change);
  set (conflict, "state", "open");
  set_side (conflict, "accepted", accepted);
  set_side (conflict, "offered", offered);
  g_free (conflict->scope);
  conflict->scope = g_strdup (working->record->scope);
  tell_conflict (self, id, working, field);
}

static Side
own_side (Merge *self, const char *value)
{
  return (Side){ value, self->user->account, self->user->device, self->change->time_us, self->change->id };
}

static Side
side_at (const LfServerChange *change, const char *value)
{
  return change == NULL ? (Side){ value } : (Side){ value, change->author, change->device, change->time_us, change->id };
}

/* ---- Who changed a bundle last ---- */

static gboolean
load_last (Merge *self, const Working *working, const char *bundle, LfServerChange **ret_change, GError **error)
{
  gint64 seq = lf_server_record_seq_of (working->record, bundle);
  GError *local_error = NULL;

  *ret_change = seq == self->seq ? NULL : lf_server_storage_find_change_at (self->storage, seq, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Changed by this very change, or by this device: its author has seen it. */
static gboolean
is_own (Merge *self, const LfServerChange *last)
{
  return last == NULL || strcmp (last->device, self->user->device) == 0;
}

/* ---- Edits ---- */

static const char *
bundle_of (const LfEntity *entity, const LfEdit *edit)
{
  const LfField *field = entity == NULL ? NULL : lf_entity_field (entity, edit->field);

  return field == NULL ? edit->field : lf_field_bundle (field);
}

static gboolean
is_set (const LfEntity *entity, const LfEdit *edit)
{
  const LfField *field = entity == NULL ? NULL : lf_entity_field (entity, edit->field);

  return field != NULL && lf_field_is_set (field);
}

static const char *
current_of (const Working *working, const LfEdit *edit)
{
  return g_hash_table_lookup (working->record->fields, edit->field);
}

/* What one operation says of one bundle. */
typedef struct {
  const char *bundle;
  GPtrArray *edits; /* (element-type LfEdit), unowned */
  gint64 seen;      /* the least */
  gboolean was_holds;
} BundleEdit;

static BundleEdit
gather (const Working *working, const LfOp *op, const char *bundle)
{
  BundleEdit all = { bundle, g_ptr_array_new (), G_MAXINT64, TRUE };

  for (guint i = 0; i < op->edits->len; i++)
    {
      LfEdit *edit = op->edits->pdata[i];

      if (strcmp (bundle_of (working->entity, edit), bundle) != 0)
        continue;
      g_ptr_array_add (all.edits, edit);
      all.seen = MIN (all.seen, edit->seen);
      all.was_holds = all.was_holds && g_strcmp0 (current_of (working, edit), edit->was) == 0;
    }
  return all;
}

static gboolean
keep_conflicts (Merge *self, Working *working, const BundleEdit *bundle, const LfServerChange *last, GError **error)
{
  for (guint i = 0; i < bundle->edits->len; i++)
    {
      const LfEdit *edit = bundle->edits->pdata[i];
      const char *current = current_of (working, edit);
      Side offered = own_side (self, edit->value), accepted = side_at (last, current);
      gboolean is_done;

      if (g_strcmp0 (current, edit->value) == 0)
        continue;
      if (!extend_conflict (self, working, edit->field, edit->was, &offered, &is_done, error))
        return FALSE;
      if (!is_done)
        make_conflict (self, working, edit->field, edit->was, &accepted, &offered);
    }
  return TRUE;
}

static gboolean
merge_bundle (Merge *self, Working *working, const LfOp *op, const char *name, GError **error)
{
  BundleEdit bundle = gather (working, op, name);
  g_autoptr (GPtrArray) edits = bundle.edits;
  g_autoptr (LfServerChange) last = NULL;

  if (!load_last (self, working, name, &last, error))
    return FALSE;
  if (lf_server_record_seq_of (working->record, name) > bundle.seen && !is_own (self, last) && !bundle.was_holds)
    return keep_conflicts (self, working, &bundle, last, error);
  for (guint i = 0; i < edits->len; i++)
    {
      const LfEdit *edit = edits->pdata[i];

      if (g_strcmp0 (current_of (working, edit), edit->value) != 0)
        put (self, working, name, edit->field, edit->value);
    }
  return TRUE;
}

static void
merge_set (Merge *self, Working *working, const LfEdit *edit)
{
  g_autofree char *value = lf_set_apply (current_of (working, edit), edit->was, edit->value);

  if (g_strcmp0 (current_of (working, edit), value) != 0)
    put (self, working, bundle_of (working->entity, edit), edit->field, value);
}

/* ---- Delete and restore (G7) ---- */

/* Somebody edits what another deleted without having seen that: the record comes back, and the two hear of each other. */
static gboolean
revive (Merge *self, Working *working, const LfOp *op, GError **error)
{
  gint64 deleted_seq = lf_server_record_seq_of (working->record, DELETED);
  g_autoptr (LfServerChange) last = NULL;
  gint64 seen = G_MAXINT64;
  Side accepted, offered;

  for (guint i = 0; i < op->edits->len; i++)
    seen = MIN (seen, ((LfEdit *) op->edits->pdata[i])->seen);
  if (!working->record->deleted || deleted_seq <= seen)
    return TRUE;
  if (!load_last (self, working, DELETED, &last, error))
    return FALSE;
  if (is_own (self, last))
    return TRUE;
  put_deleted (self, working, FALSE);
  accepted = own_side (self, NULL);
  offered = side_at (last, "1");
  make_conflict (self, working, DELETED, NULL, &accepted, &offered);
  return TRUE;
}

/* The newest change of any bundle that this device had not seen and did not make; NULL without error: none. */
static LfServerChange *
unseen_change (Merge *self, const Working *working, gint64 seen, GError **error)
{
  GHashTableIter iter;
  gpointer bundle;
  g_autoptr (LfServerChange) created = NULL;

  g_hash_table_iter_init (&iter, working->record->clock);
  while (g_hash_table_iter_next (&iter, &bundle, NULL))
    {
      g_autoptr (LfServerChange) last = NULL;

      if (lf_server_record_seq_of (working->record, bundle) <= seen || strcmp (bundle, DELETED) == 0)
        continue;
      if (!load_last (self, working, bundle, &last, error))
        return NULL;
      if (!is_own (self, last))
        return g_steal_pointer (&last);
    }
  if (working->record->created_seq <= seen)
    return NULL;
  if (working->record->created_seq != self->seq)
    created = lf_server_storage_find_change_at (self->storage, working->record->created_seq, error);
  return is_own (self, created) ? NULL : g_steal_pointer (&created);
}

static gboolean
merge_delete (Merge *self, Working *working, const LfOp *op, GError **error)
{
  g_autoptr (LfServerChange) unseen = NULL;
  GError *local_error = NULL;
  Side accepted, offered;

  if (working->record->deleted)
    return TRUE;
  unseen = unseen_change (self, working, op->seen, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (unseen == NULL)
    {
      put_deleted (self, working, TRUE);
      return TRUE;
    }
  accepted = side_at (unseen, NULL);
  offered = own_side (self, "1");
  make_conflict (self, working, DELETED, NULL, &accepted, &offered);
  return TRUE;
}

/* ---- Operations ---- */

static gboolean
merge_put (Merge *self, Working *working, const LfOp *op, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  if (!revive (self, working, op, error))
    return FALSE;
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const char *bundle = bundle_of (working->entity, edit);

      if (is_set (working->entity, edit))
        merge_set (self, working, edit);
      else if (g_hash_table_add (done, (gpointer) bundle) && !merge_bundle (self, working, op, bundle, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_op (Merge *self, const LfOp *op, GError **error)
{
  GError *local_error = NULL;
  Working *working = find_record (self, op->entity, op->id, &local_error);
  char action = op->kind == LF_OP_DELETE ? 'd' : working == NULL ? 'c' : 'e';

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (!check_permission (self, op, action))
    return FALSE;
  if (working == NULL && (op->kind != LF_OP_PUT || !op->is_new))
    return refuse (self, "missing", g_strdup (_ ("The record to be changed is not on the server.")));
  if (working == NULL)
    working = make_record (self, op->entity, op->id);
  if (op->kind == LF_OP_DELETE)
    return merge_delete (self, working, op, error);
  if (op->kind == LF_OP_RESTORE)
    {
      if (working->record->deleted)
        put_deleted (self, working, FALSE);
      return TRUE;
    }
  return merge_put (self, working, op, error);
}

/* ---- The change ---- */

static gboolean
is_lenient (const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (strcmp (((LfOp *) change->ops->pdata[i])->entity, "conflict") == 0)
      return TRUE;
  return change->undoes != NULL;
}

static gboolean
check_rules (Merge *self)
{
  gboolean undoing = is_lenient (self->change);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const Working *working = data;
      g_autoptr (LfRecord) after = working->entity == NULL || !working->is_changed ? NULL : to_core (working->entity, working->record);
      g_autoptr (GPtrArray) problems = after == NULL ? NULL : lf_rules_check (working->before, after, undoing);

      if (problems != NULL && problems->len > 0)
        {
          const LfProblem *problem = problems->pdata[0];
          return refuse (self, problem->reason, g_strdup (problem->message));
        }
    }
  return TRUE;
}

static gboolean
save_records (Merge *self, GError **error)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const Working *working = data;

      if (working->is_changed && !lf_server_storage_save (self->storage, working->record, error))
        return FALSE;
    }
  return TRUE;
}

static char *
print_answer (LfAnswer *answer)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (JsonNode) node = NULL;

  g_ptr_array_add (one, answer);
  node = lf_wire_from_answers (one, 0);
  return lf_wire_print (node, NULL);
}

static gboolean
keep_change (Merge *self, GError **error)
{
  g_autoptr (JsonNode) node = lf_wire_from_change (self->change);
  g_autofree char *body = lf_wire_print (node, NULL);
  g_autofree char *answer = print_answer (self->answer);
  LfServerChange change = { self->change->id, self->answer->seq, self->user->device, self->user->account, self->change->time_us, answer, body };

  return lf_server_storage_add_change (self->storage, &change, error);
}

static gboolean
merge_ops (Merge *self, GError **error)
{
  for (guint i = 0; i < self->change->ops->len; i++)
    if (!merge_op (self, self->change->ops->pdata[i], error))
      return FALSE;
  return check_rules (self);
}

/* A refusal takes back what the change did so far, its sequence number included, and is kept as its answer. */
static gboolean
keep_refusal (Merge *self, GError **error)
{
  lf_server_storage_rollback (self->storage);
  g_ptr_array_set_size (self->answer->conflicts, 0);
  self->answer->seq = 0;
  return lf_server_storage_begin (self->storage, self->user->zone, error) && keep_change (self, error);
}

static gboolean
judge (Merge *self, GError **error)
{
  GError *local_error = NULL;

  self->seq = self->answer->seq = lf_server_storage_next_seq (self->storage, error);
  if (self->seq == 0)
    return FALSE;
  if (merge_ops (self, &local_error))
    return save_records (self, error) && keep_change (self, error);
  if (local_error == NULL)
    return keep_refusal (self, error);
  g_propagate_error (error, local_error);
  return FALSE;
}

static LfAnswer *
first_answer (const LfServerChange *known, GError **error)
{
  g_autoptr (JsonNode) node = lf_wire_parse (known->answer, -1, error);
  g_autoptr (GPtrArray) answers = node == NULL ? NULL : lf_wire_to_answers (node, error);

  return answers == NULL ? NULL : g_ptr_array_steal_index (answers, 0);
}

LfAnswer *
lf_merge_change (LfServerStorage *storage, const LfServerUser *user, const LfChange *change, GError **error)
{
  g_autoptr (LfAnswer) answer = lf_answer_new (change->id, LF_ANSWER_ACCEPTED);
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, working_free);
  Merge merge = { storage, user, change, 0, records, answer };
  g_autoptr (LfServerChange) known = NULL;
  GError *local_error = NULL;

  if (!lf_server_storage_begin (storage, user->zone, error))
    return NULL;
  known = lf_server_storage_find_change (storage, change->id, &local_error);
  if (known != NULL)
    {
      lf_server_storage_rollback (storage);
      return first_answer (known, error);
    }
  if (local_error == NULL && judge (&merge, &local_error) && lf_server_storage_commit (storage, &local_error))
    return g_steal_pointer (&answer);
  lf_server_storage_rollback (storage);
  g_propagate_error (error, local_error);
  return NULL;
}

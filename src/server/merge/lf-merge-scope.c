/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what a change wrote, and all that belongs to it. A record that says so itself has a
 * scope from its fields; what belongs to it, over however many parents, and conflicts about any of
 * these have the same, and move with it. */

#include "config.h"

#include "lf-merge-private.h"

#include "lf-server-scope.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- What is out of sight ---- */

gboolean
lf_merge_is_hidden (LfMerge *self, const LfMergeRecord *record)
{
  return !record->is_new && lf_server_sight (record->record, self->sight) != LF_SIGHT_SEEN;
}

/* Whoever never saw it is told what he would be told if it were not there. */
gboolean
lf_merge_refuse_hidden (LfMerge *self, const LfMergeRecord *record, const char *id)
{
  if (record == NULL || lf_server_sight_left (record->record, self->sight) == 0)
    return lf_merge_refuse (
        self, "missing",
        g_strdup_printf (_ ("The record %s is not on the server, so it cannot be changed."), id));
  return lf_merge_refuse (
      self, "out-of-sight",
      g_strdup_printf (_ ("The record %s is not in your sight any more, so it cannot be changed."),
                       id));
}

/* (nullable): the id of what it belongs to, which says who sees it */
static const char *
parent_id (const LfMergeRecord *record)
{
  const LfField *field = record->entity == NULL || lf_entity_scope_source (record->entity) == NULL
                             ? NULL
                             : lf_entity_parent_field (record->entity);

  return field == NULL ? NULL : lf_merge_current (record, field->name);
}

static gboolean
find_parent (LfMerge *self, const LfMergeRecord *record, LfMergeRecord **ret_parent, GError **error)
{
  const char *id = parent_id (record);
  GError *local_error = NULL;

  *ret_parent = id == NULL ? NULL
                           : lf_merge_find (self, lf_entity_parent_field (record->entity)->target,
                                            id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* What it belongs to; where that is nothing, the record that it names. */
static gboolean
find_leader (LfMerge *self,
             const LfMergeRecord *record,
             LfMergeRecord **ret_leader,
             const char **ret_id,
             GError **error)
{
  GError *local_error = NULL;
  const char *entity;

  *ret_id = parent_id (record);
  if (*ret_id != NULL || !record->entity->names_record)
    return find_parent (self, record, ret_leader, error);
  *ret_id = lf_merge_current (record, "record");
  entity = lf_merge_current (record, "entity");
  *ret_leader = *ret_id == NULL || entity == NULL
                    ? NULL
                    : lf_merge_find (self, entity, *ret_id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
says_leader (const LfEntity *entity, const LfOp *op)
{
  return (entity->parent != NULL && lf_op_find (op, entity->parent) != NULL)
         || (entity->names_record && lf_op_find (op, "record") != NULL);
}

gboolean
lf_merge_check_parent (LfMerge *self, const LfMergeRecord *record, const LfOp *op, GError **error)
{
  LfMergeRecord *parent;
  const char *id;

  if (record->entity == NULL || record->entity->scope.park != NULL
      || !says_leader (record->entity, op))
    return TRUE;
  if (!find_leader (self, record, &parent, &id, error))
    return FALSE;
  return parent == NULL || !lf_merge_is_hidden (self, parent)
         || lf_merge_refuse_hidden (self, parent, parent->record->id);
}

/* ---- Moving from park to park ---- */

gboolean
lf_merge_check_move (LfMerge *self, const LfMergeRecord *record)
{
  const LfScopeFields *fields = &record->entity->scope;
  LfParkMove move = { .entity = record->entity->name };

  if (fields->park == NULL || record->before == NULL)
    return TRUE;
  move.park = lf_record_get (record->before, fields->park);
  move.offered = lf_record_get (record->before, fields->offered);
  move.to = lf_merge_current (record, fields->park);
  return lf_sight_may_move (self->user->role, self->sight, &move)
         || lf_merge_refuse (self, "park", lf_sight_tell_move ());
}

/* ---- Placing ---- */

static gboolean
is_changed (const LfMergeRecord *record, const char *field)
{
  return field != NULL
         && g_strcmp0 (lf_record_get (record->before, field), lf_merge_current (record, field))
                != 0;
}

static gboolean
says_scope (const LfEntity *entity)
{
  return entity->scope.park != NULL || entity->shared_by != NULL;
}

/* One that nothing of this concerns stays where it is. */
static gboolean
needs_place (const LfMergeRecord *record)
{
  const LfEntity *entity = record->entity;

  if (record->is_placed || entity == NULL)
    return FALSE;
  if (record->is_new || record->must_place)
    return TRUE;
  return is_changed (record, entity->scope.park) || is_changed (record, entity->scope.offered)
         || is_changed (record, entity->scope.team) || is_changed (record, entity->scope.secret)
         || is_changed (record, entity->shared_by)
         || (lf_entity_scope_source (entity) != NULL && entity->scope.park == NULL
             && is_changed (record, entity->parent))
         || (entity->names_record && is_changed (record, "record"));
}

static char *
name_user (const LfMerge *self)
{
  return lf_server_person (self->user->account, self->user->since_seq);
}

static char *
user_word (const LfMerge *self)
{
  g_autofree char *name = name_user (self);

  return g_strconcat (LF_SCOPE_ACCOUNT, name, NULL);
}

/* (transfer full): who had its author's name when @made was made; NULL: @error */
static char *
name_author (LfMerge *self, const LfServerChange *made, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerAccount) account = lf_server_storage_find_account (
      self->storage, self->user->zone, made->author, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return lf_server_person (
      made->author, account == NULL || made->seq < account->since_seq ? 0 : account->since_seq);
}

/* (transfer full): NULL: @error */
static char *
name_maker (LfMerge *self, const LfMergeRecord *record, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerChange) made
      = record->is_new ? NULL
                       : lf_server_storage_find_change_at (
                           self->storage, record->record->created_seq, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return made == NULL ? name_user (self) : name_author (self, made, error);
}

static gboolean
find_own_place (LfMerge *self, const LfMergeRecord *record, char **ret_scope, GError **error)
{
  g_autofree char *maker = name_maker (self, record, error);

  if (maker == NULL)
    return FALSE;
  *ret_scope = lf_server_scope_new (record->record, maker);
  return TRUE;
}

static gboolean place (LfMerge *self, LfMergeRecord *record, GError **error);

/* (transfer full) */
static char *
scope_below (const LfEntity *entity, const LfMergeRecord *leader)
{
  gboolean is_wider = entity->spans_parks && lf_sight_has (leader->record->scope, LF_SCOPE_PARKS);

  return g_strdup (is_wider ? LF_SCOPE_ZONE : leader->record->scope);
}

/* What it belongs to may come later; until then it is its maker's. */
static gboolean
find_place (
    LfMerge *self, const LfMergeRecord *record, char **ret_scope, char **ret_root, GError **error)
{
  LfMergeRecord *leader;
  const char *id;

  if (says_scope (record->entity))
    return find_own_place (self, record, ret_scope, error);
  if (!find_leader (self, record, &leader, &id, error)
      || (leader != NULL && !place (self, leader, error)))
    return FALSE;
  if (leader == NULL && id != NULL)
    {
      *ret_root = g_strdup (id);
      *ret_scope = user_word (self);
      return TRUE;
    }
  *ret_scope = leader == NULL ? g_strdup (LF_SCOPE_ZONE) : scope_below (record->entity, leader);
  if (leader != NULL && leader->entity != NULL)
    *ret_root = g_strdup (says_scope (leader->entity) ? id : leader->record->root);
  return TRUE;
}

/* All are marked before the first is placed, for some belong to others of them. */
static gboolean
place_followers (LfMerge *self, const char *root, GError **error)
{
  g_autoptr (GPtrArray) keys = lf_server_storage_list_followers (self->storage, root, error);
  g_autoptr (GPtrArray) followers = g_ptr_array_new ();

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      const LfServerRecord *key = keys->pdata[i];
      GError *local_error = NULL;
      LfMergeRecord *follower = lf_merge_find (self, key->entity, key->id, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (follower == NULL)
        continue;
      follower->must_place = TRUE;
      g_ptr_array_add (followers, follower);
    }
  for (guint i = 0; i < followers->len; i++)
    if (!place (self, followers->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
lf_merge_is_followed (const LfEntity *entity)
{
  const LfEntity *const *all = lf_schema_entities (NULL);

  if (says_scope (entity))
    return TRUE;
  for (; lf_entity_scope_source (entity) != NULL && *all != NULL; all++)
    {
      const LfField *parent = lf_entity_parent_field (*all);

      if (parent != NULL && g_strcmp0 (parent->target, entity->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
move (LfMerge *self, LfMergeRecord *record, const char *scope, const char *root)
{
  gboolean is_in_sight = lf_sight_meets (self->sight, scope);

  lf_server_scope_move (record->record, scope, self->seq);
  if (!record->is_new || !is_in_sight)
    self->is_altered = TRUE;
  if (record->is_new && !is_in_sight)
    {
      g_autofree char *own = user_word (self);

      lf_server_record_note_scope (record->record, own, /* is_in= */ FALSE, self->seq);
    }
  g_free (record->record->root);
  record->record->root = g_strdup (root);
  record->record->seq = self->seq;
  record->is_changed = TRUE;
}

static gboolean
place (LfMerge *self, LfMergeRecord *record, GError **error)
{
  g_autofree char *old_root = g_strdup (record->record->root);
  g_autofree char *scope = NULL;
  g_autofree char *root = NULL;
  gboolean is_moved;

  if (!needs_place (record))
    return TRUE;
  record->is_placed = TRUE;
  if (!find_place (self, record, &scope, &root, error))
    return FALSE;
  is_moved = strcmp (scope, record->record->scope) != 0 || g_strcmp0 (root, old_root) != 0;
  if (is_moved || record->is_new)
    move (self, record, scope, root);
  if ((is_moved || record->is_new) && lf_merge_is_followed (record->entity)
      && !place_followers (self, record->record->id, error))
    return FALSE;
  return !is_moved || record->is_new || old_root == NULL || record->must_place
         || place_followers (self, old_root, error);
}

gboolean
lf_merge_place (LfMerge *self, GError **error)
{
  for (guint i = 0; i < self->order->len; i++)
    if (!place (self, self->order->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gates before the stages of a project, by all that the zone holds and the change brings. */

#include "config.h"

#include "lf-merge-private.h"

#include "lf-gate.h"

#include <string.h>

/* What the gate is judged by. */
typedef struct
{
  GPtrArray *evaluations, *opinions; /* (element-type LfRecord) */
  guint n_promises;
  LfRulebook *rules;
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->evaluations, g_ptr_array_unref);
  g_clear_pointer (&self->opinions, g_ptr_array_unref);
  g_clear_pointer (&self->rules, lf_rulebook_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

/* @key: of a record; with what the change makes of it */
static gboolean
load (LfMerge *self, const LfServerRecord *key, GError **error)
{
  GError *local_error = NULL;

  lf_merge_find (self, key->entity, key->id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
load_all (LfMerge *self, GPtrArray *keys /* (transfer full) (nullable) */, GError **error)
{
  static const char *const wanted[] = { "evaluation", "opinion", "promise", "rule", "park", NULL };
  g_autoptr (GPtrArray) owned = keys;

  for (guint i = 0; owned != NULL && i < owned->len; i++)
    {
      const LfServerRecord *key = owned->pdata[i];

      if (g_strv_contains (wanted, key->entity) && !load (self, key, error))
        return FALSE;
    }
  return owned != NULL;
}

/* In the order in which they were met, of which the change's own come first. */
static void
take_all (const LfMerge *self, const char *project, Known *known)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const LfMergeRecord *record = self->order->pdata[i];
      g_autoptr (LfRecord) core = NULL;

      if (record->entity == NULL || record->record->deleted)
        continue;
      core = lf_merge_to_core (record);
      lf_rulebook_take (known->rules, core);
      if (strcmp (record->entity->name, "opinion") == 0)
        g_ptr_array_add (known->opinions, g_steal_pointer (&core));
      else if (g_strcmp0 (lf_merge_current (record, "project"), project) != 0)
        continue;
      else if (strcmp (record->entity->name, "evaluation") == 0)
        g_ptr_array_add (known->evaluations, g_steal_pointer (&core));
      else
        known->n_promises += strcmp (record->entity->name, "promise") == 0;
    }
}

gboolean
lf_merge_check_gate (LfMerge *self,
                     const LfMergeRecord *record,
                     const LfRecord *after,
                     GError **error)
{
  const LfDate today = lf_date_today ();
  g_auto (Known) known = { NULL };
  g_autoptr (GPtrArray) lacks = NULL;
  LfStage to;
  char *refusal;

  if (record->before == NULL || !lf_gate_is_move (record->before, after, &to))
    return TRUE;
  if (!load_all (self, lf_server_storage_list_followers (self->storage, record->record->id, error),
                 error)
      || !load_all (self, lf_server_storage_list_entity (self->storage, "rule", error), error)
      || !load_all (self, lf_server_storage_list_entity (self->storage, "park", error), error))
    return FALSE;
  known.evaluations = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  known.opinions = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  known.rules = lf_rulebook_new ();
  take_all (self, record->record->id, &known);
  lacks = lf_gate_lacks (
      &(LfDecisionCase){ after, known.evaluations, known.opinions, .n_promises = known.n_promises },
      record->before, to, known.rules, &today);
  refusal = lf_gate_tell_refusal (lacks, after, to);
  return refusal == NULL || lf_merge_refuse (self, "gate", refusal);
}

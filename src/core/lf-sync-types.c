/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and freeing what device and server tell each other. */

#include "config.h"

#include "lf-sync-types.h"

LfDelta *
lf_delta_new (const char *entity, const char *id)
{
  LfDelta *self = g_new0 (LfDelta, 1);

  self->entity = g_strdup (entity);
  self->id = g_strdup (id);
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lf_delta_free (LfDelta *self)
{
  g_free (self->entity);
  g_free (self->id);
  g_free (self->author);
  g_free (self->device);
  g_hash_table_unref (self->fields);
  g_free (self);
}

LfPage *
lf_page_new (void)
{
  LfPage *self = g_new0 (LfPage, 1);

  self->deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_delta_free);
  return self;
}

void
lf_page_free (LfPage *self)
{
  g_ptr_array_unref (self->deltas);
  g_free (self->epoch);
  g_free (self->sight);
  g_free (self->role);
  g_free (self);
}

LfAnswer *
lf_answer_new (const char *change, LfAnswerKind kind)
{
  LfAnswer *self = g_new0 (LfAnswer, 1);

  self->change = g_strdup (change);
  self->kind = kind;
  self->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_conflict_free);
  return self;
}

void
lf_answer_free (LfAnswer *self)
{
  g_free (self->change);
  g_free (self->reason);
  g_free (self->message);
  g_ptr_array_unref (self->conflicts);
  g_clear_pointer (&self->sent, lf_change_unref);
  g_free (self);
}

void
lf_conflict_free (LfConflict *self)
{
  g_free (self->id);
  g_free (self->entity);
  g_free (self->record);
  g_free (self->field);
  g_free (self);
}

static void
history_entry_free (gpointer data)
{
  LfHistoryEntry *entry = data;

  lf_change_unref (entry->change);
  g_free (entry);
}

LfHistoryPage *
lf_history_page_new (void)
{
  LfHistoryPage *self = g_new0 (LfHistoryPage, 1);

  self->entries = g_ptr_array_new_with_free_func (history_entry_free);
  return self;
}

void
lf_history_page_free (LfHistoryPage *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
lf_history_page_add (LfHistoryPage *self, LfChange *change, gint64 seq)
{
  LfHistoryEntry *entry = g_new (LfHistoryEntry, 1);

  *entry = (LfHistoryEntry){ change, seq };
  g_ptr_array_add (self->entries, entry);
}

LfDigests *
lf_digests_new (void)
{
  return g_new0 (LfDigests, 1);
}

void
lf_digests_free (LfDigests *self)
{
  g_free (self->epoch);
  g_free (self->sight);
  g_free (self);
}

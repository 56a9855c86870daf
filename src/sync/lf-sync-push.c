/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The push of one run: the outbox in order, batch by batch. */

#include "config.h"

#include "lf-line.h"
#include "lf-sync-private.h"

#include <glib/gi18n-lib.h>

/* Cuts @changes to what goes into one request of @most bytes; the first change always stays.
 * Returns their size. */
static gsize
limit_batch (GPtrArray *changes, gsize most)
{
  gsize size = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      gsize more = lf_change_wire_size (g_ptr_array_index (changes, i));

      if (i > 0 && size + more > most)
        {
          g_ptr_array_set_size (changes, (int) i);
          return size;
        }
      size += more;
    }
  return size;
}

/* A change that no request can hold would stop everything behind it: it goes to the refused ones,
 * where its author sees it. */
GPtrArray *
lf_sync_refuse_here (const LfChange *change)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *answer = lf_answer_new (change->id, LF_ANSWER_REFUSED);
  g_autofree char *size = g_format_size (lf_change_wire_size (change));

  answer->reason = g_strdup ("too-large");
  answer->message = g_strdup_printf (_ ("“%s” is %s and too large to be sent in one piece. Do it "
                                        "again in smaller parts."),
                                     change->label != NULL ? change->label : change->id, size);
  g_ptr_array_add (answers, answer);
  return answers;
}

static gboolean
check_answers (GPtrArray *changes, GPtrArray *answers, GError **error)
{
  gboolean is_complete = answers->len == changes->len;

  for (guint i = 0; is_complete && i < changes->len; i++)
    {
      LfChange *change = g_ptr_array_index (changes, i);
      LfAnswer *answer = g_ptr_array_index (answers, i);

      is_complete = g_strcmp0 (change->id, answer->change) == 0;
      answer->sent = lf_change_ref (change);
    }
  if (!is_complete)
    return lf_sync_fail_protocol (
        error, _ ("The server did not answer every change it was sent. They stay "
                  "pending and are sent again with the next sync."));
  return TRUE;
}

/* Returns how many of @answers say something final. */
guint
lf_sync_count_answers (LfSyncOutcome *outcome, GHashTable *own_seqs, GPtrArray *answers)
{
  guint n_final = 0;

  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = g_ptr_array_index (answers, i);

      n_final += answer->kind != LF_ANSWER_WAITING;
      if (answer->kind == LF_ANSWER_REFUSED)
        outcome->n_refused++;
      if (answer->kind != LF_ANSWER_ACCEPTED)
        continue;
      outcome->n_pushed++;
      outcome->n_conflicts += answer->conflicts != NULL ? answer->conflicts->len : 0;
      g_hash_table_add (own_seqs, g_memdup2 (&answer->seq, sizeof answer->seq));
    }
  return n_final;
}

static gboolean
is_known (const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEntity *entity = lf_schema_find (op->entity);

      if (entity == NULL)
        return FALSE;
      for (guint j = 0; j < op->edits->len; j++)
        if (lf_entity_field (entity, ((LfEdit *) op->edits->pdata[j])->field) == NULL)
          return FALSE;
    }
  return TRUE;
}

/* What was taken as it was sent is here already. After a refusal all comes back: the refused edits
 * lie over records of the others. */
static void
note_own (LfSyncRun *run, GPtrArray *changes, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      if (answer->kind != LF_ANSWER_ACCEPTED)
        run->must_come_back = TRUE;
      else if (answer->is_as_sent && is_known (changes->pdata[i]))
        lf_spans_add (&run->own, answer->seq);
    }
  if (run->must_come_back)
    run->own.n = 0;
}

/* A push of the outbox, batch by batch. While one is on the line, the answers to the one before it
 * are stored and the one that follows is read. */
typedef struct
{
  LfSyncRun *run;
  LfLine *line;
  GPtrArray *batch;
  GPtrArray *answers; /* (nullable): not stored yet */
  GPtrArray *ahead;   /* (nullable): what follows the batch if all of that is accepted */
  gint64 n_total;
  gint64 n_weighed; /* changes still to go of those that were weighed (G13) */
} Pushing;

static void
pushing_clear (Pushing *self)
{
  g_clear_pointer (&self->line, lf_line_free);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->ahead, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pushing, pushing_clear)

static gboolean
store_answers (Pushing *self, GError **error)
{
  g_autoptr (GPtrArray) answers = g_steal_pointer (&self->answers);

  return answers == NULL || lf_store_take_answers_sync (self->run->work->store, answers, error);
}

static gboolean
is_lean (const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      for (guint j = 0; j < op->edits->len; j++)
        if (((LfEdit *) op->edits->pdata[j])->is_as_seen)
          return TRUE;
    }
  return FALSE;
}

static void
make_whole (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const LfChange *change = changes->pdata[i];

      for (guint j = 0; j < change->ops->len; j++)
        {
          const LfOp *op = change->ops->pdata[j];

          for (guint e = 0; e < op->edits->len; e++)
            ((LfEdit *) op->edits->pdata[e])->is_as_seen = FALSE;
        }
    }
}

static GPtrArray *
read_batch (const LfSyncRun *run, GError **error)
{
  GPtrArray *batch = lf_store_outbox_sync (run->work->store, run->work->batch, error);

  if (batch != NULL && run->sends_whole)
    make_whole (batch);
  return batch;
}

/* What is told again to a restored server goes in an order of its own. */
static gboolean
read_ahead (Pushing *self, GError **error)
{
  const LfChange *last = self->batch->pdata[self->batch->len - 1];

  for (guint i = 0; i < self->batch->len; i++)
    if (((LfChange *) self->batch->pdata[i])->is_again)
      return TRUE;
  self->ahead = lf_store_outbox_after_sync (self->run->work->store, last->id,
                                            self->run->work->batch, error);
  if (self->ahead != NULL && self->run->sends_whole)
    make_whole (self->ahead);
  return self->ahead != NULL;
}

static GPtrArray *
send_part (Pushing *self, GError **error)
{
  g_autoptr (GPtrArray) answers = NULL;
  gboolean is_stored;

  lf_line_start_push (self->line, self->batch);
  is_stored = store_answers (self, error) && read_ahead (self, error);
  answers = lf_line_finish_push (self->line, is_stored ? error : NULL);
  if (!is_stored || answers == NULL || !check_answers (self->batch, answers, error))
    return NULL;
  return g_steal_pointer (&answers);
}

/* When the line is cut a part of it goes next: what the server has taken of it already it only
 * answers once more. */
static GPtrArray *
send_batch (Pushing *self, GError **error)
{
  LfSyncRun *run = self->run;

  if (lf_change_wire_size (self->batch->pdata[0]) > LF_CHANGE_WIRE_MOST)
    return store_answers (self, error) ? lf_sync_refuse_here (self->batch->pdata[0]) : NULL;
  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      gint64 sent_us = lf_sync_clock_now (run->work->clock);
      gsize size = limit_batch (self->batch, run->batch.now);
      GPtrArray *answers = send_part (self, &cause);

      if (answers != NULL)
        {
          lf_portion_note_through (&run->batch);
          return answers;
        }
      if (!lf_sync_is_of_line (cause)
          || !lf_portion_note_cut (&run->batch, size,
                                   lf_sync_clock_now (run->work->clock) - sent_us))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      g_clear_pointer (&self->ahead, g_ptr_array_unref);
    }
}

static gboolean
are_all_accepted (GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    if (((LfAnswer *) answers->pdata[i])->kind != LF_ANSWER_ACCEPTED)
      return FALSE;
  return TRUE;
}

/* Somebody was quicker than the push where the server does not know what an edit started from: that
 * waits until it is said. */
static gboolean
has_to_say_more (Pushing *self)
{
  gboolean says_more = FALSE;

  for (guint i = 0; !says_more && i < self->answers->len; i++)
    says_more = ((LfAnswer *) self->answers->pdata[i])->kind == LF_ANSWER_WAITING
                && is_lean (self->batch->pdata[i]);
  if (says_more)
    self->run->sends_whole = TRUE;
  return says_more;
}

/* What was done since the outbox was weighed is weighed before it goes, too (G13). */
static gboolean
weigh_what_came (Pushing *self, GError **error)
{
  LfStore *store = self->run->work->store;

  if (self->run->is_last || self->batch->len <= self->n_weighed)
    return TRUE;
  if (!store_answers (self, error) || !lf_sync_check_mass (store, error))
    return FALSE;
  self->n_weighed = lf_store_count_pending_sync (store, error);
  return self->n_weighed >= 0;
}

/* Sets the next batch; an empty one ends the push. */
static gboolean
go_on (Pushing *self, guint n_final, GError **error)
{
  gboolean says_more = has_to_say_more (self);
  gboolean is_foreseen
      = self->ahead != NULL && self->ahead->len > 0 && are_all_accepted (self->answers);
  g_autoptr (GPtrArray) ahead = g_steal_pointer (&self->ahead);

  g_clear_pointer (&self->batch, g_ptr_array_unref);
  if (is_foreseen)
    self->batch = g_steal_pointer (&ahead);
  else if (!store_answers (self, error))
    return FALSE;
  else if (n_final == 0 && !says_more)
    self->batch = g_ptr_array_new ();
  else
    self->batch = read_batch (self->run, error);
  return self->batch != NULL && weigh_what_came (self, error);
}

static gboolean
push_batch (Pushing *self, GError **error)
{
  LfSyncRun *run = self->run;
  guint n_final;

  self->answers = send_batch (self, error);
  if (self->answers == NULL)
    return FALSE;
  note_own (run, self->batch, self->answers);
  n_final = lf_sync_count_answers (run->outcome, run->own_seqs, self->answers);
  run->n_sent += n_final;
  self->n_weighed -= MIN (self->n_weighed, (gint64) self->batch->len);
  self->n_total = MAX (self->n_total, run->n_sent);
  lf_sync_run_report (run, LF_SYNC_SENT, run->n_sent, self->n_total);
  return go_on (self, n_final, error);
}

gboolean
lf_sync_push_outbox (LfSyncRun *run, GError **error)
{
  gint64 n_waiting = lf_store_count_pending_sync (run->work->store, error);
  g_auto (Pushing) pushing
      = { .run = run, .n_total = run->n_sent + n_waiting, .n_weighed = n_waiting };

  if (n_waiting < 0)
    return FALSE;
  pushing.batch = read_batch (run, error);
  if (pushing.batch == NULL)
    return FALSE;
  if (pushing.batch->len > 0)
    pushing.line = lf_line_new (run->work->transport, run->cancellable,
                                pushing.batch->len == run->work->batch);
  while (pushing.batch->len > 0)
    {
      if (g_cancellable_is_cancelled (run->cancellable))
        return store_answers (&pushing, error)
               && !g_cancellable_set_error_if_cancelled (run->cancellable, error);
      if (!push_batch (&pushing, error))
        return FALSE;
    }
  return TRUE;
}

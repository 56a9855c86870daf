/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of sync, blocking: pull to the end, push the outbox in order, pull again. */

#include "config.h"

#include "lf-line.h"
#include "lf-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What one round has in hand. */
typedef struct
{
  const LfSyncWork *work;
  GCancellable *cancellable;
  LfSyncOutcome *outcome;
  GHashTable *own_seqs;    /* gint64 *: numbers that our own changes got in this round */
  LfSpans own;             /* those of which nothing has to come back */
  gboolean must_come_back; /* whatever is ours: something was refused */
  gint64 n_sent;           /* changes that were answered */
} Round;

static void
report_progress (const Round *round, LfSyncUnit unit, gint64 n_done, gint64 n_total)
{
  if (round->work->progress != NULL)
    round->work->progress (unit, n_done, n_total, round->work->user_data);
}

static gboolean
fail_protocol (GError **error, const char *message)
{
  g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL, message);
  return FALSE;
}

/* ---- Pull ---- */

/* A page must move forward, in order and within its own bounds, or following it could skip records
 * or never end. */
gboolean
lf_sync_check_page (const LfPage *page, gint64 cursor, GError **error)
{
  gint64 previous = cursor;

  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = g_ptr_array_index (page->deltas, i);

      if (delta->seq < previous || delta->seq <= cursor || delta->seq > page->cursor)
        return fail_protocol (error, _ ("The server sent records out of order. Nothing was taken "
                                        "over; the next sync asks for them again."));
      previous = delta->seq;
    }
  if (page->cursor < cursor && page->deltas->len == 0 && !page->has_more)
    return fail_protocol (
        error,
        _ ("The server has gone back to before what this device received from it: a backup "
           "was put back. Tell who runs the server: “landfall-server restored” has to be run "
           "there. Until then nothing is sent or received; everything stays saved here."));
  if (page->cursor < cursor || (page->has_more && page->cursor == cursor))
    return fail_protocol (error, _ ("The server sent a page that leads nowhere. Nothing was taken "
                                    "over; the next sync asks for it again."));
  return TRUE;
}

/* Records that are only the echo of what was pushed a moment ago are no news. */
void
lf_sync_count_page (LfSyncOutcome *outcome, GHashTable *own_seqs, const LfPage *page)
{
  for (guint i = 0; i < page->deltas->len; i++)
    {
      const LfDelta *delta = g_ptr_array_index (page->deltas, i);

      if (!g_hash_table_contains (own_seqs, &delta->seq))
        outcome->n_pulled++;
    }
}

static gboolean
take_page (const Round *round, const LfPage *page, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (!lf_store_take_page_sync (round->work->store, page, &problems, error))
    return FALSE;

  lf_sync_count_page (round->outcome, round->own_seqs, page);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (round->outcome->problems, g_strdup (g_ptr_array_index (problems, i)));
  report_progress (round, LF_SYNC_RECEIVED, round->outcome->n_pulled, -1);
  return TRUE;
}

/* A server that is not the one that was read counts differently, and who sees something else than
 * before has not had all of that (G10, G14). */
static gboolean
is_another (const LfPage *page, const LfSyncState *state)
{
  return (state->epoch != NULL && g_strcmp0 (page->epoch, state->epoch) != 0)
         || (page->sight != NULL && g_strcmp0 (page->sight, state->sight) != 0);
}

/* Fetches the page after where @state stands; from the beginning, and all of it, where that is
 * another zone. */
static LfPage *
fetch_page (Round *round, LfSyncState *state, GError **error)
{
  LfPullQuery query = { state->since, state->cursor, &round->own };
  g_autoptr (LfPage) page = NULL;

  if (g_cancellable_set_error_if_cancelled (round->cancellable, error))
    return NULL;
  page = lf_transport_pull (round->work->transport, &query, round->cancellable, error);
  if (page != NULL && (state->cursor > 0 || round->own.n > 0) && is_another (page, state))
    {
      g_clear_pointer (&page, lf_page_free);
      state->since = state->cursor = 0;
      round->own.n = 0;
      page = lf_transport_pull (round->work->transport, &(LfPullQuery){ 0 }, round->cancellable,
                                error);
    }
  if (page == NULL || !lf_sync_check_page (page, state->cursor, error))
    return NULL;
  return g_steal_pointer (&page);
}

static gboolean
pull_to_end (Round *round, GError **error)
{
  g_auto (LfSyncState) state = { 0 };
  gboolean has_more = TRUE;

  if (!lf_store_sync_state_sync (round->work->store, &state, error))
    return FALSE;
  while (has_more)
    {
      g_autoptr (LfPage) page = fetch_page (round, &state, error);

      if (page == NULL || !take_page (round, page, error))
        return FALSE;
      has_more = page->has_more;
      lf_sync_state_clear (&state);
      if (!lf_store_sync_state_sync (round->work->store, &state, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Push ---- */

/* Cuts @changes to what goes into one request; the first change always stays. */
static void
limit_batch (GPtrArray *changes)
{
  gsize size = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      size += lf_change_wire_size (g_ptr_array_index (changes, i));
      if (i > 0 && size > LF_SYNC_BATCH_BYTES)
        {
          g_ptr_array_set_size (changes, (int) i);
          return;
        }
    }
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
      const LfChange *change = g_ptr_array_index (changes, i);
      const LfAnswer *answer = g_ptr_array_index (answers, i);

      is_complete = g_strcmp0 (change->id, answer->change) == 0;
    }
  if (!is_complete)
    return fail_protocol (error, _ ("The server did not answer every change it was sent. They stay "
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
note_own (Round *round, GPtrArray *changes, GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    {
      const LfAnswer *answer = answers->pdata[i];

      if (answer->kind != LF_ANSWER_ACCEPTED)
        round->must_come_back = TRUE;
      else if (answer->is_as_sent && is_known (changes->pdata[i]))
        lf_spans_add (&round->own, answer->seq);
    }
  if (round->must_come_back)
    round->own.n = 0;
}

/* A push of the outbox, batch by batch. While one is on the line, the answers to the one before it
 * are stored and the one that follows is read. */
typedef struct
{
  Round *round;
  LfLine *line;
  GPtrArray *batch;
  GPtrArray *answers; /* (nullable): not stored yet */
  GPtrArray *ahead;   /* (nullable): what follows the batch if all of that is accepted */
  gint64 n_total;
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

  return answers == NULL || lf_store_take_answers_sync (self->round->work->store, answers, error);
}

/* What is told again to a restored server goes in an order of its own. */
static gboolean
read_ahead (Pushing *self, GError **error)
{
  const LfChange *last = self->batch->pdata[self->batch->len - 1];

  for (guint i = 0; i < self->batch->len; i++)
    if (((LfChange *) self->batch->pdata[i])->is_again)
      return TRUE;
  self->ahead = lf_store_outbox_after_sync (self->round->work->store, last->id,
                                            self->round->work->batch, error);
  return self->ahead != NULL;
}

static GPtrArray *
send_batch (Pushing *self, GError **error)
{
  g_autoptr (GPtrArray) answers = NULL;
  gboolean is_stored;

  if (lf_change_wire_size (self->batch->pdata[0]) > LF_CHANGE_WIRE_MOST)
    return store_answers (self, error) ? lf_sync_refuse_here (self->batch->pdata[0]) : NULL;

  limit_batch (self->batch);
  lf_line_start_push (self->line, self->batch);
  is_stored = store_answers (self, error) && read_ahead (self, error);
  answers = lf_line_finish_push (self->line, is_stored ? error : NULL);
  if (!is_stored || answers == NULL || !check_answers (self->batch, answers, error))
    return NULL;
  return g_steal_pointer (&answers);
}

static gboolean
are_all_accepted (GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    if (((LfAnswer *) answers->pdata[i])->kind != LF_ANSWER_ACCEPTED)
      return FALSE;
  return TRUE;
}

/* Sets the next batch; an empty one ends the push. */
static gboolean
go_on (Pushing *self, guint n_final, GError **error)
{
  gboolean is_foreseen
      = self->ahead != NULL && self->ahead->len > 0 && are_all_accepted (self->answers);
  g_autoptr (GPtrArray) ahead = g_steal_pointer (&self->ahead);

  g_clear_pointer (&self->batch, g_ptr_array_unref);
  if (is_foreseen)
    self->batch = g_steal_pointer (&ahead);
  else if (!store_answers (self, error))
    return FALSE;
  else if (n_final == 0)
    self->batch = g_ptr_array_new ();
  else
    self->batch = lf_store_outbox_sync (self->round->work->store, self->round->work->batch, error);
  return self->batch != NULL;
}

static gboolean
push_batch (Pushing *self, GError **error)
{
  Round *round = self->round;
  guint n_final;

  self->answers = send_batch (self, error);
  if (self->answers == NULL)
    return FALSE;
  note_own (round, self->batch, self->answers);
  n_final = lf_sync_count_answers (round->outcome, round->own_seqs, self->answers);
  round->n_sent += n_final;
  self->n_total = MAX (self->n_total, round->n_sent);
  report_progress (round, LF_SYNC_SENT, round->n_sent, self->n_total);
  return go_on (self, n_final, error);
}

static gboolean
push_outbox (Round *round, GError **error)
{
  gint64 n_waiting = lf_store_count_pending_sync (round->work->store, error);
  g_auto (Pushing) pushing = { .round = round, .n_total = round->n_sent + n_waiting };

  if (n_waiting < 0)
    return FALSE;
  pushing.batch = lf_store_outbox_sync (round->work->store, round->work->batch, error);
  if (pushing.batch == NULL)
    return FALSE;
  if (pushing.batch->len > 0)
    pushing.line = lf_line_new (round->work->transport, round->cancellable,
                                pushing.batch->len == round->work->batch);
  while (pushing.batch->len > 0)
    {
      if (g_cancellable_is_cancelled (round->cancellable))
        return store_answers (&pushing, error)
               && !g_cancellable_set_error_if_cancelled (round->cancellable, error);
      if (!push_batch (&pushing, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Many at once ---- */

gboolean
lf_sync_is_mass (const LfPendingMass *mass)
{
  gint64 n = mass->n_edited + mass->n_deleted;

  return mass->n_deleted > LF_SYNC_MASS_DELETES
         || (n > LF_SYNC_MASS_FEW && n * 100 > mass->n_held * LF_SYNC_MASS_PERCENT);
}

char *
lf_sync_mass_format (const LfPendingMass *mass)
{
  g_autofree char *edited
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d record was edited",
                                      "%d records were edited", (gulong) mass->n_edited),
                         (int) mass->n_edited);
  g_autofree char *deleted
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d record was deleted",
                                      "%d records were deleted", (gulong) mass->n_deleted),
                         (int) mass->n_deleted);

  if (mass->n_edited == 0)
    return g_strdup_printf (_ ("%1$s, of %2$d on this device."), deleted, (int) mass->n_held);
  if (mass->n_deleted == 0)
    return g_strdup_printf (_ ("%1$s, of %2$d on this device."), edited, (int) mass->n_held);
  return g_strdup_printf (_ ("%1$s and %2$s, of %3$d on this device."), edited, deleted,
                          (int) mass->n_held);
}

gboolean
lf_sync_check_mass (LfStore *store, GError **error)
{
  LfPendingMass mass;
  g_autofree char *counts = NULL;

  if (!lf_store_weigh_pending_sync (store, &mass, error))
    return FALSE;
  if (!lf_sync_is_mass (&mass))
    return TRUE;
  counts = lf_sync_mass_format (&mass);
  g_set_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_MASS_CHANGE,
               _ ("%s So much at once is sent only when you say so; until then it stays here, and "
                  "what others did is received."),
               counts);
  return FALSE;
}

/* ---- The round ---- */

static gboolean
sync_records (gpointer data, GError **error)
{
  Round *round = data;
  gint64 n_pushed = round->outcome->n_pushed;

  return pull_to_end (round, error) && lf_sync_check_mass (round->work->store, error)
         && push_outbox (round, error)
         && (round->outcome->n_pushed == n_pushed || pull_to_end (round, error));
}

static gboolean
pull_again (gpointer data, GError **error)
{
  return pull_to_end (data, error);
}

/* What waits goes out before it is erased, files after their records; what fails stays where it is
 * for as long as it is there. */
static void
send_last (Round *round, const LfSyncFiles *files)
{
  g_autoptr (GError) error = NULL;

  if (!push_outbox (round, &error) || !lf_sync_run_files (files, &error))
    g_ptr_array_add (round->outcome->problems, g_strdup (error->message));
}

gboolean
lf_sync_run (const LfSyncWork *given,
             GCancellable *cancellable,
             LfSyncOutcome *ret_outcome,
             GError **error)
{
  g_autoptr (GHashTable) own_seqs
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (LfSyncClock) clock
      = given->clock != NULL ? g_object_ref (given->clock) : lf_sync_clock_new ();
  LfSyncWork work = *given;
  Round round
      = { .work = &work, .cancellable = cancellable, .outcome = ret_outcome, .own_seqs = own_seqs };
  const LfSyncCompare compare = { &work, cancellable, ret_outcome, pull_again, &round };
  LfSyncFiles files = { &work, cancellable, ret_outcome, sync_records, &round };
  GError *cause = NULL;

  g_return_val_if_fail (LF_IS_STORE (given->store), FALSE);
  g_return_val_if_fail (ret_outcome != NULL, FALSE);

  work.clock = clock;
  work.batch = given->batch != 0 ? given->batch : LF_SYNC_BATCH_CHANGES;
  *ret_outcome = (LfSyncOutcome){ .problems = g_ptr_array_new_with_free_func (g_free),
                                  .file_problems = g_ptr_array_new_with_free_func (g_free) };
  if (work.transport == NULL)
    {
      g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_NOT_SIGNED_IN,
                           _ ("This store has no server yet. Sign in to one first."));
      return FALSE;
    }
  if (sync_records (&round, &cause) && lf_sync_compare (&compare, &cause)
      && lf_sync_run_files (&files, &cause))
    return TRUE;
  if (g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE))
    send_last (&round, &files);
  g_propagate_error (error, cause);
  return FALSE;
}

void
lf_sync_outcome_clear (LfSyncOutcome *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->file_problems, g_ptr_array_unref);
  *self = (LfSyncOutcome){ 0 };
}

/* ---- The sentence ---- */

static void
add_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* @format: already in the plural form of @n */
static void
add_counted (GString *text, const char *format, gint64 n)
{
  g_autofree char *sentence = NULL;

  if (n == 0)
    return;
  sentence = g_strdup_printf (format, (int) n);
  add_sentence (text, sentence);
}

static void
add_files (GString *text, const LfSyncOutcome *self)
{
  gint64 n_waiting = self->n_files_to_send + self->n_files_to_fetch;

  add_counted (
      text,
      g_dngettext (GETTEXT_PACKAGE, "Sent %d file.", "Sent %d files.", (gulong) self->n_files_sent),
      self->n_files_sent);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "Received %d file.", "Received %d files.",
                            (gulong) self->n_files_received),
               self->n_files_received);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "%d file is still on its way.",
                            "%d files are still on their way.", (gulong) n_waiting),
               n_waiting);
}

static void
add_compared (GString *text, const LfSyncOutcome *self)
{
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "%d record was not as the server has it: it is now.",
                            "%d records were not as the server has them: they are now.",
                            (gulong) self->n_mended),
               self->n_mended);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE,
                            "%d record was here that the server does not have for you: it is gone.",
                            "%d records were here that the server does not have for you: they are "
                            "gone.",
                            (gulong) self->n_let_go),
               self->n_let_go);
}

char *
lf_sync_outcome_format (const LfSyncOutcome *self)
{
  GString *text = g_string_new (NULL);
  gint64 n_problems = self->problems != NULL ? self->problems->len : 0;

  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "Received %d record.", "Received %d records.",
                            (gulong) self->n_pulled),
               self->n_pulled);
  add_counted (
      text,
      g_dngettext (GETTEXT_PACKAGE, "Sent %d change.", "Sent %d changes.", (gulong) self->n_pushed),
      self->n_pushed);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE, "%d edit met another one: choose which holds.",
                            "%d edits met others: choose which hold.", (gulong) self->n_conflicts),
               self->n_conflicts);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE,
                            "The server refused %d change: look at the refused edits.",
                            "The server refused %d changes: look at the refused edits.",
                            (gulong) self->n_refused),
               self->n_refused);
  add_counted (text,
               g_dngettext (GETTEXT_PACKAGE,
                            "%d received record could not be stored and was set aside.",
                            "%d received records could not be stored and were set aside.",
                            (gulong) n_problems),
               n_problems);
  add_compared (text, self);
  add_files (text, self);
  if (text->len == 0)
    add_sentence (text, _ ("Everything is up to date."));
  return g_string_free (text, FALSE);
}

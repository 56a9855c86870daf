/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One round of sync, blocking: pull to the end, push the outbox in order, pull again. */

#include "config.h"

#include "lf-sync-private.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_sync_run_report (const LfSyncRun *run, LfSyncUnit unit, gint64 n_done, gint64 n_total)
{
  if (run->work->progress != NULL)
    run->work->progress (unit, n_done, n_total, run->work->user_data);
}

gboolean
lf_sync_fail_protocol (GError **error, const char *message)
{
  g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL, message);
  return FALSE;
}

gboolean
lf_sync_is_of_line (const GError *error)
{
  return g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE)
         || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL)
         || g_error_matches (error, LF_SYNC_ERROR, LF_SYNC_ERROR_BROKEN_OFF);
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
        return lf_sync_fail_protocol (error,
                                      _ ("The server sent records out of order. Nothing was taken "
                                         "over; the next sync asks for them again."));
      previous = delta->seq;
    }
  if (page->cursor < cursor && page->deltas->len == 0 && !page->has_more)
    return lf_sync_fail_protocol (
        error,
        _ ("The server has gone back to before what this device received from it: a backup "
           "was put back. Tell who runs the server: “landfall-server restored” has to be run "
           "there. Until then nothing is sent or received; everything stays saved here."));
  if (page->cursor < cursor || (page->has_more && page->cursor == cursor))
    return lf_sync_fail_protocol (error,
                                  _ ("The server sent a page that leads nowhere. Nothing was taken "
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
take_page (const LfSyncRun *run, const LfPage *page, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (!lf_store_take_page_sync (run->work->store, page, &problems, error))
    return FALSE;

  lf_sync_count_page (run->outcome, run->own_seqs, page);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_ptr_array_add (run->outcome->problems, g_strdup (g_ptr_array_index (problems, i)));
  lf_sync_run_report (run, LF_SYNC_RECEIVED, run->outcome->n_pulled, -1);
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

/* A page that breaks off is asked for again in smaller ones. */
static LfPage *
ask_page (LfSyncRun *run, LfPullQuery query, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      gint64 asked_us = lf_sync_clock_now (run->work->clock);
      LfPage *page;

      query.limit = run->page.now < LF_SYNC_PAGE_RECORDS ? (guint) run->page.now : 0;
      page = lf_transport_pull (run->work->transport, &query, run->cancellable, &cause);
      if (page != NULL)
        {
          lf_portion_note_through (&run->page);
          return page;
        }
      if (!g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_BROKEN_OFF)
          || !lf_portion_note_cut (&run->page, run->page.now,
                                   lf_sync_clock_now (run->work->clock) - asked_us))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
}

static void
note_clocks (LfSyncOutcome *outcome, gint64 there_us)
{
  gint64 here_us = lf_clock_now_us ();
  gboolean is_off = there_us > 0 && ABS (here_us - there_us) > LF_WIRE_CLOCKS_APART_US;

  outcome->here_us = is_off ? here_us : 0;
  outcome->there_us = is_off ? there_us : 0;
}

/* Fetches the page after where @state stands; from the beginning, and all of it, where that is
 * another zone. */
static LfPage *
fetch_page (LfSyncRun *run, LfSyncState *state, GError **error)
{
  LfPullQuery query = { state->since, state->cursor, &run->own, 0 };
  g_autoptr (LfPage) page = NULL;

  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  page = ask_page (run, query, error);
  if (page != NULL && (state->cursor > 0 || run->own.n > 0) && is_another (page, state))
    {
      g_clear_pointer (&page, lf_page_free);
      state->since = state->cursor = 0;
      run->own.n = 0;
      page = ask_page (run, (LfPullQuery){ 0 }, error);
    }
  if (page == NULL || !lf_sync_check_page (page, state->cursor, error))
    return NULL;
  note_clocks (run->outcome, page->server_time_us);
  return g_steal_pointer (&page);
}

static gboolean
pull_to_end (LfSyncRun *run, GError **error)
{
  g_auto (LfSyncState) state = { 0 };
  gboolean has_more = TRUE;

  if (!lf_store_sync_state_sync (run->work->store, &state, error))
    return FALSE;
  while (has_more)
    {
      g_autoptr (LfPage) page = fetch_page (run, &state, error);

      if (page == NULL || !take_page (run, page, error))
        return FALSE;
      has_more = page->has_more;
      lf_sync_state_clear (&state);
      if (!lf_store_sync_state_sync (run->work->store, &state, error))
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

/* ---- The run ---- */

static gboolean
sync_records (gpointer data, GError **error)
{
  LfSyncRun *run = data;
  gint64 n_pushed = run->outcome->n_pushed;

  return pull_to_end (run, error) && lf_sync_check_mass (run->work->store, error)
         && lf_sync_push_outbox (run, error)
         && (run->outcome->n_pushed == n_pushed || pull_to_end (run, error));
}

static gboolean
pull_again (gpointer data, GError **error)
{
  return pull_to_end (data, error);
}

/* What waits goes out before it is erased, files after their records; what fails stays where it is
 * for as long as it is there. */
static void
send_last (LfSyncRun *run, const LfSyncFiles *files)
{
  g_autoptr (GError) error = NULL;

  run->is_last = TRUE;
  if (!lf_sync_push_outbox (run, &error) || !lf_sync_run_files (files, &error))
    g_ptr_array_add (run->outcome->problems, g_strdup (error->message));
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
  LfSyncRun run = { .work = &work,
                    .cancellable = cancellable,
                    .outcome = ret_outcome,
                    .own_seqs = own_seqs,
                    .batch = lf_portion (LF_SYNC_BATCH_BYTES, LF_SYNC_BATCH_LEAST),
                    .page = lf_portion (LF_SYNC_PAGE_RECORDS, LF_SYNC_PAGE_LEAST) };
  const LfSyncCompare compare = { &work, cancellable, ret_outcome, pull_again, &run };
  LfSyncFiles files = { &work, cancellable, ret_outcome, sync_records, &run };
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
  if (sync_records (&run, &cause) && lf_sync_compare (&compare, &cause)
      && lf_sync_run_files (&files, &cause))
    return TRUE;
  if (g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_ERASE))
    send_last (&run, &files);
  g_propagate_error (error, cause);
  return FALSE;
}

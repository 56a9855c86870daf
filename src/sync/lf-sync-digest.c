/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do device and server hold the same (G3)? Sums of both are compared, bucket by bucket; what
 * differs is fetched again whole, and mended. Nothing that waits to be sent is touched. */

#include "config.h"

#include "lf-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TRIES 3 /* somebody else writes in between */

typedef struct
{
  const LfSyncCompare *call;
  const LfDigests *there;
  LfDigestSum here[LF_DIGEST_BUCKETS];
  gint64 n_held;
  gboolean is_open[LF_DIGEST_BUCKETS]; /* something refused has to be settled first */
  gboolean differs[LF_DIGEST_BUCKETS];
  GHashTable *held;   /* id → LfHeld: of the buckets that differ */
  gboolean has_moved; /* the zone, since @there was said */
} Compare;

/* ---- Both sides ---- */

static void
sum_up (const char *entity, const char *id, const LfDigestSum *sum, gpointer user_data)
{
  Compare *self = user_data;
  guint bucket = lf_digest_bucket (id);

  if (sum == NULL)
    {
      self->is_open[bucket] = TRUE;
      return;
    }
  lf_digest_sum_add (&self->here[bucket], sum);
  self->n_held++;
}

static void
note_held (const char *entity, const char *id, const LfDigestSum *sum, gpointer user_data)
{
  Compare *self = user_data;
  LfHeld *held;

  if (sum == NULL || !self->differs[lf_digest_bucket (id)])
    return;
  held = lf_held_new (entity, id, sum);
  g_hash_table_insert (self->held, held->id, held);
}

/* -1: it cannot be told */
static int
count_differences (Compare *self, GError **error)
{
  int n = 0;

  memset (self->here, 0, sizeof self->here);
  memset (self->is_open, 0, sizeof self->is_open);
  self->n_held = 0;
  if (!lf_store_each_held_sync (self->call->work->store, sum_up, self, self->call->cancellable,
                                error))
    return -1;
  for (guint i = 0; i < LF_DIGEST_BUCKETS; i++)
    {
      self->differs[i]
          = !self->is_open[i] && !lf_digest_sum_equal (&self->here[i], &self->there->buckets[i]);
      n += self->differs[i];
    }
  return n;
}

/* ---- A bucket ---- */

/* What the server says of it must be of the same moment as its digests. */
static LfPage *
fetch_page (Compare *self, guint bucket, gint64 cursor, GError **error)
{
  g_autoptr (LfPage) page = lf_transport_pull_bucket (self->call->work->transport, bucket, cursor,
                                                      self->call->cancellable, error);

  if (page == NULL || !lf_sync_check_page (page, cursor, error))
    return NULL;
  self->has_moved = self->has_moved || g_strcmp0 (page->epoch, self->there->epoch) != 0
                    || g_strcmp0 (page->sight, self->there->sight) != 0
                    || page->cursor > self->there->seq
                    || (!page->has_more && page->cursor != self->there->seq);
  return g_steal_pointer (&page);
}

/* (transfer full) (element-type LfDelta) */
static GPtrArray *
fetch_bucket (Compare *self, guint bucket, GError **error)
{
  g_autoptr (GPtrArray) deltas = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_delta_free);
  gboolean has_more = TRUE;
  gint64 cursor = 0;

  while (has_more && !self->has_moved)
    {
      g_autoptr (LfPage) page = fetch_page (self, bucket, cursor, error);

      if (page == NULL)
        return NULL;
      while (page->deltas->len > 0)
        g_ptr_array_add (deltas, g_ptr_array_steal_index (page->deltas, 0));
      cursor = page->cursor;
      has_more = page->has_more;
    }
  return g_steal_pointer (&deltas);
}

/* Of @deltas those that differ from what is here stay. Returns: whether they come to what the
 * server said of them. */
static gboolean
keep_differing (Compare *self, guint bucket, GPtrArray *deltas)
{
  LfDigestSum total = { 0, 0 };

  for (guint i = deltas->len; i > 0; i--)
    {
      const LfDelta *delta = deltas->pdata[i - 1];
      const LfHeld *held = g_hash_table_lookup (self->held, delta->id);
      LfDigestSum sum;
      gboolean is_same = FALSE;

      if (!delta->is_gone)
        {
          lf_digest_sum_record (&sum, delta->entity, delta->id, delta->deleted, delta->fields);
          lf_digest_sum_add (&total, &sum);
          is_same = held != NULL && lf_digest_sum_equal (&held->sum, &sum);
          g_hash_table_remove (self->held, delta->id);
        }
      if (is_same || delta->is_gone)
        g_ptr_array_remove_index (deltas, i - 1);
    }
  return lf_digest_sum_equal (&total, &self->there->buckets[bucket]);
}

/* Whatever of the bucket the server has not named. */
static GPtrArray *
list_extra (Compare *self, guint bucket)
{
  GPtrArray *extra = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id, held;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &id, &held))
    if (lf_digest_bucket (id) == bucket)
      g_ptr_array_add (extra, held);
  return extra;
}

static void
report (const Compare *self, const char *sentence)
{
  g_ptr_array_add (self->call->outcome->problems, g_strdup (sentence));
}

static gboolean
mend_bucket (Compare *self, guint bucket, GError **error)
{
  LfSyncOutcome *outcome = self->call->outcome;
  g_autoptr (GPtrArray) deltas = fetch_bucket (self, bucket, error);
  g_autoptr (GPtrArray) extra = NULL;
  LfMending mending;

  if (deltas == NULL || self->has_moved)
    return deltas != NULL;
  /* Nothing is taken from a server that contradicts itself, or its damage would spread. */
  if (!keep_differing (self, bucket, deltas))
    {
      g_debug ("bucket %02x: the server's records are not those of its digest", bucket);
      return TRUE;
    }
  extra = list_extra (self, bucket);
  mending = (LfMending){ deltas, extra };
  if (!lf_store_mend_sync (self->call->work->store, &mending, outcome->problems, error))
    return FALSE;
  outcome->n_mended += deltas->len;
  outcome->n_let_go += extra->len;
  g_debug ("bucket %02x: %u records mended, %u let go", bucket, deltas->len, extra->len);
  return TRUE;
}

/* ---- All of it ---- */

static gboolean
mend (Compare *self, GError **error)
{
  int n;

  if (!lf_store_each_held_sync (self->call->work->store, note_held, self, self->call->cancellable,
                                error))
    return FALSE;
  for (guint i = 0; i < LF_DIGEST_BUCKETS && !self->has_moved; i++)
    if (self->differs[i] && !mend_bucket (self, i, error))
      return FALSE;
  if (self->has_moved)
    return TRUE;
  n = count_differences (self, error);
  if (n > 0)
    report (self, _ ("The server and this device still do not hold the same, though all that "
                     "differed was fetched again. Tell who runs the server: “landfall-server "
                     "check” looks for the cause."));
  return n >= 0;
}

/* @ret_is_done: FALSE: the zone was written to meanwhile */
static gboolean
compare_with (Compare *self, gboolean *ret_is_done, GError **error)
{
  g_auto (LfSyncState) state = { 0 };
  int n;

  if (!lf_store_sync_state_sync (self->call->work->store, &state, error))
    return FALSE;
  *ret_is_done = self->there->seq == state.since && state.cursor == state.since
                 && g_strcmp0 (self->there->epoch, state.epoch) == 0
                 && g_strcmp0 (self->there->sight, state.sight) == 0;
  if (!*ret_is_done)
    return TRUE;
  n = count_differences (self, error);
  if (n < 0 || (n > 0 && !mend (self, error)))
    return FALSE;
  *ret_is_done = !self->has_moved;
  return TRUE;
}

static gboolean
compare_once (const LfSyncCompare *call, gboolean *ret_is_done, GError **error)
{
  g_autoptr (LfDigests) there
      = lf_transport_digests (call->work->transport, call->cancellable, error);
  g_autoptr (GHashTable) held
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_held_free);
  g_autofree Compare *self = g_new0 (Compare, 1);

  self->call = call;
  self->there = there;
  self->held = held;
  if (there == NULL || !compare_with (self, ret_is_done, error))
    return FALSE;
  if (*ret_is_done)
    {
      call->outcome->is_compared = TRUE;
      call->outcome->n_compared = self->n_held;
    }
  return TRUE;
}

static gboolean
compare (const LfSyncCompare *self, GError **error)
{
  gboolean is_done = FALSE;

  for (guint i = 0; i < TRIES; i++)
    {
      if (!compare_once (self, &is_done, error))
        return FALSE;
      if (is_done)
        return TRUE;
      if (!self->pull (self->data, error))
        return FALSE;
    }
  if (!self->work->compares)
    return TRUE;
  g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER,
                       _ ("Others write all the time, so that the server and this device never "
                          "stood at the same change. Compare them again later."));
  return FALSE;
}

/* ---- When ---- */

static gboolean
note_compared (LfStore *store, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, lf_clock_now_us ());

  return lf_store_set_setting_sync (store, LF_SYNC_COMPARED, now, error);
}

/* A device that has just read the zone for the first time compares tomorrow. */
static gboolean
check_due (LfStore *store, gboolean *ret_is_due, GError **error)
{
  g_autofree char *last = lf_store_setting_sync (store, LF_SYNC_COMPARED, NULL);
  gint64 age = last == NULL ? 0 : lf_clock_now_us () - g_ascii_strtoll (last, NULL, 10);

  *ret_is_due = age < 0 || age >= LF_SYNC_COMPARE_US;
  return last != NULL || note_compared (store, error);
}

static gboolean
fail_compare (const LfSyncCompare *self, GError *cause /* (transfer full) */, GError **error)
{
  gboolean is_old = g_error_matches (cause, LF_SYNC_ERROR, LF_SYNC_ERROR_REFUSED);

  if (self->work->compares || cause->domain != LF_SYNC_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_debug ("not compared: %s", cause->message);
  g_error_free (cause);
  return !is_old || note_compared (self->work->store, error);
}

/* A comparison that nobody asked for fails no round: the next one tries again, or tomorrow's where
 * the server is too old for it. */
gboolean
lf_sync_compare (const LfSyncCompare *self, GError **error)
{
  gboolean is_due = self->work->compares;
  GError *cause = NULL;

  if (!lf_transport_compares (self->work->transport))
    return TRUE;
  if (!is_due && !check_due (self->work->store, &is_due, error))
    return FALSE;
  if (!is_due)
    return TRUE;
  if (!compare (self, &cause))
    return fail_compare (self, cause, error);
  return !self->outcome->is_compared || note_compared (self->work->store, error);
}

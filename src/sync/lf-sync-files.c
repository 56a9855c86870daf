/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files follow their records: piece by piece, going on where they were cut off, and never in the
 * way of an edit. */

#include "config.h"

#include "lf-sync-private.h"

#include "lf-store-carry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a bad line loses with each cut is one piece, and an edit waits for one: they grow while they
 * are quickly through, and shrink when they are not. */
#define PIECE_FIRST (64 * 1024)
#define PIECE_MOST (1024 * 1024)
#define PIECE_LEAST (16 * 1024)
#define QUICK_US (G_USEC_PER_SEC / 2)
#define SLOW_US (3 * G_USEC_PER_SEC)
#define RECORDS_US (60 * G_USEC_PER_SEC) /* how long the news may wait for files */
#define MOST_CUTS 1000                   /* of one file, each after it got further */
#define MOST_STALLS 3
#define MOST_ABSENT 50  /* asked for in one round: whoever has them may be away for days */
#define MOST_FAILURES 5 /* of the server, one after the other */

typedef struct
{
  const LfSyncFiles *files;
  char *server;
  gsize piece;
  gint64 n_done;     /* bytes */
  gint64 n_later;    /* bytes of the files to send that were not begun */
  gint64 records_us; /* monotonic time */
  gint64 piece_us;   /* when the piece began */
  gint64 n_pending;
} Carrier;

typedef enum
{
  CARRIED,
  ABSENT, /* not there yet, or its record is not */
  HELD,   /* until the network costs nothing, or a person sends it anyway */
  FAILED,
} Carried;

typedef Carried (*CarryFunc) (Carrier *self, const LfFileReference *reference, GError **error);

/* All files in one direction. */
typedef struct
{
  CarryFunc func;
  GHashTable *waiting; /* digests */
  GHashTable *held;    /* digests, of those that wait */
  gint64 *n_waiting;
  guint n_absent, n_failures;
} Sweep;

/* ---- Between two pieces ---- */

static gint64
now (const Carrier *self)
{
  return lf_sync_clock_now (self->files->work->clock);
}

static void
note_records (Carrier *self)
{
  self->records_us = now (self);
  self->n_pending = lf_store_count_pending_sync (self->files->work->store, NULL);
}

/* What was edited meanwhile goes first. */
static gboolean
let_records_pass (Carrier *self, GError **error)
{
  const LfSyncFiles *files = self->files;

  if (g_cancellable_set_error_if_cancelled (files->cancellable, error))
    return FALSE;
  if (lf_store_count_pending_sync (files->work->store, NULL) > self->n_pending
      || now (self) - self->records_us >= RECORDS_US)
    {
      if (!files->sync_records (files->data, error))
        return FALSE;
      note_records (self);
    }
  self->piece_us = now (self);
  return TRUE;
}

static void
report_bytes (const Carrier *self, gint64 n_left)
{
  const LfSyncWork *work = self->files->work;

  if (work->progress != NULL)
    work->progress (LF_SYNC_BYTES, self->n_done, self->n_done + n_left, work->user_data);
}

/* @n_left: bytes of the file that are still to go */
static void
note_piece (Carrier *self, gint64 n_bytes, gint64 n_left)
{
  gint64 took_us = now (self) - self->piece_us;

  self->n_done += n_bytes;
  if (took_us < QUICK_US)
    self->piece = MIN (self->piece * 2, PIECE_MOST);
  else if (took_us > SLOW_US)
    self->piece = MAX (self->piece / 2, PIECE_LEAST);
  report_bytes (self, n_left + self->n_later);
}

/* Asked before each piece: the network may change while a file is on its way. */
static gboolean
is_held (const Carrier *self, gint64 size)
{
  const LfSyncWork *work = self->files->work;

  return size > LF_SYNC_SMALL_FILE && work->saves != NULL && work->saves (work->user_data);
}

static LfTransportBlob
blob_of (const LfFileReference *reference, char *ret_digest)
{
  g_strlcpy (ret_digest, reference->element, LF_DIGEST_CHARS + 1);
  return (LfTransportBlob){ reference->entity, reference->record, ret_digest };
}

static Carried
fail_stalled (const LfFileReference *reference, GError **error)
{
  g_set_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER,
               _ ("The server does not get on with “%s”. It is tried again with the next sync."),
               lf_file_name (reference->element));
  return FAILED;
}

/* ---- Sending ---- */

static gboolean
send_piece (Carrier *self,
            const LfFileReference *reference,
            const LfTransportBlob *blob,
            gint64 total,
            LfBlobStanding *standing,
            GError **error)
{
  LfStore *store = self->files->work->store;
  gint64 offset = MIN (standing->offset, total);
  g_autoptr (GBytes) piece = offset == total ? g_bytes_new (NULL, 0)
                                             : lf_store_read_file_sync (store, reference->element,
                                                                        offset, self->piece, error);

  return piece != NULL
         && lf_transport_put_blob (self->files->work->transport, blob, piece, offset, total,
                                   standing, self->files->cancellable, error);
}

static Carried
send_rest (Carrier *self,
           const LfFileReference *reference,
           const LfTransportBlob *blob,
           LfBlobStanding *standing,
           GError **error)
{
  gint64 total = lf_store_file_size (self->files->work->store, reference->element);
  guint n_stalls = 0;

  if (!lf_store_check_file_sync (self->files->work->store, reference->element, error))
    return FAILED;
  while (!standing->is_whole)
    {
      gint64 offset = standing->offset;

      if (is_held (self, total))
        return HELD;
      if (!let_records_pass (self, error)
          || !send_piece (self, reference, blob, total, standing, error))
        return FAILED;
      if (!standing->may_have)
        return ABSENT;
      n_stalls += !standing->is_whole && standing->offset <= offset;
      if (n_stalls > MOST_STALLS)
        return fail_stalled (reference, error);
      note_piece (self, MAX (0, standing->offset - offset),
                  standing->is_whole ? 0 : total - MIN (standing->offset, total));
    }
  self->files->outcome->n_files_sent++;
  return CARRIED;
}

static Carried
send_file (Carrier *self, const LfFileReference *reference, GError **error)
{
  char digest[LF_DIGEST_CHARS + 1];
  LfTransportBlob blob = blob_of (reference, digest);
  LfBlobStanding standing;
  Carried carried = CARRIED;

  if (is_held (self, lf_store_file_size (self->files->work->store, reference->element)))
    return HELD;
  if (!lf_transport_ask_blob (self->files->work->transport, &blob, &standing,
                              self->files->cancellable, error))
    return FAILED;
  if (!standing.may_have)
    carried = ABSENT;
  else if (!standing.is_whole)
    carried = send_rest (self, reference, &blob, &standing, error);
  if (carried == CARRIED)
    lf_store_note_carried_sync (self->files->work->store, self->server, reference->element);
  if ((carried == CARRIED || carried == ABSENT)
      && !lf_store_forget_owed_sync (self->files->work->store, reference->element, error))
    return FAILED;
  return carried;
}

/* ---- Fetching ---- */

/* How large a file is shows with its first piece. Where data is dear that one is no larger than a
 * small file, and is kept. */
static gsize
next_length (const Carrier *self, gint64 offset)
{
  if (offset < LF_SYNC_SMALL_FILE && is_held (self, G_MAXINT64))
    return (gsize) (LF_SYNC_SMALL_FILE - offset);
  return self->piece;
}

static Carried
fetch_file (Carrier *self, const LfFileReference *reference, GError **error)
{
  const LfSyncFiles *files = self->files;
  char digest[LF_DIGEST_CHARS + 1];
  LfTransportBlob blob = blob_of (reference, digest);
  gint64 offset = lf_store_part_size (files->work->store, reference->element);
  gint64 total = 0;

  do
    {
      g_autoptr (GBytes) piece = NULL;
      gint64 n;

      if (is_held (self, offset >= LF_SYNC_SMALL_FILE ? G_MAXINT64 : total))
        return HELD;
      if (!let_records_pass (self, error))
        return FAILED;
      piece = lf_transport_get_blob (files->work->transport, &blob, offset,
                                     next_length (self, offset), &total, files->cancellable, error);
      if (piece == NULL || total < 0)
        return piece == NULL ? FAILED : ABSENT;
      n = (gint64) g_bytes_get_size (piece);
      if (n == 0 && offset < total)
        return fail_stalled (reference, error);
      if (!lf_store_add_to_part_sync (files->work->store, reference->element, piece, error))
        return FAILED;
      offset += n;
      note_piece (self, n, MAX (0, total - offset));
    }
  while (offset < total);
  if (!lf_store_finish_part_sync (files->work->store, reference->element, error))
    return FAILED;
  lf_store_note_carried_sync (files->work->store, self->server, reference->element);
  files->outcome->n_files_received++;
  return CARRIED;
}

/* ---- One direction ---- */

/* A line that is cut again and again is good enough while each time something comes through. */
static Carried
carry (Carrier *self, const LfFileReference *reference, CarryFunc func, GError **error)
{
  for (guint n_cuts = 0;; n_cuts++)
    {
      g_autoptr (GError) cause = NULL;
      gint64 n_before = self->n_done;
      Carried carried = func (self, reference, &cause);

      if (carried != FAILED)
        return carried;
      if (lf_sync_is_of_line (cause) && self->n_done > n_before && n_cuts < MOST_CUTS)
        {
          self->piece = PIECE_FIRST;
          continue;
        }
      g_propagate_error (error, g_steal_pointer (&cause));
      return FAILED;
    }
}

/* Whether the other files would fare alike. */
static gboolean
stops_all (const GError *error, guint n_failures)
{
  return (error->domain == LF_SYNC_ERROR && error->code != LF_SYNC_ERROR_SERVER)
         || g_error_matches (error, LF_STORE_ERROR, LF_STORE_ERROR_FULL)
         || n_failures >= MOST_FAILURES;
}

static void
note_failure (Carrier *self, const LfFileReference *reference, const GError *cause)
{
  g_ptr_array_add (self->files->outcome->file_problems,
                   g_strdup_printf (_ ("The file “%1$s” waits. %2$s"),
                                    lf_file_name (reference->element), cause->message));
}

/* What became of one file, in numbers. FALSE: the others are not tried. */
static gboolean
note_carried (Carrier *self, Sweep *sweep, const LfFileReference *reference, Carried carried)
{
  g_autofree char *digest = g_strndup (reference->element, LF_DIGEST_CHARS);

  if (carried == CARRIED)
    g_hash_table_remove (sweep->waiting, digest);
  *sweep->n_waiting = g_hash_table_size (sweep->waiting);
  sweep->n_absent += carried == ABSENT;
  if (carried == HELD)
    {
      g_hash_table_add (sweep->held, g_steal_pointer (&digest));
      self->files->outcome->n_files_held++;
    }
  return sweep->n_absent < MOST_ABSENT;
}

/* FALSE with @cause: cancelled. Else FALSE: the others would fare alike. */
static gboolean
carry_one (Carrier *self, Sweep *sweep, const LfFileReference *reference, GError **cause)
{
  g_autoptr (GError) failure = NULL;
  Carried carried = carry (self, reference, sweep->func, &failure);

  if (!note_carried (self, sweep, reference, carried))
    return FALSE;
  if (carried != FAILED)
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (cause, g_steal_pointer (&failure));
      return FALSE;
    }
  note_failure (self, reference, failure);
  sweep->n_failures = failure->domain == LF_SYNC_ERROR ? sweep->n_failures + 1 : 0;
  return !stops_all (failure, sweep->n_failures);
}

static gboolean
is_done_with (const Sweep *sweep, const LfFileReference *reference)
{
  g_autofree char *digest = g_strndup (reference->element, LF_DIGEST_CHARS);

  return !g_hash_table_contains (sweep->waiting, digest)
         || g_hash_table_contains (sweep->held, digest);
}

/* Begins anywhere, so that what is long in coming does not keep the same others waiting.
 * @n_waiting: what is left, always true. FALSE: cancelled */
static gboolean
carry_all (Carrier *self, GPtrArray *references, CarryFunc func, gint64 *n_waiting, GError **error)
{
  g_autoptr (GHashTable) waiting = lf_file_reference_digests (references);
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sweep sweep = { func, waiting, held, n_waiting, 0, 0 };
  guint first = references->len == 0 ? 0 : (guint) g_random_int () % references->len;
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < references->len; i++)
    {
      const LfFileReference *reference = references->pdata[(first + i) % references->len];

      self->n_later
          -= MIN (self->n_later,
                  MAX (0, lf_store_file_size (self->files->work->store, reference->element)));
      if (!is_done_with (&sweep, reference) && !carry_one (self, &sweep, reference, &cause))
        break;
    }
  if (cause == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* ---- Both ---- */

static gint64
size_of_all (LfStore *store, GPtrArray *references)
{
  gint64 n_bytes = 0;

  for (guint i = 0; i < references->len; i++)
    n_bytes
        += lf_store_file_size (store, ((const LfFileReference *) references->pdata[i])->element);
  return n_bytes;
}

gboolean
lf_sync_run_files (const LfSyncFiles *files, GError **error)
{
  LfSyncOutcome *outcome = files->outcome;
  g_auto (LfSyncState) state = { 0 };
  g_autoptr (GPtrArray) send = NULL;
  g_autoptr (GPtrArray) fetch = NULL;
  Carrier self = { .files = files, .piece = PIECE_FIRST };

  if (!lf_transport_carries_blobs (files->work->transport))
    return TRUE;
  if (!lf_store_sync_state_sync (files->work->store, &state, error))
    return FALSE;
  self.server = state.epoch != NULL ? state.epoch : (char *) "";
  if (!lf_store_files_to_carry_sync (files->work->store, self.server, &send, &fetch, error))
    return FALSE;
  outcome->n_files_to_send = lf_file_reference_count (send);
  outcome->n_files_to_fetch = lf_file_reference_count (fetch);
  self.n_later = size_of_all (files->work->store, send);
  note_records (&self);
  if (!carry_all (&self, send, send_file, &outcome->n_files_to_send, error))
    return FALSE;
  self.n_later = 0;
  if (!carry_all (&self, fetch, fetch_file, &outcome->n_files_to_fetch, error))
    return FALSE;
  if (self.n_done > 0)
    report_bytes (&self, 0);
  return TRUE;
}

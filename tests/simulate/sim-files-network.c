/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of files: asked for, sent and fetched piece by piece over the same bad line, to a server
 * whose disk is full at times and which dies in the middle of a write. */

#include "config.h"

#include "sim.h"

#include "faulty-disk.h"
#include "full-files.h"
#include "lf-server-files.h"

/* As over HTTP: no such record, or it does not refer to the file, or it is not seen. */
static gboolean
may_have (SimDevice *device, const LfTransportBlob *blob, gboolean is_sent)
{
  g_autoptr (LfServerUser) user = sim_account_user (device, lf_store_device (device->store));
  const LfServerFile file = { blob->entity, blob->record, blob->digest, is_sent };
  g_autoptr (GError) error = NULL;
  gboolean may;

  lf_server_may_have_file (device->sim->server.storage, user, &file, &may, &error);
  g_assert_no_error (error);
  return may;
}

static LfBlob
place_of (SimDevice *device, const LfTransportBlob *blob)
{
  return (LfBlob){ SIM_ZONE, lf_store_device (device->store), blob->digest };
}

static void
look (SimDevice *device, const LfTransportBlob *blob, LfBlobStanding *standing)
{
  LfBlobFolder *folder = device->sim->server.blobs;
  const LfBlob place = place_of (device, blob);
  gint64 size = lf_blob_folder_size (folder, &place);

  *standing = (LfBlobStanding){ .may_have = may_have (device, blob, TRUE) };
  if (!standing->may_have)
    return;
  standing->is_whole = size >= 0;
  standing->offset = size >= 0 ? size : lf_blob_folder_offset (folder, &place);
}

static gboolean
fail (SimDevice *device, int code, const char *what, GError **error)
{
  sim_tell (device->sim, "%s", what);
  g_set_error_literal (error, LF_SYNC_ERROR, code, what);
  return FALSE;
}

gboolean
sim_files_ask (SimDevice *device,
               const LfTransportBlob *blob,
               LfBlobStanding *ret_standing,
               GError **error)
{
  SimFate fate = sim_fate (device->sim);

  if (fate != SIM_ARRIVES && fate != SIM_TWICE)
    return fail (device, LF_SYNC_ERROR_UNREACHABLE, "asking for a file is lost", error);
  faulty_disk_suspend (TRUE);
  look (device, blob, ret_standing);
  faulty_disk_suspend (FALSE);
  return TRUE;
}

/* ---- Sending ---- */

static LfBlobAnswer
append (SimDevice *device,
        const LfTransportBlob *blob,
        GBytes *piece,
        gint64 offset,
        gint64 total,
        LfBlobStanding *standing)
{
  Sim *sim = device->sim;
  const LfBlob place = place_of (device, blob);
  gboolean is_full = !sim->is_quiet && sim_chance (sim, 6);
  LfBlobAnswer answer;

  if (is_full)
    full_files_fill (sim_below (sim, 1 + (guint) g_bytes_get_size (piece)));
  answer
      = lf_blob_folder_append (sim->server.blobs, &place, piece, offset, total, &standing->offset);
  if (full_files_empty ())
    sim_count (sim, SIM_SERVER_FILES_FULL);
  standing->may_have = TRUE;
  standing->is_whole = answer == LF_BLOB_WHOLE || sim->fault == SIM_FILE_HALF_KEPT;
  return answer;
}

/* The server dies while it writes: some of the piece is on its disk, and nobody is answered. */
static void
append_and_crash (
    SimDevice *device, const LfTransportBlob *blob, GBytes *piece, gint64 offset, gint64 total)
{
  Sim *sim = device->sim;
  gsize length = g_bytes_get_size (piece);
  g_autoptr (GBytes) part
      = g_bytes_new_from_bytes (piece, 0, length == 0 ? 0 : sim_below (sim, (guint) length));
  LfBlobStanding standing;

  append (device, blob, part, offset, total, &standing);
  sim_count (sim, SIM_SERVER_CRASH_IN_FILE);
  sim_server_restart (sim);
}

static gboolean
put (SimDevice *device,
     const LfTransportBlob *blob,
     GBytes *piece,
     gint64 offset,
     gint64 total,
     SimFate fate,
     LfBlobStanding *standing,
     GError **error)
{
  Sim *sim = device->sim;
  LfBlobAnswer answer;

  if (!may_have (device, blob, TRUE))
    {
      *standing = (LfBlobStanding){ .may_have = FALSE };
      return TRUE;
    }
  if (!sim->is_quiet && sim_chance (sim, 8))
    {
      append_and_crash (device, blob, piece, offset, total);
      return fail (device, LF_SYNC_ERROR_UNREACHABLE, "the server crashes over a file", error);
    }
  answer = append (device, blob, piece, offset, total, standing);
  if (fate == SIM_TWICE)
    answer = append (device, blob, piece, offset, total, standing);
  if (answer > LF_BLOB_ELSEWHERE)
    return fail (device, LF_SYNC_ERROR_SERVER, "the server takes no file", error);
  if (fate == SIM_ANSWER_LOST || fate == SIM_ANSWER_CUT)
    return fail (device, LF_SYNC_ERROR_UNREACHABLE, "a piece is not answered", error);
  if (standing->is_whole)
    sim_count (sim, SIM_FILE_SENT);
  return TRUE;
}

/* A request that was cut off is none; one that is late is sent again from where the server stands.
 */
gboolean
sim_files_put (SimDevice *device,
               const LfTransportBlob *blob,
               GBytes *piece,
               gint64 offset,
               gint64 total,
               LfBlobStanding *ret_standing,
               GError **error)
{
  SimFate fate = sim_fate (device->sim);
  gboolean is_done;

  if (fate == SIM_UNREACHABLE || fate == SIM_REQUEST_CUT)
    return fail (device, LF_SYNC_ERROR_UNREACHABLE, "a piece is lost", error);
  faulty_disk_suspend (TRUE);
  is_done = put (device, blob, piece, offset, total, fate, ret_standing, error);
  faulty_disk_suspend (FALSE);
  if (fate == SIM_LATE && is_done)
    return fail (device, LF_SYNC_ERROR_UNREACHABLE, "a piece arrives too late", error);
  return is_done;
}

/* ---- Fetching ---- */

GBytes *
sim_files_get (SimDevice *device,
               const LfTransportBlob *blob,
               gint64 offset,
               gsize length,
               gint64 *ret_total,
               GError **error)
{
  SimFate fate = sim_fate (device->sim);
  const LfBlob place = place_of (device, blob);
  GBytes *bytes = NULL;

  if (fate != SIM_ARRIVES && fate != SIM_TWICE)
    return fail (device, LF_SYNC_ERROR_UNREACHABLE, "a piece that was fetched is cut off", error),
           NULL;
  faulty_disk_suspend (TRUE);
  *ret_total = may_have (device, blob, FALSE)
                   ? lf_blob_folder_size (device->sim->server.blobs, &place)
                   : -1;
  if (*ret_total >= 0)
    bytes = lf_blob_folder_read (device->sim->server.blobs, &place, offset, length);
  faulty_disk_suspend (FALSE);
  if (*ret_total >= 0)
    sim_count (device->sim, SIM_FILE_FETCHED);
  return bytes != NULL ? bytes : g_bytes_new (NULL, 0);
}

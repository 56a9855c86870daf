/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files: HEAD tells how much of one is here, PUT takes the next piece, GET gives one.
 *
 * A request names a record that refers to the file, and may do no more than its account may with
 * that record: what is not referred to can neither be read nor filled with anything. */

#include "config.h"

#include "lf-steps.h"

#include "lf-blob-folder.h"
#include "lf-server-files.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STATUS_NOT_WHOLE 422

static LfBlob
asked_blob (const LfRequest *request)
{
  return (LfBlob){ request->user->zone, request->user->device, request->rest };
}

/* ---- May it? ---- */

static const char *
query_text (const LfRequest *request, const char *name)
{
  return request->query == NULL ? NULL : g_hash_table_lookup (request->query, name);
}

static void
find (LfRequest *request, gboolean is_sent)
{
  const char *entity = query_text (request, "entity");
  const char *id = query_text (request, "record");
  const LfServerFile reference = { entity, id, request->rest, is_sent };
  g_autoptr (GError) error = NULL;
  gboolean may = FALSE;

  if (!lf_blob_is_digest (request->rest) || request->blobs == NULL)
    lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "path",
                             _ ("There is nothing at this address."));
  else if (entity == NULL || id == NULL)
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "query",
                             _ ("Say which record the file belongs to: entity and record."));
  else if (!lf_server_may_have_file (request->storage, request->user, &reference, &may, &error))
    lf_request_answer_failure (request, error);
  else if (!may)
    lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "record",
                             _ ("There is no such record that refers to this file."));
}

void
lf_blob_find (LfRequest *request)
{
  find (request, /* is_sent= */ FALSE);
}

void
lf_blob_find_to_send (LfRequest *request)
{
  find (request, /* is_sent= */ TRUE);
}

/* ---- HEAD and GET ---- */

static void
answer_absent (LfRequest *request, const LfBlob *blob)
{
  request->upload_offset = lf_blob_folder_offset (request->blobs, blob);
  lf_request_answer_error (request, SOUP_STATUS_NOT_FOUND, "blob",
                           _ ("The file is not here yet: the device that has it sends it."));
}

void
lf_blob_head (LfRequest *request)
{
  LfBlob blob = asked_blob (request);
  gint64 size = lf_blob_folder_size (request->blobs, &blob);

  if (size < 0)
    {
      answer_absent (request, &blob);
      return;
    }
  request->upload_offset = size;
  lf_request_answer_bytes (request, SOUP_STATUS_OK, g_bytes_new (NULL, 0));
}

/* "bytes=FIRST-" or "bytes=FIRST-LAST" */
static gboolean
parse_range (const char *text, gint64 *ret_first, gint64 *ret_last)
{
  g_auto (GStrv) ends = NULL;

  *ret_last = G_MAXINT64;
  if (text == NULL || !g_str_has_prefix (text, "bytes="))
    return FALSE;
  ends = g_strsplit (text + strlen ("bytes="), "-", 3);
  return g_strv_length (ends) == 2
         && g_ascii_string_to_unsigned (ends[0], 10, 0, G_MAXINT64, (guint64 *) ret_first, NULL)
         && (*ends[1] == '\0'
             || g_ascii_string_to_unsigned (ends[1], 10, (guint64) *ret_first, G_MAXINT64,
                                            (guint64 *) ret_last, NULL));
}

static void
answer_piece (LfRequest *request, const LfBlob *blob, gint64 size, gint64 first, gint64 last)
{
  gint64 length = MIN (MIN (last, size - 1) - first + 1, LF_BLOB_PIECE_BYTES);
  GBytes *piece = lf_blob_folder_read (request->blobs, blob, first, (gsize) length);

  if (piece == NULL || (gint64) g_bytes_get_size (piece) != length)
    {
      g_clear_pointer (&piece, g_bytes_unref);
      lf_request_answer_error (request, SOUP_STATUS_INTERNAL_SERVER_ERROR, "storage",
                               _ ("The server cannot read this file. Tell who runs it."));
      return;
    }
  request->content_range
      = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, first,
                         first + length - 1, size);
  lf_request_answer_bytes (request, SOUP_STATUS_PARTIAL_CONTENT, piece);
}

void
lf_blob_get (LfRequest *request)
{
  LfBlob blob = asked_blob (request);
  gint64 size = lf_blob_folder_size (request->blobs, &blob);
  gint64 first, last;

  if (size < 0)
    answer_absent (request, &blob);
  else if (!parse_range (request->range, &first, &last))
    lf_request_answer_error (request, SOUP_STATUS_BAD_REQUEST, "range",
                             _ ("Files are given in pieces: ask with “Range: bytes=FIRST-LAST”."));
  else if (first < size)
    answer_piece (request, &blob, size, first, last);
  else
    {
      request->content_range = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);
      lf_request_answer_error (request, SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE, "range",
                               _ ("The file ends before that."));
    }
}

/* ---- PUT ---- */

static gboolean
parse_number (const char *text, gint64 *ret_number)
{
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, ret_number, NULL);
}

/* "bytes FIRST-LAST/TOTAL", as long as the body; "bytes *" "/TOTAL" when no bytes are left to send:
 * of an empty file, or of one whose end nobody answered */
static gboolean
parse_content_range (const LfRequest *request, gint64 *ret_first, gint64 *ret_total)
{
  gint64 length = (gint64) g_bytes_get_size (request->body);
  g_auto (GStrv) parts = NULL;
  gint64 last;

  if (request->range == NULL || !g_str_has_prefix (request->range, "bytes "))
    return FALSE;
  parts = g_strsplit_set (request->range + strlen ("bytes "), "-/", 4);
  *ret_first = 0;
  if (g_strv_length (parts) == 2)
    return length == 0 && strcmp (parts[0], "*") == 0 && parse_number (parts[1], ret_first)
           && parse_number (parts[1], ret_total);
  return g_strv_length (parts) == 3 && parse_number (parts[0], ret_first)
         && parse_number (parts[1], &last) && parse_number (parts[2], ret_total) && length > 0
         && last >= *ret_first && last - *ret_first == length - 1 && last < *ret_total;
}

/* clang-format off */
static const struct
{
  guint status;
  const char *word;
  const char *sentence;
} refusals[] = {
  [LF_BLOB_ELSEWHERE] = { SOUP_STATUS_CONFLICT, "offset", N_ ("The file goes on at another place than this.") },
  [LF_BLOB_WRONG] = { STATUS_NOT_WHOLE, "content", N_ ("What came is not the file that was announced. Send it again.") },
  [LF_BLOB_FULL] = { LF_STATUS_FULL, "full", N_ ("The server's disk is full: have whoever runs it make room. The file is sent again then.") },
  [LF_BLOB_FAILED] = { SOUP_STATUS_INTERNAL_SERVER_ERROR, "storage", N_ ("The server cannot keep files. Tell who runs it.") },
};
/* clang-format on */

static void
take_piece (LfRequest *request, gint64 first, gint64 total)
{
  LfBlob blob = asked_blob (request);
  gint64 offset;
  LfBlobAnswer answer
      = lf_blob_folder_append (request->blobs, &blob, request->body, first, total, &offset);

  if (answer <= LF_BLOB_ELSEWHERE)
    request->upload_offset = offset;
  if (answer > LF_BLOB_WHOLE)
    lf_request_answer_error (request, refusals[answer].status, refusals[answer].word,
                             _ (refusals[answer].sentence));
  else
    lf_request_answer_bytes (request,
                             answer == LF_BLOB_WHOLE ? SOUP_STATUS_CREATED : SOUP_STATUS_ACCEPTED,
                             g_bytes_new (NULL, 0));
}

void
lf_blob_put (LfRequest *request)
{
  gint64 first, total;

  if (request->body_packing != NULL || !parse_content_range (request, &first, &total))
    lf_request_answer_error (
        request, SOUP_STATUS_BAD_REQUEST, "range",
        _ ("Files are sent in pieces: say “Content-Range: bytes FIRST-LAST/TOTAL”, unpacked."));
  else if (total > LF_MAX_FILE_BYTES)
    lf_request_answer_error (request, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "size",
                             _ ("A file may have 50 MB at most."));
  else
    take_piece (request, first, total);
}

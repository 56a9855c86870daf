/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files over HTTP: HEAD asks, PUT sends a piece, GET fetches one. */

#include "config.h"

#include "lf-http-private.h"

#include <libsoup/soup.h>
#include <string.h>

static char *
make_path (const LfTransportBlob *blob)
{
  g_autofree char *entity = g_uri_escape_string (blob->entity, NULL, FALSE);
  g_autofree char *record = g_uri_escape_string (blob->record, NULL, FALSE);

  return g_strdup_printf ("/v1/blobs/%s?entity=%s&record=%s", blob->digest, entity, record);
}

/* Without a place to go on at, the server knows of no such record: it was not sent yet, say. */
static gboolean
read_standing (const LfHttp *http,
               const LfHttpPiece *piece,
               LfBlobStanding *ret_standing,
               GError **error)
{
  *ret_standing = (LfBlobStanding){
    .may_have = piece->offset >= 0,
    .is_whole = piece->status == SOUP_STATUS_OK || piece->status == SOUP_STATUS_CREATED,
    .offset = piece->offset,
  };
  if (piece->offset >= 0 || piece->status == SOUP_STATUS_NOT_FOUND)
    return TRUE;
  lf_http_set_garbage (http, error);
  return FALSE;
}

gboolean
lf_http_ask_blob (LfHttp *http,
                  const LfTransportBlob *blob,
                  LfBlobStanding *ret_standing,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *path = make_path (blob);
  g_auto (LfHttpPiece) piece = { .method = SOUP_METHOD_HEAD, .path = path };
  g_autoptr (GBytes) answer = lf_http_send_piece (http, &piece, cancellable, error);

  return answer != NULL && read_standing (http, &piece, ret_standing, error);
}

gboolean
lf_http_put_blob (LfHttp *http,
                  const LfTransportBlob *blob,
                  GBytes *bytes,
                  gint64 offset,
                  gint64 total,
                  LfBlobStanding *ret_standing,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *path = make_path (blob);
  gint64 last = offset + (gint64) g_bytes_get_size (bytes) - 1;
  g_autofree char *range
      = last < offset
            ? g_strdup_printf ("bytes */%" G_GINT64_FORMAT, total)
            : g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                               offset, last, total);
  g_auto (LfHttpPiece) piece
      = { .method = SOUP_METHOD_PUT, .path = path, .range = range, .body = bytes };
  g_autoptr (GBytes) answer = lf_http_send_piece (http, &piece, cancellable, error);

  return answer != NULL && read_standing (http, &piece, ret_standing, error);
}

/* "bytes FIRST-LAST/TOTAL" as asked, or "bytes *" "/TOTAL" behind the end */
static gboolean
read_total (const LfHttpPiece *piece, gint64 offset, gsize length, gint64 *ret_total)
{
  g_autofree char *start = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-", offset);
  const char *slash = piece->content_range == NULL ? NULL : strchr (piece->content_range, '/');

  if (slash == NULL
      || !g_ascii_string_to_signed (slash + 1, 10, 0, LF_MAX_FILE_BYTES, ret_total, NULL))
    return FALSE;
  if (piece->status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    return TRUE;
  return piece->status == SOUP_STATUS_PARTIAL_CONTENT && length > 0
         && g_str_has_prefix (piece->content_range, start)
         && offset + (gint64) length <= *ret_total;
}

GBytes *
lf_http_get_blob (LfHttp *http,
                  const LfTransportBlob *blob,
                  gint64 offset,
                  gsize length,
                  gint64 *ret_total,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *path = make_path (blob);
  g_autofree char *range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, offset,
                                            offset + (gint64) length - 1);
  g_auto (LfHttpPiece) piece = { .method = SOUP_METHOD_GET, .path = path, .range = range };
  g_autoptr (GBytes) answer = lf_http_send_piece (http, &piece, cancellable, error);

  if (answer == NULL)
    return NULL;
  *ret_total = -1;
  if (piece.status != SOUP_STATUS_NOT_FOUND
      && !read_total (&piece, offset, g_bytes_get_size (answer), ret_total))
    {
      lf_http_set_garbage (http, error);
      return NULL;
    }
  return piece.status == SOUP_STATUS_PARTIAL_CONTENT ? g_steal_pointer (&answer)
                                                     : g_bytes_new (NULL, 0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files over HTTP, with a server that may answer anything: what is asked, and what is not believed.
 */

#include "config.h"

#include "raw-server.h"

#include "lf-http-transport.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define PARTIAL "HTTP/1.1 206 Partial Content\r\nConnection: close\r\nContent-Length: 4\r\n"
#define GONE "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n"

static const LfTransportBlob blob = { "project", "018f0000-0000-7000-8000-00000000abcd",
                                      "0000000000000000000000000000000000000000000000000000000000"
                                      "000000" };

static LfTransport *
make_transport (RawServer *server)
{
  g_autofree char *url = raw_server_url (server);
  LfCredentials credentials = { .url = url, .user = (char *) "林", .token = (char *) "secret" };

  return lf_http_transport_new (&credentials);
}

typedef struct
{
  const char *path;
  const char *answer;
  int code; /* of LF_SYNC_ERROR; -1: none */
} Case;

/* ---- Fetching ---- */

/* Bytes 100 to 103 of a file are asked for. */
static const Case pieces[] = {
  { "good", PARTIAL "Content-Range: bytes 100-103/1000\r\n\r\nabcd", -1 },
  { "end", "HTTP/1.1 416 X\r\nContent-Length: 0\r\nContent-Range: bytes */100\r\n\r\n", -1 },
  { "not-there", GONE "\r\n", -1 },
  { "without-range", PARTIAL "\r\nabcd", LF_SYNC_ERROR_PROTOCOL },
  { "of-elsewhere", PARTIAL "Content-Range: bytes 0-3/1000\r\n\r\nabcd", LF_SYNC_ERROR_PROTOCOL },
  { "beyond-its-end", PARTIAL "Content-Range: bytes 100-103/101\r\n\r\nabcd",
    LF_SYNC_ERROR_PROTOCOL },
  { "endless", PARTIAL "Content-Range: bytes 100-103/*\r\n\r\nabcd", LF_SYNC_ERROR_PROTOCOL },
  { "too-large", PARTIAL "Content-Range: bytes 100-103/52428801\r\n\r\nabcd",
    LF_SYNC_ERROR_PROTOCOL },
  { "negative", PARTIAL "Content-Range: bytes 100-103/-1\r\n\r\nabcd", LF_SYNC_ERROR_PROTOCOL },
  { "all-of-it", OK "Content-Length: 4\r\n\r\nabcd", LF_SYNC_ERROR_PROTOCOL },
  { "cut", PARTIAL "Content-Range: bytes 100-103/1000\r\n\r\nab", LF_SYNC_ERROR_BROKEN_OFF },
  { "portal", OK "Content-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
    LF_SYNC_ERROR_PROTOCOL },
  { "signed-out", "HTTP/1.1 401 X\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_SIGN_IN },
  { "failing", "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_SERVER },
};

static void
test_fetch (gconstpointer data)
{
  const Case *this_case = data;
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = NULL;
  g_autofree char *request = NULL;
  gint64 total = 0;

  raw_server_answer (server, this_case->answer, -1);
  piece = lf_transport_get_blob (transport, &blob, 100, 4, &total, NULL, &error);
  request = raw_server_request (server);
  g_assert_true (g_str_has_prefix (request, "GET /v1/blobs/0000"));
  g_assert_nonnull (strstr (request, "?entity=project&record=018f0000-"));
  g_assert_nonnull (strstr (request, "\r\nRange: bytes=100-103\r\n"));
  if (this_case->code >= 0)
    {
      g_assert_error (error, LF_SYNC_ERROR, this_case->code);
      g_assert_null (piece);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (piece), ==, total == 1000 ? 4 : 0);
  g_assert_true (total == 1000 || total == 100 || total == -1);
}

/* ---- Asking ---- */

static const Case standings[] = {
  { "whole", OK "Upload-Offset: 1000\r\nContent-Length: 0\r\n\r\n", -1 },
  { "part", GONE "Upload-Offset: 10\r\n\r\n", -1 },
  { "no-such-record", GONE "\r\n", -1 },
  { "portal", OK "Content-Length: 1000\r\n\r\n", LF_SYNC_ERROR_PROTOCOL },
  { "nonsense", OK "Upload-Offset: many\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_PROTOCOL },
  { "too-large", OK "Upload-Offset: 52428801\r\nContent-Length: 0\r\n\r\n",
    LF_SYNC_ERROR_PROTOCOL },
};

static void
test_ask (gconstpointer data)
{
  const Case *this_case = data;
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GError) error = NULL;
  LfBlobStanding standing = { 0 };

  raw_server_answer (server, this_case->answer, -1);
  g_assert_cmpint (lf_transport_ask_blob (transport, &blob, &standing, NULL, &error), ==,
                   this_case->code < 0);
  if (this_case->code >= 0)
    {
      g_assert_error (error, LF_SYNC_ERROR, this_case->code);
      return;
    }
  g_assert_cmpint (standing.is_whole, ==, strcmp (this_case->path, "whole") == 0);
  g_assert_cmpint (standing.may_have, ==, strcmp (this_case->path, "no-such-record") != 0);
}

/* ---- Sending ---- */

static void
assert_sent (const char *bytes, gint64 offset, gint64 total, const char *range)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GBytes) piece = g_bytes_new_static (bytes, strlen (bytes));
  g_autoptr (GBytes) body = NULL;
  g_autofree char *request = NULL;
  g_autofree char *header = g_strdup_printf ("\r\nContent-Range: %s\r\n", range);
  g_autoptr (GError) error = NULL;
  LfBlobStanding standing;

  raw_server_answer (server,
                     "HTTP/1.1 409 X\r\nUpload-Offset: 7\r\nContent-Length: 0\r\n"
                     "Connection: close\r\n\r\n",
                     -1);
  g_assert_true (
      lf_transport_put_blob (transport, &blob, piece, offset, total, &standing, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (standing.offset, ==, 7);
  g_assert_false (standing.is_whole);
  request = raw_server_request (server);
  g_assert_true (g_str_has_prefix (request, "PUT /v1/blobs/0000"));
  g_assert_nonnull (strstr (request, header));
  g_assert_null (strstr (request, "Content-Encoding"));
  body = raw_server_body (server);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), (int) g_bytes_get_size (body), bytes,
                   (int) strlen (bytes));
}

static void
test_send (void)
{
  assert_sent ("abcd", 100, 1000, "bytes 100-103/1000");
  assert_sent ("", 0, 0, "bytes */0");
  assert_sent ("", 1000, 1000, "bytes */1000");
}

/* The connection that the piece before went over ends while the next is on it: what is sent over
 * another one is that piece, with all of its bytes. */
static void
test_send_cut (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("abcd", 4);
  g_autoptr (GBytes) body = NULL;

  raw_server_answer (server,
                     "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nUpload-Offset: 4\r\n\r\n", -1);
  raw_server_cut_second (server);
  for (guint i = 0; i < 2; i++)
    {
      LfBlobStanding standing = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_true (
          lf_transport_put_blob (transport, &blob, bytes, 0, 8, &standing, NULL, &error));
      g_assert_no_error (error);
    }
  body = raw_server_body (server);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), (int) g_bytes_get_size (body), "abcd", 4);
}

static void
add_cases (const char *folder, const Case *cases, guint n, GTestDataFunc test)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strconcat (folder, cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("/net-blobs/fetch/", pieces, G_N_ELEMENTS (pieces), test_fetch);
  add_cases ("/net-blobs/ask/", standings, G_N_ELEMENTS (standings), test_ask);
  g_test_add_func ("/net-blobs/send", test_send);
  g_test_add_func ("/net-blobs/send-cut", test_send_cut);
  return g_test_run ();
}

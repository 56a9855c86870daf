/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP transport against a server that is wrong in every way, and against one that is right. */

#include "config.h"

#include "lf-http-private.h"
#include "lf-sync-private.h"
#include "lf-wire.h"
#include "raw-server.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>

static LfTransport *
make_transport (RawServer *server)
{
  g_autofree char *url = raw_server_url (server);
  LfCredentials credentials = { .url = url, .user = (char *) "林", .token = (char *) "secret" };

  return lf_http_transport_new (&credentials);
}

static LfPage *
make_page (guint n_deltas)
{
  LfPage *page = lf_page_new ();

  for (guint i = 0; i < n_deltas; i++)
    {
      g_autofree char *id = g_strdup_printf ("018f0000-0000-7000-8000-%012u", i);
      LfDelta *delta = lf_delta_new ("park", id);

      delta->seq = i + 1;
      g_hash_table_insert (delta->fields, g_strdup ("name"), g_strdup ("园区"));
      g_ptr_array_add (page->deltas, delta);
    }
  page->cursor = n_deltas;
  page->epoch = g_strdup ("e");
  return page;
}

/* ---- What goes wrong ---- */

typedef struct
{
  const char *path;
  const char *answer; /* NULL: never answers */
  LfSyncError code;
  const char *says; /* part of the sentence */
} Wrong;

#define HEAD "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define REFUSAL "{\"error\":\"word\",\"message\":\"A sentence.\"}"

static const Wrong wrongs[] = {
  { "500", "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_SERVER, "(500)" },
  { "503", "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy", LF_SYNC_ERROR_SERVER, "(503)" },
  { "429", "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_SERVER, "(429)" },
  { "400", "HTTP/1.1 400 No\r\nContent-Length: 40\r\n\r\n" REFUSAL, LF_SYNC_ERROR_SERVER,
    "A sentence." },
  { "400-of-another-kind",
    "HTTP/1.1 400 No\r\nContent-Length: 33\r\n\r\n{\"error\":{\"code\":7},\"message\":[]}",
    LF_SYNC_ERROR_PROTOCOL, "Landfall" },
  { "401", "HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_SIGN_IN,
    "Sign in again" },
  { "404", "HTTP/1.1 404 Where\r\nContent-Length: 4\r\n\r\nnone", LF_SYNC_ERROR_PROTOCOL,
    "address" },
  { "426", "HTTP/1.1 426 Old\r\nContent-Length: 0\r\n\r\n", LF_SYNC_ERROR_TOO_OLD, "too old" },
  { "redirect",
    "HTTP/1.1 302 Go\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n",
    LF_SYNC_ERROR_PROTOCOL, "https://elsewhere.example/" },
  { "not-http", "SSH-2.0-OpenSSH_9.2\r\n", LF_SYNC_ERROR_PROTOCOL, "Landfall" },
  { "garbage", HEAD "Content-Length: 9\r\n\r\n<html>no!", LF_SYNC_ERROR_PROTOCOL, "Landfall" },
  { "half-body", HEAD "Content-Length: 900\r\n\r\n{\"entity\":", LF_SYNC_ERROR_BROKEN_OFF,
    "broke off" },
  { "half-chunk", HEAD "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"entity\":",
    LF_SYNC_ERROR_BROKEN_OFF, "broke off" },
  { "no-end-line", HEAD "Content-Length: 3\r\n\r\n{}\n", LF_SYNC_ERROR_PROTOCOL, "Landfall" },
  { "bad-gzip", HEAD "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    LF_SYNC_ERROR_PROTOCOL, "" },
  { "empty", HEAD "Content-Length: 0\r\n\r\n", LF_SYNC_ERROR_PROTOCOL, "Landfall" },
  { "closed", "", LF_SYNC_ERROR_UNREACHABLE, "" },
  { "hangs", NULL, LF_SYNC_ERROR_UNREACHABLE, "in time" },
};

static void
test_wrong (gconstpointer data)
{
  const Wrong *wrong = data;
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autofree char *url = raw_server_url (server);
  g_autoptr (GError) pull_error = NULL;
  g_autoptr (GError) push_error = NULL;

  g_ptr_array_add (changes, lf_change_new ("x"));
  lf_http_transport_set_timeout (transport, 1);
  raw_server_answer (server, wrong->answer, -1);

  g_assert_null (lf_transport_pull (transport, &(LfPullQuery){ 0 }, NULL, &pull_error));
  g_assert_error (pull_error, LF_SYNC_ERROR, (int) wrong->code);
  g_test_message ("%s", pull_error->message);
  g_assert_nonnull (strstr (pull_error->message, wrong->says));
  g_assert_nonnull (strstr (pull_error->message, url));
  g_assert_null (lf_transport_push (transport, changes, NULL, &push_error));
  g_assert_error (push_error, LF_SYNC_ERROR, (int) wrong->code);
}

static void
test_nobody_there (void)
{
  LfCredentials credentials = { .token = (char *) "t" };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfTransport) transport = NULL;
  g_autofree char *url = NULL;
  RawServer *server = raw_server_new (NULL);

  url = raw_server_url (server);
  raw_server_free (server);
  credentials.url = url;
  transport = lf_http_transport_new (&credentials);
  g_assert_null (lf_transport_pull (transport, &(LfPullQuery){ 0 }, NULL, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE);
}

/* More than a page may hold is not read to its end. */
static void
test_too_large (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GString) answer = g_string_new (HEAD "\r\n");
  g_autoptr (GError) error = NULL;

  while (answer->len < LF_WIRE_MAX_BODY + 200000)
    g_string_append (answer, "{\"entity\":\"park\",\"more\":\"more and more and more\"}\n");
  raw_server_answer (server, answer->str, (gssize) answer->len);
  g_assert_null (lf_transport_pull (transport, &(LfPullQuery){ 0 }, NULL, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "more than fits"));
}

/* What the engine reckons with is never less than what is sent, or a change that seems to fit would
 * stop the outbox for good. */
static void
test_change_size (void)
{
  static const char *const texts[]
      = { "plain", "园区", "\"quoted\"", "a\\b", "line\n\ttab\r", "\x01\x1f\x7f" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LfChange) change = lf_change_new (texts[i]);
      LfOp *op = lf_change_add_op (change, LF_OP_PUT, "interaction_of_a_kind_not_known_here",
                                   "018f0000-0000-7000-8000-000000000000");
      g_autoptr (GString) value = g_string_new (NULL);
      g_autofree char *wire = NULL;
      gsize length;

      for (guint n = 0; n < 1000; n++)
        g_string_append (value, texts[i]);
      lf_op_add_edit (op, "note", texts[i], value->str, G_MAXINT64);
      op->seen = change->time_us = G_MAXINT64;
      change->author = g_strdup (value->str);
      wire = lf_wire_from_change (change, &length);
      g_assert_cmpuint (lf_change_wire_size (change), >=, length);
    }
}

static gboolean
on_cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) source = g_timeout_source_new (20);
  GCancellable *cancellable = data;

  g_source_set_callback (source, on_cancel_cb, cancellable, NULL);
  g_source_attach (source, context);
  while (!g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (context, TRUE);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  raw_server_answer (server, NULL, -1);
  g_assert_null (lf_transport_pull (transport, &(LfPullQuery){ 0 }, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* ---- What goes right ---- */

static void
answer_page (RawServer *server, guint n_deltas)
{
  g_autoptr (LfPage) page = make_page (n_deltas);
  gsize length;
  g_autofree char *text = lf_wire_from_page (page, &length);

  raw_server_answer_json (server, 200, text);
}

static void
test_pull (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPage) page = NULL;
  g_autofree char *request = NULL;

  answer_page (server, 12);
  page = lf_transport_pull (transport, &(LfPullQuery){ 0, 42 }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->deltas->len, ==, 12);
  g_assert_cmpint (page->cursor, ==, 12);
  request = raw_server_request (server);
  g_assert_true (g_str_has_prefix (request, "GET /v1/pull?cursor=42&since=0 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "Authorization: Bearer secret\r\n"));
  g_assert_nonnull (strstr (request, "Accept-Encoding: gzip"));
}

/* Large bodies travel compressed, small ones as they are. */
static void
test_push (gconstpointer data)
{
  guint n_edits = GPOINTER_TO_UINT (data);
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfTransport) transport = make_transport (server);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *request = NULL;
  LfChange *change = lf_change_new ("改");

  change->author = g_strdup ("林");
  change->device = g_strdup ("d");
  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);

      lf_record_set (park, "name", "园区");
      lf_change_create (change, park);
    }
  g_ptr_array_add (changes, change);
  g_ptr_array_add (told, lf_answer_new (change->id, LF_ANSWER_ACCEPTED));
  ((LfAnswer *) told->pdata[0])->seq = 7;
  text = lf_wire_from_answers (told, 1, NULL);
  raw_server_answer_json (server, 200, text);

  answers = lf_transport_push (transport, changes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpint (((LfAnswer *) answers->pdata[0])->seq, ==, 7);
  request = raw_server_request (server);
  body = raw_server_body (server);
  g_assert_true (g_str_has_prefix (request, "POST /v1/push HTTP/1.1\r\n"));
  if (n_edits > 10)
    {
      g_assert_nonnull (strstr (request, "Content-Encoding: gzip\r\n"));
      g_assert_cmpmem (g_bytes_get_data (body, NULL), 2, "\x1f\x8b", 2);
    }
  else
    g_assert_cmpmem (g_bytes_get_data (body, NULL), 1, "{", 1);
}

/* ---- Signing in ---- */

static LfCredentials *
login (RawServer *server, GError **error)
{
  g_autofree char *url = raw_server_url (server);

  return lf_http_login (url, "林", "pass word", "device", "laptop", NULL, NULL, error);
}

static void
test_login (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL);
  g_autoptr (LfCredentials) credentials = NULL;
  g_autoptr (LfCredentials) loaded = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = store_folder_make ();
  g_autofree char *file = g_build_filename (folder, "server.ini", NULL);
  GStatBuf status;

  raw_server_answer_json (server, 200,
                          "{\"token\":\"abc\",\"account\":\"林舒然\",\"role\":\"recruiter\"}");
  credentials = login (server, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (credentials->token, ==, "abc");
  g_assert_cmpstr (credentials->user, ==, "林舒然");
  body = raw_server_body (server);
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), "pass word"));

  loaded = lf_credentials_load (folder, &error);
  g_assert_no_error (error);
  g_assert_null (loaded);
  g_assert_true (lf_credentials_save (credentials, folder, &error));
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  loaded = lf_credentials_load (folder, &error);
  g_assert_cmpstr (loaded->token, ==, "abc");
  g_assert_cmpstr (loaded->url, ==, credentials->url);
  store_folder_remove (g_steal_pointer (&folder));
}

static void
test_credentials_spoilt (void)
{
  g_autofree char *folder = store_folder_make ();
  g_autofree char *file = g_build_filename (folder, "server.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "not an ini file", -1, NULL));
  g_assert_null (lf_credentials_load (folder, &error));
  g_assert_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_SIGN_IN);
  store_folder_remove (g_steal_pointer (&folder));
}

static void
test_login_wrong (void)
{
  static const struct
  {
    guint status;
    const char *body;
    LfSyncError code;
  } cases[] = {
    { 401, "{\"error\":\"sign-in\",\"message\":\"No.\"}", LF_SYNC_ERROR_SIGN_IN },
    { 200, "{\"account\":\"x\"}", LF_SYNC_ERROR_PROTOCOL },
    { 200, "[1]", LF_SYNC_ERROR_PROTOCOL },
    { 200, "{\"token\":12}", LF_SYNC_ERROR_PROTOCOL },
    { 426, "{\"error\":\"version\",\"message\":\"Too old.\"}", LF_SYNC_ERROR_TOO_OLD },
    { 501, "{\"error\":\"version\",\"message\":\"Too new.\"}", LF_SYNC_ERROR_SERVER_TOO_OLD },
    { 429, "{\"error\":\"throttled\",\"message\":\"Wait.\"}", LF_SYNC_ERROR_SERVER },
    { 410, "gone", LF_SYNC_ERROR_PROTOCOL },
    { 404, "{\"error\":\"erase\",\"message\":\"Erase.\"}", LF_SYNC_ERROR_SERVER },
    { 403, "{\"error\":\"disabled\",\"message\":\"Closed.\"}", LF_SYNC_ERROR_SIGN_IN },
    { 403, "{\"error\":\"one-time\",\"message\":\"Over.\"}", LF_SYNC_ERROR_SIGN_IN },
  };
  g_autoptr (RawServer) server = raw_server_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      raw_server_answer_json (server, cases[i].status, cases[i].body);
      g_assert_null (login (server, &error));
      g_assert_error (error, LF_SYNC_ERROR, (int) cases[i].code);
    }
}

static void
test_addresses (void)
{
  static const char *const bad[] = {
    "http://zone.example/",    "ftp://127.0.0.1", "the zone's server", "", "http://",
    "http://192.168.1.9:8470", "https://",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_http_login (bad[i], "n", "p", "d", "n", NULL, NULL, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
    }
}

/* As people say them. */
static void
test_said_addresses (void)
{
  static const char *const cases[][2] = {
    { "zone.example", "https://zone.example" },
    { "zone.example:8443/", "https://zone.example:8443" },
    { "Zone.Example/landfall", "https://Zone.Example/landfall" },
    { "192.168.1.9:8470", "https://192.168.1.9:8470" },
    { "localhost:8470", "http://localhost:8470" },
    { "127.0.0.1:8470", "http://127.0.0.1:8470" },
    { "[::1]:8470", "http://[::1]:8470" },
    { "https://zone.example", "https://zone.example" },
    { "http://127.0.0.1:8470", "http://127.0.0.1:8470" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfHttp) http = lf_http_new (cases[i][0], NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (lf_http_server (http), ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *path = g_strconcat ("/net/wrong/", wrongs[i].path, NULL);

      g_test_add_data_func (path, &wrongs[i], test_wrong);
    }
  g_test_add_func ("/net/nobody-there", test_nobody_there);
  g_test_add_func ("/net/too-large", test_too_large);
  g_test_add_func ("/net/change-size", test_change_size);
  g_test_add_func ("/net/cancelled", test_cancelled);
  g_test_add_func ("/net/pull", test_pull);
  g_test_add_data_func ("/net/push/small", GUINT_TO_POINTER (1), test_push);
  g_test_add_data_func ("/net/push/large", GUINT_TO_POINTER (100), test_push);
  g_test_add_func ("/net/login", test_login);
  g_test_add_func ("/net/login/wrong", test_login_wrong);
  g_test_add_func ("/net/credentials/spoilt", test_credentials_spoilt);
  g_test_add_func ("/net/addresses", test_addresses);
  g_test_add_func ("/net/addresses/said", test_said_addresses);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs and servers of different minor versions of the protocol: who understands whom, what is
 * said where they do not, and that what one of them does not know comes through it. */

#include "config.h"

#include "server-thread.h"
#include "store-folder.h"

#include "lf-http-transport.h"
#include "lf-sync.h"

#include <string.h>

#define SILENT (-1) /* says no version */

typedef struct
{
  ServerThread *server;
  char *folder;
  LfStore *store;
  char *token;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = server_thread_new (NULL);
  fixture->token = server_sign_in (fixture->server, "device", "recruiter");
  fixture->folder = store_folder_make ();
  fixture->store = lf_store_open_sync (fixture->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lf_store_close_sync (fixture->store);
  g_assert_finalize_object (fixture->store);
  store_folder_remove (fixture->folder);
  g_free (fixture->token);
  server_thread_free (fixture->server);
}

static LfTransport *
make_transport (Fixture *fixture, int minor)
{
  LfCredentials credentials
      = { .url = fixture->server->url, .user = (char *) "device", .token = fixture->token };
  LfTransport *transport = lf_http_transport_new (&credentials);

  lf_http_transport_set_minor (transport, minor);
  return transport;
}

static gboolean
run_round (Fixture *fixture, int client, int server, GError **error)
{
  g_autoptr (LfTransport) transport = make_transport (fixture, client);
  const LfSyncWork work = { .store = fixture->store, .transport = transport };
  g_auto (LfSyncOutcome) outcome = { 0 };

  lf_server_set_minor (fixture->server->server, server);
  return lf_sync_run (&work, NULL, &outcome, error);
}

static void
add_project (Fixture *fixture)
{
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("Add");
  LfDate today = lf_date_today ();

  lf_rules_fill_new (project, &today);
  lf_record_set (project, "name", "项目");
  lf_change_create (change, project);
  g_assert_true (lf_store_commit_sync (fixture->store, change, NULL));
}

/* ---- Pairs ---- */

/* @error: LfSyncError, or -1 where they understand each other */
static const struct
{
  int client, server, error;
} pairs[] = {
  { 0, SILENT, -1 },
  { 1, SILENT, -1 },
  { 2, SILENT, LF_SYNC_ERROR_SERVER_TOO_OLD },
  { 0, 0, -1 },
  { 0, 1, -1 },
  { 0, 2, LF_SYNC_ERROR_TOO_OLD },
  { 0, 9, LF_SYNC_ERROR_TOO_OLD },
  { 1, 0, -1 },
  { 1, 1, -1 },
  { 1, 2, -1 },
  { 1, 3, LF_SYNC_ERROR_TOO_OLD },
  { 2, 0, LF_SYNC_ERROR_SERVER_TOO_OLD },
  { 2, 1, -1 },
  { 2, 2, -1 },
  { 2, 3, -1 },
  { 9, 1, LF_SYNC_ERROR_SERVER_TOO_OLD },
  { 10, 9, -1 },
  { 9, 10, -1 },
};

static void
assert_pair (Fixture *fixture, guint i)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  add_project (fixture);
  is_done = run_round (fixture, pairs[i].client, pairs[i].server, &error);
  g_test_message ("client %d, server %d", pairs[i].client, pairs[i].server);
  if (pairs[i].error < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, LF_SYNC_ERROR, pairs[i].error);
  g_assert_cmpint (lf_store_count_pending_sync (fixture->store, NULL) == 0, ==, is_done);
  if (pairs[i].error == LF_SYNC_ERROR_TOO_OLD)
    g_assert_nonnull (strstr (error->message, "This Landfall is too old"));
  if (pairs[i].error == LF_SYNC_ERROR_SERVER_TOO_OLD)
    g_assert_nonnull (strstr (error->message, "is too old for this Landfall"));
}

/* What cannot be sent waits, and goes when either side was updated. */
static void
test_pairs (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_pair (fixture, i);
}

/* Scripts and web sites say none. */
static void
test_silent_client (Fixture *fixture, gconstpointer data)
{
  lf_server_set_minor (fixture->server->server, 7);
  {
    g_auto (Reply) reply = server_get (fixture->server, "/v1/pull?cursor=0", fixture->token);

    g_assert_cmpuint (reply.status, ==, 200);
  }
}

/* ---- What a version does not know (G11) ---- */

static LfDelta *
find_delta (LfPage *page, const char *id)
{
  for (guint i = 0; i < page->deltas->len; i++)
    if (strcmp (((LfDelta *) page->deltas->pdata[i])->id, id) == 0)
      return page->deltas->pdata[i];
  g_assert_not_reached ();
}

/* (transfer full): the id of a project */
static char *
push_later (LfTransport *transport)
{
  g_autoptr (LfChange) change = make_project ("项目");
  g_autoptr (LfChange) other
      = change_new (LF_OP_PUT, "later_thing", "018f0000-0000-7000-8000-0000000000aa", 0);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GError) error = NULL;

  lf_op_add_edit (change->ops->pdata[0], "from_later", NULL, "新字段", 0);
  lf_op_add_edit (other->ops->pdata[0], "title", NULL, "后来的", 0);
  ((LfOp *) other->ops->pdata[0])->is_new = TRUE;
  g_ptr_array_add (changes, change);
  g_ptr_array_add (changes, other);
  answers = lf_transport_push (transport, changes, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < answers->len; i++)
    g_assert_cmpstr (((LfAnswer *) answers->pdata[i])->message, ==, NULL);
  return g_strdup (((LfOp *) change->ops->pdata[0])->id);
}

/* A program of the next version writes what this one does not know; this one edits beside it. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LfTransport) later = make_transport (fixture, LF_WIRE_MINOR + 1);
  g_autofree char *id = push_later (later);
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfChange) change = lf_change_new ("Rename");
  g_autoptr (LfPage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (run_round (fixture, LF_WIRE_MINOR, LF_WIRE_MINOR, &error));
  project = lf_store_load_sync (fixture->store, lf_schema_find ("project"), id, &error);
  g_assert_no_error (error);
  lf_change_edit (change, project, "name", "改名");
  g_assert_true (lf_store_commit_sync (fixture->store, change, &error));
  g_assert_true (run_round (fixture, LF_WIRE_MINOR, LF_WIRE_MINOR, &error));

  page = lf_transport_pull (later, &(LfPullQuery){ 0 }, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (find_delta (page, id)->fields, "from_later"), ==, "新字段");
  g_assert_cmpstr (g_hash_table_lookup (find_delta (page, id)->fields, "name"), ==, "改名");
  g_assert_cmpstr (find_delta (page, "018f0000-0000-7000-8000-0000000000aa")->entity, ==,
                   "later_thing");
}

/* ---- The header ---- */

static const struct
{
  const char *text;
  int major, minor; /* -1: says none */
} headers[] = {
  { "1.0", 1, 0 },     { "1.1", 1, 1 },    { "2.31", 2, 31 },      { NULL, -1, -1 },
  { "", -1, -1 },      { "1", -1, -1 },    { "1.", -1, -1 },       { ".1", -1, -1 },
  { "1.1.1", -1, -1 }, { "-1.0", -1, -1 }, { "1.-1", -1, -1 },     { "1.99999999999", -1, -1 },
  { "1.1 ", -1, -1 },  { "one", -1, -1 },  { "1.1, 1.2", -1, -1 },
};

static void
test_header (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      LfWireVersion version = { -1, -1 };
      gboolean is_read = lf_wire_version_parse (headers[i].text, &version);

      g_assert_cmpint (is_read, ==, headers[i].major >= 0);
      g_assert_cmpint (version.major, ==, headers[i].major);
      g_assert_cmpint (version.minor, ==, headers[i].minor);
    }
  g_assert_cmpint (lf_wire_fit ((LfWireVersion){ 1, 9 }, (LfWireVersion){ 2, 0 }), ==,
                   LF_WIRE_CLIENT_TOO_OLD);
  g_assert_cmpint (lf_wire_fit ((LfWireVersion){ 2, 0 }, (LfWireVersion){ 1, 9 }), ==,
                   LF_WIRE_SERVER_TOO_OLD);
}

static void
add (const char *path, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/versions/pairs", test_pairs);
  add ("/versions/silent-client", test_silent_client);
  add ("/versions/G11-unknown", test_unknown);
  g_test_add_func ("/versions/header", test_header);
  return g_test_run ();
}

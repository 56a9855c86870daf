/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on the server: who may, what comes back, and everything that is not a file. */

#include "config.h"

#include "server-thread.h"

#include "lf-accounts.h"
#include "lf-blob-folder.h"

#include <glib/gstdio.h>
#include <string.h>

#define SIZE 200001 /* bytes of most files here */

typedef struct
{
  ServerThread *server;
  char *token; /* of 林舒然, whose project refers to the file */
  char *bytes;
  gsize size;
  char *digest;
  char *path; /* below the server's address */
} Fixture;

static char *
make_path (const char *digest, const char *entity, const char *record)
{
  g_autofree char *id = zone_id (record);

  return g_strdup_printf ("/v1/blobs/%s?entity=%s&record=%s", digest, entity, id);
}

/* A record with one field that names the file. */
static void
refer (Fixture *fixture,
       const char *token,
       const char *entity,
       const char *name,
       const char *field,
       const char *digest)
{
  g_autofree char *id = zone_id (name);
  g_autofree char *element = g_strconcat (digest, "/红线图.pdf", NULL);
  g_autoptr (LfChange) change = change_create (entity, id, name);
  g_autofree char *text = NULL;
  g_auto (Reply) reply = { 0 };
  g_autoptr (GPtrArray) answers = NULL;

  if (strcmp (entity, "project") == 0)
    lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  else
    lf_op_add_edit (change->ops->pdata[0], "entity", NULL, "project", 0);
  lf_op_add_edit (change->ops->pdata[0], field, NULL, element, 0);
  text = push_text (&change, 1);
  reply = server_push (fixture->server, token, text);
  g_assert_cmpuint (reply.status, ==, 200);
  answers = reply_answers (&reply);
  g_assert_cmpint (((LfAnswer *) answers->pdata[0])->kind, ==, LF_ANSWER_ACCEPTED);
}

static void
set_up (Fixture *fixture, gconstpointer size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  fixture->size = GPOINTER_TO_SIZE (size);
  fixture->bytes = g_malloc (fixture->size + 1);
  for (gsize i = 0; i < fixture->size; i++)
    fixture->bytes[i] = (char) g_rand_int (rand);
  fixture->digest
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) fixture->bytes, fixture->size);
  fixture->path = make_path (fixture->digest, "project", "减速器");
  fixture->server = server_thread_new (NULL);
  fixture->token = server_sign_in (fixture->server, "林舒然", "recruiter");
  refer (fixture, fixture->token, "project", "减速器", "files", fixture->digest);
}

static void
tear_down (Fixture *fixture, gconstpointer size)
{
  server_thread_free (fixture->server);
  g_free (fixture->token);
  g_free (fixture->bytes);
  g_free (fixture->digest);
  g_free (fixture->path);
}

/* ---- Asking ---- */

static Reply
ask (Fixture *fixture, const char *method, const char *token, const char *range)
{
  return server_ask (
      fixture->server,
      &(Ask){ .method = method, .path = fixture->path, .token = token, .range = range });
}

static Reply
put (Fixture *fixture, const char *token, const char *bytes, gsize first, gsize length)
{
  g_autofree char *range = length == 0 ? g_strdup_printf ("bytes */%zu", fixture->size)
                                       : g_strdup_printf ("bytes %zu-%zu/%zu", first,
                                                          first + length - 1, fixture->size);

  return server_ask (fixture->server, &(Ask){ .method = "PUT",
                                              .path = fixture->path,
                                              .token = token,
                                              .body = length == 0 ? "" : bytes + first,
                                              .length = (gssize) length,
                                              .range = range });
}

static void
put_ok (Fixture *fixture, gsize first, gsize length, guint status)
{
  g_auto (Reply) reply = put (fixture, fixture->token, fixture->bytes, first, length);

  g_assert_cmpuint (reply.status, ==, status);
  g_assert_cmpint (reply.offset, ==, (gint64) (first + length));
}

static void
assert_head (Fixture *fixture, const char *token, guint status, gint64 offset)
{
  g_auto (Reply) reply = ask (fixture, "HEAD", token, NULL);

  g_assert_cmpuint (reply.status, ==, status);
  g_assert_cmpint (reply.offset, ==, offset);
  g_assert_cmpuint (reply.length, ==, 0);
}

static void
assert_piece (Fixture *fixture, const char *token, const char *range, gsize first, gsize length)
{
  g_auto (Reply) reply = ask (fixture, "GET", token, range);
  g_autofree char *expected
      = g_strdup_printf ("bytes %zu-%zu/%zu", first, first + length - 1, fixture->size);

  g_assert_cmpuint (reply.status, ==, 206);
  g_assert_cmpstr (reply.range, ==, expected);
  g_assert_cmpmem (reply.body, (int) reply.length, fixture->bytes + first, (int) length);
}

/* ---- Tests ---- */

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = server_sign_in (fixture->server, "周砚秋", "recruiter");
  g_auto (Reply) early = ask (fixture, "GET", other, "bytes=0-");
  g_auto (Reply) again = { 0 };
  g_auto (Reply) late = { 0 };
  g_auto (Reply) unsized = { 0 };

  assert_refused (&early, 404, "blob");
  assert_head (fixture, fixture->token, 404, 0);
  put_ok (fixture, 0, 65536, 202);
  assert_head (fixture, fixture->token, 404, 65536);
  assert_head (fixture, other, 404, 0);
  again = put (fixture, fixture->token, fixture->bytes, 0, 65536);
  assert_refused (&again, 409, "offset");
  g_assert_cmpint (again.offset, ==, 65536);
  put_ok (fixture, 65536, SIZE - 65536, 201);
  assert_head (fixture, other, 200, SIZE);
  assert_piece (fixture, other, "bytes=0-0", 0, 1);
  assert_piece (fixture, other, "bytes=1000-1999", 1000, 1000);
  assert_piece (fixture, other, "bytes=200000-999999999", 200000, 1);
  assert_piece (fixture, other, "bytes=0-", 0, SIZE);
  late = ask (fixture, "GET", other, "bytes=200001-");
  assert_refused (&late, 416, "range");
  g_assert_cmpstr (late.range, ==, "bytes */200001");
  unsized = ask (fixture, "GET", other, NULL);
  assert_refused (&unsized, 400, "range");
}

/* A restart in the middle forgets nothing. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  for (gsize first = 0; first < fixture->size; first += LF_BLOB_PIECE_BYTES)
    {
      gsize length = MIN (LF_BLOB_PIECE_BYTES, fixture->size - first);

      put_ok (fixture, first, length, first + length == fixture->size ? 201 : 202);
    }
  assert_piece (fixture, fixture->token, "bytes=1-", 1, LF_BLOB_PIECE_BYTES);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_auto (Reply) reply = { 0 };

  put_ok (fixture, 0, 0, 201);
  assert_head (fixture, fixture->token, 200, 0);
  reply = ask (fixture, "GET", fixture->token, "bytes=0-");
  assert_refused (&reply, 416, "range");
  g_assert_cmpstr (reply.range, ==, "bytes */0");
}

/* A power cut between the last byte and the file's name: the bytes are there, and only they. */
static void
test_not_named_yet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *files = g_strconcat (fixture->server->zone->path, ".files", NULL);
  LfBlobFolder *folder = lf_blob_folder_new (files);
  g_autoptr (GPtrArray) devices
      = lf_server_storage_list_devices (fixture->server->zone->storage, NULL);
  const LfServerDevice *device = devices->pdata[0];
  LfBlob blob = { ZONE, device->id, fixture->digest };
  g_autoptr (GBytes) bytes = g_bytes_new_static (fixture->bytes, SIZE);
  g_auto (Reply) reply = { 0 };
  gint64 offset;

  /* as if more were to come */
  g_assert_cmpint (lf_blob_folder_append (folder, &blob, bytes, 0, SIZE + 1, &offset), ==,
                   LF_BLOB_MORE);
  lf_blob_folder_free (folder);
  assert_head (fixture, fixture->token, 404, SIZE);
  reply = put (fixture, fixture->token, fixture->bytes, 0, 0);
  g_assert_cmpuint (reply.status, ==, 201);
  assert_piece (fixture, fixture->token, "bytes=0-", 0, SIZE);
}

/* A part longer than the file it is to be, of a client that changed its mind. */
static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_auto (Reply) wrong = server_ask (fixture->server, &(Ask){ .method = "PUT",
                                                              .path = fixture->path,
                                                              .token = fixture->token,
                                                              .body = fixture->bytes,
                                                              .length = SIZE,
                                                              .range = "bytes 0-200000/200002" });
  g_auto (Reply) shorter = { 0 };

  g_assert_cmpuint (wrong.status, ==, 202);
  shorter = server_ask (fixture->server, &(Ask){ .method = "PUT",
                                                 .path = fixture->path,
                                                 .token = fixture->token,
                                                 .body = fixture->bytes,
                                                 .length = 100,
                                                 .range = "bytes 0-99/1000" });
  g_assert_cmpuint (shorter.status, ==, 202);
  g_assert_cmpint (shorter.offset, ==, 100);
}

static void
test_wrong_content (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wrong = g_memdup2 (fixture->bytes, SIZE);
  g_auto (Reply) reply = { 0 };

  wrong[SIZE / 2] ^= 1;
  reply = put (fixture, fixture->token, wrong, 0, SIZE);
  assert_refused (&reply, 422, "content");
  assert_head (fixture, fixture->token, 404, 0);
  put_ok (fixture, 0, SIZE, 201);
  assert_piece (fixture, fixture->token, "bytes=0-", 0, SIZE);
}

static void
assert_all_refused (Fixture *fixture, const char *token, guint status, const char *word)
{
  g_auto (Reply) got = ask (fixture, "GET", token, "bytes=0-");
  g_auto (Reply) head = ask (fixture, "HEAD", token, NULL);
  g_auto (Reply) sent = put (fixture, token, fixture->bytes, 0, 1000);

  assert_refused (&got, status, word);
  assert_refused (&sent, status, word);
  g_assert_cmpuint (head.status, ==, status);
  g_assert_cmpint (head.offset, ==, -1);
}

static void
ask_about (Fixture *fixture, const char *digest, const char *entity, const char *name)
{
  g_free (fixture->path);
  fixture->path = make_path (digest, entity, name);
}

/* Knowing a digest is not enough: a record that one may see has to refer to it. */
static void
test_not_ones_own (Fixture *fixture, gconstpointer data)
{
  static const char nobody[] = "0000000000000000000000000000000000000000000000000000000000000000";
  g_autofree char *other = server_sign_in (fixture->server, "周砚秋", "recruiter");

  put_ok (fixture, 0, SIZE, 201);
  assert_all_refused (fixture, NULL, 401, "token");
  assert_all_refused (fixture, "forged", 401, "token");
  ask_about (fixture, fixture->digest, "project", "另一个");
  assert_all_refused (fixture, fixture->token, 404, "record");
  ask_about (fixture, nobody, "project", "减速器");
  assert_all_refused (fixture, fixture->token, 404, "record");
  refer (fixture, fixture->token, "saved_view", "我的", "filter", fixture->digest);
  ask_about (fixture, fixture->digest, "saved_view", "我的");
  assert_head (fixture, fixture->token, 200, SIZE);
  assert_all_refused (fixture, other, 404, "record");
}

/* One zone's device asks for what another zone has, and names it in a record of its own. */
static void
test_another_zone (Fixture *fixture, gconstpointer data)
{
  LfServerStorage *storage = fixture->server->zone->storage;
  g_autoptr (GError) error = NULL;
  g_auto (Reply) login = { 0 };
  g_autofree char *token = NULL;

  put_ok (fixture, 0, SIZE, 201);
  g_assert_true (lf_server_storage_add_zone (storage, "another", &error));
  g_assert_true (lf_accounts_save (storage, "another", "spy", "administrator", PASSWORD, &error));
  g_assert_no_error (error);
  login = server_login (fixture->server, "spy", PASSWORD, "spy");
  token = reply_member (&login, "token");
  assert_all_refused (fixture, token, 404, "record");
  refer (fixture, token, "project", "减速器", "files", fixture->digest);
  assert_head (fixture, token, 404, 0);
}

static void
test_forged_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *upper = g_ascii_strup (fixture->digest, -1);
  g_autofree char *longer = g_strconcat (fixture->digest, "0", NULL);
  g_autofree char *deeper = g_strconcat (fixture->digest, "/../../../server.db", NULL);
  const char *const names[] = {
    "",
    ".",
    "..%2f..%2fserver.db",
    "../../server.db",
    "%2e%2e/%2e%2e/server.db",
    deeper,
    upper,
    longer,
    "%E2%88%95etc",
    "..%5c..%5cserver.db",
    "parts",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Reply) got = { 0 };
      g_auto (Reply) sent = { 0 };

      g_test_message ("“%s”", names[i]);
      ask_about (fixture, names[i], "project", "减速器");
      got = ask (fixture, "GET", fixture->token, "bytes=0-");
      sent = put (fixture, fixture->token, fixture->bytes, 0, 1000);
      g_assert_true (got.status == 404 || got.status == 400); /* libsoup itself refuses some */
      g_assert_cmpuint (sent.status, ==, got.status);
    }
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  static const char *const ranges[] = {
    NULL,
    "",
    "bytes 0-3",
    "bytes 0-4/100",
    "bytes 0-2/100",
    "bytes -1-2/100",
    "bytes 3-0/100",
    "bytes 0-3/3",
    "bytes 0-3/*",
    "bytes */100",
    "bytes */0",
    "bytes 0-3/99999999999999999999",
    "bytes 9223372036854775807-9223372036854775807/9223372036854775807",
    "bytes=0-3/100",
    "0-3/100",
    "bytes 0-3/100/100",
    "bytes 0x0-0x3/0x64",
  };
  g_auto (Reply) packed = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_auto (Reply) reply = server_ask (fixture->server, &(Ask){ .method = "PUT",
                                                                  .path = fixture->path,
                                                                  .token = fixture->token,
                                                                  .body = "abcd",
                                                                  .range = ranges[i] });

      assert_refused (&reply, 400, "range");
    }
  packed = server_ask (fixture->server, &(Ask){ .method = "PUT",
                                                .path = fixture->path,
                                                .token = fixture->token,
                                                .body = "abcd",
                                                .packing = "gzip",
                                                .range = "bytes 0-3/100" });
  assert_refused (&packed, 400, "range");
  assert_head (fixture, fixture->token, 404, 0);
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gsize length;
    const char *range;
  } cases[] = {
    { 4, "bytes 0-3/52428801" },
    { LF_BLOB_PIECE_BYTES + 1, "bytes 0-1048576/52428800" },
  };
  g_autofree char *bytes = g_malloc0 (LF_BLOB_PIECE_BYTES + 1);
  g_auto (Reply) post = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Reply) reply
          = server_ask (fixture->server, &(Ask){ .method = "PUT",
                                                 .path = fixture->path,
                                                 .token = fixture->token,
                                                 .body = bytes,
                                                 .length = (gssize) cases[i].length,
                                                 .range = cases[i].range });

      assert_refused (&reply, 413, "size");
    }
  assert_head (fixture, fixture->token, 404, 0);
  post = ask (fixture, "POST", fixture->token, NULL);
  assert_refused (&post, 405, "method");
  g_assert_cmpstr (post.allow, ==, "HEAD, GET, PUT");
}

typedef struct
{
  Fixture *fixture;
  const char *token;
} Sender;

static gpointer
send_all (gpointer data)
{
  Sender *sender = data;
  gsize first = 0;
  guint status = 0;

  while (status != 201)
    {
      gsize length = MIN (10000, SIZE - first);
      g_auto (Reply) reply
          = put (sender->fixture, sender->token, sender->fixture->bytes, first, length);

      status = reply.status;
      g_assert_true (status == 202 || status == 201);
      first = (gsize) reply.offset;
    }
  return NULL;
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = server_sign_in (fixture->server, "周砚秋", "recruiter");
  Sender senders[] = { { fixture, fixture->token }, { fixture, other } };
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("sender", send_all, &senders[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  assert_piece (fixture, other, "bytes=0-", 0, SIZE);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer size);
    gsize size;
  } tests[] = {
    { "/blobs/there-and-back", test_there_and_back, SIZE },
    { "/blobs/large", test_large, 3 * LF_BLOB_PIECE_BYTES + 17 },
    { "/blobs/empty", test_empty, 0 },
    { "/blobs/not-named-yet", test_not_named_yet, SIZE },
    { "/blobs/too-long", test_too_long, SIZE },
    { "/blobs/wrong-content", test_wrong_content, SIZE },
    { "/blobs/not-ones-own", test_not_ones_own, SIZE },
    { "/blobs/another-zone", test_another_zone, SIZE },
    { "/blobs/forged-names", test_forged_names, SIZE },
    { "/blobs/nonsense", test_nonsense, SIZE },
    { "/blobs/bounds", test_bounds, SIZE },
    { "/blobs/two-at-once", test_two_at_once, SIZE },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GSIZE_TO_POINTER (tests[i].size), set_up, tests[i].test,
                tear_down);
  return g_test_run ();
}

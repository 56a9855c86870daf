/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files between two devices and the real server: whole, resumed, spoiled, and never in the way of
 * an edit. */

#include "config.h"

#include "bad-line.h"
#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include "lf-http-transport.h"
#include "lf-store-carry.h"
#include "lf-sync.h"

#include <glib/gstdio.h>
#include <string.h>

#define PASSWORD "a good long password"
#define LARGE (1500 * 1024 + 7) /* bytes */

typedef struct
{
  char *folder;
  LfStore *store;
  LfCredentials *credentials;
} Device;

typedef struct
{
  char *folder;
  ServerRun *server;
  Device a, b;
} Fixture;

/* ---- Devices ---- */

static void
open_device (Fixture *fixture, Device *device, const char *name)
{
  g_autoptr (GError) error = NULL;

  device->folder = g_build_filename (fixture->folder, name, NULL);
  device->store = lf_store_open_sync (device->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  server_run_add_account (fixture->server, name, "recruiter");
  device->credentials
      = lf_http_login (server_run_url (fixture->server), name, PASSWORD,
                       lf_store_device (device->store), "laptop", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (lf_credentials_save (device->credentials, device->folder, &error));
}

static void
close_device (Device *device)
{
  if (device->store != NULL)
    {
      lf_store_close_sync (device->store);
      g_assert_finalize_object (device->store);
    }
  lf_credentials_free (device->credentials);
  g_free (device->folder);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  open_device (fixture, &fixture->a, "a");
  open_device (fixture, &fixture->b, "b");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_device (&fixture->a);
  close_device (&fixture->b);
  server_run_free (fixture->server);
  store_folder_remove (fixture->folder);
}

/* ---- Files ---- */

static char *
make_bytes (gsize size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  char *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) g_rand_int (rand);
  return bytes;
}

/* (transfer full): the element of a file of random bytes on a project of its own */
static char *
attach (Fixture *fixture, Device *device, const char *name, gsize size, guint32 seed)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = make_bytes (size, seed);
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("attach");
  g_autoptr (GError) error = NULL;
  LfDate today = lf_date_today ();
  char *element;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, &error));
  element = lf_store_add_file_sync (device->store, path, &error);
  g_assert_no_error (error);
  lf_rules_fill_new (project, &today);
  lf_record_set (project, "name", name);
  lf_record_set (project, "files", element);
  lf_change_create (change, project);
  g_assert_true (lf_store_commit_sync (device->store, change, &error));
  g_assert_no_error (error);
  return element;
}

static void
assert_has (Device *device, const char *element, gsize size, guint32 seed)
{
  g_autofree char *bytes = make_bytes (size, seed);
  g_autofree char *path = g_build_filename (device->folder, "out", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_unlink (path);
  g_assert_true (lf_store_save_file_sync (device->store, element, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpmem (text, (int) length, bytes, (int) size);
}

/* The one file of that digest below @folder. */
static char *
find_below (const char *folder, const char *digest)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *found = g_file_test (path, G_FILE_TEST_IS_DIR) ? find_below (path, digest) : NULL;

      if (found != NULL)
        return found;
      if (g_str_has_prefix (digest, name) && strlen (name) == LF_DIGEST_CHARS)
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* One byte of the file @element below @folder is another one now. */
static void
spoil (const char *folder, const char *element)
{
  g_autofree char *digest = g_strndup (element, LF_DIGEST_CHARS);
  g_autofree char *path = find_below (folder, digest);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  text[length / 2] ^= 1;
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
}

/* ---- Rounds ---- */

static gboolean
run (Device *device, LfSyncProgress progress, gpointer data, LfSyncOutcome *outcome, GError **error)
{
  g_autoptr (LfTransport) transport = lf_http_transport_new (device->credentials);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const LfSyncWork work
      = { .store = device->store, .transport = transport, .progress = progress, .user_data = data };

  if (data != NULL)
    *(GCancellable **) data = cancellable;
  return lf_sync_run (&work, cancellable, outcome, error);
}

/* A round in which all goes well. */
static void
sync_device (Device *device, gint64 n_sent, gint64 n_received)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  run (device, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.file_problems->len, ==, 0);
  g_assert_cmpint (outcome.n_files_sent, ==, n_sent);
  g_assert_cmpint (outcome.n_files_received, ==, n_received);
  g_assert_cmpint (outcome.n_files_to_send, ==, 0);
  g_assert_cmpint (outcome.n_files_to_fetch, ==, 0);
}

/* A round in which one file waits for a reason. */
static void
sync_with_problem (Device *device, const char *says, gint64 n_sent, gint64 n_received)
{
  g_auto (LfSyncOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  run (device, NULL, NULL, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.file_problems->len, ==, 1);
  g_assert_nonnull (strstr (outcome.file_problems->pdata[0], says));
  g_assert_cmpint (outcome.n_files_sent, ==, n_sent);
  g_assert_cmpint (outcome.n_files_received, ==, n_received);
  g_assert_cmpint (outcome.n_files_to_send + outcome.n_files_to_fetch, ==, 1);
}

/* ---- Tests ---- */

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 65536, 65537, LARGE };
  char *elements[G_N_ELEMENTS (sizes)];

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("图 %u.pdf", i);

      elements[i] = attach (fixture, &fixture->a, name, sizes[i], i);
    }
  sync_device (&fixture->a, G_N_ELEMENTS (sizes), 0);
  sync_device (&fixture->b, 0, G_N_ELEMENTS (sizes));
  sync_device (&fixture->a, 0, 0);
  sync_device (&fixture->b, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      assert_has (&fixture->b, elements[i], sizes[i], i);
      g_free (elements[i]);
    }
}

/* Over @url until all is carried; the line may be cut in the records, too. Returns rounds. */
static guint
sync_over (Device *device, const char *url)
{
  guint n_rounds = 0;
  gboolean is_done = FALSE;

  g_free (device->credentials->url);
  device->credentials->url = g_strdup (url);
  while (!is_done)
    {
      g_auto (LfSyncOutcome) outcome = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (++n_rounds, <, 2000);
      is_done = run (device, NULL, NULL, &outcome, &error)
                && outcome.n_files_to_send + outcome.n_files_to_fetch == 0;
      if (error != NULL)
        g_assert_true (error->domain == LF_SYNC_ERROR
                       && (error->code == LF_SYNC_ERROR_UNREACHABLE
                           || error->code == LF_SYNC_ERROR_PROTOCOL
                           || error->code == LF_SYNC_ERROR_BROKEN_OFF));
    }
  return n_rounds;
}

static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  guint n_cuts = 0;

  for (guint32 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (BadLine) line = bad_line_new (server_run_url (fixture->server), seed, 200000);
      g_autofree char *url = bad_line_url (line);
      g_autofree char *name = g_strdup_printf ("%u.dwg", seed);
      g_autofree char *element = attach (fixture, &fixture->a, name, LARGE, seed);

      sync_over (&fixture->a, url);
      sync_over (&fixture->b, url);
      assert_has (&fixture->b, element, LARGE, seed);
      n_cuts += bad_line_n_cuts (line);
    }
  g_test_message ("cuts: %u", n_cuts);
  g_assert_cmpuint (n_cuts, >, 30);
}

#define N_PARKS 200
#define NOTE_BYTES 10000

/* What waits is far more than ever comes through a connection: it goes in ever smaller parts. */
static void
test_records_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BadLine) line = bad_line_new (server_run_url (fixture->server), 1, 120000);
  g_autofree char *url = bad_line_url (line);
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  guint n_rounds;

  for (guint32 i = 0; i < N_PARKS; i++)
    {
      g_autofree char *bytes = make_bytes (NOTE_BYTES, i);
      g_autofree char *note = g_base64_encode ((guchar *) bytes, NOTE_BYTES);
      g_autofree char *name = g_strdup_printf ("园区%u", i);
      g_autoptr (LfRecord) park = lf_record_new (lf_schema_find ("park"), NULL);
      g_autoptr (LfChange) change = lf_change_new ("add");

      lf_record_set (park, "name", name);
      lf_record_set (park, "note", note);
      lf_change_create (change, park);
      g_assert_true (lf_store_commit_sync (fixture->a.store, change, NULL));
    }
  n_rounds = sync_over (&fixture->a, url);
  n_rounds += sync_over (&fixture->b, url);
  g_test_message ("rounds: %u, cuts: %u", n_rounds, bad_line_n_cuts (line));
  g_assert_cmpuint (n_rounds, <, 30);
  here = lf_store_digest_sync (fixture->a.store, NULL);
  there = lf_store_digest_sync (fixture->b.store, NULL);
  g_assert_cmpstr (here, ==, there);
}

static void
test_spoiled_there (Fixture *fixture, gconstpointer data)
{
  g_autofree char *files = g_build_filename (fixture->folder, "server.db.files", NULL);
  g_autofree char *bad = attach (fixture, &fixture->a, "坏.pdf", 70000, 1);
  g_autofree char *good = attach (fixture, &fixture->a, "好.pdf", 70000, 2);

  sync_device (&fixture->a, 2, 0);
  spoil (files, bad);
  sync_with_problem (&fixture->b, "not the file that was attached", 0, 1);
  assert_has (&fixture->b, good, 70000, 2);
  g_assert_false (lf_store_has_file (fixture->b.store, bad));
  g_assert_cmpint (lf_store_part_size (fixture->b.store, bad), ==, 0);
}

static void
test_spoiled_here (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bad = attach (fixture, &fixture->a, "坏.pdf", 70000, 1);
  g_autofree char *good = attach (fixture, &fixture->a, "好.pdf", 70000, 2);

  spoil (fixture->a.folder, bad);
  sync_with_problem (&fixture->a, "changed on the disk", 1, 0);
}

/* Its record came, the file is still with whoever attached it. */
static void
test_not_here_yet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *element = attach (fixture, &fixture->a, "红线图.pdf", 1000, 1);
  g_autofree char *path = find_below (fixture->a.folder, element);
  g_autofree char *away = g_build_filename (fixture->folder, "away", NULL);
  g_auto (LfSyncOutcome) there = { 0 };
  g_auto (LfSyncOutcome) here = { 0 };
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_true (run (&fixture->a, NULL, NULL, &there, NULL));
  g_assert_true (run (&fixture->b, NULL, NULL, &here, NULL));
  g_assert_cmpint (here.n_files_to_fetch, ==, 1);
  g_assert_cmpuint (here.file_problems->len, ==, 0);
  sentence = lf_sync_outcome_format (&here);
  g_assert_nonnull (strstr (sentence, "1 file is still on its way"));
  g_assert_null (lf_store_lend_file_sync (fixture->b.store, element, &error));
  g_assert_nonnull (strstr (error->message, "is not here yet"));
  g_assert_cmpint (g_rename (away, path), ==, 0);
  sync_device (&fixture->a, 1, 0);
  sync_device (&fixture->b, 0, 1);
  assert_has (&fixture->b, element, 1000, 1);
}

typedef struct
{
  GCancellable *cancellable;
  Fixture *fixture;
  guint n_calls;
  gint64 n_done, n_total;
} Watch;

static void
on_edit_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  Watch *watch = data;

  if (unit != LF_SYNC_BYTES)
    return;
  g_assert_cmpint (n_done, >=, watch->n_done);
  g_assert_cmpint (n_done, <=, n_total);
  watch->n_done = n_done;
  if (++watch->n_calls == 1)
    g_free (attach (watch->fixture, &watch->fixture->a, "later.txt", 10, 9));
  if (watch->n_calls == 2)
    g_assert_cmpint (lf_store_count_pending_sync (watch->fixture->a.store, NULL), ==, 0);
}

/* What is edited while a file is on its way does not wait for it. */
static void
test_edits_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *element = attach (fixture, &fixture->a, "large.bin", LARGE, 1);
  g_auto (LfSyncOutcome) outcome = { 0 };
  Watch watch = { .fixture = fixture };

  g_assert_true (run (&fixture->a, on_edit_cb, &watch, &outcome, NULL));
  g_assert_cmpuint (watch.n_calls, >, 2);
  g_assert_cmpint (outcome.n_pushed, ==, 2);
  g_assert_cmpint (watch.n_done, ==, LARGE);
  sync_device (&fixture->a, 1, 0);
}

static void
on_cancel_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  Watch *watch = data;

  if (unit != LF_SYNC_BYTES)
    return;
  watch->n_done = n_done;
  watch->n_total = n_total;
  if (++watch->n_calls == 3)
    g_cancellable_cancel (watch->cancellable);
}

/* Stopped by its user half way, it goes on there: both ways. */
static void
assert_goes_on (Device *device)
{
  g_auto (LfSyncOutcome) first = { 0 };
  g_auto (LfSyncOutcome) second = { 0 };
  g_autoptr (GError) error = NULL;
  Watch stopped = { 0 }, rest = { .n_calls = 100 };

  g_assert_false (run (device, on_cancel_cb, &stopped, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (stopped.n_done, <, LARGE);
  g_assert_cmpint (stopped.n_total, ==, LARGE);
  g_assert_true (run (device, on_cancel_cb, &rest, &second, NULL));
  g_assert_cmpint (stopped.n_done + rest.n_done, ==, LARGE);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *element = attach (fixture, &fixture->a, "large.bin", LARGE, 1);

  assert_goes_on (&fixture->a);
  assert_goes_on (&fixture->b);
  assert_has (&fixture->b, element, LARGE, 1);
}

static void
on_kill_cb (LfSyncUnit unit, gint64 n_done, gint64 n_total, gpointer data)
{
  Watch *watch = data;

  if (unit == LF_SYNC_BYTES && ++watch->n_calls == 2)
    server_run_kill (watch->fixture->server);
}

/* A power cut at the server in the middle of it: the records were safe before. */
static void
test_server_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *element = attach (fixture, &fixture->a, "large.bin", LARGE, 1);
  g_auto (LfSyncOutcome) outcome = { 0 };
  Watch watch = { .fixture = fixture };

  g_assert_true (run (&fixture->a, on_kill_cb, &watch, &outcome, NULL));
  g_assert_cmpint (outcome.n_pushed, ==, 1);
  g_assert_cmpint (outcome.n_files_to_send, ==, 1);
  g_assert_cmpuint (outcome.file_problems->len, ==, 1);
  server_run_start (fixture->server);
  sync_device (&fixture->a, 1, 0);
  sync_device (&fixture->b, 0, 1);
  assert_has (&fixture->b, element, LARGE, 1);
}

static gpointer
sync_in_thread (gpointer data)
{
  Device *device = data;
  g_auto (LfSyncOutcome) outcome = { 0 };

  g_assert_true (run (device, NULL, NULL, &outcome, NULL));
  g_assert_cmpuint (outcome.file_problems->len, ==, 0);
  g_assert_cmpint (outcome.n_files_to_send, ==, 0);
  return NULL;
}

/* One file, attached on both. */
static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *element = attach (fixture, &fixture->a, "one.bin", LARGE, 1);
  g_autofree char *same = attach (fixture, &fixture->b, "two.bin", LARGE, 1);
  GThread *thread = g_thread_new ("b", sync_in_thread, &fixture->b);

  sync_in_thread (&fixture->a);
  g_thread_join (thread);
  sync_device (&fixture->a, 0, 0);
  sync_device (&fixture->b, 0, 0);
  assert_has (&fixture->b, element, LARGE, 1);
}

/* What the command line says of a record whose file is not here. */
static void
assert_cli_waits (Device *device)
{
  g_autoptr (JsonNode) status = cli_json (device->folder, "status", NULL);
  g_autoptr (JsonNode) list = cli_json (device->folder, "list", "project", NULL);
  g_autofree char *files
      = cli_ok (device->folder, "files", cli_string_at (list, "records/0/id"), NULL);

  g_assert_cmpint (cli_int_at (status, "files_to_fetch"), ==, 1);
  g_assert_cmpint (cli_int_at (status, "files_to_send"), ==, 0);
  g_assert_nonnull (strstr (files, "not here yet"));
}

/* The server again, where whatever begins with @name in its folder has no more room than that. */
static void
start_full (Fixture *fixture, const char *name, const char *room)
{
  g_autofree char *files = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *asan = g_strdup (g_getenv ("ASAN_OPTIONS"));
  g_autofree char *preloaded = g_strconcat ("verify_asan_link_order=0:", asan, NULL);

  server_run_kill (fixture->server);
  g_setenv ("LD_PRELOAD", g_getenv ("LANDFALL_FULL_DISK"), TRUE);
  g_setenv ("ASAN_OPTIONS", preloaded, TRUE);
  g_setenv ("FULL_DISK", files, TRUE);
  g_setenv ("FULL_DISK_ROOM", room, TRUE);
  server_run_start (fixture->server);
  g_unsetenv ("LD_PRELOAD");
  if (asan != NULL)
    g_setenv ("ASAN_OPTIONS", asan, TRUE);
}

/* The server's disk is full, then it is not. */
static void
test_server_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *element = attach (fixture, &fixture->a, "large.bin", LARGE, 1);

  start_full (fixture, "server.db.files", "400000");
  sync_with_problem (&fixture->a, "server's disk is full", 0, 0);
  server_run_kill (fixture->server);
  server_run_start (fixture->server);
  sync_device (&fixture->a, 1, 0);
  sync_device (&fixture->b, 0, 1);
  assert_has (&fixture->b, element, LARGE, 1);
}

/* The same of its database: who sends is told, and sends it again later. */
static void
test_database_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *note = g_strnfill (100000, 'n');
  g_autofree char *field = g_strconcat ("note=", note, NULL);
  g_auto (CliResult) full = { 0 };

  g_free (cli_ok (fixture->a.folder, "add", "project", "name=减速器", field, NULL));
  start_full (fixture, "server.db", "60000");
  full = cli_run (fixture->a.folder, "sync", NULL);
  g_assert_cmpint (full.status, ==, 3);
  g_assert_nonnull (strstr (full.err, "server's disk is full"));
  server_run_kill (fixture->server);
  server_run_start (fixture->server);
  sync_device (&fixture->a, 0, 0);
  g_assert_cmpint (lf_store_count_pending_sync (fixture->a.store, NULL), ==, 0);
}

/* Half of a file, then no room: the records are safe, and it says so. */
static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  const char *const args[] = { "sync", NULL };
  g_autofree char *files = g_build_filename (fixture->b.folder, "files", NULL);
  g_autofree char *asan
      = g_strconcat ("verify_asan_link_order=0:", g_getenv ("ASAN_OPTIONS"), NULL);
  g_autofree char *element = attach (fixture, &fixture->a, "large.bin", LARGE, 1);
  g_auto (CliResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  sync_device (&fixture->a, 1, 0);
  lf_store_close_sync (fixture->b.store);
  g_assert_finalize_object (g_steal_pointer (&fixture->b.store));
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("LANDFALL_FULL_DISK"), TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", asan, TRUE);
  g_subprocess_launcher_setenv (launcher, "FULL_DISK", files, TRUE);
  g_subprocess_launcher_setenv (launcher, "FULL_DISK_ROOM", "400000", TRUE);
  result = cli_run_launcher (launcher, fixture->b.folder, args);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.out, "1 file is still on its way"));
  g_assert_nonnull (strstr (result.err, "No space left"));
  assert_cli_waits (&fixture->b);
  fixture->b.store = lf_store_open_sync (fixture->b.folder, LF_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lf_store_part_size (fixture->b.store, element), ==, 0);
  sync_device (&fixture->b, 0, 1);
  assert_has (&fixture->b, element, LARGE, 1);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/files-carried/there-and-back", test_there_and_back },
    { "/files-carried/cuts", test_cuts },
    { "/files-carried/records-cut", test_records_cut },
    { "/files-carried/spoiled-there", test_spoiled_there },
    { "/files-carried/spoiled-here", test_spoiled_here },
    { "/files-carried/not-here-yet", test_not_here_yet },
    { "/files-carried/edits-first", test_edits_first },
    { "/files-carried/cancel", test_cancel },
    { "/files-carried/server-killed", test_server_killed },
    { "/files-carried/two-at-once", test_two_at_once },
    { "/files-carried/disk-full", test_disk_full },
    { "/files-carried/server-full", test_server_full },
    { "/files-carried/database-full", test_database_full },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices from end to end: passwords, a sign-in that ended, a lost laptop, and
 * somebody else at the same machine. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *a, *b; /* two stores */
  ServerRun *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cache = NULL;

  fixture->folder = store_folder_make ();
  cache = g_build_filename (fixture->folder, "cache", NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  fixture->server = server_run_new (fixture->folder);
  fixture->a = server_run_new_store (fixture->server, fixture->folder, "林舒然", "administrator");
  fixture->b = server_run_new_store (fixture->server, fixture->folder, "周砚秋", "recruiter");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_run_free (fixture->server);
  g_free (fixture->a);
  g_free (fixture->b);
  store_folder_remove (fixture->folder);
}

static char *
write_password (Fixture *fixture, const char *name, const char *password)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, password, -1, NULL));
  return path;
}

static void
assert_fails (const CliResult *result, const char *said)
{
  g_test_message ("%s", result->err);
  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, said));
}

static gint64
count_pending (const char *store)
{
  g_autoptr (JsonNode) status = cli_json (store, "status", NULL);

  return cli_int_at (status, "pending");
}

static gint64
count_projects (const char *store)
{
  g_autoptr (JsonNode) list = cli_json (store, "list", "project", NULL);

  return cli_int_at (list, "count");
}

static char *
device_of (const char *store)
{
  g_autoptr (JsonNode) status = cli_json (store, "status", NULL);

  return g_strdup (cli_string_at (status, "device"));
}

static char *
state_of (const char *store, const char *device)
{
  g_autoptr (JsonNode) answer = cli_json (store, "devices", NULL);

  for (guint i = 0; i < cli_length_at (answer, "devices"); i++)
    {
      g_autofree char *id = g_strdup_printf ("devices/%u/id", i);
      g_autofree char *state = g_strdup_printf ("devices/%u/state", i);

      if (strcmp (cli_string_at (answer, id), device) == 0)
        return g_strdup (cli_string_at (answer, state));
    }
  return NULL;
}

/* ---- Passwords ---- */

static void
test_passwd (Fixture *fixture, gconstpointer data)
{
  g_autofree char *after = write_password (fixture, "after", "another long password\n");
  g_autofree char *bad = write_password (fixture, "bad", "password123\n");
  const char *before = server_run_password_file (fixture->server);
  const char *url = server_run_url (fixture->server);
  g_auto (CliResult) common
      = cli_run (fixture->b, "passwd", "--password-file", before, "--new-password-file", bad, NULL);
  g_auto (CliResult) wrong = cli_run (fixture->b, "passwd", "--password-file", after,
                                      "--new-password-file", after, NULL);
  g_auto (CliResult) old = { 0 };

  assert_fails (&common, "everybody tries first");
  assert_fails (&wrong, "old password is not right");
  g_free (
      cli_ok (fixture->b, "passwd", "--password-file", before, "--new-password-file", after, NULL));
  cli_sync (fixture->b);
  old = cli_run (fixture->b, "login", url, "--user", "周砚秋", "--password-file", before, NULL);
  assert_fails (&old, "does not know this name");
  g_free (cli_ok (fixture->b, "login", url, "--user", "周砚秋", "--password-file", after, NULL));
}

/* ---- A sign-in that ended ---- */

/* As if the device had been away since. */
static void
age_devices (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "server.db", NULL);
  sqlite3 *database;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "UPDATE device SET seen_us = seen_us - 7862400000000",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (database);
}

/* What waits is kept, and goes out once the person signed in again. */
static void
test_expired (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) ended = { 0 };

  g_free (cli_ok (fixture->b, "add", "project", "name=减速器", NULL));
  age_devices (fixture);
  ended = cli_run (fixture->b, "sync", NULL);
  assert_fails (&ended, "Sign in again; nothing saved here is lost.");
  g_assert_cmpint (count_pending (fixture->b), ==, 1);
  server_run_sign_in (fixture->server, fixture->b, "周砚秋", "recruiter");
  cli_sync (fixture->b);
  g_assert_cmpint (count_pending (fixture->b), ==, 0);
  server_run_sign_in (fixture->server, fixture->a, "林舒然", "administrator");
  cli_sync (fixture->a);
  g_assert_cmpint (count_projects (fixture->a), ==, 1);
}

/* ---- Devices ---- */

static void
test_devices (Fixture *fixture, gconstpointer data)
{
  g_autofree char *own = device_of (fixture->b);
  g_autofree char *other = device_of (fixture->a);
  g_autofree char *seen = state_of (fixture->a, own);
  g_autofree char *hidden = state_of (fixture->b, other);
  g_auto (CliResult) foreign = cli_run (fixture->b, "devices", "revoke", other, NULL);
  g_auto (CliResult) word = cli_run (fixture->b, "devices", "close", own, NULL);
  g_auto (CliResult) out = { 0 };

  g_assert_cmpstr (seen, ==, "active");
  g_assert_null (hidden);
  assert_fails (&foreign, "no such device");
  g_assert_cmpint (word.status, ==, 2);
  g_free (cli_ok (fixture->a, "devices", "revoke", own, NULL));
  out = cli_run (fixture->b, "sync", NULL);
  assert_fails (&out, "Sign in again; nothing saved here is lost.");
}

/* ---- A lost laptop ---- */

static char *
path_in (const char *store, const char *name)
{
  return g_build_filename (store, name, NULL);
}

static void
assert_gone (const char *store)
{
  static const char *const names[]
      = { "landfall.db", "landfall.db-wal", "landfall.seal", "backups.ini",
          "server.ini",  "erase.ini",       "files",         "backups" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = path_in (store, names[i]);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_error ("%s is there", path);
    }
}

static char *
attach_plan (Fixture *fixture, const char *project)
{
  char *path = g_build_filename (fixture->folder, "plan.txt", NULL);

  g_assert_true (g_file_set_contents (path, "plan", -1, NULL));
  g_free (cli_ok (fixture->b, "attach", project, path, NULL));
  return path;
}

/* What waited arrives, a file and a mass of edits with it; then nothing is left, but for what was
 * never the store's. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autofree char *device = device_of (fixture->b);
  g_autofree char *diary = path_in (fixture->b, "diary.txt");
  g_autofree char *backups = path_in (fixture->b, "backups");
  g_autofree char *kept = path_in (fixture->b, "backups/holiday.jpg");
  g_autofree char *state = NULL;
  g_autofree char *project = NULL;
  g_autofree char *plan = NULL;
  g_autofree char *here = NULL;
  g_autoptr (JsonNode) files = NULL;
  g_auto (CliResult) erased = { 0 };
  g_auto (CliResult) none = { 0 };

  g_free (cli_ok (fixture->a, "generate", "--projects", "40", NULL));
  g_free (cli_ok (fixture->a, "sync", "--send-all", NULL));
  cli_sync (fixture->b);
  g_free (cli_ok (fixture->b, "backup", NULL));
  project = cli_ok (fixture->b, "add", "project", "name=最后一条", NULL);
  plan = attach_plan (fixture, project);
  g_assert_true (g_file_set_contents (diary, "not the store's", -1, NULL));
  g_assert_true (g_file_set_contents (kept, "neither", -1, NULL));
  g_free (cli_ok (fixture->a, "devices", "erase", device, NULL));
  erased = cli_run (fixture->b, "sync", NULL);
  assert_fails (&erased, "nothing of the zone is left here");
  g_assert_true (g_file_test (diary, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_unlink (kept);
  g_rmdir (backups);
  assert_gone (fixture->b);
  state = state_of (fixture->a, device);
  g_assert_cmpstr (state, ==, "erased");
  none = cli_run (fixture->b, "status", NULL);
  assert_fails (&none, "There is no store");
  cli_sync (fixture->a);
  files = cli_json (fixture->a, "files", project, NULL);
  g_assert_cmpstr (cli_string_at (files, "files/0/name"), ==, "plan.txt");
  here = g_build_filename (fixture->folder, "out.txt", NULL);
  g_free (cli_ok (fixture->a, "file", cli_string_at (files, "files/0/id"), "--output", here, NULL));
}

/* A program that is killed in between goes on when it is started next, before anything is shown,
 * and tells a server that was away when it is back. */
static void
test_erase_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autofree char *device = device_of (fixture->b);
  g_autofree char *server = path_in (fixture->b, "server.ini");
  g_autofree char *note = path_in (fixture->b, "erase.ini");
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;
  g_autofree char *begun = NULL;
  g_auto (CliResult) killed = { 0 };
  g_auto (CliResult) again = { 0 };

  g_free (cli_ok (fixture->a, "devices", "erase", device, NULL));
  g_assert_true (g_file_get_contents (server, &text, NULL, NULL));
  begun = g_strdup_printf ("[erase]\ndone=false\ndevice=%s\n%s", device, strchr (text, '\n') + 1);
  g_assert_true (g_file_set_contents (note, begun, -1, NULL));
  server_run_kill (fixture->server);
  killed = cli_run (fixture->b, "list", "project", NULL);
  assert_fails (&killed, "There is no store");
  g_assert_true (g_file_test (note, G_FILE_TEST_EXISTS)); /* it is not told yet */
  server_run_start (fixture->server);
  again = cli_run (fixture->b, "list", "project", NULL);
  assert_fails (&again, "There is no store");
  assert_gone (fixture->b);
  state = state_of (fixture->a, device);
  g_assert_cmpstr (state, ==, "erased");
}

/* After that the folder is a new device's, and nobody erases it again. */
static void
test_erased_begins_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *device = device_of (fixture->b);
  g_autofree char *next = NULL;
  g_auto (CliResult) erased = { 0 };

  g_free (cli_ok (fixture->a, "devices", "erase", device, NULL));
  erased = cli_run (fixture->b, "sync", NULL);
  assert_fails (&erased, "nothing of the zone is left here");
  g_free (cli_ok (fixture->b, "init", NULL));
  next = device_of (fixture->b);
  g_assert_cmpstr (next, !=, device);
  server_run_sign_in (fixture->server, fixture->b, "周砚秋", "recruiter");
  g_free (cli_ok (fixture->b, "add", "project", "name=减速器", NULL));
  cli_sync (fixture->b);
  g_assert_cmpint (count_projects (fixture->b), ==, 1);
}

/* ---- Somebody else ---- */

/* Edits of one person are not sent under another's name unasked. */
static void
test_somebody_else (Fixture *fixture, gconstpointer data)
{
  const char *url = server_run_url (fixture->server);
  const char *password = server_run_password_file (fixture->server);
  g_autofree char *id = cli_ok (fixture->b, "add", "project", "name=减速器", NULL);
  g_auto (CliResult) other
      = cli_run (fixture->b, "login", url, "--user", "林舒然", "--password-file", password, NULL);
  g_auto (CliResult) back = { 0 };

  assert_fails (&other, "1 change of 周砚秋 waits here");
  cli_sync (fixture->b); /* the earlier person is still signed in */
  g_free (cli_ok (fixture->b, "login", url, "--user", "林舒然", "--password-file", password, NULL));
  g_free (cli_ok (fixture->b, "set", id, "name=减速机", NULL));
  back = cli_run (fixture->b, "login", url, "--user", "周砚秋", "--password-file", password, NULL);
  assert_fails (&back, "1 change of 林舒然 waits here");
  g_free (cli_ok (fixture->b, "login", url, "--user", "周砚秋", "--password-file", password,
                  "--take-over", NULL));
  cli_sync (fixture->b);
  g_assert_cmpint (count_pending (fixture->b), ==, 0);
}

/* A name that was given again is another person's: she sees nothing of what was the former's alone,
 * and what the former did not send is hers only when she says so. */
static void
test_name_given_again (Fixture *fixture, gconstpointer data)
{
  const char *url = server_run_url (fixture->server);
  const char *password = server_run_password_file (fixture->server);
  g_autofree char *c = g_build_filename (fixture->folder, "c", NULL);
  g_autofree char *secret
      = cli_ok (fixture->b, "add", "project", "name=减速器", "is_confidential=1", NULL);
  g_autofree char *own = NULL;
  g_auto (CliResult) other = { 0 };

  cli_sync (fixture->b);
  g_free (cli_ok (fixture->b, "set", secret, "note=x", NULL));
  g_free (cli_ok (fixture->b, "add", "project", "name=轴承", NULL));
  server_run_account (fixture->server, "remove", "周砚秋");
  server_run_add_account (fixture->server, "周砚秋", "recruiter");

  g_free (cli_ok (c, "init", NULL));
  g_free (cli_ok (c, "login", url, "--user", "周砚秋", "--password-file", password, NULL));
  own = cli_ok (c, "add", "project", "name=机床", NULL);
  cli_sync (c);
  g_assert_cmpint (count_projects (c), ==, 1);
  g_free (cli_ok (c, "set", own, "is_confidential=1", NULL));
  cli_sync (c);
  g_assert_cmpint (count_projects (c), ==, 1);
  cli_sync (fixture->a);
  g_assert_cmpint (count_projects (fixture->a), ==, 0);

  other = cli_run (fixture->b, "login", url, "--user", "周砚秋", "--password-file", password, NULL);
  assert_fails (&other, "2 changes wait here of an earlier 周砚秋");
  g_free (cli_ok (fixture->b, "login", url, "--user", "周砚秋", "--password-file", password,
                  "--take-over", NULL));
  cli_sync (fixture->b);
  g_assert_cmpint (count_pending (fixture->b), ==, 0);
  g_assert_cmpint (count_projects (fixture->b), ==, 2); /* 轴承 and 机床 */
  g_free (cli_ok (fixture->b, "login", url, "--user", "周砚秋", "--password-file", password, NULL));
}

/* ---- Permissions ---- */

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) all = cli_json (fixture->a, "permissions", NULL);
  g_autoptr (JsonNode) leader = cli_json (fixture->a, "permissions", "--role", "leader", NULL);
  g_autofree char *table = cli_ok (fixture->a, "permissions", "--role", "department", NULL);
  g_auto (CliResult) wrong = cli_run (fixture->a, "permissions", "--role", "king", NULL);

  g_assert_cmpuint (cli_length_at (all, ""), >, 50);
  g_assert_cmpstr (cli_string_at (all, "0/administrator"), ==, "ced");
  g_assert_cmpstr (cli_string_at (leader, "0/leader"), ==, "c");
  g_assert_nonnull (strstr (table, "read only"));
  g_assert_cmpint (wrong.status, ==, 2);
}

static void
add (const char *path, void (*func) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/cli-accounts/passwd", test_passwd);
  add ("/cli-accounts/expired", test_expired);
  add ("/cli-accounts/devices", test_devices);
  add ("/cli-accounts/erase", test_erase);
  add ("/cli-accounts/erase-goes-on", test_erase_goes_on);
  add ("/cli-accounts/erased-begins-anew", test_erased_begins_anew);
  add ("/cli-accounts/somebody-else", test_somebody_else);
  add ("/cli-accounts/name-given-again", test_name_given_again);
  add ("/cli-accounts/permissions", test_permissions);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone without a line: two stores and a server that exchange files, told with the two built
 * programs; then a line after all. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *a, *b; /* stores */
  char *data;  /* of the server */
} Fixture;

static char *
path_of (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* ---- The server's program ---- */

static CliResult
server (Fixture *self, ...)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  CliResult result = { 0 };
  const char *word;
  va_list words;

  g_ptr_array_add (line, (gpointer) g_getenv ("LANDFALL_SERVER"));
  va_start (words, self);
  while ((word = va_arg (words, const char *)) != NULL)
    g_ptr_array_add (line, (gpointer) word);
  va_end (words);
  g_ptr_array_add (line, (gpointer) "--data");
  g_ptr_array_add (line, self->data);
  g_ptr_array_add (line, NULL);
  process
      = g_subprocess_newv ((const char *const *) line->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &result.out, &result.err, &error);
  g_assert_no_error (error);
  result.status = g_subprocess_get_exit_status (process);
  return result;
}

#define SERVER_OK(...)                                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_auto (CliResult) result_ = server (self, __VA_ARGS__, NULL);                                 \
    if (result_.status != 0)                                                                       \
      g_error ("%s", result_.err);                                                                 \
  }                                                                                                \
  G_STMT_END

/* (transfer full): what it prints, without the newline */
static char *
server_key (Fixture *self)
{
  g_auto (CliResult) result = server (self, "bundle", "key", NULL);

  g_assert_cmpint (result.status, ==, 0);
  return g_strdup (g_strchomp (result.out));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *database = NULL;
  g_autofree char *password = NULL;

  self->folder = store_folder_make ();
  self->a = path_of (self, "a");
  self->b = path_of (self, "b");
  database = path_of (self, "zone.db");
  self->data = g_strconcat ("sqlite:", database, NULL);
  password = path_of (self, "password");
  g_assert_true (g_file_set_contents (password, "a good long password\n", -1, NULL));
  SERVER_OK ("account", "add", "王芳", "--role", "zone_manager", "--password-file", password);
  SERVER_OK ("account", "add", "李强", "--role", "zone_manager", "--password-file", password);
  g_free (cli_ok (self->a, "init", NULL));
  g_free (cli_ok (self->b, "init", NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_folder_remove (self->folder);
  g_free (self->a);
  g_free (self->b);
  g_free (self->data);
}

/* ---- A round by file ---- */

/* As somebody does who has compared both fingerprints. */
static void
carry (Fixture *self, const char *store, const char *account)
{
  g_autofree char *out = path_of (self, "out.bundle");
  g_autofree char *back = path_of (self, "back.bundle");
  g_autofree char *device_key = cli_ok (store, "bundle", "key", NULL);
  g_autofree char *zone_key = server_key (self);

  g_free (cli_ok (store, "bundle", "export", out, NULL));
  SERVER_OK ("bundle", "import", out, "--fingerprint", device_key, "--account", account, "--answer",
             back);
  g_free (cli_ok (store, "bundle", "import", back, "--fingerprint", zone_key, NULL));
}

static void
assert_noted (Fixture *self, const char *account, const char *number)
{
  g_auto (CliResult) audit = server (self, "audit", NULL);
  g_autofree char *line
      = g_strdup_printf ("\tbundle-imported\t%s\t-\t%s\tconsole (", account, number);

  g_assert_nonnull (strstr (audit.out, line));
}

static void
assert_same (Fixture *self)
{
  g_autofree char *a = cli_ok (self->a, "digest", NULL);
  g_autofree char *b = cli_ok (self->b, "digest", NULL);
  g_auto (CliResult) zone = server (self, "digest", NULL);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, g_strchomp (zone.out));
}

static gint64
pending (const char *store)
{
  g_autoptr (JsonNode) status = cli_json (store, "status", NULL);

  return cli_int_at (status, "pending");
}

/* ---- Stories ---- */

static void
test_there_and_back (Fixture *self, gconstpointer data)
{
  g_autofree char *contract = path_of (self, "合同.txt");
  g_autofree char *id = cli_ok (self->a, "add", "project", "name=减速器", NULL);
  g_autofree char *fetched = path_of (self, "fetched");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) files = NULL;

  g_assert_true (g_file_set_contents (contract, "第一条", -1, NULL));
  g_free (cli_ok (self->a, "attach", id, contract, NULL));
  g_assert_cmpint (pending (self->a), ==, 2);
  carry (self, self->a, "王芳");
  g_assert_cmpint (pending (self->a), ==, 0);
  carry (self, self->b, "李强");
  assert_noted (self, "王芳", "1");
  assert_noted (self, "李强", "1");
  assert_same (self);
  files = cli_json (self->b, "files", id, NULL);
  g_free (cli_ok (self->b, "file", cli_string_at (files, "files/0/id"), "--output", fetched, NULL));
  g_assert_true (g_file_get_contents (fetched, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "第一条");
}

static void
test_keys_are_compared (Fixture *self, gconstpointer data)
{
  g_autofree char *id = cli_ok (self->a, "add", "project", "name=减速器", NULL);
  g_autofree char *out = path_of (self, "out.bundle");
  g_autofree char *back = path_of (self, "back.bundle");
  g_autofree char *key = cli_ok (self->a, "bundle", "key", NULL);
  g_autoptr (JsonNode) made = cli_json (self->a, "bundle", "export", out, NULL);
  g_auto (CliResult) unknown = server (self, "bundle", "import", out, NULL);
  g_auto (CliResult) nobody = server (self, "bundle", "import", out, "--fingerprint", key, NULL);

  g_assert_cmpstr (cli_string_at (made, "fingerprint"), ==, key);
  g_assert_cmpint (unknown.status, ==, 1);
  g_assert_nonnull (strstr (unknown.err, key));
  g_assert_cmpint (nobody.status, ==, 1);
  g_assert_nonnull (strstr (nobody.err, "--account"));
  SERVER_OK ("bundle", "import", out, "--fingerprint", key, "--account", "王芳", "--answer", back);
  {
    g_auto (CliResult) new_server = cli_run (self->a, "bundle", "import", back, NULL);
    g_autofree char *zone_key = server_key (self);

    g_assert_cmpint (new_server.status, ==, 1);
    g_assert_nonnull (strstr (new_server.err, zone_key));
    g_assert_cmpint (pending (self->a), ==, 1);
    g_free (cli_ok (self->a, "bundle", "import", back, "--fingerprint", zone_key, NULL));
  }
  {
    g_auto (CliResult) other = server (self, "bundle", "import", out, "--account", "李强", NULL);

    g_assert_cmpint (other.status, ==, 2); /* whose the device is stays so */
  }
  g_free (cli_ok (self->a, "bundle", "export", out, NULL)); /* from now on both are known */
  SERVER_OK ("bundle", "import", out, "--answer", back);
  g_free (cli_ok (self->a, "bundle", "import", back, NULL));
  g_assert_cmpint (pending (self->a), ==, 0);
}

static void
test_show (Fixture *self, gconstpointer data)
{
  g_autofree char *id = cli_ok (self->a, "add", "project", "name=减速器", NULL);
  g_autofree char *out = path_of (self, "out.bundle");
  g_autofree char *digest = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_free (cli_ok (self->a, "bundle", "export", out, NULL));
  digest = cli_ok (self->b, "digest", NULL);
  shown = cli_ok (self->b, "bundle", "show", out, "--changes", NULL);
  g_assert_nonnull (strstr (shown, "减速器"));
  g_assert_nonnull (strstr (shown, "Signature: good"));
  {
    g_auto (CliResult) there = server (self, "bundle", "show", out, "--changes", NULL);
    g_autofree char *after = cli_ok (self->b, "digest", NULL);

    g_assert_cmpint (there.status, ==, 0);
    g_assert_cmpstr (g_strchomp (there.out), ==, shown); /* both say the same */
    g_assert_cmpstr (after, ==, digest);
  }
  g_assert_true (g_file_get_contents (out, &bytes, &length, NULL));
  bytes[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (out, bytes, (gssize) length, NULL));
  {
    g_auto (CliResult) spoiled = cli_run (self->b, "bundle", "show", out, NULL);
    g_auto (CliResult) refused = server (self, "bundle", "import", out, NULL);

    g_assert_cmpint (spoiled.status, ==, 1);
    g_assert_nonnull (strstr (spoiled.out, "Signature: not good"));
    g_assert_cmpint (refused.status, ==, 1);
    g_assert_nonnull (strstr (refused.err, "changed or damaged"));
  }
}

/* A device that was carried for signs in; its next bundle goes on from there. */
static void
test_line_after_all (Fixture *self, gconstpointer data)
{
  g_autofree char *id = cli_ok (self->a, "add", "project", "name=减速器", NULL);
  g_autofree char *late = path_of (self, "late.bundle");
  g_autofree char *password = path_of (self, "password");
  ServerRun *run;

  carry (self, self->a, "王芳");
  carry (self, self->b, "李强");
  g_free (cli_ok (self->a, "set", id, "name=减速器一期", NULL));
  g_free (cli_ok (self->a, "bundle", "export", late, NULL));
  run = server_run_new_at (self->folder, self->data);
  g_free (cli_ok (self->a, "login", server_run_url (run), "--user", "王芳", "--password-file",
                  password, NULL));
  cli_sync (self->a);
  carry (self, self->b, "李强"); /* while it is served */
  g_free (cli_ok (self->b, "set", id, "name=减速器二期", NULL));
  carry (self, self->b, "李强");
  {
    g_auto (CliResult) again = server (self, "bundle", "import", late, NULL);

    g_assert_cmpint (again.status, ==, 0);
    g_assert_nonnull (strstr (again.out, "1 of them accepted")); /* its first answer */
  }
  cli_sync (self->a);
  {
    g_autoptr (JsonNode) record = cli_json (self->a, "show", id, NULL);

    g_assert_cmpstr (cli_string_at (record, "values/name"), ==, "减速器二期");
  }
  assert_same (self);
  server_run_free (run);
}

static void
test_odd_calls (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = path_of (self, "nowhere.bundle");
  g_auto (CliResult) none = cli_run (self->a, "bundle", NULL);
  g_auto (CliResult) odd = cli_run (self->a, "bundle", "carry", "x", NULL);
  g_auto (CliResult) no_file = cli_run (self->a, "bundle", "export", NULL);
  g_auto (CliResult) absent = cli_run (self->a, "bundle", "import", nowhere, NULL);
  g_auto (CliResult) no_device = server (self, "bundle", "export", nowhere, NULL);

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (odd.status, ==, 2);
  g_assert_cmpint (no_file.status, ==, 2);
  g_assert_cmpint (absent.status, ==, 1);
  g_assert_cmpint (no_device.status, ==, 2);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

#define ADD(path, func) g_test_add ("/cli-bundle/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("there-and-back", test_there_and_back);
  ADD ("keys-are-compared", test_keys_are_compared);
  ADD ("show", test_show);
  ADD ("G4-line-after-all", test_line_after_all);
  ADD ("odd-calls", test_odd_calls);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line's care for a store: attached files, backups, and coming back from damage. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *id; /* of a project */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->id = cli_ok (self->store, "add", "project", "name=甲", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_folder_remove (self->folder);
  g_free (self->store);
  g_free (self->id);
}

static char *
make_file (Fixture *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
assert_fails (CliResult *result, const char *said)
{
  g_test_message ("%s", result->err);
  g_assert_cmpint (result->status, ==, 1);
  g_assert_nonnull (strstr (result->err, said));
}

/* ---- Files ---- */

static void
test_files (Fixture *self, gconstpointer data)
{
  g_autofree char *first = make_file (self, "协议.txt", "一式两份");
  g_autofree char *second = make_file (self, "照片.txt", "一张");
  g_autofree char *output = g_build_filename (self->folder, "出.txt", NULL);
  g_autofree char *text = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (JsonNode) attached = cli_json (self->store, "attach", self->id, first, second, NULL);
  g_autoptr (JsonNode) listed = cli_json (self->store, "files", self->id, NULL);
  g_autoptr (JsonNode) after = NULL;
  guint n = strcmp (cli_string_at (listed, "files/0/name"), "协议.txt") == 0 ? 0 : 1;
  g_autofree char *path = g_strdup_printf ("files/%u/id", n);
  g_autofree char *digest = g_strndup (cli_string_at (listed, path), 10);

  g_assert_cmpuint (cli_length_at (attached, "files"), ==, 2);
  g_assert_cmpuint (cli_length_at (listed, "files"), ==, 2);
  g_free (cli_ok (self->store, "file", digest, "--output", output, NULL));
  g_assert_true (g_file_get_contents (output, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "一式两份");
  undone = cli_ok (self->store, "undo", NULL);
  after = cli_json (self->store, "files", self->id, NULL);
  g_assert_cmpuint (cli_length_at (after, "files"), ==, 0);
}

static void
test_refused_files (Fixture *self, gconstpointer data)
{
  g_autofree char *path = make_file (self, "协议.txt", "一式两份");
  g_auto (CliResult) missing = cli_run (self->store, "attach", self->id, path, "/nowhere", NULL);
  g_auto (CliResult) unknown = cli_run (self->store, "file", "abcdef", "--output", path, NULL);
  g_auto (CliResult) nowhere = cli_run (self->store, "file", "abcdef", NULL);
  g_autoptr (JsonNode) listed = cli_json (self->store, "files", self->id, NULL);

  assert_fails (&missing, "“/nowhere” cannot be read");
  assert_fails (&unknown, "no file “abcdef” on this device");
  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpuint (cli_length_at (listed, "files"), ==, 0);
}

/* ---- Backups and damage ---- */

static void
remove_files_of_store (Fixture *self)
{
  store_folder_remove (g_build_filename (self->store, "files", NULL));
}

static void
test_backup_without_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = make_file (self, "协议.txt", "一式两份");
  g_autoptr (JsonNode) whole = NULL;
  g_autoptr (JsonNode) lacking = NULL;
  g_autofree char *said = NULL;

  g_free (cli_ok (self->store, "attach", self->id, path, NULL));
  whole = cli_json (self->store, "backup", NULL);
  g_assert_cmpuint (cli_length_at (whole, "problems"), ==, 0);
  remove_files_of_store (self);
  lacking = cli_json (self->store, "backup", NULL);
  said = cli_ok (self->store, "backup", NULL);
  g_assert_cmpuint (cli_length_at (lacking, "problems"), ==, 1);
  g_assert_nonnull (strstr (cli_string_at (lacking, "problems/0"), "“协议.txt” of “甲”"));
  g_assert_nonnull (strstr (said, "These attached files are not in it"));
  g_assert_nonnull (strstr (said, "“协议.txt” of “甲”"));
}

static void
damage (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->store, "landfall.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + length / 2, 0xa5, length / 2);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static char *
path_of (JsonNode *backups, const char *reason)
{
  for (guint i = 0; i < cli_length_at (backups, "backups"); i++)
    {
      g_autofree char *at = g_strdup_printf ("backups/%u/reason", i);
      g_autofree char *path = g_strdup_printf ("backups/%u/path", i);

      if (strcmp (cli_string_at (backups, at), reason) == 0)
        return g_strdup (cli_string_at (backups, path));
    }
  return NULL;
}

static void
test_damage (Fixture *self, gconstpointer data)
{
  g_autofree char *before = cli_ok (self->store, "digest", NULL);
  g_autofree char *backup = cli_ok (self->store, "backup", NULL);
  g_auto (CliResult) damaged = { 0 };
  g_auto (CliResult) restored = { 0 };
  g_autoptr (JsonNode) backups = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *after = NULL;
  g_auto (CliResult) salvaged = { 0 };

  damage (self);
  damaged = cli_run (self->store, "list", "project", NULL);
  assert_fails (&damaged, "is damaged");
  restored = cli_run (self->store, "restore", "--latest", NULL);
  g_assert_cmpint (restored.status, ==, 0);
  g_assert_nonnull (strstr (restored.err, "part of it can no longer be read"));
  g_assert_nonnull (strstr (restored.err, "is sound"));
  after = cli_ok (self->store, "digest", NULL);
  g_assert_cmpstr (after, ==, before);
  backups = cli_json (self->store, "backups", NULL);
  g_assert_cmpuint (cli_length_at (backups, "backups"), ==, 2);
  aside = path_of (backups, "damaged");
  g_assert_nonnull (aside);
  salvaged = cli_run (self->store, "salvage", aside, NULL);
  assert_fails (&salvaged, "Nothing can be read in");
}

static void
test_salvage (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = cli_ok (self->store, "backup", NULL);
  g_autofree char *later = cli_ok (self->store, "add", "project", "name=乙", NULL);
  g_autofree char *replaced = NULL;
  g_autoptr (JsonNode) backups = NULL;
  g_autoptr (JsonNode) salvaged = NULL;
  g_autofree char *shown = NULL;

  g_free (cli_ok (self->store, "restore", "--latest", NULL));
  backups = cli_json (self->store, "backups", NULL);
  replaced = path_of (backups, "replaced");
  salvaged = cli_json (self->store, "salvage", replaced, NULL);
  g_assert_cmpint (cli_int_at (salvaged, "put_back"), ==, 1);
  g_assert_cmpint (cli_int_at (salvaged, "known"), ==, 1);
  shown = cli_ok (self->store, "show", later, NULL);
  g_assert_nonnull (strstr (shown, "乙"));
}

static void
test_calls (Fixture *self, gconstpointer data)
{
  g_auto (CliResult) none = cli_run (self->store, "restore", "--latest", NULL);
  g_auto (CliResult) which = cli_run (self->store, "restore", NULL);
  g_auto (CliResult) both = cli_run (self->store, "restore", "--latest", "/a", NULL);
  g_autofree char *backups = cli_ok (self->store, "backups", NULL);

  assert_fails (&none, "There is no sound backup of the store");
  g_assert_cmpint (which.status, ==, 2);
  g_assert_cmpint (both.status, ==, 2);
  g_assert_cmpstr (backups, ==, "");
}

static void
test_verify_names_the_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = make_file (self, "协议.txt", "一式两份");
  g_autoptr (JsonNode) attached = cli_json (self->store, "attach", self->id, path, NULL);
  const char *digest = cli_string_at (attached, "files/0/id");
  g_autofree char *start = g_strndup (digest, 2);
  g_autofree char *kept = g_build_filename (self->store, "files", start, digest, NULL);
  g_auto (CliResult) result = { 0 };

  g_assert_cmpint (g_remove (kept), ==, 0);
  result = cli_run (self->store, "verify", NULL);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.out, "“协议.txt” of “甲” (Project) is missing"));
}

#define ADD(path, func) g_test_add ("/cli/care/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("files", test_files);
  ADD ("refused-files", test_refused_files);
  ADD ("damage", test_damage);
  ADD ("salvage", test_salvage);
  ADD ("calls", test_calls);
  ADD ("backup-without-file", test_backup_without_file);
  ADD ("verify-names-the-file", test_verify_names_the_file);
  return g_test_run ();
}

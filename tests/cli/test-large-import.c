/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import that is too large for one request: 30,000 rows from one store to another over a real
 * server, and undone in one step. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <string.h>

#define N_ROWS 30000
#define NOTE_CHARS 150 /* of three bytes each */

static void
write_sheet (const char *path)
{
  g_autoptr (GString) sheet = g_string_new ("项目名称,当前阶段,备注\n");
  g_autoptr (GString) note = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < NOTE_CHARS; i++)
    g_string_append (note, "备");
  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (sheet, "项目%u号,线索,%s\n", i, note->str);
  g_assert_cmpuint (sheet->len, >, 13 * 1024 * 1024);
  g_assert_true (g_file_set_contents (path, sheet->str, (gssize) sheet->len, &error));
  g_assert_no_error (error);
}

static void
assert_same_digest (const char *a, const char *b)
{
  g_autofree char *here = cli_ok (a, "digest", NULL);
  g_autofree char *there = cli_ok (b, "digest", NULL);

  g_assert_cmpstr (here, ==, there);
}

static gint64
count_projects (const char *store)
{
  g_autoptr (JsonNode) list = cli_json (store, "list", "project", "--limit", "1", NULL);

  return cli_int_at (list, "count");
}

static void
test_large_import (void)
{
  char *folder = store_folder_make ();
  g_autofree char *path = g_build_filename (folder, "large.csv", NULL);
  ServerRun *server = server_run_new (folder);
  g_autofree char *a = server_run_new_store (server, folder, "林舒然", "administrator");
  g_autofree char *b = server_run_new_store (server, folder, "周砚秋", "administrator");
  g_autoptr (JsonNode) status = NULL;

  write_sheet (path);
  g_free (cli_ok (a, "import", path, NULL));
  cli_sync (a);
  status = cli_json (a, "status", NULL);
  g_assert_cmpint (cli_int_at (status, "pending"), ==, 0);
  g_assert_cmpint (cli_int_at (status, "refused"), ==, 0);
  cli_sync (b);
  g_assert_cmpint (count_projects (b), ==, N_ROWS);
  assert_same_digest (a, b);

  g_free (cli_ok (a, "undo", NULL));
  g_assert_cmpint (count_projects (a), ==, 0);
  g_free (cli_ok (a, "sync", "--send-all", NULL));
  cli_sync (b);
  g_assert_cmpint (count_projects (b), ==, 0);
  assert_same_digest (a, b);
  server_run_free (server);
  store_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/large-import", test_large_import);
  return g_test_run ();
}

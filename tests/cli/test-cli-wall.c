/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb wall (domain.md V1–V4, V8): listing, printing and drawing wall charts. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder, *store, *project;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->project = cli_ok (self->store, "add", "project", "name=轴承项目", "stage=signed",
                          "signed_date=2026-01-05", "total_investment=5亿", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  store_folder_remove (self->folder);
  g_free (self->store);
  g_free (self->project);
}

static void
test_list (Fixture *self, gconstpointer unused)
{
  static const char *const names[]
      = { "projects", "problems", "lamps", "industrial", "government", "ranking" };
  g_autoptr (JsonNode) walls = cli_json (self->store, "wall", NULL);
  g_autofree char *table = cli_ok (self->store, "wall", NULL);

  g_assert_cmpuint (cli_length_at (walls, ""), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%u/name", i);

      g_assert_cmpstr (cli_string_at (walls, path), ==, names[i]);
      g_assert_nonnull (strstr (table, names[i]));
    }
  g_assert_cmpstr (cli_string_at (walls, "2/by/1"), ==, "quarter");
}

static void
test_print (Fixture *self, gconstpointer unused)
{
  g_autofree char *text = cli_ok (self->store, "wall", "projects", NULL);
  g_autoptr (JsonNode) wall = cli_json (self->store, "wall", "projects", NULL);
  g_autoptr (JsonNode) none
      = cli_json (self->store, "wall", "projects", "--where", "stage=started", NULL);
  g_autoptr (JsonNode) past
      = cli_json (self->store, "wall", "projects", "--as-of", "2020-01-01", NULL);

  g_assert_nonnull (strstr (text, "轴承项目"));
  g_assert_nonnull (strstr (text, "CNY 500 million"));
  g_assert_cmpstr (cli_string_at (wall, "rows/0/id"), ==, self->project);
  g_assert_cmpstr (cli_string_at (wall, "rows/0/signed"), ==, "2026-01-05");
  g_assert_cmpint (cli_int_at (wall, "figures/count"), ==, 1);
  g_assert_cmpuint (cli_length_at (none, "rows"), ==, 0);
  g_assert_cmpuint (cli_length_at (past, "rows"), ==, 0);
}

static void
test_draw (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *name, *begins, *option, *value;
  } files[] = { { "a.pdf", "%PDF", "--paper", "A0" },
                { "a.svg", "<?xml", "--paper", "a4" },
                { "a.png", "\x89PNG", "--screen", "640x480" },
                { "a.xlsx", "PK", "--by", "chain" },
                { "a.csv", "\xef\xbb\xbf", "--page", "1" } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i].name, NULL);
      g_autofree char *bytes = NULL;

      g_free (cli_ok (self->store, "wall", "industrial", "--output", path, "--upright",
                      files[i].option, files[i].value, NULL));
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, files[i].begins));
    }
}

static void
test_bad_calls (Fixture *self, gconstpointer unused)
{
  static const char *const calls[][5] = {
    { "wall", "nothing" },
    { "wall", "projects", "--paper", "B5" },
    { "wall", "projects", "--screen", "large" },
    { "wall", "projects", "--by", "owner" },
    { "wall", "projects", "--output", "a.doc" },
    { "wall", "projects", "--page", "0" },
    { "wall", "projects", "--page", "-2147483648" },
    { "wall", "projects", "--year", "0" },
    { "wall", "projects", "--year", "2025x" },
    { "wall", "projects", "--screen", "1920x1080junk" },
    { "wall", "problems", "--contest", "0000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (CliResult) result = cli_run_strv (self->store, calls[i]);

      g_assert_cmpint (result.status, !=, 0);
      g_assert_cmpstr (result.out, ==, "");
      g_assert_cmpint (strlen (result.err), >, 10);
    }
}

int
main (int argc, char *argv[])
{
#define ADD(path, test) g_test_add ("/cli/wall/" path, Fixture, NULL, set_up, test, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("list", test_list);
  ADD ("V1-print", test_print);
  ADD ("V4-draw", test_draw);
  ADD ("bad-calls", test_bad_calls);
  return g_test_run ();
}

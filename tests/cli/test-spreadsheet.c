/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks, calendars and cards through the command line: there and back, updates, rows left out.
 */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->store = g_build_filename (fixture->folder, "store", NULL);
  g_free (cli_ok (fixture->store, "init", NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->store);
  store_folder_remove (fixture->folder);
}

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* A1: the sum of 西安高新区, to the fen, behind an export and an import. */
static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
  g_autofree char *book = g_build_filename (fixture->folder, "projects.xlsx", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "second", NULL);
  g_autoptr (JsonNode) exported = NULL;
  g_autoptr (JsonNode) imported = NULL;
  g_autoptr (JsonNode) list = NULL;

  g_free (cli_ok (fixture->store, "import", csv, NULL));
  exported = cli_json (fixture->store, "export", "project", book, NULL);
  g_assert_cmpint (cli_int_at (exported, "count"), ==, 30);
  g_free (cli_ok (second, "init", NULL));
  imported = cli_json (second, "import", book, NULL);
  g_assert_cmpint (cli_int_at (imported, "records"), ==, 30);
  g_assert_cmpint (cli_int_at (imported, "skipped"), ==, 0);
  list = cli_json (second, "list", "project", "--where", "park=西安高新区", NULL);
  g_assert_cmpint (cli_int_at (list, "sum/currencies/0/minor"), ==, 716900000000);
}

static void
test_update_and_skip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_file (fixture, "a.csv", "项目名称,总投资\n甲,1亿元\n乙,2亿元\n");
  g_autofree char *next
      = write_file (fixture, "b.csv", "项目名称,总投资\n甲,3亿元\n丙,4亿元\n丁,很多\n");
  g_autofree char *skip_file = g_build_filename (fixture->folder, "left-out.csv", NULL);
  g_autofree char *left_out = NULL;
  g_autoptr (JsonNode) done = NULL;
  g_autoptr (JsonNode) list = NULL;

  g_free (cli_ok (fixture->store, "import", first, NULL));
  g_free (cli_ok (fixture->store, "import", next, "--mode", "both", "--skip-file", skip_file,
                  "--dry-run", NULL));
  g_assert_false (g_file_test (skip_file, G_FILE_TEST_EXISTS));
  done
      = cli_json (fixture->store, "import", next, "--mode", "both", "--skip-file", skip_file, NULL);
  g_assert_cmpint (cli_int_at (done, "records"), ==, 2);
  g_assert_cmpint (cli_int_at (done, "updates"), ==, 1);
  g_assert_cmpint (cli_int_at (done, "skipped"), ==, 1);
  list = cli_json (fixture->store, "list", "project", "--where", "total_investment>=3亿", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 2);
  g_assert_true (g_file_get_contents (skip_file, &left_out, NULL, NULL));
  g_assert_nonnull (strstr (left_out, "丁,很多,"));
}

/* What a mapping file says is known the next time, also to be seen and deleted. */
static void
test_learned_headings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "a.csv", "项目名称,盘子,备注\n甲,1亿元,乙\n");
  g_autofree char *next = write_file (fixture, "b.csv", "项目名称,盘 子：,备注\n丙,2亿元,丁\n");
  g_autofree char *map = write_file (fixture, "map.txt", "盘子=total_investment\n备注=\n");
  g_autofree char *shown = NULL;
  g_autoptr (JsonNode) known = NULL;
  g_autoptr (JsonNode) plan = NULL;
  g_autoptr (JsonNode) after = NULL;

  g_free (cli_ok (fixture->store, "import", csv, "--map", map, "--dry-run", NULL));
  g_free (cli_ok (fixture->store, "import", csv, "--map", map, NULL));
  known = cli_json (fixture->store, "list", "heading_synonym", "--sort", "heading", NULL);
  g_assert_cmpint (cli_int_at (known, "count"), ==, 2);
  plan = cli_json (fixture->store, "import", next, "--dry-run", NULL);
  g_assert_cmpstr (cli_string_at (plan, "columns/1/field"), ==, "total_investment");
  g_assert_null (cli_string_at (plan, "columns/2/field"));
  shown = cli_ok (fixture->store, "import", next, "--dry-run", NULL);
  g_assert_nonnull (strstr (shown, "Total investment (learned)"));
  g_assert_nonnull (strstr (shown, "(left out) (learned)"));
  g_free (cli_ok (fixture->store, "undo", NULL));
  after = cli_json (fixture->store, "import", next, "--dry-run", NULL);
  g_assert_null (cli_string_at (after, "columns/1/field"));
  g_assert_cmpstr (cli_string_at (after, "columns/2/field"), ==, "note");
}

/* R1: refused, or left out with the sentence; what is right in the file is not held up. */
static void
test_r1_stages (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = write_file (fixture, "a.csv", "项目名称,阶段\n甲,签约\n乙,签约\n");
  g_autofree char *next = write_file (fixture, "b.csv", "项目名称,阶段\n甲,洽谈\n乙,供地\n");
  g_autofree char *skip_file = g_build_filename (fixture->folder, "left-out.csv", NULL);
  g_autofree char *left_out = NULL;
  g_autoptr (JsonNode) list = NULL;
  const char *args[] = { "import", next, "--mode", "update", NULL };
  g_auto (CliResult) refused = { 0 };

  g_free (cli_ok (fixture->store, "import", first, NULL));
  refused = cli_run_strv (fixture->store, args);
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_nonnull (strstr (refused.err, "“甲” would go back from “Signed” to “Negotiation”"));
  g_free (
      cli_ok (fixture->store, "import", next, "--mode", "update", "--skip-file", skip_file, NULL));
  list = cli_json (fixture->store, "list", "project", "--where", "stage=land", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 1);
  g_assert_true (g_file_get_contents (skip_file, &left_out, NULL, NULL));
  g_assert_nonnull (strstr (left_out, "甲,洽谈,\"“甲” would go back"));
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *columns, *expected;
  } cases[] = {
    { "number,name", "\xef\xbb\xbfNumber,Project\r\nP1,甲\r\n" },
    { "listed", "\xef\xbb\xbfProject,Stage,Enterprise,Park,Owner,Industry," },
    { "all", "\xef\xbb\xbfProject,Number,Stage," },
  };
  g_autofree char *csv = write_file (fixture, "a.csv", "项目名称,项目编号\n甲,P1\n");
  g_autofree char *out = g_build_filename (fixture->folder, "out.csv", NULL);

  g_free (cli_ok (fixture->store, "import", csv, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_free (
          cli_ok (fixture->store, "export", "project", out, "--columns", cases[i].columns, NULL));
      g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
      g_assert_true (g_str_has_prefix (text, cases[i].expected));
    }
}

static void
test_calls (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *args[6];
    int status;
    const char *says;
  } calls[] = {
    { { "export", "project", "a", "--format", "pdf" }, 2, "Choose csv, xlsx, ics or vcf" },
    { { "export", "project", "a.csv", "--columns", "name,colour" }, 1, "no field “colour”" },
    { { "export", "contact", "a.ics" }, 1, "have no dates" },
    { { "import", "a.csv", "--mode", "guess" }, 2, "Choose create, update or both" },
    { { "import", "no-such.xlsx" }, 1, "no-such.xlsx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (CliResult) result = cli_run_strv (fixture->store, calls[i].args);

      g_test_message ("%s", calls[i].says);
      g_assert_cmpint (result.status, ==, calls[i].status);
      g_assert_nonnull (strstr (result.err, calls[i].says));
    }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/cli-spreadsheet/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("workbook", test_workbook);
  ADD ("update-and-skip", test_update_and_skip);
  ADD ("learned-headings", test_learned_headings);
  ADD ("R1-stages", test_r1_stages);
  ADD ("columns", test_columns);
  ADD ("calls", test_calls);
  return g_test_run ();
}

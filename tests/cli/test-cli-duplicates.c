/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that may be one, on the command line: what add and import say, duplicates, merge, apart
 * (domain.md §4). */

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

static gint64
count (Fixture *fixture, const char *entity)
{
  g_autoptr (JsonNode) list = cli_json (fixture->store, "list", entity, NULL);

  return cli_int_at (list, "count");
}

static char *
add_firm (Fixture *fixture, const char *assignment)
{
  return cli_ok (fixture->store, "add", "enterprise", assignment, NULL);
}

static void
assert_value (Fixture *fixture, const char *id, const char *field, const char *value)
{
  g_autoptr (JsonNode) record = cli_json (fixture->store, "show", id, NULL);
  g_autofree char *path = g_strconcat ("values/", field, NULL);

  g_assert_cmpstr (cli_string_at (record, path), ==, value);
}

/* ---- add ---- */

/* L1 and L2 wait for a verdict: nothing is saved, the status is 1, and both ways out are named. */
static void
test_add_blocked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_firm (fixture, "name=寰采星科技（宁波）有限公司");
  g_auto (CliResult) result
      = cli_run (fixture->store, "add", "enterprise", "name=宁波寰采星科技有限公司", NULL);
  g_auto (CliResult) json = cli_run (fixture->store, "--json", "add", "enterprise",
                                     "name=宁波寰采星科技有限公司", NULL);
  g_autoptr (JsonNode) said = json_from_string (json.out, NULL);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_cmpstr (result.out, ==, "");
  g_assert_nonnull (strstr (result.err, "L2"));
  g_assert_nonnull (strstr (result.err, id));
  g_assert_nonnull (strstr (result.err, "--verdict"));
  g_assert_cmpint (json.status, ==, 1);
  g_assert_cmpstr (cli_string_at (said, "duplicates/0/level"), ==, "L2");
  g_assert_cmpstr (cli_string_at (said, "duplicates/0/record/id"), ==, id);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
}

/* L3 and L4 warn. */
static void
test_add_warned (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_firm (fixture, "name=宁波寰采星科技有限公司");
  g_auto (CliResult) result
      = cli_run (fixture->store, "add", "enterprise", "name=宁波环采星科技有限公司", NULL);

  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.err, "L3"));
  g_assert_nonnull (strstr (result.err, id));
  g_assert_cmpint (count (fixture, "enterprise"), ==, 2);
}

static void
test_add_verdicts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_firm (fixture, "name=澄岳精工");
  const char *name = "name=澄岳精工有限公司";
  g_autofree char *merged
      = cli_ok (fixture->store, "add", "enterprise", name, "city=宁波", "--verdict", "merge", NULL);
  g_autofree char *ignored = NULL;
  g_autofree char *new = NULL;

  g_assert_cmpstr (merged, ==, id);
  assert_value (fixture, id, "city", "宁波");
  assert_value (fixture, id, "name", "澄岳精工");
  ignored = cli_ok (fixture->store, "add", "enterprise", name, "--verdict", "ignore", NULL);
  g_assert_cmpstr (ignored, ==, id);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
  new = cli_ok (fixture->store, "add", "enterprise", name, "--verdict", "new", "--reason",
                "同名的另一家", NULL);
  g_assert_cmpstr (new, !=, id);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 2);
  g_assert_cmpint (count (fixture, "duplicate_verdict"), ==, 2);
}

static void
test_call_errors (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[][8] = {
    { "add", "enterprise", "name=甲", "--verdict", "perhaps", NULL },
    { "add", "enterprise", "name=甲", "--verdict", "new", NULL },
    { "merge", "onlyone", NULL },
    { "apart", "onlyone", NULL },
    { "duplicates", "nothing", NULL },
    { "duplicates", "--level", "5", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_auto (CliResult) result = cli_run_strv (fixture->store, calls[i]);

      g_test_message ("%s: %s", calls[i][0], result.err);
      g_assert_cmpint (result.status, ==, 2);
    }
}

/* ---- duplicates, merge, apart ---- */

static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_firm (fixture, "name=澄岳精工");
  g_autofree char *b = cli_ok (fixture->store, "add", "enterprise", "name=安纳新材料", NULL);
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (JsonNode) pairs = NULL;
  g_autofree char *text = NULL;
  g_auto (CliResult) progress = { 0 };
  g_autoptr (JsonNode) none = NULL;

  g_free (cli_ok (fixture->store, "set", b, "name=澄岳精工有限公司", "phone=0574-88886666", NULL));
  pairs = cli_json (fixture->store, "duplicates", "企业", NULL);
  g_assert_cmpuint (cli_length_at (pairs, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (pairs, "0/level"), ==, "L1");
  g_assert_cmpstr (cli_string_at (pairs, "0/fields/0"), ==, "name");
  g_assert_cmpstr (cli_string_at (pairs, "0/record/id"), ==, a);
  g_assert_cmpstr (cli_string_at (pairs, "0/other/id"), ==, b);
  text = cli_ok (fixture->store, "duplicates", NULL);
  g_assert_nonnull (strstr (text, a));
  progress = cli_run (fixture->store, "duplicates", "--progress", NULL);
  g_assert_nonnull (strstr (progress.err, "2 of 2"));

  before = cli_ok (fixture->store, "digest", NULL);
  g_free (cli_ok (fixture->store, "merge", a, b, NULL));
  assert_value (fixture, a, "phone", "0574-88886666");
  none = cli_json (fixture->store, "duplicates", NULL);
  g_assert_cmpuint (cli_length_at (none, ""), ==, 0);
  g_free (cli_ok (fixture->store, "undo", NULL));
  undone = cli_ok (fixture->store, "digest", NULL);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_apart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add_firm (fixture, "name=澄岳精工");
  g_autofree char *b = add_firm (fixture, "name=安纳新材料");
  g_autoptr (JsonNode) none = NULL;
  g_auto (CliResult) gone = { 0 };

  g_free (cli_ok (fixture->store, "set", b, "name=澄岳精工有限公司", NULL));
  g_free (cli_ok (fixture->store, "apart", a, b, "--reason", "两家", NULL));
  none = cli_json (fixture->store, "duplicates", NULL);
  g_assert_cmpuint (cli_length_at (none, ""), ==, 0);
  gone = cli_run (fixture->store, "merge", a, a, NULL);
  g_assert_cmpint (gone.status, ==, 1);
}

/* ---- import ---- */

static char *
write_sheet (Fixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->folder, "sheet.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_import_blocked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_firm (fixture, "name=澄岳精工");
  g_autofree char *path = write_sheet (
      fixture, "企业名称,城市\n澄岳精工有限公司,宁波\n安纳新材料,宁波\n安纳新材料股份公司,绍兴\n");
  g_auto (CliResult) result = cli_run (fixture->store, "import", path, NULL);
  g_autoptr (JsonNode) preview = cli_json (fixture->store, "import", path, "--dry-run", NULL);

  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.err, "Row 2"));
  g_assert_nonnull (strstr (result.err, "Row 4"));
  g_assert_null (strstr (result.err, "Row 3"));
  g_assert_cmpuint (cli_length_at (preview, "duplicates"), ==, 2);
  g_assert_cmpint (cli_int_at (preview, "duplicates/0/row"), ==, 2);
  g_assert_cmpstr (cli_string_at (preview, "duplicates/0/duplicates/0/record/id"), ==, id);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
}

/* Each verdict on the same file: one row is in the store already, another repeats a row above it.
 */
static void
test_import_verdicts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *verdict;
    gint64 n_firms, n_verdicts;
    const char *city; /* of the firm that was there */
  } cases[] = {
    { "ignore", 2, 2, "绍兴" },
    { "merge", 2, 0, "绍兴" },
    { "overwrite", 2, 0, "宁波" },
    { "new", 4, 2, "绍兴" },
  };
  g_autofree char *id
      = cli_ok (fixture->store, "add", "enterprise", "name=澄岳精工", "city=绍兴", NULL);
  g_autofree char *path = write_sheet (fixture, "企业名称,城市,标签\n澄岳精工有限公司,宁波,外资\n"
                                                "安纳新材料,,上市\n安纳新材料公司,绍兴,外资\n");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].verdict);
      g_free (cli_ok (fixture->store, "import", path, "--verdict", cases[i].verdict, "--reason",
                      "核对过", NULL));
      g_assert_cmpint (count (fixture, "enterprise"), ==, cases[i].n_firms);
      g_assert_cmpint (count (fixture, "duplicate_verdict"), ==, cases[i].n_verdicts);
      assert_value (fixture, id, "city", cases[i].city);
      if (i == 1)
        {
          g_autoptr (JsonNode) list
              = cli_json (fixture->store, "list", "enterprise", "--where", "name=安纳新材料", NULL);

          g_assert_cmpstr (cli_string_at (list, "records/0/values/city"), ==, "绍兴");
          g_assert_cmpstr (cli_string_at (list, "records/0/values/tags"), ==, "上市\n外资");
        }
      g_free (cli_ok (fixture->store, "undo", NULL));
      g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
    }
}

/* A firm that is only named in a column of projects is the one that is there, once somebody says
 * so. */
static void
test_import_reference (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_firm (fixture, "name=澄岳精工");
  g_autofree char *path = write_sheet (
      fixture, "项目名称,企业名称\n精密机床,澄岳精工有限公司\n检测中心,澄岳精工公司\n");
  g_autoptr (JsonNode) list = NULL;

  g_free (cli_ok (fixture->store, "import", path, "--verdict", "merge", NULL));
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
  list = cli_json (fixture->store, "list", "project", NULL);
  g_assert_cmpstr (cli_string_at (list, "records/0/values/enterprise"), ==, id);
  g_assert_cmpstr (cli_string_at (list, "records/1/values/enterprise"), ==, id);
}

/* A row that is there already is left out and makes nothing; one that may be there waits for a
 * verdict, and is named by the row that asks for it. */
static void
test_import_left_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_firm (fixture, "name=澄岳精工");
  g_autofree char *path = write_sheet (fixture, "项目名称,企业名称\n检测中心,安纳新材料\n"
                                                "精密机床,澄岳精工有限公司\n合计,\n");
  g_autoptr (JsonNode) preview = NULL;

  g_free (cli_ok (fixture->store, "add", "project", "name=检测中心", NULL));
  preview = cli_json (fixture->store, "import", path, "--dry-run", NULL);
  g_assert_cmpint (cli_int_at (preview, "doubles"), ==, 1);
  g_assert_cmpuint (cli_length_at (preview, "left_out"), ==, 2);
  g_assert_cmpint (cli_int_at (preview, "left_out/0/row"), ==, 2);
  g_assert_cmpint (cli_int_at (preview, "left_out/1/row"), ==, 4);
  g_assert_cmpuint (cli_length_at (preview, "duplicates"), ==, 1);
  g_assert_cmpint (cli_int_at (preview, "duplicates/0/row"), ==, 3);
  g_assert_cmpstr (cli_string_at (preview, "duplicates/0/duplicates/0/record/id"), ==, id);
  g_free (cli_ok (fixture->store, "import", path, "--verdict", "merge", NULL));
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
  g_assert_cmpint (count (fixture, "project"), ==, 2);
}

#define ADD(path, func) g_test_add ("/cli/duplicates/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("add-blocked", test_add_blocked);
  ADD ("add-warned", test_add_warned);
  ADD ("add-verdicts", test_add_verdicts);
  ADD ("call-errors", test_call_errors);
  ADD ("duplicates", test_duplicates);
  ADD ("apart", test_apart);
  ADD ("import-blocked", test_import_blocked);
  ADD ("import-verdicts", test_import_verdicts);
  ADD ("import-reference", test_import_reference);
  ADD ("import-left-out", test_import_left_out);
  return g_test_run ();
}

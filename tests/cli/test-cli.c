/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line on one store: whole stories, exit statuses, output forms. */

#include "config.h"

#include "cli-run.h"
#include "some-record.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder; /* holds the store and files of the test */
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
real_input (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
}

static gint64
count (Fixture *fixture, const char *entity, const char *where)
{
  g_autoptr (JsonNode) list
      = where != NULL ? cli_json (fixture->store, "list", entity, "--where", where, NULL)
                      : cli_json (fixture->store, "list", entity, NULL);

  g_assert_cmpuint (cli_length_at (list, "records"), ==, cli_int_at (list, "count"));
  return cli_int_at (list, "count");
}

static char *
add_project (Fixture *fixture, const char *name)
{
  g_autofree char *assignment = g_strconcat ("name=", name, NULL);

  return cli_ok (fixture->store, "add", "project", assignment, NULL);
}

/* ---- Stories ---- */

/* A1: the ten projects of 西安高新区 sum to exactly 71.69亿元, in every form the figure is given.
 */
static void
test_import_a1 (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = real_input ();
  g_autoptr (JsonNode) imported = cli_json (fixture->store, "import", csv, NULL);
  g_autoptr (JsonNode) list
      = cli_json (fixture->store, "list", "project", "--where", "park=西安高新区", NULL);
  g_autofree char *text
      = cli_ok (fixture->store, "list", "project", "--where", "park=西安高新区", NULL);

  g_assert_cmpint (cli_int_at (imported, "records"), ==, 30);
  g_assert_cmpuint (cli_length_at (imported, "problems"), ==, 0);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 10);
  g_assert_cmpint (cli_int_at (list, "sum/currencies/0/minor"), ==, 716900000000);
  g_assert_cmpstr (cli_string_at (list, "sum/currencies/0/currency"), ==, "CNY");
  g_assert_cmpuint (cli_length_at (list, "sum/currencies"), ==, 1);
  g_assert_nonnull (strstr (text, "CNY 7,169 million"));
  g_assert_cmpint (count (fixture, "project", "signed_date=2023"), ==, 4);
  g_assert_cmpint (count (fixture, "park", NULL), >, 0);
}

static void
test_import_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = real_input ();
  g_autofree char *digest = cli_ok (fixture->store, "digest", NULL);
  g_autofree char *imported = NULL;
  g_autofree char *undone = NULL;

  g_free (cli_ok (fixture->store, "import", csv, "--dry-run", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 0);
  g_free (cli_ok (fixture->store, "import", csv, NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 30);
  imported = cli_ok (fixture->store, "digest", NULL);
  g_assert_cmpstr (imported, !=, digest);

  g_free (cli_ok (fixture->store, "undo", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 0);
  g_assert_cmpint (count (fixture, "park", NULL), ==, 0);
  g_free (cli_ok (fixture->store, "redo", NULL));
  undone = cli_ok (fixture->store, "digest", NULL);
  g_assert_cmpstr (undone, ==, imported);
}

static void
test_import_problems (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bad.csv", NULL);
  g_auto (CliResult) result = { 0 };

  g_assert_true (g_file_set_contents (
      path, "项目名称,总投资,签约日期\n甲,很多,2023-02\n乙,1亿元,去年\n,很少,2023-03\n", -1, NULL));
  result = cli_run (fixture->store, "import", path, "--entity", "project", NULL);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.err, "Row 2, column 2"));
  g_assert_nonnull (strstr (result.err, "Row 3, column 3"));
  g_assert_nonnull (strstr (result.err, "Row 4, column 1"));
  g_assert_nonnull (strstr (result.err, "Row 4, column 2"));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 0);
}

static void
test_import_mapping (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "odd.csv", NULL);
  g_autofree char *map = g_build_filename (fixture->folder, "map", NULL);
  g_autoptr (JsonNode) list = NULL;

  g_assert_true (g_file_set_contents (path, "东西,钱\n甲项目,2亿元\n", -1, NULL));
  g_assert_true (
      g_file_set_contents (map, "# odd headings\n东西=name\n钱 = total_investment\n", -1, NULL));
  g_free (cli_ok (fixture->store, "import", path, "--entity", "project", "--map", map, NULL));
  list = cli_json (fixture->store, "list", "project", NULL);
  g_assert_cmpstr (cli_string_at (list, "records/0/values/name"), ==, "甲项目");
  g_assert_cmpstr (cli_string_at (list, "records/0/values/total_investment"), ==,
                   "200000000.00 CNY");
}

static void
test_same_sentence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_project (fixture, "甲");

  for (guint i = 0; i < n_same_sentences; i++)
    {
      g_autofree char *assignment
          = g_strconcat (same_sentences[i].field, "=", same_sentences[i].text, NULL);
      g_autofree char *expected
          = g_strdup_printf ("landfall-cli: %s\n", same_sentences[i].sentence);
      g_auto (CliResult) result = cli_run (fixture->store, "set", id, assignment, NULL);

      g_assert_cmpint (result.status, ==, 1);
      g_assert_cmpstr (result.err, ==, expected);
    }
}

/* Every kind of record has its list from the beginning. */
static void
test_every_entity (Fixture *fixture, gconstpointer data)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (JsonNode) list = cli_json (fixture->store, "list", (*entity)->name, NULL);

      g_assert_cmpuint (cli_length_at (list, "records"), ==, 0);
      g_assert_cmpint (cli_int_at (list, "count"), ==, 0);
    }
}

/* I1: a problem is collected at a visit, dispatched, handled step by step and closed. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autofree char *firm = cli_ok (fixture->store, "add", "enterprise", "name=澄岳精工", NULL);
  g_autofree char *visit = cli_ok (fixture->store, "add", "走访", "主题=三月走访", "企业=澄岳精工",
                                   "收集问题数=1", NULL);
  g_autofree char *problem
      = cli_ok (fixture->store, "add", "problem", "subject=外线电力", "enterprise=澄岳精工",
                "问题类型=用能", "visit=三月走访", "collected_on=2023-03-01", NULL);
  g_auto (CliResult) refused = { 0 };
  g_autoptr (JsonNode) closed = NULL;

  g_free (cli_ok (fixture->store, "add", "problem-step", "text=已联系供电公司", "problem=外线电力",
                  "kind=派单", NULL));
  refused = cli_run (fixture->store, "set", problem, "state=办结", NULL);
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_cmpstr (refused.err, ==,
                   "landfall-cli: Closed on must not be blank while State is “Closed”.\n");
  g_free (cli_ok (fixture->store, "set", problem, "state=办结", "办结日期=2023-03-10",
                  "satisfaction=满意", NULL));
  closed = cli_json (fixture->store, "list", "problem", "--where",
                     "state=closed and enterprise=澄岳精工", NULL);
  g_assert_cmpint (cli_int_at (closed, "count"), ==, 1);
  g_assert_cmpint (count (fixture, "problem_step", "problem=外线电力"), ==, 1);
  g_assert_cmpint (count (fixture, "visit", "三月"), ==, 1);
}

static void
test_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *firm = cli_ok (fixture->store, "add", "enterprise", "name=澄岳精工", NULL);
  g_autofree char *id = cli_ok (fixture->store, "add", "project", "name=减速器", "企业=澄岳精工",
                                "总投资=约3亿元", NULL);
  g_autofree char *beginning = g_strndup (id, 30);
  g_autoptr (JsonNode) shown = cli_json (fixture->store, "show", beginning, NULL);
  g_autoptr (JsonNode) changed = NULL;
  g_autoptr (JsonNode) history = NULL;

  g_assert_cmpstr (cli_string_at (shown, "id"), ==, id);
  g_assert_cmpstr (cli_string_at (shown, "values/enterprise"), ==, firm);
  g_assert_cmpstr (cli_string_at (shown, "text/enterprise"), ==, "澄岳精工");
  g_assert_cmpstr (cli_string_at (shown, "values/total_investment"), ==, "about 300000000.00 CNY");
  g_assert_cmpstr (cli_string_at (shown, "values/stage"), ==, "lead");
  g_assert_cmpstr (cli_string_at (shown, "state"), ==, "pending");

  g_free (cli_ok (fixture->store, "set", id, "total_investment=3.2亿元", "note=", "industry=机器人",
                  NULL));
  changed = cli_json (fixture->store, "show", id, NULL);
  g_assert_cmpstr (cli_string_at (changed, "values/total_investment"), ==, "320000000.00 CNY");
  history = cli_json (fixture->store, "history", id, NULL);
  g_assert_cmpuint (cli_length_at (history, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (history, "1/ops/0/kind"), ==, "create");
}

static void
test_history_of_a_field (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_project (fixture, "甲");
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) history = NULL;
  g_auto (CliResult) unknown = { 0 };

  g_free (cli_ok (fixture->store, "set", id, "total_investment=1亿元", "note=x", NULL));
  g_free (cli_ok (fixture->store, "set", id, "note=y", NULL));
  g_free (cli_ok (fixture->store, "set", id, "总投资=2亿元", NULL));
  history = cli_json (fixture->store, "history", id, "--field", "总投资", NULL);
  g_assert_cmpuint (cli_length_at (history, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (history, "0/ops/0/edits/0/was"), ==, "100000000.00 CNY");
  g_assert_cmpuint (cli_length_at (history, "1/ops/0/edits"), ==, 1);
  g_assert_true (json_node_get_boolean (cli_at (history, "0/here")));
  g_assert_true (json_node_is_null (cli_at (history, "0/made")));
  text = cli_ok (fixture->store, "history", id, "--field", "total_investment", NULL);
  g_assert_nonnull (strstr (text, "(this device)"));
  g_assert_nonnull (strstr (text, "Total investment: CNY 100 million → CNY 200 million"));
  g_assert_null (strstr (text, "Note"));
  unknown = cli_run (fixture->store, "history", id, "--field", "colour", NULL);
  g_assert_cmpint (unknown.status, ==, 2);
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_project (fixture, "甲");
  g_autofree char *empty = cli_ok (fixture->store, "trash", NULL);
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;
  g_autoptr (JsonNode) trash = NULL;
  g_auto (CliResult) again = { 0 };

  g_assert_cmpstr (empty, ==, "The trash is empty.");
  g_free (cli_ok (fixture->store, "delete", id, NULL));
  trash = cli_json (fixture->store, "trash", NULL);
  g_assert_cmpuint (cli_length_at (trash, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (trash, "0/id"), ==, id);
  g_assert_cmpint (cli_int_at (trash, "0/days_left"), ==, 30);
  g_assert_cmpstr (cli_string_at (trash, "0/deleted_by"), ==, g_get_user_name ());
  text = cli_ok (fixture->store, "trash", NULL);
  g_assert_nonnull (strstr (text, "甲"));
  back = cli_ok (fixture->store, "trash", "restore", id, NULL);
  g_assert_cmpstr (back, ==, "“甲” is back.");
  g_assert_cmpint (count (fixture, "project", NULL), ==, 1);
  again = cli_run (fixture->store, "trash", "restore", id, NULL);
  g_assert_cmpint (again.status, ==, 1);
  g_assert_nonnull (strstr (again.err, "“甲” is not in the trash: it is not deleted."));
  g_free (cli_ok (fixture->store, "undo", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 0);
  g_free (cli_ok (fixture->store, "verify", NULL));
}

static void
test_delete_and_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_project (fixture, "甲");
  g_auto (CliResult) nothing = { 0 };

  g_free (cli_ok (fixture->store, "delete", id, NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 0);
  g_free (cli_ok (fixture->store, "undo", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 1);
  g_free (cli_ok (fixture->store, "undo", NULL));
  nothing = cli_run (fixture->store, "undo", NULL);
  g_assert_cmpint (nothing.status, ==, 1);
}

static void
test_stage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_project (fixture, "甲");
  g_autofree char *contract = g_build_filename (fixture->folder, "合同.txt", NULL);
  g_autoptr (JsonNode) signed_ = NULL;
  g_autoptr (JsonNode) land = NULL;
  g_auto (CliResult) back = { 0 };
  g_auto (CliResult) ahead = { 0 };

  g_assert_true (g_file_set_contents (contract, "甲方乙方", -1, NULL));
  signed_ = cli_json (fixture->store, "advance", id, "签约", "--on", "2023-02", "--evidence",
                      contract, NULL);
  g_assert_cmpstr (cli_string_at (signed_, "values/stage"), ==, "signed");
  g_assert_cmpstr (cli_string_at (signed_, "values/signed_date"), ==, "2023-02");
  g_assert_cmpstr (cli_string_at (signed_, "values/stage_evidence"), ==, "合同.txt");
  g_assert_cmpstr (cli_string_at (signed_, "text/files"), ==, "合同.txt");

  land = cli_json (fixture->store, "advance", id, "land", "--on", "2023-04-06", "--evidence",
                   "成交确认书 3 号", NULL);
  g_assert_cmpstr (cli_string_at (land, "values/stage_evidence"), ==, "成交确认书 3 号");
  back = cli_run (fixture->store, "advance", id, "signed", NULL);
  g_assert_cmpint (back.status, ==, 1);
  ahead = cli_run (fixture->store, "advance", id, "started", "--on", "2199-01-01", NULL);
  g_assert_cmpint (ahead.status, ==, 1);
  g_free (cli_ok (fixture->store, "drop", id, "--reason", "解约", NULL));
  g_assert_cmpint (count (fixture, "project", "stage=dropped"), ==, 1);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "重庆", "cq", "chongqing", "装备" };
  g_autofree char *id = add_project (fixture, "重庆装备基地");

  g_free (add_project (fixture, "宁波项目"));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) hits = cli_json (fixture->store, "search", texts[i], NULL);

      g_assert_cmpuint (cli_length_at (hits, ""), ==, 1);
      g_assert_cmpstr (cli_string_at (hits, "0/id"), ==, id);
    }
}

/* Columns of a terminal before a line's last word, where the id stands for scripts to find. */
static guint
width_before_id (const char *line)
{
  const char *id = strrchr (line, ' ') + 1;
  guint width = 0;

  for (const char *p = line; p < id; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  g_free (cli_ok (fixture->store, "add", "project", "name=甲", "total_investment=1亿元", NULL));
  g_free (cli_ok (fixture->store, "add", "project", "name=b", "total_investment=3亿元", NULL));
  g_free (cli_ok (fixture->store, "add", "project", "name=丙", NULL));
  list = cli_json (fixture->store, "list", "projects", "--sort", "-total_investment", "--limit",
                   "1", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 3);
  g_assert_cmpint (cli_int_at (list, "blank"), ==, 1);
  g_assert_cmpint (cli_int_at (list, "sum/currencies/0/minor"), ==, 40000000000);
  g_assert_cmpuint (cli_length_at (list, "records"), ==, 1);
  g_assert_cmpstr (cli_string_at (list, "records/0/values/name"), ==, "b");

  table = cli_ok (fixture->store, "list", "项目", NULL);
  lines = g_strsplit (table, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  for (guint i = 1; i < 4; i++)
    g_assert_cmpuint (width_before_id (lines[i]), ==, width_before_id (lines[0]));
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = real_input ();
  g_autofree char *path = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *second = g_build_filename (fixture->folder, "second", NULL);
  g_autoptr (JsonNode) list = NULL;

  g_free (cli_ok (fixture->store, "import", csv, NULL));
  g_free (cli_ok (fixture->store, "export", "project", path, "--where", "park=西安高新区", NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "天承杜仲叶资源综合利用开发项目"));

  /* what was exported can be imported, and sums to the same (A1) */
  g_free (cli_ok (second, "init", NULL));
  g_free (cli_ok (second, "import", path, NULL));
  list = cli_json (second, "list", "project", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 10);
  g_assert_cmpint (cli_int_at (list, "sum/currencies/0/minor"), ==, 716900000000);
}

/* Each report that is listed can be asked for, by each of what its rows may be. */
static void
test_reports_are_listed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = real_input ();
  g_autoptr (JsonNode) list = NULL;
  JsonArray *reports;

  g_free (cli_ok (fixture->store, "import", csv, NULL));
  list = cli_json (fixture->store, "report", NULL);
  reports = json_node_get_array (list);
  g_assert_cmpuint (json_array_get_length (reports), >, 30);
  for (guint i = 0; i < json_array_get_length (reports); i++)
    {
      JsonObject *report = json_array_get_object_element (reports, i);
      JsonArray *groups = json_object_get_array_member (report, "by");
      guint n = json_array_get_length (groups);
      g_autofree char *by = g_strdup_printf (
          "--by=%s", n == 0 ? "" : json_array_get_string_element (groups, n - 1));

      g_free (cli_ok (fixture->store, "report", json_object_get_string_member (report, "name"),
                      n == 0 ? NULL : by, NULL));
    }
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "csv", "svg", "png", "pdf" };
  g_autofree char *csv = real_input ();
  g_autoptr (JsonNode) report = NULL;
  g_autofree char *text = NULL;

  g_free (cli_ok (fixture->store, "import", csv, NULL));
  report = cli_json (fixture->store, "report", "pipeline", NULL);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (report));
  text = cli_ok (fixture->store, "report", "pipeline", "--where", "park=西安高新区", NULL);
  g_assert_nonnull (strstr (text, "7,169"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/report.%s", fixture->folder, endings[i]);
      g_autofree char *contents = NULL;
      gsize length;

      g_free (cli_ok (fixture->store, "report", "pipeline", "--output", path, NULL));
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_cmpuint (length, >, 100);
    }
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "backup", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (JsonNode) problems = NULL;

  g_free (add_project (fixture, "甲"));
  before = cli_ok (fixture->store, "digest", NULL);
  g_free (cli_ok (fixture->store, "backup", backup, NULL));
  g_free (add_project (fixture, "乙"));
  g_free (cli_ok (fixture->store, "restore", backup, NULL));
  after = cli_ok (fixture->store, "digest", NULL);
  g_assert_cmpstr (after, ==, before);
  problems = cli_json (fixture->store, "verify", NULL);
  g_assert_cmpuint (cli_length_at (problems, "problems"), ==, 0);
}

static void
test_generate (Fixture *fixture, gconstpointer data)
{
  g_free (cli_ok (fixture->store, "generate", "--projects", "700", "--seed", "7", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 700);
  g_assert_cmpint (count (fixture, "enterprise", NULL), ==, 350);
  g_assert_cmpint (count (fixture, "project", "owner="), ==, 0);
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) again = { 0 };

  g_free (cli_ok (fixture->store, "init", "--sample", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), >=, 40);
  again = cli_run (fixture->store, "init", "--sample", NULL);
  g_assert_cmpint (again.status, ==, 1);
  g_free (cli_ok (fixture->store, "undo", NULL));
  g_assert_cmpint (count (fixture, "project", NULL), ==, 0);
}

/* ---- Exit statuses ---- */

static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int status;
    const char *args[8];
  } cases[] = {
    { 2, { NULL } },
    { 2, { "fly" } },
    { 2, { "list" } },
    { 2, { "list", "unicorn" } },
    { 2,
      { "list", "project", "--where",
        "stage="
        "signed and" } },
    { 2, { "list", "project", "--where", "colour=red" } },
    { 2, { "list", "project", "--sort", "colour" } },
    { 2, { "list", "project", "--nonsense" } },
    { 2, { "add", "project" } },
    { 2, { "add", "project", "colour=red" } },
    { 2, { "add", "project", "name" } },
    { 1, { "add", "project", "name=" } },
    { 1, { "add", "project", "name=甲", "total_investment=plenty" } },
    { 1, { "add", "project", "name=甲", "enterprise=nobody" } },
    { 1, { "show", "018f0000-0000-7000-8000-000000000000" } },
    { 1, { "set", "ffff0000", "name=甲" } },
    { 1, { "delete", "ffff0000" } },
    { 1, { "history", "ffff0000" } },
    { 1, { "advance", "ffff0000", "signed" } },
    { 2, { "advance", "ffff0000", "flying" } },
    { 2, { "advance", "ffff0000", "signed", "--on", "someday" } },
    { 2, { "drop", "ffff0000" } },
    { 1, { "undo" } },
    { 1, { "redo" } },
    { 1, { "import", "/nowhere/at-all.csv" } },
    { 2, { "report", "nonsense" } },
    { 2, { "report", "pipeline", "--from", "someday" } },
    { 2, { "login", "http://zone.example", "--user", "lin", "--password-file", "/dev/null" } },
    { 2, { "login", "http://127.0.0.1:1" } },
    { 2, { "sync" } },
    { 1, { "resolve", "ffff0000", "mine" } },
    { 1, { "rejected", "resend", "ffff0000" } },
    { 2, { "trash", "restore" } },
    { 2, { "trash", "burn", "ffff0000" } },
    { 1, { "trash", "restore", "ffff0000" } },
    { 2, { "rejected", "burn", "ffff0000" } },
    { 1, { "restore", "/nowhere/backup" } },
    { 2, { "restore", "sftp://host/backup" } },
    { 2, { "backup", "sftp://host/backup" } },
    { 2, { "search", "甲", "--limit", "-1" } },
    { 2, { "generate" } },
    { 2, { "help", "fly" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliResult) result = cli_run_strv (fixture->store, cases[i].args);
      g_autofree char *line = g_strjoinv (" ", (char **) cases[i].args);

      g_test_message ("%s: %s", line, result.err);
      g_assert_cmpint (result.status, ==, cases[i].status);
      g_assert_true (g_str_has_prefix (result.err, "landfall-cli: "));
      g_assert_cmpstr (result.out, ==, "");
    }
}

static void
test_no_store (Fixture *fixture, gconstpointer data)
{
  static const char *const verbs[][3]
      = { { "list", "project" }, { "status" }, { "undo" }, { "verify" }, { "digest" } };
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (CliResult) result = cli_run_strv (nowhere, verbs[i]);

      g_assert_cmpint (result.status, ==, 1);
      g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
    }
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->folder, "landfall.db", NULL);
  g_auto (CliResult) result = { 0 };
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (database, "This is a poem, not a database.", -1, NULL));
  result = cli_run (fixture->folder, "list", "project", NULL);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_true (g_file_get_contents (database, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "This is a poem, not a database.");
}

/* ---- Forms ---- */

static void
test_json (Fixture *fixture, gconstpointer data)
{
  static const char *const calls[][4] = {
    { "init" },    { "list", "project" },    { "search", "甲" }, { "status" },
    { "pending" }, { "conflicts" },          { "rejected" },     { "verify" },
    { "digest" },  { "report", "pipeline" }, { "undo" },         { "redo" },
    { "trash" },
  };

  g_free (add_project (fixture, "甲"));
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (JsonNode) node = cli_json (fixture->store, calls[i][0], calls[i][1], NULL);

      g_assert_nonnull (node);
    }
}

static void
test_help (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = cli_ok (NULL, "help", NULL);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  guint n_verbs = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], "  ", 2);
      g_autofree char *text = NULL;

      if (words[0] == NULL || words[1] == NULL || g_strcmp0 (words[0], "Verb") == 0)
        continue;
      text = cli_ok (NULL, "help", words[0], NULL);
      g_assert_nonnull (strstr (text, words[0]));
      n_verbs++;
    }
  g_assert_cmpuint (n_verbs, ==, 74);
}

static void
test_pending (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) pending = NULL;
  g_autoptr (JsonNode) status = NULL;

  g_free (add_project (fixture, "甲"));
  g_free (add_project (fixture, "乙"));
  pending = cli_json (fixture->store, "pending", NULL);
  status = cli_json (fixture->store, "status", NULL);
  g_assert_cmpuint (cli_length_at (pending, ""), ==, 2);
  g_assert_cmpint (cli_int_at (status, "pending"), ==, 2);
  g_assert_true (json_node_is_null (cli_at (status, "server")));
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
  add ("/cli/import/a1", test_import_a1);
  add ("/cli/import/undo", test_import_undo);
  add ("/cli/import/problems", test_import_problems);
  add ("/cli/import/mapping", test_import_mapping);
  add ("/cli/same-sentence", test_same_sentence);
  add ("/cli/every-entity", test_every_entity);
  add ("/cli/I1-problem", test_problem);
  add ("/cli/record", test_record);
  add ("/cli/delete-and-undo", test_delete_and_undo);
  add ("/cli/history-of-a-field", test_history_of_a_field);
  add ("/cli/trash", test_trash);
  add ("/cli/stage", test_stage);
  add ("/cli/search", test_search);
  add ("/cli/list", test_list);
  add ("/cli/export", test_export);
  add ("/cli/report", test_report);
  add ("/cli/reports-are-listed", test_reports_are_listed);
  add ("/cli/backup", test_backup);
  add ("/cli/generate", test_generate);
  add ("/cli/sample", test_sample);
  add ("/cli/statuses", test_statuses);
  add ("/cli/no-store", test_no_store);
  add ("/cli/not-ours", test_not_ours);
  add ("/cli/json", test_json);
  add ("/cli/help", test_help);
  add ("/cli/pending", test_pending);
  return g_test_run ();
}

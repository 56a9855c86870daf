/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line's lists: by a saved view, as of a day, and where a filter is wrong. */

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
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=甲", "total_investment=2亿元", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=乙", "total_investment=3亿元", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=丙", NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->store);
  store_folder_remove (self->folder);
}

static void
test_view (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) views = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) narrowed = NULL;
  g_autofree char *table = NULL;

  g_free (cli_ok (self->store, "add", "saved_view", "name=大项目", "entity=project",
                  "filter=total_investment>=1亿", "sort=-total_investment", "columns=stage,name",
                  NULL));
  views = cli_json (self->store, "views", NULL);
  g_assert_cmpuint (cli_length_at (views, ""), ==, 1);
  list = cli_json (self->store, "list", "--view", "大项目", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 2);
  narrowed
      = cli_json (self->store, "list", "project", "--view", "大项目", "--where", "name=甲", NULL);
  g_assert_cmpint (cli_int_at (narrowed, "count"), ==, 1);
  table = cli_ok (self->store, "list", "--view", "大项目", NULL);
  g_assert_true (g_str_has_prefix (table, "Stage"));
  g_assert_nonnull (strstr (table, "乙"));
  g_assert_true (strstr (table, "乙") < strstr (table, "甲"));
}

/* C2-C6, V3: the chain, what the law asks, why the lamp; and lists by what nobody writes. */
static void
test_clocks (Fixture *self, gconstpointer data)
{
  g_autofree char *id = cli_ok (self->store, "add", "project", "name=戊", "stage=signed",
                                "signed_date=2023-01-31", "planned_start_date=2023-05", NULL);
  g_autofree char *of_project = g_strconcat ("project=", id, NULL);
  g_autoptr (JsonNode) clocks = NULL;
  g_autoptr (JsonNode) late = NULL;
  g_autofree char *text = NULL;

  g_free (cli_ok (self->store, "add", "land_case", "plot=A-1", of_project, "notice_date=2023-02-01",
                  NULL));
  clocks = cli_json (self->store, "clocks", id, "--on", "2023-02-10", NULL);
  g_assert_cmpstr (cli_string_at (clocks, "legs/0/clock"), ==, "land");
  g_assert_cmpstr (cli_string_at (clocks, "legs/0/state"), ==, "running");
  g_assert_cmpstr (cli_string_at (clocks, "legs/0/due"), ==, "2023-03-31");
  g_assert_cmpint (cli_int_at (clocks, "legs/0/days"), ==, 49);
  g_assert_cmpstr (cli_string_at (clocks, "law/0/clock"), ==, "notice");
  g_assert_cmpstr (cli_string_at (clocks, "law/0/due"), ==, "2023-02-21");
  g_assert_cmpstr (cli_string_at (clocks, "lamp/lamp"), ==, "green");
  text = cli_ok (self->store, "clocks", id, "--on", "2023-08-02", NULL);
  g_assert_nonnull (strstr (text, "Land by 31 Mar 2023, 124 days late"));
  g_assert_nonnull (strstr (
      text, "Red since 1 Aug 2023. The start was planned for May 2023 and is 3 months behind."));
  late = cli_json (self->store, "list", "project", "--where",
                   "lamp=red and deadline<2023-12-01 and deadline_state=late", NULL);
  g_assert_cmpint (cli_int_at (late, "count"), ==, 1);
}

/* Where nobody owns anything, everything asks for whoever works here. */
static void
test_today (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) before = cli_json (self->store, "today", NULL);
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (cli_length_at (before, "items"), ==, 0);
  g_free (cli_ok (self->store, "add", "project", "name=丁", "next_step=电话回访",
                  "next_step_date=2023-03-15", NULL));
  after = cli_json (self->store, "today", "--on", "2023-03-16", NULL);
  g_assert_cmpint (cli_int_at (after, "counts/overdue"), ==, 1);
  g_assert_cmpstr (cli_string_at (after, "items/0/kind"), ==, "overdue");
  g_assert_cmpstr (cli_string_at (after, "items/0/title"), ==, "丁");
  g_assert_cmpstr (cli_string_at (after, "items/0/next_step"), ==, "电话回访");
  text = cli_ok (self->store, "today", "--all", "--on", "2023-03-15", NULL);
  g_assert_nonnull (strstr (text, "1 due today"));
  g_assert_nonnull (strstr (text, "Due today, 15 Mar 2023"));
}

static void
assert_refused (Fixture *self, const char *const *args, const char *part)
{
  g_auto (CliResult) result = cli_run_strv (self->store, args);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_nonnull (strstr (result.err, part));
}

static void
test_wrong_views (Fixture *self, gconstpointer data)
{
  assert_refused (self, (const char *const[]){ "list", NULL }, "--view");
  assert_refused (self, (const char *const[]){ "list", "--view", "无", NULL },
                  "none has been saved yet");
  g_free (cli_ok (self->store, "add", "saved_view", "name=坏", "entity=project", "filter=nothing=1",
                  NULL));
  assert_refused (self, (const char *const[]){ "list", "--view", "无", NULL }, "坏");
  assert_refused (self, (const char *const[]){ "list", "--view", "坏", NULL }, "“nothing”");
  g_free (cli_ok (self->store, "add", "saved_view", "name=人", "entity=contact", NULL));
  assert_refused (self, (const char *const[]){ "list", "project", "--view", "人", NULL },
                  "Contacts");
}

/* The mark stands under the column, wide characters counted as two. */
static void
test_caret (Fixture *self, gconstpointer data)
{
  assert_refused (
      self, (const char *const[]){ "list", "project", "--where", "阶段=签约 and 无此=1", NULL },
      "Column 11: “无此” is not a field of Projects.\n"
      "  阶段=签约 and 无此=1\n"
      "  "
      "              ^\n");
  assert_refused (self, (const char *const[]){ "list", "project", "--where", "jobs>many", NULL },
                  "\n  jobs>many\n       ^\n");
}

/* Of a filter that fills the screen the place alone is shown. */
static void
test_long_caret (Fixture *self, gconstpointer data)
{
  g_autofree char *many = g_strnfill (3000, '(');
  g_autofree char *where = g_strconcat (many, "stage=lead", NULL);
  g_auto (CliResult) result = cli_run (self->store, "list", "project", "--where", where, NULL);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_cmpuint (strlen (result.err), <, 300);
  g_assert_nonnull (strstr (result.err, "(((("));
}

static void
test_as_of (Fixture *self, gconstpointer data)
{
  static const char *const now_words[] = { "today", "今天", "this-month", "本周", "today-0" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *yesterday = g_date_time_format (before, "%Y-%m-%d");
  g_autoptr (JsonNode) then = cli_json (self->store, "list", "project", "--as-of", yesterday, NULL);
  g_autoptr (JsonNode) at_end = cli_json (self->store, "list", "project", "--as-of", today, NULL);
  g_autofree char *report = cli_ok (self->store, "report", "pipeline", "--as-of", yesterday, NULL);

  g_assert_cmpint (cli_int_at (then, "count"), ==, 0);
  g_assert_cmpuint (cli_length_at (then, "records"), ==, 0);
  g_assert_cmpint (cli_int_at (at_end, "count"), ==, 3);
  g_assert_nonnull (strstr (report, "As things stood on"));
  assert_refused (self, (const char *const[]){ "list", "project", "--as-of", "someday", NULL },
                  "someday");
  assert_refused (self, (const char *const[]){ "list", "project", "--as-of", "tomorrow", NULL },
                  "still to come");
  for (guint i = 0; i < G_N_ELEMENTS (now_words); i++)
    {
      g_autoptr (JsonNode) list
          = cli_json (self->store, "list", "project", "--as-of", now_words[i], NULL);

      g_assert_cmpint (cli_int_at (list, "count"), ==, 3);
    }
  g_free (cli_ok (self->store, "report", "pipeline", "--as-of", "昨天", NULL));
}

/* K1: a sheet of each that are appraised; one that nobody is on is there, and empty. */
static void
test_report_appraisal (Fixture *self, gconstpointer data)
{
  static const char *const sheets[] = { "units", "min-max", "task-force", "deqing", "project" };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (JsonNode) sheet
          = cli_json (self->store, "report", "appraisal", "--by", sheets[i], NULL);

      g_assert_cmpuint (cli_length_at (sheet, "rows"), ==, 0);
    }
  assert_refused (self, (const char *const[]){ "report", "appraisal", "--by", "weather", NULL },
                  "weather");
}

/* Also what has been changed since is written as it was. */
static void
test_export_as_of (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "then.csv", NULL);
  g_autoptr (JsonNode) then
      = cli_json (self->store, "export", "project", path, "--as-of", "yesterday", NULL);
  g_autoptr (JsonNode) now
      = cli_json (self->store, "export", "project", path, "--as-of", "today", NULL);
  g_auto (CliResult) none = cli_run (self->store, "export", "project", path, "--columns", "", NULL);

  g_assert_cmpint (cli_int_at (then, "count"), ==, 0);
  g_assert_cmpint (cli_int_at (now, "count"), ==, 3);
  g_assert_cmpint (none.status, ==, 1);
}

/* A hit says how it matched, and where. */
static void
test_search (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) hits = NULL;

  g_free (cli_ok (self->store, "add", "project", "name=<储能> 基地", NULL));
  hits = cli_json (self->store, "search", "cn", NULL);
  g_assert_cmpstr (cli_string_at (hits, "0/matched"), ==, "name");
  g_assert_cmpstr (cli_string_at (hits, "0/markup"), ==, "&lt;<b>储能</b>&gt; 基地");
}

static void
test_several_sorts (Fixture *self, gconstpointer data)
{
  g_autofree char *table = NULL;

  g_free (cli_ok (self->store, "set", "project", "industry=乙类", "--where", "name=乙|丙", NULL));
  g_free (cli_ok (self->store, "set", "project", "industry=甲类", "--where", "name=甲", NULL));
  table = cli_ok (self->store, "list", "project", "--sort", "-industry,总投资", NULL);
  g_assert_true (strstr (table, "乙 ") < strstr (table, "丙 "));
  g_assert_true (strstr (table, "丙 ") < strstr (table, "甲 "));
}

/* ---- The same done to many ---- */

static void
test_set_many (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) dry = NULL;
  g_autoptr (JsonNode) done = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_autofree char *text = NULL;

  dry = cli_json (self->store, "set", "project", "industry=新能源", "tags+=重点", "--where",
                  "total_investment>=1亿", "--dry-run", NULL);
  g_assert_cmpint (cli_int_at (dry, "changed"), ==, 2);
  list = cli_json (self->store, "list", "project", "--where", "industry=新能源", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 0);
  done = cli_json (self->store, "set", "project", "industry=新能源", "tags+=重点", "--where", "",
                   NULL);
  g_assert_cmpint (cli_int_at (done, "changed"), ==, 3);
  g_free (cli_ok (self->store, "set", "project", "tags-=重点", "--where", "name=甲", NULL));
  text = cli_ok (self->store, "list", "project", "--where", "tags=重点 and industry=新能源", NULL);
  g_assert_nonnull (strstr (text, "Projects: 2"));
  g_free (cli_ok (self->store, "undo", NULL));
  g_free (cli_ok (self->store, "undo", NULL));
  g_clear_pointer (&list, json_node_unref);
  list = cli_json (self->store, "list", "project", "--where", "tags=", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 3);
}

static void
test_advance_and_delete_many (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) moved = NULL;
  g_autoptr (JsonNode) back = NULL;
  g_autoptr (JsonNode) list = NULL;
  g_auto (CliResult) wrong = { 0 };

  moved = cli_json (self->store, "advance", "signed", "--where", "name=甲|乙", "--evidence", "合同",
                    NULL);
  g_assert_cmpint (cli_int_at (moved, "changed"), ==, 2);
  back = cli_json (self->store, "advance", "lead", "--where", "", NULL);
  g_assert_cmpint (cli_int_at (back, "same"), ==, 1);
  g_assert_cmpuint (cli_length_at (back, "skipped"), ==, 2);
  g_assert_nonnull (strstr (cli_string_at (back, "skipped/0/reason"), "needs a reason"));
  g_free (cli_ok (self->store, "delete", "project", "--where", "stage=signed", NULL));
  list = cli_json (self->store, "list", "project", NULL);
  g_assert_cmpint (cli_int_at (list, "count"), ==, 1);
  wrong = cli_run (self->store, "delete", "project", "--dry-run", NULL);
  g_assert_cmpint (wrong.status, ==, 2);
}

#define ADD(name, func) g_test_add ("/cli/views/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("view", test_view);
  ADD ("clocks", test_clocks);
  ADD ("today", test_today);
  ADD ("wrong-views", test_wrong_views);
  ADD ("caret", test_caret);
  ADD ("long-caret", test_long_caret);
  ADD ("as-of", test_as_of);
  ADD ("export-as-of", test_export_as_of);
  ADD ("report-appraisal", test_report_appraisal);
  ADD ("search", test_search);
  ADD ("several-sorts", test_several_sorts);
  ADD ("set-many", test_set_many);
  ADD ("advance-and-delete-many", test_advance_and_delete_many);
  return g_test_run ();
}

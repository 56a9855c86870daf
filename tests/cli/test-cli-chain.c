/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains on the command line (domain.md L2–L4): gaps, targets, leads, the seven ones. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *chain;
  char *segment;
} Fixture;

static char *
add (Fixture *self, const char *entity, const char *first, const char *second, const char *third)
{
  g_autoptr (JsonNode) added = cli_json (self->store, "add", entity, first, second, third, NULL);

  return g_strdup (cli_string_at (added, "id"));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *of = NULL;

  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->chain = add (self, "chain", "name=集成电路", NULL, NULL);
  of = g_strconcat ("chain=", self->chain, NULL);
  self->segment = add (self, "segment", "name=封装", of, "gap=无先进封装");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->chain);
  g_free (self->segment);
  g_free (self->store);
  store_folder_remove (self->folder);
}

/* L2, L3: from the gap to a target, a lead, a signature that closes the chain */
static void
test_gap (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) before = cli_json (self->store, "chain", "show", self->chain, NULL);
  g_autoptr (JsonNode) target = cli_json (self->store, "chain", "target", self->segment,
                                          "name=长电科技", "next_step=上门拜访", NULL);
  g_autoptr (JsonNode) lead = NULL;
  g_autoptr (JsonNode) won = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) all = NULL;

  g_assert_cmpstr (cli_string_at (before, "segments/0/state"), ==, "missing");
  g_assert_cmpstr (cli_string_at (target, "values/segment"), ==, self->segment);
  g_assert_cmpstr (cli_string_at (target, "values/chain"), ==, self->chain);
  g_assert_cmpstr (cli_string_at (target, "values/reason"), ==, "无先进封装");
  g_assert_cmpstr (cli_string_at (target, "values/state"), ==, "watching");
  lead = cli_json (self->store, "chain", "lead", cli_string_at (target, "id"), NULL);
  g_assert_cmpstr (cli_string_at (lead, "values/stage"), ==, "lead");
  g_assert_cmpstr (cli_string_at (lead, "values/next_step"), ==, "上门拜访");
  won = cli_json (self->store, "show", cli_string_at (target, "id"), NULL);
  g_assert_cmpstr (cli_string_at (won, "values/state"), ==, "won");
  g_assert_cmpstr (cli_string_at (won, "values/project"), ==, cli_string_at (lead, "id"));
  {
    g_auto (CliResult) again
        = cli_run (self->store, "chain", "lead", cli_string_at (target, "id"), NULL);

    g_assert_cmpint (again.status, ==, 1);
  }
  after = cli_json (self->store, "chain", "show", self->chain, NULL);
  g_assert_cmpstr (cli_string_at (after, "segments/0/state"), ==, "missing"); /* a lead is a hope */
  g_free (cli_ok (self->store, "advance", cli_string_at (lead, "id"), "negotiation", NULL));
  all = cli_json (self->store, "chain", NULL);
  g_assert_cmpint (cli_int_at (all, "0/weak"), ==, 1);
  g_assert_cmpint (cli_int_at (all, "0/missing"), ==, 0);
}

/* L4 */
static void
test_ones (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) first = cli_json (self->store, "chain", "ones", self->chain, NULL);
  g_autoptr (JsonNode) second = NULL;
  g_autofree char *text = NULL;

  g_free (cli_ok (self->store, "set", cli_string_at (first, "kit/6/id"), "is_done=1", NULL));
  second = cli_json (self->store, "chain", "ones", self->chain, NULL);
  g_assert_cmpstr (cli_string_at (second, "kit/0/values/one"), ==, "industry");
  g_assert_cmpstr (cli_string_at (second, "kit/6/id"), ==, cli_string_at (first, "kit/6/id"));
  g_assert_cmpint (cli_int_at (second, "ones_done"), ==, 1);
  text = cli_ok (self->store, "chain", NULL);
  g_assert_nonnull (strstr (text, "1 of 7"));
}

/* L2 */
static void
test_fishbone (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "chain.svg", NULL);
  g_autofree char *contents = NULL;

  g_free (cli_ok (self->store, "chain", "fishbone", self->chain, "--output", path, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "<svg"));
  g_remove (path);
}

/* V12: one paper, or a sheet for each list */
static void
test_workbook (Fixture *self, gconstpointer data)
{
  static const char *const endings[] = { "txt", "pdf", "xlsx" };
  static const char *const signs[] = { "无先进封装", "%PDF", "PK" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("book.", endings[i], NULL);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *contents = NULL;

      g_free (cli_ok (self->store, "chain", "workbook", self->chain, "--output", path, NULL));
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_nonnull (strstr (contents, signs[i]));
      g_remove (path);
    }
}

/* V12: seven lists, the policies among them, and any of them alone */
static void
test_lists (Fixture *self, gconstpointer data)
{
  g_autofree char *of = g_strconcat ("chains=", self->chain, NULL);
  g_autofree char *policy = add (self, "policy", "name=链上十条", of, NULL);
  g_autofree char *other = add (self, "policy", "name=别的", NULL, NULL);
  g_autoptr (JsonNode) all = cli_json (self->store, "chain", "lists", self->chain, NULL);
  g_autofree char *told = cli_ok (self->store, "chain", "lists", self->chain, "policies", NULL);
  g_auto (CliResult) wrong = cli_run (self->store, "chain", "lists", self->chain, "songs", NULL);

  g_assert_cmpint (cli_length_at (all, ""), ==, 7);
  g_assert_cmpstr (cli_string_at (all, "0/report"), ==, "firms");
  g_assert_cmpstr (cli_string_at (all, "4/report"), ==, "policies");
  g_assert_nonnull (strstr (told, "链上十条"));
  g_assert_null (strstr (told, "别的"));
  g_assert_cmpint (wrong.status, ==, 2);
}

/* L5: a code says the industry; what contradicts it is told */
static void
test_industry (Fixture *self, gconstpointer data)
{
  g_autofree char *wide = add (self, "industry", "name=电子信息", "industry_codes=39", NULL);
  g_autofree char *of = g_strconcat ("parent=", wide, NULL);
  g_autofree char *narrow = add (self, "industry", "name=集成电路", "industry_codes=3973", of);
  g_autofree char *bare = add (self, "project", "name=甲", "industry_code=3973", NULL);
  g_autofree char *good
      = add (self, "project", "name=乙", "industry_code=3972", "industry=电子信息");
  g_autofree char *blank = add (self, "project", "name=丙", NULL, NULL);
  g_autoptr (JsonNode) tree = cli_json (self->store, "industry", NULL);
  g_autoptr (JsonNode) before = cli_json (self->store, "industry", "check", NULL);
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) filled = NULL;

  g_assert_cmpint (cli_length_at (tree, ""), ==, 2);
  g_assert_cmpint (cli_length_at (before, ""), ==, 2);
  g_free (cli_ok (self->store, "industry", "fill", "--dry-run", NULL));
  g_free (cli_ok (self->store, "industry", "fill", NULL));
  filled = cli_json (self->store, "show", bare, NULL);
  g_assert_cmpstr (cli_string_at (filled, "values/industry"), ==, "集成电路");
  after = cli_json (self->store, "industry", "check", NULL);
  g_assert_cmpint (cli_length_at (after, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (after, "0/check"), ==, "neither");
  g_assert_cmpstr (cli_string_at (after, "0/id"), ==, blank);
  g_free (cli_ok (self->store, "industry", "fill", NULL)); /* nothing is left to fill */
}

/* L5: a preset comes once, in one step that can be undone, and what was deleted comes back. */
static void
test_presets (Fixture *self, gconstpointer data)
{
  g_autofree char *project = add (self, "project", "name=甲", "industry=机器人", NULL);
  g_autofree char *loaded = cli_ok (self->store, "industry", "load", "common", NULL);
  g_autofree char *again = cli_ok (self->store, "industry", "load", "common", NULL);
  g_autoptr (JsonNode) tree = cli_json (self->store, "industry", NULL);
  g_autoptr (JsonNode) back = NULL;
  g_autofree char *report = cli_ok (self->store, "report", "by-industry", NULL);

  g_assert_nonnull (strstr (loaded, "17"));
  g_assert_null (strstr (again, "17"));
  g_assert_cmpint (cli_length_at (tree, ""), ==, 17);
  g_assert_nonnull (strstr (report, "智能制造/机器人"));
  g_free (cli_ok (self->store, "delete", cli_string_at (tree, "1/id"), NULL));
  g_free (cli_ok (self->store, "industry", "load", "common", NULL));
  back = cli_json (self->store, "industry", NULL);
  g_assert_cmpint (cli_length_at (back, ""), ==, 17);
  {
    g_auto (CliResult) wrong = cli_run (self->store, "industry", "load", "weather", NULL);

    g_assert_cmpint (wrong.status, ==, 1);
  }
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *act, *of;
    int status;
  } cases[] = {
    { "show", "ffffffff", 1 },    { "fishbone", self->chain, 2 }, { "lead", self->chain, 2 },
    { "target", self->chain, 1 }, { "sing", self->chain, 2 },     { "show", self->segment, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliResult) result = cli_run (self->store, "chain", cases[i].act, cases[i].of, NULL);

      g_test_message ("case %u", i);
      g_assert_cmpint (result.status, ==, cases[i].status);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/chain/L2-L3-gap", test_gap);
  ADD ("/cli/chain/L4-ones", test_ones);
  ADD ("/cli/chain/L2-fishbone", test_fishbone);
  ADD ("/cli/chain/V12-workbook", test_workbook);
  ADD ("/cli/chain/V12-lists", test_lists);
  ADD ("/cli/chain/L5-industry", test_industry);
  ADD ("/cli/chain/L5-presets", test_presets);
  ADD ("/cli/chain/wrong", test_wrong);
  return g_test_run ();
}

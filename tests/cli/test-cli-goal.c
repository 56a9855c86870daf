/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals on the command line (domain.md K6, O8): laggards first, what counts, the pledge on paper.
 */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *goal; /* one of a project and a half in ten, long over */
} Fixture;

static char *
add (Fixture *self,
     const char *entity,
     const char *first,
     const char *second,
     const char *third,
     const char *fourth)
{
  g_autoptr (JsonNode) added
      = cli_json (self->store, "add", entity, first, second, third, fourth, NULL);

  return g_strdup (cli_string_at (added, "id"));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  g_free (add (self, "project", "name=甲", "stage=signed", "signed_date=2025-02-01",
               "total_investment=3亿元"));
  self->goal = add (self, "goal", "name=签约", "indicator=signed_investment", "end_date=2025-06-30",
                    "target_amount=12亿元");
  g_free (add (self, "goal", "name=远期", "indicator=signed_projects", "end_date=2099-12-31",
               "target_count=9"));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->goal);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) all = cli_json (self->store, "goal", NULL);
  g_autoptr (JsonNode) late = cli_json (self->store, "goal", "list", "--late", NULL);
  g_autofree char *text = cli_ok (self->store, "goal", "list", NULL);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (all)), ==, 2);
  g_assert_cmpstr (cli_string_at (all, "0/standing"), ==, "late");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (late)), ==, 1);
  g_assert_cmpstr (cli_string_at (late, "0/id"), ==, self->goal);
  g_assert_nonnull (strstr (text, "Not reached in time"));
}

static void
test_show (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) shown = cli_json (self->store, "goal", "show", self->goal, NULL);
  g_autofree char *text = cli_ok (self->store, "goal", "show", self->goal, NULL);
  g_autofree char *list
      = cli_ok (self->store, "list", "project", "--where", cli_string_at (shown, "filter"), NULL);

  g_assert_cmpstr (cli_string_at (shown, "reached"), ==, "CNY 300 million");
  g_assert_cmpstr (cli_string_at (shown, "target"), ==, "CNY 1,200 million");
  g_assert_cmpint (cli_int_at (shown, "n_records"), ==, 1);
  g_assert_nonnull (strstr (text, "CNY 300 million of CNY 1,200 million"));
  g_assert_nonnull (strstr (list, "甲"));
}

static void
test_pledge (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "pledge.pdf", NULL);
  g_autofree char *text = cli_ok (self->store, "goal", "pledge", self->goal, NULL);
  g_autofree char *written
      = cli_ok (self->store, "goal", "pledge", self->goal, "--output", path, NULL);
  g_autofree char *contents = NULL;

  g_assert_nonnull (strstr (text, "Letter of Pledge"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *park = add (self, "park", "name=园", "area_mu=1", NULL, NULL);
  g_auto (CliResult) none = cli_run (self->store, "goal", "show", park, NULL);
  g_auto (CliResult) word = cli_run (self->store, "goal", "sing", self->goal, NULL);

  g_assert_cmpint (none.status, !=, 0);
  g_assert_nonnull (strstr (none.err, "is no goal"));
  g_assert_cmpint (word.status, !=, 0);
  g_assert_nonnull (strstr (word.err, "pledge"));
}

#define ADD(path, func) g_test_add ("/cli/goal/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("O8-list", test_list);
  ADD ("K6-show", test_show);
  ADD ("O8-pledge", test_pledge);
  ADD ("refused", test_refused);
  return g_test_run ();
}

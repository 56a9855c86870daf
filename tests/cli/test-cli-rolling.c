/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling lists and project ideas on the command line (domain.md V11, L16). */

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
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->store);
  store_folder_remove (self->folder);
}

static guint
count_on (Fixture *self, const char *day)
{
  g_autoptr (JsonNode) members
      = cli_json (self->store, "rolling", "show", "十大项目前期", "--on", day, NULL);

  return json_array_get_length (json_node_get_array (members));
}

static void
test_rolling (Fixture *self, gconstpointer data)
{
  g_autofree char *none = cli_ok (self->store, "rolling", NULL);

  g_assert_nonnull (strstr (none, "There is no rolling list"));
  g_free (cli_ok (self->store, "add", "rolling_list", "name=十大项目前期", "kind=prepared",
                  "year=2026", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=甲", NULL));
  g_free (cli_ok (self->store, "add", "project", "name=乙", NULL));
  g_free (cli_ok (self->store, "rolling", "in", "十大项目前期", "甲", "--on", "2026-02-01",
                  "--reason", "新增", NULL));
  g_free (cli_ok (self->store, "rolling", "in", "十大项目前期", "乙", "--on", "2026-03-01", NULL));
  g_free (cli_ok (self->store, "rolling", "out", "十大项目前期", "甲", "--on", "2026-06-01",
                  "--reason", "开工", NULL));
  g_assert_cmpuint (count_on (self, "2026-01-31"), ==, 0);
  g_assert_cmpuint (count_on (self, "2026-05-31"), ==, 2);
  g_assert_cmpuint (count_on (self, "2026-06-01"), ==, 1);
  {
    g_autoptr (JsonNode) lists = cli_json (self->store, "rolling", NULL);
    g_auto (CliResult) twice = cli_run (self->store, "rolling", "in", "十大项目前期", "乙", NULL);
    g_auto (CliResult) odd = cli_run (self->store, "rolling", "under", "十大项目前期", NULL);

    g_assert_cmpint (json_object_get_int_member (
                         json_array_get_object_element (json_node_get_array (lists), 0), "members"),
                     ==, 1);
    g_assert_cmpint (twice.status, !=, 0);
    g_assert_nonnull (strstr (twice.err, "is on the list"));
    g_assert_cmpint (odd.status, !=, 0);
  }
}

static void
test_idea (Fixture *self, gconstpointer data)
{
  g_autofree char *none = cli_ok (self->store, "idea", NULL);
  g_autofree char *made = NULL;
  g_autoptr (JsonNode) open = NULL, leads = NULL, left = NULL;

  g_assert_nonnull (strstr (none, "No project idea"));
  g_free (cli_ok (self->store, "add", "idea", "name=储能检测基地", "total_investment=5亿元",
                  "state=prepared", NULL));
  g_free (cli_ok (self->store, "add", "enterprise", "name=华能检测", NULL));
  open = cli_json (self->store, "idea", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (open)), ==, 1);
  made = cli_ok (self->store, "idea", "lead", "储能检测基地", "--investor", "华能检测", NULL);
  g_assert_nonnull (strstr (made, "Became a lead: 储能检测基地"));
  leads = cli_json (self->store, "list", "project", "--where",
                    "stage=lead and promotion_type=concept and enterprise=华能检测", NULL);
  g_assert_cmpint (cli_int_at (leads, "count"), ==, 1);
  left = cli_json (self->store, "idea", NULL);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (left)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/rolling/V11", Fixture, NULL, set_up, test_rolling, tear_down);
  g_test_add ("/cli/idea/L16", Fixture, NULL, set_up, test_idea, tear_down);
  return g_test_run ();
}

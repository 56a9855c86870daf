/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks on the command line (domain.md L1, O7): the tree, a card, promoting together. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *zone, *east;
  char *project;
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
  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->zone = add (self, "park", "name=高新区", "area_mu=1000", "leading_industries=新材料");
  self->east = add (self, "park", "name=东园", "parent=高新区", "leading_industries=生物医药");
  g_free (add (self, "plot", "number=东-1", "park=东园", "area_mu=40"));
  self->project = add (self, "project", "name=甲", "park=高新区", "industry=生物医药");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->zone);
  g_free (self->east);
  g_free (self->project);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) parks = cli_json (self->store, "park", NULL);
  g_autoptr (JsonNode) east = cli_json (self->store, "park", "show", "东园", NULL);
  g_autofree char *text = cli_ok (self->store, "park", "list", NULL);
  g_autofree char *map = cli_ok (self->store, "park", "layout", NULL);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (parks)), ==, 2);
  g_assert_cmpint (cli_int_at (east, "depth"), ==, 1);
  g_assert_cmpint (cli_int_at (east, "plots"), ==, 1);
  g_assert_nonnull (strstr (text, "  东园"));
  g_assert_nonnull (strstr (map, "生物医药"));
}

static void
test_card (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "card.pdf", NULL);
  g_autofree char *plain = g_build_filename (self->folder, "card.txt", NULL);
  g_autofree char *contents = NULL, *text = NULL;

  g_free (cli_ok (self->store, "set", self->zone, "amenities=通勤专线、15分钟生活圈", NULL));
  g_free (cli_ok (self->store, "park", "card", "高新区", "--output", path, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_free (cli_ok (self->store, "park", "card", "高新区", "--output", plain, NULL));
  g_assert_true (g_file_get_contents (plain, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "通勤专线"));
  g_assert_nonnull (strstr (text, "1,000 mu"));
  g_assert_nonnull (strstr (text, "新材料"));
}

/* It stays where it is; its credit is split. */
static void
test_promote (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) credits = NULL;
  g_autoptr (JsonNode) project = NULL;

  g_free (cli_ok (self->store, "park", "promote", self->project, "--with", "高新区=60", "--with",
                  "东园=40", NULL));
  credits = cli_json (self->store, "credits", self->project, NULL);
  project = cli_json (self->store, "show", self->project, NULL);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (credits), "shares")),
                    ==, 6);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_node_get_object (credits), "problems")),
                    ==, 0);
  g_assert_cmpstr (cli_string_at (project, "values/park"), ==, self->zone);
}

/* The hint of a transfer is kept with it, and is no bar. */
static void
test_transfer_fit (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) asked
      = cli_json (self->store, "transfer", "ask", self->project, "--to", "东园", NULL);

  g_assert_cmpstr (cli_string_at (asked, "values/fits_industry"), ==, "1");
  g_assert_nonnull (strstr (cli_string_at (asked, "values/fit_note"), "东园"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/park/O7-L1-list", test_list);
  ADD ("/cli/park/card", test_card);
  ADD ("/cli/park/O7-promote-together", test_promote);
  ADD ("/cli/park/O7-transfer-fit", test_transfer_fit);
  return g_test_run ();
}

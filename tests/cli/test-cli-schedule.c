/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs schedule and progress (domain.md C7, C8, O5, V7): planning back from a day, telling
 * what would move, drawing it; what is done by month. */

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
  self->project = cli_ok (self->store, "add", "project", "name=Bearings", "stage=signed",
                          "kind=tech_upgrade", NULL);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  store_folder_remove (self->folder);
  g_free (self->store);
  g_free (self->project);
}

static void
test_plan (Fixture *self, gconstpointer unused)
{
  g_autofree char *bare = cli_ok (self->store, "schedule", self->project, NULL);
  const char *const end[] = { "schedule", self->project, "--end", "2035-10-24", NULL };
  g_auto (CliResult) ended = cli_run_strv (self->store, end);
  g_autoptr (JsonNode) dry = cli_json (self->store, "schedule", self->project, "--template", "",
                                       "--end", "2035-10-24", "--dry-run", NULL);
  g_autoptr (JsonNode) still = cli_json (self->store, "schedule", self->project, NULL);
  g_autoptr (JsonNode) planned = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) again = NULL;

  g_assert_nonnull (strstr (bare, "has no schedule"));
  g_assert_cmpint (ended.status, ==, 1);
  g_assert_nonnull (strstr (ended.err, "has no schedule. Plan one with --template"));
  g_assert_cmpuint (cli_length_at (dry, "moves"), ==, 6);
  g_assert_cmpuint (cli_length_at (still, "nodes"), ==, 0); /* nothing was saved */
  planned = cli_json (self->store, "schedule", self->project, "--template", "tech_upgrade", "--end",
                      "2035-10-24", NULL);
  g_assert_cmpuint (cli_length_at (planned, "moves"), ==, 6);
  after = cli_json (self->store, "schedule", self->project, NULL);
  g_assert_cmpuint (cli_length_at (after, "nodes"), ==, 6);
  g_assert_cmpstr (cli_string_at (after, "nodes/5/planned"), ==, "2035-10-24");
  g_assert_cmpstr (cli_string_at (after, "end"), ==, "2035-10-24");
  again = cli_json (self->store, "schedule", self->project, "--backward", "--dry-run", NULL);
  g_assert_cmpuint (cli_length_at (again, "moves"), ==, 0);
}

/* V7: a year by month; the report of a month is the evidence its row counts. */
static void
test_progress (Fixture *self, gconstpointer unused)
{
  g_autofree char *of = g_strconcat ("project=", self->project, NULL);
  g_autofree char *file = g_build_filename (self->folder, "progress.csv", NULL);
  g_autofree char *id = cli_ok (self->store, "add", "progress", of, "period=2024-06",
                                "year_plan=2亿元", "invested_this_year=9000万元", NULL);
  g_autoptr (JsonNode) year
      = cli_json (self->store, "progress", self->project, "--year", "2024", NULL);
  g_auto (CliResult) refused = cli_run (self->store, "progress", id, NULL);
  g_autofree char *contents = NULL;

  g_assert_cmpuint (cli_length_at (year, "rows"), ==, 12);
  g_assert_cmpstr (cli_string_at (year, "rows/5/month"), ==, "2024-06");
  g_assert_cmpstr (cli_string_at (year, "rows/5/lead"), ==, "5.0 points behind");
  g_assert_cmpstr (cli_string_at (year, "rows/5/planned/0/value"), ==, "100000000.00 CNY");
  g_free (
      cli_ok (self->store, "progress", self->project, "--year", "2024", "--output", file, NULL));
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "2024-06,1,50.0%,45.0%"));
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_nonnull (strstr (refused.err, "only projects have progress"));
}

/* C7: the conflict, in words */
static void
test_conflict (Fixture *self, gconstpointer unused)
{
  g_autofree char *said = cli_ok (self->store, "schedule", self->project, "--template", "", "--end",
                                  "2020-12-31", NULL);
  g_autofree char *table = cli_ok (self->store, "schedule", self->project, NULL);
  g_autofree char *undone = NULL;
  g_autoptr (JsonNode) after = NULL;

  g_assert_nonnull (strstr (said, "would have had to begin on"));
  g_assert_nonnull (strstr (table, "Production start"));
  g_assert_nonnull (strstr (table, "would have had to begin on"));
  undone = cli_ok (self->store, "undo", NULL); /* all of it was one change */
  after = cli_json (self->store, "schedule", self->project, NULL);
  g_assert_cmpuint (cli_length_at (after, "nodes"), ==, 0);
}

static void
test_circle (Fixture *self, gconstpointer unused)
{
  g_autofree char *of = g_strconcat ("project=", self->project, NULL);
  g_auto (CliResult) result = { 0 };

  g_free (cli_ok (self->store, "add", "node", "name=a", "after=b", of, NULL));
  g_free (cli_ok (self->store, "add", "node", "name=b", "after=a", of, NULL));
  result = cli_run (self->store, "schedule", self->project, NULL);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.err, "a → b → a"));
}

static void
test_draw (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *name, *begins;
  } files[] = { { "a.pdf", "%PDF" }, { "a.svg", "<?xml" }, { "a.png", "\x89PNG" } };
  g_auto (CliResult) result = { 0 };

  g_free (cli_ok (self->store, "schedule", self->project, "--template", "", "--forward", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i].name, NULL);
      g_autofree char *bytes = NULL;

      g_free (cli_ok (self->store, "schedule", self->project, "--output", path, NULL));
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, files[i].begins));
    }
  result = cli_run (self->store, "schedule", self->project, "--output", "a.doc", NULL);
  g_assert_cmpint (result.status, ==, 2);
  g_assert_nonnull (strstr (result.err, "a.doc"));
}

static void
test_bad_calls (Fixture *self, gconstpointer unused)
{
  g_auto (CliResult) both
      = cli_run (self->store, "schedule", self->project, "--backward", "--forward", NULL);
  g_auto (CliResult) template
      = cli_run (self->store, "schedule", self->project, "--template", "nonesuch", NULL);

  g_assert_cmpint (both.status, ==, 2);
  g_assert_cmpint (template.status, ==, 1);
  g_assert_nonnull (strstr (template.err, "nonesuch"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/cli/schedule/C7/plan", test_plan);
  ADD ("/cli/schedule/C7/conflict", test_conflict);
  ADD ("/cli/progress/V7", test_progress);
  ADD ("/cli/schedule/circle", test_circle);
  ADD ("/cli/schedule/draw", test_draw);
  ADD ("/cli/schedule/bad-calls", test_bad_calls);
  return g_test_run ();
}

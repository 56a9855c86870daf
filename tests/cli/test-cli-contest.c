/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests on the command line (domain.md V5, V6, V8): flags of a half month, rankings. */

#include "config.h"

#include "cli-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *store;
  char *contest;
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
  g_autofree char *ahead = NULL;
  g_autofree char *report = NULL;

  self->folder = store_folder_make ();
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (cli_ok (self->store, "init", NULL));
  self->contest = add (self, "contest", "name=形象竞赛", "kind=flags", "start_date=2025-01-01");
  ahead = add (self, "project", "name=甲", "stage=started", "started_date=2025-02-01");
  g_free (add (self, "project", "name=乙", "stage=started", "started_date=2025-02-01"));
  report = g_strconcat ("project=", ahead, NULL);
  g_free (add (self, "progress", report, "period=2025-06", "investment_percent=60"));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->contest);
  g_free (self->store);
  store_folder_remove (self->folder);
}

static void
test_give (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) before
      = cli_json (self->store, "contest", "show", self->contest, "--on", "2025-06-30", NULL);
  g_autoptr (JsonNode) dry = NULL;
  g_autoptr (JsonNode) given = NULL;

  g_assert_cmpint (cli_int_at (before, "counts/red"), ==, 1);
  g_assert_cmpint (cli_int_at (before, "counts/snail"), ==, 1);
  dry = cli_json (self->store, "contest", "give", self->contest, "--on", "2025-06-30", "--dry-run",
                  NULL);
  g_assert_cmpint (cli_int_at (dry, "n_given"), ==, 0);
  given = cli_json (self->store, "contest", "give", self->contest, "--on", "2025-06-30", NULL);
  g_assert_cmpint (cli_int_at (given, "n_given"), ==, 2);
  g_assert_cmpstr (cli_string_at (given, "places/0/flag"), ==, "red");
  g_assert_cmpstr (cli_string_at (given, "first"), ==, "2025-06-16");
  {
    g_auto (CliResult) again
        = cli_run (self->store, "contest", "give", self->contest, "--on", "2025-06-30", NULL);

    g_assert_cmpint (again.status, ==, 1);
    g_assert_nonnull (strstr (again.err, "given already"));
  }
}

/* V6: a snail asks for an interview, a blue flag for nothing. */
static void
test_follow_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) given
      = cli_json (self->store, "contest", "give", self->contest, "--on", "2025-06-30", NULL);
  g_autofree char *snail = g_strdup (cli_string_at (given, "places/1/award/id"));
  g_autofree char *text = cli_ok (self->store, "contest", "follow-up", snail, NULL);
  g_autofree char *shown = NULL;

  g_assert_nonnull (strstr (text, "乙"));
  g_free (cli_ok (self->store, "contest", "follow-up", snail, "--note", "约谈负责人", NULL));
  shown = cli_ok (self->store, "show", snail, NULL);
  g_assert_nonnull (strstr (shown, "约谈负责人"));
}

static void
test_rank (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) ranking
      = cli_json (self->store, "contest", "rank", self->contest, "--on", "2025-06-30", NULL);
  g_autofree char *table
      = cli_ok (self->store, "contest", "rank", self->contest, "--on", "2025-06-30", NULL);

  g_assert_cmpuint (cli_length_at (ranking, ""), ==, 1);
  g_assert_cmpint (cli_int_at (ranking, "0/n_projects"), ==, 2);
  g_assert_nonnull (strstr (table, "No park"));
}

/* V8: on standard error, beside the ranking. */
static void
test_unknown_indicator (Fixture *self, gconstpointer data)
{
  g_auto (CliResult) plain
      = cli_run (self->store, "contest", "rank", self->contest, "--on", "2025-06-30", NULL);
  g_auto (CliResult) told = { 0 };

  g_assert_cmpstr (plain.err, ==, "");
  g_free (cli_ok (self->store, "set", self->contest, "indicators=别的", NULL));
  told = cli_run (self->store, "contest", "rank", self->contest, "--on", "2025-06-30", NULL);
  g_assert_cmpint (told.status, ==, 0);
  g_assert_nonnull (
      strstr (told.err, "names what is no indicator: 别的. It is ranked by: Ahead of plan."));
  g_assert_cmpstr (told.out, ==, plain.out);
}

static void
test_wrong_calls (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *word, *id;
    int status;
  } calls[] = {
    { "show", NULL, 2 },
    { "judge", "x", 2 },
    { "show", "00000000-0000-8000-8000-000000000001", 1 },
    { "follow-up", "contest", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      const char *id = g_strcmp0 (calls[i].id, "contest") == 0 ? self->contest : calls[i].id;
      g_auto (CliResult) result = cli_run (self->store, "contest", calls[i].word, id, NULL);

      g_test_message ("call %u", i);
      g_assert_cmpint (result.status, ==, calls[i].status);
      g_assert_cmpstr (result.err, !=, "");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/contest/V5-give", Fixture, NULL, set_up, test_give, tear_down);
  g_test_add ("/cli/contest/V6-follow-up", Fixture, NULL, set_up, test_follow_up, tear_down);
  g_test_add ("/cli/contest/V8-rank", Fixture, NULL, set_up, test_rank, tear_down);
  g_test_add ("/cli/contest/V8-unknown-indicator", Fixture, NULL, set_up, test_unknown_indicator,
              tear_down);
  g_test_add ("/cli/contest/wrong-calls", Fixture, NULL, set_up, test_wrong_calls, tear_down);
  return g_test_run ();
}

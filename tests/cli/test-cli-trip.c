/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two recruiters on one trip (L6): planned and synced at home, logged without a line on two
 * laptops, merged after the return, reported. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *a, *b;                 /* stores */
  char *trip, *first, *second; /* ids of the trip and of its stops */
  ServerRun *server;
} Fixture;

static void
sync_both (Fixture *fixture)
{
  cli_sync (fixture->a);
  cli_sync (fixture->b);
  cli_sync (fixture->a);
}

static char *
day_text (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return g_date_time_format (day, "%F");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *start = day_text (0);
  g_autofree char *end = day_text (1);
  g_autofree char *from = g_strconcat ("start_date=", start, NULL);
  g_autofree char *to = g_strconcat ("end_date=", end, NULL);
  g_autoptr (JsonNode) planned = NULL;

  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  fixture->a = server_run_new_store (fixture->server, fixture->folder, "a", "zone_manager");
  fixture->b = server_run_new_store (fixture->server, fixture->folder, "b", "zone_manager");
  g_free (cli_ok (fixture->a, "add", "enterprise", "name=宁德时代", "city=宁德市", NULL));
  g_free (cli_ok (fixture->a, "add", "enterprise", "name=远景能源", "city=无锡市", NULL));
  fixture->trip = cli_ok (fixture->a, "add", "trip", "name=长三角招商行", from, to, NULL);
  planned = cli_json (fixture->a, "trip", "add-firms", fixture->trip, "宁德时代", "远景能源", NULL);
  fixture->first = g_strdup (cli_string_at (planned, "stops/0/id"));
  fixture->second = g_strdup (cli_string_at (planned, "stops/1/id"));
  g_assert_cmpstr (cli_string_at (planned, "phase"), ==, "work");
  g_assert_cmpstr (cli_string_at (planned, "stops/0/values/planned_for"), ==, start);
  g_assert_cmpstr (cli_string_at (planned, "stops/1/values/planned_for"), ==, end);
  sync_both (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_run_free (fixture->server);
  g_free (fixture->a);
  g_free (fixture->b);
  g_free (fixture->trip);
  g_free (fixture->first);
  g_free (fixture->second);
  store_folder_remove (fixture->folder);
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) seen = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *other = NULL;

  g_free (cli_ok (fixture->a, "trip", "log", fixture->first, "--result", "有意增资", "--lead",
                  "储能电池材料", NULL));
  g_free (cli_ok (fixture->b, "trip", "log", fixture->second, "--result", "已约参观", NULL));
  g_free (cli_ok (fixture->b, "trip", "log", fixture->first, "--result", "同意来访", "--lead",
                  "储能电池材料", NULL));
  sync_both (fixture);
  seen = cli_json (fixture->a, "trip", "show", fixture->trip, NULL);
  g_assert_cmpint (cli_int_at (seen, "n_done"), ==, 2);
  g_assert_cmpint (cli_int_at (seen, "n_firms"), ==, 2);
  g_assert_cmpint (cli_int_at (seen, "n_duplicates"), ==, 1); /* the lead both took down */
  g_assert_cmpint (cli_int_at (seen, "n_conflicts"), >=, 1);  /* what came of the first stop */
  digest = cli_ok (fixture->a, "digest", NULL);
  other = cli_ok (fixture->b, "digest", NULL);
  g_assert_cmpstr (digest, ==, other);
}

static char *
read_pdf (const char *path)
{
  const char *const argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *text;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, &errors,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return text;
}

/* What a manager is handed, read by another program. */
static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);
  g_autofree char *day = day_text (5);
  g_autofree char *text = NULL;
  g_autoptr (GString) minutes = g_string_new (NULL);
  g_autofree char *purpose = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (minutes, "第%u句说明。", i);
  purpose = g_strconcat ("purpose=", minutes->str, NULL);
  g_free (cli_ok (fixture->a, "set", fixture->trip, purpose, NULL));
  g_free (cli_ok (fixture->a, "trip", "log", fixture->first, "--result", "有意增资", "--lead",
                  "储能电池材料", "--next", "寄资料", "--by", day, NULL));
  g_free (cli_ok (fixture->a, "trip", "report", fixture->trip, path, NULL));
  text = read_pdf (path);
  g_assert_nonnull (strstr (text, "长三角招商行"));
  g_assert_nonnull (strstr (text, "第0句说明"));
  g_assert_nonnull (strstr (text, "第399句说明")); /* over the page */
  g_assert_nonnull (strstr (text, "有意增资"));
  g_assert_nonnull (strstr (text, "寄资料"));
  g_assert_nonnull (strstr (text, "Not called on"));
  g_assert_nonnull (strstr (text, "1 of 2 stops"));
  g_assert_nonnull (strchr (text, '\f'));
}

static void
test_ended (Fixture *fixture, gconstpointer data)
{
  g_autofree char *today = day_text (0);
  g_autoptr (JsonNode) seen = NULL;
  g_autoptr (JsonNode) all = NULL;

  g_free (cli_ok (fixture->a, "trip", "log", fixture->first, "--result", "谈过", NULL));
  g_free (cli_ok (fixture->a, "trip", "reported", fixture->trip, NULL));
  seen = cli_json (fixture->a, "trip", "show", fixture->trip, NULL);
  g_assert_cmpstr (cli_string_at (seen, "phase"), ==, "over");
  g_assert_cmpstr (cli_string_at (seen, "values/reported_on"), ==, today);
  all = cli_json (fixture->a, "trip", "--from", "2020", "--to", today, NULL);
  g_assert_cmpuint (cli_length_at (all, "trips"), ==, 1);
  g_assert_cmpint (cli_int_at (all, "n_firms"), ==, 1);
}

static void
test_wrong_calls (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *args[6];
    int status;
  } cases[] = {
    { { "trip", "go", fixture->trip }, 2 },
    { { "trip", "show" }, 2 },
    { { "trip", "add-firms", fixture->trip }, 2 },
    { { "trip", "log", fixture->trip, "--result", "谈过" }, 2 }, /* not a stop */
    { { "trip", "log", fixture->first }, 1 },                    /* what came of it? */
    { { "trip", "report", fixture->trip, "report.doc" }, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliResult) result = cli_run_strv (fixture->a, cases[i].args);

      g_test_message ("case %u: %s", i, result.err);
      g_assert_cmpint (result.status, ==, cases[i].status);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cli/trip/merged-L6", test_merged);
  ADD ("/cli/trip/report-W40", test_report);
  ADD ("/cli/trip/ended", test_ended);
  ADD ("/cli/trip/wrong-calls", test_wrong_calls);
  return g_test_run ();
}

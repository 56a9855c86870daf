/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing a month's lamps on the command line (domain.md V3): last month's chart stays as it was,
 * and two managers who close it apart make one record of each lamp. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <string.h>

#define SERVER GINT_TO_POINTER (1)

typedef struct
{
  char *folder;
  char *a, *b; /* stores of two managers; b: (nullable): there is no server */
  char *project;
  ServerRun *server;
} Fixture;

static void
sync_both (Fixture *self)
{
  const char *const stores[] = { self->a, self->b, self->a };

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    cli_sync (stores[i]);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  if (data == SERVER)
    {
      self->server = server_run_new (self->folder);
      self->a = server_run_new_store (self->server, self->folder, "a", "zone_manager");
      self->b = server_run_new_store (self->server, self->folder, "b", "zone_manager");
    }
  else
    {
      self->a = g_build_filename (self->folder, "a", NULL);
      g_free (cli_ok (self->a, "init", NULL));
    }
  g_free (cli_ok (self->a, "add", "park", "name=装备园", NULL));
  self->project
      = cli_ok (self->a, "add", "project", "name=减速器", "stage=signed", "signed_date=2025-01-05",
                "planned_start_date=2025-04-20", "park=装备园", NULL);
  if (data == SERVER)
    sync_both (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->server, server_run_free);
  g_free (self->a);
  g_free (self->b);
  g_free (self->project);
  store_folder_remove (self->folder);
}

static void
assert_lamp (const char *store, const char *month, const char *lamp, const char *why)
{
  g_autoptr (JsonNode) lamps = cli_json (store, "lamps", "--month", month, NULL);

  g_assert_cmpstr (cli_string_at (lamps, "projects/0/months/0/lamp"), ==, lamp);
  g_assert_cmpstr (cli_string_at (lamps, "projects/0/months/0/why"), ==, why);
}

#define MAY_WHY "The start was planned for 20 Apr 2025 and is 1 month behind."

static void
test_corrected (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) closed = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *text = NULL;

  assert_lamp (self->a, "2025-05", "yellow", MAY_WHY);
  g_free (cli_ok (self->a, "lamps", "close", "--month", "2025-05", "--dry-run", NULL));
  closed = cli_json (self->a, "lamps", "close", "--month", "2025-05", NULL);
  g_assert_cmpint (cli_int_at (closed, "n_closed"), ==, 1);
  g_free (cli_ok (self->a, "set", self->project, "planned_start_date=2024-04-20", NULL));
  assert_lamp (self->a, "2025-05", "yellow", MAY_WHY);
  after = cli_json (self->a, "lamps", "--month", "2025-05", NULL);
  g_assert_true (json_node_get_boolean (cli_at (after, "projects/0/months/0/corrected")));
  g_assert_cmpstr (cli_string_at (after, "projects/0/months/0/now"), ==, "red");
  text = cli_ok (self->a, "lamps", "--month", "2025-05", NULL);
  g_assert_nonnull (strstr (text, "corrected since"));
  g_assert_nonnull (strstr (text, MAY_WHY)); /* whole, where it is no terminal */
}

/* Both offline, both from the same data: one record, no conflict, and nothing is refused. */
static void
test_two_managers (Fixture *self, gconstpointer data)
{
  const char *const stores[] = { self->a, self->b };

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    g_free (cli_ok (stores[i], "lamps", "close", "--month", "2025-05", NULL));
  sync_both (self);
  sync_both (self);
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (JsonNode) kept = cli_json (stores[i], "list", "lamp_month", NULL);
      g_autoptr (JsonNode) conflicts = cli_json (stores[i], "conflicts", "--all", NULL);
      g_autoptr (JsonNode) rejected = cli_json (stores[i], "rejected", NULL);

      g_assert_cmpint (cli_int_at (kept, "count"), ==, 1);
      g_assert_cmpuint (cli_length_at (conflicts, ""), ==, 0);
      g_assert_cmpuint (cli_length_at (rejected, ""), ==, 0);
      assert_lamp (stores[i], "2025-05", "yellow", MAY_WHY);
    }
}

/* They knew different things: who came first is kept, whole; the other one is told. */
static void
test_two_differ (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) conflicts = NULL;

  g_free (cli_ok (self->b, "set", self->project, "planned_start_date=2024-04-20", NULL));
  g_free (cli_ok (self->b, "lamps", "close", "--month", "2025-05", NULL));
  g_free (cli_ok (self->a, "lamps", "close", "--month", "2025-05", NULL));
  cli_sync (self->a);
  sync_both (self);
  sync_both (self);
  assert_lamp (self->a, "2025-05", "yellow", MAY_WHY);
  assert_lamp (self->b, "2025-05", "yellow", MAY_WHY);
  conflicts = cli_json (self->b, "conflicts", NULL);
  g_assert_cmpuint (cli_length_at (conflicts, ""), >, 0);
}

static void
test_spans (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) quarter = cli_json (self->a, "lamps", "--quarter", "2025-Q2", NULL);
  g_autoptr (JsonNode) year = cli_json (self->a, "lamps", "--year", "2025", NULL);
  g_autoptr (JsonNode) parks = cli_json (self->a, "lamps", "--year", "2025", "--by", "park", NULL);
  g_autofree char *table = cli_ok (self->a, "lamps", "--year", "2025", NULL);

  g_assert_cmpstr (cli_string_at (quarter, "projects/0/months/0/month"), ==, "2025-06");
  g_assert_cmpuint (cli_length_at (year, "months"), ==, 12);
  g_assert_cmpstr (cli_string_at (year, "projects/0/months/3/lamp"), ==, "green");
  g_assert_cmpstr (cli_string_at (year, "projects/0/months/6/lamp"), ==, "red");
  g_assert_cmpstr (cli_string_at (parks, "0/name"), ==, "装备园");
  g_assert_cmpint (cli_int_at (parks, "0/months/4/yellow"), ==, 1);
  g_assert_nonnull (strstr (table, "Dec 2025"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *args[5];
    int status;
    const char *words;
  } cases[] = {
    { { "lamps", "close", "--month", "2099-01" }, 1, "not over yet" },
    { { "lamps", "close", "--year", "2025" }, 2, "one month or quarter" },
    { { "lamps", "open" }, 2, "cannot be done to lamps" },
    { { "lamps", "--by", "owner" }, 2, "--by park" },
    { { "lamps", "--quarter", "2025-Q7" }, 2, "2025-Q7" },
    { { "lamps", "--quarter", "9999-Q4" }, 2, "is not a quarter" },
    { { "lamps", "--dry-run" }, 2, "lamps close" },
    { { "lamps", "close", "--month", "2025" }, 2, "--year a year" },
    { { "lamps", "--year", "2025-05" }, 2, "--year a year" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CliResult) result = cli_run_strv (self->a, cases[i].args);

      g_test_message ("%s", result.err);
      g_assert_cmpint (result.status, ==, cases[i].status);
      g_assert_nonnull (strstr (result.err, cases[i].words));
    }
}

int
main (int argc, char *argv[])
{
#define ADD(path, data, test)                                                                      \
  g_test_add ("/cli/lamps/" path, Fixture, data, set_up, test, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("V3-corrected-after-closing", NULL, test_corrected);
  ADD ("V3-two-managers-make-one", SERVER, test_two_managers);
  ADD ("V3-two-who-differ", SERVER, test_two_differ);
  ADD ("V3-spans", NULL, test_spans);
  ADD ("V3-refused", NULL, test_refused);
  return g_test_run ();
}

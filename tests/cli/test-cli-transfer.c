/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two parks, their recruiters and a manager, with a running server: who sees what, and a project
 * that goes from one park to the other (G10, O7). */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *a, *b, *manager; /* stores: of a recruiter of 上虞, of one of 余姚, of the zone's manager */
  char *project;
  ServerRun *server;
} Fixture;

static void
sync_all (Fixture *fixture)
{
  cli_sync (fixture->a);
  cli_sync (fixture->b);
  cli_sync (fixture->manager);
  cli_sync (fixture->a);
  cli_sync (fixture->b);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  fixture->manager
      = server_run_new_store (fixture->server, fixture->folder, "manager", "zone_manager");
  g_free (cli_ok (fixture->manager, "add", "park", "name=上虞", NULL));
  g_free (cli_ok (fixture->manager, "add", "park", "name=余姚", NULL));
  cli_sync (fixture->manager);
  fixture->a = server_run_new_store (fixture->server, fixture->folder, "a", "recruiter");
  fixture->b = server_run_new_store (fixture->server, fixture->folder, "b", "recruiter");
  server_run_set_account (fixture->server, "a", "--park", "上虞");
  server_run_set_account (fixture->server, "b", "--park", "余姚");
  sync_all (fixture);
  fixture->project = cli_ok (fixture->a, "add", "project", "name=减速器", "park=上虞", NULL);
  g_free (cli_ok (fixture->a, "add", "interaction", "subject=首次拜访", "kind=visit",
                  "held_on=2026-03-01", "project=减速器", NULL));
  sync_all (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_run_free (fixture->server);
  g_free (fixture->a);
  g_free (fixture->b);
  g_free (fixture->manager);
  g_free (fixture->project);
  store_folder_remove (fixture->folder);
}

static int
count (const char *store, const char *entity)
{
  g_autoptr (JsonNode) list = cli_json (store, "list", entity, NULL);

  return (int) cli_int_at (list, "count");
}

/* How many projects and talks each of the three holds: "a/a b/b manager/manager". */
static void
assert_held (Fixture *fixture, const char *expected)
{
  const char *const stores[] = { fixture->a, fixture->b, fixture->manager };
  g_autoptr (GString) held = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_string_append_printf (held, "%s%d/%d", i > 0 ? " " : "", count (stores[i], "project"),
                              count (stores[i], "interaction"));
      g_free (cli_ok (stores[i], "verify", NULL));
    }
  g_assert_cmpstr (held->str, ==, expected);
}

static void
assert_value (const char *store, const char *id, const char *path, const char *value)
{
  g_autoptr (JsonNode) record = cli_json (store, "show", id, NULL);

  g_assert_cmpstr (cli_string_at (record, path), ==, value);
}

static char *
ask (Fixture *fixture)
{
  g_autoptr (JsonNode) transfer = cli_json (fixture->a, "transfer", "ask", fixture->project, "--to",
                                            "余姚", "--reason", "符合主导产业", NULL);

  return g_strdup (cli_string_at (transfer, "id"));
}

/* Half and half for five years (O7, W14); who gave the project away sees its share, too. What is
 * changed so that it does not add up any more is said. */
static void
assert_shared (Fixture *fixture)
{
  g_autoptr (JsonNode) shares = cli_json (fixture->b, "credits", fixture->project, NULL);
  g_autoptr (JsonNode) changed = NULL;

  g_assert_cmpuint (cli_length_at (shares, "shares"), ==, 6);
  g_assert_cmpuint (cli_length_at (shares, "problems"), ==, 0);
  g_assert_cmpint (count (fixture->a, "credit_share"), ==, 6);
  g_free (
      cli_ok (fixture->b, "set", cli_string_at (shares, "shares/0/id"), "share_percent=60", NULL));
  changed = cli_json (fixture->b, "credits", fixture->project, NULL);
  g_assert_cmpuint (cli_length_at (changed, "problems"), ==, 1);
  g_assert_nonnull (strstr (cli_string_at (changed, "problems/0"), "110%"));
}

/* ---- Tests ---- */

static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *transfer = NULL;
  g_autoptr (JsonNode) waiting = NULL;
  g_autoptr (JsonNode) open = NULL;

  assert_held (fixture, "1/1 0/0 1/1");
  transfer = ask (fixture);
  sync_all (fixture);
  assert_held (fixture, "1/1 1/1 1/1");
  waiting = cli_json (fixture->b, "transfer", NULL);
  g_assert_cmpuint (cli_length_at (waiting, ""), ==, 1);
  g_free (cli_ok (fixture->b, "transfer", "accept", transfer, NULL));
  sync_all (fixture);
  assert_held (fixture, "0/0 1/1 1/1");
  assert_value (fixture->b, transfer, "values/state", "accepted");
  open = cli_json (fixture->manager, "list", "project", "--where",
                   "park=余姚 and offered_park=", NULL);
  g_assert_cmpint (cli_int_at (open, "count"), ==, 1);
  assert_shared (fixture);
}

static void
test_refused_and_withdrawn (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = ask (fixture);
  g_autofree char *second = NULL;
  g_auto (CliResult) again
      = cli_run (fixture->a, "transfer", "ask", fixture->project, "--to", "余姚", NULL);
  g_auto (CliResult) late = { 0 };

  g_assert_cmpint (again.status, ==, 1);
  sync_all (fixture);
  g_free (cli_ok (fixture->b, "transfer", "refuse", first, NULL));
  sync_all (fixture);
  assert_held (fixture, "1/1 0/0 1/1");
  assert_value (fixture->a, first, "values/state", "refused");
  second = ask (fixture);
  sync_all (fixture);
  g_free (cli_ok (fixture->a, "transfer", "withdraw", second, NULL));
  late = cli_run (fixture->a, "transfer", "accept", second, NULL);
  g_assert_cmpint (late.status, ==, 1);
  sync_all (fixture);
  assert_held (fixture, "1/1 0/0 1/1");
}

/* Nobody gives away, or takes, what was not asked for. */
static void
test_not_without_asking (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) given = cli_run (fixture->a, "set", fixture->project, "park=余姚", NULL);
  g_autofree char *transfer = ask (fixture);
  g_auto (CliResult) own = cli_run (fixture->a, "transfer", "accept", transfer, NULL);
  g_auto (CliResult) itself
      = cli_run (fixture->a, "transfer", "ask", fixture->project, "--to", "上虞", NULL);
  g_auto (CliResult) nowhere = cli_run (fixture->a, "transfer", "ask", fixture->project, NULL);
  g_auto (CliResult) odd = cli_run (fixture->a, "transfer", "swap", transfer, NULL);

  g_assert_cmpint (given.status, ==, 1);
  g_assert_cmpint (own.status, ==, 1);
  g_assert_nonnull (strstr (own.err, "transfer"));
  g_assert_cmpint (itself.status, ==, 1);
  g_assert_cmpint (nowhere.status, ==, 2);
  g_assert_cmpint (odd.status, ==, 2);
}

/* What was written offline of a project that went meanwhile is not lost to who wrote it. */
static void
test_written_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autofree char *transfer = ask (fixture);
  g_auto (CliResult) shown = { 0 };
  g_autoptr (JsonNode) rejected = NULL;

  sync_all (fixture);
  g_free (cli_ok (fixture->a, "set", fixture->project, "note=谈了价格", NULL));
  g_free (cli_ok (fixture->b, "transfer", "accept", transfer, NULL));
  cli_sync (fixture->b);
  cli_sync (fixture->a);
  shown = cli_run (fixture->a, "show", fixture->project, NULL);
  g_assert_cmpint (shown.status, ==, 1);
  rejected = cli_json (fixture->a, "rejected", NULL);
  g_assert_cmpuint (cli_length_at (rejected, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (rejected, "0/reason"), ==, "out-of-sight");
  g_free (cli_ok (fixture->a, "rejected", "discard", cli_string_at (rejected, "0/id"), NULL));
}

/* An account that is moved, and one that becomes a leader, read the zone anew. */
static void
test_account_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = NULL;
  g_autofree char *manager = NULL;

  server_run_set_account (fixture->server, "b", "--park", "上虞");
  server_run_set_account (fixture->server, "a", "--park", "余姚");
  sync_all (fixture);
  assert_held (fixture, "0/0 1/1 1/1");
  server_run_set_account (fixture->server, "a", "--role", "leader");
  sync_all (fixture);
  assert_held (fixture, "1/1 1/1 1/1");
  a = cli_ok (fixture->a, "digest", NULL);
  manager = cli_ok (fixture->manager, "digest", NULL);
  g_assert_cmpstr (a, ==, manager);
}

static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  g_free (cli_ok (fixture->a, "set", fixture->project, "is_confidential=1", NULL));
  sync_all (fixture);
  assert_held (fixture, "1/1 0/0 0/0");
  g_free (cli_ok (fixture->a, "set", fixture->project, "is_confidential=", NULL));
  sync_all (fixture);
  assert_held (fixture, "1/1 0/0 1/1");
}

#define ADD(path, func) g_test_add ("/cli/transfer/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("accepted", test_accepted);
  ADD ("refused-and-withdrawn", test_refused_and_withdrawn);
  ADD ("not-without-asking", test_not_without_asking);
  ADD ("G2-written-meanwhile", test_written_meanwhile);
  ADD ("G10-account-moved", test_account_moved);
  ADD ("G10-confidential", test_confidential);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First reports of two devices and a server (domain.md §4, W12): order by receipt, disputes inside
 * one offline window, the zone's word, release after a month. */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *manager, *a, *b; /* three stores */
  ServerRun *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  fixture->manager
      = server_run_new_store (fixture->server, fixture->folder, "王主任", "zone_manager");
  fixture->a = server_run_new_store (fixture->server, fixture->folder, "周砚秋", "recruiter");
  fixture->b = server_run_new_store (fixture->server, fixture->folder, "林舒然", "recruiter");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_run_free (fixture->server);
  g_free (fixture->manager);
  g_free (fixture->a);
  g_free (fixture->b);
  store_folder_remove (fixture->folder);
}

static char *
claim (const char *store, const char *name)
{
  g_autofree char *firm = g_strconcat ("firm_name=", name, NULL);

  return cli_ok (store, "add", "claim", firm, NULL);
}

/* Where the claim @id stands on @day; @against is the other one, or NULL. */
static void
assert_standing (
    const char *store, const char *day, const char *id, const char *standing, const char *against)
{
  g_autoptr (JsonNode) claims = day == NULL ? cli_json (store, "claims", NULL)
                                            : cli_json (store, "claims", "--on", day, NULL);
  JsonArray *list = json_node_get_array (claims);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *one = json_array_get_element (list, i);

      if (strcmp (cli_string_at (one, "record/id"), id) != 0)
        continue;
      g_assert_cmpstr (cli_string_at (one, "standing"), ==, standing);
      if (against != NULL)
        g_assert_cmpstr (cli_string_at (one, "against"), ==, against);
      return;
    }
  g_assert_not_reached ();
}

#define FIRM "寰采星科技（宁波）有限公司"
#define SAME_FIRM "寰采星科技宁波股份有限公司"

/* W12: who had seen the first report comes after it. */
static void
test_w12_order (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = claim (fixture->a, FIRM);
  g_autofree char *later = NULL;
  g_autoptr (JsonNode) record = NULL;

  assert_standing (fixture->a, NULL, first, "waiting", NULL);
  cli_sync (fixture->a);
  assert_standing (fixture->a, NULL, first, "holds", NULL);
  cli_sync (fixture->b);
  later = claim (fixture->b, SAME_FIRM);
  cli_sync (fixture->b);
  assert_standing (fixture->b, NULL, first, "holds", NULL);
  assert_standing (fixture->b, NULL, later, "later", first);
  record = cli_json (fixture->b, "show", first, NULL);
  g_assert_cmpstr (cli_string_at (record, "values/reported_by"), ==, "周砚秋");
}

/* Neither could know of the other: whoever synced first is not the one who was first. */
static void
claim_twice (Fixture *fixture, char **ret_first, char **ret_second)
{
  *ret_first = claim (fixture->a, FIRM);
  *ret_second = claim (fixture->b, SAME_FIRM);
  cli_sync (fixture->b);
  cli_sync (fixture->a);
  cli_sync (fixture->b);
  cli_sync (fixture->manager);
}

static void
test_w12_dispute (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const char *const stores[] = { fixture->a, fixture->b, fixture->manager };

  claim_twice (fixture, &first, &second);
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      assert_standing (stores[i], NULL, first, "disputed", second);
      assert_standing (stores[i], NULL, second, "disputed", first);
    }
  g_free (cli_ok (fixture->manager, "grant", first, "--reason", "先到企业洽谈", NULL));
  cli_sync (fixture->manager);
  cli_sync (fixture->b);
  assert_standing (fixture->b, NULL, first, "holds", NULL);
  assert_standing (fixture->b, NULL, second, "lost", NULL);
}

static char *
day_after_months (int months)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) month = g_date_time_add_months (now, months);
  g_autoptr (GDateTime) day = g_date_time_add_days (month, 2);

  return g_date_time_format (day, "%Y-%m-%d");
}

/* G8: a claim whose author's clock is a year ahead can be decided like any other. */
static void
test_g8_decided_before_claimed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *ahead = day_after_months (12);
  g_autofree char *claimed_on = g_strconcat ("claimed_on=", ahead, NULL);
  g_autofree char *id = cli_ok (fixture->a, "add", "claim", "firm_name=" FIRM, claimed_on, NULL);
  g_auto (CliResult) blank = { 0 };

  cli_sync (fixture->a);
  cli_sync (fixture->manager);
  blank = cli_run (fixture->manager, "grant", id, "--reason", " ", NULL);
  g_assert_cmpint (blank.status, ==, 2);
  g_free (cli_ok (fixture->manager, "grant", id, "--reason", "先到企业洽谈", NULL));
  cli_sync (fixture->manager);
  cli_sync (fixture->a);
  assert_standing (fixture->a, NULL, id, "holds", NULL);
}

/* A recruiter's own word does not count: the store knows the role and says so; the server refuses
 * it in any case, and the dispute stands. */
static void
test_only_the_zone_decides (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_auto (CliResult) asked = { 0 };
  g_auto (CliResult) synced = { 0 };
  g_autofree char *refused = NULL;
  g_autofree char *waiting = NULL;

  claim_twice (fixture, &first, &second);
  asked = cli_run (fixture->a, "grant", first, "--reason", "我先到的", NULL);
  g_assert_cmpint (asked.status, ==, 1);
  g_assert_nonnull (strstr (asked.err, "signed in here as Recruiter"));
  g_free (cli_ok (fixture->a, "set", first, "state=granted", "decided_on=2026-01-05", NULL));
  synced = cli_run (fixture->a, "sync", NULL);
  refused = cli_ok (fixture->a, "rejected", NULL);
  g_free (cli_ok (fixture->a, "set", first, "evidence=名片", NULL));
  waiting = cli_ok (fixture->a, "pending", NULL);
  g_assert_nonnull (strstr (waiting, "waits until the refused change"));
  g_assert_nonnull (strstr (refused, "周砚秋"));
  cli_sync (fixture->manager);
  assert_standing (fixture->manager, NULL, first, "disputed", second);
}

/* W12: after a month without progress it may go to another; a talk that is held counts. */
static void
test_w12_release (Fixture *fixture, gconstpointer data)
{
  g_autofree char *project = cli_ok (fixture->a, "add", "project", "name=减速器", NULL);
  g_autofree char *of_project = g_strconcat ("project=", project, NULL);
  g_autofree char *held = day_after_months (0);
  g_autofree char *held_on = g_strconcat ("held_on=", held, NULL);
  g_autofree char *idle = claim (fixture->a, FIRM);
  g_autofree char *busy
      = cli_ok (fixture->a, "add", "claim", "firm_name=澄岳精工", of_project, NULL);
  g_autofree char *later = day_after_months (1);

  g_free (cli_ok (fixture->a, "add", "interaction", of_project, held_on, "subject=洽谈",
                  "kind=visit", NULL));
  cli_sync (fixture->a);
  assert_standing (fixture->a, NULL, idle, "holds", NULL);
  assert_standing (fixture->a, later, idle, "released", NULL);
  assert_standing (fixture->a, later, busy, "holds", NULL);
}

/* What the server stamps nobody else can write. */
static void
test_stamps_are_the_servers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = claim (fixture->a, FIRM);
  g_auto (CliResult) made
      = cli_run (fixture->a, "add", "claim", "firm_name=澄岳精工", "reported_by=林舒然", NULL);
  g_auto (CliResult) edited = { 0 };

  g_assert_cmpint (made.status, ==, 1);
  cli_sync (fixture->a);
  cli_sync (fixture->manager);
  edited = cli_run (fixture->manager, "set", id, "received_seq=77", NULL);
  g_assert_cmpint (edited.status, ==, 1);
  g_assert_nonnull (strstr (edited.err, "server alone"));
}

#define ADD(path, function) g_test_add ("/claims/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("W12-order", test_w12_order);
  ADD ("W12-dispute", test_w12_dispute);
  ADD ("G8-decided-before-claimed", test_g8_decided_before_claimed);
  ADD ("only-the-zone-decides", test_only_the_zone_decides);
  ADD ("W12-release", test_w12_release);
  ADD ("stamps-are-the-servers", test_stamps_are_the_servers);
  return g_test_run ();
}

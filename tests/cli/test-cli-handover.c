/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project that goes from one colleague to another: two devices, each of which signs where it is,
 * and a running server (O1, O3, I6). */

#include "config.h"

#include "cli-run.h"
#include "server-run.h"
#include "store-folder.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *giver, *taker, *root; /* stores: of a recruiter, of a steward, of the administrator */
  char *project, *slip;
  ServerRun *server;
} Fixture;

static void
sync_all (Fixture *fixture)
{
  cli_sync (fixture->giver);
  cli_sync (fixture->taker);
  cli_sync (fixture->root);
  cli_sync (fixture->giver);
  cli_sync (fixture->taker);
}

static void
add_people (Fixture *fixture)
{
  g_free (cli_ok (fixture->root, "add", "park", "name=上虞", NULL));
  g_free (cli_ok (fixture->root, "add", "account", "name=wang", "role=recruiter", NULL));
  g_free (cli_ok (fixture->root, "add", "account", "name=li", "role=steward", NULL));
  g_free (cli_ok (fixture->root, "add", "account", "name=zhao", "role=department", NULL));
  cli_sync (fixture->root);
  server_run_set_account (fixture->server, "wang", "--park", "上虞");
  server_run_set_account (fixture->server, "li", "--park", "上虞");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = store_folder_make ();
  fixture->server = server_run_new (fixture->folder);
  fixture->root = server_run_new_store (fixture->server, fixture->folder, "root", "administrator");
  fixture->giver = server_run_new_store (fixture->server, fixture->folder, "wang", "recruiter");
  fixture->taker = server_run_new_store (fixture->server, fixture->folder, "li", "steward");
  add_people (fixture);
  sync_all (fixture);
  fixture->project
      = cli_ok (fixture->giver, "add", "project", "name=减速器", "park=上虞", "owner=wang", NULL);
  g_free (cli_ok (fixture->giver, "add", "interaction", "subject=二次洽谈", "kind=visit",
                  "held_on=2026-03-01", "project=减速器",
                  "agreed=三个月内接通外线电力\n代办施工许可", NULL));
  g_free (cli_ok (fixture->giver, "add", "problem", "subject=高压线迁改", "kind=land",
                  "project=减速器", "owner=wang", NULL));
  sync_all (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_run_free (fixture->server);
  g_free (fixture->giver);
  g_free (fixture->taker);
  g_free (fixture->root);
  g_free (fixture->project);
  g_free (fixture->slip);
  store_folder_remove (fixture->folder);
}

static void
assert_value (const char *store, const char *id, const char *path, const char *value)
{
  g_autoptr (JsonNode) record = cli_json (store, "show", id, NULL);

  g_assert_cmpstr (cli_string_at (record, path), ==, value);
}

static void
prepare (Fixture *fixture)
{
  g_autoptr (JsonNode) slip
      = cli_json (fixture->giver, "handover", "prepare", fixture->project, "--to", "li", NULL);

  fixture->slip = g_strdup (cli_string_at (slip, "id"));
}

/* Given, and known to both. */
static void
give (Fixture *fixture)
{
  prepare (fixture);
  g_free (cli_ok (fixture->giver, "handover", "give", fixture->slip, NULL));
  sync_all (fixture);
}

static int
count (const char *store, const char *entity, const char *where)
{
  g_autoptr (JsonNode) list = cli_json (store, "list", entity, "--where", where, NULL);

  return (int) cli_int_at (list, "count");
}

static void
assert_failed (const char *store, const char *verb, const char *id, const char *says)
{
  g_auto (CliResult) result = cli_run (store, "handover", verb, id, NULL);

  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.err, says));
}

static void
assert_same (Fixture *fixture)
{
  g_autofree char *giver = cli_ok (fixture->giver, "digest", NULL);
  g_autofree char *taker = cli_ok (fixture->taker, "digest", NULL);

  g_assert_cmpstr (giver, ==, taker);
  g_free (cli_ok (fixture->giver, "verify", NULL));
  g_free (cli_ok (fixture->taker, "verify", NULL));
}

/* ---- Tests ---- */

/* What was agreed in the talks and what is open goes with the project. */
static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) waiting = NULL;
  g_autoptr (JsonNode) owners = NULL;

  give (fixture);
  g_assert_cmpint (count (fixture->taker, "promise", "responsible=wang and interaction=二次洽谈"),
                   ==, 2);
  waiting = cli_json (fixture->taker, "handover", "list", fixture->project, NULL);
  g_assert_cmpuint (cli_length_at (waiting, ""), ==, 1);
  g_assert_true (json_node_get_boolean (cli_at (waiting, "0/may_accept")));
  g_assert_false (json_node_get_boolean (cli_at (waiting, "0/may_take_back")));
  g_free (cli_ok (fixture->taker, "handover", "accept", fixture->slip, NULL));
  sync_all (fixture);
  assert_value (fixture->giver, fixture->slip, "values/state", "accepted");
  assert_value (fixture->giver, fixture->project, "text/owner", "li");
  assert_value (fixture->giver, fixture->project, "text/steward", "li");
  g_assert_cmpint (count (fixture->giver, "promise", "responsible=li"), ==, 2);
  g_assert_cmpint (count (fixture->giver, "problem", "owner=li"), ==, 1);
  owners = cli_json (fixture->giver, "owners", fixture->project, NULL);
  g_assert_cmpuint (cli_length_at (owners, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (owners, "0/name"), ==, "wang");
  g_assert_cmpstr (cli_string_at (owners, "1/name"), ==, "li");
  g_assert_cmpstr (cli_string_at (owners, "1/by"), ==, "li");
  g_assert_cmpstr (cli_string_at (owners, "1/handover"), ==, fixture->slip);
  g_assert_nonnull (cli_string_at (owners, "1/escort_until"));
  g_assert_cmpint (cli_int_at (owners, "0/until_us"), ==, cli_int_at (owners, "1/since_us"));
  assert_same (fixture);
}

/* Each signs for himself, on his own device: nobody else can, whatever his role. */
static void
test_signatures (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) by_hand = { 0 };

  prepare (fixture);
  assert_failed (fixture->giver, "accept", fixture->slip, "Prepared");
  sync_all (fixture);
  assert_failed (fixture->taker, "give", fixture->slip, "wang alone");
  assert_failed (fixture->root, "give", fixture->slip, "wang alone");
  g_free (cli_ok (fixture->giver, "handover", "give", fixture->slip, NULL));
  sync_all (fixture);
  assert_failed (fixture->giver, "accept", fixture->slip, "li alone");
  assert_failed (fixture->root, "accept", fixture->slip, "li alone");
  by_hand = cli_run (fixture->root, "set", fixture->slip, "taker_signed_on=2026-03-01",
                     "state=accepted", NULL);
  g_assert_cmpint (by_hand.status, ==, 1);
  g_assert_nonnull (strstr (by_hand.err, "li alone"));
  g_assert_cmpint (count (fixture->root, "project", "owner=wang"), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) silent = { 0 };
  g_autofree char *second = NULL;

  give (fixture);
  silent = cli_run (fixture->taker, "handover", "refuse", fixture->slip, NULL);
  g_assert_cmpint (silent.status, ==, 2);
  g_free (
      cli_ok (fixture->taker, "handover", "refuse", fixture->slip, "--reason", "缺投资协议", NULL));
  sync_all (fixture);
  assert_value (fixture->giver, fixture->slip, "values/state", "refused");
  assert_value (fixture->giver, fixture->slip, "values/refusal_reason", "缺投资协议");
  assert_value (fixture->giver, fixture->project, "text/owner", "wang");
  assert_failed (fixture->taker, "accept", fixture->slip, "Refused");
  second = g_steal_pointer (&fixture->slip);
  prepare (fixture);
  g_assert_cmpstr (second, !=, fixture->slip);
  g_assert_cmpint (count (fixture->giver, "promise", "interaction=二次洽谈"), ==, 2);
}

static void
test_no_such (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) nobody
      = cli_run (fixture->giver, "handover", "prepare", fixture->project, NULL);
  g_auto (CliResult) self
      = cli_run (fixture->giver, "handover", "prepare", fixture->project, "--to", "wang", NULL);
  g_auto (CliResult) office
      = cli_run (fixture->giver, "handover", "prepare", fixture->project, "--to", "zhao", NULL);
  g_auto (CliResult) odd = cli_run (fixture->giver, "handover", "swap", fixture->project, NULL);
  g_auto (CliResult) again = { 0 };

  g_assert_cmpint (nobody.status, ==, 2);
  g_assert_cmpint (self.status, ==, 1);
  g_assert_cmpint (office.status, ==, 1);
  g_assert_cmpint (odd.status, ==, 2);
  prepare (fixture);
  again = cli_run (fixture->giver, "handover", "prepare", fixture->project, "--to", "li", NULL);
  g_assert_cmpint (again.status, ==, 1);
  g_assert_nonnull (strstr (again.err, "under way"));
}

/* The taker accepts where there is no line, and the giver takes back where there is none either:
 * whoever is first at the server is right, and nothing of the other's change comes into force. */
static void
meet (Fixture *fixture, const char *first, const char *second)
{
  g_autoptr (JsonNode) rejected = NULL;

  give (fixture);
  g_free (cli_ok (fixture->taker, "handover", "accept", fixture->slip, NULL));
  assert_value (fixture->taker, fixture->project, "text/owner", "li");
  g_free (cli_ok (fixture->giver, "handover", "take-back", fixture->slip, NULL));
  cli_sync (first);
  cli_sync (second);
  sync_all (fixture);
  rejected = cli_json (second, "rejected", NULL);
  g_assert_cmpuint (cli_length_at (rejected, ""), ==, 1);
  g_test_message ("%s", cli_string_at (rejected, "0/message"));
  g_free (cli_ok (second, "rejected", "discard", cli_string_at (rejected, "0/id"), NULL));
  sync_all (fixture);
  assert_same (fixture);
  g_assert_cmpint (count (fixture->root, "conflict", "state=open"), ==, 0);
}

static void
test_taken_back_first (Fixture *fixture, gconstpointer data)
{
  meet (fixture, fixture->giver, fixture->taker);
  assert_value (fixture->taker, fixture->slip, "values/state", "prepared");
  assert_value (fixture->taker, fixture->project, "text/owner", "wang");
  g_assert_cmpint (count (fixture->taker, "promise", "responsible=wang"), ==, 2);
}

static void
test_accepted_first (Fixture *fixture, gconstpointer data)
{
  meet (fixture, fixture->taker, fixture->giver);
  assert_value (fixture->giver, fixture->slip, "values/state", "accepted");
  assert_value (fixture->giver, fixture->project, "text/owner", "li");
  g_assert_cmpint (count (fixture->giver, "promise", "responsible=li"), ==, 2);
}

/* The giver undoes the giving instead, which no rule of the order of steps forbids. */
static void
test_undone_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) rejected = NULL;

  give (fixture);
  g_free (cli_ok (fixture->taker, "handover", "accept", fixture->slip, NULL));
  g_free (cli_ok (fixture->giver, "undo", NULL));
  assert_value (fixture->giver, fixture->slip, "values/state", "prepared");
  cli_sync (fixture->taker);
  cli_sync (fixture->giver);
  rejected = cli_json (fixture->giver, "rejected", NULL);
  g_assert_cmpuint (cli_length_at (rejected, ""), ==, 1);
  assert_value (fixture->giver, fixture->slip, "values/state", "accepted");
  g_free (cli_ok (fixture->giver, "rejected", "discard", cli_string_at (rejected, "0/id"), NULL));
  sync_all (fixture);
  assert_same (fixture);
}

/* Whoever accepted by mistake takes it back as anything else: all of it. */
static void
test_undo_of_acceptance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) owners = NULL;

  give (fixture);
  g_free (cli_ok (fixture->taker, "handover", "accept", fixture->slip, NULL));
  sync_all (fixture);
  g_free (cli_ok (fixture->taker, "undo", NULL));
  sync_all (fixture);
  assert_value (fixture->giver, fixture->slip, "values/state", "given");
  assert_value (fixture->giver, fixture->project, "text/owner", "wang");
  g_assert_cmpint (count (fixture->giver, "project", "steward="), ==, 1);
  g_assert_cmpint (count (fixture->giver, "promise", "responsible=wang"), ==, 2);
  owners = cli_json (fixture->taker, "owners", fixture->project, NULL);
  g_assert_cmpuint (cli_length_at (owners, ""), ==, 3);
  g_assert_cmpstr (cli_string_at (owners, "2/name"), ==, "wang");
  g_free (cli_ok (fixture->taker, "handover", "accept", fixture->slip, NULL));
  sync_all (fixture);
  assert_same (fixture);
}

/* What was signed stays as it was signed, also where the signature is not known yet. */
static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_auto (CliResult) late = { 0 };
  g_autoptr (JsonNode) rejected = NULL;

  prepare (fixture);
  sync_all (fixture);
  g_free (cli_ok (fixture->giver, "handover", "give", fixture->slip, NULL));
  late = cli_run (fixture->giver, "set", fixture->slip, "promises=另供标准厂房", NULL);
  g_assert_cmpint (late.status, ==, 1);
  g_free (cli_ok (fixture->taker, "set", fixture->slip, "promises=另供标准厂房", NULL));
  cli_sync (fixture->giver);
  cli_sync (fixture->taker);
  rejected = cli_json (fixture->taker, "rejected", NULL);
  g_assert_cmpuint (cli_length_at (rejected, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (rejected, "0/reason"), ==, "locked");
  g_assert_cmpint (count (fixture->taker, "handover", "state=given and promises="), ==, 1);
  g_free (cli_ok (fixture->taker, "rejected", "discard", cli_string_at (rejected, "0/id"), NULL));
}

/* O1: a signed project without an owner, or with one who is gone, is found. */
static void
test_unowned (Fixture *fixture, gconstpointer data)
{
  g_autofree char *none = cli_ok (fixture->root, "add", "project", "name=无主", "stage=signed",
                                  "signed_date=2026-03-01", NULL);
  g_autofree char *gone = cli_ok (fixture->root, "add", "project", "name=离任", "stage=signed",
                                  "signed_date=2026-03-01", "owner=zhao", NULL);
  g_autofree char *lead = cli_ok (fixture->root, "add", "project", "name=线索", NULL);
  g_autoptr (JsonNode) before = cli_json (fixture->root, "owners", NULL);
  g_autoptr (JsonNode) people
      = cli_json (fixture->root, "list", "account", "--where", "name=zhao", NULL);
  g_autoptr (JsonNode) after = NULL;

  g_assert_cmpuint (cli_length_at (before, ""), ==, 1);
  g_assert_cmpstr (cli_string_at (before, "0/id"), ==, none);
  g_free (cli_ok (fixture->root, "delete", cli_string_at (people, "records/0/id"), NULL));
  after = cli_json (fixture->root, "owners", NULL);
  g_assert_cmpuint (cli_length_at (after, ""), ==, 2);
  g_assert_cmpstr (cli_string_at (after, "1/id"), ==, gone);
}

#define ADD(path, func) g_test_add ("/cli/handover/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("O3-accepted", test_accepted);
  ADD ("O3-signatures", test_signatures);
  ADD ("O3-refused", test_refused);
  ADD ("O3-no-such", test_no_such);
  ADD ("O3-taken-back-first", test_taken_back_first);
  ADD ("O3-accepted-first", test_accepted_first);
  ADD ("O3-undone-meanwhile", test_undone_meanwhile);
  ADD ("O3-undo-of-acceptance", test_undo_of_acceptance);
  ADD ("O3-sealed", test_sealed);
  ADD ("O1-unowned", test_unowned);
  return g_test_run ();
}

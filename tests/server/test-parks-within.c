/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One zone, many parks (O7): whoever is of a park sees what lies in it, and only that. */

#include "config.h"

#include "zone.h"

#include "lf-server-check.h"
#include "lf-server-scope.h"

#include <string.h>

/* Parks and projects are named; their ids are derived from that. */

static void
accept (Zone *zone, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push_as (zone, "manager", "zone_manager", change);

  g_test_message ("%s", answer->message == NULL ? "accepted" : answer->message);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
}

static void
make (Zone *zone, const char *entity, const char *name, const char *park)
{
  const LfDate today = { 2026, 3, 1 };
  g_autofree char *id = zone_id (name);
  g_autofree char *park_id = park == NULL ? NULL : zone_id (park);
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), id);
  LfChange *change = lf_change_new ("Test");

  lf_rules_fill_new (record, &today);
  lf_record_set (record, "name", name);
  if (park != NULL)
    lf_record_set (record, "park", park_id);
  lf_change_create (change, record);
  accept (zone, change);
}

static void
put_into (Zone *zone, const char *park, const char *parent)
{
  g_autofree char *id = zone_id (park);
  g_autofree char *was = zone_value (zone, "park", id, "parent");
  g_autofree char *parent_id = parent == NULL ? NULL : zone_id (parent);

  accept (zone, change_edit ("park", id, "parent", was, parent_id, zone_last_seq (zone)));
}

/* (transfer full) (nullable): of several */
static char *
ids_of (const char *names)
{
  g_auto (GStrv) words = names == NULL ? NULL : g_strsplit (names, " ", -1);

  for (char **word = words; word != NULL && *word != NULL; word++)
    {
      char *id = zone_id (*word);

      g_free (*word);
      *word = id;
    }
  return words == NULL ? NULL : g_strjoinv (" ", words);
}

static void
assert_account_sees (Zone *zone, const char *parks, const char *role, const char *expected)
{
  g_autofree char *ids = ids_of (parks);
  const LfServerAccount account
      = { (char *) ZONE, (char *) "周砚秋", (char *) role, (char *) "none", ids };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerUser) user = lf_server_user_new (zone->storage, &account, "device", &error);
  g_autofree char *sight = user == NULL ? NULL : lf_server_user_sight (user);
  g_autoptr (GString) seen = g_string_new (NULL);

  g_assert_no_error (error);
  for (char project = 'P'; project <= 'U'; project++)
    {
      const char name[] = { project, '\0' };
      g_autofree char *id = zone_id (name);
      g_autoptr (LfServerRecord) record = zone_load (zone, "project", id);

      if (lf_server_sight (record, sight) == LF_SIGHT_SEEN)
        g_string_append_c (seen, project);
    }
  g_test_message ("%s of %s", role, parks == NULL ? "none" : parks);
  g_assert_cmpstr (seen->str, ==, expected);
}

/* A with A1 and A2 in it, A11 in A1; B by itself. A project in each, in this order, and one in
 * none. */
static Zone *
new_tree (void)
{
  static const char *const parks[] = { "A", "A1", "A2", "A11", "B" };
  Zone *zone = zone_new ();

  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    {
      const char project[] = { (char) ('P' + i), '\0' };

      make (zone, "park", parks[i], NULL);
      make (zone, "project", project, parks[i]);
    }
  make (zone, "project", "U", NULL);
  put_into (zone, "A1", "A");
  put_into (zone, "A2", "A");
  put_into (zone, "A11", "A1");
  return zone;
}

/* Whoever is of a park sees what lies in it over however many parks, and nothing above or beside.
 */
static void
test_parks_within (void)
{
  static const struct
  {
    const char *parks, *role, *sees;
  } cases[] = {
    { "A", "recruiter", "PQRSU" },     { "A1", "recruiter", "QSU" },
    { "A2", "steward", "RU" },         { "A11", "park_manager", "SU" },
    { "B", "park_manager", "TU" },     { "A2 B", "recruiter", "RTU" },
    { "A11 A", "recruiter", "PQRSU" }, { "B", "leader", "PQRSTU" },
    { NULL, "recruiter", "PQRSTU" },   { "A2", "zone_manager", "PQRSTU" },
  };
  g_autoptr (Zone) zone = new_tree ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_account_sees (zone, cases[i].parks, cases[i].role, cases[i].sees);
}

/* The tree is what it is now: a park taken out, put elsewhere, deleted, put into itself. */
static void
test_tree_changed (void)
{
  g_autoptr (Zone) zone = new_tree ();
  g_autofree char *a1 = zone_id ("A1");

  put_into (zone, "A1", "B");
  assert_account_sees (zone, "A", "recruiter", "PRU");
  assert_account_sees (zone, "B", "recruiter", "QSTU");
  put_into (zone, "B", "A11");
  assert_account_sees (zone, "A1", "recruiter", "QSTU");
  assert_account_sees (zone, "B", "recruiter", "QSTU");
  assert_account_sees (zone, "A", "recruiter", "PRU");
  put_into (zone, "B", NULL);
  accept (zone, change_new (LF_OP_DELETE, "park", a1, zone_last_seq (zone)));
  assert_account_sees (zone, "B", "recruiter", "TU");
  assert_account_sees (zone, "A1", "recruiter", "QSU");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/sight/O7-parks-within", test_parks_within);
  g_test_add_func ("/server/sight/O7-tree-changed", test_tree_changed);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who signs what: every role against every signature of a handover slip, and the steps of two
 * people that meet at the server in either order (O3). */

#include "config.h"

#include "zone.h"

#include <string.h>

#define GIVEN "state=given;given_on=2026-03-01;giver_signed_on=2026-03-01"
#define BACK "state=prepared;given_on=;giver_signed_on="
#define ACCEPTED                                                                                   \
  "state=accepted;taker_signed_on=2026-03-02;accepted_on=2026-03-02;escort_until=2026-05-31"
#define REFUSED "state=refused;refusal_reason=缺协议"

/* A change of the slip from @values, as its author knows it since @seen. */
static LfChange *
step (Zone *zone, const char *values, gint64 seen)
{
  g_autofree char *id = zone_id ("slip");
  LfChange *change = lf_change_new ("Test");
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "handover", id);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_auto (GStrv) halves = g_strsplit (*pair, "=", 2);
      g_autofree char *was = zone_value (zone, "handover", id, halves[0]);

      lf_op_add_edit (op, halves[0], was, *halves[1] == '\0' ? NULL : halves[1], seen);
    }
  return change;
}

/* With the acceptance the project goes over, in the same change. */
static LfChange *
acceptance (Zone *zone, gint64 seen)
{
  LfChange *change = step (zone, ACCEPTED, seen);
  g_autofree char *project = zone_id ("project");
  g_autofree char *giver = zone_id ("wang");
  g_autofree char *taker = zone_id ("li");
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "project", project);

  lf_op_add_edit (op, "owner", giver, taker, seen);
  return change;
}

/* (transfer full) (nullable): why it was refused; NULL: it was accepted */
static char *
push (Zone *zone, const char *name, const char *role, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push_as (zone, name, role, owned);

  g_test_message ("%s %s: %s", name, role, answer->message == NULL ? "" : answer->message);
  g_assert_cmpint (answer->kind == LF_ANSWER_REFUSED, ==, answer->reason != NULL);
  g_assert_cmpuint (answer->conflicts->len, ==, 0);
  return g_strdup (answer->reason);
}

static void
take (Zone *zone, const char *name, const char *role, LfChange *change)
{
  g_autofree char *reason = push (zone, name, role, change);

  g_assert_cmpstr (reason, ==, NULL);
}

static void
add_reference (LfChange *change, const char *field, const char *name)
{
  g_autofree char *id = zone_id (name);

  lf_op_add_edit (change->ops->pdata[0], field, NULL, id, 0);
}

static LfChange *
creation (const char *entity, const char *name)
{
  g_autofree char *id = zone_id (name);

  return change_create (entity, id, name);
}

/* wang's project, to be li's, on a slip that is @state. */
static Zone *
new_zone (const char *state)
{
  Zone *zone = zone_new ();
  LfChange *project = creation ("project", "project");
  LfChange *slip = creation ("handover", "slip");

  take (zone, "root", "administrator", creation ("account", "wang"));
  take (zone, "root", "administrator", creation ("account", "li"));
  lf_op_add_edit (project->ops->pdata[0], "stage", NULL, "lead", 0);
  add_reference (project, "owner", "wang");
  take (zone, "wang", "recruiter", project);
  add_reference (slip, "project", "project");
  add_reference (slip, "giver", "wang");
  add_reference (slip, "taker", "li");
  lf_op_add_edit (slip->ops->pdata[0], "state", NULL, "prepared", 0);
  take (zone, "wang", "recruiter", slip);
  if (strcmp (state, "given") == 0)
    take (zone, "wang", "recruiter", step (zone, GIVEN, zone_last_seq (zone)));
  return zone;
}

static void
assert_owner (Zone *zone, const char *name)
{
  g_autofree char *project = zone_id ("project");
  g_autofree char *owner = zone_value (zone, "project", project, "owner");
  g_autofree char *id = zone_id (name);

  g_assert_cmpstr (owner, ==, id);
}

/* ---- The table ---- */

static void
test_table (void)
{
  static const char *const roles[]
      = { "administrator", "zone_manager", "park_manager", "recruiter", "steward", "department" };
  static const struct
  {
    const char *from, *values, *signer;
  } cases[] = {
    { "prepared", GIVEN, "wang" },
    { "given", BACK, "wang" },
    { "given", ACCEPTED, "li" },
    { "given", REFUSED, "li" },
  };
  static const char *const people[] = { "wang", "li", "zhao" };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
      {
        g_autoptr (Zone) zone = new_zone (cases[c].from);

        for (guint p = 0; p < G_N_ELEMENTS (people); p++)
          if (strcmp (people[p], cases[c].signer) != 0)
            {
              g_autofree char *reason = push (zone, people[p], roles[r],
                                              step (zone, cases[c].values, zone_last_seq (zone)));

              g_assert_cmpstr (reason, ==, "signature");
            }
        take (zone, cases[c].signer, roles[r], step (zone, cases[c].values, zone_last_seq (zone)));
      }
}

/* A slip that comes with its signatures on it is one of paper: who manages the zone enters it. */
static void
test_of_paper (void)
{
  static const struct
  {
    const char *role, *reason;
  } cases[] = {
    { "administrator", NULL },    { "zone_manager", NULL },   { "park_manager", "signature" },
    { "recruiter", "signature" }, { "leader", "permission" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Zone) zone = new_zone ("prepared");
      LfChange *slip = creation ("handover", "paper");
      g_autofree char *reason = NULL;

      add_reference (slip, "project", "project");
      add_reference (slip, "giver", "wang");
      add_reference (slip, "taker", "li");
      lf_op_add_edit (slip->ops->pdata[0], "state", NULL, "accepted", 0);
      lf_op_add_edit (slip->ops->pdata[0], "giver_signed_on", NULL, "2026-03-01", 0);
      lf_op_add_edit (slip->ops->pdata[0], "taker_signed_on", NULL, "2026-03-02", 0);
      reason = push (zone, "zhao", cases[i].role, slip);
      g_assert_cmpstr (reason, ==, cases[i].reason);
    }
}

/* ---- Two who do not know of each other ---- */

static void
test_taken_back_first (void)
{
  g_autoptr (Zone) zone = new_zone ("given");
  gint64 seen = zone_last_seq (zone);
  LfChange *accepted = acceptance (zone, seen);
  g_autofree char *reason = NULL;

  take (zone, "wang", "recruiter", step (zone, BACK, seen));
  reason = push (zone, "li", "recruiter", accepted);
  g_assert_cmpstr (reason, ==, "state");
  assert_owner (zone, "wang");
}

static void
test_accepted_first (void)
{
  g_autoptr (Zone) zone = new_zone ("given");
  gint64 seen = zone_last_seq (zone);
  LfChange *back = step (zone, BACK, seen);
  g_autofree char *reason = NULL;

  take (zone, "li", "recruiter", acceptance (zone, seen));
  reason = push (zone, "wang", "recruiter", back);
  g_assert_cmpstr (reason, ==, "locked");
  assert_owner (zone, "li");
}

/* What was taken back may be given again: then the acceptance, sent again, is one. */
static void
test_given_again (void)
{
  g_autoptr (Zone) zone = new_zone ("given");

  take (zone, "wang", "recruiter", step (zone, BACK, zone_last_seq (zone)));
  take (zone, "wang", "recruiter", step (zone, GIVEN, zone_last_seq (zone)));
  take (zone, "li", "recruiter", acceptance (zone, zone_last_seq (zone)));
  assert_owner (zone, "li");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/signatures/O3-table", test_table);
  g_test_add_func ("/server/signatures/O3-of-paper", test_of_paper);
  g_test_add_func ("/server/signatures/O3-taken-back-first", test_taken_back_first);
  g_test_add_func ("/server/signatures/O3-accepted-first", test_accepted_first);
  g_test_add_func ("/server/signatures/O3-given-again", test_given_again);
  return g_test_run ();
}

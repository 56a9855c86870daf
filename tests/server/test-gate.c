/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gates before the stages, at the server (domain.md C13, L12): a device that did not look, or
 * could not know, is refused; what comes with the very change counts. */

#include "config.h"

#include "zone.h"

#include <string.h>

static LfOp *
add_new (LfChange *change, const char *entity, const char *name, const char *values)
{
  g_autofree char *id = zone_id (name);
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, entity, id);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  op->is_new = TRUE;
  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_auto (GStrv) halves = g_strsplit (*pair, "=", 2);
      g_autofree char *reference
          = g_str_has_prefix (halves[1], "@") ? zone_id (halves[1] + 1) : g_strdup (halves[1]);

      lf_op_add_edit (op, halves[0], NULL, reference, 0);
    }
  return op;
}

static void
add_move (Zone *zone, LfChange *change, const char *to)
{
  g_autofree char *id = zone_id ("project");
  g_autofree char *was = zone_value (zone, "project", id, "stage");
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "project", id);

  lf_op_add_edit (op, "stage", was, to, zone_last_seq (zone));
}

/* (transfer full) (nullable): why it was refused */
static char *
push (Zone *zone, LfChange *change /* (transfer full) */, char **ret_message /* (nullable) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push (zone, "device", owned);

  if (ret_message != NULL)
    *ret_message = g_strdup (answer->message);
  return g_strdup (answer->reason);
}

static void
take (Zone *zone, const char *entity, const char *name, const char *values)
{
  LfChange *change = lf_change_new ("Test");
  g_autofree char *reason = NULL;
  g_autofree char *message = NULL;

  add_new (change, entity, name, values);
  reason = push (zone, change, &message);
  g_test_message ("%s %s: %s", entity, name, message == NULL ? "accepted" : message);
  g_assert_cmpstr (reason, ==, NULL);
}

static char *
move (Zone *zone, const char *to, char **ret_message)
{
  LfChange *change = lf_change_new ("Move");

  add_move (zone, change, to);
  return push (zone, change, ret_message);
}

/* ---- The table ---- */

#define SAFE "evaluation safety subject=安评;project=@project;kind=safety;verdict=approve"
#define CLEAN                                                                                      \
  "evaluation environment subject=环评;project=@project;kind=environment;verdict=approve"
#define VETO                                                                                       \
  "evaluation veto subject=复评;project=@project;kind=safety;verdict=veto;held_on=2026-03-01"
#define PANEL "evaluation panel subject=论证;project=@project;kind=experts"
#define WORD(n) "opinion o" n " summary=可行;evaluation=@panel;expert=@x" n
#define LARGE "name=甲;stage=negotiation;total_investment=1200000000.00 CNY"

/* What the zone holds, "entity name values"; and whether the move is taken. */
static const struct
{
  const char *project;
  const char *held[8];
  const char *to;
  const char *says; /* (nullable): of the refusal; NULL: it is accepted */
} cases[] = {
  { "name=甲;stage=negotiation", { NULL }, "approved", NULL },
  { "name=甲;stage=negotiation;is_chemical=1", { NULL }, "approved", "The safety opinion" },
  { "name=甲;stage=negotiation;is_chemical=1", { NULL }, "signed", "The safety opinion" },
  { "name=甲;stage=negotiation;is_chemical=1", { SAFE }, "approved", "The environment opinion" },
  { "name=甲;stage=negotiation;is_chemical=1", { SAFE, CLEAN }, "approved", NULL },
  { "name=甲;stage=negotiation;is_chemical=1", { SAFE, CLEAN, VETO }, "approved", "is a veto" },
  { "name=甲;stage=signed", { VETO }, "land", "is a veto" },
  { "name=甲;stage=lead;is_chemical=1", { NULL }, "negotiation", NULL },
  { LARGE, { NULL }, "approved", "Experts: 0 of 3" },
  { LARGE, { PANEL, WORD ("1"), WORD ("2") }, "approved", "Experts: 2 of 3" },
  { LARGE, { PANEL, WORD ("1"), WORD ("2"), WORD ("3") }, "approved", NULL },
  { LARGE,
    { PANEL, WORD ("1"), WORD ("2"), WORD ("3") ";has_interest=1" },
    "approved",
    "1 more does not count" },
  /* the zone's own rules */
  { LARGE, { "rule r rule=experts_from_yi;value=50;valid_from=2026-01-01" }, "approved", NULL },
  { "name=甲;stage=negotiation",
    { "rule r rule=gate_screening;value=1;valid_from=2026-01-01" },
    "approved",
    "No joint verdict" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Zone) zone = zone_new ();
      g_autofree char *reason = NULL;
      g_autofree char *message = NULL;

      take (zone, "project", "project", cases[i].project);
      for (guint h = 0; cases[i].held[h] != NULL; h++)
        {
          g_auto (GStrv) words = g_strsplit (cases[i].held[h], " ", 3);

          take (zone, words[0], words[1], words[2]);
        }
      reason = move (zone, cases[i].to, &message);
      g_test_message ("case %u: %s", i, message == NULL ? "accepted" : message);
      if (cases[i].says == NULL)
        {
          g_assert_cmpstr (reason, ==, NULL);
          continue;
        }
      g_assert_cmpstr (reason, ==, "gate");
      g_assert_nonnull (strstr (message, cases[i].says));
    }
}

/* What the change itself brings counts; what an undo puts back passes. */
static void
test_with_the_change (void)
{
  g_autoptr (Zone) zone = zone_new ();
  LfChange *change = lf_change_new ("Both at once");
  LfChange *undo = lf_change_new ("Undo");
  g_autofree char *reason = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *back = NULL;

  take (zone, "project", "project", "name=甲;stage=negotiation;is_chemical=1");
  take (zone, "evaluation", "safety", "subject=安评;project=@project;kind=safety;verdict=approve");
  add_new (change, "evaluation", "environment",
           "subject=环评;project=@project;kind=environment;verdict=approve");
  add_move (zone, change, "approved");
  reason = push (zone, change, NULL);
  g_assert_cmpstr (reason, ==, NULL);
  take (zone, "evaluation", "veto",
        "subject=复评;project=@project;kind=safety;verdict=veto;held_on=2026-03-01");
  undo->undoes = g_strdup ("0198f000-0000-7000-8000-000000000001");
  add_move (zone, undo, "signed");
  undone = push (zone, undo, NULL);
  g_assert_cmpstr (undone, ==, NULL);
  back = move (zone, "land", NULL);
  g_assert_cmpstr (back, ==, "gate");
}

/* All of an entity, with what the transaction has written. */
static void
test_list_entity (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) none = NULL;

  take (zone, "rule", "r1", "rule=sign_months;value=2;valid_from=2026-01-01");
  take (zone, "rule", "r2", "rule=land_months;value=2;valid_from=2026-01-01");
  take (zone, "project", "project", "name=甲;stage=lead");
  g_assert_true (lf_server_storage_begin (zone->storage, ZONE, &error));
  keys = lf_server_storage_list_entity (zone->storage, "rule", &error);
  none = lf_server_storage_list_entity (zone->storage, "park", &error);
  lf_server_storage_rollback (zone->storage);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/gate/C13-L12-table", test_table);
  g_test_add_func ("/server/gate/C13-with-the-change", test_with_the_change);
  g_test_add_func ("/server/gate/list-entity", test_list_entity);
  return g_test_run ();
}

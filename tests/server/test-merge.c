/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the merge promises beyond single edits: answers again, refusals whole, waiting, settling. */

#include "config.h"

#include "zone.h"

#include <string.h>

static void
take (Zone *zone, const char *device, LfChange *change /* (transfer full) */)
{
  g_autoptr (LfChange) owned = change;
  g_autoptr (LfAnswer) answer = zone_push (zone, device, owned);

  g_assert_cmpstr (answer->message, ==, NULL);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
}

static void
assert_refused (Zone *zone,
                const char *role,
                LfChange *change /* (transfer full) */,
                const char *reason)
{
  g_autoptr (LfChange) owned = change;
  gint64 seq = zone_last_seq (zone);
  g_autoptr (LfAnswer) answer = zone_push_as (zone, "b", role, owned);

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_REFUSED);
  g_assert_cmpstr (answer->reason, ==, reason);
  g_assert_nonnull (answer->message);
  g_assert_cmpint (answer->seq, ==, 0);
  g_assert_cmpuint (answer->conflicts->len, ==, 0);
  g_assert_cmpint (zone_last_seq (zone), ==, seq);
}

static void
assert_value (Zone *zone, const char *id, const char *field, const char *value)
{
  g_autofree char *found = zone_value (zone, "project", id, field);

  g_assert_cmpstr (found, ==, value);
}

static char *
make_project (Zone *zone, const char *name)
{
  char *id = zone_id (name);
  LfChange *change = change_create ("project", id, name);

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  lf_op_add_edit (change->ops->pdata[0], "industry", NULL, "x", 0);
  take (zone, "a", change);
  return id;
}

static LfChange *
edit_industry (const char *id, const char *was, const char *value, gint64 seen)
{
  return change_edit ("project", id, "industry", was, value, seen);
}

/* ---- G4 ---- */

static void
assert_same_answer (const LfAnswer *first, const LfAnswer *second)
{
  g_assert_cmpstr (first->change, ==, second->change);
  g_assert_cmpint (first->kind, ==, second->kind);
  g_assert_cmpint (first->seq, ==, second->seq);
  g_assert_cmpstr (first->reason, ==, second->reason);
  g_assert_cmpstr (first->message, ==, second->message);
  g_assert_cmpuint (first->conflicts->len, ==, second->conflicts->len);
  for (guint i = 0; i < first->conflicts->len; i++)
    g_assert_cmpstr (((LfConflict *) first->conflicts->pdata[i])->id, ==,
                     ((LfConflict *) second->conflicts->pdata[i])->id);
}

/* Sending again is harmless, gets the first answer, and makes no second conflict. */
static void
test_again_g4 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autoptr (LfChange) offer = edit_industry (id, "x", "z", 1);
  g_autoptr (LfAnswer) first = NULL;
  g_autoptr (LfAnswer) again = NULL;
  g_autoptr (LfAnswer) later = NULL;
  g_autoptr (GPtrArray) open = NULL;

  take (zone, "b", edit_industry (id, "x", "y", 1));
  first = zone_push (zone, "c", offer);
  g_assert_cmpuint (first->conflicts->len, ==, 1);
  again = zone_push (zone, "c", offer);
  assert_same_answer (first, again);
  take (zone, "b", edit_industry (id, "y", "w", 3));
  zone_reopen (zone);
  later = zone_push (zone, "c", offer);
  assert_same_answer (first, later);
  g_assert_cmpint (zone_last_seq (zone), ==, 4);
  assert_value (zone, id, "industry", "w");
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, 1);
}

static void
test_refused_again_g4 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autoptr (LfChange) change = edit_industry (id, "x", "y", 1);
  g_autoptr (LfAnswer) first = zone_push_as (zone, "b", "leader", change);
  g_autoptr (LfAnswer) again = zone_push_as (zone, "b", "administrator", change);

  g_assert_cmpint (first->kind, ==, LF_ANSWER_REFUSED);
  assert_same_answer (first, again);
  assert_value (zone, id, "industry", "x");
}

/* Twice in one push, too. */
static void
test_twice_in_one_push_g4 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autoptr (LfChange) change = edit_industry (id, "x", "y", 1);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;

  g_ptr_array_add (changes, change);
  g_ptr_array_add (changes, change);
  answers = zone_push_all (zone, "b", "recruiter", changes);
  assert_same_answer (answers->pdata[0], answers->pdata[1]);
  g_assert_cmpint (zone_last_seq (zone), ==, 2);
}

/* The ids of conflicts come from what they are about: a second server makes the same ones. */
static void
test_conflict_ids (void)
{
  g_autofree char *ids[2] = { NULL, NULL };
  g_autofree char *id = zone_id ("p");
  g_autoptr (LfChange) offer = edit_industry (id, "x", "z", 1);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Zone) zone = zone_new ();
      g_autoptr (LfAnswer) answer = NULL;

      g_free (make_project (zone, "p"));
      take (zone, "b", edit_industry (id, "x", "y", 1));
      answer = zone_push (zone, "c", offer);
      ids[i] = g_strdup (((LfConflict *) answer->conflicts->pdata[0])->id);
    }
  g_assert_cmpstr (ids[0], ==, ids[1]);
  g_clear_pointer (&ids[1], g_free);
}

/* ---- Refusals ---- */

static void
test_permission (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autofree char *other = zone_id ("other");

  assert_refused (zone, "leader", edit_industry (id, "x", "y", 1), "permission");
  assert_refused (zone, "leader", change_new (LF_OP_DELETE, "project", id, 1), "permission");
  assert_refused (zone, "department", change_create ("trip", other, "q"), "permission");
  assert_refused (zone, "recruiter", change_create ("zone", other, "q"), "permission");
  assert_refused (zone, "leader", change_edit ("entity_of_tomorrow", other, "f", NULL, "v", 0),
                  "permission");
  assert_refused (zone, "burglar", edit_industry (id, "x", "y", 1), "permission");
  assert_value (zone, id, "industry", "x");
}

static void
test_missing (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("nowhere");

  assert_refused (zone, "recruiter", edit_industry (id, "x", "y", 1), "missing");
  assert_refused (zone, "recruiter", change_new (LF_OP_DELETE, "project", id, 1), "missing");
  assert_refused (zone, "recruiter", change_new (LF_OP_RESTORE, "project", id, 1), "missing");
}

static void
test_rules (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autofree char *other = zone_id ("other");
  LfChange *nameless = change_new (LF_OP_PUT, "project", other, 0);

  ((LfOp *) nameless->ops->pdata[0])->is_new = TRUE;
  assert_refused (zone, "recruiter", nameless, "required");
  assert_refused (zone, "recruiter", change_edit ("project", id, "name", "p", NULL, 1), "required");
  assert_refused (zone, "recruiter",
                  change_edit ("project", id, "total_investment", NULL, "plenty", 1), "invalid");
  assert_refused (zone, "recruiter", change_edit ("project", id, "stage", "lead", "heaven", 1),
                  "invalid");
  assert_refused (zone, "recruiter", change_edit ("project", id, "stage", "lead", "suspended", 1),
                  "stage");
}

/* W12: the order of first reports rests on what the server alone writes; a change that says it
 * undoes another may step back elsewhere, but not there. */
static void
test_stamps (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("claim");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  LfChange *edit = change_edit ("claim", id, "device", "a", "forged", 1);
  LfChange *undo = change_edit ("claim", id, "device", "a", "forged", 1);

  take (zone, "a", change_create ("claim", id, "天承生物"));
  before = zone_value (zone, "claim", id, "device");
  g_assert_nonnull (before);
  undo->undoes = zone_id ("an earlier change");
  assert_refused (zone, "administrator", edit, "stamp");
  assert_refused (zone, "administrator", undo, "stamp");
  after = zone_value (zone, "claim", id, "device");
  g_assert_cmpstr (after, ==, before);
}

/* A value that the rules do not let in does not come in by way of a conflict either. */
static void
test_rules_of_offers (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autoptr (GPtrArray) open = NULL;

  take (zone, "a", change_edit ("project", id, "total_investment", NULL, "1.00 CNY", 1));
  take (zone, "a", change_edit ("project", id, "name", "p", "q", 1));
  assert_refused (zone, "recruiter",
                  change_edit ("project", id, "total_investment", NULL, "plenty", 1), "invalid");
  assert_refused (zone, "recruiter", change_edit ("project", id, "name", "p", NULL, 1), "required");
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, 0);
}

/* Rules are read on the merged record: it was locked meanwhile. What puts back may pass. */
static void
test_locked (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *project = make_project (zone, "p");
  g_autofree char *id = zone_id ("agreement");
  LfChange *create = change_create ("agreement", id, "协议");
  LfChange *undo = change_edit ("agreement", id, "amount", NULL, "2.00 CNY", 1);

  lf_op_add_edit (create->ops->pdata[0], "state", NULL, "draft", 0);
  lf_op_add_edit (create->ops->pdata[0], "kind", NULL, "framework", 0);
  lf_op_add_edit (create->ops->pdata[0], "project", NULL, project, 0);
  take (zone, "a", create);
  take (zone, "a", change_edit ("agreement", id, "state", "draft", "signed", 1));
  assert_refused (zone, "recruiter", change_edit ("agreement", id, "amount", NULL, "1.00 CNY", 1),
                  "locked");
  undo->undoes = zone_id ("an earlier change");
  take (zone, "b", undo);
}

/* A change is taken whole or not at all, and what is refused leaves no hole in the order (G9). */
static void
test_whole_or_not_at_all (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *first = make_project (zone, "p");
  g_autofree char *second = make_project (zone, "q");
  g_autofree char *third = zone_id ("r");
  g_autoptr (LfServerRecord) record = NULL;
  LfChange *change = edit_industry (first, "x", "y", 2);
  LfOp *op = lf_change_add_op (change, LF_OP_PUT, "project", third);
  g_autoptr (GPtrArray) open = NULL;

  op->is_new = TRUE;
  lf_op_add_edit (op, "name", NULL, "r", 0);
  lf_op_add_edit (op, "stage", NULL, "lead", 0);
  take (zone, "c", edit_industry (second, "x", "z", 1));
  lf_op_add_edit (lf_change_add_op (change, LF_OP_PUT, "project", second), "industry", "x", "y", 2);
  lf_op_add_edit (lf_change_add_op (change, LF_OP_PUT, "project", first), "name", "p", NULL, 2);
  assert_refused (zone, "recruiter", change, "required");
  assert_value (zone, first, "industry", "x");
  record = zone_load (zone, "project", third);
  g_assert_null (record);
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, 0);
  take (zone, "b", edit_industry (first, "x", "w", 2));
  g_assert_cmpint (zone_last_seq (zone), ==, 4);
}

/* Only what touches a record of a change that was not accepted waits for it, and what waits for
 * that. */
static void
test_waiting (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *p = make_project (zone, "p");
  g_autofree char *q = make_project (zone, "q");
  g_autofree char *r = make_project (zone, "r");
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (GPtrArray) again = NULL;
  static const LfAnswerKind kinds[]
      = { LF_ANSWER_REFUSED, LF_ANSWER_WAITING, LF_ANSWER_WAITING, LF_ANSWER_ACCEPTED };

  g_ptr_array_add (changes, change_edit ("project", p, "name", "p", NULL, 3));
  g_ptr_array_add (changes, edit_industry (p, "x", "y", 3));
  lf_op_add_edit (lf_change_add_op (changes->pdata[1], LF_OP_PUT, "project", q), "industry", "x",
                  "y", 3);
  g_ptr_array_add (changes, edit_industry (q, "y", "z", 3));
  g_ptr_array_add (changes, edit_industry (r, "x", "y", 3));
  answers = zone_push_all (zone, "b", "recruiter", changes);
  for (guint i = 0; i < answers->len; i++)
    g_assert_cmpint (((LfAnswer *) answers->pdata[i])->kind, ==, kinds[i]);
  assert_value (zone, p, "industry", "x");
  assert_value (zone, q, "industry", "x");
  assert_value (zone, r, "industry", "y");

  /* once the refused one is out of the way, what waited is judged */
  g_ptr_array_remove_index (changes, 0);
  again = zone_push_all (zone, "b", "recruiter", changes);
  for (guint i = 0; i < again->len; i++)
    g_assert_cmpint (((LfAnswer *) again->pdata[i])->kind, ==, LF_ANSWER_ACCEPTED);
  assert_value (zone, q, "industry", "z");
}

/* A record that the server cannot read holds up what touches it, and nothing else. */
static void
test_damaged_g5 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *p = make_project (zone, "p");
  g_autofree char *q = make_project (zone, "q");
  g_autofree char *sql
      = g_strdup_printf ("UPDATE record SET body = '[]' WHERE entity = 'project' AND id = '%s'", p);
  g_autofree char *mend
      = g_strdup_printf ("UPDATE record SET body = (SELECT body FROM record WHERE id = '%s')"
                         " WHERE entity = 'project' AND id = '%s'",
                         q, p);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (LfAnswer) again = NULL;
  const LfAnswer *refused;
  static const LfAnswerKind kinds[]
      = { LF_ANSWER_REFUSED, LF_ANSWER_ACCEPTED, LF_ANSWER_WAITING, LF_ANSWER_ACCEPTED };

  zone_run_sql (zone, sql);
  g_ptr_array_add (changes, edit_industry (p, "x", "y", 2));
  g_ptr_array_add (changes, edit_industry (q, "x", "y", 2));
  g_ptr_array_add (changes, edit_industry (p, "y", "z", 2));
  g_ptr_array_add (changes, edit_industry (q, "y", "z", 2));
  answers = zone_push_all (zone, "b", "recruiter", changes);
  g_assert_cmpuint (answers->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < answers->len; i++)
    g_assert_cmpint (((LfAnswer *) answers->pdata[i])->kind, ==, kinds[i]);
  refused = answers->pdata[0];
  g_assert_cmpstr (refused->reason, ==, "damaged");
  g_assert_nonnull (strstr (refused->message, "landfall-server check"));
  assert_value (zone, q, "industry", "z");
  g_assert_cmpint (zone_last_seq (zone), ==, 4);

  /* when it is mended, what waited is judged */
  zone_run_sql (zone, mend);
  again = zone_push (zone, "b", changes->pdata[2]);
  g_assert_cmpint (again->kind, ==, LF_ANSWER_ACCEPTED);
  assert_value (zone, p, "industry", "z");
}

/* Who may make a park and not edit it tells of his own again, after another device did; he cannot
 * edit one by calling that making it. */
static void
test_told_twice (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("park");
  g_autoptr (LfChange) first = change_create ("park", id, "上虞");
  g_autoptr (LfChange) same = change_create ("park", id, "上虞");
  g_autoptr (LfChange) other = change_create ("park", id, "绍兴");
  g_autoptr (LfAnswer) made = zone_push_as (zone, "a", "zone_manager", first);
  g_autoptr (LfAnswer) told = zone_push_as (zone, "b", "recruiter", same);
  g_autoptr (LfAnswer) refused = NULL;
  g_autofree char *name = NULL;

  g_assert_cmpint (made->kind, ==, LF_ANSWER_ACCEPTED);
  g_assert_cmpint (told->kind, ==, LF_ANSWER_ACCEPTED);
  other->is_again = TRUE;
  ((LfEdit *) ((LfOp *) other->ops->pdata[0])->edits->pdata[0])->seen = G_MAXINT64;
  refused = zone_push_as (zone, "b", "recruiter", other);
  g_assert_cmpint (refused->kind, ==, LF_ANSWER_REFUSED);
  g_assert_cmpstr (refused->reason, ==, "permission");
  name = zone_value (zone, "park", id, "name");
  g_assert_cmpstr (name, ==, "上虞");
}

/* ---- G8, G11, creation ---- */

/* No clock decides anything. */
static void
test_clocks_g8 (void)
{
  static const gint64 times[] = { G_MININT64, -1, 0, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (Zone) zone = zone_new ();
      g_autofree char *id = make_project (zone, "p");
      LfChange *first = edit_industry (id, "x", "y", 1);
      g_autoptr (LfChange) second = edit_industry (id, "x", "z", 1);
      g_autoptr (LfAnswer) answer = NULL;

      first->time_us = times[i];
      second->time_us = times[G_N_ELEMENTS (times) - 1 - i];
      take (zone, "b", first);
      answer = zone_push (zone, "c", second);
      g_assert_cmpuint (answer->conflicts->len, ==, 1);
      assert_value (zone, id, "industry", "y");
    }
}

static void
test_unknown_entity_g11 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = zone_id ("later");
  g_autofree char *value = NULL;
  LfChange *create = change_edit ("entity_of_tomorrow", id, "f", NULL, "any\x1f text ", 0);
  g_autoptr (LfChange) offer = change_edit ("entity_of_tomorrow", id, "f", "any\x1f text ", "z", 1);
  g_autoptr (LfAnswer) answer = NULL;

  ((LfOp *) create->ops->pdata[0])->is_new = TRUE;
  take (zone, "a", create);
  value = zone_value (zone, "entity_of_tomorrow", id, "f");
  g_assert_cmpstr (value, ==, "any\x1f text ");
  take (zone, "b", change_edit ("entity_of_tomorrow", id, "f", "any\x1f text ", " odd", 1));
  answer = zone_push (zone, "c", offer);
  g_assert_cmpuint (answer->conflicts->len, ==, 1);
}

/* The same record made twice, by a restored laptop say, merges as edits do. */
static void
test_made_twice (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autoptr (LfChange) other = change_create ("project", id, "q");
  g_autoptr (LfAnswer) answer = NULL;

  lf_op_add_edit (other->ops->pdata[0], "industry", NULL, "x", 0);
  lf_op_add_edit (other->ops->pdata[0], "note", NULL, "n", 0);
  answer = zone_push (zone, "b", other);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  g_assert_cmpuint (answer->conflicts->len, ==, 1);
  g_assert_cmpstr (((LfConflict *) answer->conflicts->pdata[0])->field, ==, "name");
  assert_value (zone, id, "name", "p");
  assert_value (zone, id, "note", "n");
}

/* ---- Settling ---- */

/* Industry: x at first, y in force since change 2, z offered in change 3. */
static char *
make_conflict (Zone *zone, const char *id)
{
  g_autoptr (GPtrArray) open = NULL;

  take (zone, "b", edit_industry (id, "x", "y", 1));
  take (zone, "c", edit_industry (id, "x", "z", 1));
  open = zone_conflicts (zone, "open");
  return g_strdup (((LfServerRecord *) open->pdata[0])->id);
}

/* As the application settles: the conflict record, and the field where it changes. */
static LfChange *
settle (const char *conflict, const char *id, const char *outcome, const char *value)
{
  LfChange *change = NULL;
  LfOp *op;

  if (strcmp (value, "y") != 0)
    change = edit_industry (id, "y", value, 3);
  if (change == NULL)
    change = lf_change_new ("Test");
  op = lf_change_add_op (change, LF_OP_PUT, "conflict", conflict);
  lf_op_add_edit (op, "state", "open", "settled", 3);
  lf_op_add_edit (op, "outcome", NULL, outcome, 3);
  return change;
}

typedef struct
{
  const char *name;
  const char *first, *first_value;   /* outcome, and what industry should be */
  const char *second, *second_value; /* by somebody who did not know */
  const char *in_force;
  const char *offered; /* (nullable): of the new conflict */
} Settling;

/* clang-format off */
static const Settling settlings[] = {
  { "agree-on-offered", "offered", "z", "offered", "z", "z", NULL },
  { "agree-on-accepted", "accepted", "y", "accepted", "y", "y", NULL },
  { "offered-then-accepted", "offered", "z", "accepted", "y", "z", "y" },
  { "accepted-then-offered", "accepted", "y", "offered", "z", "y", "z" },
  { "accepted-then-original", "accepted", "y", "original", "x", "y", "x" },
  { "original-then-accepted", "original", "x", "accepted", "y", "x", "y" },
  { "two-new-values", "value", "v", "value", "w", "v", "w" },
  { "new-value-then-accepted", "value", "v", "accepted", "y", "v", "y" },
};
/* clang-format on */

/* G2: neither of two decisions passes over the other in silence. */
static void
test_settle_twice_g2 (gconstpointer data)
{
  const Settling *row = data;
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autofree char *conflict = make_conflict (zone, id);
  g_autofree char *outcome = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (LfChange) second = settle (conflict, id, row->second, row->second_value);
  g_autoptr (LfAnswer) answer = NULL;

  take (zone, "b", settle (conflict, id, row->first, row->first_value));
  answer = zone_push (zone, "c", second);
  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  assert_value (zone, id, "industry", row->in_force);
  outcome = zone_value (zone, "conflict", conflict, "outcome");
  g_assert_cmpstr (outcome, ==, row->first);
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, row->offered != NULL);
  if (row->offered == NULL)
    return;
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "record"), ==, id);
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "field"), ==, "industry");
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "accepted_value"), ==, row->in_force);
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "offered_value"), ==, row->offered);
}

/* Keep or delete, decided differently by two. */
static void
test_settle_deleted_twice_g7 (gconstpointer data)
{
  gboolean first_deletes = GPOINTER_TO_INT (data);
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autoptr (GPtrArray) open = NULL;
  const char *conflict;

  take (zone, "b", edit_industry (id, "x", "y", 1));
  take (zone, "c", change_new (LF_OP_DELETE, "project", id, 1));
  open = zone_conflicts (zone, "open");
  conflict = ((LfServerRecord *) open->pdata[0])->id;
  for (guint i = 0; i < 2; i++)
    {
      gboolean deletes = first_deletes == (i == 0);
      LfChange *change
          = deletes ? change_new (LF_OP_DELETE, "project", id, 3) : lf_change_new ("Test");
      LfOp *op = lf_change_add_op (change, LF_OP_PUT, "conflict", conflict);

      lf_op_add_edit (op, "state", "open", "settled", 3);
      lf_op_add_edit (op, "outcome", NULL, deletes ? "offered" : "accepted", 3);
      take (zone, i == 0 ? "b" : "c", change);
    }
  {
    g_autoptr (LfServerRecord) record = zone_load (zone, "project", id);
    g_autoptr (GPtrArray) again = zone_conflicts (zone, "open");

    g_assert_cmpint (record->deleted, ==, first_deletes);
    g_assert_cmpuint (again->len, ==, 1);
    g_assert_cmpstr (lf_server_record_get (again->pdata[0], "field"), ==, "deleted");
    g_assert_cmpstr (lf_server_record_get (again->pdata[0], "offered_value"), ==,
                     first_deletes ? NULL : "1");
  }
}

/* ---- Told again by a server that came back from a backup (G14) ---- */

static void
tell_again (Zone *zone, const char *device, LfChange *change /* (transfer full) */)
{
  change->is_again = TRUE;
  take (zone, device, change);
}

/* A delete that had lost does not win because what it lost against comes later, or never. */
static void
test_delete_offered_g14 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  LfChange *delete = change_new (LF_OP_DELETE, "project", id, 1);
  g_autoptr (LfServerRecord) record = NULL;
  g_autoptr (GPtrArray) open = NULL;

  ((LfOp *) delete->ops->pdata[0])->is_offer = TRUE;
  tell_again (zone, "b", delete);
  take (zone, "b", change_edit ("project", id, "note", NULL, "n", 1));
  record = zone_load (zone, "project", id);
  g_assert_false (record->deleted);
  assert_value (zone, id, "note", "n");
  tell_again (zone, "c", edit_industry (id, "x", "y", 1));
  assert_value (zone, id, "industry", "y");
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "offered_value"), ==, "1");
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "offered_author"), ==, "b");
}

/* A value that had lost, its author gone on from the one that won: in whatever order they come. */
static void
test_value_offered_g14 (gconstpointer data)
{
  gboolean winner_first = GPOINTER_TO_INT (data);
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  LfChange *lost = edit_industry (id, "x", "z", 1);
  LfChange *won = edit_industry (id, "x", "y", 1);
  g_autoptr (GPtrArray) open = NULL;

  lf_op_find (lost->ops->pdata[0], "industry")->is_offer = TRUE;
  if (winner_first)
    tell_again (zone, "b", won);
  tell_again (zone, "c", lost);
  tell_again (zone, "c", edit_industry (id, "y", "w", 1));
  if (!winner_first)
    tell_again (zone, "b", won);
  assert_value (zone, id, "industry", "w");
  open = zone_conflicts (zone, "open");
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "offered_value"), ==, "z");
  g_assert_cmpstr (lf_server_record_get (open->pdata[0], "original_value"), ==, "x");
}

/* ---- Files ---- */

static char *
files_of (const char *who, guint n)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", who, i);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

      g_ptr_array_add (elements, g_strconcat (digest, "/", name, NULL));
    }
  g_ptr_array_add (elements, NULL);
  return lf_set_join ((const char *const *) elements->pdata);
}

/* Two who attach six files each without seeing the other's: the second one's edit goes to the list
 * of those refused, where nothing is lost of it. */
static void
test_too_many_files_g2 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "p");
  g_autofree char *first = files_of ("a", 6);
  g_autofree char *second = files_of ("b", 6);
  g_autofree char *fewer = files_of ("b", 4);
  g_autofree char *all = lf_set_apply (first, NULL, fewer);

  take (zone, "a", change_edit ("project", id, "files", NULL, first, 1));
  assert_refused (zone, "recruiter", change_edit ("project", id, "files", NULL, second, 1),
                  "files");
  assert_value (zone, id, "files", first);
  take (zone, "b", change_edit ("project", id, "files", NULL, fewer, 1));
  assert_value (zone, id, "files", all);
}

static LfChange *
lean_edit (const char *id, const char *value, gint64 seen)
{
  LfChange *change = edit_industry (id, NULL, value, seen);
  LfEdit *edit = lf_op_find (change->ops->pdata[0], "industry");

  edit->is_as_seen = TRUE;
  return change;
}

/* A push that leaves out what its edits started from arrives when the server has just come back
 * from an older backup: what they started from is lost there, so the device has to say it. What
 * others tell again of that time then finds its successor, and no conflict. */
static void
test_lean_g14 (void)
{
  g_autoptr (Zone) zone = zone_new ();
  g_autofree char *id = make_project (zone, "减速器");
  g_autoptr (GError) error = NULL;
  gint64 kept = zone_last_seq (zone), renewed;
  g_autoptr (LfChange) lean = lean_edit (id, "z", kept + 1); /* over “y”, which is lost */
  g_autoptr (LfChange) whole = edit_industry (id, "y", "z", kept + 1);
  g_autoptr (LfChange) lost = edit_industry (id, "x", "y", kept);
  g_autoptr (LfChange) after = NULL;
  g_autoptr (LfAnswer) waiting = NULL;
  g_autoptr (LfAnswer) untold = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;

  untold = zone_push (zone, "a", lean);
  g_assert_cmpint (untold->kind, ==, LF_ANSWER_WAITING);
  lf_server_storage_renew (zone->storage, ZONE, &error);
  g_assert_no_error (error);
  renewed = zone_last_seq (zone);
  waiting = zone_push (zone, "a", lean);
  g_assert_cmpint (waiting->kind, ==, LF_ANSWER_WAITING);
  g_assert_cmpint (zone_last_seq (zone), ==, renewed);
  assert_value (zone, id, "industry", "x");
  take (zone, "a", g_steal_pointer (&whole));
  lost->is_again = TRUE;
  take (zone, "b", g_steal_pointer (&lost));
  assert_value (zone, id, "industry", "z");
  conflicts = zone_conflicts (zone, "open");
  g_assert_cmpuint (conflicts->len, ==, 0);
  after = lean_edit (id, "w", zone_last_seq (zone)); /* of the time since then */
  take (zone, "c", g_steal_pointer (&after));
  assert_value (zone, id, "industry", "w");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/merge/G4-again", test_again_g4);
  g_test_add_func ("/server/merge/G4-refused-again", test_refused_again_g4);
  g_test_add_func ("/server/merge/told-twice", test_told_twice);
  g_test_add_func ("/server/merge/G5-damaged", test_damaged_g5);
  g_test_add_func ("/server/merge/G4-twice-in-one-push", test_twice_in_one_push_g4);
  g_test_add_func ("/server/merge/G4-conflict-ids", test_conflict_ids);
  g_test_add_func ("/server/merge/G2-refused/permission", test_permission);
  g_test_add_func ("/server/merge/G2-refused/missing", test_missing);
  g_test_add_func ("/server/merge/G2-refused/rules", test_rules);
  g_test_add_func ("/server/merge/G2-refused/rules-of-offers", test_rules_of_offers);
  g_test_add_func ("/server/merge/W12-stamps", test_stamps);
  g_test_add_func ("/server/merge/G2-refused/locked", test_locked);
  g_test_add_func ("/server/merge/G2-refused/too-many-files", test_too_many_files_g2);
  g_test_add_func ("/server/merge/G9-whole-or-not-at-all", test_whole_or_not_at_all);
  g_test_add_func ("/server/merge/waiting", test_waiting);
  g_test_add_func ("/server/merge/G8-clocks", test_clocks_g8);
  g_test_add_func ("/server/merge/G11-unknown-entity", test_unknown_entity_g11);
  g_test_add_func ("/server/merge/made-twice", test_made_twice);
  for (guint i = 0; i < G_N_ELEMENTS (settlings); i++)
    {
      g_autofree char *path
          = g_strconcat ("/server/merge/G2-settle-twice/", settlings[i].name, NULL);

      g_test_add_data_func (path, &settlings[i], test_settle_twice_g2);
    }
  g_test_add_data_func ("/server/merge/G7-settle-twice/delete-then-keep", GINT_TO_POINTER (TRUE),
                        test_settle_deleted_twice_g7);
  g_test_add_data_func ("/server/merge/G7-settle-twice/keep-then-delete", GINT_TO_POINTER (FALSE),
                        test_settle_deleted_twice_g7);
  g_test_add_func ("/server/merge/G14-delete-offered", test_delete_offered_g14);
  g_test_add_func ("/server/merge/G14-lean-in-the-middle", test_lean_g14);
  g_test_add_data_func ("/server/merge/G14-value-offered/winner-first", GINT_TO_POINTER (TRUE),
                        test_value_offered_g14);
  g_test_add_data_func ("/server/merge/G14-value-offered/winner-last", GINT_TO_POINTER (FALSE),
                        test_value_offered_g14);
  return g_test_run ();
}

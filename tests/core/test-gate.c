/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds a project before a stage (domain.md §3, C13, L12, R1). */

#include "lf-core.h"

#include <string.h>

static const LfDate today = { 2026, 11, 22 };

/* What is known, and what a move asks for: V(eto) S(creening) f (safety) E(nvironment) X (experts)
 * C(ompetition) D(ecision, one for each body); before the stroke that which holds. */
typedef struct
{
  const char *project; /* "field=value ..." */
  const char *judged;  /* "kind=verdict ..." */
  LfStage to;
  const char *rule; /* (nullable): set to 1 */
  const char *lacks;
} Case;

/* clang-format off */
static const Case cases[] = {
  /* what needs nothing is told that it was not screened */
  { "stage=negotiation", "", LF_STAGE_APPROVED, NULL, "/S" },
  { "stage=negotiation", "screening=follow", LF_STAGE_APPROVED, NULL, "/" },
  { "stage=negotiation", "", LF_STAGE_APPROVED, "gate_screening", "S/" },
  { "stage=negotiation", "screening=drop", LF_STAGE_APPROVED, "gate_screening", "S/" },
  { "stage=lead", "", LF_STAGE_NEGOTIATION, "gate_screening", "/" },
  { "stage=lead", "", LF_STAGE_SIGNED, "gate_screening", "S/" },
  /* C13: chemistry and energy */
  { "stage=negotiation is_chemical=1", "screening=follow", LF_STAGE_APPROVED, NULL, "fE/" },
  { "stage=negotiation industry_code=2614", "screening=follow safety=approve", LF_STAGE_APPROVED, NULL, "E/" },
  { "stage=negotiation is_chemical=1", "screening=follow safety=approve environment=approve", LF_STAGE_APPROVED, NULL, "/" },
  { "stage=negotiation is_chemical=1", "screening=follow safety=revise environment=approve", LF_STAGE_APPROVED, NULL, "f/" },
  { "stage=negotiation is_chemical=1", "screening=follow", LF_STAGE_NEGOTIATION, NULL, "/" },
  { "stage=negotiation is_chemical=1", "screening=follow", LF_STAGE_LEAD, NULL, "/" },
  { "stage=negotiation is_chemical=1", "screening=follow", LF_STAGE_DROPPED, NULL, "/" },
  { "stage=negotiation is_chemical=1", "screening=follow", LF_STAGE_PRODUCTION, NULL, "fE/" },
  /* passed once, it is not asked again */
  { "stage=approved is_chemical=1", "", LF_STAGE_SIGNED, "gate_screening", "/" },
  { "stage=started is_chemical=1", "", LF_STAGE_SIGNED, "gate_screening", "/" },
  { "stage=suspended is_chemical=1 approved_date=2026-01-05", "", LF_STAGE_SIGNED, NULL, "/" },
  { "stage=suspended is_chemical=1", "screening=follow", LF_STAGE_APPROVED, NULL, "fE/" },
  { "stage=negotiation is_chemical=1 approved_date=2026-01-05", "screening=follow", LF_STAGE_APPROVED, NULL, "fE/" },
  /* W58: one veto is enough, of any project, until the land is there */
  { "stage=negotiation", "screening=follow environment=veto", LF_STAGE_APPROVED, NULL, "V/" },
  { "stage=approved", "safety=veto", LF_STAGE_SIGNED, NULL, "V/" },
  { "stage=signed", "safety=veto", LF_STAGE_LAND, NULL, "V/" },
  { "stage=land", "safety=veto", LF_STAGE_STARTED, NULL, "/" },
  { "stage=signed", "safety=veto", LF_STAGE_APPROVED, NULL, "/" },
  { "stage=suspended approved_date=2026-01-05", "safety=veto", LF_STAGE_SIGNED, NULL, "V/" },
  { "stage=negotiation", "screening=veto", LF_STAGE_APPROVED, NULL, "/S" },
  /* L12: experts from an amount on; R1: bodies by kind */
  { "stage=negotiation total_investment=999999999.99_CNY", "screening=follow", LF_STAGE_APPROVED, NULL, "/" },
  { "stage=negotiation total_investment=1000000000.00_CNY", "screening=follow", LF_STAGE_APPROVED, NULL, "X/DDD" },
  { "stage=negotiation total_investment=1000000000.00_CNY", "screening=follow", LF_STAGE_APPROVED, "gate_decision", "XDDD/" },
  { "stage=negotiation land_area_mu=30", "screening=follow", LF_STAGE_APPROVED, NULL, "/DDD" },
  { "stage=negotiation land_area_mu=30", "screening=follow decision.committee=approve", LF_STAGE_APPROVED, "gate_decision", "DD/" },
  { "stage=negotiation land_area_mu=30", "screening=follow decision.committee=approve decision.executive=approve decision.land=revise", LF_STAGE_APPROVED, "gate_decision", "D/" },
  { "stage=negotiation land_area_mu=30", "screening=follow decision.committee=approve decision.executive=approve decision.land=approve", LF_STAGE_APPROVED, "gate_decision", "/" },
};
/* clang-format on */

/* (transfer full) */
static LfRecord *
make_project (const char *facts)
{
  LfRecord *project = lf_record_new (lf_schema_find ("project"), "p1");
  g_auto (GStrv) pairs = g_strsplit (facts, " ", -1);

  lf_record_set (project, "name", "新材料项目");
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

      lf_record_set (project, pair[0], g_strdelimit (pair[1], "_", ' '));
    }
  return project;
}

/* (transfer full). "decision.land=approve": of a body */
static GPtrArray *
make_evaluations (const char *judged)
{
  GPtrArray *made = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_auto (GStrv) pairs = g_strsplit (judged, " ", -1);

  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
      g_auto (GStrv) kind = g_strsplit (pair[0], ".", 2);
      g_autofree char *id = g_strdup_printf ("e%u", i);
      LfRecord *evaluation = lf_record_new (lf_schema_find ("evaluation"), id);

      lf_record_set (evaluation, "subject", id);
      lf_record_set (evaluation, "kind", kind[0]);
      lf_record_set (evaluation, "body", kind[1]);
      lf_record_set (evaluation, "verdict", pair[1]);
      g_ptr_array_add (made, evaluation);
    }
  return made;
}

/* (transfer full) */
static LfRulebook *
make_rules (const char *key)
{
  LfRulebook *rules = lf_rulebook_new ();
  g_autoptr (LfRecord) rule = lf_record_new (lf_schema_find ("rule"), "r1");

  lf_record_set (rule, "rule", key);
  lf_record_set (rule, "value", "1");
  lf_record_set (rule, "valid_from", "2026-01-01");
  if (key != NULL)
    lf_rulebook_take (rules, rule);
  return rules;
}

static char *
letters_of (const GPtrArray *lacks)
{
  GString *letters = g_string_new (NULL);
  gboolean is_held = TRUE;

  for (guint i = 0; i < lacks->len; i++)
    {
      const LfLack *lack = lacks->pdata[i];

      if (is_held && !lack->holds)
        g_string_append_c (letters, '/');
      is_held = lack->holds;
      g_string_append_c (letters, "VSfEXCD"[lack->kind]);
    }
  if (is_held)
    g_string_append_c (letters, '/');
  return g_string_free (letters, FALSE);
}

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) project = make_project (cases[i].project);
      g_autoptr (GPtrArray) evaluations = make_evaluations (cases[i].judged);
      g_autoptr (GPtrArray) opinions = g_ptr_array_new ();
      g_autoptr (LfRulebook) rules = make_rules (cases[i].rule);
      const LfDecisionCase of = { project, evaluations, opinions };
      g_autoptr (GPtrArray) lacks = lf_gate_lacks (&of, project, cases[i].to, rules, &today);
      g_autofree char *letters = letters_of (lacks);
      g_autofree char *refusal = lf_gate_tell_refusal (lacks, project, cases[i].to);

      g_test_message ("case %u", i);
      g_assert_cmpstr (letters, ==, cases[i].lacks);
      g_assert_true ((refusal != NULL) == (*letters != '/'));
      g_assert_true (lacks->len == 0 || lf_gate_stands (project, cases[i].to));
    }
}

/* Who gives it, and what is missing. */
static void
test_told (void)
{
  g_autoptr (LfRecord) project = make_project ("stage=negotiation is_chemical=1");
  g_autoptr (GPtrArray) evaluations = make_evaluations ("screening=follow safety=approve");
  g_autoptr (GPtrArray) opinions = g_ptr_array_new ();
  g_autoptr (LfRulebook) rules = lf_rulebook_new ();
  const LfDecisionCase of = { project, evaluations, opinions };
  g_autoptr (GPtrArray) lacks = lf_gate_lacks (&of, project, LF_STAGE_APPROVED, rules, &today);
  g_autofree char *refusal = lf_gate_tell_refusal (lacks, project, LF_STAGE_APPROVED);

  g_assert_cmpstr (refusal, ==,
                   "“新材料项目” cannot enter the stage “Approved” yet:\n"
                   "The environment opinion is missing or is no approval: chemical and energy "
                   "projects need it. It is given by the department for ecology and "
                   "environment.");
}

/* Every kind of lack has a row: stages, and somebody who gives it. */
static void
test_rows (void)
{
  for (LfLackKind kind = 0; kind < LF_N_LACKS; kind++)
    {
      const LfGate *gate = lf_gate_of (kind);
      const LfField *field = lf_entity_field (lf_schema_find ("evaluation"), "kind");

      g_assert_nonnull (gate->giver);
      g_assert_cmpint (gate->first, ==, LF_STAGE_APPROVED);
      g_assert_cmpint (gate->last, >=, gate->first);
      g_assert_true (gate->kind == NULL || lf_field_option (field, gate->kind) != NULL);
      g_assert_true ((gate->force == LF_GATE_BY_RULE) == (gate->rule != 0));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/C13-L12-R1-table", test_table);
  g_test_add_func ("/gate/C13-told", test_told);
  g_test_add_func ("/gate/rows", test_rows);
  return g_test_run ();
}

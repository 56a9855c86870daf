/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gates before the stages of a project. */

#include "config.h"

#include "lf-gate.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

/* In the order of LfLackKind. */
/* clang-format off */
static const LfGate gates[LF_N_LACKS] = {
  [LF_LACK_VETO] = { LF_STAGE_APPROVED, LF_STAGE_LAND, LF_GATE_HOLDS, 0,
    N_ ("whoever gave the veto, with a later opinion"), NULL },
  [LF_LACK_SCREENING] = { LF_STAGE_APPROVED, LF_STAGE_FULL_CAPACITY, LF_GATE_BY_RULE, LF_RULE_GATE_SCREENING,
    N_ ("the joint screening"), "screening" },
  [LF_LACK_SAFETY] = { LF_STAGE_APPROVED, LF_STAGE_FULL_CAPACITY, LF_GATE_HOLDS, 0,
    N_ ("the department for work safety"), "safety" },
  [LF_LACK_ENVIRONMENT] = { LF_STAGE_APPROVED, LF_STAGE_FULL_CAPACITY, LF_GATE_HOLDS, 0,
    N_ ("the department for ecology and environment"), "environment" },
  [LF_LACK_EXPERTS] = { LF_STAGE_APPROVED, LF_STAGE_FULL_CAPACITY, LF_GATE_HOLDS, 0,
    N_ ("experts without a conflict of interest"), "experts" },
  [LF_LACK_FAIRNESS] = { LF_STAGE_APPROVED, LF_STAGE_SIGNED, LF_GATE_TELLS, 0,
    N_ ("whoever reviews the wording, under Joint screening"), NULL },
  [LF_LACK_DECISION] = { LF_STAGE_APPROVED, LF_STAGE_FULL_CAPACITY, LF_GATE_BY_RULE, LF_RULE_GATE_DECISION,
    N_ ("the decision meeting"), "decision" },
};
/* clang-format on */

const LfGate *
lf_gate_of (LfLackKind kind)
{
  return &gates[kind];
}

static gboolean
is_approved (LfStage stage)
{
  return stage >= LF_STAGE_APPROVED && stage < LF_N_LIVE_STAGES;
}

/* What was stopped goes on from where it was; what went back comes through the gate again. */
static gboolean
had_passed (const LfRecord *before, LfStage from)
{
  return is_approved (from)
         || (from >= LF_N_LIVE_STAGES && lf_record_get (before, "approved_date") != NULL);
}

/* A gate that begins at approval is passed once; within its stages a veto holds at each. */
static gboolean
is_asked (const LfRecord *before, LfStage from, LfStage to, LfLackKind kind)
{
  return to >= gates[kind].first && to <= gates[kind].last && to != from
         && (kind == LF_LACK_VETO ? to > from || from >= LF_N_LIVE_STAGES
                                  : !had_passed (before, from));
}

static LfStage
stage_of (const LfRecord *project)
{
  LfStage stage = LF_STAGE_LEAD;

  lf_stage_from_key (lf_record_get (project, "stage"), &stage);
  return stage;
}

gboolean
lf_gate_stands (const LfRecord *before, LfStage to)
{
  const LfStage from = stage_of (before);

  for (LfLackKind kind = 0; kind < LF_N_LACKS; kind++)
    if (is_asked (before, from, to, kind))
      return TRUE;
  return FALSE;
}

gboolean
lf_gate_is_move (const LfRecord *before, const LfRecord *after, LfStage *ret_to)
{
  return lf_record_entity (after) == &lf_entity_project
         && g_strcmp0 (lf_record_get (before, "stage"), lf_record_get (after, "stage")) != 0
         && lf_stage_from_key (lf_record_get (after, "stage"), ret_to)
         && lf_gate_stands (before, *ret_to);
}

/* ---- What is missing ---- */

static void
add_decisions (GPtrArray *lacks,
               const LfDecisionCase *of,
               const LfRulebook *rules,
               const LfDate *today)
{
  const LfField *field = lf_entity_field (&lf_entity_evaluation, "body");
  g_autoptr (GPtrArray) bodies = lf_judging_bodies (of, rules, today);

  for (guint i = 0; i < bodies->len; i++)
    if (!lf_judging_has_approved (of, bodies->pdata[i]))
      {
        LfLack *lack = g_new0 (LfLack, 1);

        lack->kind = LF_LACK_DECISION;
        lack->body = bodies->pdata[i];
        lack->text = g_strdup_printf (_ ("%s has not approved it."),
                                      lf_option_label (lf_field_option (field, lack->body)));
        g_ptr_array_add (lacks, lack);
      }
}

static gboolean
holds (LfLackKind kind, const LfRulebook *rules, const char *park, const LfDate *today)
{
  return gates[kind].force == LF_GATE_HOLDS
         || (gates[kind].force == LF_GATE_BY_RULE
             && lf_rulebook_value (rules, gates[kind].rule, park, today) > 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const LfLack *x = *(LfLack *const *) a, *y = *(LfLack *const *) b;

  return x->holds != y->holds ? y->holds - x->holds : (int) x->kind - (int) y->kind;
}

GPtrArray *
lf_gate_lacks (const LfDecisionCase *of,
               const LfRecord *before,
               LfStage to,
               const LfRulebook *rules,
               const LfDate *today)
{
  const LfStage from = stage_of (before);
  const char *park = lf_record_get (of->project, "park");
  GPtrArray *lacks = lf_judging_lacks (of, rules, today);

  add_decisions (lacks, of, rules, today);
  for (guint i = lacks->len; i > 0; i--)
    {
      LfLack *lack = lacks->pdata[i - 1];

      lack->holds = holds (lack->kind, rules, park, today);
      if (!is_asked (before, from, to, lack->kind))
        g_ptr_array_remove_index (lacks, i - 1);
    }
  g_ptr_array_sort (lacks, compare);
  return lacks;
}

char *
lf_gate_tell_refusal (const GPtrArray *lacks, const LfRecord *project, LfStage to)
{
  g_autofree char *title = lf_record_title (project);
  GString *text = NULL;

  for (guint i = 0; i < lacks->len; i++)
    {
      const LfLack *lack = lacks->pdata[i];

      if (!lack->holds)
        continue;
      if (text == NULL)
        {
          text = g_string_new (NULL);
          g_string_printf (text, _ ("“%1$s” cannot enter the stage “%2$s” yet:"), title,
                           lf_stage_label (to));
        }
      g_string_append_printf (text, "\n%s ", lack->text);
      g_string_append_printf (text, _ ("It is given by %s."), _ (gates[lack->kind].giver));
    }
  return text == NULL ? NULL : g_string_free (text, FALSE);
}

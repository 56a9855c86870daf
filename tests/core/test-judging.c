/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opinions, what is missing before the decision meeting, its outcome (domain.md L11, L12, C13). */

#include "lf-core.h"

#include <string.h>

static const LfDate today = { 2026, 11, 22 };

typedef struct
{
  LfRecord *project;
  GPtrArray *evaluations, *opinions;
  LfRulebook *rules;
  LfCalendar *calendar;
  guint n_opinions;
} Desk;

static void
set_up (Desk *self, gconstpointer data)
{
  self->project = lf_record_new (lf_schema_find ("project"), "p1");
  lf_record_set (self->project, "name", "新材料项目");
  self->evaluations = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->opinions = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->rules = lf_rulebook_new ();
  self->calendar = lf_calendar_new ();
}

static void
tear_down (Desk *self, gconstpointer data)
{
  lf_record_unref (self->project);
  g_ptr_array_unref (self->evaluations);
  g_ptr_array_unref (self->opinions);
  lf_rulebook_free (self->rules);
  lf_calendar_free (self->calendar);
}

static LfRecord *
add_evaluation (Desk *self, const char *id, const char *kind, const char *verdict, const char *on)
{
  LfRecord *evaluation = lf_record_new (lf_schema_find ("evaluation"), id);

  lf_record_set (evaluation, "subject", id);
  lf_record_set (evaluation, "project", "p1");
  lf_record_set (evaluation, "kind", kind);
  lf_record_set (evaluation, "verdict", verdict);
  lf_record_set (evaluation, "held_on", on);
  g_ptr_array_add (self->evaluations, evaluation);
  return evaluation;
}

static void
add_opinion (
    Desk *self, const char *evaluation, const char *expert, const char *score, gboolean interest)
{
  g_autofree char *id = g_strdup_printf ("o%u", ++self->n_opinions);
  LfRecord *opinion = lf_record_new (lf_schema_find ("opinion"), id);

  lf_record_set (opinion, "evaluation", evaluation);
  lf_record_set (opinion, "expert", expert);
  lf_record_set (opinion, "score_points", score);
  lf_record_set (opinion, "has_interest", interest ? "1" : NULL);
  g_ptr_array_add (self->opinions, opinion);
}

/* ---- L12: who has an interest does not count ---- */

static void
test_opinions (Desk *self, gconstpointer data)
{
  LfOpinionSum sum;
  g_autofree char *told = NULL;

  add_opinion (self, "e1", "x1", "80", FALSE);
  add_opinion (self, "e1", "x2", "85", FALSE);
  add_opinion (self, "e1", "x3", "10", TRUE);
  add_opinion (self, "e1", "x4", NULL, FALSE);
  add_opinion (self, "e2", "x1", "1", FALSE);
  sum = lf_opinions_sum (self->opinions, "e1");
  told = lf_opinions_tell (&sum);
  g_assert_cmpstr (told, ==, "3 opinions, mean 82.5; 1 left out for a conflict of interest");
  g_assert_cmpuint (sum.n_scored, ==, 2);
  sum = lf_opinions_sum (self->opinions, NULL);
  g_assert_cmpuint (sum.n, ==, 4);
}

/* A mean of random opinions, told apart one by one from the back. */
static void
test_random_opinions (Desk *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint round = 0; round < 200; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, 12), n_counted = 0, n_scored = 0;
      gint64 total = 0;
      LfOpinionSum sum;

      g_ptr_array_set_size (self->opinions, 0);
      for (guint i = 0; i < n; i++)
        {
          gboolean interest = g_rand_int_range (rand, 0, 3) == 0;
          int score = g_rand_int_range (rand, -20, 101);
          g_autofree char *text = score < 0 ? NULL : g_strdup_printf ("%d", score);

          add_opinion (self, "e1", "x", text, interest);
          n_counted += !interest;
          n_scored += !interest && score >= 0;
          total += interest || score < 0 ? 0 : score;
        }
      sum = lf_opinions_sum (self->opinions, "e1");
      g_assert_cmpuint (sum.n, ==, n_counted);
      g_assert_cmpuint (sum.n_excluded, ==, n - n_counted);
      g_assert_cmpuint (sum.n_scored, ==, n_scored);
      g_assert_cmpfloat_with_epsilon (sum.mean * n_scored, (double) total, 1e-6);
    }
}

/* ---- What is missing ---- */

typedef struct
{
  const char *amount, *industry, *code;
  gboolean is_chemical;
  const char *screening, *safety, *environment; /* verdicts; NULL: none */
  guint n_experts, n_excluded, n_fair_open;
  const char *lacks; /* kinds as letters: V S f(afety) E(nvironment) X(perts) C(ompetition) */
} GateCase;

static const GateCase gate_cases[] = {
  { .lacks = "S" },
  { .screening = "follow", .lacks = "" },
  { .screening = "drop", .lacks = "S" },
  { .screening = "follow", .is_chemical = TRUE, .lacks = "fE" },
  { .screening = "follow", .code = "2614", .lacks = "fE" },
  { .screening = "follow", .code = "3973", .lacks = "" },
  { .screening = "follow", .industry = "精细化工", .safety = "approve", .lacks = "E" },
  { .screening = "follow",
    .is_chemical = TRUE,
    .safety = "approve",
    .environment = "approve",
    .lacks = "" },
  { .screening = "follow", .is_chemical = TRUE, .safety = "veto", .lacks = "VE" },
  { .screening = "follow", .environment = "veto", .lacks = "V" },
  { .screening = "follow", .safety = "revise", .lacks = "" },
  { .screening = "follow", .amount = "999999999.99 CNY", .lacks = "" },
  { .screening = "follow", .amount = "1000000000.00 CNY", .lacks = "X" },
  { .screening = "follow", .amount = "1000000000.00 CNY", .n_experts = 2, .lacks = "X" },
  { .screening = "follow", .amount = "1000000000.00 CNY", .n_experts = 3, .lacks = "" },
  { .screening = "follow",
    .amount = "1000000000.00 CNY",
    .n_experts = 2,
    .n_excluded = 2,
    .lacks = "X" },
  { .screening = "follow", .n_fair_open = 2, .lacks = "C" },
};

static GPtrArray *
find_lacks (Desk *self, const GateCase *one)
{
  LfDecisionCase of
      = { self->project, self->evaluations, self->opinions, .n_fair_open = one->n_fair_open };

  lf_record_set (self->project, "total_investment", one->amount);
  lf_record_set (self->project, "industry", one->industry);
  lf_record_set (self->project, "industry_code", one->code);
  lf_record_set (self->project, "is_chemical", one->is_chemical ? "1" : NULL);
  g_ptr_array_set_size (self->evaluations, 0);
  g_ptr_array_set_size (self->opinions, 0);
  add_evaluation (self, "e1", "screening", one->screening, NULL);
  add_evaluation (self, "e2", "safety", one->safety, NULL);
  add_evaluation (self, "e3", "environment", one->environment, NULL);
  add_evaluation (self, "e4", "experts", NULL, NULL);
  for (guint i = 0; i < one->n_experts + one->n_excluded; i++)
    {
      g_autofree char *expert = g_strdup_printf ("x%u", i);

      add_opinion (self, "e4", expert, "70", i >= one->n_experts);
    }
  add_opinion (self, "e1", "x9", "70", FALSE); /* no review by experts */
  add_opinion (self, "e4", NULL, "70", FALSE); /* no expert's */
  return lf_judging_lacks (&of, self->rules, &today);
}

static void
test_lacks (Desk *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (gate_cases); i++)
    {
      g_autoptr (GPtrArray) lacks = find_lacks (self, &gate_cases[i]);
      g_autoptr (GString) letters = g_string_new (NULL);
      g_autofree char *told = lf_lacks_tell (lacks);

      for (guint j = 0; j < lacks->len; j++)
        g_string_append_c (letters, "VSfEXC"[((LfLack *) lacks->pdata[j])->kind]);
      g_test_message ("case %u: %s", i, told);
      g_assert_cmpstr (letters->str, ==, gate_cases[i].lacks);
      if (gate_cases[i].n_excluded == 2)
        g_assert_nonnull (strstr (told, "2 of 3 opinions are there; from CNY 1,000 million on they "
                                        "are asked. 2 more do not count"));
    }
}

/* A later opinion lifts a veto; an earlier one does not. */
static void
test_lifted (Desk *self, gconstpointer data)
{
  LfDecisionCase of = { self->project, self->evaluations, self->opinions };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  add_evaluation (self, "e1", "screening", "follow", "2026-01-05");
  add_evaluation (self, "e2", "safety", "veto", "2026-02-01");
  add_evaluation (self, "e3", "safety", "approve", "2026-01-20");
  before = lf_judging_lacks (&of, self->rules, &today);
  g_assert_cmpuint (before->len, ==, 1);
  add_evaluation (self, "e4", "safety", "approve", "2026-03-01");
  after = lf_judging_lacks (&of, self->rules, &today);
  g_assert_cmpuint (after->len, ==, 0);
}

/* ---- The bodies ---- */

static void
test_bodies (Desk *self, gconstpointer data)
{
  static const struct
  {
    const char *amount, *land;
    guint n_promises;
    const char *bodies;
  } cases[] = {
    { NULL, NULL, 0, "" },
    { NULL, NULL, 1, "committee executive" },
    { NULL, "30", 0, "committee executive land" },
    { "1000000000.00 CNY", NULL, 0, "committee executive state_owned" },
    { "2000000000.00 CNY", "120", 2, "committee executive land state_owned" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfDecisionCase of
          = { self->project, self->evaluations, self->opinions, .n_promises = cases[i].n_promises };
      g_autoptr (GPtrArray) bodies = NULL;
      g_autofree char *joined = NULL;

      lf_record_set (self->project, "total_investment", cases[i].amount);
      lf_record_set (self->project, "land_area_mu", cases[i].land);
      bodies = lf_judging_bodies (&of, self->rules, &today);
      g_ptr_array_add (bodies, NULL);
      joined = g_strjoinv (" ", (char **) bodies->pdata);
      g_assert_cmpstr (joined, ==, cases[i].bodies);
    }
}

/* ---- The outcome ---- */

static const LfOp *
op_at (const LfChange *change, guint index)
{
  return change->ops->pdata[index];
}

static void
test_outcome (Desk *self, gconstpointer data)
{
  LfRecord *evaluation = add_evaluation (self, "e1", "decision", NULL, NULL);
  g_autoptr (LfRecord) meeting = lf_record_new (lf_schema_find ("meeting"), "m1");
  LfOutcome outcome
      = { .verdict = "approve", .conditions = "补充能评\n\n落实用地指标\n", .responsible = "a1" };
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) error = NULL;

  lf_record_set (meeting, "held_on", "2026-11-20");
  change = lf_judging_decide (evaluation, meeting, &outcome, NULL, self->calendar, &today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change->ops->len, ==, 3);
  g_assert_cmpstr (lf_op_find (op_at (change, 0), "held_on")->value, ==, "2026-11-20");
  g_assert_cmpstr (lf_op_find (op_at (change, 0), "meeting")->value, ==, "m1");
  g_assert_cmpstr (op_at (change, 1)->entity, ==, "action");
  g_assert_cmpstr (lf_op_find (op_at (change, 1), "subject")->value, ==, "补充能评");
  g_assert_cmpstr (lf_op_find (op_at (change, 2), "subject")->value, ==, "落实用地指标");
  g_assert_cmpstr (lf_op_find (op_at (change, 2), "project")->value, ==, "p1");
  g_assert_cmpstr (lf_op_find (op_at (change, 2), "evaluation")->value, ==, "e1");
  /* 20 December is a Sunday */
  g_assert_cmpstr (lf_op_find (op_at (change, 2), "due_on")->value, ==, "2026-12-21");
}

static void
test_refused (Desk *self, gconstpointer data)
{
  static const struct
  {
    LfOutcome outcome;
    gboolean has_veto;
    int code; /* -1: it is taken */
  } cases[] = {
    { { .verdict = NULL }, FALSE, LF_ERROR_INVALID },
    { { .verdict = "approve", .conditions = "补充能评" }, FALSE, LF_ERROR_INVALID },
    { { .verdict = "approve" }, TRUE, LF_ERROR_REFUSED },
    { { .verdict = "revise" }, TRUE, -1 },
    { { .verdict = "approve" }, FALSE, -1 },
  };
  g_autoptr (LfRecord) evaluation = lf_record_new (lf_schema_find ("evaluation"), "d1");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GateCase vetoed = { .screening = "follow", .safety = "veto" };
      g_autoptr (GPtrArray) lacks = cases[i].has_veto ? find_lacks (self, &vetoed) : NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change = lf_judging_decide (evaluation, NULL, &cases[i].outcome, lacks,
                                                       self->calendar, &today, &error);

      g_test_message ("case %u", i);
      if (cases[i].code < 0)
        g_assert_nonnull (change);
      else
        g_assert_error (error, LF_ERROR, cases[i].code);
    }
}

/* Two who open a screening of one lead make one. */
static void
test_first_opinion (Desk *self, gconstpointer data)
{
  LfOpinionWord word = { .text = "技术领先", .score = "88", .department = "经发局" };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) one
      = lf_judging_add_opinion (self->project, NULL, "screening", &word, &today, &error);
  g_autoptr (LfChange) other
      = lf_judging_add_opinion (self->project, NULL, "screening", &word, &today, &error);
  LfRecord *evaluation = add_evaluation (self, "e1", "screening", NULL, NULL);
  g_autoptr (LfChange) later = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (one->ops->len, ==, 2);
  g_assert_cmpstr (op_at (one, 0)->entity, ==, "evaluation");
  g_assert_cmpstr (op_at (one, 0)->id, ==, op_at (other, 0)->id);
  g_assert_cmpstr (op_at (one, 1)->id, !=, op_at (other, 1)->id);
  g_assert_cmpstr (lf_op_find (op_at (one, 1), "evaluation")->value, ==, op_at (one, 0)->id);
  later = lf_judging_add_opinion (self->project, evaluation, "screening", &word, &today, &error);
  g_assert_cmpuint (later->ops->len, ==, 1);
  word.department = NULL;
  g_assert_null (lf_judging_add_opinion (self->project, NULL, "screening", &word, &today, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
}

#define ADD(path, func) g_test_add (path, Desk, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/judging/L12-conflict-of-interest", test_opinions);
  ADD ("/judging/L12-random-opinions", test_random_opinions);
  ADD ("/judging/L12-C13-W27-lacks", test_lacks);
  ADD ("/judging/C13-veto-lifted", test_lifted);
  ADD ("/judging/R1-bodies", test_bodies);
  ADD ("/judging/R1-outcome", test_outcome);
  ADD ("/judging/C13-refused", test_refused);
  ADD ("/judging/L11-first-opinion", test_first_opinion);
  return g_test_run ();
}

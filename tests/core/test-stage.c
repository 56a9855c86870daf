/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage moves (C1), locked records, required fields, permissions. */

#include "lf-core.h"

#include <string.h>

static const LfDate today = { 2026, 3, 15 };

static LfRecord *
project_at (const char *stage)
{
  LfRecord *project = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (project, "name", "甲");
  lf_record_set (project, "stage", stage);
  return project;
}

/* Moves a project and checks the result as the store and the server do; returns the reason of the
 * first problem. */
static char *
reason_after_move (const char *from, const char *to, const char *reason, gboolean undoing)
{
  g_autoptr (LfRecord) before = project_at (from);
  g_autoptr (LfRecord) after = lf_record_copy (before);
  g_autoptr (GPtrArray) problems = NULL;

  lf_record_set (after, "stage", to);
  lf_record_set (after, "stage_reason", reason);
  problems = lf_rules_check (before, after, undoing);
  return problems->len == 0 ? NULL : g_strdup (((LfProblem *) problems->pdata[0])->reason);
}

static void
test_c1_moves (void)
{
  static const struct
  {
    const char *from, *to, *reason;
    gboolean undoing;
    const char *problem;
  } cases[] = {
    { "lead", "negotiation", NULL, FALSE, NULL },
    { "lead", "signed", NULL, FALSE, NULL },
    { "signed", "land", NULL, FALSE, NULL },
    { "signed", "negotiation", NULL, FALSE, "stage" },
    { "signed", "negotiation", "误录", FALSE, NULL },
    { "signed", "negotiation", NULL, TRUE, NULL },
    { "lead", "dropped", NULL, FALSE, "stage" },
    { "lead", "dropped", "投资方撤回", FALSE, NULL },
    { "dropped", "lead", NULL, FALSE, "stage" },
    { "dropped", "negotiation", "重启", FALSE, NULL },
    { "suspended", "land", NULL, FALSE, "stage" },
    { "lead", "nonsense", NULL, FALSE, "invalid" },
    { "lead", NULL, NULL, FALSE, "required" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem
          = reason_after_move (cases[i].from, cases[i].to, cases[i].reason, cases[i].undoing);

      g_test_message ("%s → %s", cases[i].from, cases[i].to);
      g_assert_cmpstr (problem, ==, cases[i].problem);
    }
}

static const char *
edited (LfChange *change, const char *field)
{
  LfEdit *edit = lf_op_find (change->ops->pdata[0], field);

  return edit == NULL ? NULL : edit->value;
}

static void
test_move_writes_stage_date_and_evidence (void)
{
  g_autoptr (LfRecord) project = project_at ("negotiation");
  g_autoptr (LfChange) change = lf_change_new ("test");
  g_autoptr (GError) error = NULL;
  LfMove move = { LF_STAGE_SIGNED, { 2026, 2, 0 }, .evidence = "合同 2026-07" };

  g_assert_true (lf_stage_move (change, project, &move, &today, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (edited (change, "stage"), ==, "signed");
  g_assert_cmpstr (edited (change, "stage_date"), ==, "2026-02");
  g_assert_cmpstr (edited (change, "signed_date"), ==, "2026-02");
  g_assert_cmpstr (edited (change, "stage_evidence"), ==, "合同 2026-07");
}

static void
test_move_refused (void)
{
  g_autoptr (LfRecord) project = project_at ("signed");
  g_autoptr (LfChange) change = lf_change_new ("test");
  g_autoptr (GError) future = NULL, reason = NULL;
  LfMove tomorrow = { LF_STAGE_LAND, { 2026, 3, 16 } };
  LfMove back = { LF_STAGE_LEAD, { 2026, 3, 15 } };

  g_assert_false (lf_stage_move (change, project, &tomorrow, &today, &future));
  g_assert_error (future, LF_ERROR, LF_ERROR_INVALID);
  g_assert_false (lf_stage_move (change, project, &back, &today, &reason));
  g_assert_error (reason, LF_ERROR, LF_ERROR_INVALID);
  g_assert_true (lf_change_is_empty (change));
}

static void
test_stages_match_the_schema (void)
{
  const LfField *field = lf_entity_field (lf_schema_find ("project"), "stage");

  for (guint i = 0; i < LF_N_STAGES; i++)
    {
      LfStage stage;

      g_assert_cmpstr (field->options[i].key, ==, lf_stage_key ((LfStage) i));
      g_assert_true (lf_stage_from_key (lf_stage_key ((LfStage) i), &stage));
      g_assert_cmpuint (stage, ==, i);
      if (lf_stage_date_field (stage) != NULL)
        g_assert_cmpint (
            lf_entity_field (lf_schema_find ("project"), lf_stage_date_field (stage))->type, ==,
            LF_VALUE_DATE);
      else
        g_assert_cmpuint (i, >=, LF_N_LIVE_STAGES);
    }
  g_assert_null (field->options[LF_N_STAGES].key);
}

static void
test_on_the_way (void)
{
  g_autoptr (GString) filter = g_string_new ("stage=");

  for (guint i = LF_STAGE_APPROVED; i <= LF_STAGE_COMPLETED; i++)
    g_string_append_printf (filter, "%s%s", i == LF_STAGE_APPROVED ? "" : "|",
                            lf_stage_key ((LfStage) i));
  g_assert_cmpstr (LF_STAGES_ON_THE_WAY, ==, filter->str);
}

static void
test_signed_agreement_is_locked (void)
{
  g_autoptr (LfRecord) before = lf_record_new (lf_schema_find ("agreement"), NULL);
  g_autoptr (LfRecord) after = NULL;
  g_autoptr (GPtrArray) problems = NULL, ended = NULL, undone = NULL;

  lf_record_set (before, "title", "投资协议");
  lf_record_set (before, "state", "signed");
  after = lf_record_copy (before);
  lf_record_set (after, "amount", "100.00 CNY");
  problems = lf_rules_check (before, after, FALSE);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((LfProblem *) problems->pdata[0])->reason, ==, "locked");
  undone = lf_rules_check (before, after, TRUE);
  g_assert_cmpuint (undone->len, ==, 0);
  lf_record_set (after, "amount", NULL);
  lf_record_set (after, "state", "ended");
  ended = lf_rules_check (before, after, FALSE);
  g_assert_cmpuint (ended->len, ==, 0);
}

static void
test_new_record_needs_its_required_fields (void)
{
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (GPtrArray) problems = lf_rules_check (NULL, project, FALSE);
  g_autoptr (GPtrArray) after_fill = NULL;

  g_assert_cmpuint (problems->len, ==, 2); /* name, stage */
  lf_rules_fill_new (project, &today);
  g_assert_cmpstr (lf_record_get (project, "stage"), ==, "lead");
  g_assert_cmpstr (lf_record_get (project, "lead_date"), ==, "2026-03-15");
  after_fill = lf_rules_check (NULL, project, FALSE);
  g_assert_cmpuint (after_fill->len, ==, 1);
}

static void
test_permissions (void)
{
  static const struct
  {
    const char *role, *entity;
    char action;
    gboolean may;
  } cases[] = {
    { "recruiter", "project", 'e', TRUE },   { "recruiter", "account", 'e', FALSE },
    { "leader", "project", 'e', FALSE },     { "leader", "project", 'c', TRUE },
    { "zone_manager", "park", 'c', TRUE },   { "recruiter", "park", 'c', TRUE },
    { "recruiter", "park", 'e', FALSE },     { "administrator", "account", 'c', TRUE },
    { "department", "node", 'e', TRUE },     { "department", "node", 'd', FALSE },
    { "department", "project", 'e', FALSE }, { "nobody", "project", 'e', FALSE },
    { "zone_manager", "zone", 'e', FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lf_rules_may (cases[i].role, cases[i].entity, cases[i].action), ==,
                     cases[i].may);
}

/* Fields that ask something of each other (LfField.after, .needed). */
static void
test_fields_together (void)
{
  static const struct
  {
    const char *entity;
    const char *values[8];                /* field, value, … */
    const char *field, *reason, *message; /* NULL: all is well */
  } cases[] = {
    { "trip",
      { "start_date", "2023-03-05", "end_date", "2023-03-01" },
      "end_date",
      "order",
      "Ends on: “1 Mar 2023” must not be before Starts on, “5 Mar 2023”." },
    { "trip", { "start_date", "2023-03-05", "end_date", "2023-03-05" }, NULL },
    { "trip", { "start_date", "2023-03-05", "end_date", "2023-03" }, NULL },
    { "trip", { "start_date", "2023-03-05", "end_date", "2023" }, NULL },
    { "trip",
      { "start_date", "2023-03", "end_date", "2023-02" },
      "end_date",
      "order",
      "Ends on: “Feb 2023” must not be before Starts on, “Mar 2023”." },
    { "trip", { "start_date", "2023-12", "end_date", "2024" }, NULL },
    { "trip", { "end_date", "2023-03-01" }, NULL },
    { "handover",
      { "state", "accepted", "giver_signed_on", "2023-03-01" },
      "taker_signed_on",
      "needed",
      "Signed by the taker on must not be blank while State is “Accepted”." },
    { "handover",
      { "state", "accepted", "giver_signed_on", "2023-03-01", "taker_signed_on", "2023-03-02" },
      NULL },
    { "handover", { "state", "given" }, NULL },
    { "problem",
      { "state", "closed", "collected_on", "2023-03-01" },
      "closed_on",
      "needed",
      "Closed on must not be blank while State is “Closed”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfEntity *entity = lf_schema_find (cases[i].entity);
      g_autoptr (LfRecord) blank = lf_record_new (entity, NULL);
      g_autoptr (LfRecord) record = lf_record_new (entity, NULL);
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GPtrArray) undoing = NULL;
      g_autoptr (GPtrArray) untouched = NULL;

      for (guint v = 0; cases[i].values[v] != NULL; v += 2)
        lf_record_set (record, cases[i].values[v], cases[i].values[v + 1]);
      problems = lf_rules_check (blank, record, FALSE);
      g_assert_cmpuint (problems->len, ==, cases[i].message != NULL);
      if (cases[i].message != NULL)
        {
          const LfProblem *problem = problems->pdata[0];

          g_assert_cmpstr (problem->field, ==, cases[i].field);
          g_assert_cmpstr (problem->reason, ==, cases[i].reason);
          g_assert_cmpstr (problem->message, ==, cases[i].message);
        }
      undoing = lf_rules_check (blank, record, TRUE);
      g_assert_cmpuint (undoing->len, ==, 0);
      untouched = lf_rules_check (record, record, FALSE);
      g_assert_cmpuint (untouched->len, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/stage/C1-moves", test_c1_moves);
  g_test_add_func ("/core/stage/move-writes-stage-date-and-evidence",
                   test_move_writes_stage_date_and_evidence);
  g_test_add_func ("/core/stage/move-refused", test_move_refused);
  g_test_add_func ("/core/stage/matches-the-schema", test_stages_match_the_schema);
  g_test_add_func ("/core/stage/C1-on-the-way", test_on_the_way);
  g_test_add_func ("/core/rules/signed-agreement-is-locked", test_signed_agreement_is_locked);
  g_test_add_func ("/core/rules/required", test_new_record_needs_its_required_fields);
  g_test_add_func ("/core/rules/permissions", test_permissions);
  g_test_add_func ("/core/rules/fields-together", test_fields_together);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Project ideas before any investor (domain.md L16): what a lead takes over, and what is refused.
 */

#include "config.h"

#include "lf-core.h"
#include "lf-idea.h"

#include <string.h>

static const LfDate today = { 2026, 11, 22 };

static LfRecord *
new_idea (void)
{
  static const char *const values[][2] = {
    { "name", "储能检测基地" },
    { "park", "p" },
    { "industry", "新能源" },
    { "chain", "c" },
    { "segment", "s" },
    { "state", "prepared" },
    { "total_investment", "500000000.00 CNY" },
    { "content", "检测、认证、中试" },
    { "next_step", "编制可研" },
    { "next_step_date", "2026-12-01" },
  };
  LfRecord *idea = lf_record_new (lf_schema_find ("idea"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    lf_record_set (idea, values[i][0], values[i][1]);
  return idea;
}

static const char *
new_value (const LfChange *change, const char *entity, const char *field)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEdit *edit = strcmp (op->entity, entity) == 0 ? lf_op_find (op, field) : NULL;

      if (edit != NULL)
        return edit->value;
    }
  return NULL;
}

static void
test_becomes_lead (void)
{
  static const char *const same[]
      = { "name",    "park",      "industry",       "chain", "segment", "total_investment",
          "content", "next_step", "next_step_date", NULL };
  g_autoptr (LfRecord) idea = new_idea ();
  g_autoptr (GError) error = NULL;
  g_autofree char *project = NULL;
  g_autoptr (LfChange) change = lf_idea_make_lead (idea, "firm", "me", &today, &project, &error);

  g_assert_no_error (error);
  for (guint i = 0; same[i] != NULL; i++)
    g_assert_cmpstr (new_value (change, "project", same[i]), ==, lf_record_get (idea, same[i]));
  g_assert_cmpstr (new_value (change, "project", "stage"), ==, "lead");
  g_assert_cmpstr (new_value (change, "project", "lead_date"), ==, "2026-11-22");
  g_assert_cmpstr (new_value (change, "project", "promotion_type"), ==, "concept");
  g_assert_cmpstr (new_value (change, "project", "enterprise"), ==, "firm");
  g_assert_cmpstr (new_value (change, "project", "owner"), ==, "me");
  g_assert_cmpstr (new_value (change, "idea", "state"), ==, "lead");
  g_assert_cmpstr (new_value (change, "idea", "project"), ==, project);
}

/* Whoever thought it out answers for the lead; without an investor it is a lead all the same. */
static void
test_owner_stays (void)
{
  g_autoptr (LfRecord) idea = new_idea ();
  g_autoptr (LfChange) change = NULL;

  lf_record_set (idea, "owner", "thinker");
  change = lf_idea_make_lead (idea, NULL, "me", &today, NULL, NULL);
  g_assert_cmpstr (new_value (change, "project", "owner"), ==, "thinker");
  g_assert_cmpstr (new_value (change, "project", "enterprise"), ==, NULL);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *name, *field, *value;
  } cases[] = {
    { "L16 a lead already", "project", "x" },
    { "L16 given up", "state", "given_up" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) idea = new_idea ();
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change = NULL;

      g_test_message ("%s", cases[i].name);
      lf_record_set (idea, cases[i].field, cases[i].value);
      change = lf_idea_make_lead (idea, NULL, NULL, &today, NULL, &error);
      g_assert_null (change);
      g_assert_error (error, LF_ERROR, LF_ERROR_REFUSED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idea/L16-becomes-lead", test_becomes_lead);
  g_test_add_func ("/idea/L16-owner-stays", test_owner_stays);
  g_test_add_func ("/idea/L16-refused", test_refused);
  return g_test_run ();
}

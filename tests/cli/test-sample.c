/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: every record keeps the rules, every reference leads somewhere, no milestone lies
 * ahead. */

#include "config.h"

#include "lf-sample.h"

#include <string.h>

static const LfDate today = { 2026, 3, 15 };

static LfRecord *
record_of (const LfOp *op)
{
  LfRecord *record = lf_record_new (lf_schema_find (op->entity), op->id);

  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = g_ptr_array_index (op->edits, i);

      lf_record_set (record, edit->field, edit->value);
    }
  return record;
}

/* id → entity name */
static GHashTable *
index_records (const LfChange *change)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = g_ptr_array_index (change->ops, i);

      g_assert_true (g_hash_table_insert (index, op->id, op->entity));
    }
  return index;
}

static void
check_references (const LfRecord *record, GHashTable *index)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const char *value = lf_record_get_at (record, i);
      g_auto (GStrv) ids = NULL;

      if (entity->fields[i].target == NULL || value == NULL)
        continue;
      ids = lf_set_split (value);
      for (char **p = ids; *p != NULL; p++)
        g_assert_cmpstr (g_hash_table_lookup (index, *p), ==, entity->fields[i].target);
    }
}

static void
test_rules (void)
{
  g_autoptr (LfChange) change = lf_sample_build (&today);
  g_autoptr (GHashTable) index = index_records (change);

  for (guint i = 0; i < change->ops->len; i++)
    {
      g_autoptr (LfRecord) record = record_of (g_ptr_array_index (change->ops, i));
      g_autoptr (GPtrArray) problems = lf_rules_check (NULL, record, FALSE);

      for (guint k = 0; k < problems->len; k++)
        g_test_message ("%s", ((LfProblem *) problems->pdata[k])->message);
      g_assert_cmpuint (problems->len, ==, 0);
      check_references (record, index);
    }
}

static guint
count (const LfChange *change, const char *entity)
{
  guint n = 0;

  for (guint i = 0; i < change->ops->len; i++)
    n += strcmp (((LfOp *) change->ops->pdata[i])->entity, entity) == 0;
  return n;
}

static guint
count_value (const LfChange *change, const char *entity, const char *field, const char *value)
{
  guint n = 0;

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEdit *edit = strcmp (op->entity, entity) == 0 ? lf_op_find (op, field) : NULL;

      n += edit != NULL && strcmp (edit->value, value) == 0;
    }
  return n;
}

static void
test_contents (void)
{
  g_autoptr (LfChange) change = lf_sample_build (&today);
  guint n_at_stage[LF_N_STAGES] = { 0 };

  g_assert_cmpuint (count (change, "zone"), ==, 1);
  g_assert_cmpuint (count (change, "park"), ==, 4);
  g_assert_cmpuint (count (change, "account"), ==, 6);
  g_assert_cmpuint (count (change, "project"), >=, 40);
  g_assert_cmpuint (count_value (change, "enterprise", "is_above_quota", "1"), ==, 1);
  g_assert_cmpuint (count (change, "enterprise"), ==, count (change, "project") + 1);
  g_assert_cmpuint (count (change, "problem"), ==, 7);
  g_assert_cmpuint (count (change, "land_case"), >, 8);
  g_assert_cmpuint (count (change, "standard_land"), ==, count (change, "land_case"));
  g_assert_cmpuint (count (change, "progress"), >, 0);
  g_assert_cmpuint (count (change, "visit"), ==, 4);
  g_assert_cmpuint (count_value (change, "funds_arrival", "kind", "foreign"), >, 0);
  g_assert_cmpuint (count_value (change, "funds_arrival", "state", "confirmed"), >, 8);
  g_assert_cmpuint (count_value (change, "promise", "state", "paid"), ==, 2);
  g_assert_cmpuint (count_value (change, "goal", "name", "年度签约投资额"), ==,
                    count (change, "park") + 1);
  g_assert_cmpuint (count_value (change, "goal", "state", "pledged"), >, 4);
  g_assert_cmpuint (count_value (change, "goal", "indicator", "top_500_projects"), ==, 1);
  g_assert_cmpuint (count_value (change, "handover", "state", "given"), ==, 1);
  g_assert_cmpuint (count_value (change, "project", "kind", "public_works"), ==, 4);
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = g_ptr_array_index (change->ops, i);
      LfStage stage;

      if (strcmp (op->entity, "project") == 0
          && lf_stage_from_key (lf_op_find (op, "stage")->value, &stage))
        n_at_stage[stage]++;
    }
  for (guint i = 0; i < LF_N_STAGES; i++)
    g_assert_cmpuint (n_at_stage[i], >, 0);
}

/* Milestones follow each other and have happened; the last one is the day the stage was entered. */
static void
check_milestones (const LfRecord *project)
{
  LfStage stage;
  const char *previous = NULL;

  g_assert_true (lf_stage_from_key (lf_record_get (project, "stage"), &stage));
  g_assert_cmpstr (lf_record_get (project, "stage_date"), <=, "2026-03-15");
  for (int i = 0; i < LF_N_LIVE_STAGES; i++)
    {
      const char *date = lf_record_get (project, lf_stage_date_field ((LfStage) i));

      if (date == NULL)
        {
          g_assert_cmpint (i, >, (int) MIN (stage, LF_STAGE_NEGOTIATION));
          continue;
        }
      g_assert_cmpstr (date, <=, "2026-03-15");
      if (previous != NULL)
        g_assert_cmpstr (previous, <, date);
      previous = date;
    }
  if (stage < LF_N_LIVE_STAGES)
    g_assert_cmpstr (previous, ==, lf_record_get (project, "stage_date"));
}

static void
test_milestones (void)
{
  g_autoptr (LfChange) change = lf_sample_build (&today);

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = g_ptr_array_index (change->ops, i);
      g_autoptr (LfRecord) record = record_of (op);

      if (strcmp (op->entity, "project") == 0)
        check_milestones (record);
    }
}

/* V5, V9: a contest that is under way in the middle of a year, its groups the parks, whose sites
 * have each of the flags; one snail waits for its interview. */
static void
test_contest (void)
{
  static const char *const flags[] = { "red", "blue", "yellow", "snail" };
  const LfDate midyear = { 2026, 8, 20 };
  g_autoptr (LfChange) change = lf_sample_build (&midyear);
  guint n_open = 0;

  g_assert_cmpuint (count (change, "contest"), ==, 1);
  g_assert_cmpuint (count (change, "contest_group"), ==, count (change, "park"));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_assert_cmpuint (count_value (change, "award", "flag", flags[i]), >, 0);
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      n_open += strcmp (op->entity, "award") == 0 && lf_op_find (op, "follow_up_on") == NULL
                && strcmp (lf_op_find (op, "follow_up")->value, "interview") == 0;
    }
  g_assert_cmpuint (n_open, >, 0);
}

/* V13: one with its minutes, one to come; what was agreed on is done, open and late. */
static void
test_meetings (void)
{
  g_autoptr (LfChange) change = lf_sample_build (&today);
  guint n_late = 0;

  g_assert_cmpuint (count (change, "meeting"), ==, 2);
  g_assert_cmpuint (count_value (change, "action", "state", "done"), ==, 1);
  g_assert_cmpuint (count_value (change, "action", "state", "open"), ==, 3);
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      n_late += strcmp (op->entity, "action") == 0
                && strcmp (lf_op_find (op, "state")->value, "open") == 0
                && strcmp (lf_op_find (op, "due_on")->value, "2026-03-15") < 0;
    }
  g_assert_cmpuint (n_late, ==, 1);
}

/* L2, L4: one chain lacks segments, the other is closed. */
static void
test_chains (void)
{
  g_autoptr (LfChange) change = lf_sample_build (&today);
  static const char *const parts[]
      = { "segment", "project", "enterprise", "target", "expert", "fund", "kit_item" };
  guint n_closed = 0, n_chains = 0;

  for (guint i = 0; i < change->ops->len; i++)
    {
      g_autoptr (LfRecord) record = record_of (change->ops->pdata[i]);
      g_autoptr (LfChain) chain = NULL;

      if (strcmp (lf_record_entity (record)->name, "chain") != 0)
        continue;
      chain = lf_chain_new (record, NULL, &today);
      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        for (guint j = 0; j < change->ops->len; j++)
          if (strcmp (((LfOp *) change->ops->pdata[j])->entity, parts[k]) == 0)
            {
              g_autoptr (LfRecord) part = record_of (change->ops->pdata[j]);

              lf_chain_take (chain, part);
            }
      lf_chain_settle (chain);
      n_chains++;
      n_closed += chain->is_closed;
      g_assert_cmpuint (chain->experts->len, >, 0);
      g_assert_cmpuint (chain->funds->len, >, 0);
      g_assert_cmpuint (chain->n_ones_done, ==, chain->is_closed ? 6 : 4);
    }
  g_assert_cmpuint (n_chains, ==, 2);
  g_assert_cmpuint (n_closed, ==, 1);
  g_assert_cmpuint (count (change, "target"), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/rules", test_rules);
  g_test_add_func ("/sample/contents", test_contents);
  g_test_add_func ("/sample/milestones", test_milestones);
  g_test_add_func ("/sample/v5-v9-contest", test_contest);
  g_test_add_func ("/sample/v13-meetings", test_meetings);
  g_test_add_func ("/sample/L2-chains", test_chains);
  return g_test_run ();
}

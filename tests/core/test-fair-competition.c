/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the wording of incentives hints at (domain.md W27), and a person's decision on it. */

#include "lf-core.h"

#include <string.h>

#define PROJECT "0190c5a0-0000-7000-8000-0000000000f1"

static const LfDate today = { 2026, 11, 22 };

typedef struct
{
  const char *text;
  const char *rules; /* keys, joined by " " */
  const char *words; /* of the first */
} Case;

static const Case cases[] = {
  { "对新引进企业按设备投资额给予10%补助。", "", NULL },
  { "企业将注册地迁移至本区的，给予一次性奖励100万元。", "moving_registration", "注册地…迁" },
  { "享受补助的企业五年内不得迁离本区", "moving_registration", "不得迁离" },
  { "在本区纳税满三年的给予奖励", "local_tax", "在本区…纳税、税…奖励" },
  { "年税收达到1000万元的企业优先供地", "local_tax", "税收达到" },
  { "完成入库纳统的项目奖励20万元", "local_statistics", "纳统、入库纳统" },
  { "须纳入本地统计；厂房租金免三减二", "local_statistics", "纳入本地统计、本地统计" },
  { "对该企业一事一议给予支持", "selective_subsidy", "一事一议" },
  { "增值税先征后返50%", "tax_favour", "先征后返" },
  { "一企一策：企业所得税地方留成部分返还", "tax_favour selective_subsidy", "税…返还、税…留成" },
  { "注册地不变。允许设备迁入。", "", NULL },
  { "", "", NULL },
  { NULL, "", NULL },
};

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) hints = lf_fair_check_text (cases[i].text);
      g_autoptr (GString) keys = g_string_new (NULL);

      for (guint j = 0; j < hints->len; j++)
        g_string_append_printf (keys, "%s%s", j == 0 ? "" : " ",
                                ((LfFairHint *) hints->pdata[j])->rule->key);
      g_test_message ("case %u", i);
      g_assert_cmpstr (keys->str, ==, cases[i].rules);
      if (cases[i].words != NULL)
        g_assert_cmpstr (((LfFairHint *) hints->pdata[0])->words, ==, cases[i].words);
    }
}

/* Each rule is an option of the field, and names the article it comes from. */
static void
test_rules (void)
{
  const LfField *field = lf_entity_field (lf_schema_find ("incentive_finding"), "rule");

  for (guint i = 0; i < LF_N_FAIR_RULES; i++)
    {
      g_autofree char *told = lf_fair_tell_rule (&lf_fair_rules[i]);

      g_assert_cmpstr (lf_fair_rules[i].key, ==, lf_fair_rule_options[i].key);
      g_assert_nonnull (lf_field_option (field, lf_fair_rules[i].key));
      g_assert_nonnull (strstr (told, i < 2 ? "art. 10" : "art. 19"));
    }
  g_assert_true (lf_fair_fits (lf_schema_find ("agreement")));
  g_assert_false (lf_fair_fits (lf_schema_find ("project")));
}

static LfRecord *
make_clause (const char *text)
{
  LfRecord *clause
      = lf_record_new (lf_schema_find ("policy_clause"), "0190c5a0-0000-7000-8000-000000000001");

  lf_record_set (clause, "title", "迁入奖励");
  lf_record_set (clause, "text", text);
  return clause;
}

static GPtrArray *
make_list (LfRecord *record)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  if (record != NULL)
    g_ptr_array_add (list, lf_record_ref (record));
  return list;
}

/* The finding that @change makes. */
static LfRecord *
made_by (const LfChange *change)
{
  const LfOp *op = change->ops->pdata[0];
  LfRecord *record = lf_record_new (lf_schema_find (op->entity), op->id);

  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      lf_record_set (record, edit->field, edit->value);
    }
  return record;
}

static void
test_decision (void)
{
  g_autoptr (LfRecord) clause = make_clause ("注册地迁入本区的奖励50万元。");
  g_autoptr (GPtrArray) records = make_list (clause);
  g_autoptr (GPtrArray) none = make_list (NULL);
  g_autoptr (GPtrArray) items = lf_fair_list (records, none);
  g_autoptr (LfChange) change = NULL;
  g_autoptr (LfRecord) finding = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) decided = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (lf_fair_count_open (items), ==, 1);
  change = lf_fair_decide (items->pdata[0], PROJECT, "struck", NULL, NULL, &today, &error);
  g_assert_null (change);
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_clear_error (&error);
  change
      = lf_fair_decide (items->pdata[0], PROJECT, "struck", "删去迁入条件", NULL, &today, &error);
  g_assert_no_error (error);
  finding = made_by (change);
  problems = lf_rules_check (NULL, finding, FALSE);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (lf_record_get (finding, "project"), ==, PROJECT);
  g_assert_cmpstr (lf_record_get (finding, "policy_clause"), ==, lf_record_id (clause));
  g_assert_cmpstr (lf_record_get (finding, "decided_on"), ==, "2026-11-22");
  findings = make_list (finding);
  decided = lf_fair_list (records, findings);
  g_assert_cmpuint (decided->len, ==, 1);
  g_assert_cmpuint (lf_fair_count_open (decided), ==, 0);
}

/* What was decided on is another sentence now: it is looked at again, in the same finding. */
static void
test_reworded (void)
{
  g_autoptr (LfRecord) clause = make_clause ("注册地迁入本区的奖励50万元。");
  g_autoptr (LfRecord) reworded = make_clause ("注册地迁入我市的奖励80万元。");
  g_autoptr (GPtrArray) records = make_list (clause);
  g_autoptr (GPtrArray) now = make_list (reworded);
  g_autoptr (GPtrArray) none = make_list (NULL);
  g_autoptr (GPtrArray) items = lf_fair_list (records, none);
  g_autoptr (LfChange) change
      = lf_fair_decide (items->pdata[0], NULL, "stands", "已核", NULL, &today, NULL);
  g_autoptr (LfRecord) finding = made_by (change);
  g_autoptr (GPtrArray) findings = make_list (finding);
  g_autoptr (GPtrArray) again = lf_fair_list (now, findings);
  g_autoptr (LfChange) second = NULL;

  g_assert_cmpuint (lf_fair_count_open (again), ==, 1);
  second = lf_fair_decide (again->pdata[0], NULL, "reworded", "改为按投资额", NULL, &today, NULL);
  g_assert_cmpuint (second->ops->len, ==, 1);
  g_assert_cmpstr (((LfOp *) second->ops->pdata[0])->id, ==, lf_record_id (finding));
  g_assert_false (((LfOp *) second->ops->pdata[0])->is_new);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fair-competition/W27-words", test_words);
  g_test_add_func ("/fair-competition/W27-articles", test_rules);
  g_test_add_func ("/fair-competition/W27-decision", test_decision);
  g_test_add_func ("/fair-competition/W27-reworded", test_reworded);
  return g_test_run ();
}

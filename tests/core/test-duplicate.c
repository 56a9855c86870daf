/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The levels of duplicates (domain.md §4, R1): which records are taken for one, and that the keys
 * bring all of them together. */

#include "lf-core.h"

#include <string.h>

#define ENTERPRISE_A "01890a5d-ac96-774b-bcce-b302099a8057"
#define ENTERPRISE_B "01890a5d-ac96-774b-bcce-b302099a8058"

/* Fills a record from "field=value;field=value". */
static LfRecord *
make_record (const char *entity, const char *text)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      char *equals = strchr (*part, '=');
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;
      const LfField *field;

      *equals = '\0';
      field = lf_entity_field (lf_record_entity (record), *part);
      lf_field_parse (field, equals + 1, &value, &error);
      g_assert_no_error (error);
      lf_record_set (record, *part, value);
    }
  return record;
}

static gboolean
meets (const LfDuplicateForm *a, const LfDuplicateForm *b)
{
  g_autoptr (GArray) keys = lf_duplicate_keys (a);
  g_autoptr (GArray) probes = lf_duplicate_probes (b);

  for (guint i = 0; i < keys->len; i++)
    for (guint j = 0; j < probes->len; j++)
      if (g_array_index (keys, gint64, i) == g_array_index (probes, gint64, j))
        return TRUE;
  return FALSE;
}

static void
assert_level (const char *entity, const char *a, const char *b, LfDuplicateLevel level)
{
  g_autoptr (LfRecord) left = make_record (entity, a);
  g_autoptr (LfRecord) right = make_record (entity, b);
  g_autoptr (LfDuplicateForm) form_a = lf_duplicate_form_new (left);
  g_autoptr (LfDuplicateForm) form_b = lf_duplicate_form_new (right);
  const LfDuplicateRule *rule = lf_duplicate_compare (form_a, form_b);

  g_test_message ("%s: %s / %s", entity, a, b);
  g_assert_cmpint (rule == NULL ? LF_DUPLICATE_NONE : rule->level, ==, level);
  g_assert_true (lf_duplicate_compare (form_b, form_a) == rule);
  if (level != LF_DUPLICATE_NONE)
    {
      g_assert_true (meets (form_a, form_b));
      g_assert_true (meets (form_b, form_a));
    }
}

/* clang-format off */
static const struct { const char *entity, *a, *b; LfDuplicateLevel level; } cases[] = {
  /* L1: the code, or the name without blanks and brackets */
  { "enterprise", "name=甲;credit_code=914403001922038216", "name=乙;credit_code=９１４４０３００１９２２０３８２１６", LF_DUPLICATE_L1 },
  { "enterprise", "name=寰采星科技（宁波）有限公司", "name=寰采星科技 (宁波) 有限责任公司", LF_DUPLICATE_L1 },
  { "enterprise", "name=鴻海精密工業股份有限公司", "name=鸿海精密工业", LF_DUPLICATE_L1 },
  { "enterprise", "name=Apple Inc.", "name=APPLE", LF_DUPLICATE_L1 },
  { "project", "name=年产20万吨新材料项目（一期）", "name=年产20万吨新材料项目一期", LF_DUPLICATE_L1 },
  { "project", "name=甲;number=2023-17", "name=乙;number=2023-17", LF_DUPLICATE_L1 },
  { "contact", "name=王芳;mobile=138 0000 0001", "name=王 芳;mobile=+8613800000001", LF_DUPLICATE_L1 },
  /* the code beats all: two sound ones are two firms; a doubtful one decides nothing */
  { "enterprise", "name=华为技术;credit_code=914403001922038216;phone=0574-12345678", "name=华为技术;credit_code=91330100799655058B;phone=0574-12345678", LF_DUPLICATE_NONE },
  { "enterprise", "name=华为技术;credit_code=914403001922038216", "name=华为技术;credit_code=914403001922038217", LF_DUPLICATE_L1 },
  { "enterprise", "name=华为技术;credit_code=914403001922038216", "name=华为技术", LF_DUPLICATE_L1 },
  /* L2: a similar name and the same investor or place */
  { "project", "name=年产20万吨新能源材料基地;enterprise=" ENTERPRISE_A, "name=年产25万吨新能源材料基地;enterprise=" ENTERPRISE_A, LF_DUPLICATE_L2 },
  { "project", "name=年产20万吨新能源材料基地;enterprise=" ENTERPRISE_A, "name=年产25万吨新能源材料基地;enterprise=" ENTERPRISE_B, LF_DUPLICATE_NONE },
  { "project", "name=年产20万吨新能源材料基地", "name=年产25万吨新能源材料基地", LF_DUPLICATE_NONE },
  { "project", "name=芯片封装;enterprise=" ENTERPRISE_A, "name=芯片测试;enterprise=" ENTERPRISE_A, LF_DUPLICATE_NONE },
  { "enterprise", "name=宁波寰采星科技有限公司", "name=寰采星科技（宁波）有限公司", LF_DUPLICATE_L2 },
  { "enterprise", "name=宁波寰采星科技有限公司", "name=寰采星科技有限公司;city=宁波市", LF_DUPLICATE_L2 },
  { "enterprise", "name=宁波寰采星科技有限公司", "name=寰采星科技有限公司", LF_DUPLICATE_L2 },
  { "enterprise", "name=宁波寰采星科技有限公司", "name=绍兴寰采星科技有限公司", LF_DUPLICATE_NONE },
  { "enterprise", "name=慈溪澄岳精密机械制造", "name=宁波澄岳精密机器制造", LF_DUPLICATE_L2 },
  { "enterprise", "name=宁波华信精密机械", "name=宁波华泰精密机械", LF_DUPLICATE_NONE },
  { "contact", "name=王芳;enterprise=" ENTERPRISE_A, "name=王芳;enterprise=" ENTERPRISE_A, LF_DUPLICATE_L2 },
  { "contact", "name=王芳", "name=王芳", LF_DUPLICATE_NONE },
  /* L3 */
  { "project", "name=甲;enterprise=" ENTERPRISE_A ";industry=新材料;total_investment=10亿元", "name=乙;enterprise=" ENTERPRISE_A ";industry=新材料;total_investment=8亿元", LF_DUPLICATE_L3 },
  { "project", "name=甲;enterprise=" ENTERPRISE_A ";industry=新材料;total_investment=10亿元", "name=乙;enterprise=" ENTERPRISE_A ";industry=新材料;total_investment=79999万元", LF_DUPLICATE_NONE },
  { "project", "name=甲;enterprise=" ENTERPRISE_A ";industry=新材料;total_investment=1亿元", "name=乙;enterprise=" ENTERPRISE_A ";industry=新材料;total_investment=1亿美元", LF_DUPLICATE_NONE },
  { "project", "name=甲;enterprise=" ENTERPRISE_A ";industry=新材料", "name=乙;enterprise=" ENTERPRISE_A ";industry=新材料", LF_DUPLICATE_NONE },
  { "enterprise", "name=宁波寰采星科技有限公司", "name=宁波环采星科技有限公司", LF_DUPLICATE_L3 },
  { "enterprise", "name=寰采星科技有限公司", "name=环采星科技有限公司", LF_DUPLICATE_NONE },
  /* L4 */
  { "enterprise", "name=甲;phone=(0574) 8888-6666", "name=乙;phone=0574-88886666", LF_DUPLICATE_L4 },
  { "enterprise", "name=甲;address=宁波市 海曙区1号", "name=乙;address=宁波市海曙区１号", LF_DUPLICATE_L4 },
  { "contact", "name=甲;wechat=Wang_Fang", "name=乙;wechat=wang_fang", LF_DUPLICATE_L4 },
  { "contact", "name=甲", "name=乙", LF_DUPLICATE_NONE },
};
/* clang-format on */

static void
test_levels (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_level (cases[i].entity, cases[i].a, cases[i].b, cases[i].level);
}

static void
test_sets (void)
{
  g_autoptr (LfRecord) a = make_record ("project", "name=甲");
  g_autoptr (LfRecord) b = make_record ("project", "name=乙");
  g_autoptr (LfDuplicateForm) form_a = NULL;
  g_autoptr (LfDuplicateForm) form_b = NULL;

  lf_record_set (a, "contacts", ENTERPRISE_A);
  lf_record_set (b, "contacts", ENTERPRISE_A "\n" ENTERPRISE_B);
  form_a = lf_duplicate_form_new (a);
  form_b = lf_duplicate_form_new (b);
  g_assert_cmpint (lf_duplicate_compare (form_a, form_b)->level, ==, LF_DUPLICATE_L4);
  g_assert_true (meets (form_a, form_b));
}

/* L1 and L2 wait for a verdict, L3 and L4 warn. */
static void
test_blocks (void)
{
  g_assert_true (lf_duplicate_blocks (LF_DUPLICATE_L1));
  g_assert_true (lf_duplicate_blocks (LF_DUPLICATE_L2));
  g_assert_false (lf_duplicate_blocks (LF_DUPLICATE_L3));
  g_assert_false (lf_duplicate_blocks (LF_DUPLICATE_L4));
  g_assert_false (lf_duplicate_blocks (LF_DUPLICATE_NONE));
}

static void
test_table (void)
{
  const LfDuplicateRule *before = NULL;

  for (const LfDuplicateRule *rule = lf_duplicate_rules (); rule->entity != NULL; rule++)
    {
      const LfEntity *entity = lf_schema_find (rule->entity);
      g_autofree char *text = lf_duplicate_explain (rule);

      g_assert_nonnull (entity);
      g_assert_cmpuint (strlen (text), >, 0);
      for (const LfMatch *match = rule->matches; match->kind != LF_MATCH_NONE; match++)
        g_assert_nonnull (lf_entity_field (entity, match->field));
      if (before != NULL && strcmp (before->entity, rule->entity) == 0)
        g_assert_cmpint (before->level, <=, rule->level);
      else
        g_assert_true (lf_duplicate_rules_of (entity) == rule);
      before = rule;
    }
  g_assert_null (lf_duplicate_rules_of (lf_schema_find ("park")));
}

static char *
random_name (int length)
{
  static const char letters[] = "abcd";
  g_autoptr (GString) name = g_string_new ("甲乙");

  while (length-- > 0)
    g_string_append_c (name, letters[g_test_rand_int_range (0, 4)]);
  return g_strdup (name->str);
}

static char *
edit_name (const char *name, int n_edits)
{
  g_autoptr (GString) text = g_string_new (name);

  while (n_edits-- > 0)
    {
      gsize begin = strlen ("甲乙");
      gssize at = g_test_rand_int_range ((int) begin, (int) text->len + 1);

      switch (g_test_rand_int_range (0, 3))
        {
        case 0:
          g_string_insert_c (text, at, 'x');
          break;
        case 1:
          if (at < (gssize) text->len)
            g_string_erase (text, at, 1);
          break;
        default:
          if (at < (gssize) text->len)
            text->str[at] = 'x';
          break;
        }
    }
  return g_strdup (text->str);
}

/* No two names that compare as similar escape each other, whatever was edited. */
static void
test_similar_names_meet (void)
{
  guint n_similar = 0;

  for (guint n = 0; n < 4000; n++)
    {
      g_autofree char *name = random_name (g_test_rand_int_range (1, 50));
      g_autofree char *other = edit_name (name, g_test_rand_int_range (0, 8));
      g_autoptr (LfRecord) a = lf_record_new (lf_schema_find ("enterprise"), NULL);
      g_autoptr (LfRecord) b = lf_record_new (lf_schema_find ("enterprise"), NULL);
      g_autoptr (LfDuplicateForm) form_a = NULL;
      g_autoptr (LfDuplicateForm) form_b = NULL;

      lf_record_set (a, "name", name);
      lf_record_set (b, "name", other);
      form_a = lf_duplicate_form_new (a);
      form_b = lf_duplicate_form_new (b);
      if (lf_duplicate_compare (form_a, form_b) == NULL)
        continue;
      n_similar++;
      g_test_message ("%s / %s", name, other);
      g_assert_true (meets (form_a, form_b));
      g_assert_true (meets (form_b, form_a));
    }
  g_assert_cmpuint (n_similar, >, 500);
}

static void
assert_keys (const LfRecord *record, const gint64 *expected, guint n_probes, gint64 probes_sum)
{
  g_autoptr (LfDuplicateForm) form = lf_duplicate_form_new (record);
  g_autoptr (GArray) keys = lf_duplicate_keys (form);
  g_autoptr (GArray) probes = lf_duplicate_probes (form);
  guint64 sum = 0;

  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpint (g_array_index (keys, gint64, i), ==, expected[i]);
  g_assert_cmpint (expected[keys->len], ==, 0);
  for (guint i = 0; i < probes->len; i++)
    sum = sum * 31 + (guint64) g_array_index (probes, gint64, i);
  g_assert_cmpuint (probes->len, ==, n_probes);
  g_assert_cmpint ((gint64) sum, ==, probes_sum);
}

/* Stores keep keys: they may change with LF_DUPLICATE_VERSION only. */
static void
test_keys_stay (void)
{
  static const gint64 firm_keys[] = { G_GINT64_CONSTANT (-7970736113389659775),
                                      G_GINT64_CONSTANT (-8709897227415170698),
                                      G_GINT64_CONSTANT (-6040822611412414346),
                                      G_GINT64_CONSTANT (-8765022818726448590),
                                      G_GINT64_CONSTANT (-8899705616959539714),
                                      G_GINT64_CONSTANT (-8933631709155545412),
                                      0 };
  static const gint64 project_keys[]
      = { G_GINT64_CONSTANT (-251624789466328098), G_GINT64_CONSTANT (-8541171857613417589),
          G_GINT64_CONSTANT (3300420048632405455), G_GINT64_CONSTANT (3300416750097520822), 0 };
  g_autoptr (LfRecord) firm = make_record (
      "enterprise",
      "name=宁波甲乙新材料科技有限公司;credit_code=91330200MA2AFC1J4X;phone=0574-8700 0000");
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);

  lf_record_set (project, "name", "Ａbc 储能电池项目");
  lf_record_set (project, "enterprise", "018f0000-0000-7000-8000-000000000001");
  lf_record_set (project, "contacts",
                 "018f0000-0000-7000-8000-000000000003\n018f0000-0000-7000-8000-000000000004");
  assert_keys (firm, firm_keys, 12, G_GINT64_CONSTANT (-2899018113716187158));
  assert_keys (project, project_keys, 4, G_GINT64_CONSTANT (7338666458108086516));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/duplicate/levels", test_levels);
  g_test_add_func ("/core/duplicate/sets", test_sets);
  g_test_add_func ("/core/duplicate/blocks", test_blocks);
  g_test_add_func ("/core/duplicate/table", test_table);
  g_test_add_func ("/core/duplicate/keys-stay", test_keys_stay);
  g_test_add_func ("/core/duplicate/similar-names-meet", test_similar_names_meet);
  return g_test_run ();
}

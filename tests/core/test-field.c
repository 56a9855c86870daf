/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every value type: what it reads, refuses, shows; and sets by element (G6). */

#include "lf-core.h"

static const LfField *
field_of (const char *entity, const char *name)
{
  const LfField *field = lf_entity_field (lf_schema_find (entity), name);

  g_assert_nonnull (field);
  return field;
}

static void
test_parse (void)
{
  static const struct
  {
    const char *entity, *field, *text, *value; /* value NULL: blank; "!" : refused */
  } cases[] = {
    { "project", "name", "  西湖大学光电研究院项目 ", "西湖大学光电研究院项目" },
    { "project", "name", "a\nb", "a b" },
    { "project", "note", "a\nb", "a\nb" },
    { "project", "name", "   ", NULL },
    { "project", "stage", "供地", "land" },
    { "project", "stage", "开工", "started" },
    { "project", "stage", "signed", "signed" },
    { "project", "stage", "SIGNED", "signed" },
    { "project", "stage", "Land handover", "land" },
    { "project", "stage", "乱写", "!" },
    { "project", "total_investment", "103亿元", "10300000000.00 CNY" },
    { "project", "total_investment", "10300000000.00 CNY", "10300000000.00 CNY" },
    { "project", "total_investment", "很多", "!" },
    { "project", "signed_date", "2023年2月", "2023-02" },
    { "project", "signed_date", "2023-13-40", "!" },
    { "project", "jobs", "5000人", "5000" },
    { "project", "jobs", "5,000", "5000" },
    { "project", "jobs", "1.5", "!" },
    { "project", "jobs", "1e3", "1000" },
    { "project", "land_area_mu", "120亩", "120" },
    { "project", "land_area_mu", "2公顷", "30" },
    { "project", "land_area_mu", "2000㎡", "3" },
    { "project", "land_area_mu", "0.50", "0.5" },
    { "project", "land_area_mu", "12km", "!" },
    { "project", "land_area_mu", "nan", "!" },
    { "project", "land_area_mu", "0x10", "!" },
    { "project", "tags", "光电、芯片，光电; 重点", "光电\n芯片\n重点" },
    { "project", "park", "not an id", "!" },
    { "project", "park", "0190163d-8694-739b-aea5-966c26f8ad91",
      "0190163d-8694-739b-aea5-966c26f8ad91" },
    { "project", "files", "abc", "!" },
    { "enterprise", "credit_code", "９１４４０３００１９２２０３８２１６", "914403001922038216" },
    { "enterprise", "credit_code", "91350100m000100y43", "91350100M000100Y43" },
    { "conflict", "offered_us", "1700000000000000", "1700000000000000" },
    { "conflict", "offered_us", "-3", "!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfField *field = field_of (cases[i].entity, cases[i].field);
      g_autoptr (GError) error = NULL;
      g_autofree char *value = NULL;
      gboolean is_read = lf_field_parse (field, cases[i].text, &value, &error);

      g_test_message ("%s.%s “%s”", cases[i].entity, cases[i].field, cases[i].text);
      if (g_strcmp0 (cases[i].value, "!") == 0)
        {
          g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
          g_assert_true (g_str_has_prefix (error->message, lf_field_label (field)));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (is_read);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_true (lf_field_check (field, value, NULL));
    }
}

static void
test_check_refuses_what_is_not_canonical (void)
{
  static const struct
  {
    const char *entity, *field, *value;
  } cases[] = {
    { "project", "name", " a" },           { "project", "name", "" },
    { "project", "stage", "签约" },        { "project", "signed_date", "2023-2-1" },
    { "project", "jobs", "1,000" },        { "project", "total_investment", "5亿元" },
    { "project", "land_area_mu", "1.50" }, { "project", "tags", "b\na" },
    { "project", "tags", "a\na" },         { "project", "name", "\xff\xfe" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          lf_field_check (field_of (cases[i].entity, cases[i].field), cases[i].value, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* domain.md §9: a wrong check character warns and never blocks */
static void
test_credit_codes (void)
{
  static const struct
  {
    const char *code;
    gboolean is_doubted;
  } cases[] = {
    { "914403001922038216", FALSE }, { "9144030071526726XG", FALSE },
    { "91440300708461136T", FALSE }, { "91330100799655058B", FALSE },
    { "91110108551385082Q", FALSE }, { "91350100M000100Y43", FALSE },
    { "91350100M000100Y4Z", TRUE },  { "914403001922038217", TRUE },
    { "91350211M00013FA1N", TRUE },  { "440301103097413", TRUE },
  };
  const LfField *field = field_of ("enterprise", "credit_code");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *doubt = NULL;

      g_assert_true (lf_field_parse (field, cases[i].code, &value, NULL));
      doubt = lf_field_warn (field, value);
      g_assert_cmpint (doubt != NULL, ==, cases[i].is_doubted);
    }
}

static void
test_phones (void)
{
  const LfField *field = field_of ("contact", "mobile");
  g_autofree char *good = lf_field_warn (field, "13800000001");
  g_autofree char *landline = lf_field_warn (field, "0571-88888888");
  g_autofree char *bad = lf_field_warn (field, "12800000001");
  g_autofree char *word = lf_field_warn (field, "NONE");

  g_assert_null (good);
  g_assert_null (landline);
  g_assert_nonnull (bad);
  g_assert_nonnull (word);
}

static void
test_g6_sets_merge_by_element (void)
{
  static const struct
  {
    const char *current, *was, *value, *result;
  } cases[] = {
    { NULL, NULL, "a", "a" },           { "a\nb", "a", "a\nc", "a\nb\nc" },
    { "a\nb", "a\nb", "b", "b" },       { "a\nb\nx", "a\nb", NULL, "x" },
    { "b", "a", "c", "b\nc" },          { "a", "a", NULL, NULL },
    { "a\nb", "a\nb", "a\nb", "a\nb" }, { "x", "a\nb", "a", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = lf_set_apply (cases[i].current, cases[i].was, cases[i].value);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_compare (void)
{
  g_assert_cmpint (lf_field_compare (field_of ("project", "stage"), "signed", "land"), <, 0);
  g_assert_cmpint (lf_field_compare (field_of ("project", "jobs"), "9", "10"), <, 0);
  g_assert_cmpint (
      lf_field_compare (field_of ("project", "total_investment"), "9.00 CNY", "10.00 CNY"), <, 0);
  g_assert_cmpint (lf_field_compare (field_of ("project", "signed_date"), "2023-02", "2023-02-01"),
                   <, 0);
  g_assert_cmpint (lf_field_compare (field_of ("project", "name"), NULL, "a"), >, 0);
  g_assert_cmpint (lf_field_compare (field_of ("project", "name"), NULL, NULL), ==, 0);
}

static void
test_format (void)
{
  static const struct
  {
    const char *entity, *field, *value, *shown;
  } cases[] = {
    { "project", "stage", "land", "Land handover" },
    { "project", "land_area_mu", "120", "120 mu" },
    { "project", "tags", "a\nb", "a, b" },
    { "project", "total_investment", "560000000.00 CNY", "CNY 560 million" },
    { "project", "signed_date", "2023-02", "Feb 2023" },
    { "project", "name", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown
          = lf_field_format (field_of (cases[i].entity, cases[i].field), cases[i].value);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/field/parse", test_parse);
  g_test_add_func ("/core/field/check-refuses-what-is-not-canonical",
                   test_check_refuses_what_is_not_canonical);
  g_test_add_func ("/core/field/credit-codes", test_credit_codes);
  g_test_add_func ("/core/field/phones", test_phones);
  g_test_add_func ("/core/field/G6-sets-merge-by-element", test_g6_sets_merge_by_element);
  g_test_add_func ("/core/field/compare", test_compare);
  g_test_add_func ("/core/field/format", test_format);
  return g_test_run ();
}

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
test_doubts (void)
{
  static const struct
  {
    LfCheck check;
    const char *value;
    gboolean is_doubted;
  } cases[] = {
    { LF_CHECK_EMAIL, "wang@example.com", FALSE },
    { LF_CHECK_EMAIL, "wang@example", TRUE },
    { LF_CHECK_EMAIL, "@example.com", TRUE },
    { LF_CHECK_EMAIL, "a@b@c.com", TRUE },
    { LF_CHECK_EMAIL, "a b@c.com", TRUE },
    { LF_CHECK_INDUSTRY, "C39", FALSE },
    { LF_CHECK_INDUSTRY, "A39", TRUE },
    { LF_CHECK_INDUSTRY, "3911\nC40\nI65", FALSE },
    { LF_CHECK_INDUSTRY, "3911\n光电", TRUE },
    { LF_CHECK_DIVISION, "330604", FALSE },
    { LF_CHECK_DIVISION, "330699", TRUE },
    { LF_CHECK_NONE, "anything", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfField field = { "code", LF_VALUE_CODE, .label = "Code", .check = cases[i].check };
      g_autofree char *doubt = lf_field_warn (&field, cases[i].value);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpint (doubt != NULL, ==, cases[i].is_doubted);
      if (doubt != NULL)
        g_assert_true (g_str_has_prefix (doubt, "“") && g_str_has_suffix (doubt, "."));
    }
}

/* Every sentence names the field, the value and what would be right. */
static void
test_sentences (void)
{
  static const LfField area
      = { "area_mu", LF_VALUE_QUANTITY, .label = "Area", .unit = "mu", .least = 0, .most = 1000 };
  static const LfField count = { "count", LF_VALUE_INTEGER, .label = "Count" };
  static const LfField ratio = { "ratio", LF_VALUE_DECIMAL, .label = "Ratio" };
  static const LfField flag = { "flag", LF_VALUE_FLAG, .label = "Flag" };
  static const LfField reason
      = { "reason", LF_VALUE_TEXT, .label = "Reason", .least = 0, .most = 5 };
  static const LfField tags = { "tags", LF_VALUE_TEXT_SET, .label = "Tags", .least = 0, .most = 2 };
  static const LfField park = { "park", LF_VALUE_REFERENCE, .label = "Park", .target = "park" };
  static const LfField time = { "time", LF_VALUE_TIMESTAMP, .label = "Time" };
  static const LfField date = { "date", LF_VALUE_DATE, .label = "Date" };
  static const LfField money = { "money", LF_VALUE_MONEY, .label = "Money" };
  static const LfField price
      = { "price", LF_VALUE_MONEY, .label = "Price", .least = 0, .most = LF_MONEY_MOST };
  static const struct
  {
    const LfField *field;
    const char *text, *sentence;
  } cases[] = {
    { &area, "wide", "Area: “wide” is not a quantity in mu: write it like 12.5 or 12.5 mu." },
    { &area, "-1", "Area: “-1 mu” is less than 0, the least that is possible." },
    { &area, "100公顷", "Area: “1,500 mu” is more than 1,000, the most that is possible." },
    { &count, "1.5", "Count: “1.5” is not a whole number: write it like 120." },
    { &ratio, "x", "Ratio: “x” is not a number: write it like 12.5." },
    { &flag, "maybe", "Flag: “maybe” is neither yes nor no: write 是 or 否, yes or no." },
    { &reason, "投资方撤回了",
      "Reason: the text beginning “投资方撤回了” has 6 characters; there may be 5." },
    { &tags, "a,b,c", "Tags: there are 3 entries; there may be 2." },
    { &park, "上虞", "Park: “上虞” is not a record; pick one of the list “Parks”." },
    { &time, "soon", "Time: “soon” is not a point in time: write it like 2023-02-05T09:30." },
    { &date, "去年",
      "Date: “去年” is not a date: write it like 2023-02-05, 2023年2月5日, 2023-02 or 2023." },
    { &money, "很多",
      "Money: “很多” is not an amount of money: write it like 5.6亿元, 5000万元, 300万美元 or "
      "12.50." },
    { &money, "-10000000亿元",
      "Money: “-10000000亿元” is too much: an amount of money is CNY 900,000,000 million at "
      "most." },
    { &price, "9007199254740993亿美元",
      "Price: “9007199254740993亿美元” is too much: an amount of money is USD 900,000,000 million "
      "at "
      "most." },
    { &price, "-5万元", "Price: “−CNY 50,000” is less than 0, the least that is possible." },
    { &price, "约-5万元",
      "Price: “about −CNY 50,000” is less than 0, the least that is possible." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) check_error = NULL;
      g_autofree char *value = NULL;

      g_assert_false (lf_field_parse (cases[i].field, cases[i].text, &value, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].sentence);
      g_assert_null (value);
      g_assert_false (lf_field_check (cases[i].field, cases[i].text, &check_error));
      g_assert_cmpstr (check_error->message, ==, cases[i].sentence);
    }
}

/* What could be read but is not as it would be stored. */
static void
test_stored_form (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) bytes_error = NULL;

  g_assert_false (lf_field_check (field_of ("project", "total_investment"), "5亿元", &error));
  g_assert_cmpstr (error->message, ==,
                   "Total investment: “5亿元” must be stored as “500000000.00 CNY”.");
  g_assert_false (lf_field_check (field_of ("project", "name"), "\xff", &bytes_error));
  g_assert_cmpstr (bytes_error->message, ==, "Project: the value is not text in UTF-8.");
}

static void
test_bounds_hold (void)
{
  static const LfField area
      = { "area_mu", LF_VALUE_QUANTITY, .label = "Area", .unit = "mu", .least = 0, .most = 1000 };
  static const char *const good[] = { "0", "1000", "0.5" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (lf_field_check (&area, good[i], NULL));
  g_assert_true (lf_field_check (&area, NULL, NULL));
}

static void
test_units (void)
{
  static const struct
  {
    const char *unit, *text, *value;
  } cases[] = {
    { "m2", "3亩", "2000" },
    { "m2", "1.5万平方米", "15000" },
    { "percent", "97.5%", "97.5" },
    { "percent", "2‰", "0.2" },
    { "tce", "1.2万吨标煤", "12000" },
    { "tonnes", "500kg", "0.5" },
    { "days", "15天", "15" },
    { "working_days", "3个工作日", "3" },
    { "hours", "2小时", "2" },
    { "wan_per_mu", "300万元/亩", "300" },
    { "wan_per_tce", "2.5万元/吨标煤", "2.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfField field
          = { "quantity", LF_VALUE_QUANTITY, .label = "Quantity", .unit = cases[i].unit };
      g_autofree char *value = NULL;

      g_assert_true (lf_field_parse (&field, cases[i].text, &value, NULL));
      g_assert_cmpstr (value, ==, cases[i].value);
    }
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
  g_test_add_func ("/core/field/doubts", test_doubts);
  g_test_add_func ("/core/field/sentences", test_sentences);
  g_test_add_func ("/core/field/stored-form", test_stored_form);
  g_test_add_func ("/core/field/bounds-hold", test_bounds_hold);
  g_test_add_func ("/core/field/units", test_units);
  g_test_add_func ("/core/field/G6-sets-merge-by-element", test_g6_sets_merge_by_element);
  g_test_add_func ("/core/field/compare", test_compare);
  g_test_add_func ("/core/field/format", test_format);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language: trees, columns of errors, hostile input. */

#include "lf-core.h"

#include <string.h>

static const LfDate today = { 2026, 3, 15 };

/* A tree as text: (and (= stage signed) (search 储能)). */
static void
print (const LfFilter *filter, GString *out)
{
  static const char *const ops[] = { "=", "!=", "<", "<=", ">", ">=", "~" };

  switch (filter->kind)
    {
    case LF_FILTER_ALL:
      g_string_append (out, "all");
      break;
    case LF_FILTER_AND:
    case LF_FILTER_OR:
      g_string_append (out, filter->kind == LF_FILTER_AND ? "(and " : "(or ");
      print (filter->left, out);
      g_string_append_c (out, ' ');
      print (filter->right, out);
      g_string_append_c (out, ')');
      break;
    case LF_FILTER_NOT:
      g_string_append (out, "(not ");
      print (filter->left, out);
      g_string_append_c (out, ')');
      break;
    case LF_FILTER_COMPARE:
      g_string_append_printf (out, "(%s %s %s%s)", ops[filter->op], filter->field->name,
                              filter->value == NULL ? "blank" : filter->value,
                              filter->is_quoted ? "!" : "");
      break;
    case LF_FILTER_WAS:
      g_string_append_printf (out, "(%s %s was %s)", ops[filter->op], filter->field->name,
                              filter->value);
      break;
    case LF_FILTER_SEARCH:
      g_string_append_printf (out, "(search %s)", filter->value);
      break;
    case LF_FILTER_RELATED:
      g_string_append_printf (out, "(%s%s.%s ", filter->relation.is_theirs ? "by " : "of ",
                              filter->relation.entity->name, filter->relation.field->name);
      print (filter->left, out);
      g_string_append_c (out, ')');
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_trees (void)
{
  static const struct
  {
    const char *text, *tree;
  } cases[] = {
    { "", "all" },
    { "stage=signed", "(= stage signed)" },
    { "阶段=签约", "(= stage signed)" },
    { "Stage=Signed", "(= stage signed)" },
    { "stage = signed", "(= stage signed)" },
    { "stage=signed and park=上虞 and total_investment>=1亿 and next_step_date<today",
      "(and (and (and (= stage signed) (= park 上虞)) (>= total_investment 100000000.00 CNY)) (< "
      "next_step_date 2026-03-15))" },
    { "stage=signed|land", "(or (= stage signed) (= stage land))" },
    { "stage!=signed|land", "(and (!= stage signed) (!= stage land))" },
    { "park=\"东园\"|\"西园 二期\"", "(or (= park 东园!) (= park 西园 二期!))" },
    { "park!=\"东园\"|\"西园\"", "(and (!= park 东园!) (!= park 西园!))" },
    { "park=\"东园\"|西|\"南园\"|\"北园\"|中",
      "(or (or (or (or (= park 东园!) (= park 西)) (= park 南园!)) (= park 北园!)) (= park 中))" },
    { "park=东|\"西园\" and stage=lead", "(and (or (= park 东) (= park 西园!)) (= stage lead))" },
    { "park=“东园”｜“西园”", "(or (= park 东园!) (= park 西园!))" },
    { "park=\"a|b\"|\"c\"", "(or (= park a|b!) (= park c!))" },
    { "park=\"东园\" |西园", "(and (= park 东园!) (search |西园))" },
    { "stage=\"signed\"|land", "(or (= stage signed!) (= stage land))" },
    { "not stage=lead or jobs>100", "(or (not (= stage lead)) (> jobs 100))" },
    { "stage=lead (jobs>1 or jobs<0)", "(and (= stage lead) (or (> jobs 1) (< jobs 0)))" },
    { "signed_date=", "(= signed_date blank)" },
    { "signed_date= and stage=lead", "(and (= signed_date blank) (= stage lead))" },
    { "signed_date!=", "(!= signed_date blank)" },
    { "signed_date=2023-02", "(= signed_date 2023-02)" },
    { "signed_date>today-30", "(> signed_date 2026-02-13)" },
    { "signed_date<=今天+1", "(<= signed_date 2026-03-16)" },
    { "name~储能", "(~ name 储能)" },
    { "park=\"杭州湾上虞经开区\"", "(= park 杭州湾上虞经开区!)" },
    { "\"total investment\">5亿", "(> total_investment 500000000.00 CNY)" },
    { "上虞 储能", "(and (search 上虞) (search 储能))" },
    { "“上虞 储能”", "(search 上虞 储能)" },
    { "总投资＞＝１亿 且 （阶段＝签约 或 阶段＝供地）",
      "(and (>= total_investment 100000000.00 CNY) (or (= stage signed) (= stage land)))" },
    { "tags=重点", "(= tags 重点)" },
    { "name=\"甲（二期）\"", "(= name 甲（二期）!)" },
    { "industry=\"他说\"\"好\"\"\"", "(= industry 他说\"好\"!)" },
    { "industry=\"““双碳””\"", "(= industry “双碳”!)" },
    { "name~ＬＥＤ", "(or (~ name LED) (~ name ＬＥＤ))" },
    { "name!=ａ｜b", "(and (and (!= name a) (!= name ａ)) (!= name b))" },
    { "jobs=“１２”", "(= jobs 12!)" },
    { "total_investment>was:2026-02", "(> total_investment was 2026-02)" },
    { "总投资＜原值：去年", "(< total_investment was 2025)" },
    { "stage<Was:last-week or jobs!=was:2026/3/1",
      "(or (< stage was 2026-03-08) (!= jobs was 2026-03-01))" },
    { "name=was:2026-02", "(= name was:2026-02)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter
          = lf_filter_parse (lf_schema_find ("project"), cases[i].text, &today, NULL, &error);
      g_autoptr (GString) tree = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      print (filter, tree);
      g_assert_cmpstr (tree->str, ==, cases[i].tree);
    }
}

/* I3: a word right before its bracket is about other records, where it names any. */
static void
test_relations (void)
{
  static const struct
  {
    const char *entity, *text, *tree;
  } cases[] = {
    { "enterprise", "visit()", "(by visit.enterprise all)" },
    { "enterprise", "not Visit( )", "(not (by visit.enterprise all))" },
    { "enterprise", "not visit(held_on>=2026)", "(not (by visit.enterprise (>= held_on 2026)))" },
    { "enterprise", "走访（日期>=2026-01 且 类型=督查） 或 规上企业=1",
      "(or (by visit.enterprise (and (>= held_on 2026-01) (= kind check))) (= is_above_scale 1))" },
    { "enterprise", "\"visit\"(name~a)", "(and (search visit) (~ name a))" },
    { "enterprise", "visit (name~a)", "(and (search visit) (~ name a))" },
    { "enterprise", "储能(name~a)", "(and (search 储能) (~ name a))" },
    { "enterprise", "parent(city=宁波)", "(of enterprise.parent (= city 宁波))" },
    { "enterprise", "enterprise(city=宁波)", "(by enterprise.parent (= city 宁波))" },
    { "enterprise", "enterprise.host(city=宁波)", "(by enterprise.host (= city 宁波))" },
    { "enterprise", "problem(state=closed visit(kind=check))",
      "(by problem.enterprise (and (= state closed) (of visit.visit (= kind check))))" },
    { "problem", "visit() visit!=", "(and (of visit.visit all) (!= visit blank))" },
    { "project", "park(name~高新)", "(of park.park (~ name 高新))" },
    { "project", "问题(状态=在办)", "(by problem.project (= state handling))" },
    { "account", "visit(held_on=2026)", "(by visit.visitors (= held_on 2026))" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter
          = lf_filter_parse (lf_schema_find (cases[i].entity), cases[i].text, &today, NULL, &error);
      g_autoptr (GString) tree = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      print (filter, tree);
      g_assert_cmpstr (tree->str, ==, cases[i].tree);
    }
}

/* Each alternative is a value, quoted or not. */
static void
test_alternative_places (void)
{
  static const struct
  {
    const char *text, *typed;
  } cases[] = {
    { "park=东园|西", "西" },
    { "park=\"东园\"|\"西", "西" },
    { "park=\"东园\"|西|\"南", "南" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LfFilterPlace) place = { 0 };

      g_test_message ("%s", cases[i].text);
      lf_filter_find_place (lf_schema_find ("project"), cases[i].text,
                            (guint) g_utf8_strlen (cases[i].text, -1), &place);
      g_assert_cmpint (place.wants, ==, LF_FILTER_WANTS_VALUE);
      g_assert_cmpstr (place.field->name, ==, "park");
      g_assert_cmpstr (place.typed, ==, cases[i].typed);
    }
}

/* In the bracket of a relation stand the fields of the others; behind it the record's own again. */
static void
test_places (void)
{
  static const struct
  {
    const char *text;
    guint cursor;
    const char *entity;
  } cases[] = {
    { "visit(hel", 9, "visit" },
    { "visit(held_on=2026) and is", 26, "enterprise" },
    { "visit(project(sta", 17, "project" },
    { "visit(project() and ki", 22, "visit" },
    { "(visit (hel", 11, "enterprise" },
    { "\"visit\"(hel", 11, "enterprise" },
    { "name=visit(hel", 14, "enterprise" },
    { "走访服务（日", 6, "visit" },
    { ")))visit(hel", 12, "visit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LfFilterPlace) place = { 0 };

      g_test_message ("%s", cases[i].text);
      lf_filter_find_place (lf_schema_find ("enterprise"), cases[i].text, cases[i].cursor, &place);
      g_assert_cmpstr (place.entity->name, ==, cases[i].entity);
    }
}

/* What a list shows may change with the records its filter asks about, and with their titles'. */
static void
test_reads (void)
{
  g_autoptr (LfFilter) filter
      = lf_filter_parse (lf_schema_find ("enterprise"),
                         "is_above_scale=1 and not visit(project~储能)", &today, NULL, NULL);

  g_assert_true (lf_filter_reads (filter, lf_schema_find ("visit")));
  g_assert_true (lf_filter_reads (filter, lf_schema_find ("project")));
  g_assert_false (lf_filter_reads (filter, lf_schema_find ("problem")));
  g_assert_false (lf_filter_reads (NULL, lf_schema_find ("visit")));
}

/* Whatever a value holds, quoted it is that value. */
static void
test_quote_property (void)
{
  static const char *const pieces[]
      = { "\"", "“", "”", "（", "）", "｜", "|", "=", " ", "and", "储", "Ａ", "'", "\\", "%", "(" };

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) value = g_string_new ("x");
      g_autofree char *quoted = NULL;
      g_autofree char *text = NULL;
      g_autoptr (LfFilter) filter = NULL;
      g_autoptr (GError) error = NULL;

      for (int n = g_test_rand_int_range (0, 8); n > 0; n--)
        g_string_append (value, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append_c (value, 'x');
      quoted = lf_filter_quote (value->str);
      text = g_strdup_printf ("(industry=%s) and stage=lead", quoted);
      filter = lf_filter_parse (lf_schema_find ("project"), text, &today, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (filter->kind, ==, LF_FILTER_AND);
      g_assert_cmpstr (filter->left->value, ==, value->str);
    }
}

static void
test_errors_name_the_column (void)
{
  static const struct
  {
    const char *text;
    guint column;
  } cases[] = {
    { "nothing=1", 1 },
    { "stage=乱写", 7 },
    { "stage=signed and nothing=1", 18 },
    { "(stage=signed", 1 },
    { "stage=signed)", 13 },
    { "=signed", 1 },
    { "stage=signed and", 17 },
    { "jobs>abc", 6 },
    { "jobs>", 6 },
    { "阶段＝签约 且 无此=1", 9 },
    { "not", 4 },
    { "stage=signed or or", 17 },
    { "signed_date>2023-13", 13 },
    { "signed_date>today-99999999999999999999", 13 },
    { "signed_date>today+36501", 13 },
    { "name=\"甲 and stage=signed", 6 },
    { "园区＝“上虞", 4 },
    { "stage=signed \"", 14 },
    { "name=\"甲\"\"", 6 },
    { "stage=signed and problm(state=closed)", 18 },
    { "jobs>=was:2026-03", 7 },
    { "jobs>was:", 6 },
    { "stage=lead and jobs>was:next", 21 },
    { "lamp!=was:2026-03", 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint column = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_null (
          lf_filter_parse (lf_schema_find ("project"), cases[i].text, &today, &column, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
}

/* A relation that is nearly named is told. */
static void
test_like_relation (void)
{
  static const struct
  {
    const char *entity, *text, *sentence;
  } cases[] = {
    { "enterprise", "vsits(held_on=2026)",
      "Column 1: nothing that “vsits” names refers to Enterprises; there is visit(…)." },
    { "project", "porblem()",
      "Column 1: nothing that “porblem” names refers to Projects; there is problem(…)." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          lf_filter_parse (lf_schema_find (cases[i].entity), cases[i].text, &today, NULL, &error));
      g_assert_cmpstr (error->message, ==, cases[i].sentence);
    }
}

static void
test_hostile_input (void)
{
  static const char *const pieces[]
      = { "stage",  "=", "(", ")", "and",  "or", "not ",  " ",   "\"",
          "signed", "|", "~", "<", "储能", "!",  "today", "1亿", "!=" };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (deep, "not ");
  g_assert_null (lf_filter_parse (lf_schema_find ("project"), deep->str, &today, NULL, NULL));
  g_string_truncate (deep, 0);
  for (guint i = 0; i < 5000; i++)
    g_string_append_c (deep, '(');
  g_assert_null (lf_filter_parse (lf_schema_find ("project"), deep->str, &today, NULL, NULL));

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      filter = lf_filter_parse (lf_schema_find ("project"), text->str, &today, NULL, &error);
      g_assert_true ((filter == NULL) == (error != NULL));
    }
}

/* ---- Days by name ---- */

static void
test_day_names (void)
{
  static const struct
  {
    const char *text, *same_as; /* today is Sunday, 2026-03-15 */
  } cases[] = {
    { "signed_date<tomorrow", "signed_date<2026-03-16" },
    { "signed_date=昨天", "signed_date=2026-03-14" },
    { "signed_date=this-week", "signed_date>=2026-03-09 and signed_date<=2026-03-15" },
    { "signed_date=本周", "signed_date>=2026-03-09 and signed_date<=2026-03-15" },
    { "signed_date<本周", "signed_date<2026-03-09" },
    { "signed_date>本周", "signed_date>2026-03-15" },
    { "signed_date>=下周", "signed_date>=2026-03-16" },
    { "signed_date<=上周", "signed_date<=2026-03-08" },
    { "signed_date!=本周", "not (signed_date>=2026-03-09 and signed_date<=2026-03-15)" },
    { "signed_date=this-month", "signed_date=2026-03" },
    { "signed_date=上月", "signed_date=2026-02" },
    { "signed_date>=this-quarter", "signed_date>=2026-01-01" },
    { "signed_date<=本季度", "signed_date<=2026-03-31" },
    { "signed_date=last-quarter", "signed_date>=2025-10-01 and signed_date<=2025-12-31" },
    { "signed_date=this-year", "signed_date=2026" },
    { "signed_date=去年|明年", "signed_date=2025|2027" },
    { "signed_date=today+7", "signed_date=2026-03-22" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfEntity *entity = lf_schema_find ("project");
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) named = lf_filter_parse (entity, cases[i].text, &today, NULL, &error);
      g_autoptr (LfFilter) dated = NULL;
      g_autoptr (GString) shown = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      dated = lf_filter_parse (entity, cases[i].same_as, &today, NULL, &error);
      g_assert_no_error (error);
      print (named, shown);
      print (dated, expected);
      g_assert_cmpstr (shown->str, ==, expected->str);
    }
}

/* What an error's column points at, as a window marks it. */
static void
test_word_at (void)
{
  static const struct
  {
    const char *text;
    guint column, start, end;
  } cases[] = {
    { "stage=乱写 and x", 7, 6, 8 }, { "nothing=1", 1, 0, 7 }, { "(stage=signed", 1, 0, 1 },
    { "jobs>=abc", 7, 6, 9 },        { "=signed", 1, 0, 1 },   { "not", 4, 3, 3 },
    { "a=\"b c\" d=", 11, 10, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint start, end;

      g_test_message ("%s", cases[i].text);
      lf_filter_word_at (cases[i].text, cases[i].column, &start, &end);
      g_assert_cmpuint (start, ==, cases[i].start);
      g_assert_cmpuint (end, ==, cases[i].end);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/filter/trees", test_trees);
  g_test_add_func ("/core/filter/I3-relations", test_relations);
  g_test_add_func ("/core/filter/I3-reads", test_reads);
  g_test_add_func ("/core/filter/I3-places", test_places);
  g_test_add_func ("/core/filter/alternative-places", test_alternative_places);
  g_test_add_func ("/core/filter/quote-property", test_quote_property);
  g_test_add_func ("/core/filter/errors-name-the-column", test_errors_name_the_column);
  g_test_add_func ("/core/filter/like-relation", test_like_relation);
  g_test_add_func ("/core/filter/day-names", test_day_names);
  g_test_add_func ("/core/filter/word-at", test_word_at);
  g_test_add_func ("/core/filter/hostile-input", test_hostile_input);
  return g_test_run ();
}

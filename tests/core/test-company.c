/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Firms' names taken apart (domain.md §4): which ways of writing are one firm. */

#include "lf-core.h"

#include <string.h>

/* clang-format off */
static const struct { const char *name, *whole, *core, *place; } cases[] = {
  /* legal forms */
  { "寰采星科技有限公司", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技有限责任公司", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技股份有限公司", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技集团有限公司", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技集团股份有限公司", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技集团", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技", "寰采星科技", "寰采星科技", "" },
  { "寰采星科技公司", "寰采星科技", "寰采星科技", "" },
  { "海尔集团公司", "海尔", "海尔", "" },
  { "中国石油化工集团有限公司", "中国石油化工", "中国石油化工", "" },
  { "有限公司", "有限", "有限", "" },
  { "公司", "公司", "公司", "" },
  { "宁德时代新能源科技股份有限公司", "福建宁德时代新能源科技", "时代新能源科技", "福建宁德" },
  { "深圳市创新投资集团有限公司", "广东深圳创新投资", "创新投资", "广东深圳" },
  { "上海复星高科技(集团)有限公司", "上海复星高科技", "复星高科技", "上海" },
  { "海通证券股份有限公司宁波分公司", "海通证券股份有限公司宁波分公司", "海通证券股份有限公司宁波分公司", "" },
  /* brackets, width, blanks, punctuation, case */
  { "寰采星科技（宁波）有限公司", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { "寰采星科技(宁波)有限公司", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { "寰采星科技【宁波市】有限公司", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { " 寰采星科技 宁波 有限责任公司", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { "寰采星科技宁波股份有限公司", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { "寰采星科技有限公司（宁波）", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { "寰采星科技(宁波有限公司", "寰采星科技浙江宁波", "寰采星科技", "浙江宁波" },
  { "ＴＣＬ科技集团股份有限公司", "tcl科技", "tcl科技", "" },
  { "tcl 科技集团股份有限公司", "tcl科技", "tcl科技", "" },
  { "科大讯飞·股份有限公司", "科大讯飞", "科大讯飞", "" },
  { "甲　乙　丙　有　限　公　司", "甲乙丙", "甲乙丙", "" },
  /* remarks in brackets */
  { "澄岳精工（筹）", "澄岳精工", "澄岳精工", "" },
  { "澄岳精工有限公司（外商独资）", "澄岳精工", "澄岳精工", "" },
  { "宁波保税区澄岳创业投资合伙企业（有限合伙）", "浙江宁波保税区澄岳创业投资", "保税区澄岳创业投资", "浙江宁波" },
  { "澄岳精工（二期）有限公司", "澄岳精工二期", "澄岳精工二期", "" },
  /* places */
  { "浙江省宁波市寰采星科技有限公司", "浙江宁波寰采星科技", "寰采星科技", "浙江宁波" },
  { "浙江宁波寰采星科技有限公司", "浙江宁波寰采星科技", "寰采星科技", "浙江宁波" },
  { "宁波寰采星科技有限公司", "浙江宁波寰采星科技", "寰采星科技", "浙江宁波" },
  { "宁波市海曙区寰采星科技有限公司", "浙江宁波海曙寰采星科技", "寰采星科技", "浙江宁波海曙" },
  { "苏州市姑苏区澄岳精工有限公司", "江苏苏州澄岳精工", "澄岳精工", "江苏苏州" },
  { "昆山澄岳精工有限公司", "江苏苏州昆山澄岳精工", "澄岳精工", "江苏苏州昆山" },
  { "新疆维吾尔自治区澄岳能源有限公司", "新疆澄岳能源", "澄岳能源", "新疆" },
  { "阿里巴巴（中国）有限公司", "阿里巴巴中国", "阿里巴巴", "中国" },
  { "西门子（中国）有限公司", "西门子中国", "西门子", "中国" },
  { "中国移动通信集团浙江有限公司", "中国移动通信集团浙江", "中国移动通信集团", "浙江" },
  { "华为技术有限公司", "华为技术", "华为技术", "" },
  { "腾讯科技（深圳）有限公司", "腾讯科技广东深圳", "腾讯科技", "广东深圳" },
  { "深圳市腾讯计算机系统有限公司", "广东深圳腾讯计算机系统", "腾讯计算机系统", "广东深圳" },
  /* what would be left is no name */
  { "上海汽车集团股份有限公司", "上海汽车", "上海汽车", "上海" },
  { "宁波银行股份有限公司", "浙江宁波银行", "浙江宁波银行", "浙江宁波" },
  { "杭州新材料科技有限公司", "浙江杭州新材料科技", "浙江杭州新材料科技", "浙江杭州" },
  { "宁波", "宁波", "宁波", "" },
  /* traditional characters */
  { "鴻海精密工業股份有限公司", "鸿海精密工业", "鸿海精密工业", "" },
  { "臺灣積體電路製造股份有限公司", "台湾积体电路制造", "积体电路制造", "台湾" },
  { "長江實業集團有限公司", "长江实业", "长江实业", "" },
  { "騰訊科技（深圳）有限責任公司", "腾讯科技广东深圳", "腾讯科技", "广东深圳" },
  /* Latin letters */
  { "Contemporary Amperex Technology Co., Limited", "contemporaryamperextechnology", "contemporaryamperextechnology", "" },
  { "CONTEMPORARY AMPEREX TECHNOLOGY CO.,LTD.", "contemporaryamperextechnology", "contemporaryamperextechnology", "" },
  { "Contemporary Amperex Technology Co Ltd", "contemporaryamperextechnology", "contemporaryamperextechnology", "" },
  { "Bosch (China) Investment Ltd.", "bosch中国investment", "boschinvestment", "中国" },
  { "Robert Bosch GmbH", "robertbosch", "robertbosch", "" },
  { "BASF SE", "basf", "basf", "" },
  { "Apple Inc.", "apple", "apple", "" },
  { "The Coca-Cola Company", "cocacola", "cocacola", "" },
  { "Samsung Electronics Co., Ltd. (Suzhou)", "samsungelectronics江苏苏州", "samsungelectronics", "江苏苏州" },
  { "トヨタ自動車株式会社", "トヨタ自动车", "トヨタ自动车", "" },
  { "㈱日立製作所", "日立制作所", "日立制作所", "" },
  { "Co", "co", "co", "" },
  { "", "", "", "" },
};
/* clang-format on */

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (LfCompany) company = { NULL };
      g_autofree char *place = NULL;
      g_autofree char *key = lf_company_key (cases[i].name);

      g_test_message ("%s", cases[i].name);
      lf_company_parse (cases[i].name, &company);
      place = lf_place_to_text (&company.place);
      g_assert_cmpstr (company.whole, ==, cases[i].whole);
      g_assert_cmpstr (company.core, ==, cases[i].core);
      g_assert_cmpstr (place, ==, cases[i].place);
      g_assert_cmpstr (key, ==, company.whole);
    }
}

/* Any text comes out as letters, and taking apart what came out changes nothing more than a legal
 * form that was part of the name. */
static void
test_any_text (void)
{
  static const char *const pieces[]
      = { "宁波", "浙江省", "有限公司", "（",   ")",  "集团", " ",   "Co",  ".",
          "甲",   "臺",     "\x01",     "\x02", "市", "股份", "ltd", "中国" };

  for (guint n = 0; n < 5000; n++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_auto (LfCompany) company = { NULL };

      for (int i = g_test_rand_int_range (0, 8); i > 0; i--)
        g_string_append (name, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      lf_company_parse (name->str, &company);
      g_assert_true (g_utf8_validate (company.whole, -1, NULL));
      g_assert_true (g_utf8_validate (company.core, -1, NULL));
      g_assert_cmpint (*company.whole == '\0', ==, *company.core == '\0');
      g_assert_null (strpbrk (company.whole, "\x01\x02 ()."));
      g_assert_null (strpbrk (company.core, "\x01\x02 ()."));
    }
}

static void
test_sound (void)
{
  g_autofree char *a = lf_company_sound ("寰采星科技");
  g_autofree char *b = lf_company_sound ("环采星科技");
  g_autofree char *c = lf_company_sound ("tcl科技");

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (c, ==, "tclke ji ");
}

static void
test_similarity (void)
{
  static const struct
  {
    const char *a, *b;
    guint percent;
  } pairs[] = {
    { "寰采星科技", "寰采星科技", 100 },
    { "", "", 100 },
    { "甲", "", 0 },
    { "寰采星科技", "环采星科技", 80 },
    { "年产20万吨新能源材料", "年产25万吨新能源材料", 90 },
    { "年产20万吨新能源材料项目", "年产20万吨新能源材料", 84 },
    { "abc", "cba", 33 },
    { "微电子集成电路封装测试基地", "微电子集成电路封装测试基地二期", 86 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s / %s", pairs[i].a, pairs[i].b);
      g_assert_cmpuint (lf_text_similarity (pairs[i].a, pairs[i].b), ==, pairs[i].percent);
      g_assert_cmpuint (lf_text_similarity (pairs[i].b, pairs[i].a), ==, pairs[i].percent);
    }
}

static void
test_places_agree (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean agrees;
  } pairs[] = {
    { "宁波", "宁波市", TRUE },       { "浙江省宁波市", "宁波", TRUE },
    { "浙江", "慈溪", TRUE },         { "宁波", "慈溪市", TRUE },
    { "宁波", "绍兴", FALSE },        { "慈溪", "余姚", FALSE },
    { "浙江", "江苏", FALSE },        { "", "上海", TRUE },
    { "Shanghai", "上海", TRUE },     { "上海市浦东新区", "上海", TRUE },
    { "吉林省长春市", "长春", TRUE }, { "苏州市吴中区越溪街道", "江苏", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      LfPlace a, b;

      g_test_message ("%s / %s", pairs[i].a, pairs[i].b);
      lf_place_find (pairs[i].a, &a);
      lf_place_find (pairs[i].b, &b);
      g_assert_cmpint (lf_place_agrees (&a, &b), ==, pairs[i].agrees);
      g_assert_cmpint (lf_place_agrees (&b, &a), ==, pairs[i].agrees);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/company/parse", test_parse);
  g_test_add_func ("/core/company/any-text", test_any_text);
  g_test_add_func ("/core/company/sound", test_sound);
  g_test_add_func ("/core/company/similarity", test_similarity);
  g_test_add_func ("/core/company/places-agree", test_places_agree);
  return g_test_run ();
}

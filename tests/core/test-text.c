/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, cleaning, and the matching key of a firm's name. */

#include "lf-core.h"

static void
test_fold (void)
{
  g_autofree char *a = lf_text_fold ("  ＡＢＣ　 Ｄef（上海）\n");
  g_autofree char *b = lf_text_fold ("");

  g_assert_cmpstr (a, ==, "abc def(上海)");
  g_assert_cmpstr (b, ==, "");
}

static void
test_clean (void)
{
  g_autofree char *a = lf_text_clean (" a\x01 b\nc ");
  g_autofree char *blank = lf_text_clean (" \t\n");

  g_assert_cmpstr (a, ==, "a b\nc");
  g_assert_null (blank);
  g_assert_null (lf_text_clean (NULL));
}

/* Both ways through, with and without something to take out, give the same. */
static void
test_clean_controls (void)
{
  static const struct
  {
    const char *text, *clean;
  } cases[] = {
    { "上海\xc2\x85", "上海" }, { "\xc2\xa0上海", "\xc2\xa0上海" }, { "\x7f", NULL },
    { "a\tb\rc", "a\tbc" },     { "\xc2\x9f \x1f", NULL },          { " 上 海 ", "上 海" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = lf_text_clean (cases[i].text);
      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_company_key (void)
{
  static const char *const same[]
      = { "寰采星科技（宁波）有限公司", "寰采星科技(宁波)有限公司", " 寰采星科技 宁波 有限责任公司",
          "寰采星科技宁波股份有限公司" };
  g_autofree char *first = lf_company_key (same[0]);
  g_autofree char *only_suffix = lf_company_key ("有限公司");

  g_assert_cmpstr (first, ==, "寰采星科技宁波");
  g_assert_cmpstr (only_suffix, ==, "有限公司");
  for (guint i = 1; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *key = lf_company_key (same[i]);
      g_assert_cmpstr (key, ==, first);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/clean-controls", test_clean_controls);
  g_test_add_func ("/core/text/company-key", test_company_key);
  return g_test_run ();
}

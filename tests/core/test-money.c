/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money as people write it, as it is stored, as it is shown, and sums (A1, A4, A9, A13). */

#include "lf-core.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *canonical;
  } cases[] = {
    { "103亿元", "10300000000.00 CNY" },
    { "5000万元", "50000000.00 CNY" },
    { "5.6亿元", "560000000.00 CNY" },
    { "12.5亿", "1250000000.00 CNY" },
    { "近200亿", "nearly 20000000000.00 CNY" },
    { "超17亿元", "over 1700000000.00 CNY" },
    { "逾 600亿元", "over 60000000000.00 CNY" },
    { "约50亿元", "about 5000000000.00 CNY" },
    { "约7000万元", "about 70000000.00 CNY" },
    { "7000万元左右", "about 70000000.00 CNY" },
    { "10余亿元", "over 1000000000.00 CNY" },
    { "50亿元以上", "over 5000000000.00 CNY" },
    { "3亿美元", "300000000.00 USD" },
    { "2.57亿美元", "257000000.00 USD" },
    { "USD 300,000", "300000.00 USD" },
    { "$1,234.5", "1234.50 USD" },
    { "¥12.50", "12.50 CNY" },
    { "￥１２．５０", "12.50 CNY" },
    { "人民币 3000 万元", "30000000.00 CNY" },
    { "1550万", "15500000.00 CNY" },
    { "1万亿元", "1000000000000.00 CNY" },
    { "3千万", "30000000.00 CNY" },
    { "CNY 7,169 million", "7169000000.00 CNY" },
    { "about CNY 5,000 million", "about 5000000000.00 CNY" },
    { "-5.5万元", "-55000.00 CNY" },
    { "0", "0.00 CNY" },
    { "0.01", "0.01 CNY" },
    { "500万欧元", "5000000.00 EUR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *canonical = NULL;
      LfMoney money, again;

      lf_money_parse (cases[i].text, "CNY", &money, &error);
      g_assert_no_error (error);
      canonical = lf_money_to_canonical (&money);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
      g_assert_true (lf_money_from_canonical (canonical, &again));
      g_assert_cmpint (again.minor, ==, money.minor);
      g_assert_cmpint (again.qualifier, ==, money.qualifier);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = { "",
                                       "abc",
                                       "亿元",
                                       "1.2.3亿",
                                       "1.234元",
                                       "5亿6千万",
                                       "99999999999999999亿",
                                       "12元3",
                                       "亿5",
                                       "--5",
                                       "1e9",
                                       "9007199254740993亿元" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      LfMoney money;

      g_assert_false (lf_money_parse (cases[i], "CNY", &money, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

/* A bare number is in the unit; what has one of its own keeps it. */
static void
test_units (void)
{
  static const struct
  {
    const char *text, *unit, *canonical;
  } cases[] = {
    { "5", "CNY", "5.00 CNY" },
    { "5", "万元", "50000.00 CNY" },
    { "5", "万美元", "50000.00 USD" },
    { "5万", "万美元", "50000.00 USD" },
    { "5美元", "万元", "5.00 USD" },
    { "5元", "亿元", "5.00 CNY" },
    { "约5余", "亿元", "over 500000000.00 CNY" },
    { "-5", "万", "-50000.00 CNY" },
    { "5", "万元/亩", NULL },
    { "5亿", "顷", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfMoney money;
      gboolean is_read = lf_money_parse (cases[i].text, cases[i].unit, &money, NULL);
      g_autofree char *canonical = is_read ? lf_money_to_canonical (&money) : NULL;

      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

static void
test_canonical_refused (void)
{
  static const char *const cases[] = { "",          "1 CNY",     "1.0 CNY",
                                       "1.00",      "01.00 CNY", "1.00 cny",
                                       "1.00 CNYX", " 1.00 CNY", "about  1.00 CNY",
                                       "-0.00 CNY", "1.00 CNY ", "999999999999999999.00 CNY" };
  LfMoney money;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (lf_money_from_canonical (cases[i], &money));
}

static void
test_format (void)
{
  static const struct
  {
    const char *canonical, *shown;
  } cases[] = {
    { "7169000000.00 CNY", "CNY 7,169 million" },
    { "50000000.00 CNY", "CNY 50 million" },
    { "12.50 CNY", "CNY 12.5" },
    { "999999.00 CNY", "CNY 999,999" },
    { "1234567.89 CNY", "CNY 1,234,567.89" },
    { "about 5000000000.00 CNY", "about CNY 5,000 million" },
    { "257000000.00 USD", "USD 257 million" },
    { "-55000.00 CNY", "−CNY 55,000" },
    { "1234567.00 CNY", "CNY 1,234,567" },
    { "1234500.00 CNY", "CNY 1.2345 million" },
    { "0.00 CNY", "CNY 0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = NULL;
      LfMoney money;

      g_assert_true (lf_money_from_canonical (cases[i].canonical, &money));
      shown = lf_money_format (&money);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
add_all (LfTotals *totals, const char *const *amounts)
{
  for (; *amounts != NULL; amounts++)
    {
      LfMoney money;

      g_assert_true (lf_money_parse (*amounts, "CNY", &money, NULL));
      g_assert_true (lf_totals_add (totals, &money));
    }
}

static void
test_a1_xian (void)
{
  static const char *const amounts[] = { "5.6亿", "12.5亿", "7.3亿",  "12亿",   "9.5亿", "5.2亿",
                                         "4.5亿", "2.04亿", "7.77亿", "5.28亿", NULL };
  LfTotals totals = { 0 };

  add_all (&totals, amounts);
  g_assert_cmpuint (totals.n, ==, 1);
  g_assert_cmpint (totals.totals[0].minor, ==, G_GINT64_CONSTANT (716900000000));
  g_assert_cmpint (totals.totals[0].n_exact, ==, 10);
}

static void
test_a4_shangyu (void)
{
  static const char *const amounts[] = { "1668亿", "117.7亿", NULL };
  g_autofree char *shown = NULL;
  LfTotals totals = { 0 };

  add_all (&totals, amounts);
  shown = lf_totals_format (&totals);
  g_assert_cmpstr (shown, ==, "CNY 178,570 million");
}

static void
test_a13_currencies_stay_apart (void)
{
  static const char *const amounts[] = { "2.57亿美元", "3亿美元", "1亿元", "约1亿元", NULL };
  g_autofree char *shown = NULL;
  LfTotals totals = { 0 }, twice = { 0 };

  add_all (&totals, amounts);
  shown = lf_totals_format (&totals);
  g_assert_cmpstr (shown, ==, "about CNY 200 million + USD 557 million");
  g_assert_true (lf_totals_merge (&twice, &totals));
  g_assert_true (lf_totals_merge (&twice, &totals));
  g_assert_cmpint (twice.totals[1].minor, ==, 2 * totals.totals[1].minor);
  g_assert_cmpint (twice.totals[0].n_qualified, ==, 2);
}

/* Any amount that can be stored is shown so that it can be read again. */
static void
test_format_parses_back (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *shown = NULL;
      g_autoptr (GError) error = NULL;
      LfMoney money = { 0 }, again;
      gint64 scale = 1;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        scale *= 10;
      money.minor = g_test_rand_int_range (-99999, 99999) * scale;
      money.qualifier = (LfQualifier) g_test_rand_int_range (0, LF_N_QUALIFIERS);
      g_strlcpy (money.currency, g_test_rand_bit () ? "CNY" : "USD", sizeof money.currency);
      shown = lf_money_format (&money);
      lf_money_parse (shown, "CNY", &again, &error);
      g_assert_no_error (error);
      g_assert_cmpint (again.minor, ==, money.minor);
      g_assert_cmpstr (again.currency, ==, money.currency);
      g_assert_cmpint (again.qualifier, ==, money.qualifier);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/money/parse", test_parse);
  g_test_add_func ("/core/money/refused", test_refused);
  g_test_add_func ("/core/money/units", test_units);
  g_test_add_func ("/core/money/canonical-refused", test_canonical_refused);
  g_test_add_func ("/core/money/format", test_format);
  g_test_add_func ("/core/money/format-parses-back", test_format_parses_back);
  g_test_add_func ("/core/totals/A1-xian", test_a1_xian);
  g_test_add_func ("/core/totals/A4-shangyu", test_a4_shangyu);
  g_test_add_func ("/core/totals/A13-currencies-stay-apart", test_a13_currencies_stay_apart);
  return g_test_run ();
}

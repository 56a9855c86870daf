/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A13: a total in CNY needs a rate with a date; without one there is none. */

#include "config.h"

#include "lf-rate.h"

#include <string.h>

static const LfRate known[] = {
  { "USD", { 2026, 11, 20 }, 7082700 }, { "USD", { 2026, 1, 5 }, 7188900 },
  { "USD", { 2027, 1, 4 }, 6900000 },   { "EUR", { 2026, 11, 0 }, 8201500 },
  { "JPY", { 2026, 6, 1 }, 46235 },     { "XAU", { 2020, 0, 0 }, 100000000000 },
};

static GArray *
make_rates (void)
{
  GArray *rates = g_array_new (FALSE, FALSE, sizeof (LfRate));

  g_array_append_vals (rates, known, G_N_ELEMENTS (known));
  return rates;
}

static void
test_converted (void)
{
  static const struct
  {
    const char *amounts[4];
    LfDate day;
    const char *cny; /* NULL: it cannot be told */
  } cases[] = {
    /* Haishu: utilised foreign capital of 2.57亿美元, CLP's registered capital of 3亿美元 */
    { { "257000000.00 USD" }, { 2026, 11, 22 }, "1820253900.00 CNY" },
    { { "300000000.00 USD", "100000000.00 CNY" }, { 2026, 11, 22 }, "2224810000.00 CNY" },
    /* The last rate up to the day, on it, and between two; before the first there is none. */
    { { "1.00 USD" }, { 2026, 11, 20 }, "7.08 CNY" },
    { { "1.00 USD" }, { 2026, 11, 19 }, "7.19 CNY" },
    { { "1.00 USD" }, { 2026, 1, 4 }, NULL },
    { { "1.00 USD" }, { 2027, 2, 1 }, "6.90 CNY" },
    /* A rate of a month holds from its first day. */
    { { "2.00 EUR" }, { 2026, 11, 1 }, "16.40 CNY" },
    { { "2.00 EUR" }, { 2026, 10, 31 }, NULL },
    /* Nothing of the rest is told where one has no rate. */
    { { "5.00 CNY", "1.00 USD", "1.00 GBP" }, { 2026, 11, 22 }, NULL },
    /* No rate is needed for yuan, and none for nothing. */
    { { "5.00 CNY" }, { 2000, 1, 1 }, "5.00 CNY" },
    { { NULL }, { 2000, 1, 1 }, "" },
    /* Qualifiers stay; half a 分 is one. */
    { { "about 100.00 USD", "1.00 CNY" }, { 2026, 11, 22 }, "about 709.27 CNY" },
    { { "10.00 JPY" }, { 2026, 11, 22 }, "0.46 CNY" },
    { { "10000000000000.00 JPY" }, { 2026, 11, 22 }, "462350000000.00 CNY" },
    /* What does not fit is not told. */
    { { "9999999999999.00 XAU" }, { 2026, 11, 22 }, NULL },
  };
  g_autoptr (GArray) rates = make_rates ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfTotals totals = { 0 }, cny;
      gboolean is_told;

      for (guint a = 0; cases[i].amounts[a] != NULL; a++)
        {
          LfMoney money;

          g_assert_true (lf_money_from_canonical (cases[i].amounts[a], &money));
          g_assert_true (lf_totals_add (&totals, &money));
        }
      is_told = lf_totals_in_cny (&totals, rates, &cases[i].day, &cny);
      g_test_message ("case %u", i);
      g_assert_cmpint (is_told, ==, cases[i].cny != NULL);
      if (is_told && cny.n > 0)
        {
          LfMoney money = lf_totals_get (&cny, 0);
          g_autofree char *text = lf_money_to_canonical (&money);

          g_assert_cmpuint (cny.n, ==, 1);
          g_assert_cmpstr (text, ==, cases[i].cny);
        }
      else if (is_told)
        g_assert_cmpstr (cases[i].cny, ==, "");
    }
}

static void
test_records (void)
{
  static const struct
  {
    const char *currency, *day, *rate, *told; /* told NULL: no rate */
  } cases[] = {
    { "USD", "2026-11-20", "7.0827", "USD 1 = CNY 7.0827 (20 Nov 2026)" },
    { "jpy", "2026-06-01", "0.046235", "JPY 1 = CNY 0.046235 (1 Jun 2026)" },
    { "EUR", "2026-11-20", "8", "EUR 1 = CNY 8.0 (20 Nov 2026)" },
    { "dollars", "2026-11-20", "7.0827", NULL },
    { "USD", "2026-11-20", "0", NULL },
    { "USD", NULL, "7.0827", NULL },
    { "USD", "2026-11-20", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("exchange_rate"), NULL);
      LfRate rate;

      lf_record_set (record, "currency", cases[i].currency);
      lf_record_set (record, "day", cases[i].day);
      lf_record_set (record, "cny_per_unit", cases[i].rate);
      g_assert_cmpint (lf_rate_from_record (record, &rate), ==, cases[i].told != NULL);
      if (cases[i].told != NULL)
        {
          g_autofree char *told = lf_rate_tell (&rate);
          g_assert_cmpstr (told, ==, cases[i].told);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rate/A13-converted", test_converted);
  g_test_add_func ("/core/rate/A13-records", test_records);
  return g_test_run ();
}

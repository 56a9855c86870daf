/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of money: what can be read is canonical, and is the same when it is read again, also as
 * it is shown. */

#include "config.h"

#include "fuzz.h"

#include "lf-core.h"

static void
assert_same (const LfMoney *a, const LfMoney *b)
{
  g_assert_cmpint (a->minor, ==, b->minor);
  g_assert_cmpstr (a->currency, ==, b->currency);
  g_assert_cmpint (a->qualifier, ==, b->qualifier);
}

static void
check_money (const LfMoney *money)
{
  g_autofree char *canonical = lf_money_to_canonical (money);
  g_autofree char *shown = lf_money_format (money);
  g_autoptr (GError) error = NULL;
  LfMoney again;

  g_assert_true (lf_money_from_canonical (canonical, &again));
  assert_same (money, &again);
  g_assert_true (lf_money_parse (canonical, "万美元", &again, NULL));
  assert_same (money, &again);
  lf_money_parse (shown, "万美元", &again, &error);
  g_assert_no_error (error);
  assert_same (money, &again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const units[] = { "CNY", "万元", "亿元", "万美元" };
  g_autofree char *text = fuzz_text (data, size);
  LfMoney money;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_ok = lf_money_parse (text, units[i], &money, &error);

      fuzz_assert_error (is_ok, error);
      if (is_ok)
        check_money (&money);
    }
  if (lf_money_from_canonical (text, &money))
    {
      g_autofree char *canonical = lf_money_to_canonical (&money);
      g_assert_cmpstr (canonical, ==, text);
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard land: indicators, formulas (W24–W26), idle land (W22). */

#include "lf-core.h"

static void
test_indicators_are_fields (void)
{
  const LfEntity *entity = lf_schema_find ("standard_land");
  guint n;
  const LfLandIndicator *indicators = lf_land_indicators (&n);

  g_assert_cmpuint (n, ==, 8);
  for (guint i = 0; i < n; i++)
    {
      const LfField *promised = lf_entity_field (entity, indicators[i].promised);
      const LfField *found = lf_entity_field (entity, indicators[i].found);

      g_assert_cmpint (promised->type, ==, found->type);
      g_assert_cmpstr (promised->unit, ==, found->unit);
      g_assert_cmpfloat (indicators[i].preset, >=, promised->least);
    }
}

static void
test_verdicts (void)
{
  static const struct
  {
    const char *values[8]; /* field, value, … */
    LfLandVerdict verdict;
  } cases[] = {
    { { NULL }, LF_LAND_OPEN },
    { { "promised_tax_wan_per_mu", "8" }, LF_LAND_OPEN },
    { { "found_tax_wan_per_mu", "8" }, LF_LAND_OPEN },
    { { "promised_tax_wan_per_mu", "8", "found_tax_wan_per_mu", "8" }, LF_LAND_MET },
    { { "promised_tax_wan_per_mu", "8", "found_tax_wan_per_mu", "7.99" }, LF_LAND_MISSED },
    { { "promised_tax_wan_per_mu", "8", "found_tax_wan_per_mu", "12", "promised_plot_ratio",
        "1.5" },
      LF_LAND_OPEN },
    { { "promised_tax_wan_per_mu", "8", "promised_plot_ratio", "1.5", "found_plot_ratio", "1.2" },
      LF_LAND_MISSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("standard_land"), NULL);

      for (guint v = 0; cases[i].values[v] != NULL; v += 2)
        lf_record_set (record, cases[i].values[v], cases[i].values[v + 1]);
      g_assert_cmpint (lf_land_judge_all (record), ==, cases[i].verdict);
    }
}

static void
test_formulas (void)
{
  LfMoney money;

  g_assert_true (lf_money_parse ("5.6亿元", "CNY", &money, NULL));
  g_assert_cmpfloat_with_epsilon (lf_land_intensity (&money, 140), 400, 1e-9);
  g_assert_cmpfloat (lf_land_intensity (&money, 0), ==, 0);
  g_assert_cmpfloat_with_epsilon (lf_land_plot_ratio (30000, 0, 20000), 1.5, 1e-9);
  /* half of the floor is in storeys above 8 m: it counts twice */
  g_assert_cmpfloat_with_epsilon (lf_land_plot_ratio (30000, 15000, 20000), 2.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (lf_land_building_percent (6000, 1000, 1000, 20000), 40, 1e-9);
  g_assert_cmpfloat (lf_land_building_percent (1, 1, 1, 0), ==, 0);
}

static void
test_w22_idle_land (void)
{
  static const LfDate agreed = { 2022, 2, 28 };
  static const struct
  {
    LfDate started; /* year 0: not started */
    LfDate today;
    LfIdleState state;
  } cases[] = {
    { { 0 }, { 2022, 3, 1 }, LF_LAND_IN_TIME },
    { { 0 }, { 2023, 2, 27 }, LF_LAND_IN_TIME },
    { { 0 }, { 2023, 2, 28 }, LF_LAND_IDLE_FEE },
    { { 0 }, { 2024, 2, 27 }, LF_LAND_IDLE_FEE },
    { { 0 }, { 2024, 2, 28 }, LF_LAND_TO_BE_RETURNED },
    { { 2023, 5, 1 }, { 2024, 6, 1 }, LF_LAND_IN_TIME },
    { { 2025, 5, 1 }, { 2024, 6, 1 }, LF_LAND_TO_BE_RETURNED }, /* only planned */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lf_land_idle (&agreed, cases[i].started.year == 0 ? NULL : &cases[i].started,
                                   &cases[i].today),
                     ==, cases[i].state);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/standard-land/indicators-are-fields", test_indicators_are_fields);
  g_test_add_func ("/core/standard-land/verdicts", test_verdicts);
  g_test_add_func ("/core/standard-land/formulas", test_formulas);
  g_test_add_func ("/core/standard-land/W22-idle-land", test_w22_idle_land);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard land: indicators, formulas, idle land. */

#include "config.h"

#include "lf-standard-land.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* W24, thresholds of W25 */
/* clang-format off */
static const LfLandIndicator indicators[] = {
  { "promised_investment_wan_per_mu", "found_investment_wan_per_mu", 150, N_ ("Investment intensity") },
  { "promised_plot_ratio", "found_plot_ratio", 0, N_ ("Plot ratio") },
  { "promised_tax_wan_per_mu", "found_tax_wan_per_mu", 8, N_ ("Tax per year") },
  { "promised_output_wan_per_mu", "found_output_wan_per_mu", 250, N_ ("Output per year") },
  { "promised_energy_value_wan_per_tce", "found_energy_value_wan_per_tce", 0, N_ ("Value added for energy") },
  { "promised_emission_value_wan_per_tonne", "found_emission_value_wan_per_tonne", 0, N_ ("Value added for emissions") },
  { "promised_research_percent", "found_research_percent", 1, N_ ("Research of revenue") },
  { "promised_building_percent", "found_building_percent", 0, N_ ("Building coefficient") },
};
/* clang-format on */

const LfLandIndicator *
lf_land_indicators (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (indicators);
  return indicators;
}

const char *
lf_land_indicator_label (const LfLandIndicator *indicator)
{
  return _ (indicator->label);
}

LfLandVerdict
lf_land_judge (const LfRecord *standard_land, const LfLandIndicator *indicator)
{
  const char *promised = lf_record_get (standard_land, indicator->promised);
  const char *found = lf_record_get (standard_land, indicator->found);

  if (promised == NULL || found == NULL)
    return LF_LAND_OPEN;
  return g_ascii_strtod (found, NULL) >= g_ascii_strtod (promised, NULL) ? LF_LAND_MET
                                                                         : LF_LAND_MISSED;
}

LfLandVerdict
lf_land_judge_all (const LfRecord *standard_land)
{
  guint n_promised = 0, n_met = 0;

  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    {
      LfLandVerdict verdict = lf_land_judge (standard_land, &indicators[i]);

      if (verdict == LF_LAND_MISSED)
        return LF_LAND_MISSED;
      n_promised += lf_record_get (standard_land, indicators[i].promised) != NULL;
      n_met += verdict == LF_LAND_MET;
    }
  return n_promised > 0 && n_met == n_promised ? LF_LAND_MET : LF_LAND_OPEN;
}

double
lf_land_intensity (const LfMoney *fixed_assets, double area_mu)
{
  g_return_val_if_fail (strcmp (fixed_assets->currency, "CNY") == 0, 0);

  return area_mu > 0 ? (double) fixed_assets->minor / LF_MONEY_WAN / area_mu : 0;
}

double
lf_land_plot_ratio (double floor_m2, double high_storeys_m2, double site_m2)
{
  return site_m2 > 0 ? (floor_m2 + high_storeys_m2) / site_m2 : 0;
}

double
lf_land_building_percent (double buildings_m2,
                          double structures_m2,
                          double yards_m2,
                          double site_m2)
{
  return site_m2 > 0 ? (buildings_m2 + structures_m2 + yards_m2) / site_m2 * 100 : 0;
}

LfIdleState
lf_land_idle (const LfDate *agreed_start, const LfDate *started, const LfDate *today)
{
  LfDate one_year = lf_date_add_months (agreed_start, 12);
  LfDate two_years = lf_date_add_months (agreed_start, 24);

  if (started != NULL && lf_date_compare (started, today) <= 0)
    return LF_LAND_IN_TIME;
  if (lf_date_compare (today, &two_years) >= 0)
    return LF_LAND_TO_BE_RETURNED;
  return lf_date_compare (today, &one_year) >= 0 ? LF_LAND_IDLE_FEE : LF_LAND_IN_TIME;
}

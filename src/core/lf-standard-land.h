/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Standard land (标准地): which indicators a contract promises, how they are worked out, and when
 * land counts as idle (domain.md §6, W22–W26). */

#pragma once

#include "lf-money.h"
#include "lf-record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *promised; /* fields of standard_land */
  const char *found;
  double preset;     /* a common threshold (W25); 0: none is published */
  const char *label; /* untranslated: without saying whether promised or found */
} LfLandIndicator;

const LfLandIndicator *lf_land_indicators (guint *ret_n);
const char *lf_land_indicator_label (const LfLandIndicator *indicator); /* translated */

typedef enum
{
  LF_LAND_OPEN, /* nothing promised, or nothing found yet */
  LF_LAND_MET,
  LF_LAND_MISSED,
} LfLandVerdict;

/* What was promised is the least there must be: each indicator is a floor. */
LfLandVerdict lf_land_judge (const LfRecord *standard_land, const LfLandIndicator *indicator);
/* Of the whole contract: missed when one is, met when all that were promised are. */
LfLandVerdict lf_land_judge_all (const LfRecord *standard_land);

/**
 * lf_land_intensity:
 * @fixed_assets: in CNY, with the price of the land
 * Returns: 万元/亩, or 0 when @area_mu is not positive
 */
double lf_land_intensity (const LfMoney *fixed_assets, double area_mu);
/* Floor area by site area; storeys above 8 m count twice. 0 when @site_m2 is not positive. */
double lf_land_plot_ratio (double floor_m2, double high_storeys_m2, double site_m2);
/* In percent: what buildings, structures and yards cover of the site. */
double lf_land_building_percent (double buildings_m2,
                                 double structures_m2,
                                 double yards_m2,
                                 double site_m2);

typedef enum
{
  LF_LAND_IN_TIME,
  LF_LAND_IDLE_FEE,       /* not started a year after the agreed day: 20 % of the price */
  LF_LAND_TO_BE_RETURNED, /* two years after */
} LfIdleState;

#define LF_LAND_IDLE_FEE_PERCENT 20

/* @started: (nullable) */
LfIdleState lf_land_idle (const LfDate *agreed_start, const LfDate *started, const LfDate *today);

G_END_DECLS

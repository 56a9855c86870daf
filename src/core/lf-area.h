/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas of land: 1亩 = 2000/3 ㎡, 1公顷 = 15亩 (domain.md §5). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_AREA_MU,
  LF_AREA_M2,
  LF_AREA_HECTARE,
  LF_N_AREA_UNITS,
} LfAreaUnit;

/**
 * lf_area_convert:
 * @area: (nullable): a canonical quantity in @from, at least 0; of it six decimals are read
 * Returns: (transfer full) (nullable): in @to, exact, then rounded half up to four decimals of mu
 * and hectares and two of square metres, as titles have them; NULL for what is no such area
 */
char *lf_area_convert (const char *area, LfAreaUnit from, LfAreaUnit to);

/* (transfer full): "75 mu · 50000 m² · 5 ha"; "" for what is no area. @mu: (nullable) */
char *lf_area_tell (const char *mu);

G_END_DECLS

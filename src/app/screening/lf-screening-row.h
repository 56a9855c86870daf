/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead on the screening page: its score; opened, why, what is thought of it and what is missing.
 */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-screening.h"

G_BEGIN_DECLS

#define LF_SCREENING_UI(name) "/io/github/landfall/Landfall/screening/" name ".ui"

#define LF_TYPE_SCREENING_ROW (lf_screening_row_get_type ())
G_DECLARE_FINAL_TYPE (LfScreeningRow, lf_screening_row, LF, SCREENING_ROW, AdwExpanderRow)

LfScreeningRow *
lf_screening_row_new (LfAppContext *context, LfScreening *screening, const LfScreenedLead *lead);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of a land case: done, next or to come, its documents, its clock. */

#pragma once

#include <adwaita.h>
#include "lf-store-land.h"

G_BEGIN_DECLS

#define LF_TYPE_LAND_STEP_ROW (lf_land_step_row_get_type ())
G_DECLARE_FINAL_TYPE (LfLandStepRow, lf_land_step_row, LF, LAND_STEP_ROW, AdwActionRow)

/* Its buttons do `land.record` with the id of the case and the key of the step, and `record.open`.
 */
GtkWidget *lf_land_step_row_new (const LfLandCase *land_case, guint step);

G_END_DECLS

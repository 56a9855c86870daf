/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change the server did not take: why, what it was, and what to do with it. */

#pragma once

#include <adwaita.h>
#include "lf-sync-report.h"

G_BEGIN_DECLS

#define LF_TYPE_REFUSED_ROW (lf_refused_row_get_type ())
G_DECLARE_FINAL_TYPE (LfRefusedRow, lf_refused_row, LF, REFUSED_ROW, AdwExpanderRow)

/* Signal `answered` (int LfRefusedAnswer). What can be typed of it can be changed in place. */
LfRefusedRow *lf_refused_row_new (const LfRefusedChange *refused);
const char *lf_refused_row_get_change (LfRefusedRow *self); /* its id */
const char *lf_refused_row_get_edits (LfRefusedRow *self);  /* what it did, one a line */
/* (transfer full) (nullable) (element-type LfAmendment): what was typed otherwise; NULL when some
 * of it is no value of its field, and the row says so. */
GPtrArray *lf_refused_row_amend (LfRefusedRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change the server did not take: why, what it was, and what to do with it. */

#pragma once

#include <adwaita.h>
#include "lf-sync-report.h"

G_BEGIN_DECLS

#define LF_TYPE_REFUSED_ROW (lf_refused_row_get_type ())
G_DECLARE_FINAL_TYPE (LfRefusedRow, lf_refused_row, LF, REFUSED_ROW, AdwExpanderRow)

/* Signal `answered` (boolean): TRUE: send it again; FALSE: give it up. */
LfRefusedRow *lf_refused_row_new (const LfRefusedChange *refused);
const char *lf_refused_row_get_change (LfRefusedRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a project lacks before a stage (lf-gate.h): a row for each, with who gives it and a button
 * to where it is given. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-screening.h"

G_BEGIN_DECLS

#define LF_TYPE_GATE_ROWS (lf_gate_rows_get_type ())
G_DECLARE_FINAL_TYPE (LfGateRows, lf_gate_rows, LF, GATE_ROWS, AdwBin)

void lf_gate_rows_set_context (LfGateRows *self, LfAppContext *context);
/* Hidden where nothing is missing. Its window, when it is a dialog, or its popover goes with the
 * way to the opinion. @lead: of @screening. Returns: whether something holds the move */
gboolean lf_gate_rows_show (LfGateRows *self,
                            LfScreening *screening,
                            const LfScreenedLead *lead,
                            LfStage to);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a problem's page: how its clock stands, and what may be done now. Ctrl+D does what comes next.
 */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_HANDLING_BAR (lf_handling_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfHandlingBar, lf_handling_bar, LF, HANDLING_BAR, AdwBin)

void lf_handling_bar_set_context (LfHandlingBar *self, LfAppContext *context);
/* Nothing for what is no problem. @record: (nullable) */
void lf_handling_bar_show (LfHandlingBar *self, LfRecord *record);

G_END_DECLS

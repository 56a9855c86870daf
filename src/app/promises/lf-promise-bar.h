/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a promise's page: from the talk to the payment, how its clock stands, and what may be done
 * now. Ctrl+D does what comes next. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_PROMISE_BAR (lf_promise_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfPromiseBar, lf_promise_bar, LF, PROMISE_BAR, AdwBin)

void lf_promise_bar_set_context (LfPromiseBar *self, LfAppContext *context);
/* Nothing for what is no promise. @record: (nullable) */
void lf_promise_bar_show (LfPromiseBar *self, LfRecord *record);

G_END_DECLS

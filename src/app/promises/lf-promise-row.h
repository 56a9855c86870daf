/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A promise as a row: to whom, how much is left, its clock, and what comes next as a button. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-promises.h"

G_BEGIN_DECLS

#define LF_TYPE_PROMISE_ROW (lf_promise_row_get_type ())
G_DECLARE_FINAL_TYPE (LfPromiseRow, lf_promise_row, LF, PROMISE_ROW, AdwActionRow)

LfPromiseRow *lf_promise_row_new (LfAppContext *context, LfPromiseSheet *sheet, LfRecord *promise);

G_END_DECLS

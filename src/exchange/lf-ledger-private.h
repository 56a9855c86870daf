/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the files lf-ledger*.c only. */

#pragma once

#include "lf-ledger.h"

G_BEGIN_DECLS

/* Puts @rows (LfCellRow) into the template at @path; @to: (nullable): only looks whether that can
 * be. Errors: as lf_xlsx_template_fill(). */
gboolean lf_ledger_fill_template (
    const LfLedger *self, const GPtrArray *rows, const char *path, const char *to, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that does the same to many records: what it will do to how many is said before, and
 * what may not be written is listed with the reason. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-bulk.h"

G_BEGIN_DECLS

#define LF_TYPE_BULK_DIALOG (lf_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfBulkDialog, lf_bulk_dialog, LF, BULK_DIALOG, AdwWindow)

/**
 * lf_bulk_dialog_new:
 * @query: which records
 * @field: (nullable): of LF_BULK_EDIT: this field alone; NULL: people choose
 */
LfBulkDialog *lf_bulk_dialog_new (GtkWindow *parent,
                                  LfAppContext *context,
                                  LfQuery *query,
                                  LfBulkKind kind,
                                  const LfField *field);
/* Opens on the value, or on what else is asked first. */
void lf_bulk_dialog_present (GtkWindow *parent,
                             LfAppContext *context,
                             LfQuery *query,
                             LfBulkKind kind,
                             const LfField *field);

G_END_DECLS

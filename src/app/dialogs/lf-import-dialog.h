/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that brings a spreadsheet in: first shows what would happen, then does it in one
 * step. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_IMPORT_DIALOG (lf_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfImportDialog, lf_import_dialog, LF, IMPORT_DIALOG, AdwWindow)

LfImportDialog *lf_import_dialog_new (GtkWindow *parent, LfAppContext *context);

G_END_DECLS

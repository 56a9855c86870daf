/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that writes the records a list shows into a file: asks in which format, which columns
 * and where to. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_EXPORT_DIALOG (lf_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfExportDialog, lf_export_dialog, LF, EXPORT_DIALOG, AdwWindow)

LfExportDialog *lf_export_dialog_new (GtkWindow *parent, LfAppContext *context, LfQuery *query);
/* As if @path had been chosen. Closing the dialog meanwhile cancels it. */
void lf_export_dialog_write (LfExportDialog *self, const char *path);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The backups of the store: the list, a new one, going back to one. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_BACKUPS_DIALOG (lf_backups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfBackupsDialog, lf_backups_dialog, LF, BACKUPS_DIALOG, AdwWindow)

/* Going back is app.restore: the application closes the store and its windows. */
LfBackupsDialog *lf_backups_dialog_new (GtkWindow *parent, LfAppContext *context);
/* Says what going back to it would cost, and asks. @path: of a backup, wherever it lies */
void lf_backups_dialog_ask_about (LfBackupsDialog *self, const char *path);

G_END_DECLS

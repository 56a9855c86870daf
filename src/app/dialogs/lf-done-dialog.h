/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that asks what was done, and what the next step is. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_DONE_DIALOG (lf_done_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfDoneDialog, lf_done_dialog, LF, DONE_DIALOG, AdwWindow)

/* @record: of an entity that has steps */
LfDoneDialog *lf_done_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *record);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that asks another park to take a project. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TRANSFER_DIALOG (lf_transfer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfTransferDialog, lf_transfer_dialog, LF, TRANSFER_DIALOG, AdwWindow)

/* @project: of a park */
LfTransferDialog *
lf_transfer_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *project);

G_END_DECLS

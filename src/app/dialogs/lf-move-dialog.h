/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that moves a project to another stage: when, on what evidence, and why. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_MOVE_DIALOG (lf_move_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfMoveDialog, lf_move_dialog, LF, MOVE_DIALOG, AdwWindow)

LfMoveDialog *
lf_move_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *project, LfStage to);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet that takes down a lead in one go: who it is, what they want and what comes next. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-capture.h"
#include "lf-field-row.h"

G_BEGIN_DECLS

#define LF_TYPE_CAPTURE_DIALOG (lf_capture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfCaptureDialog, lf_capture_dialog, LF, CAPTURE_DIALOG, AdwWindow)

LfCaptureDialog *lf_capture_dialog_new (GtkWindow *parent, LfAppContext *context);
/* (nullable) */
LfFieldRow *
lf_capture_dialog_get_row (LfCaptureDialog *self, LfCapturePart part, const char *field);

G_END_DECLS

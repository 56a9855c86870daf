/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preparing a handover: to whom, and what goes along. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_HANDOVER_DIALOG (lf_handover_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfHandoverDialog, lf_handover_dialog, LF, HANDOVER_DIALOG, AdwWindow)

/* May whoever works here hand @record over? */
gboolean lf_handover_can_prepare (LfAppContext *context, const LfRecord *record);

/* (transfer none): not presented yet */
LfHandoverDialog *
lf_handover_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *project);
void lf_handover_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project);

G_END_DECLS

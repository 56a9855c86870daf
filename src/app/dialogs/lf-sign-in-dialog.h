/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that ties this device to a server. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_SIGN_IN_DIALOG (lf_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfSignInDialog, lf_sign_in_dialog, LF, SIGN_IN_DIALOG, AdwWindow)

LfSignInDialog *lf_sign_in_dialog_new (GtkWindow *parent, LfAppContext *context);

G_END_DECLS

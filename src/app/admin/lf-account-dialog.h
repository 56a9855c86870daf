/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own account: another password, and one's own devices. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_ACCOUNT_DIALOG (lf_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfAccountDialog, lf_account_dialog, LF, ACCOUNT_DIALOG, AdwWindow)

LfAccountDialog *lf_account_dialog_new (GtkWindow *parent, LfAppContext *context);

G_END_DECLS

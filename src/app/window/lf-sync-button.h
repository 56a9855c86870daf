/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync state in the header: an icon that says it, and a popover that explains it. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_SYNC_BUTTON (lf_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (LfSyncButton, lf_sync_button, LF, SYNC_BUTTON, GtkWidget)

void lf_sync_button_set_context (LfSyncButton *self, LfAppContext *context);
void lf_sync_button_set_compact (LfSyncButton *self, gboolean is_compact); /* the icon only */

G_END_DECLS

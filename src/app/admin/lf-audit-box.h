/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's audit log, newest first: who did what with accounts, devices and keys. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_AUDIT_BOX (lf_audit_box_get_type ())
G_DECLARE_FINAL_TYPE (LfAuditBox, lf_audit_box, LF, AUDIT_BOX, GtkWidget)

void lf_audit_box_set_context (LfAuditBox *self, LfAppContext *context);
void lf_audit_box_show (LfAuditBox *self, JsonArray *entries);

G_END_DECLS

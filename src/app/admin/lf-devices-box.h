/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that are signed in, and ending one: the zone's for an administrator, else one's own. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_DEVICES_BOX (lf_devices_box_get_type ())
G_DECLARE_FINAL_TYPE (LfDevicesBox, lf_devices_box, LF, DEVICES_BOX, GtkWidget)

/* LfDevicesBox::changed: the server has done something, the list is to be read again */

void lf_devices_box_set_context (LfDevicesBox *self, LfAppContext *context);

/* @user: (nullable): only hers */
void lf_devices_box_show (LfDevicesBox *self, JsonArray *devices, const char *user);

G_END_DECLS

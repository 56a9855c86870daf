/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each role may do, as a table: records with the same rights stand together. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LF_TYPE_PERMISSIONS_BOX (lf_permissions_box_get_type ())
G_DECLARE_FINAL_TYPE (LfPermissionsBox, lf_permissions_box, LF, PERMISSIONS_BOX, GtkWidget)

G_END_DECLS

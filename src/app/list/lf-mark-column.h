/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last column of a list: how a record stands with the server. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkColumnViewColumn *lf_mark_column_new (void); /* (transfer full): of LfRow */

G_END_DECLS

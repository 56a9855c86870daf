/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much larger text is than usual. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns: 1 for text of the usual size and smaller, 2 for text of twice that size */
double lf_text_scale (GtkWidget *widget);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling to what was chosen elsewhere. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolls what is around @widget so that all of it is seen, as soon as it has a place there. */
void lf_bring_into_sight (GtkWidget *widget);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a day. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens at @button, which stands in a box; the action “list.show-day” there gets the day. It is
 * there while it is open: the sixty widgets of a calendar are not made with every list. */
void lf_day_popover_open (GtkWidget *button);

G_END_DECLS

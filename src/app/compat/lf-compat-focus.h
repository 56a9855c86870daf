/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows whose focus stays where keys can reach it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lf_window_keep_focus:
 *
 * From now on the focus of @window is not left in what is not shown. A menu of GTK 4.8 that closes
 * out of a submenu goes back to its first page when it is gone, and takes the focus there: until
 * the pointer is used no key is heard. What the menu belongs to has the focus then. Once, when the
 * window is made.
 */
void lf_window_keep_focus (GtkWindow *window);

G_END_DECLS

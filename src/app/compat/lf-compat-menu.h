/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Menus whose items have names for those who cannot see them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lf_menus_speak_of_items:
 *
 * From now on each item of a menu that comes to be shown has its text as its accessible name. GTK
 * 4.18 lets it be named by the label inside, whose role may not have a name, so that it has none.
 * Once, when the application starts; does nothing on a GTK that names them.
 */
void lf_menus_speak_of_items (void);

G_END_DECLS

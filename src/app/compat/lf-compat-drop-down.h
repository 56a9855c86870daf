/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drop-downs that are called by their label. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * lf_drop_down_speak_of_label:
 *
 * From now on a screen reader calls @drop_down by its accessible label, and the choice its value.
 * GTK from 4.14 on lets a drop-down be labelled by its choice, which then hides the label. Once,
 * when the drop-down is made; one that a GtkLabel names by a mnemonic or a relation needs it not.
 */
void lf_drop_down_speak_of_label (GtkDropDown *drop_down);

G_END_DECLS

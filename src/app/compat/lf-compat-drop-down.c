/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lf-compat-drop-down.h"

void
lf_drop_down_speak_of_label (GtkDropDown *drop_down)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

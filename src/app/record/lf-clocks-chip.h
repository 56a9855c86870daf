/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a project stands, in one line: its lamp and the clock that runs; why, and all other clocks,
 * when that is pressed. */

#pragma once

#include <gtk/gtk.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_CLOCKS_CHIP (lf_clocks_chip_get_type ())
G_DECLARE_FINAL_TYPE (LfClocksChip, lf_clocks_chip, LF, CLOCKS_CHIP, GtkWidget)

/* Out of sight for a record without clocks. */
void lf_clocks_chip_show (LfClocksChip *self, LfStore *store, const LfRecord *record);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chip: one element of a set, with a button that takes it out. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_CHIP (lf_chip_get_type ())
G_DECLARE_FINAL_TYPE (LfChip, lf_chip, LF, CHIP, AdwBin)

/* Signals: `opened`, when the element itself is pressed; `removed`. */
LfChip *lf_chip_new (const char *element, const char *label);
void lf_chip_set_label (LfChip *self, const char *label);
const char *lf_chip_get_element (LfChip *self);

G_END_DECLS

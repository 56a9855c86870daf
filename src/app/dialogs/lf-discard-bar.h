/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar that asks before what was entered into a dialog is lost. Its buttons activate the
 * dialog's actions dialog.discard and dialog.keep. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_DISCARD_BAR (lf_discard_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfDiscardBar, lf_discard_bar, LF, DISCARD_BAR, AdwBin)

void lf_discard_bar_ask (LfDiscardBar *self);
void lf_discard_bar_hide (LfDiscardBar *self);

G_END_DECLS

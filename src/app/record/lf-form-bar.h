/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over a long form: an entry that finds fields by name, and a button that shows them
 * all. */

#pragma once

#include <adwaita.h>
#include "lf-field.h"

G_BEGIN_DECLS

#define LF_TYPE_FORM_BAR (lf_form_bar_get_type ())
G_DECLARE_FINAL_TYPE (LfFormBar, lf_form_bar, LF, FORM_BAR, AdwBin)

/**
 * LfFormBar:
 * Signal `changed`: other fields are to be shown.
 * Signal `entered`: the first of those found is to be filled in.
 */
gboolean lf_form_bar_shows_all (LfFormBar *self);
gboolean lf_form_bar_is_finding (LfFormBar *self); /* only what was found is shown */
gboolean lf_form_bar_finds (LfFormBar *self, const LfField *field);
void lf_form_bar_tell (LfFormBar *self, guint n_found); /* how many there are of those */
void lf_form_bar_focus (LfFormBar *self);
void lf_form_bar_clear (LfFormBar *self); /* finds nothing in particular any more */

G_END_DECLS

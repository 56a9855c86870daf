/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formulas in what people wrote. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Would a spreadsheet reckon @cell instead of showing it? People's words come from anywhere, also
 * from a form on a web site, and a formula can send away what is beside it; so in CSV a ' goes
 * before it, and before one that is there (lf_text_append_csv(); lf_csv_cell() takes it away
 * again). Numbers are no formulas. */
gboolean lf_formula_is_one (const char *cell);

G_END_DECLS

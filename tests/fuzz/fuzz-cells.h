/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of the rows of any spreadsheet. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Opens and reads whatever is at @path, twice the same, and looks for headings and values in it. */
void fuzz_check_cells (const char *path);

G_END_DECLS

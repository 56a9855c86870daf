/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in sheets and is no record: sums, footnotes, and words for “not known”. */

#pragma once

#include "lf-cells.h"
#include "lf-core.h"

G_BEGIN_DECLS

/* Whether @row holds a sum or a note, by what stands up to the column of the titles: 合计, 小计,
 * 注：… */
gboolean lf_row_is_aside (const LfCellRow *row, guint title_column);

/* Whether @text only says that the value is not known: 待定, —, 无, N/A. Never so in text, where it
 * may be meant. */
gboolean lf_cell_is_unknown (const LfField *field, const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a spreadsheet, read by a thread of their own some way ahead of who takes them. */

#pragma once

#include "lf-cells.h"

G_BEGIN_DECLS

typedef struct _LfRowReader LfRowReader;

/* @cells: stands before the first of the rows; nobody else may use it as long as this lives. */
LfRowReader *lf_row_reader_new (LfCells *cells);
void lf_row_reader_free (LfRowReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfRowReader, lf_row_reader_free)

/* (transfer full) (element-type LfCellRow): the next few hundred; none at the end; NULL on error */
GPtrArray *lf_row_reader_next (LfRowReader *self, GError **error);

G_END_DECLS

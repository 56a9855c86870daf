/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a sheet that are merged over several rows: what stands in the first holds for all. */

#pragma once

#include "lf-cells.h"

G_BEGIN_DECLS

typedef struct _LfXlsxMerges LfXlsxMerges;

/**
 * lf_xlsx_merges_read:
 * @part: the sheet's file within the archive
 * A sheet lists its merged cells behind its rows, so it is unpacked once before they are read.
 * Returns: (transfer full): Errors: as lf_xml_part_run().
 */
LfXlsxMerges *lf_xlsx_merges_read (const char *path, const char *part, GError **error);
void lf_xlsx_merges_free (LfXlsxMerges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfXlsxMerges, lf_xlsx_merges_free)

void lf_xlsx_merges_begin (LfXlsxMerges *self); /* goes before the first row */
/* Fills the blank @cells (LfCell) of row @number; rows come in their order. What is filled in is
 * valid until the next row. */
void lf_xlsx_merges_fill (LfXlsxMerges *self, guint number, GArray *cells);

G_END_DECLS

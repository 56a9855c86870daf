/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of records as a template's sheet writes its own. */

#pragma once

#include "lf-xlsx-layout.h"

G_BEGIN_DECLS

typedef struct
{
  const LfXlsxTemplate *template;
  const LfXlsxBook *book;
  const LfXlsxLayout *layout;
  const char *sheet;     /* its XML */
  const GPtrArray *rows; /* LfCellRow: the records */
  guint n_rows;          /* of the sheet: as many, or all that are ready */
} LfXlsxRows;

/* Row @at of those for records, from 0. FALSE: it repeats a formula that cannot be told. */
gboolean lf_xlsx_rows_append (const LfXlsxRows *self, guint at, GString *xml);

G_END_DECLS

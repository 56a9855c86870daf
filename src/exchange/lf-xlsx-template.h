/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook that somebody else made, filled with rows below its headings. Styles, widths, heights,
 * merged cells, print settings and all other sheets stay its own: files within it that need no
 * change stay byte for byte.

 * The empty rows right below the headings are made ready for a record each; when there are more
 * records, their styles, merged cells and formulas are repeated and what stands below moves down,
 * with the formulas, names and ranges that mean it. */

#pragma once

#include "lf-cells.h"

G_BEGIN_DECLS

/* What is put into a column. */
typedef enum
{
  LF_FILL_NOT, /* the template's own */
  LF_FILL_VALUE,
  LF_FILL_POSITION, /* the number of the row, which the template may have written already */
} LfFill;

typedef struct
{
  const char *path;
  const char *sheet;
  guint heading; /* row of the headings, from 1; of two such rows the lower */
  const LfFill *fills;
  guint n_columns; /* of @fills */
} LfXlsxTemplate;

/**
 * lf_xlsx_template_fill:
 * @rows: (element-type LfCellRow): cells of as many columns; a day is a number where the template
 * shows days, and a text elsewhere
 * @to: (nullable): NULL only looks whether it can be filled
 * Errors: LF_EXCHANGE_ERROR_TYPE, which says what the template has that rows cannot be added to;
 * LF_EXCHANGE_ERROR_TOO_LARGE; as lf_zip_read() and lf_zip_write()
 */
gboolean lf_xlsx_template_fill (const LfXlsxTemplate *self,
                                const GPtrArray *rows,
                                const char *to,
                                GError **error);

G_END_DECLS

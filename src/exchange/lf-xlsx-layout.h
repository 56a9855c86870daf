/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a template's sheet the rows for records are. */

#pragma once

#include "lf-xlsx-book.h"
#include "lf-xlsx-template.h"

G_BEGIN_DECLS

#define LF_NO_STYLE G_MAXUINT

typedef struct
{
  guint column; /* from 0 */
  guint style;  /* LF_NO_STYLE: none */
  gsize at, end;
  gboolean has_formula, is_number;
  char *formula; /* (nullable): how it reads in this row; not known of an array */
} LfReadyCell;

typedef struct
{
  guint number;
  gsize at, end;
  guint style;
  char *attributes; /* of its tag, but those that tell where it is */
  GArray *cells;    /* LfReadyCell: by column */
  GArray *merges;   /* guint: first and last column of each */
} LfReadyRow;

typedef struct
{
  char *prefix;     /* of the sheet's elements: "x:", or "" */
  GPtrArray *ready; /* LfReadyRow: empty rows below the headings, with cells of the columns */
  GArray *columns;  /* guint: first, last, style of each stretch of columns */
  gsize heading_end;
  guint last_row; /* that anything is said of */
  guint n_merges;
  gboolean has_formulas;
  gboolean has_long_merge; /* one that goes over several rows, of which one is ready */
} LfXlsxLayout;

/* (nullable): @sheet cannot be read, or has no row of headings there. */
LfXlsxLayout *
lf_xlsx_layout_read (const LfXlsxTemplate *template, const LfXlsxBook *book, GBytes *sheet);
void lf_xlsx_layout_free (LfXlsxLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfXlsxLayout, lf_xlsx_layout_free)

/* The ready row whose looks a record's row takes, of @n_rows for records: the last one's for the
 * last, which may close a frame. (nullable): none is ready. */
const LfReadyRow *lf_xlsx_layout_like (const LfXlsxLayout *self, guint at, guint n_rows);
/* Of a cell that such a row lacks. */
guint lf_xlsx_layout_style (const LfXlsxLayout *self, const LfReadyRow *row, guint column);

/* "A3:C5" or "A3"; columns from 0. */
gboolean lf_xlsx_read_range (const char *range, guint *ret_columns, guint *ret_rows);

G_END_DECLS

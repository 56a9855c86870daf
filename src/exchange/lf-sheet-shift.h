/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refers to the rows of a sheet when rows are added to it: ranges and formulas. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_SHEET_MAX_ROWS 1048576
#define LF_SHEET_MAX_COLUMNS 16384

/* Rows are added behind row @last, which is the last of the list they belong to. What lies below
 * moves down; a range that ends with @last grows. */
typedef struct
{
  guint last;
  guint n_added;
} LfSheetShift;

guint lf_sheet_shift_row (const LfSheetShift *self, guint row);

/* (transfer full): "A3 B4:C7", as cells and ranges are listed. A cell of the last row becomes all
 * those below it that were added. */
char *lf_sheet_shift_ranges (const LfSheetShift *self, const char *ranges);

/**
 * lf_sheet_shift_formula:
 * @sheet: the name of the sheet that grows
 * @is_its_own: the formula stands in that sheet: a reference without a sheet means it
 * @is_in_list: it stands in one of the list's rows: nothing grows, what is below moves
 * Texts, other sheets, other workbooks and functions stay as they are.
 * Returns: (transfer full)
 */
char *lf_sheet_shift_formula (const LfSheetShift *self,
                              const char *formula,
                              const char *sheet,
                              gboolean is_its_own,
                              gboolean is_in_list);

/* (transfer full): as it reads @n_rows further down: relative rows move with it, $ rows stay */
char *lf_sheet_repeat_formula (const char *formula, guint n_rows);

/* Whether it reads of no other row than @row, but for $ rows: =C3+D3 in row 3, not =SUM(D2:D9) */
gboolean lf_sheet_formula_is_of_row (const char *formula, guint row);

/* "BC12" → 54 and 12; FALSE for what is no cell. Dollar signs may stand before both. */
gboolean lf_sheet_read_cell (const char *text, guint *ret_column, guint *ret_row);
char *lf_sheet_cell_name (guint column, guint row); /* (transfer full) */

G_END_DECLS

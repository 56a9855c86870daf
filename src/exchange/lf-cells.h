/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cells, read one after the other, whatever kind of file they come from. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_CELL_BLANK,
  LF_CELL_TEXT,   /* as it was written */
  LF_CELL_NUMBER, /* decimal digits: "5.6", "-12" */
  LF_CELL_DATE,   /* as precise as it is shown: "2023", "2023-02", "2023-02-05", with " 09:30:00" */
  LF_CELL_ERROR,  /* "#N/A" */
} LfCellKind;

typedef struct
{
  LfCellKind kind;
  const char *text;   /* never NULL */
  gboolean is_merged; /* it stands in a row above, in a merged cell that reaches down to here */
} LfCell;

typedef struct
{
  guint number; /* from 1, as the spreadsheet counts */
  guint n_cells;
  LfCell *cells;
  gboolean is_hidden; /* its program does not show it, by hand or by a filter */
} LfCellRow;

typedef struct _LfCells LfCells;

/* What a kind of file does; @self begins with an LfCells. */
typedef struct
{
  gboolean (*begin) (LfCells *self, guint sheet, GError **error);
  gboolean (*next) (LfCells *self, const LfCellRow **ret_row, GError **error);
  void (*free) (LfCells *self); /* its own part and itself */
} LfCellsFuncs;

struct _LfCells
{
  const LfCellsFuncs *funcs;
  GPtrArray *sheets;     /* (element-type utf8): names, as the program shows them; CSV: one of "" */
  guint n_hidden_sheets; /* the last so many of them are not shown by their program */
  gboolean is_1904;      /* days are counted from 1904, not from 1900 */
};

/**
 * lf_cells_open:
 * Opens a spreadsheet by what it holds, whatever its name ends in: XLSX, else CSV as
 * lf_text_file_read() and lf_csv_parse() take it. Errors: LF_EXCHANGE_ERROR.
 */
LfCells *lf_cells_open (const char *path, GError **error);
void lf_cells_free (LfCells *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCells, lf_cells_free)

/* Goes before the first row of a sheet; must be called first, and may be called again. */
gboolean lf_cells_begin (LfCells *self, guint sheet, GError **error);

/**
 * lf_cells_next:
 * @ret_row: (out) (transfer none) (nullable): valid until the next call; NULL at the end
 * Rows the file leaves out are left out.
 */
gboolean lf_cells_next (LfCells *self, const LfCellRow **ret_row, GError **error);

const char *lf_cell_row_text (const LfCellRow *row, guint column); /* "" outside */
gboolean lf_cell_row_is_blank (const LfCellRow *row); /* but for what is merged into it */
LfCellRow *lf_cell_row_copy (const LfCellRow *row);   /* (transfer full) */
void lf_cell_row_free (LfCellRow *row);               /* of a copy */

/* The kinds of files, for lf_cells_open(). */
LfCells *lf_csv_cells_open (const char *path, GError **error);
LfCells *lf_xlsx_cells_open (const char *path, GError **error);

/* Who implements it calls this on its own zeroed structure. */
void lf_cells_init (LfCells *self, const LfCellsFuncs *funcs);

G_END_DECLS

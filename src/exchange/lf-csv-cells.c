/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a CSV file as rows of cells. */

#include "config.h"

#include "lf-cells.h"
#include "lf-csv.h"
#include "lf-text-file.h"

typedef struct
{
  LfCells parent;
  LfCsv *csv;
  guint at;      /* the row to come */
  GArray *cells; /* LfCell: of the row read last */
  LfCellRow row;
} LfCsvCells;

static gboolean
csv_begin (LfCells *cells, guint sheet, GError **error)
{
  ((LfCsvCells *) cells)->at = 0;
  return TRUE;
}

static gboolean
csv_next (LfCells *cells, const LfCellRow **ret_row, GError **error)
{
  LfCsvCells *self = (LfCsvCells *) cells;
  guint n = lf_csv_n_columns (self->csv, self->at);

  *ret_row = NULL;
  if (self->at >= self->csv->rows->len)
    return TRUE;
  g_array_set_size (self->cells, n);
  for (guint i = 0; i < n; i++)
    {
      const char *text = lf_csv_cell (self->csv, self->at, i);
      g_array_index (self->cells, LfCell, i)
          = (LfCell){ *text == '\0' ? LF_CELL_BLANK : LF_CELL_TEXT, text };
    }
  self->row = (LfCellRow){ ++self->at, n, (LfCell *) (gpointer) self->cells->data };
  *ret_row = &self->row;
  return TRUE;
}

static void
csv_free (LfCells *cells)
{
  LfCsvCells *self = (LfCsvCells *) cells;

  lf_csv_free (self->csv);
  g_array_unref (self->cells);
  g_free (self);
}

LfCells *
lf_csv_cells_open (const char *path, GError **error)
{
  static const LfCellsFuncs funcs = { csv_begin, csv_next, csv_free };
  gsize length;
  g_autofree char *text = lf_text_file_read (path, &length, error);
  LfCsv *csv = text == NULL ? NULL : lf_csv_parse (text, error);
  LfCsvCells *self;

  if (csv == NULL)
    return NULL;
  self = g_new0 (LfCsvCells, 1);
  lf_cells_init (&self->parent, &funcs);
  g_ptr_array_add (self->parent.sheets, g_strdup (""));
  self->csv = csv;
  self->cells = g_array_new (FALSE, TRUE, sizeof (LfCell));
  return &self->parent;
}

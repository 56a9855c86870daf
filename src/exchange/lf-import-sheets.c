/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheets a file has, for people to choose from. */

#include "config.h"

#include "lf-cells.h"
#include "lf-import.h"

static void
sheet_free (gpointer data)
{
  g_free (((LfImportSheet *) data)->name);
  g_free (data);
}

static gboolean
count_rows (LfCells *cells, guint sheet, GCancellable *cancellable, guint *ret_n, GError **error)
{
  const LfCellRow *row = NULL;
  guint n = 0;

  if (!lf_cells_begin (cells, sheet, error))
    return FALSE;
  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !lf_cells_next (cells, &row, error))
        return FALSE;
      n += row != NULL && !lf_cell_row_is_blank (row);
    }
  while (row != NULL);
  *ret_n = n;
  return TRUE;
}

GPtrArray *
lf_import_sheets_sync (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (sheet_free);
  g_autoptr (LfCells) cells = lf_cells_open (path, error);

  for (guint i = 0; cells != NULL && i < cells->sheets->len; i++)
    {
      LfImportSheet *sheet;
      guint n = 0;

      if (!count_rows (cells, i, cancellable, &n, error))
        return NULL;
      if (n == 0)
        continue;
      sheet = g_new (LfImportSheet, 1);
      *sheet = (LfImportSheet){ g_strdup (cells->sheets->pdata[i]), n,
                                i >= cells->sheets->len - cells->n_hidden_sheets };
      g_ptr_array_add (sheets, sheet);
    }
  return cells == NULL ? NULL : g_steal_pointer (&sheets);
}

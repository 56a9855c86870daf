/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of cells: what is common to all kinds of files. */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "lf-cells.h"

#include "lf-core.h"
#include "lf-import.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MAGIC_BYTES 4

/* What the file begins with; nothing for one that cannot be read, which its reader tells of. */
static gsize
read_magic (const char *path, char *ret_magic)
{
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rbe") : NULL;
  gsize n;

  if (file == NULL)
    return 0;
  n = fread (ret_magic, 1, MAGIC_BYTES, file);
  fclose (file);
  return n;
}

/* An encrypted XLSX is wrapped into the container that .xls files use. */
static LfCells *
refuse_container (const char *path, GError **error)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  if (file != NULL && g_mapped_file_get_length (file) > 0
      && memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), name,
                 sizeof name)
             != NULL)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                 _ ("“%s” is locked with a password. Open it, save it without one and import that "
                    "file."),
                 path);
  else
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                 _ ("“%s” is a workbook of the old kind (.xls). Save the sheet as CSV or XLSX and "
                    "import that file."),
                 path);
  return NULL;
}

LfCells *
lf_cells_open (const char *path, GError **error)
{
  char magic[MAGIC_BYTES];
  gsize n = read_magic (path, magic);

  if (n == MAGIC_BYTES && memcmp (magic, "\xd0\xcf\x11\xe0", MAGIC_BYTES) == 0)
    return refuse_container (path, error);
  if (n == MAGIC_BYTES && memcmp (magic, "PK", 2) == 0)
    return lf_xlsx_cells_open (path, error);
  return lf_csv_cells_open (path, error);
}

void
lf_cells_init (LfCells *self, const LfCellsFuncs *funcs)
{
  self->funcs = funcs;
  self->sheets = g_ptr_array_new_with_free_func (g_free);
}

void
lf_cells_free (LfCells *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  self->funcs->free (self);
}

gboolean
lf_cells_begin (LfCells *self, guint sheet, GError **error)
{
  g_return_val_if_fail (sheet < self->sheets->len, FALSE);
  return self->funcs->begin (self, sheet, error);
}

gboolean
lf_cells_next (LfCells *self, const LfCellRow **ret_row, GError **error)
{
  return self->funcs->next (self, ret_row, error);
}

const char *
lf_cell_row_text (const LfCellRow *row, guint column)
{
  return column < row->n_cells ? row->cells[column].text : "";
}

gboolean
lf_cell_row_is_blank (const LfCellRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *text = lf_text_clean (row->cells[i].text);
      if (text != NULL && !row->cells[i].is_merged)
        return FALSE;
    }
  return TRUE;
}

/* With its cells and their texts in one piece of memory: most copies live shortly. */
LfCellRow *
lf_cell_row_copy (const LfCellRow *row)
{
  gsize size = sizeof (LfCellRow) + row->n_cells * sizeof (LfCell);
  LfCellRow *copy;
  char *text;

  for (guint i = 0; i < row->n_cells; i++)
    size += strlen (row->cells[i].text) + 1;
  copy = g_malloc (size);
  *copy = (LfCellRow){ row->number, row->n_cells, (LfCell *) (copy + 1), row->is_hidden };
  text = (char *) (copy->cells + row->n_cells);
  for (guint i = 0; i < row->n_cells; i++)
    {
      copy->cells[i] = (LfCell){ row->cells[i].kind, text, row->cells[i].is_merged };
      text = g_stpcpy (text, row->cells[i].text) + 1;
    }
  return copy;
}

void
lf_cell_row_free (LfCellRow *row)
{
  g_free (row);
}

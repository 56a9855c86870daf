/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that an import left out, as a file that can be corrected and imported again. */

#include "config.h"

#include "lf-export-writer.h"
#include "lf-import-private.h"

#include <glib/gi18n-lib.h>

static void
append_row (GString *text, const LfCellRow *row, guint width, const char *reason)
{
  for (guint i = 0; i < width; i++)
    lf_text_append_csv (text, lf_cell_row_text (row, i), FALSE);
  lf_text_append_csv (text, reason, TRUE);
}

static guint
find_width (const LfImport *self)
{
  guint width = 0;

  for (guint i = 0; i < self->head->len; i++)
    width = MAX (width, ((LfCellRow *) self->head->pdata[i])->n_cells);
  for (guint i = 0; i < self->skipped->len; i++)
    width = MAX (width, ((LfSkippedRow *) self->skipped->pdata[i])->row->n_cells);
  return width;
}

gboolean
lf_import_write_skipped (const LfImport *self, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GError) local_error = NULL;
  guint width = find_width (self);

  for (guint i = 0; i < self->head->len; i++)
    append_row (text, self->head->pdata[i], width,
                i == self->head->len - 1 ? _ ("Why it was left out") : "");
  for (guint i = 0; i < self->skipped->len; i++)
    {
      const LfSkippedRow *skipped = self->skipped->pdata[i];
      append_row (text, skipped->row, width, skipped->why.message);
    }
  if (!lf_export_may_write (path, error))
    return FALSE;
  return g_file_set_contents (path, text->str, (gssize) text->len, &local_error)
         || lf_export_fail_to_write (path, local_error->message, error);
}

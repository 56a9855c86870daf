/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export as CSV that a spreadsheet opens and the import reads again. */

#include "config.h"

#include "lf-export-writer.h"

static void
add_headings (LfExportWriter *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfField *field = &self->entity->fields[g_array_index (self->columns, guint, i)];
      const char *unit = lf_field_unit_label (field);
      g_autofree char *heading = unit == NULL
                                     ? g_strdup (lf_field_label (field))
                                     : g_strdup_printf ("%s (%s)", lf_field_label (field), unit);

      lf_text_append_csv (self->text, heading, i == self->columns->len - 1);
    }
}

static LfExportWriter *
csv_open (const LfEntity *entity, GArray *columns, const char *path, GError **error)
{
  LfExportWriter *self = g_new0 (LfExportWriter, 1);

  lf_export_writer_init (self, &lf_export_csv, entity, columns, path);
  g_string_append (self->text, "\xef\xbb\xbf");
  add_headings (self);
  return self;
}

static gboolean
csv_add (LfExportWriter *self, const LfRecord *record, GError **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *cell
          = lf_export_cell_text (self, record, g_array_index (self->columns, guint, i));
      lf_text_append_csv (self->text, cell, i == self->columns->len - 1);
    }
  return TRUE;
}

const LfExportFuncs lf_export_csv
    = { csv_open, csv_add, lf_export_writer_save, lf_export_writer_free, /* fits= */ NULL };

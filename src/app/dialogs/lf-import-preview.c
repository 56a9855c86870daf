/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of an import, as they will be stored. */

#include "config.h"

#include "lf-import-preview.h"

#include "lf-new-record-dialog.h"

#define MAX_ROWS 5
#define MAX_WIDTH_CHARS 28

struct _LfImportPreview
{
  AdwPreferencesGroup parent_instance;

  GtkGrid *grid;
};

G_DEFINE_FINAL_TYPE (LfImportPreview, lf_import_preview, ADW_TYPE_PREFERENCES_GROUP)

static void
lf_import_preview_class_init (LfImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-import-preview"));
  gtk_widget_class_bind_template_child (widget_class, LfImportPreview, grid);
}

static void
lf_import_preview_init (LfImportPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_cell (LfImportPreview *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (row == 0)
    gtk_widget_add_css_class (label, "lf-table-heading");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
add_column (LfImportPreview *self, int column, const LfField *field, GPtrArray *records)
{
  add_cell (self, column, 0, lf_field_label (field));
  for (guint i = 0; i < MIN (records->len, MAX_ROWS); i++)
    {
      g_autofree char *text = lf_record_format (records->pdata[i], field->name);
      add_cell (self, column, (int) i + 1, text);
    }
}

void
lf_import_preview_show (LfImportPreview *self, const LfImport *import)
{
  GPtrArray *records = lf_import_records (import);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint i = 0; i < lf_import_n_columns (import); i++)
    if (lf_import_field (import, i) != NULL)
      add_column (self, (int) i, lf_import_field (import, i), records);
  gtk_widget_set_visible (GTK_WIDGET (self), records->len > 0);
}

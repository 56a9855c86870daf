/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of an import, as they will be stored. */

#include "config.h"

#include "lf-import-preview.h"

#include "lf-new-record-dialog.h"

#include <glib/gi18n.h>

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

static GtkWidget *
add_cell (LfImportPreview *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH_CHARS);
  gtk_widget_set_tooltip_text (label, text);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (row == 0)
    gtk_widget_add_css_class (label, "lf-table-heading");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

static gboolean
is_changed (const LfRecord *original, const LfRecord *record, guint index)
{
  return g_strcmp0 (lf_record_get_at (original, index), lf_record_get_at (record, index)) != 0;
}

/* What changes is shown as old → new. */
static void
add_value (LfImportPreview *self, int column, int row, const LfImport *import, guint index)
{
  const LfRecord *record = lf_import_records (import)->pdata[row - 1];
  const LfRecord *original = lf_import_original (import, record);
  g_autofree char *text = lf_record_format_at (record, index);
  g_autofree char *old = NULL;
  g_autofree char *both = NULL;
  GtkWidget *label;

  if (original == NULL || !is_changed (original, record, index))
    {
      add_cell (self, column, row, text);
      return;
    }
  old = lf_record_format_at (original, index);
  both = g_strdup_printf (_ ("%1$s → %2$s"), *old == '\0' ? _ ("blank") : old, text);
  label = add_cell (self, column, row, both);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 2 * MAX_WIDTH_CHARS);
  gtk_widget_set_tooltip_text (label, both);
  gtk_widget_add_css_class (label, "accent");
}

/* Which row of the file, and whether its record is there. */
static void
add_rows (LfImportPreview *self, const LfImport *import, guint n)
{
  add_cell (self, 0, 0, _ ("Row"));
  for (guint i = 0; i < n; i++)
    {
      const LfRecord *record = lf_import_records (import)->pdata[i];
      g_autofree char *text = g_strdup_printf (
          lf_import_original (import, record) == NULL ? _ ("%u, new") : _ ("%u, changed"),
          lf_import_row (import, record));

      gtk_widget_add_css_class (add_cell (self, 0, (int) i + 1, text), "dim-label");
    }
}

static gboolean
has_column (const LfImport *import, const LfField *field)
{
  for (guint i = 0; i < lf_import_n_columns (import); i++)
    if (lf_import_field (import, i) == field)
      return TRUE;
  return FALSE;
}

/* Whether the field has no column and is stored all the same: an initial value, a stage's date. */
static gboolean
is_stored_beside (const LfImport *import, guint index, guint n)
{
  const LfField *field = &lf_import_entity (import)->fields[index];
  gboolean is_said = FALSE;

  for (guint i = 0; i < n && !is_said; i++)
    {
      const LfRecord *record = lf_import_records (import)->pdata[i];
      const LfRecord *original = lf_import_original (import, record);

      is_said = original == NULL ? lf_record_get_at (record, index) != NULL
                                 : is_changed (original, record, index);
    }
  return is_said && !has_column (import, field) && !(field->flags & LF_FIELD_HIDDEN);
}

static void
add_column (LfImportPreview *self, int column, const LfImport *import, guint index, guint n)
{
  add_cell (self, column, 0, lf_field_label (&lf_import_entity (import)->fields[index]));
  for (guint i = 0; i < n; i++)
    add_value (self, column, (int) i + 1, import, index);
}

void
lf_import_preview_show (LfImportPreview *self, const LfImport *import)
{
  const LfEntity *entity = lf_import_entity (import);
  guint n = MIN (lf_import_records (import)->len, MAX_ROWS);
  int column = 1;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  add_rows (self, import, n);
  for (guint i = 0; i < lf_import_n_columns (import); i++)
    if (lf_import_field (import, i) != NULL)
      add_column (self, column++, import,
                  (guint) lf_entity_index (entity, lf_import_field (import, i)->name), n);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (is_stored_beside (import, i, n))
      add_column (self, column++, import, i, n);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

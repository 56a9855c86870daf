/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a spreadsheet goes into which field: a combo row for each heading. */

#include "config.h"

#include "lf-import-mapping.h"

#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfImportMapping
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows;       /* (element-type AdwComboRow), owned by the group: one for each column */
  GPtrArray *buttons;    /* (element-type GtkButton), each in its row: forgets what was learned */
  GPtrArray *fields;     /* (element-type LfField): that a column may be */
  GtkStringList *labels; /* (nullable): “Leave out”, then the fields' */
  const LfEntity *entity;
  GHashTable *mapping; /* heading → field name */
  gboolean is_showing;
};

enum
{
  CHANGED,
  FORGET,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfImportMapping, lf_import_mapping, ADW_TYPE_PREFERENCES_GROUP)

static void
on_row_selected_cb (AdwComboRow *row, GParamSpec *pspec, LfImportMapping *self)
{
  guint position = adw_combo_row_get_selected (row);

  if (self->is_showing || position == GTK_INVALID_LIST_POSITION)
    return;
  g_hash_table_insert (
      self->mapping, g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))),
      g_strdup (position == 0 ? "" : ((const LfField *) self->fields->pdata[position - 1])->name));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_forget_clicked_cb (LfImportMapping *self, GtkButton *button)
{
  guint column;

  if (g_ptr_array_find (self->buttons, button, &column))
    g_signal_emit (self, signals[FORGET], 0, column);
}

static void
clear_rows (LfImportMapping *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->buttons, 0);
}

static void
lf_import_mapping_finalize (GObject *object)
{
  LfImportMapping *self = LF_IMPORT_MAPPING (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->buttons);
  g_ptr_array_unref (self->fields);
  g_clear_object (&self->labels);
  g_hash_table_unref (self->mapping);
  G_OBJECT_CLASS (lf_import_mapping_parent_class)->finalize (object);
}

static void
lf_import_mapping_class_init (LfImportMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_import_mapping_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_IMPORT_MAPPING, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FORGET] = g_signal_new ("forget", LF_TYPE_IMPORT_MAPPING, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               LF_DIALOG_UI ("lf-import-mapping"));
}

static void
lf_import_mapping_init (LfImportMapping *self)
{
  self->rows = g_ptr_array_new ();
  self->buttons = g_ptr_array_new ();
  self->fields = g_ptr_array_new ();
  self->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
list_fields (LfImportMapping *self)
{
  g_clear_object (&self->labels);
  self->labels = gtk_string_list_new (NULL);
  g_ptr_array_set_size (self->fields, 0);
  gtk_string_list_append (self->labels, C_ ("column", "Leave Out"));
  for (const LfField *field = self->entity->fields; field->name != NULL; field++)
    if (lf_import_takes (field))
      {
        g_ptr_array_add (self->fields, (gpointer) field);
        gtk_string_list_append (self->labels, lf_field_label (field));
      }
}

static GtkWidget *
new_forget_button (LfImportMapping *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-clear-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Forget What Was Learned"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Forget What Was Learned"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_forget_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
add_row (LfImportMapping *self, const char *heading)
{
  GtkWidget *row = adw_combo_row_new ();
  GtkWidget *button = new_forget_button (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heading);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (self->labels));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  lf_text_tip_add_to_parts (row);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_row_selected_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->buttons, button);
}

static void
show_column (LfImportMapping *self, const LfImport *import, guint column)
{
  const LfField *field = lf_import_field (import, column);
  gboolean is_learned = lf_import_is_learned (import, column);
  guint position = 0;

  adw_combo_row_set_selected (self->rows->pdata[column],
                              g_ptr_array_find (self->fields, field, &position) ? position + 1 : 0);
  adw_action_row_set_subtitle (self->rows->pdata[column],
                               is_learned ? _ ("Learned from an earlier import")
                               : lf_import_is_verdict (import, column)
                                   ? _ ("Becomes the joint verdict on each lead")
                                   : "");
  gtk_widget_set_visible (self->buttons->pdata[column], is_learned);
}

/* The rows stay while a person works at them; only what they say is brought up to date. */
static gboolean
is_same_shape (LfImportMapping *self, const LfImport *import)
{
  if (self->entity != lf_import_entity (import) || self->rows->len != lf_import_n_columns (import))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (adw_preferences_row_get_title (self->rows->pdata[i]),
                   lf_import_heading (import, i))
        != 0)
      return FALSE;
  return TRUE;
}

void
lf_import_mapping_show (LfImportMapping *self, const LfImport *import)
{
  self->is_showing = TRUE;
  if (!is_same_shape (self, import))
    {
      clear_rows (self);
      self->entity = lf_import_entity (import);
      list_fields (self);
      for (guint i = 0; i < lf_import_n_columns (import); i++)
        add_row (self, lf_import_heading (import, i));
    }
  for (guint i = 0; i < self->rows->len; i++)
    show_column (self, import, i);
  self->is_showing = FALSE;
}

GHashTable *
lf_import_mapping_get (LfImportMapping *self)
{
  return self->mapping;
}

void
lf_import_mapping_reset (LfImportMapping *self)
{
  g_hash_table_remove_all (self->mapping);
}

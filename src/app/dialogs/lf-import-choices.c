/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a spreadsheet is imported, and how. */

#include "config.h"

#include "lf-import-choices.h"

#include "lf-new-record-dialog.h"

#include <glib/gi18n.h>

struct _LfImportChoices
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *sheet_row;
  GtkStringList *sheet_labels;
  AdwComboRow *entity_row;
  GtkStringList *entity_labels;
  AdwComboRow *mode_row; /* in the order of LfImportMode */
  AdwComboRow *key_row;  /* the usual one, then @keys */
  AdwEntryRow *batch_row;
  GtkSwitch *lenient_switch;
  GtkWidget *hidden_row;
  GtkSwitch *hidden_switch;

  GPtrArray *sheets;      /* (element-type utf8): names */
  char *sheet;            /* (nullable): the one chosen by hand */
  const LfEntity *entity; /* (nullable): to be guessed */
  GPtrArray *keys;        /* (element-type LfField): by which records can be found */
  char *key;              /* (nullable): the one chosen by hand */
  gboolean is_showing;
};

enum
{
  CHANGED,
  SUBJECT_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfImportChoices, lf_import_choices, ADW_TYPE_PREFERENCES_GROUP)

static LfImportMode
get_mode (LfImportChoices *self)
{
  return (LfImportMode) adw_combo_row_get_selected (self->mode_row);
}

static void
update_key_row (LfImportChoices *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->key_row),
                          get_mode (self) != LF_IMPORT_CREATE && self->keys->len > 0);
}

/* ---- What a person chose ---- */

static void
on_choice_changed_cb (LfImportChoices *self)
{
  if (self->is_showing)
    return;
  update_key_row (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_key_selected_cb (LfImportChoices *self)
{
  guint position = adw_combo_row_get_selected (self->key_row);

  if (self->is_showing || position > self->keys->len)
    return;
  g_free (self->key);
  self->key
      = position == 0 ? NULL : g_strdup (((const LfField *) self->keys->pdata[position - 1])->name);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_sheet_selected_cb (LfImportChoices *self)
{
  guint position = adw_combo_row_get_selected (self->sheet_row);

  if (self->is_showing || position >= self->sheets->len)
    return;
  g_free (self->sheet);
  self->sheet = g_strdup (self->sheets->pdata[position]);
  self->entity = NULL;
  g_signal_emit (self, signals[SUBJECT_CHANGED], 0);
}

static void
on_entity_selected_cb (LfImportChoices *self)
{
  guint position = adw_combo_row_get_selected (self->entity_row);
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  if (self->is_showing || position >= n_entities)
    return;
  self->entity = entities[position];
  g_signal_emit (self, signals[SUBJECT_CHANGED], 0);
}

/* ---- Widget ---- */

static void
lf_import_choices_finalize (GObject *object)
{
  LfImportChoices *self = LF_IMPORT_CHOICES (object);

  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->keys);
  g_free (self->sheet);
  g_free (self->key);
  G_OBJECT_CLASS (lf_import_choices_parent_class)->finalize (object);
}

static void
lf_import_choices_class_init (LfImportChoicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_import_choices_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_IMPORT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SUBJECT_CHANGED] = g_signal_new ("subject-changed", LF_TYPE_IMPORT_CHOICES,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-import-choices"));
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, sheet_labels);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, entity_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, entity_labels);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, mode_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, key_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, batch_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, lenient_switch);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, hidden_row);
  gtk_widget_class_bind_template_child (widget_class, LfImportChoices, hidden_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entity_selected_cb);
}

static void
lf_import_choices_init (LfImportChoices *self)
{
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  self->sheets = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_ptr_array_new ();
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < n_entities; i++)
    gtk_string_list_append (self->entity_labels, lf_entity_label (entities[i]));
  self->is_showing = FALSE;
}

void
lf_import_choices_reset (LfImportChoices *self)
{
  self->entity = NULL;
  g_ptr_array_set_size (self->sheets, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), FALSE);
  self->is_showing = TRUE;
  gtk_switch_set_active (self->hidden_switch, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->batch_row), "");
  self->is_showing = FALSE;
}

void
lf_import_choices_forget (LfImportChoices *self)
{
  g_clear_pointer (&self->sheet, g_free);
  g_clear_pointer (&self->key, g_free);
}

gboolean
lf_import_choices_is_remembering (LfImportChoices *self)
{
  return self->sheet != NULL || self->key != NULL;
}

/* ---- Sheets ---- */

static void
select_sheet (LfImportChoices *self, const char *name)
{
  for (guint i = 0; i < self->sheets->len; i++)
    if (g_strcmp0 (self->sheets->pdata[i], name) == 0)
      adw_combo_row_set_selected (self->sheet_row, i);
}

static char *
describe_sheet (const LfImportSheet *sheet)
{
  if (sheet->is_hidden)
    return g_strdup_printf (
        ngettext ("%1$s (hidden, %2$u row)", "%1$s (hidden, %2$u rows)", sheet->n_rows),
        sheet->name, sheet->n_rows);
  return g_strdup_printf (ngettext ("%1$s (%2$u row)", "%1$s (%2$u rows)", sheet->n_rows),
                          sheet->name, sheet->n_rows);
}

void
lf_import_choices_show_sheets (LfImportChoices *self, GPtrArray *sheets)
{
  gboolean is_only_hidden = sheets->len == 1 && ((LfImportSheet *) sheets->pdata[0])->is_hidden;
  g_autofree char *shown = NULL;

  self->is_showing = TRUE;
  g_ptr_array_set_size (self->sheets, 0);
  gtk_string_list_splice (self->sheet_labels, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->sheet_labels)), NULL);
  for (guint i = 0; i < sheets->len; i++)
    {
      const LfImportSheet *sheet = sheets->pdata[i];
      g_autofree char *label = describe_sheet (sheet);

      g_ptr_array_add (self->sheets, g_strdup (sheet->name));
      gtk_string_list_append (self->sheet_labels, label);
    }
  if (is_only_hidden) /* to be chosen, or it is not read */
    adw_combo_row_set_selected (self->sheet_row, GTK_INVALID_LIST_POSITION);
  select_sheet (self, self->sheet);
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), sheets->len > 1 || is_only_hidden);
  self->is_showing = FALSE;
}

/* ---- The rest ---- */

static char *
describe_usual_key (const LfEntity *entity)
{
  const char *names = entity->key != NULL ? entity->key : lf_entity_title (entity)->name;
  g_auto (GStrv) fields = g_strsplit (names, "|", -1);
  GString *text = g_string_new (NULL);

  for (char **name = fields; *name != NULL; name++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " + " : "",
                            lf_field_label (lf_entity_field (entity, *name)));
  return g_string_free (text, FALSE);
}

static void
show_keys (LfImportChoices *self, const LfImport *import)
{
  const LfEntity *entity = lf_import_entity (import);
  g_autofree char *usual = describe_usual_key (entity);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->keys, 0);
  gtk_string_list_append (labels, usual);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (lf_import_can_be_key (import, field)
        && (entity->key != NULL || field != lf_entity_title (entity)))
      {
        g_ptr_array_add (self->keys, (gpointer) field);
        gtk_string_list_append (labels, lf_field_label (field));
        if (g_strcmp0 (field->name, self->key) == 0)
          selected = self->keys->len;
      }
  adw_combo_row_set_model (self->key_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->key_row, selected);
}

void
lf_import_choices_show (LfImportChoices *self, const LfImport *import)
{
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  self->is_showing = TRUE;
  for (guint i = 0; i < n_entities; i++)
    if (entities[i] == lf_import_entity (import))
      adw_combo_row_set_selected (self->entity_row, i);
  gtk_widget_set_visible (GTK_WIDGET (self->entity_row), TRUE);
  select_sheet (self, lf_import_sheet (import));
  show_keys (self, import);
  gtk_widget_set_visible (GTK_WIDGET (self->batch_row), lf_import_takes_batch (import));
  gtk_widget_set_visible (self->hidden_row, lf_import_n_hidden (import) > 0);
  self->is_showing = FALSE;
  update_key_row (self);
}

void
lf_import_choices_get (LfImportChoices *self, LfImportOptions *ret_options)
{
  *ret_options = (LfImportOptions){
    .entity = self->entity,
    .sheet = self->sheet,
    .mode = get_mode (self),
    .key = get_mode (self) == LF_IMPORT_CREATE ? NULL : self->key,
    .is_lenient = gtk_switch_get_active (self->lenient_switch),
    .has_hidden = gtk_switch_get_active (self->hidden_switch),
  };
}

char *
lf_import_choices_get_batch (LfImportChoices *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->batch_row))
             ? lf_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->batch_row)))
             : NULL;
}

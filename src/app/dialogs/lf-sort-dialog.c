/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that says by which fields a list is ordered. */

#include "config.h"

#include "lf-sort-dialog.h"

#include "lf-new-record-dialog.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfSortDialog
{
  AdwWindow parent_instance;
  AdwPreferencesGroup *group;
  AdwComboRow *rows[LF_SORT_MOST]; /* owned by the group */
  GtkToggleButton *downs[LF_SORT_MOST];
  GPtrArray *fields; /* (element-type LfField) */
};

static guint sorted_signal;

G_DEFINE_FINAL_TYPE (LfSortDialog, lf_sort_dialog, ADW_TYPE_WINDOW)

static const LfField * /* (nullable) */
field_of (LfSortDialog *self, guint i)
{
  guint position = adw_combo_row_get_selected (self->rows[i]);

  return position == 0 || position > self->fields->len ? NULL : self->fields->pdata[position - 1];
}

static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfSortDialog *self = LF_SORT_DIALOG (widget);
  g_autoptr (GString) sort = g_string_new (NULL);
  gboolean is_there;

  for (guint i = 0; i < LF_SORT_MOST; i++)
    {
      const LfField *field = field_of (self, i);

      if (field != NULL && lf_sort_find (sort->str, field->name, &is_there) == 0)
        g_string_append_printf (sort, "%s%s%s", sort->len > 0 ? "," : "",
                                gtk_toggle_button_get_active (self->downs[i]) ? "-" : "",
                                field->name);
    }
  g_signal_emit (self, sorted_signal, 0, sort->len == 0 ? NULL : sort->str);
  gtk_window_close (GTK_WINDOW (self));
}

static void
lf_sort_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (LF_SORT_DIALOG (object)->fields);
  G_OBJECT_CLASS (lf_sort_dialog_parent_class)->finalize (object);
}

static void
lf_sort_dialog_class_init (LfSortDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_sort_dialog_finalize;
  sorted_signal = g_signal_new ("sorted", LF_TYPE_SORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "dialog.sort", NULL, sort_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-sort-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfSortDialog, group);
}

static void
lf_sort_dialog_init (LfSortDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

static GtkStringList *
new_labels (LfSortDialog *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, C_ ("sort by", "Nothing"));
  for (guint i = 0; i < self->fields->len; i++)
    gtk_string_list_append (labels, lf_field_label (self->fields->pdata[i]));
  return labels;
}

static void
add_row (LfSortDialog *self, guint i)
{
  g_autoptr (GtkStringList) labels = new_labels (self);
  GtkWidget *down = gtk_toggle_button_new ();

  self->rows[i] = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]),
                                 i == 0 ? _ ("First By") : _ ("Then By"));
  adw_combo_row_set_model (self->rows[i], G_LIST_MODEL (labels));
  self->downs[i] = GTK_TOGGLE_BUTTON (down);
  gtk_button_set_icon_name (GTK_BUTTON (down), "view-sort-descending-symbolic");
  gtk_widget_set_tooltip_text (down, _ ("Largest or Latest First"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Largest or Latest First"), -1);
  gtk_widget_set_valign (down, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (down, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->rows[i]), down);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->rows[i]));
}

static void
show_sort (LfSortDialog *self, const char *sort)
{
  for (guint f = 0; f < self->fields->len; f++)
    {
      const LfField *field = self->fields->pdata[f];
      gboolean is_descending = FALSE;
      guint place = lf_sort_find (sort, field->name, &is_descending);

      if (place == 0 || place > LF_SORT_MOST)
        continue;
      adw_combo_row_set_selected (self->rows[place - 1], f + 1);
      gtk_toggle_button_set_active (self->downs[place - 1], is_descending);
    }
}

LfSortDialog *
lf_sort_dialog_new (GtkWindow *parent, GPtrArray *fields, const char *sort)
{
  LfSortDialog *self = g_object_new (LF_TYPE_SORT_DIALOG, "transient-for", parent, NULL);

  self->fields = g_ptr_array_ref (fields);
  for (guint i = 0; i < LF_SORT_MOST; i++)
    add_row (self, i);
  show_sort (self, sort);
  return self;
}

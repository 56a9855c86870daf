/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The seven ones. */

#include "config.h"

#include "lf-chain-ones.h"

#include "lf-chains-page.h"
#include "lf-may.h"

#include <glib/gi18n.h>

struct _LfChainOnes
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *fill;
  GPtrArray *rows; /* (element-type GtkWidget), owned by the group */

  LfAppContext *context; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfChainOnes, lf_chain_ones, GTK_TYPE_WIDGET)

static void
on_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  LfChainOnes *self
      = LF_CHAIN_ONES (gtk_widget_get_ancestor (GTK_WIDGET (check), LF_TYPE_CHAIN_ONES));
  LfRecord *item = user_data;
  g_autofree char *title = lf_record_title (item);
  g_autoptr (LfChange) change = lf_change_new (title);

  if (self == NULL)
    return;
  lf_change_edit (change, item, "is_done", gtk_check_button_get_active (check) ? "1" : NULL);
  lf_app_context_commit (self->context, change, /* done= */ NULL);
}

/* "Owner: Li · Due on 1 Dec · Document …" */
static char *
tell (const LfRecord *item)
{
  static const char *const fields[] = { "owner", "due_on", "document" };
  g_autofree char *title = lf_record_title (item);
  GString *text = g_string_new (title);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const LfField *field = lf_entity_field (lf_record_entity (item), fields[i]);
      g_autofree char *value = lf_record_format (item, fields[i]);

      if (value[0] != '\0')
        g_string_append_printf (text, C_ ("field and value, in a row", " · %1$s: %2$s"),
                                lf_field_label (field), value);
    }
  return g_string_free (text, FALSE);
}

static void
add_row (LfChainOnes *self, LfRecord *item)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_check_button_new ();
  g_autofree char *one = lf_record_format (item, "one");
  g_autofree char *subtitle = tell (item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), one);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), lf_record_get (item, "is_done") != NULL);
  gtk_widget_set_sensitive (check, lf_may (self->context, "kit_item", 'u'));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, one, -1);
  g_signal_connect_data (check, "toggled", G_CALLBACK (on_toggled_cb), lf_record_ref (item),
                         (GClosureNotify) (GCallback) lf_record_unref, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "chain.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", "kit_item", lf_record_id (item));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

void
lf_chain_ones_show (LfChainOnes *self, LfAppContext *context, const LfChain *chain)
{
  g_autofree char *n = lf_chain_tell_ones (chain);
  g_autoptr (LfChange) missing = lf_chain_fill_kit (chain);

  g_set_object (&self->context, context);
  lf_app_leave (GTK_WIDGET (self->group));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_preferences_group_set_title (self->group, _ ("Seven ones"));
  adw_preferences_group_set_description (self->group, n);
  gtk_widget_set_visible (self->fill, missing != NULL && lf_may (context, "kit_item", 'c'));
  for (guint i = 0; i < chain->kit->len; i++)
    add_row (self, chain->kit->pdata[i]);
}

/* ---- Widget ---- */

static void
lf_chain_ones_dispose (GObject *object)
{
  LfChainOnes *self = LF_CHAIN_ONES (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_chain_ones_parent_class)->dispose (object);
}

static void
lf_chain_ones_finalize (GObject *object)
{
  LfChainOnes *self = LF_CHAIN_ONES (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lf_chain_ones_parent_class)->finalize (object);
}

static void
lf_chain_ones_class_init (LfChainOnesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_chain_ones_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_chain_ones_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lf_chain_ones_init (LfChainOnes *self)
{
  self->rows = g_ptr_array_new ();
  self->fill = gtk_button_new_with_mnemonic (_ ("_Add the Missing"));
  gtk_widget_set_valign (self->fill, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fill), "chain.fill-ones");
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_header_suffix (self->group, self->fill);
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
}

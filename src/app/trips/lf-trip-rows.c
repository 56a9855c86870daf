/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a trip's panes. */

#include "config.h"

#include "lf-trip-rows.h"

#include "lf-app-context.h"

void
lf_trip_rows_clear (GPtrArray *rows, GtkWidget *pane)
{
  lf_app_leave (pane);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
      gtk_widget_set_visible (group, FALSE);
    }
  g_ptr_array_set_size (rows, 0);
}

AdwActionRow *
lf_trip_rows_add (GPtrArray *rows,
                  AdwPreferencesGroup *group,
                  const char *icon,
                  const char *title,
                  const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (row, 1);
  adw_action_row_set_subtitle_lines (row, 4);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (row, subtitle);
  if (icon != NULL)
    adw_action_row_add_prefix (row, gtk_image_new_from_icon_name (icon));
  adw_preferences_group_add (group, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  g_ptr_array_add (rows, row);
  return row;
}

void
lf_trip_row_activates (AdwActionRow *row, const char *action, GVariant *target)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

void
lf_trip_row_opens (AdwActionRow *row, const LfRecord *record)
{
  lf_trip_row_activates (
      row, "trip.open",
      g_variant_new ("(ss)", lf_record_entity (record)->name, lf_record_id (record)));
}

void
lf_trip_row_add_button (
    AdwActionRow *row, const char *label, const char *spoken, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    -1);
  adw_action_row_add_suffix (row, button);
}

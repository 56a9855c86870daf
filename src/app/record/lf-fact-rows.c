/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of facts. */

#include "config.h"

#include "lf-fact-rows.h"

AdwPreferencesGroup *
lf_fact_rows_add_group (GtkBox *box, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *markup = description == NULL ? NULL : g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (group, title_markup);
  adw_preferences_group_set_description (group, markup);
  gtk_box_append (box, GTK_WIDGET (group));
  return group;
}

AdwActionRow *
lf_fact_rows_add (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", text, NULL);

  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

void
lf_fact_rows_add_icon (AdwActionRow *row, const char *icon, const char *style)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (image, style);
  adw_action_row_add_prefix (row, image);
}

void
lf_fact_rows_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

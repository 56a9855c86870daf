/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lf-compat-menu.h"

/* GtkModelButton is no public type: it is known by its name, and its text by that of the property.
 */
static gboolean
on_mapped (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GObject *widget = g_value_get_object (values);
  g_autofree char *text = NULL;

  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    return G_SOURCE_CONTINUE;
  g_object_get (widget, "text", &text, NULL);
  if (text == NULL || *text == '\0')
    return G_SOURCE_CONTINUE;
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return G_SOURCE_CONTINUE;
}

void
lf_menus_speak_of_items (void)
{
  g_autoptr (GTypeClass) widget_class = NULL;

  if (gtk_get_minor_version () < 10)
    return;
  widget_class = g_type_class_ref (GTK_TYPE_WIDGET); /* until then there is no signal */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_mapped, NULL, NULL);
}

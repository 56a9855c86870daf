/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lf-compat-focus.h"

static gboolean
is_astray (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_get_mapped (GTK_WIDGET (window))
         && !gtk_widget_get_mapped (focus);
}

/* What was only about to be shown has been by now. */
static gboolean
bring_back_cb (gpointer user_data)
{
  GtkWindow *window = user_data;
  GtkWidget *place = is_astray (window) ? gtk_window_get_focus (window) : NULL;

  while (place != NULL && !(gtk_widget_get_mapped (place) && gtk_widget_grab_focus (place)))
    place = gtk_widget_get_parent (place);
  if (is_astray (window))
    gtk_window_set_focus (window, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_focus_cb (GtkWindow *window)
{
  if (is_astray (window))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, bring_back_cb, g_object_ref (window), g_object_unref);
}

void
lf_window_keep_focus (GtkWindow *window)
{
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_cb), NULL);
}

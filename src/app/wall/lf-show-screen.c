/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen that something is shown on in a meeting room. */

#include "config.h"

#include "lf-show-screen.h"

guint
lf_show_screen_find_beamer (GtkWidget *widget)
{
  GdkDisplay *display = gtk_widget_get_display (widget);
  GListModel *monitors = gdk_display_get_monitors (display);
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native == NULL ? NULL : gtk_native_get_surface (native);
  GdkMonitor *own = surface == NULL ? NULL : gdk_display_get_monitor_at_surface (display, surface);

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      if (monitor != own)
        return i;
    }
  return 0;
}

/* Where nothing manages windows, one without a frame that is as large as the screen is the same. */
void
lf_show_screen_fill (GtkWindow *window, GdkMonitor *monitor)
{
  GdkRectangle area = { 0, 0, 1280, 720 };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  gtk_window_set_default_size (window, area.width, area.height);
  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (window, monitor);
  else
    gtk_window_fullscreen (window);
}

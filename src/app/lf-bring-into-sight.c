/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolling to what was chosen elsewhere. */

#include "config.h"

#include "lf-bring-into-sight.h"

static void
clamp (GtkAdjustment *adjustment, double start, double length)
{
  double at = gtk_adjustment_get_value (adjustment) + start;

  gtk_adjustment_clamp_page (adjustment, at, at + length);
}

/* One that was only now unfolded has its place with the next frame. */
static gboolean
bring_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *around = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (around == NULL || !gtk_widget_get_mapped (widget))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (widget) == 0 || !gtk_widget_compute_bounds (widget, around, &bounds))
    return G_SOURCE_CONTINUE;
  clamp (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (around)), bounds.origin.x,
         bounds.size.width);
  clamp (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (around)), bounds.origin.y,
         bounds.size.height);
  return G_SOURCE_REMOVE;
}

void
lf_bring_into_sight (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, bring_cb, /* user_data= */ NULL, /* notify= */ NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar, and a button that shows its day. */

#include "config.h"

#include "lf-day-popover.h"

#include "lf-date.h"

#define LF_TYPE_DAY_POPOVER (lf_day_popover_get_type ())
G_DECLARE_FINAL_TYPE (LfDayPopover, lf_day_popover, LF, DAY_POPOVER, GtkPopover)

struct _LfDayPopover
{
  GtkPopover parent_instance;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (LfDayPopover, lf_day_popover, GTK_TYPE_POPOVER)

static void
on_day_clicked_cb (LfDayPopover *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (self->calendar);
  const LfDate day
      = { (gint16) g_date_time_get_year (chosen), (gint8) g_date_time_get_month (chosen),
          (gint8) g_date_time_get_day_of_month (chosen) };
  g_autofree char *text = lf_date_to_canonical (&day);

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "list.show-day", "s", text);
}

static gboolean
go_cb (gpointer user_data)
{
  if (gtk_widget_get_parent (user_data) != NULL)
    gtk_widget_unparent (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_closed_cb (LfDayPopover *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, go_cb, g_object_ref (self), g_object_unref);
}

static void
lf_day_popover_class_init (LfDayPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/list/lf-day-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, LfDayPopover, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_day_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_closed_cb);
}

static void
lf_day_popover_init (LfDayPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A box lets go of all its children when it goes, also of those that it did not add. */
void
lf_day_popover_open (GtkWidget *button)
{
  GtkWidget *popover = g_object_new (LF_TYPE_DAY_POPOVER, NULL);
  GtkWidget *box = gtk_widget_get_parent (button);
  graphene_rect_t bounds;

  g_return_if_fail (GTK_IS_BOX (box));
  gtk_widget_set_parent (popover, box);
  if (gtk_widget_compute_bounds (button, box, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width,
                                                  (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
}

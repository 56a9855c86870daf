/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard on the whole screen of a meeting room. */

#include "config.h"

#include "lf-dashboard-show.h"

#include "lf-show-screen.h"
#include "lf-tile-grid.h"

#include <glib/gi18n.h>

struct _LfDashboardShow
{
  GtkWindow parent_instance;

  GtkLabel *name;
  GtkLabel *period;
  LfTileGrid *grid;

  guint cookie; /* 0: the screen saver may come */
};

G_DEFINE_FINAL_TYPE (LfDashboardShow, lf_dashboard_show, GTK_TYPE_WINDOW)

static void
lf_dashboard_show_dispose (GObject *object)
{
  LfDashboardShow *self = LF_DASHBOARD_SHOW (object);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->cookie != 0 && application != NULL)
    gtk_application_uninhibit (application, self->cookie);
  self->cookie = 0;
  G_OBJECT_CLASS (lf_dashboard_show_parent_class)->dispose (object);
}

static void
lf_dashboard_show_class_init (LfDashboardShowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_dashboard_show_dispose;
  g_type_ensure (LF_TYPE_TILE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DASHBOARD_UI ("lf-dashboard-show"));
  gtk_widget_class_bind_template_child (widget_class, LfDashboardShow, name);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardShow, period);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardShow, grid);
}

static void
lf_dashboard_show_init (LfDashboardShow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LfDashboardShow *
lf_dashboard_show_new (LfAppContext *context, GtkWindow *parent, const LfDashboard *dashboard)
{
  LfDashboardShow *self = g_object_new (LF_TYPE_DASHBOARD_SHOW, NULL);
  GtkApplication *application = parent == NULL ? NULL : gtk_window_get_application (parent);
  GtkWidget *at = parent == NULL ? GTK_WIDGET (self) : GTK_WIDGET (parent);
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (at));
  g_autoptr (GdkMonitor) monitor
      = g_list_model_get_item (monitors, lf_show_screen_find_beamer (at));
  g_autofree char *period = lf_period_label (dashboard->filter.period);

  gtk_window_set_title (GTK_WINDOW (self), dashboard->name);
  gtk_label_set_label (self->name, dashboard->name);
  gtk_label_set_label (self->period, period);
  lf_tile_grid_set_context (self->grid, context);
  lf_tile_grid_set_fixed (self->grid);
  lf_tile_grid_show (self->grid, dashboard);
  gtk_window_set_application (GTK_WINDOW (self), application);
  lf_show_screen_fill (GTK_WINDOW (self), monitor);
  gtk_window_present (GTK_WINDOW (self));
  /* a list behind a figure is shown in the window */
  g_signal_connect_object (context, "open-list", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  if (application != NULL)
    self->cookie = gtk_application_inhibit (
        application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE, _ ("A dashboard is shown"));
  return self;
}

gboolean
lf_dashboard_show_is_ready (LfDashboardShow *self)
{
  return lf_tile_grid_is_ready (self->grid);
}

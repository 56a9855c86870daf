/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first run. */

#include "config.h"

#include "lf-welcome-page.h"

#include <adwaita.h>

struct _LfWelcomePage
{
  GtkWidget parent_instance;

  GtkWidget *sample_row;

  LfAppContext *context;
};

G_DEFINE_FINAL_TYPE (LfWelcomePage, lf_welcome_page, GTK_TYPE_WIDGET)

static void
start_empty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set (lf_app_context_preferences (LF_WELCOME_PAGE (widget)->context), "is-begun", TRUE,
                NULL);
}

/* The keyboard begins at the first way to begin, not in the head. */
static gboolean
lf_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LF_WELCOME_PAGE (widget)->sample_row);
}

static void
lf_welcome_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_welcome_page_parent_class)->dispose (object);
}

static void
lf_welcome_page_finalize (GObject *object)
{
  g_clear_object (&LF_WELCOME_PAGE (object)->context);
  G_OBJECT_CLASS (lf_welcome_page_parent_class)->finalize (object);
}

static void
lf_welcome_page_class_init (LfWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_welcome_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_welcome_page_finalize;
  widget_class->grab_focus = lf_welcome_page_grab_focus;
  gtk_widget_class_install_action (widget_class, "welcome.start-empty", NULL, start_empty_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/welcome/lf-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LfWelcomePage, sample_row);
}

static void
lf_welcome_page_init (LfWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_welcome_page_new (LfAppContext *context)
{
  LfWelcomePage *self = g_object_new (LF_TYPE_WELCOME_PAGE, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

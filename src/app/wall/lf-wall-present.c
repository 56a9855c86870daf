/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button that begins a show of wall charts, and how it is to go. */

#include "config.h"

#include "lf-wall-present.h"

#include "lf-compat-drop-down.h"
#include "lf-show-screen.h"

#include <glib/gi18n.h>

static const guint intervals_s[] = { 0, 5, 10, 15, 20, 30, 60 };

struct _LfWallPresent
{
  AdwBin parent_instance;

  GtkDropDown *charts;
  GtkDropDown *turning;
  GtkDropDown *room;
  GtkWidget *screen_label;
  GtkDropDown *screen;

  LfAppContext *context;
  LfWallShow *show; /* (nullable): a weak pointer */
};

G_DEFINE_FINAL_TYPE (LfWallPresent, lf_wall_present, ADW_TYPE_BIN)

/* ---- Screens ---- */

static GListModel *
get_monitors (LfWallPresent *self)
{
  return gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
}

static char *
describe_monitor (GdkMonitor *monitor, guint number)
{
  const char *model = gdk_monitor_get_model (monitor);
  GdkRectangle area;

  gdk_monitor_get_geometry (monitor, &area);
  /* Translators: a screen: its number, its model, its width and height in pixels. */
  return g_strdup_printf (C_ ("screen", "%1$u · %2$s %3$d × %4$d"), number,
                          model == NULL ? "" : model, area.width, area.height);
}

/* What is plugged in is known when somebody is about to choose. */
static void
update_screens (LfWallPresent *self)
{
  GListModel *monitors = get_monitors (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n = g_list_model_get_n_items (monitors);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      gtk_string_list_take (labels, describe_monitor (monitor, i + 1));
    }
  gtk_drop_down_set_model (self->screen, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->screen, lf_show_screen_find_beamer (GTK_WIDGET (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->screen), n > 1);
  gtk_widget_set_visible (self->screen_label, n > 1);
}

/* (transfer full) (nullable) */
static GdkMonitor *
get_monitor (LfWallPresent *self)
{
  return g_list_model_get_item (get_monitors (self), gtk_drop_down_get_selected (self->screen));
}

/* ---- Widget ---- */

static void
end_show (LfWallPresent *self)
{
  LfWallShow *show = self->show;

  g_clear_weak_pointer (&self->show);
  if (show != NULL)
    gtk_window_destroy (GTK_WINDOW (show));
}

static void
lf_wall_present_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_wall_present_parent_class)->map (widget);
  update_screens (LF_WALL_PRESENT (widget));
}

static void
lf_wall_present_dispose (GObject *object)
{
  end_show (LF_WALL_PRESENT (object));
  g_clear_object (&LF_WALL_PRESENT (object)->context);
  G_OBJECT_CLASS (lf_wall_present_parent_class)->dispose (object);
}

static void
lf_wall_present_class_init (LfWallPresentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_wall_present_dispose;
  widget_class->map = lf_wall_present_map;
  gtk_widget_class_set_template_from_resource (widget_class, LF_WALL_UI ("lf-wall-present"));
  gtk_widget_class_bind_template_child (widget_class, LfWallPresent, charts);
  gtk_widget_class_bind_template_child (widget_class, LfWallPresent, turning);
  gtk_widget_class_bind_template_child (widget_class, LfWallPresent, room);
  gtk_widget_class_bind_template_child (widget_class, LfWallPresent, screen_label);
  gtk_widget_class_bind_template_child (widget_class, LfWallPresent, screen);
}

static void
fill_turning (LfWallPresent *self)
{
  GtkStringList *labels = GTK_STRING_LIST (gtk_drop_down_get_model (self->turning));

  for (guint i = 1; i < G_N_ELEMENTS (intervals_s); i++)
    gtk_string_list_take (
        labels, g_strdup_printf (ngettext ("Every %u second", "Every %u seconds", intervals_s[i]),
                                 intervals_s[i]));
}

/* libadwaita before 1.3 leaves the arrow of a split button nameless. */
static void
name_options (LfWallPresent *self)
{
  GtkWidget *split = adw_bin_get_child (ADW_BIN (self));

  for (GtkWidget *child = gtk_widget_get_first_child (split); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("How to Present"), -1);
}

static void
lf_wall_present_init (LfWallPresent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drop_down_speak_of_label (self->charts);
  lf_drop_down_speak_of_label (self->turning);
  lf_drop_down_speak_of_label (self->room);
  lf_drop_down_speak_of_label (self->screen);
  name_options (self);
  fill_turning (self);
}

/* ---- What is remembered ---- */

/* What is not offered any more is as if nobody had chosen. */
static gboolean
seconds_to_position (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  guint position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (intervals_s); i++)
    if ((int) intervals_s[i] == g_value_get_int (from))
      position = i;
  g_value_set_uint (to, position);
  return TRUE;
}

static gboolean
position_to_seconds (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  guint position = g_value_get_uint (from);

  if (position >= G_N_ELEMENTS (intervals_s))
    return FALSE;
  g_value_set_int (to, (int) intervals_s[position]);
  return TRUE;
}

void
lf_wall_present_set_context (LfWallPresent *self, LfAppContext *context)
{
  const GBindingFlags flags = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;
  LfPreferences *preferences = lf_app_context_preferences (context);

  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_object_bind_property (preferences, "present-all", self->charts, "selected", flags);
  g_object_bind_property (preferences, "present-room", self->room, "selected", flags);
  g_object_bind_property_full (preferences, "present-seconds", self->turning, "selected", flags,
                               seconds_to_position, position_to_seconds, NULL, NULL);
}

void
lf_wall_present_start (LfWallPresent *self, const char *chart, const LfWallAsked *asked)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GdkMonitor) monitor = get_monitor (self);
  guint turning = gtk_drop_down_get_selected (self->turning);
  LfWallShowPlan plan = { .chart = chart,
                          .asked = asked,
                          .is_all = gtk_drop_down_get_selected (self->charts) == 1,
                          .room = (LfRoom) gtk_drop_down_get_selected (self->room),
                          .interval_s = intervals_s[MIN (turning, G_N_ELEMENTS (intervals_s) - 1)],
                          .monitor = monitor };

  end_show (self);
  g_set_weak_pointer (
      &self->show,
      lf_wall_show_new (self->context, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &plan));
}

LfWallShow *
lf_wall_present_show (LfWallPresent *self)
{
  return self->show;
}

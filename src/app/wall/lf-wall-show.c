/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts on the whole screen of a meeting room. */

#include "config.h"

#include "lf-wall-show.h"

#include "lf-page-reader.h"
#include "lf-show-screen.h"

#include <glib/gi18n.h>
#include <string.h>

#define HIDE_MS 3000 /* without a move of the pointer; then it hides, and so do the controls */
#define TICK_MS 100

struct _LfWallShow
{
  GtkWindow parent_instance;

  LfWallView *view;
  GtkRevealer *controls;
  GtkLabel *place;
  GtkButton *pause;
  GtkLabel *message;
  GtkProgressBar *progress;

  LfAppContext *context;
  LfPageReader *reader;
  LfWallAsked asked;
  GPtrArray *charts; /* (element-type utf8): constants */
  GPtrArray *walls;  /* (element-type LfWall) (nullable elements): of each, as last read */
  guint shown;       /* which of them */
  gboolean is_all;
  guint n_read;        /* of the reading under way */
  gboolean wants_last; /* the page: the chart is not read yet */
  LfRoom room;
  guint interval_ms; /* 0: by hand */
  guint passed_ms;   /* of it */
  gboolean is_paused;
  guint ticking, hiding; /* sources */
  gint64 ticked_us;
  double pointer_x, pointer_y;
  guint cookie; /* 0: the screen saver may come */
};

G_DEFINE_FINAL_TYPE (LfWallShow, lf_wall_show, GTK_TYPE_WINDOW)

/* ---- Telling where it is ---- */

static void
update_place (LfWallShow *self)
{
  guint page = lf_wall_view_get_page (self->view), n = lf_wall_view_n_pages (self->view);
  /* Translators: a chart, the page of it that is shown, and how many it has. */
  g_autofree char *place
      = g_strdup_printf (C_ ("page of a chart", "%1$s · %2$u / %3$u"),
                         lf_wall_title (self->charts->pdata[self->shown]), page + 1, n);

  gtk_label_set_label (self->place, place);
  gtk_window_set_title (GTK_WINDOW (self), place);
}

static void
update_time (LfWallShow *self)
{
  gboolean is_automatic = self->interval_ms > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_automatic);
  gtk_widget_set_visible (GTK_WIDGET (self->pause), is_automatic);
  if (!is_automatic)
    return;
  gtk_progress_bar_set_fraction (self->progress, (double) self->passed_ms / self->interval_ms);
  gtk_button_set_icon_name (self->pause, self->is_paused ? "media-playback-start-symbolic"
                                                         : "media-playback-pause-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->is_paused ? _ ("Go On") : _ ("Pause"), -1);
}

/* ---- Turning ---- */

static gboolean
has_content (LfWallShow *self, guint chart)
{
  const LfWall *wall = self->walls->pdata[chart];

  return wall != NULL && !lf_wall_is_empty (wall);
}

static void
begin_page (LfWallShow *self)
{
  self->passed_ms = 0;
  update_place (self);
  update_time (self);
}

static void
show_chart (LfWallShow *self, guint chart, gboolean is_last_page)
{
  self->shown = chart;
  self->wants_last = is_last_page && self->walls->pdata[chart] == NULL;
  lf_wall_view_set_page (self->view, 0);
  lf_wall_view_set_wall (self->view, self->walls->pdata[chart]);
  if (is_last_page)
    lf_wall_view_set_page (self->view, lf_wall_view_n_pages (self->view) - 1);
  begin_page (self);
}

/* The chart before or after, of those with something on them; the one shown where there is none. */
static guint
chart_beside (LfWallShow *self, int step)
{
  guint n = self->charts->len;

  for (guint i = 1; self->is_all && i < n; i++)
    {
      guint chart = (guint) ((int) (self->shown + n) + step * (int) i) % n;
      if (has_content (self, chart))
        return chart;
    }
  return self->shown;
}

/* Behind the last page comes the first one again. */
static void
turn (LfWallShow *self, int step)
{
  guint page = lf_wall_view_get_page (self->view), n = lf_wall_view_n_pages (self->view);

  if (step > 0 ? page + 1 == n : page == 0)
    {
      show_chart (self, chart_beside (self, step), /* is_last_page= */ step < 0);
      return;
    }
  lf_wall_view_set_page (self->view, (guint) ((int) page + step));
  begin_page (self);
}

static void
go_to_end (LfWallShow *self, gboolean is_last)
{
  guint chart = self->shown;

  for (guint i = 0; self->is_all && i < self->charts->len; i++)
    {
      guint at = is_last ? self->charts->len - 1 - i : i;
      if (has_content (self, at))
        {
          chart = at;
          break;
        }
    }
  show_chart (self, chart, is_last);
}

/* ---- Time ---- */

void
lf_wall_show_pass (LfWallShow *self, guint ms)
{
  if (self->interval_ms == 0 || self->is_paused)
    return;
  self->passed_ms += ms;
  if (self->passed_ms >= self->interval_ms)
    turn (self, 1);
  else
    update_time (self);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  LfWallShow *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  lf_wall_show_pass (self, (guint) ((now_us - self->ticked_us) / 1000));
  self->ticked_us = now_us;
  return G_SOURCE_CONTINUE;
}

static void
set_paused (LfWallShow *self, gboolean is_paused)
{
  self->is_paused = is_paused;
  g_clear_handle_id (&self->ticking, g_source_remove);
  self->ticked_us = g_get_monotonic_time ();
  if (!is_paused && self->interval_ms > 0)
    self->ticking = g_timeout_add (TICK_MS, on_tick_cb, self);
  update_time (self);
}

/* ---- The pointer ---- */

static gboolean
on_hide_cb (gpointer user_data)
{
  LfWallShow *self = user_data;

  self->hiding = 0;
  gtk_revealer_set_reveal_child (self->controls, FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  return G_SOURCE_REMOVE;
}

static void
show_controls (LfWallShow *self)
{
  gtk_revealer_set_reveal_child (self->controls, TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), NULL);
  g_clear_handle_id (&self->hiding, g_source_remove);
  self->hiding = g_timeout_add (HIDE_MS, on_hide_cb, self);
}

/* A page that turns under the pointer is told of as a move, too. */
static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  LfWallShow *self
      = LF_WALL_SHOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  show_controls (self);
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  turn (LF_WALL_SHOW (gtk_widget_get_root (widget)), button == GDK_BUTTON_SECONDARY ? -1 : 1);
}

/* ---- The keyboard ---- */

static void
set_room (LfWallShow *self, LfRoom room)
{
  self->room = room;
  lf_wall_view_set_room (self->view, room);
  if (room == LF_ROOM_DARK)
    gtk_widget_add_css_class (GTK_WIDGET (self), "lf-dark-room");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "lf-dark-room");
}

static gboolean
is_dark (LfWallShow *self)
{
  return self->room == LF_ROOM_DARK
         || (self->room == LF_ROOM_AS_WINDOW
             && adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

static void
press_space (LfWallShow *self)
{
  if (self->interval_ms > 0)
    set_paused (self, !self->is_paused);
  else
    turn (self, 1);
}

static gboolean
press_digit (LfWallShow *self, guint keyval)
{
  guint chart = keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9 ? keyval - GDK_KEY_KP_1
                : keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9     ? keyval - GDK_KEY_1
                                                                 : G_MAXUINT;

  if (chart >= self->charts->len)
    return GDK_EVENT_PROPAGATE;
  return show_chart (self, chart, /* is_last_page= */ FALSE), GDK_EVENT_STOP;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   gpointer user_data)
{
  LfWallShow *self
      = LF_WALL_SHOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_space:
      return press_space (self), GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Down:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return turn (self, 1), GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
    case GDK_KEY_Page_Up:
    case GDK_KEY_BackSpace:
      return turn (self, -1), GDK_EVENT_STOP;
    case GDK_KEY_Home:
      return go_to_end (self, /* is_last= */ FALSE), GDK_EVENT_STOP;
    case GDK_KEY_End:
      return go_to_end (self, /* is_last= */ TRUE), GDK_EVENT_STOP;
    case GDK_KEY_d:
    case GDK_KEY_D:
      return gtk_widget_activate_action (GTK_WIDGET (self), "show.dark", NULL), GDK_EVENT_STOP;
    case GDK_KEY_Escape:
    case GDK_KEY_F11:
      return gtk_window_close (GTK_WINDOW (self)), GDK_EVENT_STOP;
    default:
      return press_digit (self, keyval);
    }
}

static void
before_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (LF_WALL_SHOW (widget), -1);
}

static void
after_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (LF_WALL_SHOW (widget), 1);
}

static void
pause_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_paused (LF_WALL_SHOW (widget), !LF_WALL_SHOW (widget)->is_paused);
}

static void
dark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWallShow *self = LF_WALL_SHOW (widget);

  set_room (self, is_dark (self) ? LF_ROOM_LIGHT : LF_ROOM_DARK);
}

/* ---- Reading ---- */

static void read_next (LfWallShow *self, GCancellable *cancellable);

/* The one shown first, for somebody waits for it. */
static guint
chart_to_read (LfWallShow *self)
{
  return (self->shown + self->n_read) % self->charts->len;
}

static void
take_wall (LfWallShow *self, guint chart, LfWall *wall /* (transfer full) */)
{
  g_clear_pointer ((LfWall **) &self->walls->pdata[chart], lf_wall_unref);
  self->walls->pdata[chart] = wall;
  if (chart != self->shown)
    return;
  lf_wall_view_set_wall (self->view, wall); /* the page stays */
  if (self->wants_last)
    lf_wall_view_set_page (self->view, lf_wall_view_n_pages (self->view) - 1);
  self->wants_last = FALSE;
}

/* What one reading goes through; the show may be gone meanwhile. */
typedef struct
{
  LfWallShow *show;
  GCancellable *cancellable;
  guint chart;
} Reading;

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GCancellable) cancellable = reading->cancellable;
  LfWallShow *self = reading->show;
  g_autoptr (GError) error = NULL;
  LfWall *wall = lf_wall_read_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->message), wall == NULL);
  if (wall != NULL)
    take_wall (self, reading->chart, wall);
  else
    gtk_label_set_label (self->message, error->message);
  self->n_read++;
  if (self->n_read < self->charts->len && wall != NULL)
    read_next (self, cancellable);
  else
    lf_page_reader_done (self->reader);
}

static void
read_next (LfWallShow *self, GCancellable *cancellable)
{
  const LfDate today = lf_date_today ();
  Reading *reading = g_new0 (Reading, 1);
  LfWallOptions options;

  *reading = (Reading){ self, g_object_ref (cancellable), chart_to_read (self) };
  lf_wall_asked_options (&self->asked, self->charts->pdata[reading->chart], &today, &options);
  lf_wall_read_async (lf_app_context_store (self->context), self->charts->pdata[reading->chart],
                      &options, cancellable, on_read_cb, reading);
}

static void
read_walls (GtkWidget *window, GCancellable *cancellable)
{
  LfWallShow *self = LF_WALL_SHOW (window);

  self->n_read = 0;
  read_next (self, cancellable);
}

/* ---- Widget ---- */

static void
on_turned_cb (LfWallView *view, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));

  if (LF_IS_WALL_SHOW (root) && LF_WALL_SHOW (root)->charts->len > 0)
    update_place (LF_WALL_SHOW (root));
}

static void
lf_wall_show_dispose (GObject *object)
{
  LfWallShow *self = LF_WALL_SHOW (object);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->cookie != 0 && application != NULL)
    gtk_application_uninhibit (application, self->cookie);
  self->cookie = 0;
  g_clear_handle_id (&self->ticking, g_source_remove);
  g_clear_handle_id (&self->hiding, g_source_remove);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (lf_wall_show_parent_class)->dispose (object);
}

static void
free_wall (gpointer wall)
{
  if (wall != NULL)
    lf_wall_unref (wall);
}

static void
lf_wall_show_finalize (GObject *object)
{
  LfWallShow *self = LF_WALL_SHOW (object);

  g_clear_object (&self->context);
  lf_wall_asked_clear (&self->asked);
  g_ptr_array_unref (self->charts);
  g_ptr_array_unref (self->walls);
  G_OBJECT_CLASS (lf_wall_show_parent_class)->finalize (object);
}

static void
lf_wall_show_class_init (LfWallShowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_wall_show_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_wall_show_finalize;
  g_type_ensure (LF_TYPE_WALL_VIEW);
  gtk_widget_class_install_action (widget_class, "show.before", NULL, before_action);
  gtk_widget_class_install_action (widget_class, "show.after", NULL, after_action);
  gtk_widget_class_install_action (widget_class, "show.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "show.dark", NULL, dark_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_WALL_UI ("lf-wall-show"));
  gtk_widget_class_bind_template_child (widget_class, LfWallShow, view);
  gtk_widget_class_bind_template_child (widget_class, LfWallShow, controls);
  gtk_widget_class_bind_template_child (widget_class, LfWallShow, place);
  gtk_widget_class_bind_template_child (widget_class, LfWallShow, pause);
  gtk_widget_class_bind_template_child (widget_class, LfWallShow, message);
  gtk_widget_class_bind_template_child (widget_class, LfWallShow, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_turned_cb);
}

static void
lf_wall_show_init (LfWallShow *self)
{
  self->charts = g_ptr_array_new ();
  self->walls = g_ptr_array_new_with_free_func (free_wall);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
take_charts (LfWallShow *self, const LfWallShowPlan *plan)
{
  for (const char *const *name = lf_wall_names (); *name != NULL; name++)
    {
      if (g_str_equal (*name, plan->chart))
        self->shown = self->charts->len;
      g_ptr_array_add (self->charts, (gpointer) *name);
      g_ptr_array_add (self->walls, NULL);
    }
}

LfWallShow *
lf_wall_show_new (LfAppContext *context, GtkWindow *parent, const LfWallShowPlan *plan)
{
  LfWallShow *self = g_object_new (LF_TYPE_WALL_SHOW, NULL);
  GtkApplication *application = parent == NULL ? NULL : gtk_window_get_application (parent);

  self->context = g_object_ref (context);
  lf_wall_asked_copy (plan->asked, &self->asked);
  self->is_all = plan->is_all;
  self->interval_ms
      = plan->interval_s == 0
            ? 0
            : CLAMP (plan->interval_s, LF_WALL_INTERVAL_MIN, LF_WALL_INTERVAL_MAX) * 1000;
  take_charts (self, plan);
  set_room (self, plan->room);
  gtk_window_set_application (GTK_WINDOW (self), application);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_walls);
  begin_page (self);
  set_paused (self, FALSE);
  lf_show_screen_fill (GTK_WINDOW (self), plan->monitor);
  gtk_window_present (GTK_WINDOW (self));
  if (application != NULL)
    self->cookie = gtk_application_inhibit (
        application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE, _ ("Wall charts are shown"));
  show_controls (self);
  return self;
}

gboolean
lf_wall_show_is_ready (LfWallShow *self)
{
  return self->walls->pdata[self->shown] != NULL;
}

const char *
lf_wall_show_chart (LfWallShow *self)
{
  return self->charts->pdata[self->shown];
}

LfWallView *
lf_wall_show_view (LfWallShow *self)
{
  return self->view;
}

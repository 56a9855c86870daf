/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schedule that can be dragged, walked with the keyboard and listened to. */

#include "config.h"

#include "lf-gantt-view.h"

#include "lf-chart-style.h"
#include "lf-drawn-places.h"
#include "lf-schedule-page.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 460
#define WEEK 5 /* working days */

struct _LfGanttView
{
  GtkWidget parent_instance;

  const LfProjectSchedule *shown; /* (nullable): not owned */
  LfDrawnPlaces *rows;            /* of nodes */
  int offset;                     /* working days that the arrow keys have moved it by */
  GArray *moves;                  /* (nullable): the preview */
  char *problem;                  /* (nullable) */
  gboolean is_dragging;
};

enum
{
  PREVIEWED,
  ACCEPTED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfGanttView, lf_gantt_view, GTK_TYPE_WIDGET)

/* ---- Drawing ---- */

static const LfSchedule *
schedule_of (LfGanttView *self)
{
  return self->shown->schedule;
}

static void
lay_out (LfGanttView *self, LfGanttLayout *ret_layout)
{
  LfChartStyle style;

  lf_chart_style_for (GTK_WIDGET (self), &style);
  lf_gantt_lay_out (schedule_of (self), &style, gtk_widget_get_width (GTK_WIDGET (self)),
                    ret_layout);
}

static void
lf_gantt_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfGanttView *self = LF_GANTT_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  LfChartStyle style;
  cairo_t *cr;

  if (self->shown == NULL || width <= 0 || height <= 0)
    return;
  lf_chart_style_for (widget, &style);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  lf_gantt_draw (schedule_of (self),
                 &(LfGanttLook){ lf_drawn_places_selected (self->rows), self->moves }, &style, cr,
                 width, height);
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (lf_gantt_view_parent_class)->snapshot (widget, snapshot);
}

static void
lf_gantt_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  LfGanttView *self = LF_GANTT_VIEW (widget);
  LfChartStyle style;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->shown == NULL)
    return;
  lf_chart_style_for (widget, &style);
  *minimum = *natural = (int) ceil (lf_gantt_height (schedule_of (self), style.font_px));
}

static void
lf_gantt_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfGanttView *self = LF_GANTT_VIEW (widget);
  LfGanttLayout layout;

  if (self->shown == NULL)
    return;
  lay_out (self, &layout);
  for (guint i = 0; i < lf_drawn_places_n (self->rows); i++)
    lf_drawn_places_allocate (self->rows, i,
                              &(GtkAllocation){ 0, (int) (layout.top + i * layout.row_height),
                                                width, (int) layout.row_height });
}

/* ---- Rows ---- */

static int
selected (LfGanttView *self)
{
  return lf_drawn_places_selected (self->rows);
}

static void
name_rows (LfGanttView *self)
{
  for (guint i = 0; i < lf_drawn_places_n (self->rows); i++)
    {
      g_autofree char *spoken = lf_schedule_tell_node (schedule_of (self), i);

      lf_drawn_places_say (self->rows, i, spoken);
    }
}

static void
on_row_focused (GtkWidget *widget, int node)
{
  lf_drawn_places_select (LF_GANTT_VIEW (widget)->rows, node);
}

static void
focus_node (LfGanttView *self, int node)
{
  lf_drawn_places_select (self->rows, node);
  lf_drawn_places_grab_focus (self->rows, node);
}

/* ---- The preview ---- */

static void
set_preview (LfGanttView *self, GArray *moves, char *problem)
{
  g_clear_pointer (&self->moves, g_array_unref);
  g_free (self->problem);
  self->moves = moves != NULL && moves->len == 0 ? NULL : moves;
  if (self->moves == NULL && moves != NULL)
    g_array_unref (moves);
  self->problem = problem;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PREVIEWED], 0);
}

static void
let_go (LfGanttView *self)
{
  self->offset = 0;
  if (self->moves != NULL || self->problem != NULL)
    set_preview (self, NULL, NULL);
}

static void
try_day (LfGanttView *self, const LfDate *to)
{
  g_autoptr (GError) error = NULL;
  GArray *moves = lf_schedule_move (schedule_of (self), (guint) selected (self), to, &error);

  set_preview (self, moves, moves == NULL ? g_strdup (error->message) : NULL);
}

static void
accept (LfGanttView *self)
{
  self->offset = 0;
  if (self->moves != NULL)
    g_signal_emit (self, signals[ACCEPTED], 0);
  else
    let_go (self);
}

/* ---- Keyboard ---- */

static void
walk (LfGanttView *self, int to)
{
  let_go (self);
  if (lf_drawn_places_n (self->rows) > 0)
    focus_node (self, CLAMP (to, 0, (int) lf_drawn_places_n (self->rows) - 1));
}

static void
step (LfGanttView *self, int n)
{
  LfDate to;

  if (selected (self) < 0)
    return;
  self->offset += n;
  to = lf_schedule_day_beside (schedule_of (self), (guint) selected (self), self->offset);
  try_day (self, &to);
  if (self->problem != NULL) /* it goes no further this way */
    self->offset -= n;
}

static gboolean
press_enter (LfGanttView *self)
{
  if (self->moves != NULL)
    accept (self);
  else if (selected (self) >= 0)
    g_signal_emit (self, signals[ACTIVATED], 0, (guint) selected (self));
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   gpointer user_data)
{
  LfGanttView *self
      = LF_GANTT_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  int days = (state & GDK_CONTROL_MASK) != 0 ? WEEK : 1;

  if (self->shown == NULL || (state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      return walk (self, selected (self) + 1), GDK_EVENT_STOP;
    case GDK_KEY_Up:
      return walk (self, selected (self) - 1), GDK_EVENT_STOP;
    case GDK_KEY_Home:
      return walk (self, 0), GDK_EVENT_STOP;
    case GDK_KEY_End:
      return walk (self, G_MAXINT), GDK_EVENT_STOP;
    case GDK_KEY_Right:
      return step (self, days), GDK_EVENT_STOP;
    case GDK_KEY_Left:
      return step (self, -days), GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return press_enter (self);
    case GDK_KEY_Escape:
      if (self->moves == NULL && self->problem == NULL)
        return GDK_EVENT_PROPAGATE;
      return let_go (self), GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- Pointer ---- */

/* The node whose bar is at the point, or near it; -1: none */
static int
find_bar (LfGanttView *self, double x, double y)
{
  LfGanttLayout layout;
  double left, top, width, height;
  int node;

  if (self->shown == NULL)
    return -1;
  lay_out (self, &layout);
  node = lf_gantt_node_at (schedule_of (self), &layout, y);
  if (node < 0
      || !lf_gantt_bar (schedule_of (self), &layout, (guint) node, &left, &top, &width, &height))
    return -1;
  return x >= left - 4 && x <= left + width + 6 ? node : -1;
}

static LfGanttView *
view_of (gpointer controller)
{
  return LF_GANTT_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
}

static void
on_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  LfGanttView *self = view_of (gesture);
  int node = find_bar (self, x, y);

  let_go (self);
  self->is_dragging = node >= 0;
  if (node < 0)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
  else
    focus_node (self, node);
}

static void
on_drag_update_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  LfGanttView *self = view_of (gesture);
  LfGanttLayout layout;
  LfDate end, to;
  int n_days;

  if (!self->is_dragging)
    return;
  lay_out (self, &layout);
  n_days = (int) round (x / layout.day_width);
  end = lf_schedule_ends (schedule_of (self), (guint) selected (self));
  to = lf_date_add_days (&end, n_days);
  if (n_days != 0)
    try_day (self, &to);
  else
    let_go (self);
}

static void
on_drag_end_cb (GtkGestureDrag *gesture, double x, double y, gpointer user_data)
{
  LfGanttView *self = view_of (gesture);

  if (self->is_dragging && self->moves != NULL)
    accept (self);
  self->is_dragging = FALSE;
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  LfGanttView *self = view_of (gesture);
  LfGanttLayout layout;
  int node;

  if (self->shown == NULL)
    return;
  lay_out (self, &layout);
  node = lf_gantt_node_at (schedule_of (self), &layout, y);
  if (node < 0)
    return;
  focus_node (self, node);
  if (n_press == 2)
    g_signal_emit (self, signals[ACTIVATED], 0, (guint) node);
}

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  LfGanttView *self = view_of (controller);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_bar (self, x, y) >= 0 ? "ew-resize" : NULL);
}

/* ---- Widget ---- */

static void
lf_gantt_view_dispose (GObject *object)
{
  LfGanttView *self = LF_GANTT_VIEW (object);

  lf_drawn_places_set_n (self->rows, 0);
  G_OBJECT_CLASS (lf_gantt_view_parent_class)->dispose (object);
}

static void
lf_gantt_view_finalize (GObject *object)
{
  LfGanttView *self = LF_GANTT_VIEW (object);

  g_clear_pointer (&self->moves, g_array_unref);
  g_free (self->problem);
  lf_drawn_places_free (self->rows);
  G_OBJECT_CLASS (lf_gantt_view_parent_class)->finalize (object);
}

static void
lf_gantt_view_class_init (LfGanttViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_gantt_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_gantt_view_finalize;
  widget_class->snapshot = lf_gantt_view_snapshot;
  widget_class->measure = lf_gantt_view_measure;
  widget_class->size_allocate = lf_gantt_view_size_allocate;
  signals[PREVIEWED] = g_signal_new ("previewed", LF_TYPE_GANTT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[ACCEPTED] = g_signal_new ("accepted", LF_TYPE_GANTT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", LF_TYPE_GANTT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "lf-gantt");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, LF_SCHEDULE_UI ("lf-gantt-view"));
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
lf_gantt_view_init (LfGanttView *self)
{
  self->rows = lf_drawn_places_new (GTK_WIDGET (self), on_row_focused);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Nodes of the schedule"), -1);
}

void
lf_gantt_view_set_schedule (LfGanttView *self, const LfProjectSchedule *schedule)
{
  guint n = schedule == NULL ? 0 : schedule->schedule->nodes->len;

  self->shown = schedule;
  self->offset = 0;
  self->is_dragging = FALSE;
  lf_drawn_places_set_n (self->rows, n);
  lf_drawn_places_select (self->rows, MIN (selected (self), (int) n - 1));
  if (schedule != NULL)
    name_rows (self);
  set_preview (self, NULL, NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lf_gantt_view_preview (LfGanttView *self, GArray *moves)
{
  self->offset = 0;
  set_preview (self, moves, NULL);
}

const GArray *
lf_gantt_view_moves (LfGanttView *self)
{
  return self->moves;
}

const char *
lf_gantt_view_problem (LfGanttView *self)
{
  return self->problem;
}

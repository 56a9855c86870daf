/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing with marks that can be pointed at, walked with the keyboard and listened to. */

#include "config.h"

#include "lf-mark-view.h"

#include "lf-chart-style.h"
#include "lf-chart-view.h"
#include "lf-drawn-places.h"

#include <math.h>

#define MIN_WIDTH 280
#define MIN_HEIGHT 120

enum
{
  ACTIVATED,
  WALKED_OUT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef struct
{
  GPtrArray *marks;    /* (element-type LfChartMark): of the last layout */
  int pointed;         /* the mark under the pointer or the keyboard; -1: none */
  gboolean is_walking; /* chosen with the keyboard: leaving with the pointer does not clear it */
} LfMarkViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LfMarkView, lf_mark_view, GTK_TYPE_WIDGET)

static LfMarkViewPrivate *
of (LfMarkView *self)
{
  return lf_mark_view_get_instance_private (self);
}

static gboolean
has_drawing (LfMarkView *self)
{
  return LF_MARK_VIEW_GET_CLASS (self)->has_drawing (self);
}

static void
draw (LfMarkView *self, cairo_t *cr, int highlighted, GPtrArray **ret_marks)
{
  LfChartStyle style;

  lf_mark_view_style (self, &style);
  LF_MARK_VIEW_GET_CLASS (self)->draw (
      self,
      &(LfMarkDrawing){ &style, cr, gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)), highlighted },
      ret_marks);
}

/* ---- Drawing ---- */

static void
lay_out (LfMarkView *self)
{
  g_autoptr (GPtrArray) marks = NULL;

  g_ptr_array_set_size (of (self)->marks, 0);
  if (!has_drawing (self))
    return;
  draw (self, /* cr= */ NULL, /* highlighted= */ -1, &marks);
  g_clear_pointer (&of (self)->marks, g_ptr_array_unref);
  of (self)->marks = g_steal_pointer (&marks);
}

static void
lf_mark_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfMarkView *self = LF_MARK_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (!has_drawing (self) || width <= 0 || height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw (self, cr, of (self)->pointed, /* ret_marks= */ NULL);
  cairo_destroy (cr);
}

static void
lf_mark_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (LF_MARK_VIEW (widget));
}

static void
lf_mark_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  LfMarkView *self = LF_MARK_VIEW (widget);
  LfMarkViewClass *klass = LF_MARK_VIEW_GET_CLASS (self);
  LfChartStyle style;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || klass->height == NULL || !has_drawing (self))
    return;
  lf_mark_view_style (self, &style);
  *minimum = *natural = MAX (MIN_HEIGHT, (int) klass->height (self, &style));
}

/* ---- Marks ---- */

static const LfChartMark *
get_mark (LfMarkView *self, int index)
{
  return index >= 0 && index < (int) of (self)->marks->len ? of (self)->marks->pdata[index] : NULL;
}

static int
find_mark (LfMarkView *self, double x, double y)
{
  for (guint i = 0; i < of (self)->marks->len; i++)
    {
      const LfChartMark *mark = of (self)->marks->pdata[i];
      if (x >= mark->x && x < mark->x + mark->width && y >= mark->y && y < mark->y + mark->height)
        return (int) i;
    }
  return -1;
}

static void
point_at (LfMarkView *self, int index)
{
  const LfChartMark *mark = get_mark (self, index);

  if (of (self)->pointed == index)
    return;
  of (self)->pointed = index;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  mark == NULL ? "" : mark->tip, -1);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark == NULL ? NULL : "pointer");
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
activate_mark (LfMarkView *self, int index)
{
  const LfChartMark *mark = get_mark (self, index);

  if (mark != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, mark->row, mark->column);
}

static gboolean
lf_mark_view_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  LfMarkView *self = LF_MARK_VIEW (widget);
  const LfChartMark *mark
      = get_mark (self, is_keyboard ? of (self)->pointed : find_mark (self, x, y));

  if (mark == NULL || mark->tip == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, mark->tip);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) mark->x, (int) mark->y,
                                                      (int) mark->width, (int) mark->height });
  return TRUE;
}

/* ---- Pointer and keyboard ---- */

static void
on_motion_cb (LfMarkView *self, double x, double y)
{
  int found = find_mark (self, x, y);

  if (found < 0 && of (self)->is_walking)
    return;
  of (self)->is_walking = FALSE;
  point_at (self, found);
}

static void
on_leave_cb (LfMarkView *self)
{
  if (!of (self)->is_walking)
    point_at (self, -1);
}

static void
on_clicked_cb (LfMarkView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  activate_mark (self, find_mark (self, x, y));
}

static void
walk_to (LfMarkView *self, int index)
{
  of (self)->is_walking = of (self)->marks->len > 0;
  point_at (self, CLAMP (index, -1, (int) of (self)->marks->len - 1));
}

/* From nowhere it is to the first, or to the last. */
static void
walk (LfMarkView *self, int step)
{
  int from = of (self)->pointed >= 0 ? of (self)->pointed
             : step > 0              ? -1
                                     : (int) of (self)->marks->len;

  walk_to (self, MAX (from + step, 0));
}

static void
step_to (LfMarkView *self, int step)
{
  int before = of (self)->pointed;

  walk (self, step);
  if (of (self)->pointed == before)
    g_signal_emit (self, signals[WALKED_OUT], 0, step);
}

static gboolean
on_key_pressed_cb (LfMarkView *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      step_to (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      step_to (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      walk_to (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      walk_to (self, G_MAXINT);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate_mark (self, of (self)->pointed);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_focus_leave_cb (LfMarkView *self)
{
  of (self)->is_walking = FALSE;
  point_at (self, -1);
}

/* ---- Widget ---- */

static void
lf_mark_view_finalize (GObject *object)
{
  g_ptr_array_unref (of (LF_MARK_VIEW (object))->marks);
  G_OBJECT_CLASS (lf_mark_view_parent_class)->finalize (object);
}

static void
lf_mark_view_class_init (LfMarkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_mark_view_finalize;
  widget_class->snapshot = lf_mark_view_snapshot;
  widget_class->size_allocate = lf_mark_view_size_allocate;
  widget_class->measure = lf_mark_view_measure;
  widget_class->query_tooltip = lf_mark_view_query_tooltip;
  signals[ACTIVATED] = g_signal_new ("activated", LF_TYPE_MARK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[WALKED_OUT] = g_signal_new ("walked-out", LF_TYPE_MARK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-mark-view"));
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
}

static void
lf_mark_view_init (LfMarkView *self)
{
  of (self)->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);
  of (self)->pointed = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_drawing_follow_colours (GTK_WIDGET (self));
}

void
lf_mark_view_style (LfMarkView *self, LfChartStyle *ret_style)
{
  LfMarkViewClass *klass = LF_MARK_VIEW_GET_CLASS (self);

  lf_chart_style_for (GTK_WIDGET (self), ret_style);
  if (klass->style != NULL)
    klass->style (self, ret_style);
}

void
lf_mark_view_show (LfMarkView *self, const char *spoken)
{
  g_return_if_fail (LF_IS_MARK_VIEW (self));

  point_at (self, -1);
  lay_out (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lf_mark_view_walk (LfMarkView *self, int step)
{
  walk (self, step);
}

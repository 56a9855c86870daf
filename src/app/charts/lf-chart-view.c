/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing of a report that can be pointed at, walked with the keyboard and listened to. */

#include "config.h"

#include "lf-chart-view.h"

#include "lf-chart-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_WIDTH 280
#define MIN_HEIGHT 120

struct _LfChartView
{
  GtkWidget parent_instance;

  const LfReport *report; /* (nullable): not owned */
  GPtrArray *marks;       /* (element-type LfChartMark): of the last layout */
  int pointed;            /* the mark under the pointer or the keyboard; -1: none */
  gboolean is_walking;    /* chosen with the keyboard: leaving with the pointer does not clear it */
};

enum
{
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfChartView, lf_chart_view, GTK_TYPE_WIDGET)

/* ---- Drawing ---- */

static void
lay_out (LfChartView *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  LfChartStyle style;

  g_ptr_array_set_size (self->marks, 0);
  if (self->report == NULL)
    return;
  lf_chart_style_for (GTK_WIDGET (self), &style);
  lf_chart_draw (self->report, &style, /* cr= */ NULL, gtk_widget_get_width (GTK_WIDGET (self)),
                 gtk_widget_get_height (GTK_WIDGET (self)), /* highlighted= */ -1, &marks);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->marks = g_steal_pointer (&marks);
}

static void
lf_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfChartView *self = LF_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  LfChartStyle style;
  cairo_t *cr;

  if (self->report == NULL || width <= 0 || height <= 0)
    return;
  lf_chart_style_for (GTK_WIDGET (self), &style);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  lf_chart_draw (self->report, &style, cr, width, height, self->pointed, /* ret_marks= */ NULL);
  cairo_destroy (cr);
}

static void
lf_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (LF_CHART_VIEW (widget));
}

static void
lf_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  LfChartView *self = LF_CHART_VIEW (widget);
  LfChartStyle style;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->report == NULL)
    return;
  lf_chart_style_for (GTK_WIDGET (self), &style);
  *minimum = *natural = MAX (MIN_HEIGHT, (int) lf_chart_height (self->report, style.font_px));
}

/* ---- Marks ---- */

static const LfChartMark *
get_mark (LfChartView *self, int index)
{
  return index >= 0 && index < (int) self->marks->len ? self->marks->pdata[index] : NULL;
}

static int
find_mark (LfChartView *self, double x, double y)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const LfChartMark *mark = self->marks->pdata[i];
      if (x >= mark->x && x < mark->x + mark->width && y >= mark->y && y < mark->y + mark->height)
        return (int) i;
    }
  return -1;
}

static void
point_at (LfChartView *self, int index)
{
  const LfChartMark *mark = get_mark (self, index);

  if (self->pointed == index)
    return;
  self->pointed = index;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  mark == NULL ? "" : mark->tip, -1);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark == NULL ? NULL : "pointer");
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
activate_mark (LfChartView *self, int index)
{
  const LfChartMark *mark = get_mark (self, index);

  if (mark != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, mark->row, mark->column);
}

static gboolean
lf_chart_view_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  LfChartView *self = LF_CHART_VIEW (widget);
  const LfChartMark *mark = get_mark (self, is_keyboard ? self->pointed : find_mark (self, x, y));

  if (mark == NULL || mark->tip == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, mark->tip);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int) mark->x, (int) mark->y,
                                                      (int) mark->width, (int) mark->height });
  return TRUE;
}

/* ---- Pointer and keyboard ---- */

static void
on_motion_cb (LfChartView *self, double x, double y)
{
  int found = find_mark (self, x, y);

  if (found < 0 && self->is_walking)
    return;
  self->is_walking = FALSE;
  point_at (self, found);
}

static void
on_leave_cb (LfChartView *self)
{
  if (!self->is_walking)
    point_at (self, -1);
}

static void
on_clicked_cb (LfChartView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  activate_mark (self, find_mark (self, x, y));
}

static void
walk (LfChartView *self, int step)
{
  int n = (int) self->marks->len;

  if (n == 0)
    return;
  self->is_walking = TRUE;
  point_at (self,
            self->pointed < 0 ? (step > 0 ? 0 : n - 1) : CLAMP (self->pointed + step, 0, n - 1));
}

static gboolean
on_key_pressed_cb (LfChartView *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      walk (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
      walk (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      walk (self, -(int) self->marks->len);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      walk (self, (int) self->marks->len);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate_mark (self, self->pointed);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_focus_leave_cb (LfChartView *self)
{
  self->is_walking = FALSE;
  point_at (self, -1);
}

/* ---- Widget ---- */

static void
lf_chart_view_finalize (GObject *object)
{
  g_ptr_array_unref (LF_CHART_VIEW (object)->marks);
  G_OBJECT_CLASS (lf_chart_view_parent_class)->finalize (object);
}

static void
lf_chart_view_class_init (LfChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_chart_view_finalize;
  widget_class->snapshot = lf_chart_view_snapshot;
  widget_class->size_allocate = lf_chart_view_size_allocate;
  widget_class->measure = lf_chart_view_measure;
  widget_class->query_tooltip = lf_chart_view_query_tooltip;
  signals[ACTIVATED] = g_signal_new ("activated", LF_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHART_UI ("lf-chart-view"));
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
}

static void
lf_chart_view_init (LfChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);
  self->pointed = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

void
lf_chart_view_set_report (LfChartView *self, const LfReport *report)
{
  g_autofree char *spoken = report == NULL ? g_strdup ("") : lf_report_spoken (report);

  g_return_if_fail (LF_IS_CHART_VIEW (self));

  self->report = report;
  self->pointed = -1;
  lay_out (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

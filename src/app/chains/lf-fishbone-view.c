/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fishbone that can be clicked and walked. */

#include "config.h"

#include "lf-fishbone-view.h"

#include "lf-chains-page.h"
#include "lf-chart-style.h"
#include "lf-drawn-places.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 260
#define NATURAL_WIDTH 620

struct _LfFishboneView
{
  GtkWidget parent_instance;

  const LfChain *shown;  /* (nullable): not owned */
  LfFishbone *fish;      /* (nullable): of the size that the widget has */
  LfDrawnPlaces *places; /* of segments */
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFishboneView, lf_fishbone_view, GTK_TYPE_WIDGET)

/* ---- Drawing ---- */

static void
lay_out (LfFishboneView *self, int width)
{
  LfChartStyle style;

  g_clear_pointer (&self->fish, lf_fishbone_free);
  if (self->shown == NULL || width <= 0)
    return;
  lf_chart_style_for (GTK_WIDGET (self), &style);
  self->fish = lf_fishbone_new (self->shown, &style, width);
}

static void
lf_fishbone_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  LfChartStyle style;
  cairo_t *cr;

  if (self->fish == NULL || height <= 0)
    return;
  lf_chart_style_for (widget, &style);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  lf_fishbone_draw (self->fish, self->shown, &style, cr, lf_drawn_places_selected (self->places));
  cairo_destroy (cr);
  GTK_WIDGET_CLASS (lf_fishbone_view_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
lf_fishbone_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lf_fishbone_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (widget);
  g_autoptr (LfFishbone) fish = NULL;
  LfChartStyle style;

  *minimum = MIN_WIDTH;
  *natural = NATURAL_WIDTH;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum = *natural = 0;
  if (self->shown == NULL)
    return;
  lf_chart_style_for (widget, &style);
  fish = lf_fishbone_new (self->shown, &style, for_size < 0 ? NATURAL_WIDTH : for_size);
  *minimum = *natural = (int) ceil (fish->height);
}

static void
lf_fishbone_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (widget);

  lay_out (self, width);
  for (guint i = 0; self->fish != NULL && i < lf_drawn_places_n (self->places); i++)
    {
      const LfFishboneBox *box = &g_array_index (self->fish->boxes, LfFishboneBox, i);

      lf_drawn_places_allocate (self->places, i,
                                &(GtkAllocation){ (int) box->x, (int) box->y,
                                                  MAX ((int) box->width, 1), (int) box->height });
    }
}

/* ---- Places ---- */

static void
set_selected (LfFishboneView *self, int segment)
{
  if (segment == lf_drawn_places_selected (self->places))
    return;
  lf_drawn_places_select (self->places, segment);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
name_places (LfFishboneView *self)
{
  for (guint i = 0; i < lf_drawn_places_n (self->places); i++)
    {
      g_autofree char *title = lf_record_title (lf_chain_segment (self->shown, i)->record);
      g_autofree char *why = lf_chain_tell_segment (self->shown, i);
      g_autofree char *spoken = g_strdup_printf ("%s\n%s", title, why);

      lf_drawn_places_say (self->places, i, spoken);
    }
}

static void
on_place_focused (GtkWidget *widget, int place)
{
  set_selected (LF_FISHBONE_VIEW (widget), place);
}

/* ---- Keyboard and pointer ---- */

static void
walk (LfFishboneView *self, int right, int down)
{
  int from = lf_drawn_places_selected (self->places);
  int to = self->fish == NULL ? -1 : lf_fishbone_beside (self->fish, from, right, down);

  if (to < 0)
    return;
  set_selected (self, to);
  lf_drawn_places_grab_focus (self->places, to);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   gpointer user_data)
{
  LfFishboneView *self
      = LF_FISHBONE_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  if (self->shown == NULL || (state & (GDK_ALT_MASK | GDK_CONTROL_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Down:
      return walk (self, 0, 1), GDK_EVENT_STOP;
    case GDK_KEY_Up:
      return walk (self, 0, -1), GDK_EVENT_STOP;
    case GDK_KEY_Right:
      return walk (self, 1, 0), GDK_EVENT_STOP;
    case GDK_KEY_Left:
      return walk (self, -1, 0), GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (lf_drawn_places_selected (self->places) >= 0)
        g_signal_emit (self, signals[ACTIVATED], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  LfFishboneView *self
      = LF_FISHBONE_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  int segment = self->fish == NULL ? -1 : lf_fishbone_segment_at (self->fish, x, y);

  set_selected (self, segment);
  if (segment < 0)
    return;
  lf_drawn_places_grab_focus (self->places, segment);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  LfFishboneView *self
      = LF_FISHBONE_VIEW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  gboolean is_on = self->fish != NULL && lf_fishbone_segment_at (self->fish, x, y) >= 0;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_on ? "pointer" : NULL);
}

/* ---- Widget ---- */

static void
lf_fishbone_view_dispose (GObject *object)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (object);

  lf_drawn_places_set_n (self->places, 0);
  G_OBJECT_CLASS (lf_fishbone_view_parent_class)->dispose (object);
}

static void
lf_fishbone_view_finalize (GObject *object)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (object);

  g_clear_pointer (&self->fish, lf_fishbone_free);
  lf_drawn_places_free (self->places);
  G_OBJECT_CLASS (lf_fishbone_view_parent_class)->finalize (object);
}

static void
lf_fishbone_view_class_init (LfFishboneViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_fishbone_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_fishbone_view_finalize;
  widget_class->snapshot = lf_fishbone_view_snapshot;
  widget_class->measure = lf_fishbone_view_measure;
  widget_class->size_allocate = lf_fishbone_view_size_allocate;
  widget_class->get_request_mode = lf_fishbone_view_get_request_mode;
  signals[SELECTED] = g_signal_new ("selected", LF_TYPE_FISHBONE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", LF_TYPE_FISHBONE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "lf-fishbone");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CHAINS_UI ("lf-fishbone-view"));
  gtk_widget_class_bind_template_callback (widget_class, on_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
}

static void
lf_fishbone_view_init (LfFishboneView *self)
{
  self->places = lf_drawn_places_new (GTK_WIDGET (self), on_place_focused);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Segments of the chain"), -1);
}

void
lf_fishbone_view_set_chain (LfFishboneView *self, const LfChain *chain)
{
  guint n = chain == NULL ? 0 : chain->segments->len;

  self->shown = chain;
  g_clear_pointer (&self->fish, lf_fishbone_free);
  lf_drawn_places_set_n (self->places, n);
  if (lf_drawn_places_selected (self->places) >= (int) n)
    set_selected (self, -1);
  if (chain != NULL)
    name_places (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

int
lf_fishbone_view_get_selected (LfFishboneView *self)
{
  return lf_drawn_places_selected (self->places);
}

void
lf_fishbone_view_select (LfFishboneView *self, int segment)
{
  set_selected (self, MIN (segment, (int) lf_drawn_places_n (self->places) - 1));
}

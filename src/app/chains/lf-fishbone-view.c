/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fishbone that can be clicked and walked. */

#include "config.h"

#include "lf-fishbone-view.h"

#include "lf-chains-page.h"
#include "lf-chart-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 260
#define NATURAL_WIDTH 620

struct _LfFishboneView
{
  GtkWidget parent_instance;

  const LfChain *shown; /* (nullable): not owned */
  LfFishbone *fish;     /* (nullable): of the size that the widget has */
  GPtrArray *places;    /* (element-type GtkWidget): a segment's place to be focused */
  int selected;         /* -1: none */
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfFishboneView, lf_fishbone_view, GTK_TYPE_WIDGET)

/* A segment's place: drawn by the view, there to be focused and spoken. */
#define LF_TYPE_FISHBONE_PLACE (lf_fishbone_place_get_type ())
G_DECLARE_FINAL_TYPE (LfFishbonePlace, lf_fishbone_place, LF, FISHBONE_PLACE, GtkWidget)

struct _LfFishbonePlace
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LfFishbonePlace, lf_fishbone_place, GTK_TYPE_WIDGET)

static void
lf_fishbone_place_class_init (LfFishbonePlaceClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "lf-fishbone-place");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
lf_fishbone_place_init (LfFishbonePlace *self)
{
}

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
  lf_fishbone_draw (self->fish, self->shown, &style, cr, self->selected);
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
  for (guint i = 0; self->fish != NULL && i < self->places->len; i++)
    {
      const LfFishboneBox *box = &g_array_index (self->fish->boxes, LfFishboneBox, i);

      gtk_widget_size_allocate (self->places->pdata[i],
                                &(GtkAllocation){ (int) box->x, (int) box->y,
                                                  MAX ((int) box->width, 1), (int) box->height },
                                -1);
    }
}

/* ---- Places ---- */

/* Only one is on the way of Tab. */
static void
set_selected (LfFishboneView *self, int segment)
{
  if (segment == self->selected)
    return;
  self->selected = segment;
  for (guint i = 0; i < self->places->len; i++)
    {
      gtk_widget_set_focusable (self->places->pdata[i], (int) i == MAX (segment, 0));
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->places->pdata[i]),
                                   GTK_ACCESSIBLE_STATE_SELECTED, (int) i == segment, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
name_places (LfFishboneView *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      g_autofree char *title = lf_record_title (lf_chain_segment (self->shown, i)->record);
      g_autofree char *why = lf_chain_tell_segment (self->shown, i);
      g_autofree char *spoken = g_strdup_printf ("%s\n%s", title, why);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->places->pdata[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
      gtk_widget_set_tooltip_text (self->places->pdata[i], spoken);
    }
}

static void
on_place_focus_cb (GtkWidget *place, GParamSpec *pspec, gpointer user_data)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (gtk_widget_get_parent (place));
  guint segment;

  if (gtk_widget_has_focus (place) && g_ptr_array_find (self->places, place, &segment))
    set_selected (self, (int) segment);
}

static void
set_n_places (LfFishboneView *self, guint n)
{
  while (self->places->len > n)
    {
      gtk_widget_unparent (self->places->pdata[self->places->len - 1]);
      g_ptr_array_set_size (self->places, (int) self->places->len - 1);
    }
  while (self->places->len < n)
    {
      GtkWidget *place = g_object_new (LF_TYPE_FISHBONE_PLACE, NULL);

      gtk_widget_set_focusable (place, self->places->len == 0);
      g_signal_connect (place, "notify::has-focus", G_CALLBACK (on_place_focus_cb), NULL);
      gtk_widget_set_parent (place, GTK_WIDGET (self));
      g_ptr_array_add (self->places, place);
    }
}

/* ---- Keyboard and pointer ---- */

static void
walk (LfFishboneView *self, int right, int down)
{
  int to = self->fish == NULL ? -1 : lf_fishbone_beside (self->fish, self->selected, right, down);

  if (to < 0)
    return;
  set_selected (self, to);
  gtk_widget_grab_focus (self->places->pdata[to]);
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
      if (self->selected >= 0)
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
  gtk_widget_grab_focus (self->places->pdata[segment]);
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

  set_n_places (self, 0);
  G_OBJECT_CLASS (lf_fishbone_view_parent_class)->dispose (object);
}

static void
lf_fishbone_view_finalize (GObject *object)
{
  LfFishboneView *self = LF_FISHBONE_VIEW (object);

  g_clear_pointer (&self->fish, lf_fishbone_free);
  g_ptr_array_unref (self->places);
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
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->places = g_ptr_array_new ();
  self->selected = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Segments of the chain"), -1);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

void
lf_fishbone_view_set_chain (LfFishboneView *self, const LfChain *chain)
{
  guint n = chain == NULL ? 0 : chain->segments->len;

  self->shown = chain;
  g_clear_pointer (&self->fish, lf_fishbone_free);
  set_n_places (self, n);
  if (self->selected >= (int) n)
    set_selected (self, -1);
  if (chain != NULL)
    name_places (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

int
lf_fishbone_view_get_selected (LfFishboneView *self)
{
  return self->selected;
}

void
lf_fishbone_view_select (LfFishboneView *self, int segment)
{
  set_selected (self, MIN (segment, (int) self->places->len - 1));
}

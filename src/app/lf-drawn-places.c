/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of a widget that draws many things. */

#include "config.h"

#include "lf-drawn-places.h"

#include <adwaita.h>

#define LF_TYPE_DRAWN_PLACE (lf_drawn_place_get_type ())
G_DECLARE_FINAL_TYPE (LfDrawnPlace, lf_drawn_place, LF, DRAWN_PLACE, GtkWidget)

struct _LfDrawnPlace
{
  GtkWidget parent_instance;

  LfDrawnPlaces *places; /* not owned */
};

G_DEFINE_FINAL_TYPE (LfDrawnPlace, lf_drawn_place, GTK_TYPE_WIDGET)

struct _LfDrawnPlaces
{
  GtkWidget *drawing; /* not owned */
  LfDrawnPlaceFunc focused;
  GPtrArray *all; /* (element-type LfDrawnPlace): children of @drawing */
  int selected;   /* -1: none */
};

static void
lf_drawn_place_class_init (LfDrawnPlaceClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "lf-drawn-place");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
lf_drawn_place_init (LfDrawnPlace *self)
{
}

static void
on_has_focus_cb (LfDrawnPlace *place, GParamSpec *pspec, gpointer user_data)
{
  LfDrawnPlaces *self = place->places;
  guint i;

  if (gtk_widget_has_focus (GTK_WIDGET (place)) && g_ptr_array_find (self->all, place, &i)
      && (int) i != self->selected)
    self->focused (self->drawing, (int) i);
}

LfDrawnPlaces *
lf_drawn_places_new (GtkWidget *drawing, LfDrawnPlaceFunc focused)
{
  LfDrawnPlaces *self = g_new0 (LfDrawnPlaces, 1);

  self->drawing = drawing;
  self->focused = focused;
  self->all = g_ptr_array_new ();
  self->selected = -1;
  lf_drawing_follow_colours (drawing);
  return self;
}

void
lf_drawn_places_free (LfDrawnPlaces *self)
{
  lf_drawn_places_set_n (self, 0);
  g_ptr_array_unref (self->all);
  g_free (self);
}

void
lf_drawn_places_set_n (LfDrawnPlaces *self, guint n)
{
  while (self->all->len > n)
    {
      GtkWidget *place = g_ptr_array_steal_index (self->all, self->all->len - 1);

      gtk_widget_unparent (place);
    }
  while (self->all->len < n)
    {
      LfDrawnPlace *place = g_object_new (LF_TYPE_DRAWN_PLACE, NULL);

      place->places = self;
      gtk_widget_set_focusable (GTK_WIDGET (place),
                                (int) self->all->len == MAX (self->selected, 0));
      g_signal_connect (place, "notify::has-focus", G_CALLBACK (on_has_focus_cb), NULL);
      gtk_widget_set_parent (GTK_WIDGET (place), self->drawing);
      g_ptr_array_add (self->all, place);
    }
}

guint
lf_drawn_places_n (const LfDrawnPlaces *self)
{
  return self->all->len;
}

void
lf_drawn_places_say (LfDrawnPlaces *self, guint place, const char *spoken)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all->pdata[place]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (self->all->pdata[place], spoken);
}

void
lf_drawn_places_allocate (LfDrawnPlaces *self, guint place, const GtkAllocation *where)
{
  gtk_widget_size_allocate (self->all->pdata[place], where, -1);
}

void
lf_drawn_places_select (LfDrawnPlaces *self, int place)
{
  self->selected = place;
  for (guint i = 0; i < self->all->len; i++)
    {
      gtk_widget_set_focusable (self->all->pdata[i], (int) i == MAX (place, 0));
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->all->pdata[i]),
                                   GTK_ACCESSIBLE_STATE_SELECTED, (int) i == place, -1);
    }
  gtk_widget_queue_draw (self->drawing);
}

int
lf_drawn_places_selected (const LfDrawnPlaces *self)
{
  return self->selected;
}

void
lf_drawn_places_grab_focus (LfDrawnPlaces *self, int place)
{
  gtk_widget_grab_focus (self->all->pdata[place]);
}

void
lf_drawing_follow_colours (GtkWidget *drawing)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), drawing,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           drawing, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map of parks and plots. */

#include "config.h"

#include "lf-park-map.h"

#include "lf-compat-files.h"
#include "lf-outline-layer.h"
#include "lf-park-paper.h"
#include "lf-tile-folder.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAP_TILES "map-tiles"

struct _LfParkMap
{
  GtkWidget parent_instance;

  GtkWidget *overlay;
  ShumateMap *map;
  GtkWidget *none;
  ShumateMapLayer *tiles; /* (nullable): owned by the map */
  LfOutlineLayer *outlines;
  LfAppContext *context;
};

G_DEFINE_FINAL_TYPE (LfParkMap, lf_park_map, GTK_TYPE_WIDGET)

/* ---- Shapes ---- */

static void
add_shape (GPtrArray *shapes, LfRecord *record, LfTone tone, const LfParkLand *land)
{
  const char *text = lf_record_get (record, "outline");
  LfOutline *outline = text == NULL ? NULL : lf_outline_parse (text, NULL);
  LfMapShape *shape;
  g_autofree char *told = NULL;

  if (outline == NULL)
    return;
  shape = g_new0 (LfMapShape, 1);
  told = lf_park_tell_land (land);
  shape->outline = outline;
  shape->tone = tone;
  shape->entity = lf_record_entity (record)->name;
  shape->id = g_strdup (lf_record_id (record));
  shape->title = lf_record_title (record);
  shape->tip
      = *told == '\0' ? g_strdup (shape->title) : g_strdup_printf ("%s\n%s", shape->title, told);
  g_ptr_array_add (shapes, shape);
}

static LfTone
tone_of (const LfRecord *plot, const LfParkLand *land)
{
  if (g_strcmp0 (lf_record_get (plot, "state"), "idle") == 0)
    return LF_TONE_IDLE;
  return land->vacant > 0 ? LF_TONE_VACANT : LF_TONE_OCCUPIED;
}

/* Parks lie under those in them, and under all plots. */
static GPtrArray *
gather_shapes (const LfParkSheet *sheet)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_map_shape_free);

  for (guint i = 0; i < sheet->tree->len; i++)
    {
      const LfPark *park = sheet->tree->pdata[i];

      add_shape (shapes, park->record, LF_TONE_PARK, &park->land);
    }
  for (guint i = 0; i < sheet->plots->len; i++)
    {
      LfRecord *plot = sheet->plots->pdata[i];
      LfParkLand land = lf_plot_land (plot, /* is_built= */ FALSE);

      add_shape (shapes, plot, tone_of (plot, &land), &land);
    }
  return shapes;
}

/* ---- Where one looks ---- */

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_outline_layer_fit (LF_PARK_MAP (widget)->outlines);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfParkMap *self = LF_PARK_MAP (widget);

  if (g_variant_get_int32 (parameter) > 0)
    shumate_map_zoom_in (self->map);
  else
    shumate_map_zoom_out (self->map);
}

/* ---- Pointing ---- */

static gboolean
on_query_tooltip_cb (
    GtkWidget *map, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  LfParkMap *self = LF_PARK_MAP (gtk_widget_get_ancestor (map, LF_TYPE_PARK_MAP));
  const LfMapShape *shape = is_keyboard ? NULL : lf_outline_layer_find (self->outlines, x, y);

  if (shape != NULL)
    gtk_tooltip_set_text (tooltip, shape->tip);
  return shape != NULL;
}

static void
on_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, LfParkMap *self)
{
  const LfMapShape *shape = n_press == 1 ? lf_outline_layer_find (self->outlines, x, y) : NULL;

  if (shape != NULL)
    lf_app_context_open_record (self->context, shape->entity, shape->id);
}

/* ---- Tiles ---- */

static void
follow_tiles (LfParkMap *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (ShumateMapSource) source = NULL;
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  g_object_get (lf_app_context_preferences (self->context), MAP_TILES, &folder, NULL);
  if (folder != NULL && *folder == '\0')
    g_clear_pointer (&folder, g_free);
  source = lf_tile_folder_new (folder);
  shumate_viewport_set_reference_map_source (viewport, source);
  if (self->tiles != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->tiles));
  self->tiles = NULL;
  if (folder != NULL)
    {
      self->tiles = shumate_map_layer_new (source, viewport);
      shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->tiles),
                                       SHUMATE_LAYER (self->outlines));
    }
  lf_outline_layer_set_has_tiles (self->outlines, folder != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.no-tiles", folder != NULL);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfParkMap) self = user_data;
  g_autoptr (GFile) folder = lf_file_choose_folder_finish (GTK_WINDOW (source), result, NULL);

  if (folder != NULL)
    g_object_set (lf_app_context_preferences (self->context), MAP_TILES, g_file_peek_path (folder),
                  NULL);
}

static void
choose_tiles_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_file_choose_folder_async (GTK_WINDOW (gtk_widget_get_root (widget)),
                               _ ("Folder of Tiles: ZOOM/X/Y.png"), on_folder_chosen_cb,
                               g_object_ref (widget));
}

static void
no_tiles_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_object_set (lf_app_context_preferences (LF_PARK_MAP (widget)->context), MAP_TILES, "", NULL);
}

/* ---- Widget ---- */

static void
lf_park_map_dispose (GObject *object)
{
  LfParkMap *self = LF_PARK_MAP (object);

  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_park_map_parent_class)->dispose (object);
}

static void
lf_park_map_class_init (LfParkMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_park_map_dispose;
  g_type_ensure (SHUMATE_TYPE_MAP);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.zoom", "i", zoom_action);
  gtk_widget_class_install_action (widget_class, "map.choose-tiles", NULL, choose_tiles_action);
  gtk_widget_class_install_action (widget_class, "map.no-tiles", NULL, no_tiles_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/landfall/Landfall/parks/lf-park-map.ui");
  gtk_widget_class_bind_template_child (widget_class, LfParkMap, overlay);
  gtk_widget_class_bind_template_child (widget_class, LfParkMap, map);
  gtk_widget_class_bind_template_child (widget_class, LfParkMap, none);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip_cb);
}

static void
lf_park_map_init (LfParkMap *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->outlines = lf_outline_layer_new (shumate_map_get_viewport (self->map));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->outlines));
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
lf_park_map_new (LfAppContext *context)
{
  LfParkMap *self = g_object_new (LF_TYPE_PARK_MAP, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lf_app_context_preferences (context), "notify::" MAP_TILES,
                           G_CALLBACK (follow_tiles), self, G_CONNECT_SWAPPED);
  follow_tiles (self);
  return GTK_WIDGET (self);
}

void
lf_park_map_show (LfParkMap *self, const LfParkSheet *sheet)
{
  GPtrArray *shapes = gather_shapes (sheet);

  gtk_widget_set_visible (self->none, shapes->len == 0);
  lf_outline_layer_set_shapes (self->outlines, shapes);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of parks and plots on a map. */

#include "config.h"

#include "lf-outline-layer.h"

#include "lf-chart-style.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN 36.0 /* px that stay free around all shapes */
#define MOST_ZOOM 17.0
#define TILE_SIZE 256.0 /* px of the whole earth at zoom 0 */
#define GRID 64.0       /* px */
#define SWATCH 12.0

struct _LfOutlineLayer
{
  ShumateLayer parent_instance;
  GPtrArray *shapes; /* (element-type LfMapShape) */
  gboolean has_tiles;
  gboolean is_fitted; /* once; from then on people look where they like */
};

G_DEFINE_FINAL_TYPE (LfOutlineLayer, lf_outline_layer, SHUMATE_TYPE_LAYER)

void
lf_map_shape_free (LfMapShape *self)
{
  lf_outline_free (self->outline);
  g_free (self->id);
  g_free (self->title);
  g_free (self->tip);
  g_free (self);
}

/* ---- Drawing ---- */

typedef struct
{
  LfOutlineLayer *self;
  cairo_t *cr;
  LfChartStyle style;
  double width, height;
} Drawing;

static void
tone_color (const Drawing *drawing, LfTone tone, double alpha)
{
  const LfChartStyle *style = &drawing->style;
  const double *colors[LF_N_TONES] = { style->dim, style->accent, style->dim, style->warning };
  const double *color = colors[tone];

  cairo_set_source_rgba (drawing->cr, color[0], color[1], color[2], alpha);
}

static void
to_px (LfOutlineLayer *self, const LfPosition *position, double *x, double *y)
{
  shumate_viewport_location_to_widget_coords (shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                              GTK_WIDGET (self), position->latitude,
                                              position->longitude, x, y);
}

static void
draw_ground (const Drawing *drawing)
{
  const double *ground = drawing->style.background, *line = drawing->style.dim;

  cairo_set_source_rgb (drawing->cr, ground[0], ground[1], ground[2]);
  cairo_paint (drawing->cr);
  cairo_set_source_rgba (drawing->cr, line[0], line[1], line[2], 0.12);
  cairo_set_line_width (drawing->cr, 1);
  for (double x = GRID; x < drawing->width; x += GRID)
    {
      cairo_move_to (drawing->cr, x + 0.5, 0);
      cairo_line_to (drawing->cr, x + 0.5, drawing->height);
    }
  for (double y = GRID; y < drawing->height; y += GRID)
    {
      cairo_move_to (drawing->cr, 0, y + 0.5);
      cairo_line_to (drawing->cr, drawing->width, y + 0.5);
    }
  cairo_stroke (drawing->cr);
}

static void
trace (const Drawing *drawing, const LfOutline *outline)
{
  cairo_new_path (drawing->cr);
  for (guint r = 0; r < outline->rings->len; r++)
    {
      const GArray *ring = outline->rings->pdata[r];

      for (guint i = 0; i < ring->len; i++)
        {
          double x, y;

          to_px (drawing->self, &g_array_index (ring, LfPosition, i), &x, &y);
          if (i == 0)
            cairo_move_to (drawing->cr, x, y);
          else
            cairo_line_to (drawing->cr, x, y);
        }
      cairo_close_path (drawing->cr);
    }
}

static void
draw_shape (const Drawing *drawing, const LfMapShape *shape)
{
  gboolean is_park = shape->tone == LF_TONE_PARK;

  trace (drawing, shape->outline);
  cairo_set_fill_rule (drawing->cr, CAIRO_FILL_RULE_EVEN_ODD);
  tone_color (drawing, shape->tone, is_park ? 0.10 : shape->tone == LF_TONE_OCCUPIED ? 0.35 : 0.45);
  cairo_fill_preserve (drawing->cr);
  tone_color (drawing, shape->tone, is_park ? 0.9 : 0.8);
  cairo_set_line_width (drawing->cr, is_park ? 2 : 1);
  cairo_stroke (drawing->cr);
}

/* With a rim in the colour of the ground, so that it can be read on any. */
static void
draw_words (const Drawing *drawing, PangoLayout *layout, double x, double y)
{
  const double *text = drawing->style.foreground, *ground = drawing->style.background;

  cairo_move_to (drawing->cr, x, y);
  pango_cairo_layout_path (drawing->cr, layout);
  cairo_set_source_rgba (drawing->cr, ground[0], ground[1], ground[2], 0.85);
  cairo_set_line_width (drawing->cr, 3);
  cairo_set_line_join (drawing->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (drawing->cr);
  cairo_move_to (drawing->cr, x, y);
  cairo_set_source_rgb (drawing->cr, text[0], text[1], text[2]);
  pango_cairo_show_layout (drawing->cr, layout);
}

/* Names of parks stand above them, those of plots inside, where there is room. */
static void
draw_title (const Drawing *drawing, const LfMapShape *shape)
{
  const LfPosition corner = { shape->outline->least.longitude, shape->outline->most.latitude };
  const LfPosition other = { shape->outline->most.longitude, shape->outline->least.latitude };
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (drawing->self), shape->title);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gboolean is_park = shape->tone == LF_TONE_PARK;
  double left, top, right, bottom;
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (is_park ? 1.0 : 0.85));
  if (is_park)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  to_px (drawing->self, &corner, &left, &top);
  to_px (drawing->self, &other, &right, &bottom);
  if (is_park)
    draw_words (drawing, layout, left, top - height - 2);
  else if (width + 4 <= right - left && height <= bottom - top)
    draw_words (drawing, layout, (left + right - width) / 2, (top + bottom - height) / 2);
}

static void
draw_legend (const Drawing *drawing)
{
  const char *const names[LF_N_TONES]
      = { _ ("Park"), _ ("Vacant"), _ ("Occupied"), C_ ("plot", "Idle") };
  double x = 12, y = 12;

  for (guint i = 0; i < LF_N_TONES; i++)
    {
      g_autoptr (PangoLayout) layout
          = gtk_widget_create_pango_layout (GTK_WIDGET (drawing->self), names[i]);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      cairo_rectangle (drawing->cr, x + 0.5, y + (height - SWATCH) / 2 + 0.5, SWATCH, SWATCH);
      tone_color (drawing, i, i == LF_TONE_PARK ? 0.10 : i == LF_TONE_OCCUPIED ? 0.35 : 0.45);
      cairo_fill_preserve (drawing->cr);
      tone_color (drawing, i, 0.9);
      cairo_set_line_width (drawing->cr, 1);
      cairo_stroke (drawing->cr);
      draw_words (drawing, layout, x + SWATCH + 6, y);
      x += SWATCH + 6 + width + 16;
    }
}

static void
lf_outline_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfOutlineLayer *self = LF_OUTLINE_LAYER (widget);
  Drawing drawing = { .self = self,
                      .width = gtk_widget_get_width (widget),
                      .height = gtk_widget_get_height (widget) };
  const graphene_rect_t bounds
      = GRAPHENE_RECT_INIT (0, 0, (float) drawing.width, (float) drawing.height);

  lf_chart_style_for (widget, &drawing.style);
  drawing.cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  if (!self->has_tiles)
    draw_ground (&drawing);
  for (guint i = 0; i < self->shapes->len; i++)
    draw_shape (&drawing, self->shapes->pdata[i]);
  for (guint i = 0; i < self->shapes->len; i++)
    draw_title (&drawing, self->shapes->pdata[i]);
  draw_legend (&drawing);
  cairo_destroy (drawing.cr);
}

/* ---- Where things are ---- */

const LfMapShape *
lf_outline_layer_find (LfOutlineLayer *self, double x, double y)
{
  LfPosition at;

  shumate_viewport_widget_coords_to_location (shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                              GTK_WIDGET (self), x, y, &at.latitude, &at.longitude);
  for (guint i = self->shapes->len; i-- > 0;)
    if (lf_outline_holds (((LfMapShape *) self->shapes->pdata[i])->outline, &at))
      return self->shapes->pdata[i];
  return NULL;
}

/* From the north, of the whole earth as a square of 1. */
static double
mercator (double latitude)
{
  double radians = CLAMP (latitude, -85, 85) * G_PI / 180;

  return 0.5 - log (tan (radians) + 1 / cos (radians)) / (2 * G_PI);
}

gboolean
lf_outline_layer_fit (LfOutlineLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 3 * MARGIN, zoom;
  LfPosition least = { 180, 90 }, most = { -180, -90 };

  if (self->shapes->len == 0 || width <= 0 || height <= 0)
    return FALSE;
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const LfOutline *outline = ((LfMapShape *) self->shapes->pdata[i])->outline;

      least.longitude = MIN (least.longitude, outline->least.longitude);
      least.latitude = MIN (least.latitude, outline->least.latitude);
      most.longitude = MAX (most.longitude, outline->most.longitude);
      most.latitude = MAX (most.latitude, outline->most.latitude);
    }
  zoom = MIN (log2 (width * 360 / TILE_SIZE / MAX (most.longitude - least.longitude, 1e-9)),
              log2 (height / TILE_SIZE
                    / MAX (mercator (least.latitude) - mercator (most.latitude), 1e-12)));
  shumate_viewport_set_zoom_level (viewport, CLAMP (zoom, 0, MOST_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport), (least.latitude + most.latitude) / 2,
                                 (least.longitude + most.longitude) / 2);
  return TRUE;
}

/* ---- Widget ---- */

static void
lf_outline_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LfOutlineLayer *self = LF_OUTLINE_LAYER (widget);

  if (!self->is_fitted)
    self->is_fitted = lf_outline_layer_fit (self);
}

static void
lf_outline_layer_finalize (GObject *object)
{
  g_ptr_array_unref (LF_OUTLINE_LAYER (object)->shapes);
  G_OBJECT_CLASS (lf_outline_layer_parent_class)->finalize (object);
}

static void
lf_outline_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (lf_outline_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), object, G_CONNECT_SWAPPED);
}

static void
lf_outline_layer_class_init (LfOutlineLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_outline_layer_finalize;
  G_OBJECT_CLASS (klass)->constructed = lf_outline_layer_constructed;
  GTK_WIDGET_CLASS (klass)->size_allocate = lf_outline_layer_size_allocate;
  GTK_WIDGET_CLASS (klass)->snapshot = lf_outline_layer_snapshot;
}

static void
lf_outline_layer_init (LfOutlineLayer *self)
{
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_map_shape_free);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

LfOutlineLayer *
lf_outline_layer_new (ShumateViewport *viewport)
{
  return g_object_new (LF_TYPE_OUTLINE_LAYER, "viewport", viewport, NULL);
}

void
lf_outline_layer_set_shapes (LfOutlineLayer *self, GPtrArray *shapes)
{
  g_ptr_array_unref (self->shapes);
  self->shapes = shapes;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lf_outline_layer_set_has_tiles (LfOutlineLayer *self, gboolean has_tiles)
{
  self->has_tiles = has_tiles;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

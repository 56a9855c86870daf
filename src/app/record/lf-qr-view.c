/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as QR code. */

#include "config.h"

#include "lf-qr-view.h"

#include <qrencode.h>

#define QUIET_ZONE 4   /* modules on every side, as the standard asks */
#define LEAST_SIDE 240 /* pixels */
#define BLACK 1        /* the bit of a module that is */

struct _LfQrView
{
  GtkWidget parent_instance;

  QRcode *code; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfQrView, lf_qr_view, GTK_TYPE_WIDGET)

static void
lf_qr_view_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = LEAST_SIDE;
  *natural = LEAST_SIDE;
}

static void
draw_modules (LfQrView *self, cairo_t *cr)
{
  for (int y = 0; y < self->code->width; y++)
    for (int x = 0; x < self->code->width; x++)
      if (self->code->data[y * self->code->width + x] & BLACK)
        cairo_rectangle (cr, x + QUIET_ZONE, y + QUIET_ZONE, 1, 1);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
}

static void
lf_qr_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfQrView *self = LF_QR_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (self->code != NULL)
    {
      int n = self->code->width + 2 * QUIET_ZONE;
      int pixels = MAX (1, MIN (width, height) * scale / n); /* of a module */

      cairo_scale (cr, 1.0 / scale, 1.0 / scale);
      cairo_translate (cr, (width * scale - n * pixels) / 2, (height * scale - n * pixels) / 2);
      cairo_scale (cr, pixels, pixels);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
      draw_modules (self, cr);
    }
  cairo_destroy (cr);
}

static void
lf_qr_view_finalize (GObject *object)
{
  g_clear_pointer (&LF_QR_VIEW (object)->code, QRcode_free);
  G_OBJECT_CLASS (lf_qr_view_parent_class)->finalize (object);
}

static void
lf_qr_view_class_init (LfQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_qr_view_finalize;
  widget_class->measure = lf_qr_view_measure;
  widget_class->snapshot = lf_qr_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lf_qr_view_init (LfQrView *self)
{
}

gboolean
lf_qr_view_set_text (LfQrView *self, const char *text, const char *spoken)
{
  g_clear_pointer (&self->code, QRcode_free);
  self->code = QRcode_encodeString8bit (text, /* version= */ 0, QR_ECLEVEL_M);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return self->code != NULL;
}

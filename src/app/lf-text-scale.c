/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much larger text is than usual. */

#include "config.h"

#include "lf-text-scale.h"

#define USUAL_DPI (96 * 1024)

double
lf_text_scale (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi <= USUAL_DPI ? 1 : (double) dpi / USUAL_DPI;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours and the font that drawings have in the window. */

#include "config.h"

#include "lf-chart-style.h"

#include <adwaita.h>

static const LfChartStyle light = {
  .foreground = { 0.12, 0.12, 0.14, 1 },
  .dim = { 0.42, 0.43, 0.46, 1 },
  .background = { 1, 1, 1, 1 },
  .accent = { 0.11, 0.44, 0.55, 1 },
  .warning = { 0.78, 0.34, 0.10, 1 },
};

static const LfChartStyle dark = {
  .foreground = { 0.96, 0.96, 0.97, 1 },
  .dim = { 0.66, 0.67, 0.70, 1 },
  .background = { 0.21, 0.21, 0.21, 1 },
  .accent = { 0.36, 0.72, 0.83, 1 },
  .warning = { 0.98, 0.62, 0.33, 1 },
};

void
lf_chart_style_for (GtkWidget *widget, LfChartStyle *ret_style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);

  *ret_style = adw_style_manager_get_dark (manager) ? dark : light;
  if (adw_style_manager_get_high_contrast (manager))
    memcpy (ret_style->dim, ret_style->foreground, sizeof ret_style->dim);
  ret_style->font = pango_font_description_get_family (font);
  ret_style->font_px = 14;
  if (pango_font_description_get_size_is_absolute (font))
    ret_style->font_px = (double) pango_font_description_get_size (font) / PANGO_SCALE;
}

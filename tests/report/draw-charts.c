/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws the invented reports into a folder, to be looked at: draw-charts FOLDER */

#include "config.h"

#include "chart-samples.h"

#include "lf-chart.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

static const LfChartStyle dark = {
  .foreground = { 0.96, 0.96, 0.97, 1 },
  .dim = { 0.66, 0.67, 0.70, 1 },
  .background = { 0.21, 0.21, 0.21, 1 },
  .accent = { 0.36, 0.72, 0.83, 1 },
  .warning = { 0.98, 0.62, 0.33, 1 },
  .font = "Noto Sans CJK SC, sans-serif",
  .font_px = 14,
};

static void
draw (const char *folder, const char *name, int width, gboolean is_dark)
{
  g_autoptr (LfReport) report = chart_sample (name);
  g_autofree char *file
      = g_strdup_printf ("%s/%s-%d-%s.png", folder, name, width, is_dark ? "dark" : "light");
  LfChartStyle style = dark;
  int height, pad = 16;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (!is_dark)
    lf_chart_style_paper (&style);
  height = (int) lf_chart_height (report, style.font_px);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height + 2 * pad);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, style.background[0], style.background[1], style.background[2]);
  cairo_paint (cr);
  cairo_translate (cr, pad, pad);
  lf_chart_draw (report, &style, cr, width - 2 * pad, height, /* highlighted= */ 2, NULL);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, file);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  const char *locale = g_getenv ("LANDFALL_LOCALE_DIR");

  setlocale (LC_ALL, "");
  if (locale != NULL)
    bindtextdomain (GETTEXT_PACKAGE, locale);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  if (argc != 2)
    {
      g_printerr ("Usage: %s FOLDER\n", argv[0]);
      return 2;
    }
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    {
      draw (argv[1], *name, 800, FALSE);
      draw (argv[1], *name, 800, TRUE);
      draw (argv[1], *name, 360, FALSE);
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long charts of many points take to draw, on an image. */

#include "config.h"

#include "bench-store.h"
#include "chart-samples.h"
#include "lf-chart.h"

#define N_POINTS 5000
#define WIDTH 1200
#define HEIGHT 700

static const struct
{
  const char *name;
  LfChartKind kind;
  guint n_series;
} charts[] = {
  { "lines", LF_CHART_LINES, 5 },     { "one line", LF_CHART_LINES, 1 },
  { "grouped", LF_CHART_GROUPED, 5 }, { "stacked", LF_CHART_STACKED, 5 },
  { "heat map", LF_CHART_HEAT, 50 },  { "treemap", LF_CHART_TREEMAP, 1 },
  { "spark", LF_CHART_SPARK, 1 },
};

/* As a window draws a frame: where its marks are is asked for once, when the report is shown. */
static void
draw (const LfReport *report, const LfChartStyle *style, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  lf_chart_draw (report, style, cr, WIDTH, HEIGHT, -1, /* ret_marks= */ NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

void
measure_charts (guint runs)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  LfChartStyle style;

  lf_chart_style_paper (&style);
  for (guint i = 0; i < G_N_ELEMENTS (charts); i++)
    {
      g_autofree char *name = g_strdup_printf ("chart of 5,000 points, %s", charts[i].name);
      g_autoptr (Bench) bench = bench_new (name);
      g_autoptr (LfReport) report
          = chart_of (charts[i].kind, LF_COLUMN_COUNT, N_POINTS / charts[i].n_series,
                      charts[i].n_series, /* is_wild= */ FALSE);

      draw (report, &style, surface);
      for (guint run = 0; run < runs; run++)
        {
          bench_begin (bench);
          draw (report, &style, surface);
          bench_end (bench);
        }
      bench_report (bench);
    }
  cairo_surface_destroy (surface);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bones drawn. */

#include "config.h"

#include "lf-fishbone.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>

#define ROUND 0.5 /* font sizes */
#define HATCH 7.0 /* between lines */
#define SMALL 0.82

/* One drawing under way. */
typedef struct
{
  LfChart chart; /* text and colours */
  const LfFishbone *fish;
  const LfChain *of;
  int selected;
} Drawing;

static const LfFishboneBox *
box_at (const Drawing *self, guint i)
{
  return &g_array_index (self->fish->boxes, LfFishboneBox, i);
}

static void
add_path (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
draw_line (Drawing *self, double x1, double y1, double x2, double y2, double width)
{
  lf_chart_color (&self->chart, self->chart.style->dim, 0.75);
  cairo_set_line_width (self->chart.cr, width);
  cairo_move_to (self->chart.cr, x1, y1);
  cairo_line_to (self->chart.cr, x2, y2);
  cairo_stroke (self->chart.cr);
}

/* ---- Bones ---- */

static void
draw_bone (Drawing *self, guint i)
{
  const LfFishboneBox *box = box_at (self, i);
  const LfChainSegment *segment = lf_chain_segment (self->of, i);

  if (self->fish->is_upright)
    {
      if (segment->parent >= 0)
        {
          const LfFishboneBox *whole = box_at (self, (guint) segment->parent);

          draw_line (self, box->rib_x, whole->y + whole->height, box->rib_x, box->rib_y, 1.5);
        }
      draw_line (self, box->rib_x, box->rib_y, box->x, box->rib_y, 1.5);
      return;
    }
  draw_line (self, box->x + box->width, box->rib_y, box->rib_x, box->rib_y, 1.5);
  if (segment->parent < 0)
    {
      double away = box->spine > box->rib_y ? box->spine - box->rib_y : box->rib_y - box->spine;

      draw_line (self, box->rib_x, box->rib_y, box->rib_x + away * self->fish->slant, box->spine,
                 2);
    }
}

static void
draw_spines (Drawing *self)
{
  const LfFishbone *fish = self->fish;
  guint n = fish->spines->len;

  if (fish->is_upright)
    {
      guint last = 0;

      for (guint i = 0; i < self->of->segments->len; i++)
        if (lf_chain_segment (self->of, i)->parent < 0)
          last = i;
      if (fish->boxes->len > 0)
        draw_line (self, g_array_index (fish->spines, double, 0), fish->head_y + fish->head_height,
                   g_array_index (fish->spines, double, 0), box_at (self, last)->rib_y, 4);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      double y = g_array_index (fish->spines, double, i);
      double end = i + 1 < n ? fish->width - self->chart.style->font_px : fish->head_x;

      draw_line (self, self->chart.style->font_px, y, end, y, 4);
    }
}

/* ---- Boxes ---- */

static void
draw_hatching (Drawing *self, const LfFishboneBox *box)
{
  cairo_t *cr = self->chart.cr;

  cairo_save (cr);
  cairo_clip (cr);
  lf_chart_color (&self->chart, self->chart.style->warning, 0.22);
  cairo_set_line_width (cr, 1.5);
  for (double x = box->x - box->height; x < box->x + box->width; x += HATCH)
    {
      cairo_move_to (cr, x, box->y + box->height);
      cairo_line_to (cr, x + box->height, box->y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
fill_box (Drawing *self, const LfFishboneBox *box, LfSegmentState state)
{
  cairo_t *cr = self->chart.cr;
  double radius = self->chart.style->font_px * ROUND;

  add_path (cr, box->x, box->y, box->width, box->height, radius);
  lf_chart_color (&self->chart, self->chart.style->background, 1);
  cairo_fill_preserve (cr);
  if (state == LF_SEGMENT_PRESENT)
    {
      lf_chart_color (&self->chart, self->chart.style->accent, 0.16);
      cairo_fill (cr);
    }
  else if (state == LF_SEGMENT_WEAK)
    draw_hatching (self, box);
  cairo_new_path (cr);
}

static void
frame_box (Drawing *self, const LfFishboneBox *box, LfSegmentState state)
{
  static const double dashes[] = { 5, 4 };
  const LfChartStyle *style = self->chart.style;
  gboolean is_selected = self->selected == (int) box->segment;
  cairo_t *cr = self->chart.cr;

  add_path (cr, box->x, box->y, box->width, box->height, style->font_px * ROUND);
  lf_chart_color (&self->chart,
                  is_selected                   ? style->foreground
                  : state == LF_SEGMENT_PRESENT ? style->accent
                                                : style->warning,
                  1);
  cairo_set_line_width (cr, is_selected ? 3 : 1.5);
  if (state == LF_SEGMENT_MISSING)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A dot that is full, half full or empty. */
static void
draw_sign (Drawing *self, double x, double y, LfSegmentState state)
{
  const LfChartStyle *style = self->chart.style;
  double radius = style->font_px * 0.42;
  cairo_t *cr = self->chart.cr;

  lf_chart_color (&self->chart, state == LF_SEGMENT_PRESENT ? style->accent : style->warning, 1);
  if (state != LF_SEGMENT_MISSING)
    {
      cairo_arc (cr, x, y, radius, G_PI / 2,
                 state == LF_SEGMENT_WEAK ? 3 * G_PI / 2 : 5 * G_PI / 2);
      cairo_fill (cr);
    }
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_box (Drawing *self, guint i)
{
  const LfFishboneBox *box = box_at (self, i);
  const LfChainSegment *segment = lf_chain_segment (self->of, i);
  const LfChartStyle *style = self->chart.style;
  g_autofree char *title = lf_record_title (segment->record);
  g_autofree char *holding = lf_chain_tell_holding (self->of, i);
  g_autofree char *state
      = holding[0] == '\0'
            ? g_strdup (lf_segment_state_label (segment->state))
            /* TRANSLATORS: state of a segment, and what stands in it */
            : g_strdup_printf (_ ("%1$s · %2$s"), lf_segment_state_label (segment->state), holding);
  double px = style->font_px, inset = px * 0.7, text = box->x + inset + px * 1.2;
  double room = box->x + box->width - inset - text;

  fill_box (self, box, segment->state);
  frame_box (self, box, segment->state);
  draw_sign (self, box->x + inset + px * 0.35, box->y + px * 1.45, segment->state);
  lf_chart_text (&self->chart, title, text, box->y + px * 1.45, room, LF_ALIGN_START, 1,
                 style->foreground);
  lf_chart_text (&self->chart, state, box->x + inset, box->y + px * 3.25, box->width - inset * 2,
                 LF_ALIGN_START, SMALL, style->foreground);
}

static void
draw_head (Drawing *self)
{
  const LfFishbone *fish = self->fish;
  const LfChartStyle *style = self->chart.style;
  double px = style->font_px, room = fish->head_width - px;
  double middle = fish->head_x + fish->head_width / 2;
  g_autofree char *title = lf_record_title (self->of->record);
  guint n = self->of->counts[LF_SEGMENT_MISSING];
  g_autofree char *missing
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u missing", "%u missing", n), n);
  const char *state = self->of->segments->len == 0 ? _ ("No segments yet")
                      : self->of->is_closed        ? C_ ("chain", "Closed")
                                                   : missing;

  add_path (self->chart.cr, fish->head_x, fish->head_y, fish->head_width, fish->head_height,
            px * ROUND);
  lf_chart_color (&self->chart, style->accent, 1);
  cairo_fill (self->chart.cr);
  lf_chart_text (&self->chart, title, middle, fish->head_y + fish->head_height * 0.33, room,
                 LF_ALIGN_MIDDLE, 1.1, lf_chart_on (style->accent));
  lf_chart_text (&self->chart, state, middle, fish->head_y + fish->head_height * 0.7, room,
                 LF_ALIGN_MIDDLE, SMALL, lf_chart_on (style->accent));
}

void
lf_fishbone_draw_traced (const LfFishbone *self,
                         const LfChain *chain,
                         const LfChartStyle *style,
                         cairo_t *cr,
                         int selected,
                         LfChartTrace *trace)
{
  Drawing drawing = {
    .chart
    = { .style = style, .cr = cr, .width = self->width, .height = self->height, .trace = trace },
    .fish = self,
    .of = chain,
    .selected = selected
  };

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_spines (&drawing);
  for (guint i = 0; i < chain->segments->len; i++)
    draw_bone (&drawing, i);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint i = 0; i < chain->segments->len; i++)
    draw_box (&drawing, i);
  draw_head (&drawing);
  cairo_restore (cr);
}

void
lf_fishbone_draw (const LfFishbone *self,
                  const LfChain *chain,
                  const LfChartStyle *style,
                  cairo_t *cr,
                  int selected)
{
  lf_fishbone_draw_traced (self, chain, style, cr, selected, /* trace= */ NULL);
}

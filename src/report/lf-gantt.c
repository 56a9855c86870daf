/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars over the days: one drawing of a schedule. */

#include "config.h"

#include "lf-gantt.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROW 2.2  /* heights in font sizes */
#define HEAD 3.2 /* months, and what stands at today and at the end */
#define BAR 0.56 /* of the row */

#define ARROW_HEAD 6.0  /* long */
#define ARROW_INSET 3.0 /* from the end of a bar */

/* One drawing under way. */
typedef struct
{
  LfChart chart; /* text and colours */
  const LfSchedule *schedule;
  const LfGanttLook *look;
  LfGanttLayout layout;
} Gantt;

static const LfScheduleNode *
node_at (const LfSchedule *schedule, guint i)
{
  return schedule->nodes->pdata[i];
}

/* ---- Layout ---- */

static void
widen (const LfDate *date, LfDate *first, LfDate *last)
{
  if (date->year == 0)
    return;
  if (lf_date_compare (date, first) < 0)
    *first = *date;
  if (lf_date_compare (date, last) > 0)
    *last = *date;
}

void
lf_gantt_lay_out (const LfSchedule *schedule,
                  const LfChartStyle *style,
                  double width,
                  LfGanttLayout *ret_layout)
{
  LfDate first = schedule->today, last = schedule->today;
  double px = style->font_px;
  int n_days;

  widen (&schedule->end, &first, &last);
  for (guint i = 0; i < schedule->nodes->len; i++)
    {
      LfDate begin = lf_schedule_begins (schedule, i), end = lf_schedule_ends (schedule, i);

      widen (&begin, &first, &last);
      widen (&end, &first, &last);
    }
  n_days = lf_date_days_between (&first, &last);
  *ret_layout = (LfGanttLayout){ .left = CLAMP (width * 0.24, px * 7, px * 15),
                                 .top = px * HEAD,
                                 .row_height = px * ROW,
                                 .first = lf_date_add_days (&first, -2 - n_days / 40),
                                 .n_days = n_days + 5 + n_days / 6 };
  ret_layout->day_width = MAX (width - ret_layout->left, px) / ret_layout->n_days;
}

double
lf_gantt_height (const LfSchedule *schedule, double font_px)
{
  return font_px * (HEAD + ROW * MAX (schedule->nodes->len, 1) + 0.4);
}

int
lf_gantt_node_at (const LfSchedule *schedule, const LfGanttLayout *layout, double y)
{
  int row = (int) floor ((y - layout->top) / layout->row_height);

  return row >= 0 && row < (int) schedule->nodes->len ? row : -1;
}

static double
x_of (const LfGanttLayout *layout, const LfDate *day)
{
  return layout->left + lf_date_days_between (&layout->first, day) * layout->day_width;
}

static gboolean
span (
    const LfGanttLayout *layout, guint row, const LfDate *begin, const LfDate *end, double rect[4])
{
  double height = layout->row_height * BAR;
  LfDate behind;

  if (end->year == 0)
    return FALSE;
  behind = lf_date_add_days (end, 1);
  rect[0] = x_of (layout, begin);
  rect[1] = layout->top + row * layout->row_height + (layout->row_height - height) / 2;
  rect[2] = MAX (x_of (layout, &behind) - rect[0], 3);
  rect[3] = height;
  return TRUE;
}

gboolean
lf_gantt_bar (const LfSchedule *schedule,
              const LfGanttLayout *layout,
              guint node,
              double *ret_x,
              double *ret_y,
              double *ret_width,
              double *ret_height)
{
  LfDate begin = lf_schedule_begins (schedule, node), end = lf_schedule_ends (schedule, node);
  double rect[4];

  if (!span (layout, node, &begin, &end, rect))
    return FALSE;
  *ret_x = rect[0];
  *ret_y = rect[1];
  *ret_width = rect[2];
  *ret_height = rect[3];
  return TRUE;
}

/* ---- Days ---- */

static double
bottom_of (const Gantt *self)
{
  return self->layout.top + self->schedule->nodes->len * self->layout.row_height;
}

static void
line (Gantt *self, double x, double top, const double color[4], double alpha, double width)
{
  cairo_t *cr = self->chart.cr;

  lf_chart_color (&self->chart, color, alpha);
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, floor (x) + 0.5, top);
  cairo_line_to (cr, floor (x) + 0.5, bottom_of (self));
  cairo_stroke (cr);
}

/* Months, as many of them named as there is room for. */
static void
draw_months (Gantt *self)
{
  const LfChartStyle *style = self->chart.style;
  LfDate last = lf_date_add_days (&self->layout.first, self->layout.n_days);
  LfDate day = { self->layout.first.year, self->layout.first.month, 1 };
  double free_from = 0;

  for (day = lf_date_add_months (&day, 1); lf_date_compare (&day, &last) < 0;
       day = lf_date_add_months (&day, 1))
    {
      double x = x_of (&self->layout, &day), width;
      LfDate month = { day.year, day.month, 0 };
      g_autofree char *label = lf_date_format (&month);

      line (self, x, style->font_px * 1.7, style->dim, day.month == 1 ? 0.5 : 0.22, 1);
      width = lf_chart_text_width (&self->chart, label, 0.82);
      if (x < free_from || x + width + 4 > self->chart.width)
        continue;
      lf_chart_text (&self->chart, label, x + 4, style->font_px * 2.4, width + 2, LF_ALIGN_START,
                     0.82, style->dim);
      free_from = x + width + style->font_px;
    }
}

/* A line with a word on top: today, the end. */
static void
draw_day (Gantt *self, const LfDate *day, const char *word, const double color[4], double dash)
{
  double x = x_of (&self->layout, day) + self->layout.day_width / 2;
  double px = self->chart.style->font_px;
  double width = lf_chart_text_width (&self->chart, word, 0.82);

  cairo_set_dash (self->chart.cr, &dash, 1, 0);
  line (self, x, px * HEAD, color, 1, 1.5);
  cairo_set_dash (self->chart.cr, NULL, 0, 0);
  lf_chart_text (&self->chart, word, CLAMP (x - width / 2, 0, self->chart.width - width), px * 0.8,
                 width + 2, LF_ALIGN_START, 0.82, color);
}

static void
draw_days (Gantt *self)
{
  const LfChartStyle *style = self->chart.style;
  const LfSchedule *schedule = self->schedule;

  /* where the two are close, today says it */
  if (schedule->has_end
      && fabs (x_of (&self->layout, &schedule->today) - x_of (&self->layout, &schedule->end))
             > style->font_px * 4)
    draw_day (self, &schedule->end, _ ("End"), style->dim, 6);
  draw_day (self, &schedule->today, _ ("Today"), style->warning, 3);
}

/* ---- What waits for what ---- */

/* Down or up to the edge of the row, across, and into the nearer edge of the bar: words stand at
 * its sides. */
static void
route (const double a[4], const double b[4], double gap, LfGanttArrow *arrow)
{
  gboolean is_below = b[1] > a[1];
  double inset = MIN (ARROW_INSET, MIN (a[2], b[2]) / 2);
  double x = a[0] + a[2] - inset, into = CLAMP (x, b[0] + inset, b[0] + b[2] - inset);
  double edge = is_below ? b[1] : b[1] + b[3];

  arrow->x[0] = arrow->x[1] = x;
  arrow->x[2] = arrow->x[3] = into;
  arrow->y[0] = is_below ? a[1] + a[3] : a[1];
  arrow->y[1] = arrow->y[2] = edge + (is_below ? -gap : gap);
  arrow->y[3] = edge;
}

gboolean
lf_gantt_arrow (const LfSchedule *schedule,
                const LfGanttLayout *layout,
                guint from,
                guint to,
                LfGanttArrow *ret_arrow)
{
  double a[4], b[4];

  if (!lf_gantt_bar (schedule, layout, from, &a[0], &a[1], &a[2], &a[3])
      || !lf_gantt_bar (schedule, layout, to, &b[0], &b[1], &b[2], &b[3]))
    return FALSE;
  route (a, b, layout->row_height * (1 - BAR) / 2, ret_arrow);
  ret_arrow->is_critical
      = node_at (schedule, from)->is_critical && node_at (schedule, to)->is_critical;
  return TRUE;
}

static void
draw_head (Gantt *self, const LfGanttArrow *arrow)
{
  double size = arrow->is_critical ? ARROW_HEAD : 4, x = arrow->x[3], y = arrow->y[3];
  double from = y > arrow->y[2] ? y - size : y + size;
  cairo_t *cr = self->chart.cr;

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x - size / 2, from);
  cairo_line_to (cr, x + size / 2, from);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_wait (Gantt *self, guint from, guint to)
{
  cairo_t *cr = self->chart.cr;
  LfGanttArrow arrow;

  if (!lf_gantt_arrow (self->schedule, &self->layout, from, to, &arrow))
    return;
  lf_chart_color (&self->chart,
                  arrow.is_critical ? self->chart.style->warning : self->chart.style->foreground,
                  arrow.is_critical ? 1 : 0.6);
  cairo_set_line_width (cr, arrow.is_critical ? 2.2 : 1);
  cairo_move_to (cr, arrow.x[0], arrow.y[0]);
  for (guint i = 1; i < LF_GANTT_ARROW_POINTS; i++)
    cairo_line_to (cr, arrow.x[i], arrow.y[i]);
  cairo_stroke (cr);
  draw_head (self, &arrow);
}

static void
draw_waits (Gantt *self)
{
  for (guint i = 0; i < self->schedule->nodes->len; i++)
    {
      const GArray *waits = node_at (self->schedule, i)->waits_for;

      for (guint k = 0; k < waits->len; k++)
        draw_wait (self, g_array_index (waits, guint, k), i);
    }
}

/* ---- Bars ---- */

static void
trace (cairo_t *cr, const double rect[4])
{
  double radius = MIN (rect[3] / 4, rect[2] / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, rect[0] + rect[2] - radius, rect[1] + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, rect[0] + rect[2] - radius, rect[1] + rect[3] - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, rect[0] + radius, rect[1] + rect[3] - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, rect[0] + radius, rect[1] + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

static void
hatch (Gantt *self, const double rect[4])
{
  cairo_t *cr = self->chart.cr;

  cairo_save (cr);
  trace (cr, rect);
  cairo_clip (cr);
  lf_chart_color (&self->chart, self->chart.style->warning, 0.9);
  cairo_set_line_width (cr, 1.5);
  for (double x = rect[0] - rect[3]; x < rect[0] + rect[2]; x += 6)
    {
      cairo_move_to (cr, x, rect[1] + rect[3]);
      cairo_line_to (cr, x + rect[3], rect[1]);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_tick (Gantt *self, const double rect[4])
{
  cairo_t *cr = self->chart.cr;
  double size = rect[3] * 0.5, x = rect[0] + rect[2] / 2 - size / 2, y = rect[1] + rect[3] / 2;

  if (rect[2] < size * 1.6)
    return;
  lf_chart_color (&self->chart, lf_chart_on (self->chart.style->accent), 1);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + size * 0.35, y + size * 0.35);
  cairo_line_to (cr, x + size, y - size * 0.4);
  cairo_stroke (cr);
}

/* A pin through the end of a bar whose date is fixed. */
static void
draw_pin (Gantt *self, const double rect[4])
{
  cairo_t *cr = self->chart.cr;
  double x = rect[0] + rect[2], size = rect[3] * 0.42;

  lf_chart_color (&self->chart, self->chart.style->foreground, 1);
  cairo_move_to (cr, x, rect[1] + rect[3] / 2 - size);
  cairo_line_to (cr, x + size, rect[1] + rect[3] / 2);
  cairo_line_to (cr, x, rect[1] + rect[3] / 2 + size);
  cairo_line_to (cr, x - size, rect[1] + rect[3] / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_bar (Gantt *self, const LfScheduleNode *node, const double rect[4])
{
  const LfChartStyle *style = self->chart.style;
  cairo_t *cr = self->chart.cr;
  gboolean is_done = node->done.year != 0;

  trace (cr, rect);
  lf_chart_color (&self->chart, style->background, 1);
  cairo_fill_preserve (cr);
  lf_chart_color (&self->chart, style->accent, is_done ? 0.85 : 0.32);
  cairo_fill (cr);
  if (node->blocker != NULL && !is_done)
    hatch (self, rect);
  trace (cr, rect);
  lf_chart_color (&self->chart, node->is_critical ? style->warning : style->accent, 1);
  cairo_set_line_width (cr, node->is_critical ? 2.5 : 1);
  cairo_stroke (cr);
  if (is_done)
    draw_tick (self, rect);
  else if (node->is_fixed)
    draw_pin (self, rect);
}

/* What the bar alone does not say. */
static char *
bar_words (Gantt *self, guint i)
{
  const LfScheduleNode *node = node_at (self->schedule, i);
  LfDate end = lf_schedule_ends (self->schedule, i);
  g_autofree char *day = lf_date_format (&end);

  if (node->done.year != 0)
    return g_steal_pointer (&day);
  if (node->blocker != NULL)
    return g_strdup_printf (_ ("%1$s · blocked: %2$s"), day, node->blocker);
  if (lf_schedule_is_late (self->schedule, i))
    return g_strdup_printf (_ ("%s · overdue"), day);
  if (node->held_up_by >= 0)
    return g_strdup_printf (_ ("%1$s · held up by “%2$s”"), day,
                            node_at (self->schedule, (guint) node->held_up_by)->name);
  return g_steal_pointer (&day);
}

/* Over whatever lines are there. */
static void
put_words (Gantt *self, const char *words, double x, double y, double width)
{
  double px = self->chart.style->font_px;
  double drawn = MIN (lf_chart_text_width (&self->chart, words, 0.82), width);

  lf_chart_color (&self->chart, self->chart.style->background, 0.85);
  cairo_rectangle (self->chart.cr, x - 2, y - px * 0.6, drawn + 4, px * 1.2);
  cairo_fill (self->chart.cr);
  lf_chart_text (&self->chart, words, x, y, width, LF_ALIGN_START, 0.82,
                 self->chart.style->foreground);
}

/* Behind the bar, or before it where there is more room. */
static void
draw_words (Gantt *self, guint i, const double rect[4])
{
  g_autofree char *words = bar_words (self, i);
  double gap = self->chart.style->font_px * 0.8, y = rect[1] + rect[3] / 2;
  double behind = self->chart.width - rect[0] - rect[2] - gap;
  double before = rect[0] - self->layout.left - gap;
  double wanted = lf_chart_text_width (&self->chart, words, 0.82) + 1;

  if (behind >= before || behind >= wanted)
    put_words (self, words, rect[0] + rect[2] + gap, y, behind);
  else
    put_words (self, words, rect[0] - gap - MIN (wanted, before), y, before);
}

static gboolean
is_moving (const Gantt *self, guint i)
{
  const GArray *moves = self->look == NULL ? NULL : self->look->moves;

  for (guint k = 0; moves != NULL && k < moves->len; k++)
    if (g_array_index (moves, LfScheduleMove, k).node == i)
      return TRUE;
  return FALSE;
}

static void
draw_row (Gantt *self, guint i)
{
  const LfScheduleNode *node = node_at (self->schedule, i);
  const LfChartStyle *style = self->chart.style;
  double y = self->layout.top + i * self->layout.row_height, rect[4];

  if (self->look != NULL && self->look->selected == (int) i)
    {
      lf_chart_color (&self->chart, style->accent, 0.14);
      cairo_rectangle (self->chart.cr, 0, y, self->chart.width, self->layout.row_height);
      cairo_fill (self->chart.cr);
    }
  lf_chart_text (&self->chart, node->name, style->font_px * 0.4, y + self->layout.row_height / 2,
                 self->layout.left - style->font_px, LF_ALIGN_START, 1, style->foreground);
  if (!lf_gantt_bar (self->schedule, &self->layout, i, &rect[0], &rect[1], &rect[2], &rect[3]))
    {
      lf_chart_text (&self->chart, _ ("without a date"), self->layout.left,
                     y + self->layout.row_height / 2, self->chart.width - self->layout.left,
                     LF_ALIGN_START, 0.82, style->dim);
      return;
    }
  draw_bar (self, node, rect);
  if (!is_moving (self, i)) /* its words would stand where it goes */
    draw_words (self, i, rect);
}

/* Where a bar would go. */
static void
draw_move (Gantt *self, const LfScheduleMove *move)
{
  const double dash = 4;
  LfDate begin = lf_schedule_begins (self->schedule, move->node);
  LfDate end = lf_schedule_ends (self->schedule, move->node);
  int n_days = end.year == 0 ? 0 : lf_date_days_between (&begin, &end);
  LfDate from = lf_date_add_days (&move->to, -n_days);
  double rect[4];

  if (!span (&self->layout, move->node, &from, &move->to, rect))
    return;
  trace (self->chart.cr, rect);
  cairo_set_dash (self->chart.cr, &dash, 1, 0);
  lf_chart_color (&self->chart, self->chart.style->foreground, 1);
  cairo_set_line_width (self->chart.cr, 2);
  cairo_stroke (self->chart.cr);
  cairo_set_dash (self->chart.cr, NULL, 0, 0);
}

void
lf_gantt_draw (const LfSchedule *schedule,
               const LfGanttLook *look,
               const LfChartStyle *style,
               cairo_t *cr,
               double width,
               double height)
{
  Gantt gantt = { .chart = { .style = style, .cr = cr, .width = width, .height = height },
                  .schedule = schedule,
                  .look = look };

  lf_gantt_lay_out (schedule, style, width, &gantt.layout);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_months (&gantt);
  draw_days (&gantt);
  draw_waits (&gantt);
  for (guint i = 0; i < schedule->nodes->len; i++)
    draw_row (&gantt, i);
  for (guint i = 0; look != NULL && look->moves != NULL && i < look->moves->len; i++)
    draw_move (&gantt, &g_array_index (look->moves, LfScheduleMove, i));
  cairo_restore (cr);
}

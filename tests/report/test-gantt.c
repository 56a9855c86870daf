/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars over the days: where they lie, and that what matters is told without colour. */

#include "lf-gantt.h"

#include <math.h>
#include <string.h>

static const LfDate today = { 2023, 3, 6 };

typedef struct
{
  LfCalendar *calendar;
  LfSchedule *schedule;
  LfChartStyle style;
} Fixture;

static LfScheduleNode *
add (Fixture *self, const char *name, guint days, const char *after, LfDate planned)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("node"), NULL);
  LfScheduleNode *node;

  lf_record_set (record, "name", name);
  lf_record_set (record, "after", after);
  node = lf_schedule_add_record (self->schedule, record);
  node->days = days;
  node->planned = planned;
  node->position = (int) self->schedule->nodes->len;
  return node;
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->calendar = lf_calendar_new ();
  self->schedule = lf_schedule_new (self->calendar, &today);
  lf_chart_style_paper (&self->style);
  add (self, "design", 5, NULL, (LfDate){ 2023, 3, 10 });
  add (self, "building", 10, "design", (LfDate){ 2023, 3, 24 });
  add (self, "undated", 5, "building", (LfDate){ 0 });
  g_assert_true (lf_schedule_place (self->schedule, NULL, NULL));
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  lf_schedule_free (self->schedule);
  lf_calendar_free (self->calendar);
}

static void
test_bars (Fixture *self, gconstpointer unused)
{
  LfGanttLayout layout;
  double x[2], y[2], width[2], height;

  lf_gantt_lay_out (self->schedule, &self->style, 800, &layout);
  for (guint i = 0; i < 2; i++)
    g_assert_true (lf_gantt_bar (self->schedule, &layout, i, &x[i], &y[i], &width[i], &height));
  g_assert_false (lf_gantt_bar (self->schedule, &layout, 2, &x[0], &y[0], &width[0], &height));
  g_assert_true (lf_gantt_bar (self->schedule, &layout, 0, &x[0], &y[0], &width[0], &height));
  g_assert_cmpfloat_with_epsilon (width[0], 5 * layout.day_width, 0.01);  /* Monday to Friday */
  g_assert_cmpfloat_with_epsilon (width[1], 12 * layout.day_width, 0.01); /* over a weekend */
  g_assert_cmpfloat_with_epsilon (x[1] - x[0], 7 * layout.day_width, 0.01);
  g_assert_cmpint (lf_gantt_node_at (self->schedule, &layout, y[1] + 2), ==, 1);
  g_assert_cmpint (lf_gantt_node_at (self->schedule, &layout, 0), ==, -1);
  g_assert_cmpint (lf_gantt_node_at (self->schedule, &layout, 10000), ==, -1);
}

static gboolean
is_on_edge (const double rect[4], double x, double y)
{
  gboolean is_within = x >= rect[0] - 0.01 && x <= rect[0] + rect[2] + 0.01 && y >= rect[1] - 0.01
                       && y <= rect[1] + rect[3] + 0.01;

  return is_within
         && (fabs (x - rect[0]) < 0.01 || fabs (y - rect[1]) < 0.01
             || fabs (y - rect[1] - rect[3]) < 0.01);
}

static void
assert_arrow (Fixture *self, const LfGanttLayout *layout, guint from, guint to)
{
  LfGanttArrow arrow;
  double a[4], b[4];

  g_assert_true (lf_gantt_arrow (self->schedule, layout, from, to, &arrow));
  lf_gantt_bar (self->schedule, layout, from, &a[0], &a[1], &a[2], &a[3]);
  lf_gantt_bar (self->schedule, layout, to, &b[0], &b[1], &b[2], &b[3]);
  g_assert_true (is_on_edge (a, arrow.x[0], arrow.y[0]));
  g_assert_true (is_on_edge (b, arrow.x[3], arrow.y[3]));
  for (guint i = 1; i < LF_GANTT_ARROW_POINTS; i++) /* an elbow: across or down, never slanting */
    g_assert_true (arrow.x[i] == arrow.x[i - 1] || arrow.y[i] == arrow.y[i - 1]);
}

/* C7: an arrow begins and ends at bars, whatever way it has to go. */
static void
test_arrows (Fixture *self, gconstpointer unused)
{
  LfGanttLayout layout;
  LfGanttArrow arrow;
  LfScheduleNode *overlapping = add (self, "overlapping", 15, NULL, (LfDate){ 2023, 3, 24 });

  g_assert_true (lf_schedule_place (self->schedule, NULL, NULL));
  overlapping->position = 9;
  lf_gantt_lay_out (self->schedule, &self->style, 800, &layout);
  assert_arrow (self, &layout, 0, 1); /* down */
  assert_arrow (self, &layout, 1, 0); /* up and back, from below */
  assert_arrow (self, &layout, 1, 3); /* over each other */
  assert_arrow (self, &layout, 3, 1);
  g_assert_false (lf_gantt_arrow (self->schedule, &layout, 1, 2, &arrow)); /* undated */
  g_assert_false (lf_gantt_arrow (self->schedule, &layout, 2, 1, &arrow));
  ((LfScheduleNode *) self->schedule->nodes->pdata[0])->is_critical = TRUE;
  ((LfScheduleNode *) self->schedule->nodes->pdata[1])->is_critical = FALSE;
  g_assert_true (lf_gantt_arrow (self->schedule, &layout, 0, 1, &arrow) && !arrow.is_critical);
  ((LfScheduleNode *) self->schedule->nodes->pdata[1])->is_critical = TRUE;
  g_assert_true (lf_gantt_arrow (self->schedule, &layout, 0, 1, &arrow) && arrow.is_critical);
}

static gsize
count_ink (Fixture *self, const LfGanttLook *look)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 300);
  cairo_t *cr = cairo_create (surface);
  gsize n = 0;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lf_gantt_draw (self->schedule, look, &self->style, cr, 800, 300);
  cairo_surface_flush (surface);
  for (int y = 0; y < 300; y++)
    for (int x = 0; x < 800; x++)
      {
        const guint8 *pixel = cairo_image_surface_get_data (surface)
                              + (gsize) y * (gsize) cairo_image_surface_get_stride (surface)
                              + (gsize) x * 4;

        n += (guint) (pixel[0] + pixel[1] + pixel[2]) < 3 * 160;
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

/* A blocked bar is hatched, a moved one has a shadow of dashes: ink, not only another colour. */
static void
test_without_colour (Fixture *self, gconstpointer unused)
{
  const LfDate to = { 2023, 4, 14 };
  gsize plain = count_ink (self, NULL);
  g_autoptr (GArray) moves = lf_schedule_move (self->schedule, 1, &to, NULL);
  const LfGanttLook look = { 1, moves };

  g_assert_cmpuint (count_ink (self, &look), >, plain);
  ((LfScheduleNode *) self->schedule->nodes->pdata[1])->is_fixed = TRUE;
  g_assert_cmpuint (count_ink (self, NULL), >, plain);
  plain = count_ink (self, NULL);
  ((LfScheduleNode *) self->schedule->nodes->pdata[0])->blocker = g_strdup ("x");
  g_assert_cmpuint (count_ink (self, NULL), >, plain);
}

/* Nothing at all, and nothing but what has no date, is drawn, too. */
static void
test_nothing (Fixture *self, gconstpointer unused)
{
  g_ptr_array_set_size (self->schedule->nodes, 0);
  g_assert_true (lf_schedule_place (self->schedule, NULL, NULL));
  g_assert_cmpuint (count_ink (self, NULL), >, 0); /* today */
  add (self, "undated", 5, NULL, (LfDate){ 0 });
  g_assert_true (lf_schedule_place (self->schedule, NULL, NULL));
  g_assert_cmpuint (count_ink (self, NULL), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/report/gantt/C7/bars", test_bars);
  ADD ("/report/gantt/C7/arrows", test_arrows);
  ADD ("/report/gantt/without-colour", test_without_colour);
  ADD ("/report/gantt/nothing", test_nothing);
  return g_test_run ();
}

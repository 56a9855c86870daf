/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind of chart in the window: what the pointer is over is told, a click and the Return key
 * open what is behind it, the keyboard walks all marks in the order they are read in, and the whole
 * is told in words. */

#include "config.h"

#include "app-fixture.h"
#include "chart-samples.h"
#include "lf-chart-view.h"

#define MOST_MARKS 40 /* of a chart: days of years are many */

typedef struct
{
  AppFixture *fixture;
  GtkWidget *view;
  GPtrArray *marks; /* LfChartMark: where they are at the size it has */
  int row, column;  /* of what was activated last */
} Shown;

static void
on_activated_cb (LfMarkView *view, guint row, guint column, gpointer user_data)
{
  Shown *self = user_data;

  self->row = (int) row;
  self->column = (int) column;
}

static gboolean
has_size (gpointer view)
{
  return gtk_widget_get_width (view) > 0 && gtk_widget_get_height (view) > 0;
}

static void
show (Shown *self, const LfReport *report)
{
  LfChartStyle style;

  self->view = g_object_new (LF_TYPE_CHART_VIEW, NULL);
  gtk_window_set_default_size (self->fixture->window, 900, 700);
  gtk_window_set_child (self->fixture->window, self->view);
  lf_chart_view_set_report (LF_CHART_VIEW (self->view), report);
  g_signal_connect (self->view, "activated", G_CALLBACK (on_activated_cb), self);
  app_await (has_size, self->view);
  lf_mark_view_style (LF_MARK_VIEW (self->view), &style);
  lf_chart_draw (report, &style, /* cr= */ NULL, gtk_widget_get_width (self->view),
                 gtk_widget_get_height (self->view), -1, &self->marks);
  g_assert_cmpuint (self->marks->len, >, 0);
}

/* The controller of that type of the view itself */
static GtkEventController *
controller_of (GtkWidget *view, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller; /* the view keeps it */
    }
  g_assert_not_reached ();
}

static void
press (Shown *self, guint key)
{
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (controller_of (self->view, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         key, 0, 0, &is_taken);
  g_assert_true (is_taken);
}

static void
assert_told (Shown *self, const LfChartMark *mark)
{
  g_assert_true (*mark->tip != '\0');
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (self->view),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, mark->tip);
}

static void
assert_opened (Shown *self, const LfChartMark *mark)
{
  g_assert_cmpint (self->row, ==, (int) mark->row);
  g_assert_cmpint (self->column, ==, (int) mark->column);
  self->row = self->column = -1;
}

static void
check_keyboard (Shown *self)
{
  for (guint i = 0; i < MIN (self->marks->len, MOST_MARKS); i++)
    {
      const LfChartMark *mark = self->marks->pdata[i];

      press (self, i % 2 == 0 ? GDK_KEY_Right : GDK_KEY_Down);
      assert_told (self, mark);
      press (self, GDK_KEY_Return);
      assert_opened (self, mark);
    }
  press (self, GDK_KEY_End);
  assert_told (self, self->marks->pdata[self->marks->len - 1]);
  press (self, GDK_KEY_Home);
  assert_told (self, self->marks->pdata[0]);
}

static void
check_pointer (Shown *self)
{
  GtkEventController *motion = controller_of (self->view, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  GtkEventController *click = controller_of (self->view, GTK_TYPE_GESTURE_CLICK);
  gboolean is_seen = FALSE;

  for (guint i = 0; i < MIN (self->marks->len, MOST_MARKS); i++)
    {
      const LfChartMark *mark = self->marks->pdata[i];
      double x = mark->x + mark->width / 2, y = mark->y + mark->height / 2;

      if (mark->width < 0.5 || mark->height < 0.5)
        continue;
      is_seen = TRUE;
      g_signal_emit_by_name (motion, "motion", x, y);
      assert_told (self, mark);
      g_signal_emit_by_name (click, "released", 1, x, y);
      assert_opened (self, mark);
    }
  g_assert_true (is_seen);
}

static void
test_every_kind (AppFixture *fixture, gconstpointer data)
{
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    {
      g_autoptr (LfReport) report = chart_sample (*name);
      g_autofree char *spoken = lf_report_spoken (report);
      Shown shown = { .fixture = fixture, .row = -1, .column = -1 };

      g_test_message ("%s", *name);
      show (&shown, report);
      g_assert_cmpuint (strlen (spoken), >, 20);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (shown.view),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
      check_keyboard (&shown);
      check_pointer (&shown);
      lf_chart_view_set_report (LF_CHART_VIEW (shown.view), NULL);
      gtk_window_set_child (fixture->window, NULL);
      g_ptr_array_unref (shown.marks);
    }
}

int
main (int argc, char **argv)
{
  app_init (&argc, &argv);
  g_test_add ("/charts/every-kind", AppFixture, NULL, app_fixture_set_up, test_every_kind,
              app_fixture_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals page and a goal's page (domain.md K6, O8): laggards first, what counts is a list, the
 * pledge is on paper. */

#include "config.h"

#include "app-fixture.h"
#include "lf-goal-bar.h"
#include "lf-goal-row.h"
#include "lf-goals-page.h"

#include <string.h>

static char *
add_goal (AppFixture *self, const char *name, const char *end, const char *industry)
{
  return app_add (self, "goal", "name", name, "indicator", "signed_projects", "start_date",
                  "2020-01-01", "end_date", end, "target_count", "50",
                  industry == NULL ? "note" : "industry", industry == NULL ? "-" : industry, NULL);
}

static gboolean
has_row (gpointer page)
{
  return app_find (page, LF_TYPE_GOAL_ROW) != NULL;
}

static gboolean
is_empty (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

static GtkWidget *
show_page (AppFixture *self)
{
  GtkWidget *page = lf_goals_page_new (self->context);

  gtk_window_set_child (self->window, page);
  gtk_window_present (self->window);
  return page;
}

/* (nullable) */
static LfGoalRow *
row_at (GtkWidget *page, int index)
{
  GtkWidget *list = app_find (page, GTK_TYPE_LIST_BOX);

  return (LfGoalRow *) gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);
}

/* What was not reached in time comes before what has years to go. */
static void
test_laggards (AppFixture *self, gconstpointer data)
{
  g_autofree char *far = add_goal (self, "远期", "2099-12-31", NULL);
  g_autofree char *late = add_goal (self, "往年", "2021-12-31", NULL);
  GtkWidget *page = show_page (self);

  app_await (has_row, page);
  g_assert_cmpstr (lf_goal_row_get_goal (row_at (page, 0)), ==, late);
  g_assert_cmpint (lf_goal_row_get_course (row_at (page, 0)), ==, LF_GOAL_LATE);
  g_assert_cmpstr (lf_goal_row_get_goal (row_at (page, 1)), ==, far);
  g_assert_null (row_at (page, 2));
}

static void
test_whose (AppFixture *self, gconstpointer data)
{
  g_autofree char *all = add_goal (self, "全区", "2099-12-31", NULL);
  g_autofree char *of_industry = add_goal (self, "产业", "2099-12-31", "新材料");
  GtkWidget *page = show_page (self), *choice;

  app_await (has_row, page);
  choice = app_find (page, GTK_TYPE_DROP_DOWN);
  g_assert_nonnull (row_at (page, 1));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  g_assert_cmpstr (lf_goal_row_get_goal (row_at (page, 0)), ==, all);
  g_assert_null (row_at (page, 1));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 5);
  g_assert_cmpstr (lf_goal_row_get_goal (row_at (page, 0)), ==, of_industry);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 3);
  g_assert_null (row_at (page, 0));
}

typedef struct
{
  char *first, *second;
} Asked;

static void
on_asked_cb (LfAppContext *context, const char *first, const char *second, gpointer user_data)
{
  Asked *asked = user_data;

  g_free (asked->first);
  g_free (asked->second);
  asked->first = g_strdup (first);
  asked->second = g_strdup (second);
}

static void
on_list_cb (LfAppContext *context,
            const char *entity,
            const char *filter,
            const char *title,
            gpointer user_data)
{
  on_asked_cb (context, entity, filter, user_data);
}

static void
on_report_cb (LfAppContext *context, const char *name, gpointer user_data)
{
  on_asked_cb (context, name, NULL, user_data);
}

static void
test_open (AppFixture *self, gconstpointer data)
{
  g_autofree char *goal = add_goal (self, "全区", "2099-12-31", NULL);
  GtkWidget *page = show_page (self);
  Asked asked = { NULL };

  g_signal_connect (self->context, "open-record", G_CALLBACK (on_asked_cb), &asked);
  g_signal_connect (self->context, "open-list", G_CALLBACK (on_list_cb), &asked);
  g_signal_connect (self->context, "show-report", G_CALLBACK (on_report_cb), &asked);
  app_await (has_row, page);
  gtk_widget_activate (app_find (page, LF_TYPE_GOAL_ROW));
  app_settle ();
  g_assert_cmpstr (asked.first, ==, "goal");
  g_assert_cmpstr (asked.second, ==, goal);
  gtk_widget_activate_action (page, "goals.counted", "s", goal);
  g_assert_cmpstr (asked.first, ==, "project");
  g_assert_nonnull (strstr (asked.second, "signed_date>="));
  gtk_widget_activate_action (page, "goals.report", "s", "half-year");
  g_assert_cmpstr (asked.first, ==, "half-year");
  g_signal_handlers_disconnect_by_data (self->context, &asked);
  g_free (asked.first);
  g_free (asked.second);
}

static void
test_nothing (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = show_page (self);

  app_await (is_empty, page);
}

static gboolean
is_shown (gpointer bar)
{
  return gtk_widget_get_visible (bar);
}

/* On its own page a goal says how it stands; another record says nothing of the kind. */
static void
test_bar (AppFixture *self, gconstpointer data)
{
  g_autofree char *goal = add_goal (self, "往年", "2021-12-31", NULL);
  g_autoptr (LfRecord) record = app_load (self, "goal", goal);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);
  LfGoalBar *bar = g_object_new (LF_TYPE_GOAL_BAR, "visible", FALSE, NULL);

  lf_goal_bar_set_context (bar, self->context);
  gtk_window_set_child (self->window, GTK_WIDGET (bar));
  gtk_window_present (self->window);
  lf_goal_bar_show (bar, record);
  app_await (is_shown, bar);
  g_assert_nonnull (app_find_label (GTK_WIDGET (bar), "0 of 50"));
  lf_goal_bar_show (bar, project);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/app/goals/" path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("O8-laggards", test_laggards);
  ADD ("K6-whose", test_whose);
  ADD ("K6-open", test_open);
  ADD ("nothing", test_nothing);
  ADD ("O8-bar", test_bar);
  return g_test_run ();
}

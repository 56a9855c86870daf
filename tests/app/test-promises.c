/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises in the window (I6): what is late first on the page, and an act from its row. */

#include "config.h"

#include "app-fixture.h"

#include "lf-course-bar.h"
#include "lf-promise-row.h"
#include "lf-promises-page.h"
#include "lf-rows-dialog.h"

typedef struct
{
  AppFixture app;
  char *late, *open; /* ids */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *talk = NULL;

  app_fixture_set_up (&self->app, data);
  talk = app_add (&self->app, "interaction", "subject", "First talk", "kind", "reception",
                  "held_on", "2020-01-02", NULL);
  self->open = app_add (&self->app, "promise", "subject", "Homes", NULL);
  self->late
      = app_add (&self->app, "promise", "subject", "Equipment", "due_on", "2020-03-02", "amount",
                 "10000000.00 CNY", "promised_on", "2020-01-02", "interaction", talk, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_fixture_tear_down (&self->app, data);
  g_free (self->late);
  g_free (self->open);
}

/* The dialog of an act saves what it begins with. */
static void
save_dialog (void)
{
  GtkWidget *dialog = app_find_dialog (LF_TYPE_ROWS_DIALOG);

  g_assert_nonnull (dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
}

/* ---- Cases ---- */

/* The late one stands first and takes its next act from the row. */
static void
test_page (Fixture *self, gconstpointer data)
{
  GtkWidget *page = lf_promises_page_new (self->app.context);
  GtkWidget *row;

  gtk_window_set_child (self->app.window, page);
  app_await_label (page, "Equipment");
  g_assert_nonnull (app_find_label (page, "Overdue"));
  g_assert_nonnull (app_find_label (page, "Without a Date"));
  row = app_find (page, LF_TYPE_PROMISE_ROW);
  g_assert_nonnull (app_find_label (row, "Equipment"));
  g_assert_nonnull (app_find_label (row, "late"));
  g_assert_true (gtk_widget_activate_action (row, "promise-row.next", NULL));
  save_dialog ();
  app_await (app_is_told, &self->app);
  g_assert_cmpstr (self->app.toast, ==, "Applied for: Equipment");
  app_await_label (page, "Applied for");
  g_assert_cmpuint (app_count (&self->app, "promise_step", "kind=application"), ==, 1);
}

/* Of one promise: its clock, and the way from the talk to the payment. */
static void
test_bar (Fixture *self, gconstpointer data)
{
  LfCourseBar *bar = g_object_new (LF_TYPE_COURSE_BAR, NULL);
  g_autoptr (LfRecord) late = app_load (&self->app, "promise", self->late);
  g_autoptr (LfRecord) open = app_load (&self->app, "promise", self->open);

  lf_course_bar_set_context (bar, self->app.context);
  gtk_window_set_child (self->app.window, GTK_WIDGET (bar));
  lf_course_bar_show (bar, late);
  app_await_label (GTK_WIDGET (bar), "late");
  app_await_label (GTK_WIDGET (bar), "First talk");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (bar), "course.next", NULL));
  save_dialog ();
  app_await (app_is_told, &self->app);
  g_assert_cmpuint (app_count (&self->app, "promise_step", "kind=application"), ==, 1);
  lf_course_bar_show (bar, open);
  while (app_find_label (GTK_WIDGET (bar), "late") != NULL)
    app_settle ();
  lf_course_bar_show (bar, NULL);
  app_settle ();
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/app/promises/page-I6", Fixture, NULL, set_up, test_page, tear_down);
  g_test_add ("/app/promises/bar-I6", Fixture, NULL, set_up, test_bar, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of a project's progress (V7): the year by month, kept up with the store, and the
 * reports behind a figure. */

#include "config.h"

#include "app-fixture.h"
#include "lf-chart-view.h"
#include "lf-progress-window.h"
#include "lf-report-table.h"

#include <string.h>

static GtkWidget *
show_progress (AppFixture *self)
{
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);

  lf_progress_window_present (self->window, self->context, project);
  return app_find_dialog (ADW_TYPE_WINDOW);
}

static void
add_report (AppFixture *self, const char *work)
{
  const LfDate today = lf_date_today ();
  const LfDate month = { today.year, today.month, 0 };
  g_autofree char *period = lf_date_to_canonical (&month);
  g_autoptr (LfRecord) report = lf_record_new (lf_schema_find ("progress"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;

  lf_record_set (report, "project", self->project);
  lf_record_set (report, "period", period);
  lf_record_set (report, "work_percent", work);
  lf_change_create (change, report);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
shows_no_report (gpointer dialog)
{
  return has_label (dialog, "Nothing is reported");
}

static gboolean
shows_report (gpointer dialog)
{
  return has_label (dialog, "37.0%");
}

static void
on_open_list_cb (LfAppContext *context,
                 const char *entity,
                 const char *filter,
                 const char *title,
                 char **ret_filter)
{
  g_assert_cmpstr (entity, ==, "progress");
  *ret_filter = g_strdup (filter);
}

/* A report that comes while the window stands is in it; the last month's row opens it. */
static void
test_year (AppFixture *self, gconstpointer data)
{
  const LfDate today = lf_date_today ();
  GtkWidget *dialog = show_progress (self);
  g_autofree char *filter = NULL;

  app_await (shows_no_report, dialog);
  add_report (self, "37");
  app_await (shows_report, dialog);
  g_signal_connect (self->context, "open-list", G_CALLBACK (on_open_list_cb), &filter);
  g_signal_emit_by_name (app_find (dialog, LF_TYPE_CHART_VIEW), "activated", today.month - 1, 1);
  app_await_no_dialog (ADW_TYPE_WINDOW);
  g_assert_nonnull (filter);
  g_assert_cmpuint (app_count (self, "progress", filter), ==, 1);
}

static void
test_other_years (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog = show_progress (self);

  add_report (self, "37");
  app_await (shows_report, dialog);
  gtk_widget_activate_action (dialog, "progress.later", NULL); /* there is none to come */
  gtk_widget_activate_action (dialog, "progress.earlier", NULL);
  app_await (shows_no_report, dialog);
  gtk_widget_activate_action (dialog, "progress.later", NULL);
  app_await (shows_report, dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  app_await_no_dialog (ADW_TYPE_WINDOW);
}

int
main (int argc, char *argv[])
{
#define ADD(path, test)                                                                            \
  g_test_add ("/app/progress/" path, AppFixture, NULL, app_fixture_set_up, test,                   \
              app_fixture_tear_down)

  app_init (&argc, &argv);
  ADD ("V7-year", test_year);
  ADD ("V7-other-years", test_other_years);
  return g_test_run ();
}

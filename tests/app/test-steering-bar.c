/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score on a campaign's page and the members of a rolling list as of a day (domain.md L14,
 * V11). */

#include "config.h"

#include "app-fixture.h"
#include "lf-steering-bar.h"

static LfSteeringBar *
show_bar (AppFixture *self, const char *entity, const char *id)
{
  LfSteeringBar *bar = g_object_new (LF_TYPE_STEERING_BAR, NULL);
  g_autoptr (LfRecord) record = app_load (self, entity, id);

  lf_steering_bar_set_context (bar, self->context);
  gtk_window_set_child (self->window, GTK_WIDGET (bar));
  lf_steering_bar_show (bar, record);
  return bar;
}

/* Dropped projects do not count, nor do those that were not signed. */
static void
test_campaign (AppFixture *self, gconstpointer data)
{
  g_autofree char *id
      = app_add (self, "campaign", "name", "招大引强", "target_projects", "4", "target_amount",
                 "1000000000.00 CNY", "start_date", "2020-01-01", "end_date", "2020-12-31", NULL);
  g_autofree char *one
      = app_add (self, "project", "name", "甲", "campaign", id, "stage", "signed", "signed_date",
                 "2020-03-01", "total_investment", "300000000.00 CNY", NULL);
  g_autofree char *two = app_add (self, "project", "name", "乙", "campaign", id, NULL);
  g_autofree char *three = app_add (self, "project", "name", "丙", "campaign", id, "stage",
                                    "dropped", "signed_date", "2020-04-01", NULL);
  LfSteeringBar *bar = show_bar (self, "campaign", id);

  g_assert_true (one != NULL && two != NULL && three != NULL);
  app_await_label (GTK_WIDGET (bar), "1 of 4 (25%)");
  g_assert_nonnull (app_find_label (GTK_WIDGET (bar), "366 of 366 days gone by (100%)"));
  g_assert_nonnull (app_find_label (GTK_WIDGET (bar), "2"));
}

/* Any day has its members; what is no day changes nothing. */
static void
test_rolling (AppFixture *self, gconstpointer data)
{
  g_autofree char *id = app_add (self, "rolling_list", "name", "十大项目", NULL);
  g_autofree char *one = app_add (self, "project", "name", "甲项目", NULL);
  g_autofree char *entry = app_add (self, "list_entry", "list", id, "project", one, "entered_on",
                                    "2020-02-01", "left_on", "2020-06-01", NULL);
  LfSteeringBar *bar = show_bar (self, "rolling_list", id);
  GtkWidget *day = app_find (GTK_WIDGET (bar), ADW_TYPE_ENTRY_ROW);

  g_assert_nonnull (entry);
  app_await_label (GTK_WIDGET (bar), "On the list: 0 projects");
  gtk_editable_set_text (GTK_EDITABLE (day), "2020-03-01");
  g_signal_emit_by_name (day, "apply");
  app_await_label (GTK_WIDGET (bar), "甲项目");
  gtk_editable_set_text (GTK_EDITABLE (day), "some day");
  g_signal_emit_by_name (day, "apply");
  g_assert_true (gtk_widget_has_css_class (day, "error"));
  g_assert_nonnull (app_find_label (GTK_WIDGET (bar), "甲项目"));
}

static void
test_others (AppFixture *self, gconstpointer data)
{
  LfSteeringBar *bar = show_bar (self, "project", self->project);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar)));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/steering-bar/" path, AppFixture, NULL, app_fixture_set_up, func,                   \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("L14-score", test_campaign);
  ADD ("V11-as-of", test_rolling);
  ADD ("others", test_others);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contests page (domain.md V5, V6). */

#include "config.h"

#include "app-fixture.h"
#include "lf-contest-row.h"
#include "lf-contests-page.h"

#include <string.h>

/* The last half month that is over, so that its flags can be given. */
static void
add_contest (AppFixture *self)
{
  g_autoptr (LfChange) change = lf_change_new ("开工");
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);

  lf_change_edit (change, project, "started_date", "2020-01-01");
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  g_free (app_add (self, "contest", "name", "形象竞赛", "kind", "flags", NULL));
}

static gboolean
has_row (gpointer page)
{
  return app_find (page, LF_TYPE_CONTEST_ROW) != NULL;
}

static gboolean
is_empty (gpointer page)
{
  GtkWidget *status = app_find (page, ADW_TYPE_STATUS_PAGE);

  return status != NULL && gtk_widget_get_mapped (status);
}

static gboolean
has_award (gpointer fixture)
{
  return app_count (fixture, "award", "") == 1;
}

static void
test_give (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  add_contest (self);
  page = lf_contests_page_new (self->context);
  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  g_assert_cmpuint (app_count (self, "award", ""), ==, 0);

  gtk_widget_activate_action (page, "contest.give", NULL);
  app_await (has_award, self);
  app_await (app_is_told, self);
  app_undo (self);
  g_assert_cmpuint (app_count (self, "award", ""), ==, 0);
}

/* Another half month is another page of the history; what was in it is told by the dates. */
static void
test_earlier (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  add_contest (self);
  page = lf_contests_page_new (self->context);
  gtk_window_set_child (self->window, page);
  app_await (has_row, page);
  gtk_widget_activate_action (page, "contest.earlier", NULL);
  app_await (has_row, page);
  gtk_widget_activate_action (page, "contest.give", NULL);
  app_await (has_award, self);
  gtk_widget_activate_action (page, "contest.later", NULL);
  app_await (has_row, page);
}

/* V8: a word that is no indicator is said, with what ranks instead. */
static void
test_unknown_indicator (AppFixture *self, gconstpointer data)
{
  GtkWidget *page;

  g_free (app_add (self, "contest", "name", "形象竞赛", "indicators", "产值", NULL));
  page = lf_contests_page_new (self->context);
  gtk_window_set_child (self->window, page);
  app_await_label (page, "names what is no indicator: 产值.");
}

static void
test_none (AppFixture *self, gconstpointer data)
{
  GtkWidget *page = lf_contests_page_new (self->context);

  gtk_window_set_child (self->window, page);
  app_await (is_empty, page);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/contests/V5-give", AppFixture, NULL, app_fixture_set_up, test_give,
              app_fixture_tear_down);
  g_test_add ("/contests/V5-earlier", AppFixture, NULL, app_fixture_set_up, test_earlier,
              app_fixture_tear_down);
  g_test_add ("/contests/V8-unknown-indicator", AppFixture, NULL, app_fixture_set_up,
              test_unknown_indicator, app_fixture_tear_down);
  g_test_add ("/contests/none", AppFixture, NULL, app_fixture_set_up, test_none,
              app_fixture_tear_down);
  return g_test_run ();
}

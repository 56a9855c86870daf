/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries a project, on its page (domain.md O1, O2, O4, O7). */

#include "config.h"

#include "app-fixture.h"
#include "lf-credit.h"
#include "lf-owners-pane.h"
#include "lf-record-page.h"
#include "lf-store-people.h"

#include <string.h>

typedef struct
{
  AppFixture app;
  char *first, *second; /* ids of the accounts 王芳 and 李强 */
  GtkWidget *page;
} Fixture;

static guint
count_text (GtkWidget *root, const char *text)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (root))
    return 0;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return 1;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_text (child, text);
  return n;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_fixture_set_up (&self->app, data);
  self->first = app_add (&self->app, "account", "name", "王芳", "role", "recruiter", NULL);
  self->second = app_add (&self->app, "account", "name", "李强", "role", "department", "department",
                          "建设局", NULL);
  app_set (&self->app, "owner", self->first);
  self->page = lf_record_page_new (self->app.context);
  gtk_window_set_child (self->app.window, self->page);
  lf_record_page_set_record (LF_RECORD_PAGE (self->page), lf_schema_find ("project"),
                             self->app.project);
  app_await_label (self->page, "王芳");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_fixture_tear_down (&self->app, data);
  g_free (self->first);
  g_free (self->second);
}

static GtkWidget *
open_tab (Fixture *self)
{
  g_assert_true (gtk_widget_activate_action (self->page, "record.show-owners", NULL));
  return app_find (self->page, LF_TYPE_OWNERS_PANE);
}

/* In the head at a glance; on the tab the one of now above those before. */
static void
test_one_owner (Fixture *self, gconstpointer data)
{
  GtkWidget *pane = open_tab (self);
  g_autoptr (LfPeople) people = NULL;
  guint n_now = 0;

  app_await_label (pane, "王芳");
  app_set (&self->app, "owner", self->second);
  app_await_label (pane, "Owners Before");
  app_await_label (pane, "李强");
  g_assert_cmpuint (count_text (pane, "李强"), ==, 1);
  people = lf_store_people_sync (self->app.store, self->app.project, NULL);
  for (guint i = 0; i < people->owners->len; i++)
    n_now += ((LfOwner *) people->owners->pdata[i])->until_us == 0;
  g_assert_cmpuint (n_now, ==, 1);
  g_assert_cmpstr (lf_people_owner (people)->account, ==, self->second);
  app_set (&self->app, "owner", NULL);
  app_await_label (self->page, "No owner");
  app_await_label (pane, "Nobody");
}

/* O3: who handed it over goes along for a time. */
static void
test_escort (Fixture *self, gconstpointer data)
{
  GtkWidget *pane;

  g_free (app_add (&self->app, "handover", "subject", "移交", "project", self->app.project, "giver",
                   self->first, "taker", self->second, "state", "accepted", "giver_signed_on",
                   "2026-01-05", "taker_signed_on", "2026-01-06", "accepted_on", "2026-01-06",
                   "escort_until", "2199-01-01", NULL));
  app_set (&self->app, "owner", self->second);
  pane = open_tab (self);
  app_await_label (pane, "by handover");
  app_await_label (pane, "Goes along until 1 Jan 2199");
}

static void
test_team_and_steward (Fixture *self, gconstpointer data)
{
  g_autofree char *members = lf_set_apply (self->first, NULL, self->second);
  g_autofree char *team = app_add (&self->app, "team", "name", "减速器专班", "kind", "task_force",
                                   "leader", self->first, "members", members, NULL);
  GtkWidget *pane;

  app_set (&self->app, "team", team);
  app_set (&self->app, "steward", self->second);
  pane = open_tab (self);
  app_await_label (pane, "减速器专班");
  app_await_label (pane, "建设局");
  app_await_label (pane, "Leads it");
  app_await_label (pane, "Steward, over the whole life of it");
}

/* W14: 5:5 over five years */
static void
test_credit (Fixture *self, gconstpointer data)
{
  g_autofree char *park = app_add (&self->app, "park", "name", "上虞", NULL);
  GtkWidget *pane;

  g_free (app_add (&self->app, "credit_share", "title", "税收", "project", self->app.project,
                   "park", park, "indicator", "signed_investment", "share_percent", "50",
                   "start_date", "2026-01-01", "end_date", "2030-12-31", NULL));
  pane = open_tab (self);
  app_await_label (pane, "上虞");
  app_await_label (pane, "50%");
  app_await_label (pane, "31 Dec 2030");
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/owners/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("O1-one-owner", test_one_owner);
  ADD ("O3-escort", test_escort);
  ADD ("O2-O4-team-and-steward", test_team_and_steward);
  ADD ("O7-credit", test_credit);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a meeting's page does beside its fields (domain.md V13, O2). */

#include "config.h"

#include "app-fixture.h"
#include "lf-meeting-bar.h"

#include <string.h>

typedef struct
{
  AppFixture *fixture;
  LfRecord *meeting;
  LfMeetingBar *bar;
} Page;

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* Something lags: the step of the project that the store begins with. */
static Page
open_page (AppFixture *self)
{
  Page page = { .fixture = self };
  g_autofree char *meeting = NULL;
  g_autoptr (LfChange) change = lf_change_new ("回访");
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);

  lf_change_edit (change, project, "next_step", "回访");
  lf_change_edit (change, project, "next_step_date", "2025-02-20");
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  meeting = app_add (self, "meeting", "subject", "调度会", "kind", "weekly", "held_on",
                     "2025-03-03", NULL);
  page.meeting = app_load (self, "meeting", meeting);
  page.bar = g_object_new (LF_TYPE_MEETING_BAR, "visible", FALSE, NULL);
  lf_meeting_bar_set_context (page.bar, self->context);
  gtk_window_set_child (self->window, GTK_WIDGET (page.bar));
  lf_meeting_bar_show (page.bar, page.meeting);
  app_await (is_shown, page.bar);
  return page;
}

static gboolean
has_agenda (gpointer data)
{
  const Page *page = data;
  g_autoptr (LfRecord) meeting = app_load (page->fixture, "meeting", lf_record_id (page->meeting));
  const char *agenda = lf_record_get (meeting, "agenda");

  return agenda != NULL && strstr (agenda, "回访") != NULL;
}

static void
test_agenda (AppFixture *self, gconstpointer data)
{
  Page page = open_page (self);

  gtk_widget_activate_action (GTK_WIDGET (page.bar), "meeting.agenda", NULL);
  app_await (has_agenda, &page);
  app_await (app_is_told, self);
  app_undo (self);
  g_assert_false (has_agenda (&page));
  lf_record_unref (page.meeting);
}

static gboolean
has_next (gpointer fixture)
{
  return app_count (fixture, "meeting", "held_on=2025-03-10") == 1;
}

static void
test_next (AppFixture *self, gconstpointer data)
{
  Page page = open_page (self);

  gtk_widget_activate_action (GTK_WIDGET (page.bar), "meeting.next", NULL);
  app_await (has_next, self);
  lf_record_unref (page.meeting);
}

/* What is no meeting has none of this. */
static void
test_other (AppFixture *self, gconstpointer data)
{
  Page page = open_page (self);
  g_autoptr (LfRecord) project = app_load (self, "project", self->project);

  lf_meeting_bar_show (page.bar, project);
  g_assert_false (is_shown (page.bar));
  lf_record_unref (page.meeting);
}

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  g_test_add ("/meeting/V13-agenda", AppFixture, NULL, app_fixture_set_up, test_agenda,
              app_fixture_tear_down);
  g_test_add ("/meeting/O2-next", AppFixture, NULL, app_fixture_set_up, test_next,
              app_fixture_tear_down);
  g_test_add ("/meeting/other", AppFixture, NULL, app_fixture_set_up, test_other,
              app_fixture_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a meeting's page does beside its fields (domain.md V13, O2). */

#include "config.h"

#include "app-fixture.h"
#include "lf-field-row.h"
#include "lf-meeting-bar.h"
#include "lf-meeting-decisions.h"
#include "lf-rows-dialog.h"

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

/* ---- Decision meetings (L12, C13) ---- */

typedef struct
{
  AppFixture *fixture;
  LfMeetingBar *bar;
  char *meeting, *safety, *decision, *other; /* ids */
} Decided;

static void
decided_clear (Decided *self)
{
  g_free (self->meeting);
  g_free (self->safety);
  g_free (self->decision);
  g_free (self->other);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Decided, decided_clear)

static char *
add_evaluation (AppFixture *self, const char *subject, const char *kind, const char *body)
{
  return app_add (self, "evaluation", "subject", subject, "project", self->project, "kind", kind,
                  "body", body, NULL);
}

/* A meeting of the committee; the safety opinion is a veto, and the environment's is there. */
static void
open_decision (Decided *self, AppFixture *fixture)
{
  g_autoptr (LfRecord) meeting = NULL;
  g_autofree char *clean = NULL;

  *self = (Decided){ .fixture = fixture };
  app_set (fixture, "is_chemical", "1");
  self->meeting = app_add (fixture, "meeting", "subject", "投委会", "kind", "decision", "body",
                           "committee", "held_on", "2026-03-02", NULL);
  self->safety = app_add (fixture, "evaluation", "subject", "安评", "project", fixture->project,
                          "kind", "safety", "verdict", "veto", NULL);
  clean = app_add (fixture, "evaluation", "subject", "环评", "project", fixture->project, "kind",
                   "environment", "verdict", "approve", NULL);
  self->decision = add_evaluation (fixture, "上会一", "decision", "committee");
  self->other = add_evaluation (fixture, "上会二", "decision", "executive");
  meeting = app_load (fixture, "meeting", self->meeting);
  self->bar = g_object_new (LF_TYPE_MEETING_BAR, "visible", FALSE, NULL);
  lf_meeting_bar_set_context (self->bar, fixture->context);
  gtk_window_set_child (fixture->window, GTK_WIDGET (self->bar));
  lf_meeting_bar_show (self->bar, meeting);
  app_await (is_shown, self->bar);
}

static gboolean
is_asked (gpointer data)
{
  return app_find_dialog (LF_TYPE_ROWS_DIALOG) != NULL;
}

static GtkWidget *
ask_decision (const Decided *self)
{
  gtk_widget_activate_action (app_find (GTK_WIDGET (self->bar), LF_TYPE_MEETING_DECISIONS),
                              "decisions.decide", "u", 0);
  app_await (is_asked, NULL);
  return app_find_dialog (LF_TYPE_ROWS_DIALOG);
}

static void
enter (GtkWidget *dialog, const char *field, const char *value)
{
  g_signal_emit_by_name (app_field (dialog, field), "offered", value, value);
}

static gboolean
is_approved (gpointer data)
{
  const Decided *self = data;
  g_autoptr (LfRecord) evaluation = app_load (self->fixture, "evaluation", self->decision);

  return g_strcmp0 (lf_record_get (evaluation, "verdict"), "approve") == 0;
}

/* It has the items of its body; a veto holds the approval until it is lifted; what is conflicted
 * does not count; a condition becomes an action, and the item leaves the list. */
static void
test_decision (AppFixture *fixture, gconstpointer data)
{
  g_auto (Decided) self = { 0 };
  g_autofree char *fair = NULL;
  g_autofree char *partial = NULL;
  g_autoptr (LfRecord) safety = NULL;
  g_autoptr (LfChange) lift = lf_change_new ("复评");
  g_autoptr (LfRecord) meeting = NULL;
  GtkWidget *dialog;

  open_decision (&self, fixture);
  app_await_label (GTK_WIDGET (self.bar), "上会一");
  g_assert_null (app_find_label (GTK_WIDGET (self.bar), "上会二"));
  fair = app_add (fixture, "opinion", "summary", "可行", "evaluation", self.decision, "department",
                  "经发局", "score_points", "80", NULL);
  partial = app_add (fixture, "opinion", "summary", "亲属任职", "evaluation", self.decision,
                     "department", "财政局", "score_points", "10", "has_interest", "1", NULL);
  dialog = ask_decision (&self);
  app_await_label (dialog, "1 opinion, mean 80.0; 1 left out for a conflict of interest");
  app_await_label (dialog, "veto");
  enter (dialog, "verdict", "approve");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await_label (dialog, "“安评” is a veto");
  g_assert_false (is_approved (&self));
  gtk_window_destroy (GTK_WINDOW (dialog));
  safety = app_load (fixture, "evaluation", self.safety);
  lf_change_edit (lift, safety, "verdict", "approve");
  g_assert_true (lf_store_commit_sync (fixture->store, lift, NULL));
  dialog = ask_decision (&self);
  enter (dialog, "verdict", "approve");
  enter (dialog, "conditions", "补充能评");
  enter (dialog, "department", "发改局");
  gtk_widget_activate_action (dialog, "dialog.save", NULL);
  app_await (is_approved, &self);
  g_assert_cmpuint (app_count (fixture, "action", "subject=补充能评 and due_on=2026-04-02"), ==, 1);
  g_assert_cmpuint (app_count (fixture, "evaluation", "meeting!= and held_on=2026-03-02"), ==, 1);
  meeting = app_load (fixture, "meeting", self.meeting);
  lf_meeting_bar_show (self.bar, meeting);
  app_await_no_label (GTK_WIDGET (self.bar), "上会一");
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
  g_test_add ("/meeting/L12-C13-decision", AppFixture, NULL, app_fixture_set_up, test_decision,
              app_fixture_tear_down);
  g_test_add ("/meeting/other", AppFixture, NULL, app_fixture_set_up, test_other,
              app_fixture_tear_down);
  return g_test_run ();
}

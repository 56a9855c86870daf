/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting (domain.md V13, O2): its agenda is what lags on its day, its actions come back at the
 * next one. */

#include "config.h"

#include "store-fixture.h"

#include "lf-store-meeting.h"

#include <string.h>

static LfRecord *
put (LfStore *store, const char *entity, const char *const *values)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new (entity);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  commit_change (store, change);
  return record;
}

#define PUT(store, entity, ...) put (store, entity, (const char *const[]){ __VA_ARGS__, NULL })

static LfMeeting *
read_meeting (LfStore *store, const LfRecord *meeting)
{
  const LfDate today = { 2026, 3, 4 };
  g_autoptr (GError) error = NULL;
  LfMeeting *found = lf_store_meeting_sync (store, lf_record_id (meeting), &today, &error);

  g_assert_no_error (error);
  return found;
}

/* (nullable) */
static const LfAgendaPart *
part_of (const LfMeeting *meeting, const char *key)
{
  for (guint i = 0; i < meeting->parts->len; i++)
    if (strcmp (((LfAgendaPart *) meeting->parts->pdata[i])->source->key, key) == 0)
      return meeting->parts->pdata[i];
  return NULL;
}

static LfRecord *
put_meeting (LfStore *store, const char *day, const char *projects)
{
  return PUT (store, "meeting", "subject", "项目调度会", "kind", "weekly", "held_on", day,
              "projects", projects);
}

static void
test_agenda (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) meeting = put_meeting (store, "2026-03-02", NULL);
  g_autoptr (LfRecord) late
      = PUT (store, "problem", "subject", "接电", "kind", "energy", "state", "handling",
             "collected_on", "2026-02-01", "due_on", "2026-03-01");
  g_autoptr (LfRecord) in_time
      = PUT (store, "problem", "subject", "用工", "kind", "labour", "state", "handling",
             "collected_on", "2026-02-01", "due_on", "2026-03-02");
  g_autoptr (LfRecord) closed
      = PUT (store, "problem", "subject", "贷款", "kind", "funds", "state", "closed",
             "collected_on", "2026-02-01", "due_on", "2026-02-10", "closed_on", "2026-02-09");
  g_autoptr (LfMeeting) found = read_meeting (store, meeting);
  const LfAgendaPart *problems = part_of (found, "problems");
  g_autofree char *text = lf_meeting_agenda_text (found);

  g_assert_cmpuint (found->parts->len, ==, 1);
  g_assert_cmpuint (problems->n, ==, 1);
  g_assert_cmpstr (lf_record_id (problems->records->pdata[0]), ==, lf_record_id (late));
  g_assert_cmpstr (text, ==, "Problems that are overdue (1)\n1. 接电 · 1 Mar 2026");
}

/* One that names projects talks about those alone; one of a team about the team's. */
static void
test_projects (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) team = PUT (store, "team", "name", "光电专班", "kind", "task_force");
  g_autoptr (LfRecord) ours
      = PUT (store, "project", "name", "甲", "stage", "lead", "team", lf_record_id (team),
             "next_step", "回访", "next_step_date", "2026-02-20");
  g_autoptr (LfRecord) theirs = PUT (store, "project", "name", "乙", "stage", "lead", "next_step",
                                     "回访", "next_step_date", "2026-02-20");
  g_autoptr (LfRecord) all = put_meeting (store, "2026-03-02", NULL);
  g_autoptr (LfRecord) named = put_meeting (store, "2026-03-02", lf_record_id (theirs));
  g_autoptr (LfRecord) of_team = PUT (store, "meeting", "subject", "专班例会", "kind", "site",
                                      "held_on", "2026-03-02", "team", lf_record_id (team));
  g_autoptr (LfMeeting) wide = read_meeting (store, all);
  g_autoptr (LfMeeting) narrow = read_meeting (store, named);
  g_autoptr (LfMeeting) team_s = read_meeting (store, of_team);

  g_assert_cmpuint (part_of (wide, "steps")->n, ==, 2);
  g_assert_cmpuint (part_of (narrow, "steps")->n, ==, 1);
  g_assert_cmpstr (lf_record_id (part_of (narrow, "steps")->records->pdata[0]), ==,
                   lf_record_id (theirs));
  g_assert_cmpuint (part_of (team_s, "steps")->n, ==, 1);
  g_assert_cmpstr (lf_record_id (part_of (team_s, "steps")->records->pdata[0]), ==,
                   lf_record_id (ours));
}

/* O2: what was agreed on comes back at the next meeting until it is done. */
static void
test_actions_come_back (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  const LfDate today = { 2026, 3, 4 };
  const LfMeetingAction action = { .subject = "清表", .department = "征迁办" };
  g_autoptr (LfRecord) first = put_meeting (store, "2026-03-02", NULL);
  g_autoptr (LfMeeting) held = read_meeting (store, first);
  g_autoptr (LfChange) agreed = lf_meeting_add_action (held->record, &action, held->calendar, NULL);
  g_autoptr (LfRecord) next = lf_meeting_next (held->record, held->calendar, &today);
  g_autoptr (LfChange) called = lf_change_new ("next");
  g_autoptr (LfMeeting) after = NULL;
  g_autoptr (LfMeeting) back = NULL;
  g_autoptr (LfMeeting) over = NULL;
  g_autoptr (LfChange) done = lf_change_new ("done");

  commit_change (store, agreed);
  lf_change_create (called, next);
  commit_change (store, called);
  after = read_meeting (store, first);
  g_assert_cmpuint (after->actions->len, ==, 1);
  g_assert_null (part_of (after, "actions"));
  back = read_meeting (store, next);
  g_assert_cmpuint (part_of (back, "actions")->n, ==, 1);

  lf_change_edit (done, part_of (back, "actions")->records->pdata[0], "state", "done");
  lf_change_edit (done, part_of (back, "actions")->records->pdata[0], "done_on", "2026-03-08");
  commit_change (store, done);
  over = read_meeting (store, next);
  g_assert_null (part_of (over, "actions"));
}

static void
test_written (Fixture *fixture, gconstpointer data)
{
  LfStore *store = fixture->store;
  g_autoptr (LfRecord) step = PUT (store, "project", "name", "甲", "stage", "lead", "next_step",
                                   "回访", "next_step_date", "2026-02-20");
  g_autoptr (LfRecord) meeting = put_meeting (store, "2026-03-02", NULL);
  g_autoptr (LfMeeting) found = read_meeting (store, meeting);
  g_autoptr (LfChange) change = lf_meeting_write_agenda (found);
  g_autoptr (LfMeeting) written = NULL;

  commit_change (store, change);
  written = read_meeting (store, meeting);
  g_assert_nonnull (strstr (lf_record_get (written->record, "agenda"), "1. 甲"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/meeting/V13-agenda", Fixture, NULL, set_up, test_agenda, tear_down);
  g_test_add ("/meeting/O2-projects", Fixture, NULL, set_up, test_projects, tear_down);
  g_test_add ("/meeting/O2-actions-come-back", Fixture, NULL, set_up, test_actions_come_back,
              tear_down);
  g_test_add ("/meeting/V13-written", Fixture, NULL, set_up, test_written, tear_down);
  return g_test_run ();
}

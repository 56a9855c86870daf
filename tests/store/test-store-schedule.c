/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedules of projects in a store: made from a template, moved and undone as one change. */

#include "store-fixture.h"

#include "lf-store-schedule.h"

#include <string.h>

static const LfDate today = { 2023, 3, 6 };

static LfProjectSchedule *
read_schedule (Fixture *self, const char *project, const char *template, const char *end)
{
  LfSchedulePlan plan = { .today = today, .template = template };
  g_autoptr (GError) error = NULL;
  LfProjectSchedule *read;

  if (end != NULL)
    g_assert_true (lf_date_from_canonical (end, &plan.end));
  read = lf_store_schedule_sync (self->store, project, &plan, &error);
  g_assert_no_error (error);
  return read;
}

/* Makes the schedule of @project from a template, back from @end. */
static void
make_schedule (Fixture *self, const char *project, const char *template, const char *end)
{
  g_autoptr (LfProjectSchedule) plan = read_schedule (self, project, template, end);
  g_autoptr (GArray) moves = lf_schedule_replan (plan->schedule, LF_SCHEDULE_BACKWARD);
  g_autoptr (LfChange) change
      = lf_schedule_to_change (plan->schedule, plan->project, moves, end != NULL, "Planned");

  commit_change (self->store, change);
}

static char *
tell (const LfProjectSchedule *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->schedule->nodes->len; i++)
    {
      const LfScheduleNode *node = self->schedule->nodes->pdata[i];
      g_autofree char *day = lf_date_to_canonical (&node->planned);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", node->name, day);
    }
  return g_string_free (text, FALSE);
}

static void
assert_schedule (Fixture *self, const char *project, const char *expected)
{
  g_autoptr (LfProjectSchedule) read = read_schedule (self, project, NULL, NULL);
  g_autofree char *text = tell (read);

  g_assert_cmpstr (text, ==, expected);
}

#define UPGRADE                                                                                    \
  "Filing of the project 2023-04-23, Design 2023-05-23, Tender 2023-06-20, Equipment installed "   \
  "2023-09-13, Acceptance 2023-10-10, Production start 2023-10-24"

/* C7: as one change, which one undo takes away */
static void
test_make_and_undo (Fixture *self, gconstpointer unused)
{
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autofree char *before = digest_of (self->store);
  g_autofree char *after = NULL;
  g_autofree char *label = NULL;
  g_autofree char *again = NULL;

  make_schedule (self, project, "tech_upgrade", "2023-10-24");
  assert_schedule (self, project, UPGRADE);
  after = digest_of (self->store);
  label = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpstr (label, ==, "Planned");
  assert_schedule (self, project, "");
  g_free (lf_store_redo_sync (self->store, NULL));
  again = digest_of (self->store);
  g_assert_cmpstr (again, ==, after);
  g_assert_cmpstr (before, !=, after);
  assert_sound (self->store);
}

/* The date that was asked for stays fixed: planning again needs no date, and changes nothing. */
static void
test_the_end_stays (Fixture *self, gconstpointer unused)
{
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autoptr (LfProjectSchedule) read = NULL;
  g_autoptr (GArray) moves = NULL;

  make_schedule (self, project, "tech_upgrade", "2023-10-24");
  read = read_schedule (self, project, NULL, NULL);
  g_assert_true (read->schedule->has_end);
  moves = lf_schedule_replan (read->schedule, LF_SCHEDULE_BACKWARD);
  g_assert_cmpuint (moves->len, ==, 0);
  make_schedule (self, project, "tech_upgrade", NULL); /* nor does the template, met again */
  assert_schedule (self, project, UPGRADE);
}

static void
test_the_template_of_its_kind (Fixture *self, gconstpointer unused)
{
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autoptr (LfProjectSchedule) read = NULL;

  set_field (self->store, project, "kind", "public_works");
  read = read_schedule (self, project, "", NULL);
  g_assert_cmpint (lf_schedule_find (read->schedule, "Approval of the project"), >=, 0);
}

/* The zone's own goes before what the program brings. */
static void
test_the_zones_template (Fixture *self, gconstpointer unused)
{
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autoptr (GPtrArray) presets = lf_schedule_presets ();
  g_autoptr (LfChange) change = lf_schedule_template_to_change (presets->pdata[2], "技改六步");
  g_autoptr (LfProjectSchedule) read = NULL;

  commit_change (self->store, change);
  set_field (self->store, project, "kind", "tech_upgrade");
  read = read_schedule (self, project, "", NULL);
  g_assert_cmpuint (read->schedule->nodes->len, ==, 6);
  g_assert_cmpstr (((LfScheduleTemplate *) read->templates->pdata[0])->name, ==, "技改六步");
}

/* C7: a day that the zone says is worked counts */
static void
test_days_of_the_zone (Fixture *self, gconstpointer unused)
{
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autoptr (LfRecord) saturday = lf_record_new (lf_schema_find ("calendar_day"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("A Saturday");

  lf_record_set (saturday, "day", "2023-10-21");
  lf_record_set (saturday, "kind", "workday");
  lf_record_set (saturday, "name", "加班");
  lf_change_create (change, saturday);
  commit_change (self->store, change);
  make_schedule (self, project, "tech_upgrade", "2023-10-24");
  assert_schedule (self, project,
                   "Filing of the project 2023-04-24, Design 2023-05-24, Tender 2023-06-21, "
                   "Equipment installed 2023-09-14, Acceptance 2023-10-11, Production start "
                   "2023-10-24");
}

/* One node moves with what waits for it; the rest of the record stays as a colleague left it. */
static void
test_move_one (Fixture *self, gconstpointer unused)
{
  static const LfDate to = { 2023, 9, 14 };
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autoptr (LfProjectSchedule) read = NULL;
  g_autoptr (GArray) moves = NULL;
  g_autoptr (LfChange) change = NULL;
  LfScheduleNode *last;
  guint equipment;

  make_schedule (self, project, "tech_upgrade", "2023-10-24");
  read = read_schedule (self, project, NULL, NULL);
  last = read->schedule->nodes->pdata[5];
  last->is_fixed = FALSE;
  equipment = (guint) lf_schedule_find (read->schedule, "Equipment installed");
  moves = lf_schedule_move (read->schedule, equipment, &to, NULL);
  g_assert_cmpuint (moves->len, ==, 3);
  change = lf_schedule_to_change (read->schedule, read->project, moves, FALSE, "Moved");
  g_assert_cmpuint (change->ops->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (((LfOp *) change->ops->pdata[i])->edits->len, ==, 1);
  commit_change (self->store, change);
  assert_schedule (self, project,
                   "Filing of the project 2023-04-23, Design 2023-05-23, Tender 2023-06-20, "
                   "Equipment installed 2023-09-14, Acceptance 2023-10-11, Production start "
                   "2023-10-25");
}

static void
test_what_is_not_there (Fixture *self, gconstpointer unused)
{
  LfSchedulePlan plan = { .today = today, .template = "nonesuch" };
  g_autofree char *project = add_project (self->store, "Bearings", "200000000.00 CNY", "signed");
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_store_schedule_sync (self->store, project, &plan, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "nonesuch"));
  g_clear_error (&error);
  g_assert_null (
      lf_store_schedule_sync (self->store, "01939f6e-0000-7000-8000-0000000000a2", &plan, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
}

/* O5: the page lists who needs somebody first */
static void
test_standings (Fixture *self, gconstpointer unused)
{
  static const char *const expected[] = { "Late", "Blocked", "Fine", "None" };
  g_autofree char *none = add_project (self->store, "None", "200000000.00 CNY", "signed");
  g_autofree char *fine = add_project (self->store, "Fine", "200000000.00 CNY", "land");
  g_autofree char *blocked = add_project (self->store, "Blocked", "200000000.00 CNY", "started");
  g_autofree char *late = add_project (self->store, "Late", "200000000.00 CNY", "approved");
  g_autofree char *lead = add_project (self->store, "Lead", "200000000.00 CNY", "lead");
  g_autoptr (LfProjectSchedule) read = NULL;
  g_autoptr (LfChange) change = lf_change_new ("A blocker");
  g_autoptr (GPtrArray) standings = NULL;

  make_schedule (self, fine, "tech_upgrade", "2023-12-29");
  make_schedule (self, blocked, "tech_upgrade", "2023-12-29");
  make_schedule (self, late, "tech_upgrade", "2023-04-28");
  read = read_schedule (self, blocked, NULL, NULL);
  lf_change_edit (change, ((LfScheduleNode *) read->schedule->nodes->pdata[0])->record, "blocker",
                  "还有两户未签");
  lf_change_edit (change, ((LfScheduleNode *) read->schedule->nodes->pdata[1])->record,
                  "actual_date", "2023-03-01");
  commit_change (self->store, change);
  standings = lf_store_schedules_sync (self->store, &today, NULL);
  g_assert_cmpuint (standings->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < standings->len; i++)
    {
      const LfScheduleStanding *standing = standings->pdata[i];

      g_assert_cmpstr (lf_record_get (standing->project, "name"), ==, expected[i]);
      g_assert_cmpuint (standing->n_nodes, ==, i < 3 ? 6 : 0);
      g_assert_cmpuint (standing->n_done, ==, i == 1 ? 1 : 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/store/schedule/C7/make-and-undo", test_make_and_undo);
  ADD ("/store/schedule/C7/the-end-stays", test_the_end_stays);
  ADD ("/store/schedule/C7/days-of-the-zone", test_days_of_the_zone);
  ADD ("/store/schedule/C8/template-of-its-kind", test_the_template_of_its_kind);
  ADD ("/store/schedule/C8/template-of-the-zone", test_the_zones_template);
  ADD ("/store/schedule/move-one", test_move_one);
  ADD ("/store/schedule/what-is-not-there", test_what_is_not_there);
  ADD ("/store/schedule/O5/standings", test_standings);
  return g_test_run ();
}
